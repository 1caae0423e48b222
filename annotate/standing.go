package annotate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Standing is where a claim stands and why.
type Standing struct {
	// Verdict is how the claim stands; "" when no passage speaks of it or
	// when the passages that decide differ (then Mixed is true).
	Verdict Verdict
	Mixed   bool
	// Rule names what gave the verdict.
	Rule Rule
	// Since is the publication time of the first passage of the unbroken run
	// of passages with this verdict that ends with the latest; "" if unknown.
	// Of several that may have been first it is the least precise.
	Since Publication
	// Against counts the later passages that say otherwise than the reviewer
	// who decided: see [Claim.Standing].
	Against Tally
}

// Tally counts passages by their verdicts.
type Tally struct{ Confirmed, Disputed, Unconfirmed int }

// Add counts one more passage.
func (t *Tally) Add(v Verdict) {
	switch v {
	case Confirmed:
		t.Confirmed++
	case Disputed:
		t.Disputed++
	case Unconfirmed:
		t.Unconfirmed++
	}
}

// Contradicted tells whether a later passage says otherwise than the reviewer
// who decided, so that the claim asks to be decided anew.
func (s Standing) Contradicted() bool { return s.Against != Tally{} }

// Contradiction says how later passages contradict a decision, in the words
// that may follow "decided confirmed, but"; "" where none does.
func (s Standing) Contradiction() string {
	var parts []string
	for _, x := range []struct {
		n                  int
		one, many, outcome string
	}{
		{s.Against.Disputed, "disputes", "dispute", " it"},
		{s.Against.Confirmed, "confirms", "confirm", " it"},
		{s.Against.Unconfirmed, "leaves", "leave", " it unconfirmed"},
	} {
		number, does := fmt.Sprint(x.n), x.many
		switch x.n {
		case 0:
			continue
		case 1:
			number, does = "one", x.one
		}
		if len(parts) == 0 {
			number += " later passage"
			if x.n > 1 {
				number += "s"
			}
		}
		parts = append(parts, number+" "+does+x.outcome)
	}
	return strings.Join(parts, ", ")
}

// Rule is what decides a claim's standing.
type Rule string

// The rules, in the order in which they are tried.
const (
	ByReviewer Rule = "decided by a reviewer"
	ByLatest   Rule = "by the latest passages"
	ByNone     Rule = "no passage yet"
)

// Word is the standing in one word: a verdict, "mixed", or "" where there is
// none.
func (s Standing) Word() string {
	if s.Mixed {
		return "mixed"
	}
	return string(s.Verdict)
}

// Mention is one passage as a claim's standing sees it.
type Mention struct {
	Verdict   Verdict
	Published Publication // of its article
	Passage   ID          // the annotation
	Unseen    bool        // who decided the claim had not seen its verdict
}

// Standing gives the standing of the claim, whose passages are the mentions
// in any order: as [StandingOf], and where a reviewer decided, also which
// passages contradict that since. A passage contradicts a decision that says
// otherwise, has a verdict that its maker had not seen, and is not known to have been published
// before what it rests on: the evidence named for it, or else the passages
// seen by then that say the same, or else all that were seen by then. A
// passage of unknown time contradicts only where no time is known of these.
func (c Claim) Standing(mentions []Mention) Standing {
	s := StandingOf(c.Resolved, mentions)
	if s.Rule != ByReviewer {
		return s
	}
	var rests [3]extents // all that was known, what agrees, the evidence
	seen := [3]bool{true}
	evidence := c.Evidence.List()
	for _, m := range mentions {
		if m.Unseen {
			continue
		}
		for i, counts := range []bool{true, m.Verdict == c.Resolved, slices.Contains(evidence, m.Passage)} {
			if counts {
				seen[i] = true
				rests[i].add(m.Published.read())
			}
		}
	}
	basis := &rests[0]
	for i := range seen {
		if seen[i] {
			basis = &rests[i]
		}
	}
	for _, m := range mentions {
		if m.Unseen && m.Verdict != c.Resolved && basis.latest(m.Published.read()) {
			s.Against.Add(m.Verdict)
		}
	}
	return s
}

// latest tells whether what was published then is among the latest, held
// against others: none of them is known to have come after it. What is of
// unknown time is only where no time is known of them.
func (x *extents) latest(r period) bool {
	if r.precision == Undated {
		return !x.any()
	}
	return !x.someAfter(r)
}

// StandingOf gives the standing of a claim that a reviewer resolved ("" if
// not) and whose passages are the mentions, in any order. A reviewer's
// decision stands above all; else the latest passages decide, and are mixed
// when they differ. The latest are those after which no other is known to have
// been published: of a day on which one passage has a time and another has
// none, both. Passages of unknown time decide only where no passage has a time.
func StandingOf(resolved Verdict, mentions []Mention) Standing {
	if resolved != "" {
		return Standing{Verdict: resolved, Rule: ByReviewer}
	}
	times, judged := make([]When, len(mentions)), make([]Judged, len(mentions))
	for i, m := range mentions {
		times[i] = Read(m.Published)
		judged[i] = Judged{m.Verdict, &times[i]}
	}
	return StandingOfJudged("", judged)
}

// Judged is a mention of which the time is read, as for who works out the
// standing of many claims on few articles.
type Judged struct {
	Verdict Verdict
	*When
}

// When is a publication time that was read once for all.
type When struct {
	Published Publication
	read      period
}

// Read reads a publication time.
func Read(p Publication) When { return When{p, p.read()} }

// StandingOfJudged is [StandingOf].
func StandingOfJudged(resolved Verdict, mentions []Judged) Standing {
	if resolved != "" {
		return Standing{Verdict: resolved, Rule: ByReviewer}
	}
	var all extents
	judged := 0
	for _, m := range mentions {
		if m.Verdict != "" {
			judged++
			all.add(m.read)
		}
	}
	if judged == 0 {
		return Standing{Rule: ByNone}
	}
	s := Standing{Rule: ByLatest}
	for _, m := range mentions {
		if m.Verdict == "" || !all.latest(m.read) {
			continue
		}
		if s.Verdict != "" && s.Verdict != m.Verdict {
			return Standing{Mixed: true, Rule: ByLatest}
		}
		s.Verdict = m.Verdict
	}
	s.Since = since(s.Verdict, mentions, &all)
	return s
}

// since is when the run of passages with a verdict began that ends with the
// latest of all.
func since(v Verdict, mentions []Judged, all *extents) (first Publication) {
	var otherwise, run extents
	for _, m := range mentions {
		if m.Verdict != "" && m.Verdict != v {
			otherwise.add(m.read)
		}
	}
	ofRun := func(m Judged) bool {
		return m.Verdict == v && m.read.precision != Undated && (otherwise.allBefore(m.read) || all.latest(m.read))
	}
	for _, m := range mentions {
		if ofRun(m) {
			run.add(m.read)
		}
	}
	for _, m := range mentions {
		if !ofRun(m) || run.someBefore(m.read) {
			continue
		}
		p := m.Published
		if p != first && (first == "" || cmp.Or(cmp.Compare(m.read.precision, first.Precision()), p.InLists(first), cmp.Compare(p, first)) < 0) {
			first = p
		}
	}
	return first
}
