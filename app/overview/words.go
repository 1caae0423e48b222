package overview

import (
	"fmt"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/store"
)

// What the page says while it has nothing to show.
const (
	noClaims  = "Tag passages in Read and tie them to claims; here you see which article says what of each claim, and when."
	reading   = "Reading the passages …"
	noFit     = "No claim fits what is chosen: "
	noPassage = "No passage is tied to a claim yet. Tag one in Read and choose its claim."
)

// days says from when to when articles were published, as far as is known, ""
// where nothing is: whether one of a mere year lies within the days of the
// others nobody knows.
func days(articles []store.ArticleRow) string {
	var first, last annotate.Publication
	var end time.Time
	for _, a := range articles {
		p := a.Published
		if !p.Known() {
			continue
		}
		at, until := p.In(time.UTC)
		if !first.Known() || at.Before(first.Written()) {
			first = p
		}
		if until.After(end) {
			last, end = p, until
		}
	}
	const day = "2 January 2006"
	layouts := annotate.Layouts{Year: "2006", Month: "January 2006", Day: day, Time: day}
	from, to := first.Format(layouts), last.Format(layouts)
	switch {
	case from == "":
		return ""
	case from == to:
		return "of " + from
	}
	return "from " + from + " to " + to
}

// clockOf is the clock of all articles.
func clockOf(articles []store.ArticleRow) (clock trace.Clock) {
	for _, a := range articles {
		clock.See(a.Published)
	}
	return clock
}

// standing says where a claim stands, in a few words; short writes a time.
func standing(r store.ClaimRow, short func(annotate.Publication) string) string {
	s := r.Standing
	switch {
	case s.Rule == annotate.ByReviewer && s.Contradicted():
		return "decided: " + string(s.Verdict) + ", contradicted"
	case s.Rule == annotate.ByReviewer:
		return "decided: " + string(s.Verdict)
	case s.Word() == "":
		return "no passage yet"
	case s.Mixed || !s.Since.Known():
		return s.Word()
	}
	return s.Word() + " since " + short(s.Since)
}

// verdictWord is a verdict in words.
func verdictWord(v annotate.Verdict) string {
	if v == "" {
		return "no verdict"
	}
	return string(v)
}

// said tells how many passages have each verdict: "2 confirmed, 1 disputed".
func (t tally) said() string {
	var out []string
	for i, n := range t {
		if n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, verdictWord(verdicts[i])))
		}
	}
	return strings.Join(out, ", ")
}

// verdict tells the verdicts of a cell: "confirmed", "mixed: 2 confirmed, 1
// disputed".
func (c cell) verdict() string {
	var t tally
	for _, m := range c.mentions {
		t.add(m.Verdict)
	}
	switch {
	case len(c.mentions) == 1:
		return verdictWord(c.verdicts[0])
	case len(c.verdicts) == 1:
		return t.said()
	}
	return "mixed: " + t.said()
}

// reach tells how many passages of how many articles a row holds.
func (r row) reach() string {
	if len(r.cells) == 0 {
		return "no passage"
	}
	var t tally
	for _, c := range r.cells {
		for _, m := range c.mentions {
			t.add(m.Verdict)
		}
	}
	return t.said() + " in " + parts.Count(len(r.cells), "article")
}
