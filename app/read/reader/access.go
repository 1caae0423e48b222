package reader

import (
	"strings"

	"fyne.io/fyne/v2"
)

var _ fyne.Accessible = (*Reader)(nil)

// spoken is how many code points are told at most.
const spoken = 1000

// AccessibilityLabel implements [fyne.Accessible]: what is selected, else the
// highlight in hand, else the line of the caret.
func (r *Reader) AccessibilityLabel() string {
	if r.empty() {
		return "No article"
	}
	o := r.article.Text
	if s := r.sel.Span; s.Len() > 0 {
		return "Selected: " + o.Slice(s.Start, min(s.End, s.Start+spoken))
	}
	if m, ok := r.mark(r.picked); ok {
		return strings.Join([]string{string(m.Verdict), o.Slice(m.Start, min(m.End, m.Start+spoken))}, ": ")
	}
	s := r.layout.Span(r.layout.LineOf(r.sel.caret))
	return o.Slice(s.Start, s.End)
}

// AccessibilityRole implements [fyne.Accessible].
func (r *Reader) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
