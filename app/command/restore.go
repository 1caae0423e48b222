package command

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store"
)

const restoreHelp = `Without --change what was removed comes back as it stood last. claimtrace log PROJECT
--entity ENTITY lists the changes of an entity.`

func restore(c *call) func([]string) error {
	as := c.flags.String("change", "", "as it stood after this `change`: its id")
	override := c.overriding()
	return c.acting("", func(p *store.Project, words []string) (store.Action, error) {
		ref, err := c.everNamed(p.View, words[1])
		if err != nil {
			return store.Action{}, err
		}
		at, err := c.stateNamed(p.View, ref, *as)
		switch {
		case err != nil:
			return store.Action{}, err
		case *override:
			return p.RestoreOverriding(ref, at)
		}
		a, err := p.Restore(ref, at)
		return a, withOverride(err)
	})
}

// stateNamed finds the change whose state is to be restored: the one with that
// id, or without a name the last one in which the entity was in the project.
func (c *call) stateNamed(p *store.View, ref store.Ref, name string) (annotate.ID, error) {
	if name != "" {
		return changeNamed(p, ref, name)
	}
	removed, err := p.Removed(c.ctx)
	if err != nil {
		return "", err
	}
	for _, r := range removed {
		if r.Ref == ref {
			return r.Restore, nil
		}
	}
	if _, err := p.Resolve(string(ref.ID)); err == nil {
		return "", fmt.Errorf("%s %s: %w: say with --change which of its states to bring back", ref.Kind, ref.ID, errNotRemoved)
	}
	return "", fmt.Errorf("%s %s: %w: it comes back with the article that it stands in", ref.Kind, ref.ID, errHidden)
}

var (
	errNotRemoved = errors.New("it is in the project")
	errHidden     = errors.New("it was not removed itself")
)

// changeNamed finds a change of an entity by its id or the beginning of one.
func changeNamed(p *store.View, ref store.Ref, name string) (annotate.ID, error) {
	if !annotate.IsPrefix(name) {
		return "", fmt.Errorf("%s: %w: give at least %d characters of it", annotate.Quoted(name), errNoChangeID, annotate.MinPrefix)
	}
	history, err := p.History(ref.ID)
	if err != nil {
		return "", err
	}
	var found []annotate.ID
	for _, change := range history {
		if strings.HasPrefix(string(change.ID), strings.ToLower(name)) {
			found = append(found, change.ID)
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("%s %s: %w %s: claimtrace log PROJECT --entity %s lists them", ref.Kind, ref.ID, errNoChange, annotate.Quoted(name), ref.ID)
	case 1:
		return found[0], nil
	}
	return "", fmt.Errorf("%s: %w (changes %s and %s): give more of the id", annotate.Quoted(name), store.ErrAmbiguousID, found[0], found[1])
}

var (
	errNoChangeID = errors.New("it is not the id of a change")
	errNoChange   = errors.New("it has no change")
)
