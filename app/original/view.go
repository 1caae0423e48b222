// Package original shows a text beside what it was taken from: paragraph by
// paragraph, with what was left out marked quietly, or the page of a PDF.
package original

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // pages of PDFs come so
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset"
	"claimtrace/store/ingest"
	"claimtrace/store/ingest/webpage"
)

// The measures of a text, in pixels.
const (
	side      = 14
	lead      = 23
	wordsSize = 15
	gap       = 14 // below a paragraph
	labelLead = 18
	bar       = 2
	indent    = 10 // of what was left out
	longest   = 3000
)

// View is the widget: a text, or an original.
type View struct {
	widget.BaseWidget
	OnKey      func(fyne.KeyName) bool // hears of a key that it has no use for
	OnRune     func(rune)
	OnShortcut func(fyne.Shortcut) bool
	OnPage     func(page int) // another page of a PDF is asked for

	list    *parts.List[*paragraph]
	shown   []piece
	said    *widget.Label // in the place of a text
	picture *canvas.Image
	marks   *marks // on that
	scroll  *container.Scroll
	sought  bool // the first mark is still to be scrolled to
	turn    *fyne.Container
	of      *parts.Quiet // which page
	page    int
	pages   int
	body    *fyne.Container
}

// piece is a paragraph with what it is.
type piece struct {
	text  string
	part  webpage.Part
	label string // above it: what begins here
}

// New returns an empty view.
func New() *View {
	v := &View{said: widget.NewLabel(""), of: parts.NewQuiet("")}
	v.said.Wrapping = fyne.TextWrapWord
	v.list = parts.NewList(newParagraph, func(i int, p *paragraph) { p.set(v.shown[i]) }, func(i int, wide float32) float32 { return v.shown[i].height(wide) })
	v.list.Tight = true
	v.list.OnKey = func(k fyne.KeyName) bool { return v.OnKey != nil && v.OnKey(k) }
	v.list.OnRune = func(r rune) {
		if v.OnRune != nil {
			v.OnRune(r)
		}
	}
	v.list.OnShortcut = func(s fyne.Shortcut) bool { return v.OnShortcut != nil && v.OnShortcut(s) }
	v.picture = &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}
	v.marks = newMarks()
	v.scroll = container.NewScroll(container.New(fit{v}, v.picture, v.marks))
	back := parts.NewButton(parts.Plain, "‹", func() { v.turnBy(-1) })
	on := parts.NewButton(parts.Plain, "›", func() { v.turnBy(1) })
	back.Hint, on.Hint = "the page before", "the next page"
	v.turn = container.NewBorder(nil, nil, container.NewHBox(back, on), nil, container.NewBorder(nil, nil, parts.Room(1), nil, v.of))
	v.body = container.NewStack(v.list, parts.Inset(v.said, side-style.Gap, side, side, side-style.Gap), parts.Frame{Top: parts.Inset(v.turn, style.Gap, side, style.Gap, side), Middle: parts.Inset(v.scroll, 0, 1, 1, 1)}.New())
	v.ExtendBaseWidget(v)
	v.Say("")
	return v
}

// fit lays a picture out in the width that there is.
type fit struct{ v *View }

func (f fit) MinSize([]fyne.CanvasObject) fyne.Size {
	wide := f.v.scroll.Size().Width
	if f.v.picture.Image == nil || wide <= 0 {
		return fyne.NewSize(1, 1)
	}
	b := f.v.picture.Image.Bounds()
	return fyne.NewSize(1, wide*float32(b.Dy())/float32(max(b.Dx(), 1)))
}

func (f fit) Layout(os []fyne.CanvasObject, s fyne.Size) {
	page := f.MinSize(os).Height
	for _, o := range os {
		parts.Place(o, 0, 0, s.Width, page) // from the top, where there is more room
	}
	if f.v.sought && page > 1 {
		f.v.sought = false
		f.v.scroll.Offset.Y = f.v.marks.from(page, f.v.scroll.Size().Height)
	}
}

func (v *View) show(which int) {
	for i, o := range v.body.Objects {
		parts.Show(o, i == which)
	}
	v.body.Refresh()
}

// Say shows words in the place of a text: that it is read, or why there is none.
func (v *View) Say(words string) {
	v.said.SetText(words)
	v.show(1)
}

// Text shows a text.
func (v *View) Text(s string) {
	v.shown = nil
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			v.shown = append(v.shown, cut(piece{text: line})...)
		}
	}
	v.put()
}

// cut parts what is very long, as a row of a list is drawn as a whole.
func cut(p piece) (list []piece) {
	for len(p.text) > longest {
		at := strings.LastIndexByte(p.text[:longest], ' ')
		if at <= 0 {
			at = len(strings.ToValidUTF8(p.text[:longest], ""))
		}
		if at <= 0 {
			break
		}
		list = append(list, piece{text: p.text[:at], part: p.part, label: p.label})
		p.text, p.label = strings.TrimSpace(p.text[at:]), ""
	}
	return append(list, p)
}

func (v *View) put() {
	v.list.SetLen(len(v.shown))
	v.list.Top()
	v.show(0)
}

// Original shows a file as it is seen, and marks a passage on the page of a PDF.
func (v *View) Original(o ingest.Original, passage Passage) {
	if o.Picture != nil {
		pic, _, err := image.Decode(bytes.NewReader(o.Picture))
		if err != nil {
			v.Say("This page cannot be shown.")
			return
		}
		v.picture.Image = pic
		v.page, v.pages = o.Page, o.Pages
		v.of.Set(fmt.Sprintf("Page %d of %d", o.Page, o.Pages))
		v.marks.set(o.Marks, passage)
		v.picture.Refresh()
		v.scroll.Offset, v.sought = fyne.Position{}, true
		v.show(2)
		v.scroll.Content.(*fyne.Container).Refresh()
		v.scroll.Refresh()
		return
	}
	v.shown = nil
	var last webpage.Part
	for _, b := range o.Blocks {
		p := piece{text: strings.TrimSpace(b.Text), part: b.Part}
		if b.Part != webpage.Body && (b.Begins || b.Part != last) {
			if p.label = names[b.Part].one; b.Part != webpage.Headline && b.Part != webpage.Byline {
				p.label += ", left out" // those two are fields of their own
			}
		}
		last = b.Part
		if b.Part != webpage.Body {
			v.shown = append(v.shown, cut(p)...)
			continue
		}
		for line := range strings.Lines(p.text) {
			if line = strings.TrimSpace(line); line != "" {
				v.shown = append(v.shown, cut(piece{text: line})...)
			}
		}
	}
	v.put()
}

// Mark marks the passage as another is marked, or with none nothing; the page stays where it is.
func (v *View) Mark(passage Passage) { v.marks.set(v.marks.at, passage) }

// turnBy asks for another page.
func (v *View) turnBy(n int) {
	if to := v.page + n; v.OnPage != nil && to >= 1 && to <= v.pages {
		v.OnPage(to)
	}
}

// Turn turns the pages of a PDF, if one is shown, and tells whether it is.
func (v *View) Turn(n int) bool {
	if !v.body.Objects[2].Visible() {
		return false
	}
	v.turnBy(n)
	return true
}

// Focus gives the keyboard to the text.
func (v *View) Focus() { parts.Focus(v.list) }

// MinSize implements [fyne.CanvasObject].
func (v *View) MinSize() fyne.Size { return fyne.NewSize(160, 120) }

// CreateRenderer implements [fyne.Widget].
func (v *View) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

// flow sets a piece in lines.
func (p piece) flow(wide float32) *typeset.Flow {
	f := typeset.NewFlow([]typeset.Run{{Text: parts.OneLine(p.text)}})
	f.Begin(max(wide-2*side-p.left(), 40))
	f.Extend(func(w typeset.Word) float32 { return style.FaceSerif.Width(w.Text, p.size()) }, func() bool { return true })
	return f
}

func (p piece) left() float32 {
	if p.part != webpage.Body {
		return bar + indent
	}
	return 0
}

func (p piece) size() float32 {
	if p.part != webpage.Body {
		return wordsSize - 2
	}
	return wordsSize
}

func (p piece) lead() float32 {
	if p.part != webpage.Body {
		return lead - 3
	}
	return lead
}

func (p piece) height(wide float32) float32 {
	high := float32(p.flow(wide).Lines())*p.lead() + gap
	if p.label != "" {
		high += labelLead
	}
	return high
}

// paragraph is a row of the list.
type paragraph struct {
	widget.BaseWidget
	p piece
}

func newParagraph() *paragraph {
	p := &paragraph{}
	p.ExtendBaseWidget(p)
	return p
}

func (w *paragraph) set(p piece) {
	if w.p != p {
		w.p = p
		w.Refresh()
	}
}

// MinSize implements [fyne.CanvasObject].
func (w *paragraph) MinSize() fyne.Size { return fyne.NewSize(80, lead) }

// AccessibilityLabel implements [fyne.Accessible].
func (w *paragraph) AccessibilityLabel() string {
	return strings.TrimPrefix(w.p.label+": "+w.p.text, ": ")
}

// AccessibilityRole implements [fyne.Accessible].
func (w *paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (w *paragraph) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(w, func(size fyne.Size) (os []fyne.CanvasObject) {
		if size.Width <= 0 {
			return nil
		}
		p := style.Now()
		ink, y, x := p.Ink, float32(gap/2), float32(side)
		if w.p.part != webpage.Body {
			ink = p.Muted
			os = append(os, parts.Place(&canvas.Rectangle{FillColor: p.Line}, side, y-2, bar, size.Height-gap+4))
			x += w.p.left()
		}
		if w.p.label != "" {
			os = append(os, parts.InLine(parts.Text(w.p.label, style.SmallSize, true, p.Muted), x, y, labelLead))
			y += labelLead
		}
		f := w.p.flow(size.Width)
		room := size.Width - 2*side - w.p.left()
		for i := range f.Lines() {
			shift := float32(0)
			if f.RTL() {
				shift = room - f.Extent(i)
			}
			for _, word := range f.Line(i) {
				t := parts.Text(word.Text, w.p.size(), false, ink)
				t.FontSource = style.FaceSerif.For(word.Text)
				os = append(os, parts.InLine(t, x+shift+word.X, y, w.p.lead()))
			}
			y += w.p.lead()
		}
		return os
	})
}

// names are what parts are called.
var names = map[webpage.Part]struct{ one, many string }{
	webpage.Headline: {"headline", "headlines"}, webpage.Byline: {"byline", "bylines"}, webpage.Menu: {"menu", "menus"}, webpage.Related: {"related story", "related stories"},
	webpage.Comment: {"comment", "comments"}, webpage.Newsletter: {"newsletter box", "newsletter boxes"}, webpage.Caption: {"caption", "captions"},
	webpage.Share: {"share button", "share buttons"}, webpage.Advert: {"advertisement", "advertisements"}, webpage.Notice: {"notice", "notices"}, webpage.Else: {"other piece", "other pieces"},
}

// told are the parts of which it is told how many were left out, in their order.
// The headline and the byline stand in their own fields.
var told = []webpage.Part{webpage.Menu, webpage.Related, webpage.Comment, webpage.Newsletter, webpage.Caption, webpage.Share, webpage.Advert, webpage.Notice, webpage.Else}

// LeftOut says in words what of an original is not in the text, "" for nothing.
func LeftOut(o ingest.Original) string {
	count := map[webpage.Part]int{}
	for _, b := range o.Blocks {
		if b.Begins {
			count[b.Part]++
		}
	}
	var said []string
	for _, p := range told {
		switch n := count[p]; {
		case n == 1 && strings.ContainsRune("aeio", rune(names[p].one[0])):
			said = append(said, "an "+names[p].one)
		case n == 1:
			said = append(said, "a "+names[p].one)
		case n > 1:
			said = append(said, fmt.Sprintf("%d %s", n, names[p].many))
		}
	}
	return strings.Join(said, ", ")
}
