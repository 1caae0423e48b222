package reader

import (
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// Neither end comes to lie inside a grapheme, here an e with two accents.
func TestSelectionSnaps(t *testing.T) {
	o := text.NewOffsets("he\u0323\u0301llo")
	for from := range o.Len() {
		for to := range o.Len() {
			var s selection
			s.press(o, from, byGrapheme)
			s.extend(o, to)
			if !o.IsBoundary(s.Start) || !o.IsBoundary(s.End) || !o.IsBoundary(s.caret) || s.Start > from && s.Start > to {
				t.Errorf("from %d to %d is %v, the caret at %d", from, to, s.Span, s.caret)
			}
		}
	}
}

func TestSelection(t *testing.T) {
	o := text.NewOffsets("Mr. Peskov said so. He would not say more.")
	var s selection
	check := func(want string, caret int) {
		t.Helper()
		if got := o.Slice(s.Start, s.End); got != want || s.caret != caret {
			t.Errorf("selected %q with the caret at %d, want %q at %d", got, s.caret, want, caret)
		}
	}
	s.press(o, 5, byGrapheme)
	check("", 5)
	s.extend(o, 10)
	check("eskov", 10)
	s.extend(o, 0)
	check("Mr. P", 0)
	s.press(o, 5, byWord)
	check("Peskov", 10)
	s.extend(o, 12)
	check("Peskov said", 15)
	s.extend(o, 1)
	check("Mr. Peskov", 0)
	s.press(o, 25, bySentence)
	check("He would not say more.", 42)
	s.extend(o, 2)
	check("Mr. Peskov said so. He would not say more.", 0)
	s.take(annotate.Span{Start: 4, End: 10})
	s.move(o, 15, true)
	check("Peskov said", 15)
	s.move(o, 3, true)
	check(" ", 3)
	s.move(o, 8, false)
	check("", 8)
	s.take(annotate.Span{Start: 3, End: 11})
	s.trim(o)
	check("Peskov", 10)
}
