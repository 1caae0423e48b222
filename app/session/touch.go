package session

import (
	"cmp"
	"errors"
	"slices"

	"claimtrace/annotate"
	"claimtrace/store"
)

// touchedMost is how many rows are read one by one, so that a tag costs the
// same however large the project; where there are more, all are.
const touchedMost = 50

// readTouched brings the annotations that were touched up to date.
func (s *Session) readTouched(c *Changed) error {
	if len(c.Touched) > touchedMost {
		c.Annotations, c.Touched = true, nil
	}
	for _, id := range c.Touched {
		a, err := s.view.Annotation(id)
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

// readRows brings the rows of the lists that an action changed up to date.
func (s *Session) readRows(c *Changed, a store.Action) (err error) {
	for _, id := range a.Articles {
		delete(s.lacks, id)
	}
	joined := slices.ContainsFunc(a.Entities, func(r store.Ref) bool { return r.Kind == annotate.KindJoin })
	if !joined && len(a.Articles)+len(a.Claims) <= touchedMost {
		if c.ArticleRows, err = s.articles.bring(a.Articles, s.view.ArticleRow); err != nil {
			return err
		}
		if c.ClaimRows, joined, err = s.bringClaims(a.Claims); err != nil {
			return err
		}
		c.Articles = c.Articles || len(c.ArticleRows) < len(a.Articles)
		c.Claims = c.Claims || len(c.ClaimRows) < len(a.Claims)
		if !joined {
			return nil
		}
	}
	c.Articles, c.Claims = true, true
	return s.readLists()
}

// bringClaims brings rows of claims up to date. It tells whether others are
// joined than were: then all are to be read.
func (s *Session) bringClaims(ids []annotate.ID) (places []int, joined bool, err error) {
	places, err = s.claims.bring(ids, func(id annotate.ID) (store.ClaimRow, error) {
		is, err := s.view.ClaimRow(id)
		was, _ := s.claims.get(id)
		joined = joined || !slices.Equal(alsoOf(was), alsoOf(is))
		return is, err
	})
	return places, joined, err
}

// alsoOf lists the claims that the one of a row is joined with.
func alsoOf(r store.ClaimRow) []annotate.ID {
	ids := make([]annotate.ID, len(r.Also))
	for i, v := range r.Also {
		ids[i] = v.ID
	}
	return ids
}
