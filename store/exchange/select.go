package exchange

import (
	"slices"

	"claimtrace/annotate"
	"claimtrace/store"
)

// meant tells whether an annotation is.
func meant(x store.Selection, n Annotation) bool {
	m := annotate.Annotation{Article: n.Article, Reviewer: n.ReviewerID, Verdict: n.Verdict}
	if n.Claim != nil {
		m.Claim = *n.Claim
	}
	return x.Has(m)
}

// Select returns the set with the annotations that are meant, and of articles,
// claims and reviewers those that they name, those that the selection names, and
// who decided these claims. What is told of a claim is that of the whole project.
// A selection of nothing in particular returns all.
func (s Set) Select(x store.Selection) Set {
	if x.All() {
		return s
	}
	s.selection = x
	named := map[annotate.ID]bool{}
	s.Annotations = keep(s.Annotations, func(n Annotation) bool { return meant(x, n) })
	for _, n := range s.Annotations {
		named[n.Article], named[n.ReviewerID] = true, true
		if n.Claim != nil {
			named[*n.Claim] = true
		}
	}
	has := func(id annotate.ID) bool { return named[id] || x.Names(id) }
	s.Articles = keep(s.Articles, func(a Article) bool { return has(a.ID) })
	s.Claims = keep(s.Claims, func(c Claim) bool { return has(c.ID) })
	for _, c := range s.Claims {
		if c.DecidedByID != nil {
			named[*c.DecidedByID] = true
		}
	}
	s.Reviewers = keep(s.Reviewers, func(r Reviewer) bool { return has(r.ID) })
	return s
}

// keep returns those of a list that are meant, as a list of its own.
func keep[T any](list []T, meant func(T) bool) []T {
	return slices.DeleteFunc(slices.Concat([]T{}, list), func(v T) bool { return !meant(v) })
}
