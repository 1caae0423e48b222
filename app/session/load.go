package session

import (
	"errors"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store"
)

func (s *Session) readAll() error {
	for _, read := range []func() error{s.readLists, s.readVersions, s.readReviewers, s.readComparing, s.readInbox} {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
}

// Reload reads all anew, as after going to another moment, and keeps in hand
// what is still there.
func (s *Session) Reload() error {
	if err := s.readAll(); err != nil {
		return err
	}
	return s.settle(Changed{Articles: true, Annotations: true, Claims: true, Witnesses: true, Inbox: true})
}

func (s *Session) readLists() error {
	articles, claims, err := s.view.Lists()
	if err != nil {
		return err
	}
	s.articles.set(articles)
	s.lacks = map[annotate.ID]bool{}
	s.claims.set(claims)
	return nil
}

func (s *Session) readComparing() (err error) {
	s.comparing, err = s.view.Comparing()
	return err
}

func (s *Session) readReviewers() error {
	rs, err := s.view.Reviewers()
	if err != nil {
		return err
	}
	s.reviewers = make(map[annotate.ID]string, len(rs))
	for _, r := range rs {
		s.reviewers[r.ID] = r.Name
	}
	return nil
}

func (s *Session) readAnnotations() (err error) {
	if s.article == "" {
		s.annotations = nil
		return nil
	}
	if s.annotations, err = s.view.Annotations(store.Filter{Article: s.article}); err != nil {
		return err
	}
	for _, a := range s.annotations {
		if s.reviewers[a.Reviewer] == "" { // one who has just joined the project
			return s.readReviewers()
		}
	}
	return nil
}

func (s *Session) readWitnesses() (err error) {
	if s.claim == "" {
		s.witnesses = nil
		return nil
	}
	s.witnesses, err = s.view.Witnesses(s.claim)
	return err
}

func (s *Session) loadArticle(id annotate.ID) error {
	var o *text.Offsets
	if id != "" {
		t, err := s.view.Text(id)
		switch {
		case err == nil:
			o = text.NewOffsets(t)
		case !errors.Is(err, store.ErrTextWithheld):
			return err
		}
	}
	s.article, s.text, s.annotation = id, o, ""
	return s.readAnnotations()
}

func (s *Session) loadClaim(id annotate.ID) error {
	s.claim = id
	return s.readWitnesses()
}

// refresh reads anew what an action may have changed, keeps in hand what is
// still there, and tells the views.
func (s *Session) refresh(a store.Action) error {
	if a.Changes == 0 {
		if len(a.Articles) == 0 {
			return nil
		}
		var c Changed // texts came, of articles that are here
		if err := s.readRows(&c, a); err != nil {
			return err
		}
		s.tell(c)
		return nil
	}
	s.actions++
	var c Changed
	claims := map[annotate.ID]bool{} // that were there before
	passages := 0
	for _, e := range a.Entities {
		switch e.Kind {
		case annotate.KindClaim:
			_, claims[e.ID] = s.claims.get(e.ID)
		case annotate.KindReviewer:
			if err := s.readReviewers(); err != nil {
				return err
			}
			c.Annotations = true
		case annotate.KindArticle, annotate.KindJoin, annotate.KindCorrection:
			c.Witnesses = true
		case annotate.KindAnnotation:
			c.Touched = append(c.Touched, e.ID)
			passages++
		case annotate.KindSetting:
			if err := s.readComparing(); err != nil {
				return err
			}
			c.Articles, c.Witnesses = true, true // the project's title is among the settings
		}
	}
	c.Witnesses = c.Witnesses || slices.ContainsFunc(a.Claims, func(id annotate.ID) bool { return s.oneClaim(id) == s.claim })
	if err := s.readTouched(&c); err != nil {
		return err
	}
	if err := s.readRows(&c, a); err != nil {
		return err
	}
	if err := s.readAsked(a, &c); err != nil {
		return err
	}
	if err := s.readWaiting(a, &c); err != nil {
		return err
	}
	// A claim that goes or comes back leaves its passages as they are, but they
	// are tied to none, or to it again.
	for id, had := range claims {
		row, has := s.claims.get(id)
		c.Annotations = c.Annotations || had && !has || !had && has && len(row.Marks) > passages
	}
	return s.settle(c)
}

// settle takes the first article or claim in hand where the one that was is
// gone, reads what depends on what is in hand, and tells the views.
func (s *Session) settle(c Changed) error {
	if c.Articles {
		if _, ok := s.Article(); !ok && s.articles.first() != s.article {
			c.Article, c.Annotations, c.Annotation = true, true, true
			if err := s.loadArticle(s.articles.first()); err != nil {
				return err
			}
		}
	}
	if c.Claims {
		row, ok := s.Claim()
		if !ok {
			row.ID = s.claims.first()
		}
		if row.ID != s.claim {
			c.Claim, c.Witnesses, s.claim = true, true, row.ID
		}
	}
	if c.Annotations {
		c.Touched = nil
		if err := s.readAnnotations(); err != nil {
			return err
		}
	}
	if c.Annotations || c.Touched != nil {
		if _, ok := s.Annotation(); !ok && s.annotation != "" {
			s.annotation = ""
		}
		c.Annotation = true
	}
	s.agree(&c)
	if c.Witnesses {
		if err := s.readWitnesses(); err != nil {
			return err
		}
	}
	s.tell(c)
	return nil
}
