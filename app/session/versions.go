package session

import (
	"claimtrace/annotate"
	"claimtrace/store"
)

// Later is the article that supersedes another one, "" where it is the latest version.
func (s *Session) Later(article annotate.ID) annotate.ID { return s.later[article] }

// HasVersions tells whether any article has a later version.
func (s *Session) HasVersions() bool { return len(s.later) > 0 }

// Uncarried is how many passages of the person at work wait to be carried over to a later version, and
// how many came in that wait for a place.
func (s *Session) Uncarried() int { return s.uncarried }

// readVersions notes which articles have later versions, and counts what waits to be carried over.
func (s *Session) readVersions() (err error) {
	s.later = map[annotate.ID]annotate.ID{}
	for _, a := range s.articles.list {
		if a.Supersedes != "" {
			s.later[a.Supersedes] = a.ID
		}
	}
	s.uncarried = 0
	held, err := s.view.HasWaiting()
	if err == nil && (held || len(s.later) > 0) {
		s.uncarried, err = s.view.Uncarried("", s.reviewer().ID)
	}
	return err
}

// readWaiting is [Session.readVersions] where an action touched any of that.
func (s *Session) readWaiting(a store.Action, c *Changed) error {
	waits := false
	held, err := s.view.HasWaiting()
	if err != nil {
		return err
	}
	held = held || len(s.later) > 0
	for _, r := range a.Entities {
		// What is dropped is a setting, and names what it drops.
		waits = waits || r.Kind == annotate.KindArticle || held && (r.Kind == annotate.KindAnnotation || r.Kind == annotate.KindSetting)
	}
	if !waits {
		return nil
	}
	before, versions := s.uncarried, len(s.later)
	if err := s.readVersions(); err != nil {
		return err
	}
	c.Inbox = c.Inbox || s.uncarried != before || len(s.later) != versions
	c.Articles = c.Articles || len(s.later) != versions // an earlier version is told from others in the list
	return nil
}

// Carry carries passages over to later versions of their articles: see [store.Project.Carry].
func (s *Session) Carry(list ...store.Placed) error {
	return s.do(func(p *store.Project) (store.Action, error) {
		_, a, err := p.Carry(list)
		return a, err
	})
}

// DropCarried leaves a passage to the earlier version: see [store.Project.DropCarried].
func (s *Session) DropCarried(annotation, article annotate.ID) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.DropCarried(annotation, article) })
}
