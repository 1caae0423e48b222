package store

import (
	"cmp"
	"database/sql"
	"errors"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

const reviewerColumns = "id, name"

func reviewerValues(id annotate.ID, s annotate.State) []any {
	r := s.Reviewer(id)
	return []any{string(r.ID), r.Name}
}

func scanReviewer(r file.Row) (v annotate.Reviewer, err error) {
	err = r.Scan(&v.ID, &v.Name)
	return v, err
}

// Reviewers returns all who have changed anything, by name, then id.
func (p *Project) Reviewers() (list []annotate.Reviewer, err error) {
	err = p.view(func(c *file.Conn) (err error) {
		list, err = file.All(c, scanReviewer, "SELECT "+reviewerColumns+" FROM reviewer ORDER BY name, id")
		return err
	})
	return list, err
}

// Reviewer is the person at work. Until the first change the project does not
// know that person, whose id stays the same from opening to closing.
func (p *Project) Reviewer() annotate.Reviewer {
	who := p.reviewer
	_ = p.view(func(c *file.Conn) error {
		// A reviewer can be given another name while at work.
		r, err := file.One(c, scanReviewer, "SELECT "+reviewerColumns+" FROM reviewer WHERE id = ?", who.ID)
		if err == nil {
			who = r
		}
		return err
	})
	return who
}

// cleanName makes a name of one line of what was typed or set as a reviewer's.
func cleanName(name string) string {
	name = strings.ToValidUTF8(strings.ReplaceAll(name, "\x00", " "), "\ufffd")
	return cmp.Or(strings.Join(strings.Fields(name), " "), "reviewer")
}

// reviewerNamed finds the reviewer of that name, or makes up who has not
// changed anything yet. Where a colleague's log brought in a namesake, the one
// who has worked in this copy is meant.
func reviewerNamed(c *file.Conn, name string, newID func() annotate.ID) (annotate.Reviewer, error) {
	r, err := file.One(c, scanReviewer, "SELECT "+qualified("r", reviewerColumns)+` FROM reviewer r WHERE r.name = ?
		ORDER BY EXISTS (SELECT 1 FROM change WHERE entity = r.id AND local = 1) DESC, r.id LIMIT 1`, name)
	if errors.Is(err, sql.ErrNoRows) {
		return annotate.Reviewer{ID: newID(), Name: name}, nil
	}
	return r, err
}
