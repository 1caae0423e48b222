package change

import (
	"slices"
)

// World is the log around an entity, as far as one copy has it.
type World interface {
	// Fold returns what is known of an entity.
	Fold(Ref) (*Folded, error)
	// Pointing lists the entities of which a change refers to one.
	Pointing(Ref) ([]Ref, error)
	// Fork is the least number of a copy that two changes have, as after a file
	// was copied; 0 where there is none. From there on to have "all up to" a
	// number says nothing.
	Fork(copy ID) (int64, error)
}

// Saw tells whether the maker of c had d: it was made earlier in the same copy,
// or stands in what c says that its maker saw.
func (c *Change) saw(w World, d *Change) (bool, error) {
	if has(c.Over, d.ID) || has(c.Saw.Beyond, d.ID) || slices.ContainsFunc(c.Takes, func(t Taking) bool { return t.Change == d.ID }) {
		return true, nil
	}
	upTo := int64(0)
	if c.Copy == d.Copy {
		upTo = c.Number - 1
	} else {
		for _, s := range c.Saw.Copies {
			if s.Copy == d.Copy {
				upTo = s.UpTo
			}
		}
	}
	if d.Number > upTo {
		return false, nil
	}
	fork, err := w.Fork(d.Copy)
	return fork == 0 || d.Number < fork, err
}

// HadSeen tells whether the maker of one change had another, by what stands in
// it.
func HadSeen(w World, c, d *Change) (bool, error) { return c.saw(w, d) }

func has(sorted []ID, id ID) bool {
	_, ok := slices.BinarySearch(sorted, id)
	return ok
}

// Bearing lists the changes that bear on an entity and are not taken back:
// those that set a register of it, or of what hangs on it, directly or through
// others, and those that cite any of these in a list. Removals are not among
// them, nor is the making of what was taken back.
func Bearing(w World, ref Ref) ([]*Change, error) {
	var list []*Change
	around := map[Ref]bool{ref: true}
	todo := []Ref{ref}
	listed := map[ID]bool{}
	add := func(f *Folded, c *Change, cites bool) {
		if listed[c.ID] || c.IsRemoval() || c.IsMaking() && f.isTaken(c.ID, Life) {
			return
		}
		for i := range c.Sets {
			s := &c.Sets[i]
			if f.isTaken(c.ID, s.Name) {
				continue
			}
			if cites {
				found := false
				s.cites(func(to Ref) { found = found || around[to] })
				if !found {
					continue
				}
			}
			listed[c.ID] = true
			list = append(list, c)
			return
		}
	}
	var citing []*Folded
	looked := map[Ref]bool{}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		f, err := w.Fold(at)
		if err != nil {
			return nil, err
		}
		for _, c := range f.changes {
			add(f, c, false)
		}
		pointing, err := w.Pointing(at)
		if err != nil {
			return nil, err
		}
		for _, p := range pointing {
			if around[p] || p == at {
				continue
			}
			g, err := w.Fold(p)
			if err != nil {
				return nil, err
			}
			if slices.Contains(g.HangsOn(), at) {
				around[p] = true
				todo = append(todo, p)
			} else if !looked[p] {
				citing = append(citing, g)
			}
			looked[p] = true
		}
	}
	for _, g := range citing {
		if around[g.Ref] {
			continue
		}
		for _, c := range g.changes {
			add(g, c, true)
		}
	}
	return list, nil
}

// Standing is where an entity stands in the project.
type Standing struct {
	// Live tells whether it is in the project: it was made, and no removal
	// counts.
	Live bool
	// Removals lists what took it out, where it was made and is not live, by
	// clock, then id: the removals, or the takings back of its making, that
	// count.
	Removals []*Change
	// Open lists the removals and takings back of makings that do not count,
	// since their makers had not seen all: each with a change that was not
	// seen. They are for the inbox: removed by one, worked on by another.
	Open []OpenRemoval
}

// OpenRemoval is a removal that does not count, and what its maker had not
// seen.
type OpenRemoval struct{ Removal, Unseen *Change }

// LifeOf works out whether an entity is in the project.
func LifeOf(w World, f *Folded) (Standing, error) {
	var s Standing
	if f.byID == nil {
		s.Live = len(f.changes) > 0 && f.changes[0].IsMaking()
		return s, nil
	}
	l := lifeOf{w: w, f: f}
	var made []*Change
	for _, c := range f.changes {
		if !c.IsMaking() {
			continue
		}
		by, err := l.takenBy(c, &s)
		if err != nil {
			return s, err
		}
		if len(by) == 0 {
			made = append(made, c)
		}
		s.Removals = append(s.Removals, by...)
	}
	if len(made) == 0 {
		slices.SortFunc(s.Removals, compare)
		s.Open = nil
		return s, nil
	}
	settled := f.below(made)
	s.Live, s.Removals = true, nil
	for _, c := range f.changes {
		if !c.IsRemoval() || settled[c.ID] || f.isTaken(c.ID, Life) {
			continue
		}
		counts, err := l.counts(c, &s)
		if err != nil {
			return s, err
		}
		if counts {
			s.Live, s.Removals = false, append(s.Removals, c)
		}
	}
	if !s.Live {
		s.Open = nil // whoever works on it would have to bring it back first
	}
	return s, nil
}

type lifeOf struct {
	w       World
	f       *Folded
	bearing []*Change
	known   bool
}

// counts tells whether a removal, or the taking back of a making, was made by
// one who had seen every change that bears on the entity, but for those whose
// makers knew of it.
func (l *lifeOf) counts(removal *Change, s *Standing) (bool, error) {
	if !l.known {
		var err error
		if l.bearing, err = Bearing(l.w, l.f.Ref); err != nil {
			return false, err
		}
		l.known = true
	}
	for _, c := range l.bearing {
		if c.ID == removal.ID {
			continue
		}
		seen, err := removal.saw(l.w, c)
		if err == nil && !seen {
			seen, err = c.saw(l.w, removal)
		}
		if err != nil {
			return false, err
		}
		if !seen {
			if !slices.ContainsFunc(s.Open, func(o OpenRemoval) bool { return o.Removal == removal }) {
				s.Open = append(s.Open, OpenRemoval{removal, c})
			}
			return false, nil
		}
	}
	return true, nil
}

// takenBy lists the takings back of a making that count: none where it stands.
func (l *lifeOf) takenBy(making *Change, s *Standing) (by []*Change, err error) {
	for _, t := range l.f.takers[making.ID] {
		if !t.takes(making.ID, Life) || l.f.isTaken(t.ID, Life) {
			continue
		}
		counts, err := l.counts(t, s)
		if err != nil {
			return nil, err
		}
		if counts {
			by = append(by, t)
		}
	}
	return by, nil
}
