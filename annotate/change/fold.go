package change

import (
	"slices"
)

// Folded is what the log says of one entity, worked out from all of its
// changes, in whatever order they came.
type Folded struct {
	Ref
	changes []*Change // in the order of clock and id
	byID    map[ID]*Change
	takers  map[ID][]*Change // by what they take back
	heads   map[string][]*Change
	gone    map[taken]bool
}

type taken struct {
	id       ID
	register string
}

// Fold folds the changes of one entity. The same changes give the same result
// in any order; one that is there twice counts once.
func Fold(ref Ref, changes []*Change) *Folded {
	f := &Folded{Ref: ref, changes: slices.Clone(changes)}
	if len(changes) == 1 { // as nearly all have
		return f
	}
	slices.SortFunc(f.changes, compare)
	f.changes = slices.CompactFunc(f.changes, func(a, b *Change) bool { return a.ID == b.ID })
	f.byID = make(map[ID]*Change, len(f.changes))
	for _, c := range f.changes {
		f.byID[c.ID] = c
	}
	f.takers = takers(f.changes)
	return f
}

func takers(changes []*Change) map[ID][]*Change {
	var by map[ID][]*Change
	for _, c := range changes {
		for _, t := range c.Takes {
			if by == nil {
				by = map[ID][]*Change{}
			}
			by[t.Change] = append(by[t.Change], c)
		}
	}
	return by
}

// without is the entity as it would be without some changes, but for this: what
// they replaced stays replaced by what replaced them.
func (f *Folded) without(which func(*Change) bool) *Folded {
	g := &Folded{Ref: f.Ref, changes: slices.DeleteFunc(slices.Clone(f.changes), which), byID: f.byID}
	g.takers = takers(g.changes)
	return g
}

// change is a change of the entity by its id, nil where it is not known.
func (f *Folded) change(id ID) *Change {
	if f.byID == nil && len(f.changes) == 1 && f.changes[0].ID == id {
		return f.changes[0]
	}
	return f.byID[id]
}

// Changes lists the changes of the entity by clock, then id.
func (f *Folded) Changes() []*Change { return f.changes }

// Known tells whether the log has a change of the entity.
func (f *Folded) Known() bool { return len(f.changes) > 0 }

// Taken tells whether a register of a change is taken back, by a taking back
// that is not itself taken back. For the life of a making see also
// [Life.Made].
func (f *Folded) Taken(c *Change, register string) bool { return f.isTaken(c.ID, register) }

func (f *Folded) isTaken(id ID, register string) bool {
	takers := f.takers[id]
	if len(takers) == 0 {
		return false
	}
	key := taken{id, register}
	if gone, ok := f.gone[key]; ok {
		return gone
	}
	if f.gone == nil {
		f.gone = map[taken]bool{}
	}
	f.gone[key] = false // ids are hashes, so nothing leads back here; a forged list would
	gone := false
	for _, t := range takers {
		if t.takes(id, register) && !f.isTaken(t.ID, register) {
			gone = true
			break
		}
	}
	f.gone[key] = gone
	return gone
}

// Heads lists the changes of a register that are not taken back and that no
// other, not taken back, has in its over, directly or through others, by clock,
// then id. The last one stands.
func (f *Folded) Heads(register string) []*Change {
	if f.byID == nil { // one change
		for _, c := range f.changes {
			if _, ok := c.Set(register); ok {
				return f.changes
			}
		}
		return nil
	}
	if heads, ok := f.heads[register]; ok {
		return heads
	}
	var standing []*Change
	for _, c := range f.changes {
		if _, ok := c.Set(register); ok && !f.isTaken(c.ID, register) {
			standing = append(standing, c)
		}
	}
	below := f.below(standing)
	heads := slices.DeleteFunc(standing, func(c *Change) bool { return below[c.ID] })
	if f.heads == nil {
		f.heads = map[string][]*Change{}
	}
	f.heads[register] = heads
	return heads
}

// below is everything that is reached through over from some changes. What was
// taken back is gone through: so what stood before it stands again only where
// nothing else replaced it.
func (f *Folded) below(from []*Change) map[ID]bool {
	seen := map[ID]bool{}
	var todo []ID
	for _, c := range from {
		todo = append(todo, c.Over...)
	}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[id] {
			continue
		}
		seen[id] = true
		if c := f.byID[id]; c != nil {
			todo = append(todo, c.Over...)
		}
	}
	return seen
}

// Standing is the change whose value of a register stands, nil where none does.
func (f *Folded) Standing(register string) *Change {
	heads := f.Heads(register)
	if len(heads) == 0 {
		return nil
	}
	return heads[len(heads)-1]
}

// Value is what stands in a register; [None] where nothing does.
func (f *Folded) Value(register string) Value {
	if c := f.Standing(register); c != nil {
		v, _ := c.Set(register)
		return v
	}
	return Value{Type: None}
}

// Values lists the values of a register's heads that differ, each with the last
// change that has it, the one that stands last: more than one is a collision.
func (f *Folded) Values(register string) []*Change {
	var list []*Change
	for _, c := range slices.Backward(f.Heads(register)) {
		v, _ := c.Set(register)
		if !slices.ContainsFunc(list, func(d *Change) bool { w, _ := d.Set(register); return v.Equal(w) }) {
			list = append(list, c)
		}
	}
	slices.Reverse(list)
	return list
}

// Registers lists the registers that the entity has ever had, life apart, in
// order.
func (f *Folded) Registers() []string {
	var names []string
	for _, c := range f.changes {
		for i := range c.Sets {
			if n := c.Sets[i].Name; n != Life && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	slices.Sort(names)
	return names
}

// Collisions lists the registers that hold more than one value.
func (f *Folded) Collisions() []string {
	if f.byID == nil {
		return nil
	}
	return slices.DeleteFunc(f.Registers(), func(r string) bool { return len(f.Values(r)) < 2 })
}

// First is the making that comes first by clock and id, else the first change;
// nil for an entity of which nothing is known.
func (f *Folded) First() *Change {
	for _, c := range f.changes {
		if c.IsMaking() {
			return c
		}
	}
	if len(f.changes) > 0 {
		return f.changes[0]
	}
	return nil
}

// HangsOn lists the entities that the entity hangs on: those that a head of a
// register refers to singly.
func (f *Folded) HangsOn() []Ref {
	var list []Ref
	for _, r := range f.referring() {
		for _, c := range f.Heads(r) {
			v, _ := c.Set(r)
			v.hangsOn(func(to Ref) {
				if !slices.Contains(list, to) {
					list = append(list, to)
				}
			})
		}
	}
	return list
}

// referring lists the registers in which a single reference ever stood.
func (f *Folded) referring() []string {
	var names []string
	for _, c := range f.changes {
		for i := range c.Sets {
			s := &c.Sets[i]
			if (s.Type == Reference || s.Type == Record) && !slices.Contains(names, s.Name) {
				s.hangsOn(func(Ref) {
					if !slices.Contains(names, s.Name) {
						names = append(names, s.Name)
					}
				})
			}
		}
	}
	return names
}

// InOrder lists the changes of the entity so that each comes after those that
// it names, and else by clock, then id: as a person reads them, whatever the
// clocks said.
func (f *Folded) InOrder() []*Change {
	after := map[ID][]*Change{} // by what they wait for
	waits := map[ID]int{}
	for _, c := range f.changes {
		named := append([]ID{}, c.Over...)
		for _, t := range c.Takes {
			named = append(named, t.Change)
		}
		for _, id := range named {
			if f.byID[id] != nil {
				waits[c.ID]++
				after[id] = append(after[id], c)
			}
		}
	}
	var ready, list []*Change
	for _, c := range f.changes {
		if waits[c.ID] == 0 {
			ready = append(ready, c)
		}
	}
	for len(ready) > 0 {
		c := ready[0]
		ready = ready[1:]
		list = append(list, c)
		for _, d := range after[c.ID] {
			if waits[d.ID]--; waits[d.ID] == 0 {
				at, _ := slices.BinarySearchFunc(ready, d, compare)
				ready = slices.Insert(ready, at, d)
			}
		}
	}
	return list
}

// HasEnding tells whether any change of the entity removes it or takes
// something back, so that what bears on it decides whether it is in the
// project.
func (f *Folded) HasEnding() bool {
	return len(f.takers) > 0 || slices.ContainsFunc(f.changes, (*Change).IsRemoval)
}
