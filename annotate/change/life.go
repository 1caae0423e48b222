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

// saw tells whether the maker of c had d: it was made earlier in the same copy,
// or stands in what c says that its maker saw.
func (c *Change) saw(w World, d *Change) (bool, error) {
	if c.names(d.ID) {
		return true, nil
	}
	if !c.maySaw(d) {
		return false, nil
	}
	fork, err := w.Fork(d.Copy)
	return fork == 0 || d.Number < fork, err
}

// maySaw tells the same, though a copy's name may be borne by two files: then
// it is not sure.
func (c *Change) maySaw(d *Change) bool {
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
	return d.Number <= upTo || c.names(d.ID)
}

// names tells whether a change names another as one that its maker had.
func (c *Change) names(id ID) bool {
	return has(c.Over, id) || has(c.Saw.Beyond, id) || slices.ContainsFunc(c.Takes, func(t Taking) bool { return t.Change == id })
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
// others, and those that cite any of these in a list, by clock, then id. Removals
// are not among them, nor is the making of what was taken back.
func Bearing(w World, ref Ref) ([]*Change, error) {
	n, err := around(w, ref)
	if err != nil {
		return nil, err
	}
	return n.bearing(), nil
}

// near is what is around an entity: it and what hangs on it, directly or
// through others, and what refers to any of these otherwise.
type near struct {
	in     map[Ref]bool
	hangs  []*Folded
	citing []*Folded
}

func around(w World, ref Ref) (*near, error) {
	n := &near{in: map[Ref]bool{ref: true}}
	todo := []Ref{ref}
	looked := map[Ref]bool{}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		f, err := w.Fold(at)
		if err != nil {
			return nil, err
		}
		n.hangs = append(n.hangs, f)
		pointing, err := w.Pointing(at)
		if err != nil {
			return nil, err
		}
		for _, p := range pointing {
			if n.in[p] {
				continue
			}
			g, err := w.Fold(p)
			if err != nil {
				return nil, err
			}
			if slices.Contains(g.HangsOn(), at) {
				n.in[p] = true
				todo = append(todo, p)
			} else if !looked[p] {
				n.citing = append(n.citing, g)
			}
			looked[p] = true
		}
	}
	n.citing = slices.DeleteFunc(n.citing, func(g *Folded) bool { return n.in[g.Ref] })
	return n, nil
}

// any tells whether any change there is one that which names.
func (n *near) any(which func(*Change) bool) bool {
	of := func(f *Folded) bool { return slices.ContainsFunc(f.changes, which) }
	return slices.ContainsFunc(n.hangs, of) || slices.ContainsFunc(n.citing, of)
}

// cites tells whether a value cites anything there.
func (n *near) cites(v Value) bool {
	found := false
	v.cites(func(to Ref) { found = found || n.in[to] })
	return found
}

// bearing lists what [Bearing] does, by clock, then id.
func (n *near) bearing() (list []*Change) {
	for _, f := range n.hangs {
		for _, c := range f.changes {
			if f.stands(c, func(*Field) bool { return true }) {
				list = append(list, c)
			}
		}
	}
	for _, f := range n.citing {
		for _, c := range f.changes {
			if f.stands(c, func(s *Field) bool { return n.cites(s.Value) }) {
				list = append(list, c)
			}
		}
	}
	slices.SortFunc(list, compare)
	return list
}

// stands tells whether a change, which is no removal, set any register of those
// that which names, and is not taken back there.
func (f *Folded) stands(c *Change, which func(*Field) bool) bool {
	if c.IsRemoval() || c.IsMaking() && f.isTaken(c.ID, Life) {
		return false
	}
	for i := range c.Sets {
		if s := &c.Sets[i]; which(s) && !f.isTaken(c.ID, s.Name) {
			return true
		}
	}
	return false
}

// bringing lists the takings back that bring something back there, and are not
// themselves taken back: the redoing of what was undone, the undoing of what
// stood over something, or of a removal.
func (n *near) bringing() (list []*Change) {
	for _, f := range n.hangs {
		list = f.bringing(list, func(Value) bool { return true })
	}
	for _, f := range n.citing {
		list = f.bringing(list, n.cites)
	}
	slices.SortFunc(list, compare)
	return list
}

// bringing adds the takings back that may bring something back of those values
// that which names.
func (f *Folded) bringing(list []*Change, which func(Value) bool) []*Change {
	if len(f.takers) == 0 {
		return list
	}
	b := bringing{f: f, which: which, known: map[asking]bool{}}
	for _, c := range f.changes {
		if b.any(c) {
			list = append(list, c)
		}
	}
	return list
}

// takesMaking tells whether a change takes a making back.
func (f *Folded) takesMaking(c *Change) bool {
	return slices.ContainsFunc(c.Takes, func(t Taking) bool {
		d := f.change(t.Change)
		return d != nil && d.IsMaking() && slices.Contains(t.Registers, Life)
	})
}

// bringing works out what takings back bring back, of each change and register
// once: a hostile log may have takings back that each take many, in chains.
type bringing struct {
	f     *Folded
	which func(Value) bool
	known map[asking]bool
}

// asking asks what becomes of a register of a change.
type asking struct {
	id       ID
	register string
	how      byte // back: it is taken back; forth: it is not any more; under: as back, of what it replaced
}

const (
	back = iota
	forth
	under
)

// any tells whether a taking back brings anything back.
func (b *bringing) any(c *Change) bool {
	if b.f.takesMaking(c) {
		return false
	}
	for _, t := range c.Takes {
		for _, r := range t.Registers {
			if !b.f.isTaken(c.ID, r) && b.ask(asking{t.Change, r, back}) {
				return true
			}
		}
	}
	return false
}

// ask answers without recursion, which such chains are too long for.
func (b *bringing) ask(first asking) bool {
	type frame struct {
		asking
		more []asking // any of which says yes, if that says yes
	}
	var stack []frame
	push := func(a asking) {
		yes, more := b.look(a)
		b.known[a] = yes // ids are hashes, so nothing leads back here; a forged list would
		stack = append(stack, frame{a, more})
	}
	if _, known := b.known[first]; !known {
		push(first)
	}
	for len(stack) > 0 {
		at := &stack[len(stack)-1]
		if b.known[at.asking] || len(at.more) == 0 {
			stack = stack[:len(stack)-1]
			continue
		}
		next := at.more[0]
		yes, known := b.known[next]
		switch {
		case !known:
			push(next)
		case yes:
			b.known[at.asking] = true
		default:
			at.more = at.more[1:]
		}
	}
	return b.known[first]
}

// look tells whether the answer is yes at once, and else of what others any must
// be yes. A register that is taken back may bring back a value that it replaced;
// taking a taking-back back brings what that took.
func (b *bringing) look(a asking) (yes bool, more []asking) {
	c := b.f.change(a.id)
	if c == nil {
		return a.how != under, nil
	}
	if a.how == under {
		for _, id := range c.Over {
			if d := b.f.change(id); d != nil {
				if v, ok := d.Set(a.register); ok && b.which(v) && !b.f.isTaken(id, a.register) {
					return true, nil
				}
				more = append(more, asking{id, a.register, under})
			}
		}
		return false, more
	}
	v, sets := c.Set(a.register)
	switch {
	case sets && a.how == back && a.register == Life:
		return v.Int == 0 && b.which(v), nil
	case sets && a.how == back:
		return false, []asking{{a.id, a.register, under}}
	case sets && b.f.isTaken(a.id, a.register): // again
		return false, nil
	case sets && a.register == Life: // all that it sets bears again
		return v.Int == 1 && slices.ContainsFunc(c.Sets, func(s Field) bool { return b.which(s.Value) }), nil
	case sets:
		return b.which(v), nil
	}
	for _, t := range c.Takes {
		if slices.Contains(t.Registers, a.register) {
			more = append(more, asking{t.Change, a.register, back + forth - a.how})
		}
	}
	return false, more
}

// bringsLife tells whether a taking back takes a removal back, or the taking
// back of a making.
func (f *Folded) bringsLife(takes []Taking) bool {
	return f.bringLife(takes, map[ID]bool{})
}

func (f *Folded) bringLife(takes []Taking, known map[ID]bool) bool {
	return slices.ContainsFunc(takes, func(t Taking) bool {
		c := f.change(t.Change)
		if c == nil || !slices.Contains(t.Registers, Life) {
			return false
		}
		yes, ok := known[c.ID]
		if !ok {
			yes = c.IsRemoval() || len(c.Takes) > 0 && !f.bringLife(c.Takes, known)
			known[c.ID] = yes
		}
		return yes
	})
}

// Standing is where an entity stands in the project.
type Standing struct {
	// Live tells whether it is in the project: it was made, and no removal
	// counts.
	Live bool
	// Removals lists what took it out, where it was made and is not live, by
	// clock, then id: the removals, and the takings back of its makings, that
	// count.
	Removals []*Change
	// Open lists the removals and takings back of makings that do not count,
	// since their makers had not seen all: each with a change that was not
	// seen. They are for the inbox: removed by one, worked on by another.
	Open []OpenRemoval

	// taken lists the takings back of its makings that count, also where another
	// making keeps it in the project.
	taken []*Change
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
		s.taken = append(s.taken, by...)
	}
	s.Removals = slices.Clone(s.taken)
	if len(made) == 0 {
		slices.SortFunc(s.Removals, compare)
		s.Open = nil
		return s, nil
	}
	settled := below(f.byID, made)
	s.Live = true
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
	if s.Live {
		s.Removals = nil
		s.Open = slices.DeleteFunc(s.Open, func(o OpenRemoval) bool { // made again in knowledge of it
			return slices.ContainsFunc(made, func(c *Change) bool { return c.names(o.Removal.ID) })
		})
	} else {
		slices.SortFunc(s.Removals, compare)
		s.Open = nil // whoever works on it would have to bring it back first
	}
	return s, nil
}

type lifeOf struct {
	w                 World
	f                 *Folded
	looked            bool
	near              *near
	bearing, bringing []*Change
}

// look finds what bears on the entity, once.
func (l *lifeOf) look() (err error) {
	if l.looked {
		return nil
	}
	if l.near, err = around(l.w, l.f.Ref); err == nil {
		l.bearing, l.bringing, l.looked = l.near.bearing(), l.near.bringing(), true
	}
	return err
}

// unaware is the log without what was done in knowledge of a removal: without
// the changes that name it. Who had a removal that did not count is not among
// these: he worked on what was there.
type unaware struct {
	World
	removal ID
}

func (u unaware) Fold(r Ref) (*Folded, error) {
	f, err := u.World.Fold(r)
	if err != nil || !slices.ContainsFunc(f.changes, u.aware) {
		return f, err
	}
	return f.without(u.aware), nil
}

func (u unaware) aware(c *Change) bool { return c.names(u.removal) }

// counts tells whether a removal, or the taking back of a making, was made by
// one who had seen every change that bears on the entity, and would do so
// without what was done in knowledge of the removal. What bears again by a
// taking back that he had not seen, he had not seen either.
func (l *lifeOf) counts(removal *Change, s *Standing) (bool, error) {
	unseen, err := l.unseen(removal, nil)
	if err != nil || unseen == nil {
		return err == nil, err
	}
	if !slices.ContainsFunc(s.Open, func(o OpenRemoval) bool { return o.Removal == removal }) {
		s.Open = append(s.Open, OpenRemoval{removal, unseen})
	}
	return false, nil
}

// unseen returns a change on account of which a removal does not count, nil
// where there is none. Takings back that are to be taken back themselves are
// left out.
func (l *lifeOf) unseen(removal *Change, back map[ID]bool) (*Change, error) {
	if err := l.look(); err != nil {
		return nil, err
	}
	bearing, bringing := l.bearing, l.bringing
	if u := (unaware{l.w, removal.ID}); l.near.any(u.aware) {
		n, err := around(u, l.f.Ref)
		if err != nil {
			return nil, err
		}
		bearing, bringing = both(bearing, n.bearing()), both(bringing, n.bringing())
	}
	for _, c := range bearing {
		if seen, err := removal.saw(l.w, c); err != nil || !seen {
			return c, err
		}
	}
	for _, c := range bringing {
		if c.ID == removal.ID || back[c.ID] {
			continue
		}
		seen, err := removal.saw(l.w, c)
		if err == nil && !seen && len(removal.Takes) > 0 && c.Entity == l.f.Ref && !c.takesValues() {
			// Who knew that this making was taken back brings another one back, or undoes a removal.
			seen, err = c.saw(l.w, removal)
		}
		if err == nil && !seen {
			seen, err = l.unknown(removal, c)
		}
		if err != nil || !seen {
			return c, err
		}
	}
	return nil, nil
}

// takesValues tells whether a change takes back other registers than life.
func (c *Change) takesValues() bool {
	return slices.ContainsFunc(c.Takes, func(t Taking) bool {
		return slices.ContainsFunc(t.Registers, func(r string) bool { return r != Life })
	})
}

// both lists what is in two lists.
func both(a, b []*Change) []*Change {
	in := make(map[ID]bool, len(b))
	for _, c := range b {
		in[c.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(a), func(c *Change) bool { return !in[c.ID] })
}

// unknown tells whether the maker of a removal had surely seen nothing of what
// another took back.
func (l *lifeOf) unknown(removal, taking *Change) (bool, error) {
	f, err := l.w.Fold(taking.Entity)
	if err != nil {
		return false, err
	}
	return !slices.ContainsFunc(taking.Takes, func(t Taking) bool {
		c := f.change(t.Change)
		return c != nil && removal.maySaw(c)
	}), nil
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
