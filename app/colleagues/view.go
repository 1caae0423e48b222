package colleagues

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/panes"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of the page, in pixels.
const (
	leftWide, leftLeast = 272, 214
	edge                = 28 // of the page
	slimEdge            = 16 // where it is narrow
	slim                = 640
	headSize            = 23
	headLead            = 30
	captionHigh         = 32
)

// says is what stands around the rows.
type says struct {
	title, sub string
	empty      string // in the place of the rows where there are none
	card       *cardSays
	merge      string // the word on the button, "" where nothing is to be merged
	beside     bool   // the rows have columns
	begin      bool   // what to begin with is offered
}

type cardSays struct {
	title string
	lines []cardLine
}

// view lays out the page: on the left whose files are looked at and the sections,
// in the middle the rows of one of them.
type view struct {
	list     *parts.List[*line]
	sections *parts.List[*partLine]
	read     func(i int) entry
	set      func(i int, l *line)

	panes                    *panes.Panes
	shown                    []part
	chosen                   int
	card                     *card
	cardTitle                *parts.Caption
	partTitle                *parts.Caption
	left                     *fyne.Container
	head                     *heading
	captions                 *captions
	empty                    *prose
	begin                    *fyne.Container
	nothing                  *fyne.Container
	page                     *fyne.Container
	merge, leave, add, share *parts.Button
	buttons                  *fyne.Container
}

func newView() *view {
	v := &view{head: newHeadOf(), captions: newCaptions(), card: newCard(), cardTitle: parts.NewCaption("PACKAGE"), partTitle: parts.NewCaption(""), empty: newProse()}
	v.list = parts.NewList(newLine, func(i int, l *line) { v.set(i, l) }, func(i int, width float32) float32 { return heightOf(v.read(i), width) })
	v.list.Tight = true
	v.sections = parts.NewList(newPartLine, func(i int, l *partLine) { l.set(v.shown[i], i == v.chosen) }, func(int, float32) float32 { return partHigh })
	return v
}

// build lays out what the page has, with its buttons.
func (v *view) build() {
	v.buttons = container.New(layout.NewCustomPaddedHBoxLayout(style.Gap), v.leave, v.merge)
	v.begin = container.New(layout.NewCustomPaddedHBoxLayout(style.Gap), v.add, v.share)
	v.nothing = container.New(layout.NewCustomPaddedVBoxLayout(style.Panel), v.empty, v.begin)
	v.page = &fyne.Container{Layout: (*middle)(v), Objects: []fyne.CanvasObject{v.head, v.buttons, v.captions, v.list, v.nothing}}
	v.left = &fyne.Container{Layout: (*leftSide)(v), Objects: []fyne.CanvasObject{v.cardTitle, v.card, v.partTitle, v.sections}}
	side := container.NewStack(parts.NewGround(func(c *style.Palette) color.NRGBA { return c.Side }, fyne.Size{}), v.left)
	v.panes = &panes.Panes{Left: &panes.Side{Object: parts.Frame{Right: parts.Hairline(), Middle: side}.New(), Full: leftWide, Least: leftLeast}, Page: v.page}
}

// put shows what stands around n rows, and them.
func (v *view) put(s says, n int) {
	v.head.set(s.title, s.sub)
	parts.Show(v.merge, s.merge != "")
	parts.Show(v.leave, s.card != nil)
	v.merge.Say(s.merge)
	parts.Show(v.card, s.card != nil)
	parts.Show(v.cardTitle, s.card != nil)
	v.partTitle.Say("COLLEAGUES")
	if s.card != nil {
		v.partTitle.Say("WHAT WILL HAPPEN")
		v.card.set(s.card.title, s.card.lines)
	}
	v.captions.Hidden = !s.beside || n == 0
	parts.Show(v.nothing, n == 0)
	v.empty.set(s.empty)
	parts.Show(v.begin, s.begin)
	parts.Show(v.list, n > 0)
	v.list.SetLen(n)
	v.sections.Renew()
	v.page.Refresh()
	v.left.Refresh()
}

// leftSide lays out the panel on the left.
type leftSide view

// Layout implements [fyne.Layout].
func (v *leftSide) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	y, wide := float32(14), s.Width-2*style.Panel
	if v.card.Visible() {
		parts.Place(v.cardTitle, style.Panel, y, wide, 20)
		y += 26
		v.card.Resize(fyne.NewSize(wide, v.card.MinSize().Height))
		high := v.card.MinSize().Height
		parts.Place(v.card, style.Panel, y, wide, high)
		y += high + 18
	}
	parts.Place(v.partTitle, style.Panel, y, wide, 20)
	y += 26
	parts.Place(v.sections, style.Panel, y, wide, max(s.Height-y-style.Gap, 0))
}

// MinSize implements [fyne.Layout].
func (v *leftSide) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(leftLeast, 200) }

// middle lays out the page itself.
type middle view

// Layout implements [fyne.Layout].
func (v *middle) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	x := float32(edge)
	if s.Width < slim {
		x = slimEdge
	}
	wide := max(s.Width-2*x, 0)
	y := float32(22)
	buttons := v.buttons.MinSize()
	room := wide
	if buttons.Width > 0 {
		room -= buttons.Width + columnGap
	}
	parts.Place(v.buttons, x+wide-buttons.Width, y, buttons.Width, buttons.Height)
	high := v.head.height(room, wide)
	v.head.room = room
	parts.Place(v.head, x, y, wide, high)
	y += high + style.Panel
	if v.captions.Visible() {
		parts.Place(v.captions, x, y, wide, captionHigh)
		y += captionHigh
	}
	parts.Place(v.list, x, y, wide, max(s.Height-y, 0))
	text := min(wide, 620)
	v.empty.wide = text
	parts.Place(v.nothing, x, y, text, v.nothing.MinSize().Height)
}

// MinSize implements [fyne.Layout].
func (v *middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 240) }

// heading is the title of the page with what it means below.
type heading struct {
	widget.BaseWidget
	parts.Whole
	title, sub string
	room       float32 // of the title, in pixels
}

func newHeadOf() *heading {
	h := &heading{}
	h.Of = h
	h.ExtendBaseWidget(h)
	return h
}

func (h *heading) set(title, sub string) {
	h.title, h.sub = title, sub
	h.Refresh()
}

func headText(s string) *canvas.Text {
	t := parts.Text(s, headSize, true, style.Now().Ink)
	if style.FaceSerif.For(s) != nil {
		t.FontSource = style.SerifBold
	}
	return t
}

func (h *heading) titles(room float32) []string {
	return parts.WrapBy(h.title, func(s string) float32 { return headText(s).MinSize().Width }, max(room, 120), 3)
}

func (h *heading) subs(wide float32) []string {
	return parts.Wrap(h.sub, style.TextSize, fyne.TextStyle{}, max(wide, 120), 5)
}

// height is that in a width, with the title in the room that the buttons leave, in
// pixels.
func (h *heading) height(room, wide float32) float32 {
	high := max(float32(len(h.titles(room)))*headLead, parts.ButtonHigh)
	if h.sub != "" {
		high += 4 + float32(len(h.subs(wide)))*nameLead
	}
	return high
}

// MinSize implements [fyne.CanvasObject].
func (h *heading) MinSize() fyne.Size { return fyne.NewSize(120, headLead) }

// AccessibilityLabel implements [fyne.Accessible].
func (h *heading) AccessibilityLabel() string { return h.title + ". " + h.sub }

// AccessibilityRole implements [fyne.Accessible].
func (h *heading) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (h *heading) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(h, func(size fyne.Size) (os []fyne.CanvasObject) {
		room := h.room
		if room <= 0 {
			room = size.Width
		}
		titles, subs := h.titles(room), h.subs(size.Width)
		h.Words = parts.WholeOf(parts.Lines(titles, h.title), parts.Lines(subs, h.sub))
		y := float32(0)
		for _, s := range titles {
			os = append(os, parts.InLine(headText(s), 0, y, headLead))
			y += headLead
		}
		y = max(y, parts.ButtonHigh) + 4
		for _, s := range subs {
			os = append(os, parts.InLine(parts.Text(s, style.TextSize, false, style.Now().Muted), 0, y, nameLead))
			y += nameLead
		}
		return os
	})
}

// prose is what stands in the place of rows.
type prose struct {
	widget.BaseWidget
	words string
	wide  float32 // in which it is wrapped, in pixels
}

func newProse() *prose {
	t := &prose{wide: slim}
	t.ExtendBaseWidget(t)
	return t
}

func (t *prose) set(words string) {
	t.words = words
	t.Refresh()
}

func (t *prose) lines() []string {
	return parts.Wrap(t.words, style.TextSize, fyne.TextStyle{}, max(t.wide, 120), 20)
}

// MinSize implements [fyne.CanvasObject].
func (t *prose) MinSize() fyne.Size { return fyne.NewSize(120, float32(len(t.lines()))*nameLead) }

// AccessibilityLabel implements [fyne.Accessible].
func (t *prose) AccessibilityLabel() string { return t.words }

// AccessibilityRole implements [fyne.Accessible].
func (t *prose) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (t *prose) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(t, func(fyne.Size) (os []fyne.CanvasObject) {
		for i, s := range t.lines() {
			os = append(os, parts.InLine(parts.Text(s, style.TextSize, false, style.Now().Ink), 0, float32(i)*nameLead, nameLead))
		}
		return os
	})
}

// captions stand above the columns.
type captions struct{ widget.BaseWidget }

func newCaptions() *captions {
	c := &captions{}
	c.ExtendBaseWidget(c)
	return c
}

// MinSize implements [fyne.CanvasObject].
func (c *captions) MinSize() fyne.Size { return fyne.NewSize(120, captionHigh) }

// CreateRenderer implements [fyne.Widget].
func (c *captions) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(c, func(size fyne.Size) []fyne.CanvasObject {
		d := &drawing{p: style.Now(), of: &line{}}
		d.add(&canvas.Rectangle{FillColor: d.p.Line}, 0, size.Height-1, size.Width, 1)
		at := columnsOf(size.Width, true)
		says := func(s string, x float32) { d.text(s, style.SmallSize, true, d.p.Ink, x, 0, size.Height) }
		says("Where", at.name)
		if at.apart {
			says("Here", at.values)
			says("In the package", at.values+at.half+columnGap)
		}
		says("Stands", at.stands)
		return d.objects
	})
}
