package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is a text of several lines that wraps at words.
//
// A space that no longer fits in its line belongs to no row of Fyne's entry, so the
// caret stays before it: what is typed next would go there, and the space behind.
// In a paragraph it goes where one sees it.
type Paragraph struct {
	widget.Entry
	left leftBehind
}

// leftBehind is how many spaces lie before the caret that Fyne has behind it, as
// long as the text and the caret are as they were then.
type leftBehind struct {
	spaces int
	text   string
	caret  int
}

// behind is how many spaces lie before the caret that Fyne has behind it.
func (p *Paragraph) behind() int {
	if p.left.spaces > 0 && p.left.text == p.Text && p.left.caret == p.CursorTextOffset() {
		return p.left.spaces
	}
	return 0
}

// expect notes where the caret should be.
func (p *Paragraph) expect(caret int) {
	at := p.CursorTextOffset()
	p.left = leftBehind{caret - at, p.Text, at}
}

// TypedRune implements [fyne.Focusable].
func (p *Paragraph) TypedRune(r rune) {
	at := p.CursorTextOffset()
	if n := p.behind(); n > 0 {
		for range n {
			p.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		}
		p.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip(strings.Repeat(" ", n) + string(r))})
		p.expect(at + n + 1)
		return
	}
	at, _ = p.chosen(at)
	p.Entry.TypedRune(r)
	p.expect(at + 1)
}

// chosen is where what is selected begins, or the caret where nothing is.
func (p *Paragraph) chosen(caret int) (start int, is bool) {
	chosen := []rune(p.SelectedText())
	if len(chosen) == 0 {
		return caret, false
	}
	if text := []rune(p.Text); caret >= len(chosen) && string(text[caret-len(chosen):caret]) == string(chosen) {
		return caret - len(chosen), true
	}
	return caret, true
}

// TypedKey implements [fyne.Focusable].
func (p *Paragraph) TypedKey(e *fyne.KeyEvent) {
	n, at := p.behind(), p.CursorTextOffset()
	switch {
	case e.Name != fyne.KeyBackspace:
		p.Entry.TypedKey(e)
	case n > 0:
		p.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		p.expect(at + n - 1)
	default:
		start, is := p.chosen(at)
		p.Entry.TypedKey(e)
		if !is {
			start = max(at-1, 0)
		}
		p.expect(start)
	}
}

// clip is a clipboard that holds a text.
type clip string

// Content implements [fyne.Clipboard].
func (c clip) Content() string { return string(c) }

// SetContent implements [fyne.Clipboard].
func (c clip) SetContent(string) {}
