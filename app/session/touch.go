package session

import (
	"cmp"
	"errors"
	"slices"

	"claimtrace/annotate"
	"claimtrace/store"
)

// touched are the rows of the lists that an action changed, so that a tag
// costs the same however large the project; all where that cannot be told.
type touched struct {
	articles, claims []annotate.ID
	all              bool
}

// touchedMost is how many annotations are read one by one.
const touchedMost = 50

// readTouched brings the annotations that were touched up to date, and notes
// whose rows they change: those of the article and claim that they had, and of
// those that they have.
func (s *Session) readTouched(c *Changed, rows *touched) error {
	if len(c.Touched) > touchedMost {
		c.Annotations, c.Touched, rows.all = true, nil, true
	}
	for _, id := range c.Touched {
		old, had := s.AnnotationOf(id)
		a, err := s.project.Annotation(id)
		gone := errors.Is(err, store.ErrNoEntity)
		if err != nil && !gone {
			return err
		}
		switch {
		case !had && (gone || a.Article != s.article): // of another article: what it was is not known
			rows.all = true
			continue
		case had:
			rows.articles, rows.claims = append(rows.articles, old.Article), append(rows.claims, old.Claim)
		}
		if !gone {
			rows.articles, rows.claims = append(rows.articles, a.Article), append(rows.claims, a.Claim)
		}
		if err := s.putAnnotation(id, a, gone || a.Article != s.article); err != nil {
			return err
		}
	}
	return nil
}

// putAnnotation brings one annotation of the list up to date. The list that
// views were given stays as it was.
func (s *Session) putAnnotation(id annotate.ID, a annotate.Annotation, gone bool) error {
	list := make([]annotate.Annotation, 0, len(s.annotations)+1)
	for _, old := range s.annotations {
		if old.ID != id {
			list = append(list, old)
		}
	}
	s.annotations = list
	if gone {
		return nil
	}
	at, _ := slices.BinarySearchFunc(list, a, func(x, y annotate.Annotation) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End), cmp.Compare(x.ID, y.ID))
	})
	s.annotations = slices.Insert(list, at, a)
	if s.reviewers[a.Reviewer] == "" { // one who has just joined the project
		return s.readReviewers()
	}
	return nil
}

// readArticleRows reads the rows of articles that were touched. Their order
// does not depend on annotations.
func (s *Session) readArticleRows(rows touched) error {
	if rows.all {
		return s.readArticles()
	}
	for _, id := range unique(rows.articles) {
		r, err := s.project.ArticleRow(id)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(s.articles, func(a store.ArticleRow) bool { return a.ID == id }); i >= 0 {
			s.articles[i] = r
		}
	}
	return nil
}

// readClaimRows reads the rows of claims that were touched and puts them in
// their places.
func (s *Session) readClaimRows(rows touched) error {
	if rows.all {
		return s.readClaims()
	}
	for _, id := range unique(rows.claims) {
		if id == "" {
			continue
		}
		r, err := s.project.ClaimRow(id)
		gone := errors.Is(err, store.ErrNoEntity)
		if err != nil && !gone {
			return err
		}
		list := slices.DeleteFunc(slices.Clone(s.claims), func(c store.ClaimRow) bool { return c.ID == id })
		if !gone {
			at, _ := slices.BinarySearchFunc(list, r, store.CompareClaims)
			list = slices.Insert(list, at, r)
		}
		s.claims = list
	}
	return nil
}

func unique(ids []annotate.ID) []annotate.ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}
