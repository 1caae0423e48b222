package annotate

import (
	"fmt"
	"slices"
	"strings"
	"time"
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
	// of passages with this verdict that ends with the latest; zero if unknown.
	Since time.Time
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
	Published time.Time // when its article was published; zero if unknown
	Passage   ID        // the annotation
	Judged    Clock     // when it got its verdict
}

// Standing gives the standing of the claim, whose passages are the mentions
// in any order: as [StandingOf], and where a reviewer decided, also which
// passages contradict that since. A passage contradicts a decision that says
// otherwise, was judged after it, and was not published before what it rests
// on: the evidence named for it, or else the passages judged by then that say
// the same, or else all that were judged by then. A passage of unknown time
// contradicts only where no time is known of these.
func (c Claim) Standing(mentions []Mention) Standing {
	s := StandingOf(c.Resolved, mentions)
	if s.Rule != ByReviewer {
		return s
	}
	var latest [3]time.Time // of all that was known, of what agrees, of the evidence
	seen := [3]bool{true}
	evidence := c.Evidence.List()
	for _, m := range mentions {
		if m.Judged > c.Decided {
			continue
		}
		for i, counts := range []bool{true, m.Verdict == c.Resolved, slices.Contains(evidence, m.Passage)} {
			if counts {
				seen[i] = true
				if m.Published.After(latest[i]) {
					latest[i] = m.Published
				}
			}
		}
	}
	basis := latest[0]
	for i := range seen {
		if seen[i] {
			basis = latest[i]
		}
	}
	for _, m := range mentions {
		if m.Judged > c.Decided && m.Verdict != c.Resolved && !m.Published.Before(basis) {
			s.Against.Add(m.Verdict)
		}
	}
	return s
}

// StandingOf gives the standing of a claim that a reviewer resolved ("" if
// not) and whose passages are the mentions, in any order. A reviewer's
// decision stands above all; else the passages of the latest publication time
// decide, and are mixed when they differ. Passages of unknown time decide
// only where no passage has a time.
func StandingOf(resolved Verdict, mentions []Mention) Standing {
	if resolved != "" {
		return Standing{Verdict: resolved, Rule: ByReviewer}
	}
	var last time.Time
	judged := 0
	for _, m := range mentions {
		if m.Verdict != "" {
			judged++
			if m.Published.After(last) {
				last = m.Published
			}
		}
	}
	if judged == 0 {
		return Standing{Rule: ByNone}
	}
	s := Standing{Rule: ByLatest}
	for _, m := range mentions {
		if m.Verdict == "" || !m.Published.Equal(last) {
			continue
		}
		if s.Verdict != "" && s.Verdict != m.Verdict {
			return Standing{Mixed: true, Rule: ByLatest}
		}
		s.Verdict = m.Verdict
	}
	var otherwise time.Time // when a passage said something else last
	for _, m := range mentions {
		if m.Verdict != "" && m.Verdict != s.Verdict && m.Published.After(otherwise) {
			otherwise = m.Published
		}
	}
	s.Since = last
	for _, m := range mentions {
		if m.Verdict != "" && m.Published.After(otherwise) && m.Published.Before(s.Since) {
			s.Since = m.Published
		}
	}
	return s
}
