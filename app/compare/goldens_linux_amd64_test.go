package compare

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/style"
	"claimtrace/store"
)

const (
	equal     = collate.Equal
	replaced  = collate.Replace
	inserted  = collate.Insert
	leftOut   = collate.Delete
	attribute = collate.KindAttribution
)

// marked is a claim's passages as edits of the first, so that a picture shows
// how edits are drawn and does not depend on how they are found.
var marked = [][]edit{
	{{equal, "Vladimir Putin has agreed to spare Kyiv and other Ukrainian towns for one week", "", ""}},
	{{replaced, "Vladimir Putin has agreed to spare Kyiv and other Ukrainian towns for one week",
		"There was no immediate confirmation from the Kremlin", collate.KindNegation}},
	{{equal, "Vladimir Putin has agreed to spare ", "Vladimir Putin has agreed to spare ", ""},
		{replaced, "Kyiv", "Ukraine", collate.KindName},
		{replaced, " and other Ukrainian towns", "’s power grid", collate.KindWording}, {equal, " for ", " for ", ""},
		{replaced, "one", "a", collate.KindSpelling}, {equal, " week", " week", ""},
		{inserted, "", ", Donald Trump claimed", collate.KindHedge}, {inserted, "", " on Thursday", collate.KindDate}},
	{{inserted, "", "The Kremlin said ", attribute}, {inserted, "", "on Friday that ", collate.KindDate},
		{equal, "Vladimir Putin ", "Vladimir Putin ", ""}, {replaced, "has", "had", collate.KindWording},
		{equal, " agreed to ", " agreed to ", ""}, {replaced, "spare", "a pause in strikes on", collate.KindWording},
		{equal, " Kyiv", " Kyiv", ""}, {leftOut, " and other Ukrainian towns", "", collate.KindWording},
		{replaced, " for one week", " until Sunday", collate.KindDate}},
	{{replaced, "Vladimir Putin", "Russia", collate.KindName}, {equal, " has agreed ", " has agreed ", ""},
		{inserted, "", "not ", collate.KindNegation}, {equal, "to ", "to ", ""},
		{replaced, "spare", "strike", collate.KindWording}, {equal, " ", " ", ""}, {replaced, "Kyiv", "Kiev", collate.KindSpelling},
		{replaced, " and other Ukrainian towns for one week", " until February 1", collate.KindDate},
		{inserted, "", ", the Kremlin confirmed", attribute}},
	{{equal, "Vladimir Putin has agreed to spare Kyiv and other Ukrainian towns for ",
		"Vladimir Putin has agreed to spare Kyiv and other Ukrainian towns for ", ""},
		{replaced, "one", "two", collate.KindNumber}, {replaced, " week", " weeks", collate.KindSpelling}},
	{{equal, "Vladimir Putin has agreed to spare Kyiv and other Ukrainian towns for one week",
		"Vladimir Putin has agreed to spare Kyiv and other Ukrainian towns for one week", ""}},
}

// diffOf finds the edits of a passage that is marked; others are rewritten.
func diffOf(base, quote string) []collate.Edit {
	for _, m := range marked[1:] {
		if from, to, es := edits(m); from == base && to == quote {
			return es
		}
	}
	_, _, es := edits([]edit{{replaced, base, quote, collate.KindDate}})
	return es
}

// The pictures are exact on one platform only: floating point and fonts are
// drawn a little differently elsewhere.
func TestPictures(t *testing.T) {
	tests := []struct {
		name          string
		theme         style.Choice
		width, height float32
		do            func(*View, store.ClaimRow, []store.Witness)
	}{
		{"light", style.AlwaysLite, 1008, 757, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.Compare(c, ws, "")
		}},
		{"dark", style.AlwaysDark, 1008, 757, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.Compare(c, ws, "")
			v.FocusGained()
			v.choose(6)
		}},
		{"narrow", style.AlwaysLite, 700, 600, func(v *View, c store.ClaimRow, ws []store.Witness) {
			c.Statement += ", Trump and the Kremlin say"
			v.Compare(c, ws, "")
		}},
		{"decided", style.AlwaysLite, 1008, 260, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.Compare(claimOf(c.Statement, annotate.Disputed, ws), ws, "")
		}},
		{"unknown time", style.AlwaysDark, 1008, 260, func(v *View, c store.ClaimRow, ws []store.Witness) {
			ws[5].In.Published, ws[6].In.Published = time.Time{}, time.Time{}
			v.Compare(claimOf(c.Statement, "", ws), ws, "")
		}},
		{"one", style.AlwaysLite, 1008, 360, func(v *View, c store.ClaimRow, ws []store.Witness) {
			v.Compare(claimOf(c.Statement, "", ws[:1]), ws[:1], "")
		}},
		{"no passage", style.AlwaysDark, 1008, 160, func(v *View, c store.ClaimRow, _ []store.Witness) {
			v.Compare(claimOf(c.Statement, "", nil), nil, "")
		}},
		{"empty", style.AlwaysLite, 700, 320, func(v *View, _ store.ClaimRow, _ []store.Witness) { v.Clear() }},
		{"long", style.AlwaysLite, 1008, 500, func(v *View, c store.ClaimRow, ws []store.Witness) {
			ws[1].Quote = strings.Repeat(ws[4].Quote+". ", 12)
			v.Compare(c, ws, "")
			v.scrollTo(520)
		}},
		{"many", style.AlwaysLite, 1008, 400, func(v *View, c store.ClaimRow, _ []store.Witness) {
			ws := reports(0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765, 10946)
			for i := range ws {
				ws[i].Verdict = annotate.Verdicts[i*i%3]
				ws[i].In.Outlet = "The Morning " + ws[i].In.Outlet
				ws[i].Quote = c.Statement
			}
			v.Compare(claimOf(c.Statement, "", ws), ws, "")
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: tt.theme})
			v := New()
			v.diff = diffOf
			w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(style.Now().Surface), v))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(tt.width, tt.height))
			c, ws := sampleClaim(t, 0)
			for i, m := range marked {
				if _, ws[i].Quote, _ = edits(m); i == 0 {
					ws[i].Quote = m[0].base
				}
			}
			tt.do(v, c, ws)
			test.AssertImageMatches(t, strings.ReplaceAll(tt.name, " ", "-")+".png", w.Canvas().Capture())
		})
	}
}
