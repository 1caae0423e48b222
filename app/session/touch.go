package session

import (
	"cmp"
	"errors"
	"slices"

	"claimtrace/annotate"
	"claimtrace/store"
)

// touched are the rows of the lists that an action changed, so that a tag
// costs the same however large the project; all where there are too many.
type touched struct {
	articles, claims []annotate.ID
	all              bool
}

// touchedMost is how many rows are read one by one.
const touchedMost = 50

func touchedBy(a store.Action) touched {
	return touched{a.Articles, a.Claims, len(a.Articles)+len(a.Claims) > touchedMost}
}

// readTouched brings the annotations that were touched up to date.
func (s *Session) readTouched(c *Changed) error {
	if len(c.Touched) > touchedMost {
		c.Annotations, c.Touched = true, nil
	}
	for _, id := range c.Touched {
		a, err := s.project.Annotation(id)
		gone := errors.Is(err, store.ErrNoEntity)
		if err != nil && !gone {
			return err
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

// readArticleRows reads the rows of articles that were touched and puts them
// in their places.
func (s *Session) readArticleRows(rows touched) (err error) {
	if rows.all {
		return s.readArticles()
	}
	for _, id := range rows.articles {
		if s.articles, err = place(s.articles, id, s.project.ArticleRow, func(r store.ArticleRow) annotate.ID { return r.ID }, store.CompareArticles); err != nil {
			return err
		}
	}
	return nil
}

// readClaimRows does the same for claims.
func (s *Session) readClaimRows(rows touched) (err error) {
	if rows.all {
		return s.readClaims()
	}
	for _, id := range rows.claims {
		if s.claims, err = place(s.claims, id, s.project.ClaimRow, func(r store.ClaimRow) annotate.ID { return r.ID }, store.CompareClaims); err != nil {
			return err
		}
	}
	return nil
}

// place reads a row anew and returns the list with it, in its place; without
// it where it is gone. The list that views were given stays as it was.
func place[R any](list []R, id annotate.ID, read func(annotate.ID) (R, error), idOf func(R) annotate.ID, order func(a, b R) int) ([]R, error) {
	r, err := read(id)
	gone := errors.Is(err, store.ErrNoEntity)
	if err != nil && !gone {
		return list, err
	}
	was := slices.IndexFunc(list, func(r R) bool { return idOf(r) == id })
	list = slices.Clone(list)
	if was >= 0 {
		list = slices.Delete(list, was, was+1)
	}
	if gone {
		return list, nil
	}
	at, _ := slices.BinarySearchFunc(list, r, order)
	return slices.Insert(list, at, r), nil
}
