package reader

import "claimtrace/annotate"

// Place is where one is in an article.
type Place struct {
	First    int           // the code point at the top of the window, negative for the head
	Selected annotate.Span // empty, at the caret, where nothing is
}

// Place returns where one is.
func (r *Reader) Place() Place {
	s := r.sel.Span
	if s.Len() == 0 {
		s.Start, s.End = r.sel.caret, r.sel.caret
	}
	return Place{r.firstVisible().point, s}
}

// Return goes back to a place. One outside the text is brought to its nearest
// end.
func (r *Reader) Return(p Place) {
	if r.empty() {
		return
	}
	o := r.article.Text
	within := func(point int) int { return min(max(point, 0), o.Len()) }
	if s := (annotate.Span{Start: within(p.Selected.Start), End: within(p.Selected.End)}); s.Len() > 0 {
		s.Start, s.End = o.Snap(s.Start, s.End)
		r.sel.take(s)
	} else {
		r.sel.press(o, within(p.Selected.Start), byGrapheme)
	}
	if p.First >= 0 {
		r.put(r.layout.LineOf(within(p.First)), 0)
	}
	r.changed()
}
