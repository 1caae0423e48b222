package store

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// Resolve finds what a person means by a name: an id or the beginning of one,
// of at least annotate.MinPrefix characters; for claims also the exact
// statement, for articles the id they had where they came from. Only entities
// of the given kinds are meant, or of any where none is given. The error wraps
// [ErrNoEntity], [ErrShortID] or [ErrAmbiguousID].
func (p *Project) Resolve(name string, among ...annotate.Kind) (Ref, error) {
	if len(among) == 0 {
		among = kinds
	}
	var found []Ref
	tooShort := false
	err := p.view(func(c *file.Conn) error {
		for _, look := range []func(*file.Conn, annotate.Kind, string) ([]annotate.ID, error){byID, byOwnName} {
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
		for _, kind := range among {
			if short, err := beginsID(c, kind, name); err != nil || short {
				tooShort = short
				return err
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return Ref{}, err
	case tooShort:
		return Ref{}, fmt.Errorf("%s: %w: give at least %d characters of the id", annotate.Quoted(name), ErrShortID, annotate.MinPrefix)
	case len(found) == 0:
		return Ref{}, fmt.Errorf("%s: %w: give an id as it is listed, at least %d characters of it, or a claim's exact statement",
			annotate.Quoted(name), ErrNoEntity, annotate.MinPrefix)
	case len(found) > 1:
		return Ref{}, ambiguous(name, found[0], found[1])
	}
	return found[0], nil
}

// ambiguous says that a name means two things.
func ambiguous(name string, one, other Ref) error {
	advice := "give more of the id"
	if !annotate.IsPrefix(name) {
		advice = "give the id of the one you mean"
	}
	return fmt.Errorf("%s: %w (%s %s and %s %s): %s", annotate.Quoted(name), ErrAmbiguousID, one.Kind, one.ID, other.Kind, other.ID, advice)
}

// beginsID tells whether an entity's id begins with a name that is too short
// to mean it.
func beginsID(c *file.Conn, kind annotate.Kind, name string) (bool, error) {
	if n := len(name); tables[kind] == nil || n < fewestTold || n >= annotate.MinPrefix || strings.Trim(strings.ToLower(name), "0123456789abcdef") != "" {
		return false, nil
	}
	prefix := strings.ToLower(name)
	return c.Has("SELECT 1 FROM "+string(kind)+" WHERE id >= ? AND id < ? LIMIT 1", prefix, prefix+"g")
}

// fewestTold is the length from which a name of hexadecimal digits can hardly
// be the beginning of an id by chance, in characters.
const fewestTold = 4

func byID(c *file.Conn, kind annotate.Kind, name string) ([]annotate.ID, error) {
	if !annotate.IsPrefix(name) || tables[kind] == nil {
		return nil, nil
	}
	// A hyphen and hexadecimal digits all come before "g".
	prefix := strings.ToLower(name)
	return file.All(c, file.Scalar[annotate.ID], "SELECT id FROM "+string(kind)+" WHERE id >= ? AND id < ? ORDER BY id LIMIT 3", prefix, prefix+"g")
}

func byOwnName(c *file.Conn, kind annotate.Kind, name string) ([]annotate.ID, error) {
	switch {
	case kind == annotate.KindClaim:
		return file.All(c, file.Scalar[annotate.ID], "SELECT id FROM claim WHERE statement = ? ORDER BY created, id LIMIT 3", strings.TrimSpace(name))
	case kind == annotate.KindArticle && name != "":
		return file.All(c, file.Scalar[annotate.ID], "SELECT id FROM article WHERE external_id = ? AND external_id <> '' ORDER BY id LIMIT 3", name)
	}
	return nil, nil
}
