package compare

import (
	"math"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store"
)

func TestStanding(t *testing.T) {
	judged := func(hours []float64, verdicts ...annotate.Verdict) []store.Witness {
		ws := reports(hours...)
		for i, v := range verdicts {
			ws[i].Verdict = v
		}
		return ws
	}
	const yes, no, open = annotate.Confirmed, annotate.Disputed, annotate.Unconfirmed
	tests := []struct {
		name     string
		ws       []store.Witness
		resolved annotate.Verdict
		want     string
	}{
		{"no passage", nil, "", "Open|as no passage speaks of it yet"},
		{"one", judged([]float64{3}, yes), "", "Confirmed|by the only passage, Thursday 15:00"},
		{"a run", judged([]float64{0, 27, 30}, open, yes, yes), "", "Confirmed|by the latest passages, since Friday 15:00"},
		{"on a date", judged([]float64{0, 12, 30}, open, yes, yes), "", "Confirmed|by the latest passages, since Friday"},
		{"over more than a week", judged([]float64{0, 27, 300}, open, yes, yes), "",
			"Confirmed|by the latest passages, since Friday 30 January 2026 15:00"},
		{"of unknown time", judged([]float64{math.NaN(), math.NaN()}, yes, yes), "", "Confirmed|by the latest passages"},
		{"mixed", judged([]float64{0, 5, 5}, yes, yes, no), "", "Mixed|because the latest passages differ"},
		{"decided", judged([]float64{0, 5}, yes, yes), yes, "Confirmed|as a reviewer decided"},
		{"decided against the latest", judged([]float64{0, 5}, yes, no), yes,
			"Confirmed|as a reviewer decided; the latest passages leave it disputed"},
		{"decided where they differ", judged([]float64{5, 5}, yes, no), yes,
			"Confirmed|as a reviewer decided; the latest passages leave it mixed"},
		{"decided without a passage", nil, no, "Disputed|as a reviewer decided"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			word, why := standing(claimOf("A claim", test.resolved, test.ws))
			if got := word + "|" + why; got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestSources(t *testing.T) {
	ws := reports(0, 1, 2)
	if got := sources(ws); got != "3 sources" {
		t.Errorf("got %s", got)
	}
	ws[1].Article = ws[0].Article
	if got := sources(ws); got != "2 sources, 3 passages" {
		t.Errorf("got %s", got)
	}
	if got := sources(ws[:1]); got != "1 source" {
		t.Errorf("got %s", got)
	}
}

func TestName(t *testing.T) {
	ws := reports(0, 1, 1)
	ws[2].Article = ws[1].Article
	ws[0].Quote, ws[1].Quote, ws[2].Quote = "All is quiet", "All is quiet", "There was no confirmation, as far as known"
	for i, want := range []string{"Outlet 0", "Outlet 1: “All is quiet”", "Outlet 2: “There was no confirmation, as …”"} {
		if got := name(ws, i); got != want {
			t.Errorf("%d: got %s, want %s", i, got, want)
		}
	}
	ws[0].In = annotate.Article{Title: "A headline"}
	if got := name(ws, 0); got != "A headline" {
		t.Errorf("without an outlet: got %s", got)
	}
}
