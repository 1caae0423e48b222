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
	if r.layout == nil {
		return
	}
	switch c {
	case '1', '2', '3':
		if r.OnVerdict != nil {
			r.OnVerdict(annotate.Verdicts[c-'1'])
		}
	case 's', 'S':
		r.SelectSentence()
	case 'n', 'N':
		r.Next(false)
	case 'p', 'P':
		r.Next(true)
	case ' ':
		r.page(1, false)
	}
}

// SelectSentence selects the sentence at the caret.
func (r *Reader) SelectSentence() {
	if r.layout == nil || len(r.layout.lines) == 0 {
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
	if len(r.marks) == 0 || r.layout == nil {
		return
	}
	m, ok := next(r.marks, r.sel.caret, back)
	if picked, is := r.mark(r.picked); is && picked.Start == r.sel.caret {
		// Of several that begin at one place each has its turn.
		for i := range r.marks {
			if k := i + step(back); r.marks[i].ID == r.picked && k >= 0 && k < len(r.marks) {
				m, ok = r.marks[k], true
			}
		}
	}
	if !ok {
		m = r.marks[0]
		if back {
			m = r.marks[len(r.marks)-1]
		}
	}
	r.sel.press(r.article.Text, m.Start, byGrapheme)
	r.reveal(m.Span())
	r.pick(m.ID)
	r.changed()
}

func step(back bool) int {
	if back {
		return -1
	}
	return 1
}

// TypedKey implements [fyne.Focusable].
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	if r.layout == nil || len(r.layout.lines) == 0 {
		return
	}
	extends := modifiers()&fyne.KeyModifierShift != 0
	switch e.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		if r.OnRemove != nil {
			r.OnRemove()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if r.OnClaim != nil {
			r.OnClaim()
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
		r.page(-1, extends)
	case fyne.KeyPageDown:
		r.page(1, extends)
	case fyne.KeyHome:
		r.to(r.layout.span(r.layout.lineOf(r.sel.caret)).Start, extends)
	case fyne.KeyEnd:
		r.to(r.layout.lineEnd(r.layout.lineOf(r.sel.caret)), extends)
	default:
		if r.OnKey != nil {
			r.OnKey(e.Name)
		}
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
	r.wantX = -1
	r.moveTo(point, extends)
}

func (r *Reader) moveTo(point int, extends bool) {
	r.sel.move(r.article.Text, point, extends)
	r.follow()
	if id, ok := markAt(r.marks, r.sel.caret); !extends && (ok || r.picked != "") && id != r.picked {
		r.pick(id)
	}
	r.changed()
}

// rows moves the caret by lines and keeps it as far to the right as it was.
func (r *Reader) rows(n int, extends bool) {
	i := r.layout.lineOf(r.sel.caret)
	if r.wantX < 0 {
		r.wantX = r.layout.x(i, r.sel.caret)
	}
	switch to := i + n; {
	case to < 0:
		r.moveTo(r.layout.span(0).Start, extends)
	case to >= len(r.layout.lines):
		r.moveTo(r.layout.lineEnd(len(r.layout.lines)-1), extends)
	default:
		r.moveTo(r.layout.pointOn(to, r.wantX), extends)
	}
}

// page moves by the lines that the window holds, less one.
func (r *Reader) page(n int, extends bool) {
	lines := max(int(r.Size().Height/r.layout.m.lead)-1, 1)
	r.ScrollBy(float64(n*lines) * float64(r.layout.m.lead))
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
	extends := c.Modifier&fyne.KeyModifierShift != 0
	switch c.KeyName {
	case fyne.KeyLeft:
		r.to(r.article.Text.PrevWord(r.sel.caret), extends)
	case fyne.KeyRight:
		r.to(r.article.Text.NextWord(r.sel.caret), extends)
	case fyne.KeyHome:
		r.to(r.layout.span(0).Start, extends)
	case fyne.KeyEnd:
		r.to(r.layout.lineEnd(len(r.layout.lines)-1), extends)
	}
}

// moves tells whether a key goes to a place of the text.
func (r *Reader) moves(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd:
		return r.layout != nil && len(r.layout.lines) > 0
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
