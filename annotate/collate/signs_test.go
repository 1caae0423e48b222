package collate

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// signsOf lists the signs of categories of Unicode, as package unicode has them.
func signsOf(categories ...*unicode.RangeTable) []rune {
	var signs []rune
	for _, table := range categories {
		for _, r := range table.R16 {
			for c := rune(r.Lo); c <= rune(r.Hi); c += rune(r.Stride) {
				signs = append(signs, c)
			}
		}
		for _, r := range table.R32 {
			for c := rune(r.Lo); c <= rune(r.Hi); c += rune(r.Stride) {
				signs = append(signs, c)
			}
		}
	}
	return signs
}

// quiet tells whether all edits between two texts are of the kinds that a reader may hide.
func quiet(base, text string) bool {
	return !slices.ContainsFunc(Diff(base, text), func(e Edit) bool {
		return e.Op != Equal && e.Kind != KindPunctuation && e.Kind != KindSpelling
	})
}

// No sign that carries an amount is told as punctuation or spelling: a symbol or
// number before, behind or between figures, a dash before one, any sign between two.
func TestNoAmountIsLostInASign(t *testing.T) {
	loud := func(base, text string) {
		t.Helper()
		if quiet(base, text) {
			t.Errorf("%s", marked(base, text))
		}
	}
	symbols := signsOf(unicode.Sm, unicode.Sc, unicode.So, unicode.No, unicode.Nl)
	for _, s := range symbols {
		if s != '+' { // "+40" is 40
			loud("The raid left "+string(s)+"40 dead.", "The raid left 40 dead.")
		}
		loud("The raid left 40"+string(s)+" dead.", "The raid left 40 dead.")
		loud("The raid left "+string(s)+" alive.", "The raid left alive.")
	}
	for _, s := range append(signsOf(unicode.Pd), '−', '\ufe63', '\uff0d') {
		loud("Sales grew "+string(s)+"5% in May.", "Sales grew 5% in May.")
		loud("Sales grew "+string(s)+"€5 in May.", "Sales grew €5 in May.")
	}
	for _, s := range append(symbols, signsOf(unicode.Sk, unicode.Pd, unicode.Po)...) {
		if s != ',' {
			loud("It killed 3"+string(s)+"5 divers.", "It killed 3, 5 divers.")
		}
		loud("It killed 3"+string(s)+"5 divers.", "It killed 35 divers.")
	}
}

// Two signs of one category are not the same, but for those of which Unicode says so.
func TestSignsAreToldApart(t *testing.T) {
	for _, table := range []*unicode.RangeTable{unicode.Sm, unicode.Sc, unicode.So, unicode.No, unicode.Nl} {
		signs := signsOf(table)
		for i, s := range signs {
			other := signs[(i+1)%len(signs)]
			base, text := "Made by "+string(s)+" teams.", "Made by "+string(other)+" teams."
			if !strings.EqualFold(norm.NFKC.String(base), norm.NFKC.String(text)) && quiet(base, text) {
				t.Errorf("%s", marked(base, text))
			}
		}
	}
}

// Punctuation that is added to a word changes no number, date or name.
func TestPunctuationIsNoSubstance(t *testing.T) {
	for _, s := range signsOf(unicode.Sk, unicode.Po) {
		for _, e := range Diff("Ten of the crew of Bergen left on Friday.", "Ten of the crew"+string(s)+" of Bergen left on Friday.") {
			switch e.Kind {
			case "", KindPunctuation, KindQuotation, KindWording, KindSpelling:
			default:
				t.Errorf("%q: %+v", s, e)
			}
		}
	}
}
