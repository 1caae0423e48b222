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
	takers  map[ID][]*Change     // by what they take back
	setting map[string][]*Change // by what they set; nil where nobody asked
	heads   map[string][]*Change
	gone    map[taken]bool
	hangs   []Ref // what it hangs on, once it was asked
	hung    bool
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
	if len(f.takers[id]) == 0 {
		return false
	}
	if gone, ok := f.gone[taken{id, register}]; ok {
		return gone
	}
	if f.gone == nil {
		f.gone = map[taken]bool{}
	}
	// A hostile log may have chains of takings back that are too long for recursion.
	type frame struct {
		id   ID
		next int // of its takers
	}
	stack := []frame{{id: id}}
	f.gone[taken{id, register}] = false // ids are hashes, so nothing leads back here; a forged list would
	for len(stack) > 0 {
		at := &stack[len(stack)-1]
		takers := f.takers[at.id]
		if at.next == len(takers) || f.gone[taken{at.id, register}] {
			stack = stack[:len(stack)-1]
			continue
		}
		t := takers[at.next]
		if !t.takes(at.id, register) {
			at.next++
			continue
		}
		key := taken{t.ID, register}
		gone, known := f.gone[key]
		if !known && len(f.takers[t.ID]) > 0 {
			f.gone[key] = false
			stack = append(stack, frame{id: t.ID})
			continue
		}
		if at.next++; !gone {
			f.gone[taken{at.id, register}] = true
		}
	}
	return f.gone[taken{id, register}]
}

// setters lists the changes that set a register, by clock, then id.
func (f *Folded) setters(register string) []*Change {
	if f.setting == nil {
		f.setting = map[string][]*Change{}
		for _, c := range f.changes {
			for i := range c.Sets {
				f.setting[c.Sets[i].Name] = append(f.setting[c.Sets[i].Name], c)
			}
		}
	}
	return f.setting[register]
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
	setters := f.setters(register)
	for _, c := range setters {
		if !f.isTaken(c.ID, register) {
			standing = append(standing, c)
		}
	}
	// Who sets a register has all that stood in it in its over, so changes that
	// do not set it lead to nothing more.
	var among map[ID]*Change
	if slices.ContainsFunc(standing, func(c *Change) bool { return len(c.Over) > 0 }) {
		among = make(map[ID]*Change, len(setters))
		for _, c := range setters {
			among[c.ID] = c
		}
	}
	replaced := below(among, standing)
	heads := slices.DeleteFunc(standing, func(c *Change) bool { return replaced[c.ID] })
	if f.heads == nil {
		f.heads = map[string][]*Change{}
	}
	f.heads[register] = heads
	return heads
}

// below is everything that is reached through over from some changes, going on
// through those among which are given. What was taken back is gone through: so
// what stood before it stands again only where nothing else replaced it.
func below(among map[ID]*Change, from []*Change) map[ID]bool {
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
		if c := among[id]; c != nil {
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
	known := map[string]bool{}
	heads := f.Heads(register)
	for _, c := range slices.Backward(heads) {
		if len(heads) > 1 {
			v, _ := c.Set(register)
			key := string(v.appendKey(nil))
			if known[key] {
				continue
			}
			known[key] = true
		}
		list = append(list, c)
	}
	slices.Reverse(list)
	return list
}

// Registers lists the registers that the entity has ever had, life apart, in
// order.
func (f *Folded) Registers() []string {
	var names []string
	if f.byID == nil { // one change
		for _, c := range f.changes {
			for i := range c.Sets {
				if n := c.Sets[i].Name; n != Life {
					names = append(names, n)
				}
			}
		}
	} else {
		f.setters(Life)
		for n := range f.setting {
			if n != Life {
				names = append(names, n)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
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
	if f.hung {
		return f.hangs
	}
	var list []Ref
	known := map[Ref]bool{}
	for _, r := range f.referring() {
		for _, c := range f.Heads(r) {
			v, _ := c.Set(r)
			v.hangsOn(func(to Ref) {
				if !known[to] {
					known[to] = true
					list = append(list, to)
				}
			})
		}
	}
	f.hangs, f.hung = list, true
	return list
}

// referring lists the registers in which a single reference ever stood.
func (f *Folded) referring() []string {
	var names []string
	known := map[string]bool{}
	for _, c := range f.changes {
		for i := range c.Sets {
			s := &c.Sets[i]
			if (s.Type == Reference || s.Type == Record) && !known[s.Name] {
				s.hangsOn(func(Ref) {
					if !known[s.Name] {
						known[s.Name] = true
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
