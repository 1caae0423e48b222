package command

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/store"
)

// resolve finds what is meant by a name that was typed: see
// [store.View.Resolve].
func resolve(p *store.View, name string, among ...annotate.Kind) (store.Ref, error) {
	return p.Resolve(annotate.Typed(name), among...)
}

// everNamed finds an entity that is in the project, or one that was: that too
// by its id or the beginning of one, or for a claim by its statement.
func (c *call) everNamed(p *store.View, name string) (store.Ref, error) {
	ref, missing := resolve(p, name)
	if !errors.Is(missing, store.ErrNoEntity) {
		return ref, missing
	}
	removed, err := p.Removed(c.ctx)
	if err != nil {
		return ref, err
	}
	statement := strings.TrimSpace(annotate.Typed(name))
	var found []store.Ref
	for _, r := range removed {
		if annotate.IsPrefix(name) && strings.HasPrefix(string(r.ID), strings.ToLower(name)) || r.Kind == annotate.KindClaim && r.Name == statement {
			found = append(found, r.Ref)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return ref, fmt.Errorf("%s: %w, removed by now (%s %s and %s %s): give the whole id of the one you mean",
			annotate.Quoted(name), store.ErrAmbiguousID, found[0].Kind, found[0].ID, found[1].Kind, found[1].ID)
	}
	// What is hidden with its article, or of a kind that is not listed.
	id, err := annotate.ParseID(name)
	if err != nil {
		return ref, missing
	}
	history, err := p.History(id)
	if err == nil && len(history) == 0 {
		err = missing
	}
	if err != nil {
		return ref, err
	}
	return history[0].Entity, nil
}

// reviewerNamed finds a person of the project by id, name or key.
func reviewerNamed(p *store.View, name string) (annotate.ID, error) {
	ref, err := resolve(p, name, annotate.KindReviewer)
	if !errors.Is(err, store.ErrNoEntity) {
		return ref.ID, err
	}
	reviewers, err := p.Reviewers()
	if err != nil {
		return "", err
	}
	return personNamed(reviewers, name)
}

var (
	errNobody  = errors.New("the project has no such person")
	errSeveral = errors.New("several persons of the project have that name")
)

// personNamed finds a person among those of a project by a name that no other
// has, or by the key.
func personNamed(reviewers []annotate.Reviewer, name string) (annotate.ID, error) {
	clean := person.CleanName(name)
	var found []annotate.ID
	var keys []string
	for _, r := range reviewers {
		if r.Key == name && name != "" {
			return r.ID, nil
		}
		if r.Name == clean {
			found, keys = append(found, r.ID), append(keys, r.Key)
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("%s: %w: claimtrace list PROJECT reviewers names them", annotate.Quoted(clean), errNobody)
	case 1:
		return found[0], nil
	}
	return "", fmt.Errorf("%s: %w: give the key of one: %s", annotate.Quoted(clean), errSeveral, strings.Join(keys, ", "))
}

// overriding gives a command the flag --override.
func (c *call) overriding() *bool {
	return c.flags.Bool("override", false, "though it is another person’s; the history shows it")
}

// withOverride says of an error by which flag it can be overridden.
func withOverride(err error) error {
	if errors.Is(err, store.ErrNotYours) {
		return fmt.Errorf("%w (--override)", err)
	}
	return err
}
