package store

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
)

// Resolve finds what a person means by a name: an id or the beginning of one,
// of at least annotate.MinPrefix characters; for claims also the exact
// statement, for articles the id they had where they came from. Only entities
// of the given kinds are meant, or of any where none is given. The error wraps [ErrNoEntity] or
// [ErrAmbiguousID].
func (p *Project) Resolve(name string, among ...annotate.Kind) (Ref, error) {
	if len(among) == 0 {
		among = kinds
	}
	var found []Ref
	err := p.view(func(c *conn) error {
		for _, look := range []func(*conn, annotate.Kind, string) ([]annotate.ID, error){byID, byOwnName} {
			for _, kind := range among {
				ids, err := look(c, kind, name)
				if err != nil {
					return err
				}
				for _, id := range ids {
					err := live(c, Ref{kind, id})
					if err == nil {
						found = append(found, Ref{kind, id})
					} else if !errors.Is(err, ErrNoEntity) {
						return err
					}
				}
			}
			if len(found) > 0 {
				return nil
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return Ref{}, err
	case len(found) == 0:
		return Ref{}, fmt.Errorf("%q: %w: give an id as it is listed, at least %d characters of it, or a claim's exact statement",
			name, ErrNoEntity, annotate.MinPrefix)
	case len(found) > 1:
		return Ref{}, fmt.Errorf("%q: %w (%s %s and %s %s): give more of the id", name, ErrAmbiguousID,
			found[0].Kind, found[0].ID, found[1].Kind, found[1].ID)
	}
	return found[0], nil
}

func byID(c *conn, kind annotate.Kind, name string) ([]annotate.ID, error) {
	if !annotate.IsPrefix(name) || tables[kind] == nil {
		return nil, nil
	}
	// A hyphen and hexadecimal digits all come before "g".
	prefix := strings.ToLower(name)
	return all(c, scalar[annotate.ID], "SELECT id FROM "+string(kind)+" WHERE id >= ? AND id < ? ORDER BY id LIMIT 3", prefix, prefix+"g")
}

func byOwnName(c *conn, kind annotate.Kind, name string) ([]annotate.ID, error) {
	switch {
	case kind == annotate.KindClaim:
		return all(c, scalar[annotate.ID], "SELECT id FROM claim WHERE statement = ? ORDER BY created, id LIMIT 1", strings.TrimSpace(name))
	case kind == annotate.KindArticle && name != "":
		return all(c, scalar[annotate.ID], "SELECT id FROM article WHERE external_id = ? ORDER BY id LIMIT 3", name)
	}
	return nil, nil
}
