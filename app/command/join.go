package command

import (
	"errors"
	"fmt"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/app/verbs"
	"claimtrace/store"
)

const joinHelp = `A and B are two claims, by id or exact statement, two articles, or two persons, by name,
key or id. Both keep what they have. That two persons are one is said by each of them:
one must be at work, and it counts once the other has said it too.`

const partHelp = `A and B are named as for join. A is parted from all that it is joined with; those stay
joined with each other.`

func join(c *call) func([]string) error { return c.pairing((*store.Project).Join) }

func part(c *call) func([]string) error { return c.pairing((*store.Project).Part) }

// pairing makes a command of an action on two entities.
func (c *call) pairing(act func(p *store.Project, a, b store.Ref) (store.Action, error)) func([]string) error {
	return func(words []string) error {
		return c.work(words[0], func(p *store.Project) error {
			one, err := joinable(p, words[1])
			if err != nil {
				return err
			}
			other, err := joinable(p, words[2])
			if err != nil {
				return err
			}
			a, err := act(p, one, other)
			if err != nil {
				return err
			}
			return c.printJoin(p, one, other, a)
		})
	}
}

// joinable finds what a name means: an entity, or else a person.
func joinable(p *store.Project, name string) (store.Ref, error) {
	ref, missing := resolve(p.View, name)
	if !errors.Is(missing, store.ErrNoEntity) {
		return ref, missing
	}
	reviewers, err := p.Reviewers()
	if err != nil {
		return ref, err
	}
	me := p.Reviewer()
	if !slices.ContainsFunc(reviewers, func(r annotate.Reviewer) bool { return r.ID == me.ID }) {
		reviewers = append(reviewers, me) // with whose first change this begins
	}
	if string(me.ID) == name {
		return store.Ref{Kind: annotate.KindReviewer, ID: me.ID}, nil
	}
	id, err := personNamed(reviewers, name)
	if errors.Is(err, errNobody) {
		err = fmt.Errorf("%s: %w: name claims by statement or id, articles by id, persons by name, key or id", annotate.Quoted(name), store.ErrNoEntity)
	}
	return store.Ref{Kind: annotate.KindReviewer, ID: id}, err
}

// joinRecord is a join. It is there also when it was parted.
type joinRecord struct {
	ID     annotate.ID   `json:"id"`
	Kind   annotate.Kind `json:"kind"` // of A and B
	A      annotate.ID   `json:"a"`
	B      annotate.ID   `json:"b"`
	Joined []annotate.ID `json:"joined"` // all that the first of the two is one with, itself among them
	// Waits is the person who has still to say that two persons are one; null
	// where nobody has to.
	Waits *annotate.ID `json:"waits"`
}

func (c *call) printJoin(p *store.Project, one, other store.Ref, a store.Action) error {
	what := verbs.Of(a.Did)
	c.didAction(what, a)
	record := joinRecord{ID: annotate.JoinID(one.Kind, one.ID, other.ID), Kind: one.Kind, A: min(one.ID, other.ID), B: max(one.ID, other.ID)}
	var err error
	if record.Joined, err = p.Joined(one); err != nil {
		return err
	}
	if one.Kind == annotate.KindReviewer && slices.Contains(record.Joined, other.ID) {
		if record.Waits, err = waits(p.View, record.ID, one.ID, other.ID); err != nil {
			return err
		}
	}
	if a.Changes == 0 {
		c.say("nothing to change: they are one already")
	}
	if c.json {
		return c.printJSON(record)
	}
	if a.Changes > 0 {
		c.printf("%s  %s\n", string(record.ID), what)
	}
	if record.Waits != nil {
		name, err := p.Name(store.Ref{Kind: annotate.KindReviewer, ID: *record.Waits})
		if err != nil {
			return err
		}
		c.printf("it counts once %s has said so too\n", name)
	}
	return nil
}

// waits tells which of two persons has not said that they are one, nil for
// neither.
func waits(p *store.View, join annotate.ID, persons ...annotate.ID) (*annotate.ID, error) {
	history, err := p.History(join)
	if err != nil {
		return nil, err
	}
	f := change.Fold(store.Ref{Kind: annotate.KindJoin, ID: join}, history)
	for i := range persons {
		if !slices.ContainsFunc(history, func(c *change.Change) bool {
			return c.IsMaking() && c.Person == persons[i] && !f.Taken(c, change.Life)
		}) {
			return &persons[i], nil
		}
	}
	return nil, nil
}
