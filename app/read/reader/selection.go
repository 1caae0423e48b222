package reader

import (
	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// unit is what one step of a selection takes in: that of the first click.
type unit int

const (
	byGrapheme unit = iota
	byWord
	bySentence
)

// around returns the unit that holds a place, in code points; an empty span
// for graphemes, between which a selection may begin anywhere.
func (u unit) around(o *text.Offsets, point int) annotate.Span {
	var s annotate.Span
	switch u {
	case byWord:
		s.Start, s.End = o.Word(point)
	case bySentence:
		s.Start, s.End = o.Sentence(point)
	default:
		s.Start, _ = o.Grapheme(point)
		s.End = s.Start
	}
	return s
}

// selection is the range that is selected, and how it goes on. Its ends never
// lie inside a grapheme.
type selection struct {
	annotate.Span
	anchor annotate.Span // what the first click took in
	caret  int           // the end that moves
	unit   unit
}

// press begins a selection at a place.
func (s *selection) press(o *text.Offsets, point int, u unit) {
	s.unit, s.anchor = u, u.around(o, point)
	s.Span, s.caret = s.anchor, s.anchor.End
}

// extend moves the end of the selection to a place, by whole units.
func (s *selection) extend(o *text.Offsets, point int) {
	to := s.unit.around(o, point)
	s.Start, s.End = min(s.anchor.Start, to.Start), max(s.anchor.End, to.End)
	s.caret = s.End
	if to.Start < s.anchor.Start {
		s.caret = s.Start
	}
}

// move puts the caret at a place; the selection follows it if it extends, and
// closes if it does not.
func (s *selection) move(o *text.Offsets, point int, extends bool) {
	if !extends {
		s.press(o, point, byGrapheme)
		return
	}
	// From the keyboard a selection grows from its far end, whatever the
	// click that began it took in.
	far := s.Start
	if s.caret == s.Start {
		far = s.End
	}
	s.anchor, s.unit = annotate.Span{Start: far, End: far}, byGrapheme
	s.extend(o, point)
}

// take selects a span with the caret at its end.
func (s *selection) take(span annotate.Span) {
	*s = selection{Span: span, anchor: annotate.Span{Start: span.Start, End: span.Start}, caret: span.End}
}

// trim drops white space at the ends of what is selected.
func (s *selection) trim(o *text.Offsets) {
	if s.Len() == 0 {
		return
	}
	atStart := s.caret == s.Start
	s.Start, s.End = o.Trim(s.Start, s.End)
	s.caret = s.End
	if atStart {
		s.caret = s.Start
	}
}
