package annotate

import (
	"slices"
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

// Mention is one passage as a claim's standing sees it: its verdict and when
// its article was published (zero if unknown).
type Mention struct {
	Verdict   Verdict
	Published time.Time
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
	ms := slices.DeleteFunc(slices.Clone(mentions), func(m Mention) bool { return m.Verdict == "" })
	if len(ms) == 0 {
		return Standing{Rule: ByNone}
	}
	slices.SortFunc(ms, func(a, b Mention) int { return a.Published.Compare(b.Published) })
	last := ms[len(ms)-1]
	if !last.Published.IsZero() {
		ms = slices.DeleteFunc(ms, func(m Mention) bool { return m.Published.IsZero() })
	}
	s := Standing{Verdict: last.Verdict, Rule: ByLatest, Since: ms[0].Published}
	other := -1 // the last passage with another verdict
	for i, m := range ms {
		if m.Verdict != last.Verdict {
			other = i
		}
	}
	if other >= 0 {
		// The run begins after the time of that passage: then they differed.
		first := slices.IndexFunc(ms[other:], func(m Mention) bool { return m.Published.After(ms[other].Published) })
		if first < 0 {
			return Standing{Mixed: true, Rule: ByLatest}
		}
		s.Since = ms[other+first].Published
	}
	return s
}
