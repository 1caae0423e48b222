package dialog

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a sheet, in pixels.
const (
	side   = 20 // from its edge to what is on it
	top    = 16
	around = 24 // from its edge to that of the window, at the least
	step   = 40 // what an arrow key scrolls
)

// Sheet asks or tells something above the page. Wherever the keyboard is on it,
// Escape closes it, Enter presses the button that stands out unless what has the
// keyboard needs it, with Ctrl in any case, and Tab goes round. What is too high
// for the window is scrolled.
type Sheet struct {
	High   float32      // of the body where there is room; 0 is what it needs at the least
	Hints  []parts.Hint // at the foot
	Cancel func()       // Escape
	OnRune func(rune)   // characters typed while nothing on the sheet has a use for them

	k       *Kit
	wide    float32
	body    fyne.CanvasObject
	foot    fyne.CanvasObject // in the place of hints; may be nil
	stray   fyne.Focusable    // takes what is typed while nothing has the keyboard, if not nil
	title   *title
	notice  *parts.Notice
	scroll  *container.Scroll
	buttons []*parts.Button
	strong  *parts.Button // Enter presses it; may be nil
	pop     *widget.PopUp
	tips    *parts.Tips
}

// Sheet makes a sheet of a width, in pixels; [Sheet.Show] shows it.
func (k *Kit) Sheet(words string, wide float32, body fyne.CanvasObject) *Sheet {
	s := &Sheet{k: k, wide: wide, body: body, notice: parts.NewNotice(), title: newTitle(words)}
	s.Cancel = s.Close
	s.notice.OnKey(s.key)
	return s
}

// SetBody puts on the sheet what is on it, where that had to know the sheet; before
// it is shown.
func (s *Sheet) SetBody(body fyne.CanvasObject) { s.body = body }

// Button adds a button; the last one stands at the right.
func (s *Sheet) Button(label string, press func()) {
	s.buttons = append(s.buttons, s.button(parts.Plain, label, press))
}

// button makes a button of the sheet.
func (s *Sheet) button(look parts.Look, label string, press func()) *parts.Button {
	b := parts.NewButton(look, label, press)
	b.OnKey, b.OnRune = s.key, s.typed
	return b
}

// row lays out buttons beside one another, to be walked with the arrows.
func (s *Sheet) row(of []*parts.Button) *fyne.Container {
	row := container.New(layout.NewCustomPaddedHBoxLayout(style.Gap))
	for i, b := range of {
		b.OnKey = func(k fyne.KeyName) {
			switch {
			case k == fyne.KeyLeft && i > 0:
				s.k.canvas.Focus(of[i-1])
			case k == fyne.KeyRight && i+1 < len(of):
				s.k.canvas.Focus(of[i+1])
			default:
				s.key(k)
			}
		}
		row.Add(b)
	}
	return row
}

// Strong adds the button that stands out.
func (s *Sheet) Strong(label string, press func()) {
	s.strong = s.button(parts.Strong, label, press)
	s.buttons = append(s.buttons, s.strong)
}

// RefuseStrong says why the button that stands out cannot be pressed; with "" it can.
func (s *Sheet) RefuseStrong(why string) { s.strong.Refuse(why) }

// SetStrong has the button that stands out say something else.
func (s *Sheet) SetStrong(label string) { s.strong.Say(label) }

// Show shows the sheet and gives something on it the keyboard, the last button
// where that is nil.
func (s *Sheet) Show(first fyne.Focusable) {
	if s.foot == nil {
		s.foot = newHintLine(s.Hints)
	}
	s.body = parts.Inset(s.body, parts.RingRoom, parts.RingRoom, parts.RingRoom, parts.RingRoom)
	s.scroll = container.NewVScroll(s.body)
	all := &face{s: s, foot: parts.Frame{Right: s.row(s.buttons), Middle: s.foot}.New()}
	all.ExtendBaseWidget(all)
	s.body.Resize(fyne.NewSize(s.width()-2*side+2*parts.RingRoom, s.body.MinSize().Height)) // the height of what wraps depends on it
	s.tips = parts.NewTips(all, s.k.run.After)
	s.tips.Raise(s.k.canvas)
	s.pop = widget.NewModalPopUp(s.tips, s.k.canvas)
	s.k.sheets = append(s.k.sheets, s)
	s.pop.Resize(all.MinSize())
	s.pop.Show()
	if first == nil && len(s.buttons) > 0 {
		first = s.buttons[len(s.buttons)-1]
	}
	s.k.canvas.Focus(first)
}

// width is that of the sheet in the window as it is.
func (s *Sheet) width() float32 { return min(s.wide, s.k.canvas.Size().Width-2*around) }

// Close takes the sheet away, if it is shown.
func (s *Sheet) Close() {
	i := slices.Index(s.k.sheets, s)
	if i < 0 {
		return
	}
	s.k.sheets = slices.Delete(s.k.sheets, i, i+1)
	s.pop.Hide()
	s.tips.Lower(s.k.canvas)
	if !s.k.Open() {
		s.k.back()
	}
}

// Say says on the sheet why something could not be done; nil clears.
func (s *Sheet) Say(err error) {
	s.notice.Say(err)
	s.fit()
}

// fit makes room for what has come.
func (s *Sheet) fit() {
	if s.pop != nil && s.notice.Visible() {
		s.pop.Resize(s.pop.Content.MinSize())
		s.k.canvas.Overlays().Top().Refresh()
	}
}

// Key does what a key does all over the sheet, and tells whether that is
// anything. What has the keyboard calls it for the keys it does not need.
func (s *Sheet) Key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape:
		s.Cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.confirm()
	default:
		return s.scrollBy(k)
	}
	return true
}

// key is [Sheet.Key] for those who need not know.
func (s *Sheet) key(k fyne.KeyName) { s.Key(k) }

// confirm presses the button that stands out, but leaves the keyboard where it
// is: a click would take it away.
func (s *Sheet) confirm() {
	if s.strong != nil {
		s.strong.Press()
	}
}

// Shortcut does what Ctrl+Enter does, and tells whether it was that.
func (s *Sheet) Shortcut(sc fyne.Shortcut) bool {
	c, ok := sc.(*desktop.CustomShortcut)
	if !ok || c.KeyName != fyne.KeyReturn && c.KeyName != fyne.KeyEnter || c.Modifier != fyne.KeyModifierShortcutDefault || s.strong == nil {
		return false
	}
	s.confirm()
	return true
}

// scrollBy walks through what is too high for the sheet.
func (s *Sheet) scrollBy(k fyne.KeyName) bool {
	page := s.scroll.Size().Height - step
	by := map[fyne.KeyName]float32{
		fyne.KeyUp: -step, fyne.KeyDown: step, fyne.KeyPageUp: -page, fyne.KeyPageDown: page,
		fyne.KeyHome: -s.body.Size().Height, fyne.KeyEnd: s.body.Size().Height,
	}[k]
	to := max(min(s.scroll.Offset.Y+by, s.body.Size().Height-s.scroll.Size().Height), 0)
	if by == 0 || to == s.scroll.Offset.Y {
		return false
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, to))
	return true
}

// Reveal scrolls to what has just got the keyboard, where it is on the sheet and not
// seen whole.
func (s *Sheet) Reveal(o fyne.CanvasObject) {
	if s.scroll == nil || s.pop == nil {
		return
	}
	at := func(o fyne.CanvasObject) float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y }
	from := at(o) - at(s.scroll) // of the part that is seen
	over := from + o.Size().Height + parts.RingRoom - s.scroll.Size().Height
	switch under := parts.RingRoom - from; {
	case over > 0:
		s.scroll.ScrollToOffset(fyne.NewPos(0, s.scroll.Offset.Y+over))
	case under > 0:
		s.scroll.ScrollToOffset(fyne.NewPos(0, max(s.scroll.Offset.Y-under, 0)))
	}
}

// typed hears of characters that nothing on the sheet has a use for.
func (s *Sheet) typed(r rune) {
	if s.OnRune != nil {
		s.OnRune(r)
	}
}

// face is all that is on a sheet, in the colours of the theme.
type face struct {
	widget.BaseWidget
	s    *Sheet
	foot *fyne.Container
}

// CreateRenderer implements [fyne.Widget].
func (f *face) CreateRenderer() fyne.WidgetRenderer {
	c := &fyne.Container{Layout: sheetLayout{f.s}, Objects: []fyne.CanvasObject{f.s.title, f.s.notice, f.s.scroll, f.foot}}
	f.s.notice.Around = c
	return widget.NewSimpleRenderer(c)
}

// sheetLayout puts the title, the notice, the body and the buttons below one
// another; of the body what has no room is scrolled.
type sheetLayout struct{ s *Sheet }

// heights returns that of the notice, and that of all but the body.
func (l sheetLayout) heights(os []fyne.CanvasObject, wide float32) (notice, rest float32) {
	rest = top + os[0].MinSize().Height + style.Panel + style.Panel + os[3].MinSize().Height + top
	if n := os[1]; n.Visible() {
		n.Resize(fyne.NewSize(wide, n.Size().Height)) // the height of what wraps depends on it
		notice = n.MinSize().Height + style.Gap
	}
	return notice, rest + notice
}

// MinSize implements [fyne.Layout].
func (l sheetLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	room := l.s.k.canvas.Size().Height - 2*around
	wide := l.s.width()
	_, rest := l.heights(os, wide-2*side)
	high := max(l.s.body.MinSize().Height-2*parts.RingRoom, l.s.High)
	return fyne.NewSize(wide, min(rest+high, max(room, rest+step)))
}

// Layout implements [fyne.Layout].
func (l sheetLayout) Layout(os []fyne.CanvasObject, size fyne.Size) {
	wide := size.Width - 2*side
	notice, rest := l.heights(os, wide)
	y := float32(top)
	y += parts.Place(os[0], side, y, wide, os[0].MinSize().Height).Size().Height + style.Panel
	if notice > 0 {
		parts.Place(os[1], side, y, wide, notice-style.Gap)
		y += notice
	}
	high := size.Height - rest
	const room = parts.RingRoom // what is scrolled is cut where it ends
	parts.Place(os[2], side-room, y-room, wide+2*room, high+2*room)
	parts.Place(os[3], side, y+high+style.Panel, wide, os[3].MinSize().Height)
}

// title is what a sheet is called: in one line, cut where that is too short.
type title struct {
	widget.BaseWidget
	parts.Whole
	words string
}

func newTitle(words string) *title {
	t := &title{words: words}
	t.Of = t
	t.ExtendBaseWidget(t)
	return t
}

// MinSize implements [fyne.CanvasObject].
func (t *title) MinSize() fyne.Size {
	return fyne.NewSize(1, fyne.MeasureText("A", style.ReadSize, fyne.TextStyle{Bold: true}).Height)
}

// CreateRenderer implements [fyne.Widget].
func (t *title) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(t, func(size fyne.Size) []fyne.CanvasObject {
		shown := parts.Shorten(t.words, style.ReadSize, fyne.TextStyle{Bold: true}, size.Width)
		t.Words = parts.WholeOf([2]string{shown, t.words})
		return []fyne.CanvasObject{parts.InLine(parts.Text(shown, style.ReadSize, true, style.Now().Ink), 0, 0, size.Height)}
	})
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
