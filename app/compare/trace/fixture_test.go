package trace

import (
	"fmt"
	"time"

	"claimtrace/annotate"
	"claimtrace/store"
)

var noon = time.Date(2026, 1, 29, 12, 0, 0, 0, time.UTC)

// report is a witness as a test writes it.
type report struct {
	outlet  string
	hours   float64 // after noon of a Thursday; less than 0 is unknown
	verdict annotate.Verdict
	quote   string
}

const (
	yes  = annotate.Confirmed
	no   = annotate.Disputed
	open = annotate.Unconfirmed

	unknown = -1
)

// claim makes a claim and its witnesses, one article for each outlet.
func claim(resolved annotate.Verdict, reports ...report) (store.ClaimRow, []store.Witness) {
	c := store.ClaimRow{Claim: annotate.Claim{ID: "c", Statement: "A claim", Resolved: resolved}}
	var ws []store.Witness
	var mentions []annotate.Mention
	for i, r := range reports {
		id := annotate.ID(r.outlet)
		w := store.Witness{Annotation: annotate.Annotation{ID: annotate.ID(fmt.Sprint(i)), Article: id, Quote: r.quote, Verdict: r.verdict},
			In: annotate.Article{ID: id, Outlet: r.outlet}}
		if r.hours >= 0 {
			w.In.Published = annotate.Publication(noon.Add(time.Duration(r.hours * float64(time.Hour))).Format(time.RFC3339))
		}
		ws = append(ws, w)
		c.Marks = append(c.Marks, store.Mark{Article: id, Published: w.In.Published, Verdict: r.verdict})
		mentions = append(mentions, annotate.Mention{Verdict: r.verdict, Published: w.In.Published})
	}
	c.Standing = annotate.StandingOf(resolved, mentions)
	return c, ws
}

// quotes makes a claim of wordings, an outlet and an hour each.
func quotes(texts ...string) (store.ClaimRow, []store.Witness) {
	var rs []report
	for i, s := range texts {
		rs = append(rs, report{fmt.Sprint("Outlet ", i), float64(i), open, s})
	}
	return claim("", rs...)
}

// published gives the witnesses of a claim, an article each, other times.
func published(c store.ClaimRow, ws []store.Witness, times ...annotate.Publication) (store.ClaimRow, []store.Witness) {
	var mentions []annotate.Mention
	for i, at := range times {
		ws[i].In.Published, c.Marks[i].Published = at, at
		mentions = append(mentions, annotate.Mention{Verdict: ws[i].Verdict, Published: at})
	}
	c.Standing = annotate.StandingOf(c.Resolved, mentions)
	return c, ws
}
