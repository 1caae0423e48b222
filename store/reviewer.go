package store

import (
	"cmp"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
)

const reviewerColumns = "id, name"

func reviewerValues(id annotate.ID, s annotate.State) []any {
	r := s.Reviewer(id)
	return []any{string(r.ID), r.Name}
}

func scanReviewer(r row) (v annotate.Reviewer, err error) {
	err = r.Scan(&v.ID, &v.Name)
	return v, err
}

// Reviewers returns all who have changed anything, by name, then id.
func (p *Project) Reviewers() (list []annotate.Reviewer, err error) {
	err = p.view(func(c *conn) (err error) {
		list, err = all(c, scanReviewer, "SELECT "+reviewerColumns+" FROM reviewer ORDER BY name, id")
		return err
	})
	return list, err
}

// Person is one who can be at work on a project: one of this user's own, whose
// private key lies in the preferences. The zero Person is somebody without a
// key who is not met again, for tests and for those who only read.
type Person struct {
	ID   annotate.ID // of the key
	Name string      // "reviewer" if empty
	Key  string      // the public one
}

// orSomebody fills in what is not known of a person.
func (w Person) orSomebody(newID func() annotate.ID) Person {
	if w.ID == "" {
		w.ID = newID()
	}
	w.Name = cmp.Or(person.CleanName(w.Name), "reviewer")
	return w
}

// Reviewer is the person at work. Until that person's first change the project
// does not know the reviewer, or not by this name.
func (p *Project) Reviewer() annotate.Reviewer {
	who := p.atWork()
	return annotate.Reviewer{ID: who.ID, Name: who.Name}
}

func (p *Project) atWork() Person {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.person
}
