package change_test

import (
	"slices"

	"claimtrace/annotate/change"
)

// The oracle judges by what it was told and by nothing else: for every change
// that was ever made it holds the true set of changes that its maker had, and
// of which removals the maker was shown that they had taken something out. It
// reads of a change what it sets and takes back, never over and saw, and knows
// no clock.

// set is a set of changes, by the order in which they were made.
type set []uint64

func (s set) has(i int) bool { return i>>6 < len(s) && s[i>>6]&(1<<(i&63)) != 0 }

func (s *set) add(i int) {
	for i>>6 >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[i>>6] |= 1 << (i & 63)
}

func (s set) with(o set) set {
	n := slices.Clone(s)
	for i, x := range o {
		if i < len(n) {
			n[i] |= x
		} else {
			n = append(n, x)
		}
	}
	return n
}

// made is a change with the truth about it.
type made struct {
	*change.Change
	i   int
	had set // what its maker had, without itself
	// knew holds the removals and takings back of makings by which what it
	// hangs on or cites was gone, in the view of its maker: those that surely
	// counted there, and those that may have.
	knewSurely, knewPerhaps set
	replaced                map[string][]*made // by register: what stood there, or had been replaced, in that view
	view                    *view              // of what its maker had
}

func (m *made) sets(register string) bool { _, ok := m.Set(register); return ok }

func (m *made) takes(o *made, register string) bool {
	return slices.ContainsFunc(m.Takes, func(t change.Taking) bool {
		return t.Change == o.ID && slices.Contains(t.Registers, register)
	})
}

// truth is all that was ever made.
type truth struct {
	all      []*made
	byID     map[change.ID]*made
	entities map[change.Ref][]*made
	takers   map[change.ID][]*made
}

func newTruth() *truth {
	return &truth{byID: map[change.ID]*made{}, entities: map[change.Ref][]*made{}, takers: map[change.ID][]*made{}}
}

func (t *truth) add(c *change.Change, of *view) *made {
	had := of.had
	m := &made{Change: c, i: len(t.all), had: had, view: of, replaced: map[string][]*made{}}
	for _, f := range c.Sets {
		for _, o := range t.entities[c.Entity] {
			if had.has(o.i) && o.sets(f.Name) && !m.view.taken(o, f.Name) {
				m.replaced[f.Name] = append(m.replaced[f.Name], o)
			}
		}
	}
	t.all = append(t.all, m)
	t.byID[c.ID] = m
	t.entities[c.Entity] = append(t.entities[c.Entity], m)
	for _, x := range c.Takes {
		t.takers[x.Change] = append(t.takers[x.Change], m)
	}
	return m
}

// view is what stands where some changes are had.
type view struct {
	*truth
	had     set
	hang    map[change.Ref][]change.Ref // what each entity hangs on
	bearing map[change.Ref]set
}

func (t *truth) viewOf(had set) *view { return &view{truth: t, had: had} }

// taken tells whether a register of a change is taken back by one that is not
// itself taken back.
func (v *view) taken(m *made, register string) bool {
	return slices.ContainsFunc(v.takers[m.ID], func(t *made) bool {
		return v.had.has(t.i) && t.takes(m, register) && !v.taken(t, register)
	})
}

// replacedBy is all that some changes of a register knowingly replaced, directly or
// through others.
func replacedBy(from []*made, register string) map[*made]bool {
	under := map[*made]bool{}
	var down func(*made)
	down = func(m *made) {
		for _, o := range m.replaced[register] {
			if !under[o] {
				under[o] = true
				down(o)
			}
		}
	}
	for _, m := range from {
		down(m)
	}
	return under
}

// heads are the changes of a register that nobody took back and nobody
// knowingly replaced.
func (v *view) heads(e change.Ref, register string) []*made {
	var standing []*made
	for _, m := range v.entities[e] {
		if v.had.has(m.i) && m.sets(register) && !v.taken(m, register) {
			standing = append(standing, m)
		}
	}
	if len(standing) < 2 {
		return standing
	}
	under := replacedBy(standing, register)
	return slices.DeleteFunc(standing, func(m *made) bool { return under[m] })
}

func (v *view) registers(e change.Ref) []string {
	var names []string
	for _, m := range v.entities[e] {
		if !v.had.has(m.i) {
			continue
		}
		for _, f := range m.Sets {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	return names
}

// refers lists what a value refers to singly, and in lists.
func refers(v change.Value) (singly, cited []change.Ref) {
	values := []change.Value{v}
	for _, f := range v.Fields {
		values = append(values, f.Value)
	}
	for _, x := range values {
		if x.Type == change.Reference {
			singly = append(singly, x.Ref)
		}
		cited = append(cited, x.List...)
	}
	return singly, cited
}

// hangsOn lists what an entity hangs on: the single references in the heads of
// its registers.
func (v *view) hangsOn(e change.Ref) []change.Ref {
	if v.hang == nil {
		v.hang = map[change.Ref][]change.Ref{}
	}
	if list, ok := v.hang[e]; ok {
		return list
	}
	var list []change.Ref
	for _, r := range v.registers(e) {
		for _, m := range v.heads(e, r) {
			x, _ := m.Set(r)
			singly, _ := refers(x)
			list = append(list, singly...)
		}
	}
	v.hang[e] = list
	return list
}

// around is an entity and all that hangs on it, directly or through others.
func (v *view) around(e change.Ref) map[change.Ref]bool {
	in := map[change.Ref]bool{e: true}
	for again := true; again; {
		again = false
		for o := range v.entities {
			if !in[o] && slices.ContainsFunc(v.hangsOn(o), func(r change.Ref) bool { return in[r] }) {
				in[o], again = true, true
			}
		}
	}
	return in
}

// touches tells whether a change is of what is around an entity, or cites it in
// a register that is not taken back.
func (v *view) touches(m *made, around map[change.Ref]bool) bool {
	for _, f := range m.Sets {
		if v.taken(m, f.Name) {
			continue
		}
		_, cited := refers(f.Value)
		if around[m.Entity] || slices.ContainsFunc(cited, func(r change.Ref) bool { return around[r] }) {
			return true
		}
	}
	return false
}

// bears lists what bears on an entity: all that stands on it or on what hangs
// on it, and what cites these, but for removals and makings that are taken
// back.
func (v *view) bears(e change.Ref) set {
	if s, ok := v.bearing[e]; ok {
		return s
	}
	var s set
	around := v.around(e)
	for _, m := range v.all {
		if v.had.has(m.i) && !m.IsRemoval() && !(m.IsMaking() && v.taken(m, change.Life)) && v.touches(m, around) {
			s.add(m.i)
		}
	}
	if v.bearing == nil {
		v.bearing = map[change.Ref]set{}
	}
	v.bearing[e] = s
	return s
}

// without is the view without what was done in knowledge of a removal.
func (v *view) without(r *made, knows func(*made) set) *view {
	w := v
	for _, m := range v.all {
		if v.had.has(m.i) && knows(m).has(r.i) {
			if w == v {
				w = v.viewOf(slices.Clone(v.had))
			}
			w.had[m.i>>6] &^= 1 << (m.i & 63)
		}
	}
	return w
}

// but is the view without an action, one change of it apart.
func (v *view) but(a action, but *made) *view {
	w := v.viewOf(slices.Clone(v.had))
	for _, c := range a {
		if m := v.byID[c.ID]; m != but && w.had.has(m.i) {
			w.had[m.i>>6] &^= 1 << (m.i & 63)
		}
	}
	return w
}

// mayCount tells whether a removal, or the taking back of a making, may count:
// nothing bears on the entity, and would do so without what was done in
// knowledge of the removal, but what bore on it in the view of its maker.
// Otherwise something would be gone
// of which nobody knew that it hung there.
func (v *view) mayCount(r *made) bool { return v.unknownTo(r) == nil }

// unknownTo returns a change on account of which a removal must not count, nil
// where there is none.
func (v *view) unknownTo(r *made) *made {
	without := v.without(r, func(m *made) set { return m.knewPerhaps }).bears(r.Entity)
	now, then := v.bears(r.Entity), r.view.bears(r.Entity)
	// A package may have left out what he had seen taken back or tied elsewhere.
	// And the values of a making that is taken back stay, and bear on nothing.
	var had set
	for _, m := range v.all {
		if v.had.has(m.i) && (r.had.has(m.i) || m.IsMaking() && v.taken(m, change.Life)) {
			had.add(m.i)
		}
	}
	asked := false
	for _, m := range v.all {
		if !now.has(m.i) || !without.has(m.i) || then.has(m.i) {
			continue
		}
		if !asked {
			then, asked = then.with(v.viewOf(had).bears(r.Entity)), true
		}
		if !then.has(m.i) {
			return m
		}
	}
	return nil
}

// mustCount tells whether a removal has to count: nothing at all was done
// around the entity but what its maker had, as it stood, or what would not be
// around it without what was done in knowledge of the removal. Otherwise nothing could ever be removed.
func (v *view) mustCount(r *made, holes bool) bool {
	around, w := v.around(r.Entity), v.without(r, func(m *made) set { return m.knewSurely })
	without := w.around(r.Entity)
	then, thenAround := r.view.bears(r.Entity), r.view.around(r.Entity)
	for _, m := range v.all {
		if m == r || !w.had.has(m.i) {
			continue
		}
		switch {
		case len(m.Takes) > 0 && !slices.ContainsFunc(m.Takes, func(x change.Taking) bool { return r.had.has(v.byID[x.Change].i) }):
			// He knew nothing of what it took back, and nothing of it stands.
		case m.IsMaking() && v.taken(m, change.Life):
		case len(m.Takes) > 0:
			near := (around[m.Entity] || v.cites(m.Entity, around)) && (without[m.Entity] || w.cites(m.Entity, without))
			if near && !(r.had.has(m.i) && (!holes || thenAround[m.Entity])) {
				return false
			}
		case m.IsRemoval():
		case v.touches(m, around) && w.touches(m, without):
			if !r.had.has(m.i) || holes && !then.has(m.i) {
				return false
			}
		}
	}
	return true
}

// cites tells whether any change of an entity cites anything there.
func (v *view) cites(e change.Ref, around map[change.Ref]bool) bool {
	return slices.ContainsFunc(v.entities[e], func(m *made) bool {
		return v.had.has(m.i) && slices.ContainsFunc(m.Sets, func(f change.Field) bool {
			_, cited := refers(f.Value)
			return slices.ContainsFunc(cited, func(r change.Ref) bool { return around[r] })
		})
	})
}

// acts lists the removals of an entity and the takings back of its makings that
// are not taken back, by what they would take out.
func (v *view) acts(e change.Ref) (makings, removals []*made, takings map[*made][]*made) {
	takings = map[*made][]*made{}
	for _, m := range v.entities[e] {
		switch {
		case !v.had.has(m.i):
		case m.IsMaking():
			makings = append(makings, m)
			for _, t := range v.takers[m.ID] {
				if v.had.has(t.i) && t.takes(m, change.Life) && !v.taken(t, change.Life) {
					takings[m] = append(takings[m], t)
				}
			}
		case m.IsRemoval() && !v.taken(m, change.Life):
			removals = append(removals, m)
		}
	}
	return makings, removals, takings
}

// life tells whether an entity has to be in the project, and whether it has to
// be out of it. healthy says that what makers wrote down of what they had is
// all that they had: no copy's name is borne by two files.
func (v *view) life(e change.Ref, healthy, holes bool) (in, out bool) {
	makings, removals, takings := v.acts(e)
	var surely, perhaps []*made
	for _, m := range makings {
		if !slices.ContainsFunc(takings[m], v.mayCount) {
			surely = append(surely, m)
		}
		if !healthy || !slices.ContainsFunc(takings[m], func(t *made) bool { return v.mustCount(t, holes) }) {
			perhaps = append(perhaps, m)
		}
	}
	settled, maybeSettled := replacedBy(surely, change.Life), replacedBy(perhaps, change.Life)
	in, out = len(surely) > 0, len(perhaps) == 0
	for _, r := range removals {
		if !settled[r] && v.mayCount(r) {
			in = false
		}
		if healthy && !maybeSettled[r] && v.mustCount(r, holes) {
			out = true
		}
	}
	return in, out
}

// bringsBack tells whether a change takes a removal back, or the taking back of
// a making: who does so wants the entity here, whoever else removed it.
func (t *truth) bringsBack(m *made) bool {
	for _, x := range m.Takes {
		if !slices.Contains(x.Registers, change.Life) {
			continue
		}
		if o := t.byID[x.Change]; o.IsRemoval() || len(o.Takes) > 0 && !t.bringsBack(o) {
			return true
		}
	}
	return false
}

// knows notes which removals the maker of a change was shown: those by which
// something was gone that the change bears on.
func (v *view) knows(m *made, gone func(change.Ref) bool, healthy, holes bool) {
	done := map[change.Ref]bool{m.Entity: v.bringsBack(m)}
	todo := []change.Ref{m.Entity}
	for _, f := range m.Sets {
		singly, cited := refers(f.Value)
		todo = append(append(todo, singly...), cited...)
	}
	todo = append(todo, v.hangsOn(m.Entity)...)
	for len(todo) > 0 {
		e := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if done[e] {
			continue
		}
		done[e] = true
		todo = append(todo, v.hangsOn(e)...)
		_, removals, takings := v.acts(e)
		if !gone(e) {
			// Where another making keeps it, he knew that this one was taken back:
			// who has his work and not that making may hold it for gone.
			for _, list := range takings {
				for _, t := range list {
					if v.mayCount(t) {
						m.knewPerhaps.add(t.i)
					}
				}
			}
			continue
		}
		for _, list := range takings {
			removals = append(removals, list...)
		}
		for _, r := range removals {
			if v.mayCount(r) {
				m.knewPerhaps.add(r.i)
			}
			if healthy && v.mustCount(r, holes) {
				m.knewSurely.add(r.i)
			}
		}
	}
}
