package exchange

import (
	"slices"

	"claimtrace/annotate"
)

// Selection says which annotations of a set are meant; an empty field lets any
// pass.
type Selection struct {
	Claim, Article, Reviewer annotate.ID
	Verdict                  annotate.Verdict
}

func (x Selection) has(n Annotation) bool {
	return (x.Claim == "" || n.Claim != nil && *n.Claim == x.Claim) && (x.Article == "" || n.Article == x.Article) &&
		(x.Reviewer == "" || n.ReviewerID == x.Reviewer) && (x.Verdict == "" || n.Verdict == x.Verdict)
}

// Select returns the set with the annotations that are meant, and of articles,
// claims and reviewers those that they name, those that the selection names, and
// who decided these claims. What is told of a claim is that of the whole project.
// A selection of nothing in particular returns all.
func (s Set) Select(x Selection) Set {
	if x == (Selection{}) {
		return s
	}
	named := map[annotate.ID]bool{x.Claim: true, x.Article: true, x.Reviewer: true}
	s.Annotations = keep(s.Annotations, x.has)
	for _, n := range s.Annotations {
		named[n.Article], named[n.ReviewerID] = true, true
		if n.Claim != nil {
			named[*n.Claim] = true
		}
	}
	s.Articles = keep(s.Articles, func(a Article) bool { return named[a.ID] })
	s.Claims = keep(s.Claims, func(c Claim) bool { return named[c.ID] })
	for _, c := range s.Claims {
		if c.DecidedByID != nil {
			named[*c.DecidedByID] = true
		}
	}
	s.Reviewers = keep(s.Reviewers, func(r Reviewer) bool { return named[r.ID] })
	return s
}

// keep returns those of a list that are meant, as a list of its own.
func keep[T any](list []T, meant func(T) bool) []T {
	return slices.DeleteFunc(slices.Concat([]T{}, list), func(v T) bool { return !meant(v) })
}
