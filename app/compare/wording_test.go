package compare

import (
	"fmt"
	"strings"
	"testing"

	"claimtrace/annotate/collate"
)

// spell writes runs so that they can be read in a table: [-gone-], {+fresh+},
// {~quiet~}, each with its kind where that is written beside it.
func spell(w wording) string {
	var b strings.Builder
	for i, r := range w.runs {
		if r.spaced && i > 0 {
			b.WriteString(" ")
		}
		form := map[tone]string{same: "%s", gone: "[-%s-]", fresh: "{+%s+}", quiet: "{~%s~}"}[r.tone]
		fmt.Fprintf(&b, form, r.text)
		if r.named {
			b.WriteString("(" + string(r.kind) + ")")
		}
	}
	return b.String()
}

// edit is an edit by the texts that it covers.
type edit struct {
	op         collate.Op
	base, text string
	kind       collate.Kind
}

// edits lays out edits one after the other, and returns the texts they are of.
func edits(es []edit) (base, text string, out []collate.Edit) {
	for _, e := range es {
		at := collate.Edit{Op: e.op, Kind: e.kind, BaseStart: len([]rune(base)), Start: len([]rune(text))}
		base += e.base
		text += e.text
		at.BaseEnd, at.End = len([]rune(base)), len([]rune(text))
		out = append(out, at)
	}
	return base, text, out
}

func TestWorded(t *testing.T) {
	tests := []struct {
		name  string
		edits []edit
		want  string
		note  string
	}{
		{"the same", []edit{{collate.Equal, "Kyiv is cold", "Kyiv is cold", ""}}, "Kyiv is cold", noteSame},
		{"one word for another", []edit{
			{collate.Equal, "Putin ", "Putin ", ""}, {collate.Replace, "has", "had", collate.KindWording},
			{collate.Equal, " agreed", " agreed", ""},
		}, "Putin [-has-] {+had+} agreed", ""},
		{"a kind that is written", []edit{
			{collate.Equal, "minus ", "minus ", ""}, {collate.Replace, "30", "24", collate.KindNumber},
			{collate.Equal, ".", ".", ""},
		}, "minus [-30-] {+24+}(number).", ""},
		{"left out, with the space on either side", []edit{
			{collate.Equal, "he ", "he ", ""}, {collate.Delete, "may ", "", collate.KindHedge}, {collate.Equal, "agree", "agree", ""},
			{collate.Delete, " today", "", collate.KindDate}, {collate.Equal, ", she said", ", she said", ""},
		}, "he [-may-](hedge) agree [-today-](date), she said", ""},
		{"left out at the beginning", []edit{
			{collate.Delete, "talks on ", "", collate.KindWording}, {collate.Equal, "a halt now", "a halt now", ""},
		}, "[-talks on-] a halt now", ""},
		{"words that cling to those before stay there", []edit{
			{collate.Equal, "spare Ukraine", "spare Ukraine", ""},
			{collate.Replace, " and towns", "’s grid", collate.KindWording}, {collate.Equal, " now", " now", ""},
		}, "spare Ukraine{+’s grid+} [-and towns-] now", ""},
		{"what was and what is never touch", []edit{
			{collate.Equal, "said “", "said “", ""}, {collate.Replace, "yes", "no", collate.KindQuotation}, {collate.Equal, "” then", "” then", ""},
		}, "said “[-yes-] {+no+}(quotation)” then", ""},
		{"spelling alone", []edit{
			{collate.Replace, "Kyiv", "Kiev", collate.KindSpelling}, {collate.Equal, " is", " is", ""},
			{collate.Insert, "", ",", collate.KindPunctuation}, {collate.Equal, " he said", " he said", ""},
		}, "{~Kiev~} is{~,~} he said", noteQuiet},
		{"a sign left out", []edit{
			{collate.Equal, "now", "now", ""}, {collate.Delete, ",", "", collate.KindPunctuation}, {collate.Equal, " he", " he", ""},
		}, "now[-,-] he", noteQuiet},
		{"white space alone is no change", []edit{
			{collate.Equal, "one", "one", ""}, {collate.Replace, "\n\n", "  ", collate.KindPunctuation}, {collate.Equal, "two", "two", ""},
		}, "one two", noteSame},
		{"nothing in common", []edit{
			{collate.Replace, "one wholly other sentence", "it holds no word like that", collate.KindNegation},
		}, "it holds no word like that", noteApart},
		{"figures against figures are always shown", []edit{
			{collate.Replace, "some 30 degrees below", "as little as 24", collate.KindNumber},
		}, "[-some 30 degrees below-] {+as little as 24+}(number)", ""},
		{"control characters are not drawn", []edit{
			{collate.Equal, "a\u202eb\u0007", "a\u202eb\u0007", ""},
		}, "ab", noteSame},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := worded(edits(test.edits))
			if got := spell(w); got != test.want || w.note != test.note {
				t.Errorf("got  %s (%s)\nwant %s (%s)", got, w.note, test.want, test.note)
			}
		})
	}
}

// What a reader sees without the words left out is the passage.
func TestWordedHoldsThePassage(t *testing.T) {
	for n := range 6 {
		_, ws := sampleClaim(t, n)
		for _, base := range ws {
			for _, w := range ws {
				var kept []run
				for _, r := range worded(base.Quote, w.Quote, collate.Diff(base.Quote, w.Quote)).runs {
					if r.tone != gone {
						kept = append(kept, r)
					}
				}
				got := strings.ReplaceAll(set(joined(kept)), " ", "")
				if want := strings.ReplaceAll(set(w.Quote), " ", ""); got != want {
					t.Errorf("against %q:\ngot  %q\nwant %q", base.Quote, got, want)
				}
			}
		}
	}
}

func joined(runs []run) string {
	var b strings.Builder
	for i, r := range runs {
		if r.spaced && i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(r.text)
	}
	return b.String()
}

func TestLegend(t *testing.T) {
	ws := []wording{
		{counts: map[collate.Kind]int{collate.KindSpelling: 2, collate.KindNegation: 1}, runs: []run{{text: "a", tone: gone}}},
		{counts: map[collate.Kind]int{collate.KindNegation: 2, collate.KindWording: 1}},
		plain("the baseline"),
	}
	var got []string
	for _, it := range legend(ws) {
		got = append(got, it.words)
	}
	if want := "negation 3, wording 1, spelling 2, left out"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}
