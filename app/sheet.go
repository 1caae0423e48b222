package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a sheet, in pixels.
const (
	sheetSide   = 20 // from its edge to what is on it
	sheetTop    = 16
	sheetAround = 24 // from its edge to that of the window, at the least
	sheetLine   = 40 // what an arrow key scrolls
)

// sheet asks or tells something above the page. Wherever the keyboard is on
// it, Escape closes it, Enter presses the button that stands out unless what
// has the keyboard needs it, with Ctrl in any case, and Tab goes round. What is
// too high for the window is scrolled.
type sheet struct {
	w       *window
	wide    float32
	high    float32 // of the body where there is room; 0 is what it needs at the least
	body    fyne.CanvasObject
	notice  *parts.Notice
	confirm func()     // Enter
	cancel  func()     // Escape
	onRune  func(rune) // characters typed while nothing on the sheet has a use for them
	hints   []parts.Hint

	title   *canvas.Text
	scroll  *container.Scroll
	buttons []*sheetButton
	pop     *widget.PopUp
}

// newSheet makes a sheet of a width; it is shown by open.
func (w *window) newSheet(title string, wide float32, body fyne.CanvasObject) *sheet {
	title = parts.Shorten(title, style.ReadSize, fyne.TextStyle{Bold: true}, wide-2*sheetSide)
	s := &sheet{w: w, wide: wide, body: body, notice: parts.NewNotice(), title: parts.Text(title, style.ReadSize, true, nil), scroll: container.NewVScroll(body)}
	s.cancel = s.close
	return s
}

// button adds a button; the last one stands at the right.
func (s *sheet) button(label string, press func()) *sheetButton {
	b := &sheetButton{s: s}
	b.Text, b.OnTapped = label, press
	b.ExtendBaseWidget(b)
	s.buttons = append(s.buttons, b)
	return b
}

// strong adds the button that stands out.
func (s *sheet) strong(label string, press func()) *sheetButton {
	b := s.button(label, press)
	b.Importance = widget.HighImportance
	s.confirm = func() { b.Tapped(nil) }
	return b
}

// open shows the sheet and gives something on it the keyboard, the last button
// where that is nil.
func (s *sheet) open(first fyne.Focusable) {
	row := container.New(layout.NewCustomPaddedHBoxLayout(style.Gap))
	for _, b := range s.buttons {
		row.Add(b)
	}
	face := &sheetFace{s: s, foot: parts.Frame{Right: row, Middle: newHintLine(s.hints)}.New()}
	face.ExtendBaseWidget(face)
	s.pop = widget.NewModalPopUp(face, s.w.win.Canvas())
	s.w.sheets = append(s.w.sheets, s)
	s.pop.Resize(face.MinSize())
	s.pop.Show()
	if first == nil && len(s.buttons) > 0 {
		first = s.buttons[len(s.buttons)-1]
	}
	s.w.win.Canvas().Focus(first)
}

// close takes the sheet away, if it was shown, and gives the page the keyboard
// back.
func (s *sheet) close() {
	for i, other := range s.w.sheets {
		if other == s {
			s.w.sheets = append(s.w.sheets[:i:i], s.w.sheets[i+1:]...)
			s.pop.Hide()
			s.w.focusPage()
			return
		}
	}
}

// sheet returns the one on top, nil if there is none.
func (w *window) sheet() *sheet {
	if n := len(w.sheets); n > 0 {
		return w.sheets[n-1]
	}
	return nil
}

// say says on the sheet why something could not be done.
func (s *sheet) say(err error) {
	s.notice.Say(err)
	s.fit()
}

// fit makes room for what has come.
func (s *sheet) fit() {
	s.pop.Resize(s.pop.Content.MinSize())
	s.w.win.Canvas().Overlays().Top().Refresh()
}

// key does what a key does all over the sheet, and tells whether that is
// anything. What has the keyboard calls it for the keys it does not need.
func (s *sheet) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape:
		s.cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.confirm != nil {
			s.confirm()
		}
	default:
		return s.scrollBy(k)
	}
	return true
}

// shortcut does what Ctrl+Enter does, and tells whether it was that.
func (s *sheet) shortcut(sc fyne.Shortcut) bool {
	c, ok := sc.(*desktop.CustomShortcut)
	if !ok || c.KeyName != fyne.KeyReturn && c.KeyName != fyne.KeyEnter || c.Modifier != fyne.KeyModifierShortcutDefault || s.confirm == nil {
		return false
	}
	s.confirm()
	return true
}

// scrollBy walks through what is too high for the sheet.
func (s *sheet) scrollBy(k fyne.KeyName) bool {
	page := s.scroll.Size().Height - sheetLine
	by := map[fyne.KeyName]float32{
		fyne.KeyUp: -sheetLine, fyne.KeyDown: sheetLine, fyne.KeyPageUp: -page, fyne.KeyPageDown: page,
		fyne.KeyHome: -s.body.Size().Height, fyne.KeyEnd: s.body.Size().Height,
	}[k]
	to := max(min(s.scroll.Offset.Y+by, s.body.Size().Height-s.scroll.Size().Height), 0)
	if by == 0 || to == s.scroll.Offset.Y {
		return false
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, to))
	return true
}

// typed hears of characters that nothing on the sheet has a use for.
func (s *sheet) typed(r rune) {
	if s.onRune != nil {
		s.onRune(r)
	}
}

// sheetButton is a button of a sheet. The space bar presses it by the
// character, which comes after the key: what closes the sheet by the key would
// leave the character to the page.
type sheetButton struct {
	widget.Button
	s       *sheet
	focused bool
}

// FocusGained implements [fyne.Focusable].
func (b *sheetButton) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
}

// FocusLost implements [fyne.Focusable].
func (b *sheetButton) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// CreateRenderer implements [fyne.Widget].
func (b *sheetButton) CreateRenderer() fyne.WidgetRenderer {
	return &ringed{b.Button.CreateRenderer(), b, &canvas.Rectangle{StrokeWidth: 2, CornerRadius: style.Corner + ringGap}}
}

// ringGap is between a button and the ring around it, in pixels.
const ringGap = 3

// ringed draws a ring around the button with the keyboard: Fyne's own sign of
// that has the colour of the one that stands out.
type ringed struct {
	fyne.WidgetRenderer
	b    *sheetButton
	ring *canvas.Rectangle
}

func (r *ringed) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.ring}, r.WidgetRenderer.Objects()...)
}

func (r *ringed) Layout(s fyne.Size) {
	parts.Place(r.ring, -ringGap, -ringGap, s.Width+2*ringGap, s.Height+2*ringGap)
	r.WidgetRenderer.Layout(s)
}

func (r *ringed) Refresh() {
	p := style.Now()
	r.ring.Hidden, r.ring.FillColor, r.ring.StrokeColor = !r.b.focused, p.Raised, p.Accent
	r.ring.Refresh()
	r.WidgetRenderer.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (b *sheetButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeyLeft:
		b.next(-1)
	case fyne.KeyRight:
		b.next(1)
	case fyne.KeySpace:
	default:
		b.s.key(e.Name)
	}
}

// next gives the keyboard to a button beside this one.
func (b *sheetButton) next(step int) {
	for i, other := range b.s.buttons {
		if k := i + step; other == b && k >= 0 && k < len(b.s.buttons) {
			b.s.w.win.Canvas().Focus(b.s.buttons[k])
			return
		}
	}
}

// TypedRune implements [fyne.Focusable].
func (b *sheetButton) TypedRune(r rune) {
	if r == ' ' {
		b.Tapped(nil)
		return
	}
	b.s.typed(r)
}

// sheetFace is all that is on a sheet, in the colours of the theme.
type sheetFace struct {
	widget.BaseWidget
	s    *sheet
	foot *fyne.Container
}

// Refresh implements [fyne.CanvasObject].
func (f *sheetFace) Refresh() {
	f.s.title.Color = style.Now().Ink
	f.BaseWidget.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (f *sheetFace) CreateRenderer() fyne.WidgetRenderer {
	f.s.title.Color = style.Now().Ink
	c := &fyne.Container{Layout: sheetLayout{f.s}, Objects: []fyne.CanvasObject{f.s.title, f.s.notice, f.s.scroll, f.foot}}
	f.s.notice.Around = c
	return widget.NewSimpleRenderer(c)
}

// sheetLayout puts the title, the notice, the body and the buttons below one
// another; of the body what has no room is scrolled.
type sheetLayout struct{ s *sheet }

// heights returns that of the notice, and that of all but the body.
func (l sheetLayout) heights(os []fyne.CanvasObject, wide float32) (notice, rest float32) {
	rest = sheetTop + os[0].MinSize().Height + style.Panel + style.Panel + os[3].MinSize().Height + sheetTop
	if n := os[1]; n.Visible() {
		n.Resize(fyne.NewSize(wide, n.Size().Height)) // the height of what wraps depends on it
		notice = n.MinSize().Height + style.Gap
	}
	return notice, rest + notice
}

// MinSize implements [fyne.Layout].
func (l sheetLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	room := l.s.w.win.Canvas().Size().SubtractWidthHeight(2*sheetAround, 2*sheetAround)
	wide := min(l.s.wide, room.Width)
	_, rest := l.heights(os, wide-2*sheetSide)
	high := max(l.s.body.MinSize().Height, l.s.high)
	return fyne.NewSize(wide, min(rest+high, max(room.Height, rest+sheetLine)))
}

// Layout implements [fyne.Layout].
func (l sheetLayout) Layout(os []fyne.CanvasObject, size fyne.Size) {
	wide := size.Width - 2*sheetSide
	notice, rest := l.heights(os, wide)
	y := float32(sheetTop)
	y += parts.InLine(os[0].(*canvas.Text), sheetSide, y, os[0].MinSize().Height).Size().Height + style.Panel
	if notice > 0 {
		parts.Place(os[1], sheetSide, y, wide, notice-style.Gap)
		y += notice
	}
	high := size.Height - rest
	parts.Place(os[2], sheetSide, y, wide, high)
	parts.Place(os[3], sheetSide, y+high+style.Panel, wide, os[3].MinSize().Height)
}

// hintLine shows keys at the foot of a sheet.
type hintLine struct {
	widget.BaseWidget
	hints []parts.Hint
}

func newHintLine(hints []parts.Hint) *hintLine {
	l := &hintLine{hints: hints}
	l.ExtendBaseWidget(l)
	return l
}

// MinSize implements [fyne.CanvasObject].
func (l *hintLine) MinSize() fyne.Size { return fyne.NewSize(1, 28) }

// CreateRenderer implements [fyne.Widget].
func (l *hintLine) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(l, func(size fyne.Size) []fyne.CanvasObject {
		os := parts.Hints(l.hints, 0, size.Width-style.Panel, size.Height)
		if len(os) == 0 {
			return nil
		}
		left := os[0].Position().X // they end at the right: here they begin at the left
		for _, o := range os {
			o.Move(o.Position().SubtractXY(left, 0))
		}
		return os
	})
}

// words are a text that is wrapped for a sheet of a width, in pixels; a line
// break in it is one.
func words(s string, wide float32) fyne.CanvasObject {
	var lines []string
	for _, paragraph := range strings.Split(s, "\n") {
		lines = append(lines, parts.Wrap(paragraph, style.TextSize, fyne.TextStyle{}, wide-2*sheetSide-style.Panel, 1000)...)
	}
	return parts.Inset(widget.NewLabel(strings.Join(lines, "\n")), 0, 0, 0, -style.Gap) // a label has its own space
}
