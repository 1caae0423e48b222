package change

import (
	"errors"
	"fmt"
	"slices"
)

// Desk is the log at one desk: what a change is made over.
type Desk interface {
	World
	// Had lists the other copies of which anything is here, in order, each with
	// the number up to which all is here, without holes and before any fork; 0
	// where not even the first is.
	Had() ([]SawCopy, error)
}

// Stamp says who makes a change, where and when.
type Stamp struct {
	Person, Copy  ID
	Number, First int64
	Clock         Clock
}

// Draft is a change that is to be made.
type Draft struct {
	Ref     // without an ID for the making of an entity that is named by it
	Did     Did
	Sets    []Field
	Takes   []Taking
	More    []Field
	Decides bool // it says what its maker had seen, as removals do
}

// ErrTooMany is returned by [Compose] where a change would have to name more
// others than a change may.
var ErrTooMany = errors.New("too many changes came without those before them")

// Compose makes a change over what stands: it fills in the heads that it
// replaces and what its maker has seen. It must be added to the desk before
// the next is composed. The error wraps [ErrForm] for what cannot stand in a
// log, [ErrTooMany], or is that of the desk.
func Compose(w Desk, at Stamp, d Draft, seed [16]byte) (*Change, error) {
	c := &Change{
		Version: Version, Person: at.Person, Copy: at.Copy, Number: at.Number, Clock: at.Clock, First: at.First,
		Did: d.Did, Entity: d.Ref, Own: d.ID == "", Sets: Fields(d.Sets...), Takes: d.Takes, More: Fields(d.More...),
	}
	slices.SortFunc(c.Takes, func(a, b Taking) int { return compareIDs(a.Change, b.Change) })
	f := Fold(d.Ref, nil)
	if !c.Own {
		var err error
		if f, err = w.Fold(d.Ref); err != nil {
			return nil, err
		}
	}
	for _, s := range c.Sets {
		for _, head := range f.Heads(s.Name) {
			c.Over = append(c.Over, head.ID)
		}
	}
	if len(c.Over) > MaxIDs {
		// A hostile log has put more there, to stand for good: the last of them are
		// replaced, and with the next edits the rest.
		c.Over = c.Over[len(c.Over)-MaxIDs:]
	}
	c.Over = sorted(c.Over)
	makesAgain := c.IsMaking() && !c.Own // or makes what something here points at already
	if c.IsRemoval() || makesAgain || f.takesMaking(c) || d.Decides {
		if err := c.see(w); err != nil {
			return nil, err
		}
	}
	if !c.IsRemoval() {
		if err := c.knowRemovals(w, f); err != nil {
			return nil, err
		}
	}
	if len(c.Over) > MaxIDs || len(c.Saw.Copies)+len(c.Saw.Beyond) > MaxIDs || len(c.Takes) > MaxIDs {
		return nil, fmt.Errorf("%w: merge the whole project that they came from first", ErrTooMany)
	}
	return c, c.Seal(seed)
}

func compareIDs(a, b ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func sorted(ids []ID) []ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// see writes down what is here of the other copies: up to which number all of
// it, and what bears on the entity beyond.
func (c *Change) see(w Desk) error {
	had, err := w.Had()
	if err != nil {
		return err
	}
	c.Saw.Copies = slices.DeleteFunc(had, func(s SawCopy) bool { return s.Copy == c.Copy || s.UpTo < 1 })
	n, err := around(w, c.Entity)
	if err != nil {
		return err
	}
	near := append(n.bearing(), n.bringing()...)
	if len(c.Saw.Copies) > MaxIDs/2 { // which anybody can make: of so many those that have to do with it
		of := map[ID]bool{}
		for _, d := range near {
			of[d.Copy] = true
		}
		c.Saw.Copies = slices.DeleteFunc(c.Saw.Copies, func(s SawCopy) bool { return !of[s.Copy] })
	}
	for _, d := range near {
		seen, err := c.saw(w, d)
		if err != nil {
			return err
		}
		if !seen {
			c.Saw.Beyond = append(c.Saw.Beyond, d.ID)
		}
	}
	c.Saw.Beyond = sorted(c.Saw.Beyond)
	return nil
}

// knowRemovals names the removals of what the change bears on, where they
// count, so that work in knowledge of a removal does not undo it; of a making
// those of the entity too, which it settles, and the takings back of its makings
// that are open. Of what another making keeps in the
// project it names the makings' takings back. A taking back names none of what
// its entity comes to hang on by it: it gives back what was.
func (c *Change) knowRemovals(w Desk, f *Folded) error {
	var todo []Ref
	done := map[Ref]bool{}
	switch {
	case c.Own:
	case f.bringsLife(c.Takes): // is to bring the entity back, and so settles nothing
		done[c.Entity] = true
	default:
		todo = append(todo, c.Entity)
	}
	for i := range c.Sets {
		c.Sets[i].hangsOn(func(r Ref) { todo = append(todo, r) })
		c.Sets[i].cites(func(r Ref) { todo = append(todo, r) })
	}
	todo = append(todo, f.HangsOn()...)
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if done[at] {
			continue
		}
		done[at] = true
		g, err := w.Fold(at)
		if err != nil {
			return err
		}
		s, err := LifeOf(w, g)
		if err != nil {
			return err
		}
		for _, r := range slices.Concat(s.Removals, s.taken) {
			c.Saw.Beyond = append(c.Saw.Beyond, r.ID)
		}
		if at == c.Entity && c.IsMaking() { // which settles what is open; removals are in its over
			for _, o := range s.Open {
				if len(o.Removal.Takes) > 0 {
					c.Saw.Beyond = append(c.Saw.Beyond, o.Removal.ID)
				}
			}
		}
		todo = append(todo, g.HangsOn()...)
	}
	c.Saw.Beyond = sorted(c.Saw.Beyond)
	return nil
}
