package compare

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/app/style"
	"claimtrace/store"
)

// pause is a claim whose passages differ in substance, with what they say.
var pause = []struct {
	outlet, language string
	after            time.Duration
	verdict          annotate.Verdict
	quote            string
	says             []facet.Value
	unread           bool
}{
	{"Meridian Wire", "en", 0, annotate.Unconfirmed, "Vladimir Putin has agreed not to target Kyiv and other towns for one week, Trump said", []facet.Value{
		value(facet.Source, "Donald Trump", "Trump", 75), value(facet.Certainty, "said", "said", 81), value(facet.Polarity, "yes", "has agreed not to target", 15),
		value(facet.Scope, "Kyiv and other towns", "Kyiv and other towns", 40), value(facet.Date, "P1W", "one week", 65), value(facet.Name, "Vladimir Putin", "Vladimir Putin", 0)}, false},
	{"The Northern Clarion", "en-GB", 90 * time.Minute, annotate.Unconfirmed, "Putin has agreed to halt strikes on Ukraine’s power grid for one week, Trump claimed", []facet.Value{
		value(facet.Source, "Donald Trump", "Trump", 71), value(facet.Certainty, "claimed", "claimed", 77), value(facet.Polarity, "yes", "has agreed to halt", 6),
		value(facet.Scope, "Ukraine’s power grid", "Ukraine’s power grid", 36), value(facet.Date, "P1W", "one week", 61), value(facet.Name, "Vladimir Putin", "Putin", 0)}, false},
	{"Agence Littoral", "", 18 * time.Hour, annotate.Confirmed, "Peskov announced that Putin had agreed to halt strikes on Kyiv for one week for peace talks", []facet.Value{
		value(facet.Source, "Dmitry Peskov", "Peskov", 0), value(facet.Certainty, "announced", "announced", 7), value(facet.Polarity, "yes", "had agreed to halt", 28),
		value(facet.Scope, "Kyiv", "Kyiv", 58), value(facet.Date, "P1W", "one week", 67), value(facet.Condition, "for peace talks", "for peace talks", 76)}, false},
	{"Дніпровський вісник", "uk", 19 * time.Hour, annotate.Confirmed, "Пєсков заявив, що удари припинять до 1 лютого", nil, true},
	{"La Aurora", "en", 23 * time.Hour, annotate.Confirmed, "Peskov confirmed a pause for Kyiv until 1 February, not for energy sites; 378 apartment blocks are without heating", []facet.Value{
		value(facet.Source, "Dmitry Peskov", "Peskov", 0), value(facet.Certainty, "confirmed", "confirmed", 7), value(facet.Polarity, "no", "not for energy sites", 52),
		value(facet.Scope, "Kyiv", "Kyiv", 29), value(facet.Amount, "378 apartment block", "378 apartment blocks", 74), value(facet.Date, "../2026-02-01", "until 1 February", 34),
		value(facet.Name, "Dmitry Peskov", "Peskov", 0), value(facet.Name, "Kyiv", "Kyiv", 29)}, false},
}

func value(k facet.Kind, value, text string, start int) facet.Value {
	return facet.Value{Kind: k, Value: value, Text: text, Start: start, End: start + len([]rune(text)), Precision: "exact", Rule: "by hand"}
}

// pauseClaim returns the claim as the store would give it.
func pauseClaim() (store.ClaimRow, []store.Witness) {
	var ws []store.Witness
	for i, p := range pause {
		article := annotate.ID(p.outlet)
		ws = append(ws, store.Witness{
			Annotation: annotate.Annotation{ID: annotate.ID(fmt.Sprint("p", i)), Article: article, Quote: p.quote, Verdict: p.verdict, End: len([]rune(p.quote))},
			In:         annotate.Article{ID: article, Outlet: p.outlet, Language: p.language, Published: annotate.Publication(thursday.Add(p.after).Format(time.RFC3339))},
		})
	}
	return claimOf("Putin agreed to a one-week pause in strikes on Kyiv", "", ws), ws
}

// pauseSaid reads the passages of the pause by their ids.
func pauseSaid(_ context.Context, ws []store.Witness) ([]store.Facets, error) {
	said := make([]store.Facets, len(ws))
	for i, w := range ws {
		var n int
		fmt.Sscanf(string(w.ID), "p%d", &n)
		said[i].Read = !pause[n].unread
		for _, v := range pause[n].says {
			said[i].Values = append(said[i].Values, store.Facet{Value: v})
		}
	}
	return said, nil
}

// factsShown shows what the passages of the pause say.
func factsShown(t *testing.T, width, height float32) (*View, fyne.Canvas, []store.Witness) {
	t.Helper()
	v, c := shown(t, style.AlwaysLite, width, height)
	v.Facets = pauseSaid
	v.SetLayout(Facts)
	claim, ws := pauseClaim()
	v.Compare(claim, ws, "")
	return v, c, ws
}

func TestFactsAreRowsAndSourcesColumns(t *testing.T) {
	v, _, _ := factsShown(t, 1008, 700)
	says(t, v, "Who says it", "Trump")
}
