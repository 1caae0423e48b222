package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
)

var (
	_ fyne.Focusable    = (*Reader)(nil)
	_ fyne.Shortcutable = (*Reader)(nil)
)

// FocusGained implements [fyne.Focusable].
func (r *Reader) FocusGained() {
	r.focused = true
	r.Refresh()
}

// FocusLost implements [fyne.Focusable]. What is selected stays visible: it
// is what the next key or menu item will act on.
func (r *Reader) FocusLost() {
	r.focused = false
	r.Refresh()
}

// TypedRune implements [fyne.Focusable]: the keys of the design.
func (r *Reader) TypedRune(c rune) {
	r.leave()
	if r.OnRune != nil && r.OnRune(c) || r.empty() {
		return
	}
	if c == ' ' {
		r.turnPage(1, false)
	}
}

// SelectSentence selects the sentence at the caret.
func (r *Reader) SelectSentence() {
	if r.empty() {
		return
	}
	var s annotate.Span
	s.Start, s.End = r.article.Text.Sentence(r.sel.caret)
	r.Select(s)
}

// SelectAll selects the whole text.
func (r *Reader) SelectAll() {
	if r.layout == nil {
		return
	}
	r.sel.take(annotate.Span{End: r.article.Text.Len()})
	r.sel.trim(r.article.Text)
	r.changed()
}

// Next picks the next highlight after the caret, with back the one before it,
// and goes round at the ends.
func (r *Reader) Next(back bool) {
	if r.empty() {
		return
	}
	m, ok := r.marks.next(r.sel.caret, back)
	if picked, is := r.mark(r.picked); is && picked.Start == r.sel.caret {
		// Of several that begin at one place each has its turn.
		m, ok = r.marks.beside(&picked, back)
	}
	if !ok {
		if m, ok = r.marks.outermost(back); !ok {
			return
		}
	}
	r.sel.press(r.article.Text, m.Start, byGrapheme)
	r.bring(m.Span())
	r.follow(r.sel.caret) // of one longer than the window a part was there
	r.pick(m.ID)
	r.changed()
}

// TypedKey implements [fyne.Focusable].
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	r.leave()
	if r.moving.id != "" && e.Name == fyne.KeyEscape {
		r.drop()
		return
	}
	if r.OnKey != nil && r.OnKey(e.Name) || r.empty() {
		return
	}
	extends := modifiers()&fyne.KeyModifierShift != 0
	switch e.Name {
	case desktop.KeyMenu:
		r.menuByKey()
	case fyne.KeyF10:
		if extends {
			r.menuByKey()
		}
	case fyne.KeyEscape:
		r.sel.press(r.article.Text, r.sel.caret, byGrapheme)
		r.pick("")
		r.changed()
	case fyne.KeyLeft, fyne.KeyRight:
		r.sideways(e.Name == fyne.KeyLeft, extends)
	case fyne.KeyUp:
		r.rows(-1, extends)
	case fyne.KeyDown:
		r.rows(1, extends)
	case fyne.KeyPageUp:
		r.turnPage(-1, extends)
	case fyne.KeyPageDown:
		r.turnPage(1, extends)
	case fyne.KeyHome:
		r.to(r.layout.Span(r.layout.LineOf(r.sel.caret)).Start, extends)
	case fyne.KeyEnd:
		r.to(r.layout.End(r.layout.LineOf(r.sel.caret)), extends)
	}
}

// sideways goes one grapheme to a side; without Shift it first closes the
// selection at that side.
func (r *Reader) sideways(left, extends bool) {
	switch {
	case !extends && r.sel.Len() > 0 && left:
		r.to(r.sel.Start, false)
	case !extends && r.sel.Len() > 0:
		r.to(r.sel.End, false)
	case left:
		r.to(r.article.Text.PrevGrapheme(r.sel.caret), extends)
	default:
		r.to(r.article.Text.NextGrapheme(r.sel.caret), extends)
	}
}

// to moves the caret and keeps it in the window.
func (r *Reader) to(point int, extends bool) {
	r.goal = goal{}
	r.moveTo(point, extends)
}

func (r *Reader) moveTo(point int, extends bool) {
	r.sel.move(r.article.Text, point, extends)
	r.follow(r.sel.caret)
	if id := r.marks.first(r.sel.caret); !extends && id != r.picked {
		r.pick(id)
	}
	r.changed()
}

// goal is where Up and Down try to keep the caret. It holds while the caret
// stays where they put it, on a page that is laid out as it was.
type goal struct {
	x               float32
	caret, revision int
}

// rows moves the caret by lines and keeps it as far to the right as it was.
func (r *Reader) rows(n int, extends bool) {
	at := r.layout.LineOf(r.sel.caret)
	if r.goal.caret != r.sel.caret || r.goal.revision != r.revision {
		r.goal.x = r.layout.X(at, r.sel.caret)
	}
	to, ok := r.layout.Step(at, n)
	switch {
	case !ok && n < 0:
		r.moveTo(r.layout.Span(to).Start, extends)
	case !ok:
		r.moveTo(r.layout.End(to), extends)
	default:
		r.moveTo(r.layout.PointOn(to, r.goal.x), extends)
	}
	r.goal.caret, r.goal.revision = r.sel.caret, r.revision
}

// turnPage moves by the lines that the window holds, less one.
func (r *Reader) turnPage(n int, extends bool) {
	lines := max(int(float64(r.Size().Height)/r.layout.Lead())-1, 1)
	r.ScrollBy(float64(n*lines) * r.layout.Lead())
	r.rows(n*lines, extends)
}

// TypedShortcut implements [fyne.Shortcutable]: Control with the arrows, Home
// and End, with and without Shift. All other shortcuts are called back.
func (r *Reader) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || !r.moves(c.KeyName) {
		if r.OnShortcut != nil {
			r.OnShortcut(s)
		}
		return
	}
	r.leave()
	extends := c.Modifier&fyne.KeyModifierShift != 0
	switch c.KeyName {
	case fyne.KeyLeft:
		r.to(r.article.Text.PrevWord(r.sel.caret), extends)
	case fyne.KeyRight:
		r.to(r.article.Text.NextWord(r.sel.caret), extends)
	case fyne.KeyHome:
		r.to(r.layout.Span(r.layout.First()).Start, extends)
	case fyne.KeyEnd:
		r.to(r.layout.End(r.layout.Last()), extends)
	}
}

// menuByKey opens the menu below the caret, or below the highlight in hand.
func (r *Reader) menuByKey() {
	if r.OnMenu == nil {
		return
	}
	point := r.sel.caret
	if m, ok := r.mark(r.picked); ok && r.sel.Len() == 0 {
		point = m.Start
	}
	r.bring(annotate.Span{Start: point, End: point})
	at := r.layout.LineOf(point)
	below := r.textTop() + r.layout.Top(at) + r.layout.Lead() - r.scroll
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
	r.OnMenu(corner.AddXY(r.margin()+r.layout.X(at, point), float32(below)))
}

// moves tells whether a key goes to a place of the text.
func (r *Reader) moves(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd:
		return !r.empty()
	}
	return false
}

// modifiers returns the keys that are held down; Fyne's key events come
// without them.
func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
