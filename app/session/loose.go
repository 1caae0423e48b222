package session

import (
	"errors"

	"claimtrace/annotate"
	"claimtrace/store"
)

// ErrNoLoose tells that every highlight is tied to a claim.
var ErrNoLoose = errors.New("every highlight has its claim")

// Loose counts the highlights that have a verdict and no claim.
func (s *Session) Loose() int { return s.articles.sum - s.claims.sum }

// verdicts counts the highlights of an article that have one, tied those of a
// claim.
func verdicts(a store.ArticleRow) int {
	return a.Counts.Confirmed + a.Counts.Disputed + a.Counts.Unconfirmed
}

func tied(c store.ClaimRow) (n int) {
	for _, m := range c.Marks {
		if m.Verdict != "" {
			n++
		}
	}
	return n
}

// looseIn counts them by article, as far as they are in any.
func (s *Session) looseIn() map[annotate.ID]int {
	n := make(map[annotate.ID]int, len(s.articles.list))
	for _, a := range s.articles.list {
		n[a.ID] = verdicts(a)
	}
	for _, c := range s.claims.list {
		for _, m := range c.Marks {
			if m.Verdict != "" {
				n[m.Article]--
			}
		}
	}
	return n
}

// PickLoose takes the next highlight without a claim in hand: behind the one in
// hand, or else in the next article that has any, and after the last again the
// first. It returns [ErrNoLoose] where there is none.
func (s *Session) PickLoose() error {
	behind := 0 // the one in hand
	for i, a := range s.annotations {
		if a.ID == s.annotation {
			behind = i + 1
		}
	}
	if a, ok := firstLoose(s.annotations[behind:]); ok {
		return s.PickAnnotation(a.ID)
	}
	in := s.looseIn()
	here := s.articles.at[s.article]
	for i := range s.articles.list {
		next := s.articles.list[(here+1+i)%len(s.articles.list)]
		if in[next.ID] <= 0 {
			continue
		}
		if err := s.PickArticle(next.ID); err != nil {
			return err
		}
		if a, ok := firstLoose(s.annotations); ok {
			return s.PickAnnotation(a.ID)
		}
	}
	return ErrNoLoose
}

func firstLoose(list []annotate.Annotation) (annotate.Annotation, bool) {
	for _, a := range list {
		if a.Claim == "" && a.Verdict != "" {
			return a, true
		}
	}
	return annotate.Annotation{}, false
}

// AddClaim makes a claim without a passage and takes it in hand; one that has
// the statement already comes in hand as it is.
func (s *Session) AddClaim(statement string) error {
	p, err := s.present()
	if err != nil {
		return err
	}
	c, done, err := p.AddClaim(statement)
	if err != nil {
		return err
	}
	if err := s.refresh(done); err != nil {
		return err
	}
	return s.PickClaim(c.ID)
}

// Retag gives the annotation in hand, which is the reviewer's own, another
// verdict, and returns what takes that back: as undo does, unless something else
// was done meanwhile.
func (s *Session) Retag(v annotate.Verdict) (back func() error, err error) {
	a, ok := s.Annotation()
	if !ok {
		return nil, ErrNoAnnotation
	}
	if a.Verdict == v {
		return func() error { return nil }, nil
	}
	if err := s.SetAnnotation(a.ID, annotate.Fields{"verdict": string(v)}); err != nil {
		return nil, err
	}
	did := s.actions
	return func() error {
		if s.actions != did {
			return s.SetAnnotation(a.ID, annotate.Fields{"verdict": string(a.Verdict)})
		}
		return s.do((*store.Project).Undo)
	}, nil
}
