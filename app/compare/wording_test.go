package compare

import (
	"strings"
	"testing"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
)

const (
	equal     = collate.Equal
	replaced  = collate.Replace
	inserted  = collate.Insert
	leftOut   = collate.Delete
	attribute = collate.KindAttribution
)

// piece is an edit by the texts that it covers.
type piece struct {
	op         collate.Op
	base, text string
	kind       collate.Kind
}

// edits lays out pieces one after the other, and returns the texts they are of.
func edits(ps []piece) (base, text []rune, out []collate.Edit) {
	for _, e := range ps {
		at := collate.Edit{Op: e.op, Kind: e.kind, BaseStart: len(base), Start: len(text)}
		base, text = append(base, []rune(e.base)...), append(text, []rune(e.text)...)
		at.BaseEnd, at.End = len(base), len(text)
		out = append(out, at)
	}
	return base, text, out
}

// every is the set of all kinds.
func every() (s kindSet) {
	for i := range s {
		s[i] = true
	}
	return s
}

func TestWordings(t *testing.T) {
	tests := []struct {
		name   string
		edits  []piece
		inline string
		beside string
	}{
		{"the same", []piece{{equal, "Kyiv is cold", "Kyiv is cold", ""}}, "Kyiv is cold", "Kyiv is cold | Kyiv is cold"},
		{"one word for another", []piece{
			{equal, "Putin ", "Putin ", ""}, {replaced, "has", "had", collate.KindWording}, {equal, " agreed", " agreed", ""},
		}, "Putin [-has-] {+had+} agreed", "Putin {+has+} agreed | Putin {+had+} agreed"},
		{"a kind that is written", []piece{
			{equal, "minus ", "minus ", ""}, {replaced, "30", "24", collate.KindNumber}, {equal, ".", ".", ""},
		}, "minus [-30-] {+24+}‹number›.", "minus {+30+}. | minus {+24+}‹number›."},
		{"left out, with the space on either side", []piece{
			{equal, "he ", "he ", ""}, {leftOut, "may ", "", collate.KindHedge}, {equal, "agree", "agree", ""},
			{leftOut, " today", "", collate.KindDate}, {equal, ", she said", ", she said", ""},
		}, "he [-may-]‹hedge› agree [-today-]‹date›, she said", "he {+may+}‹hedge› agree {+today+}‹date›, she said | he agree, she said"},
		{"left out at the beginning", []piece{
			{leftOut, "talks on ", "", collate.KindWording}, {equal, "a halt now", "a halt now", ""},
		}, "[-talks on-] a halt now", "{+talks on+} a halt now | a halt now"},
		{"words that cling to those before stay there", []piece{
			{equal, "spare Ukraine", "spare Ukraine", ""},
			{replaced, " and towns", "’s grid", collate.KindWording}, {equal, " now", " now", ""},
		}, "spare Ukraine{+’s grid+} [-and towns-] now", "spare Ukraine {+and towns+} now | spare Ukraine{+’s grid+} now"},
		{"what was and what is never touch", []piece{
			{equal, "said “", "said “", ""}, {replaced, "yes", "no", collate.KindQuotation}, {equal, "” then", "” then", ""},
		}, "said “[-yes-] {+no+}‹quotation›” then", "said “{+yes+}” then | said “{+no+}‹quotation›” then"},
		{"spelling and signs are not marked", []piece{
			{replaced, "Kyiv", "Kiev", collate.KindSpelling}, {equal, " is", " is", ""},
			{inserted, "", ",", collate.KindPunctuation}, {equal, " he said", " he said", ""},
		}, "~Kiev~ is, he said", "~Kyiv~ is he said | ~Kiev~ is, he said"},
		{"a sign left out", []piece{
			{equal, "now", "now", ""}, {leftOut, ",", "", collate.KindPunctuation}, {equal, " he", " he", ""},
		}, "now he", "now, he | now he"},
		{"white space alone is no change", []piece{
			{equal, "one", "one", ""}, {replaced, "\n\n", "  ", collate.KindPunctuation}, {equal, "two", "two", ""},
		}, "one two", "one two | one two"},
		{"control characters are not drawn", []piece{{equal, "a\u202eb\u0007", "a\u202eb\u0007", ""}}, "ab", "ab | ab"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			base, text, es := edits(tt.edits)
			if got := read(inline(base, text, es, usual())); got != tt.inline {
				t.Errorf("inline %s, want %s", got, tt.inline)
			}
			left, right := beside(base, text, es, usual())
			if got := read(left) + " | " + read(right); got != tt.beside {
				t.Errorf("beside %s, want %s", got, tt.beside)
			}
		})
	}
}

// read is [spelled], with grey words between signs too.
func read(w wording) string {
	for i, r := range w.runs {
		switch r.tone {
		case quiet:
			w.runs[i].text = "~" + r.text + "~"
		case off:
			w.runs[i].text = "_" + r.text + "_"
		}
	}
	return spelled(w)
}

func TestKindsCanBeSwitched(t *testing.T) {
	base, text, es := edits([]piece{
		{replaced, "Kyiv", "Kiev", collate.KindSpelling}, {equal, " lost ", " lost ", ""}, {replaced, "47", "74", collate.KindNumber},
		{equal, " men", " men", ""}, {inserted, "", ",", collate.KindPunctuation}, {inserted, "", " it said", attribute},
	})
	for _, tt := range []struct {
		on   kindSet
		want string
	}{
		{every(), "[-Kyiv-] {+Kiev+} lost [-47-] {+74+}‹number› men{+,+} {+it said+}‹attribution›"},
		{usual(), "~Kiev~ lost [-47-] {+74+}‹number› men, {+it said+}‹attribution›"},
		{kindSet{}, "~Kiev~ lost _74_ men, _it said_"},
	} {
		if got := read(inline(base, text, es, tt.on)); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

// What a reader sees without the words struck is the passage, whatever is
// switched off; beside each other stand both texts.
func TestWordingsHoldThePassage(t *testing.T) {
	whole := func(w wording) string {
		var b strings.Builder
		for _, r := range w.runs {
			if r.tone != gone {
				b.WriteString(r.text)
			}
		}
		return strings.ReplaceAll(b.String(), " ", "")
	}
	bare := func(s string) string { return strings.ReplaceAll(trace.OneLine(s), " ", "") }
	for n := range 6 {
		_, ws := sampleClaim(t, n)
		for _, base := range ws {
			for _, w := range ws {
				es := collate.Diff(base.Quote, w.Quote)
				for _, on := range []kindSet{usual(), every(), {}} {
					if got := whole(inline([]rune(base.Quote), []rune(w.Quote), es, on)); got != bare(w.Quote) {
						t.Errorf("against %q:\ngot  %q\nwant %q", base.Quote, got, w.Quote)
					}
					left, right := beside([]rune(base.Quote), []rune(w.Quote), es, on)
					if whole(left) != bare(base.Quote) || whole(right) != bare(w.Quote) {
						t.Errorf("beside %q: %q | %q", base.Quote, read(left), read(right))
					}
				}
			}
		}
	}
}

func TestAlike(t *testing.T) {
	for _, tt := range []struct {
		c    change
		want bool
	}{
		{change{collate.KindName, "Bürgenstock", "the Swiss resort,"}, true},
		{change{collate.KindHedge, "may", "might"}, true},
		{change{collate.KindNumber, "47", "74"}, false},
		{change{collate.KindNegation, "did", "did not"}, false},
		{change{collate.KindWording, "", "more"}, false},
		{change{collate.KindPunctuation, "no", "no,"}, false},
		{change{}, false},
	} {
		if _, _, ok := tt.c.alike(); ok != tt.want {
			t.Errorf("%+v can be the same: %v", tt.c, ok)
		}
	}
}
