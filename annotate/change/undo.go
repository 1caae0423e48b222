package change

import (
	"cmp"
	"slices"
)

// Left is what a taking back leaves as it is.
type Left struct {
	Ref
	Register string
	Why      Why
	By       ID // the person whose work it is, where Why is of others
}

// Why tells why something was left.
type Why string

// The reasons for which a taking back leaves a register as it is.
const (
	WhyReplaced Why = "replaced" // another change stands over it
	WhyOthers   Why = "others"   // something of others hangs on what was made
	WhyWorked   Why = "worked"   // it has been worked on by another, or for redo of a removal by anyone, since
	WhyMine     Why = "mine"     // something made by another action hangs on what was made
	WhyMoved    Why = "moved"    // for redo: the register is not as the undo left it
)

// Undo plans the taking back of an action by the person who did it: a draft for
// each entity, the last change first, and what is left as it is.
func Undo(w World, person ID, action []*Change) (drafts []Draft, left []Left, err error) {
	action = slices.Clone(action)
	slices.SortFunc(action, func(a, b *Change) int { return cmp.Compare(b.Number, a.Number) })
	back := map[Ref]bool{} // entities whose making is taken back
	for _, c := range action {
		f, err := w.Fold(c.Entity)
		if err != nil {
			return nil, nil, err
		}
		var registers []string
		for _, s := range c.Sets {
			if s.Name != Life && c.IsMaking() {
				continue // its values stay, unseen, and are there again when life is
			}
			if !headsHave(planned(f, drafts), s.Name, c.ID) {
				if !f.isTaken(c.ID, s.Name) {
					left = append(left, Left{Ref: c.Entity, Register: s.Name, Why: WhyReplaced})
				}
				continue
			}
			if c.IsMaking() {
				why, by, err := hinders(ahead{w, drafts}, f, c, person, back)
				if err != nil {
					return nil, nil, err
				}
				if why != "" {
					left = append(left, Left{Ref: c.Entity, Register: s.Name, Why: why, By: by})
					continue
				}
				back[c.Entity] = true
			}
			registers = append(registers, s.Name)
		}
		if len(registers) > 0 {
			drafts = take(drafts, c.Entity, Taking{c.ID, registers})
		}
	}
	return drafts, left, nil
}

// ahead is a world in which what drafts take back of others than makings is
// taken back already.
type ahead struct {
	World
	drafts []Draft
}

// Fold is that of [World].
func (p ahead) Fold(r Ref) (*Folded, error) {
	f, err := p.World.Fold(r)
	at := slices.IndexFunc(p.drafts, func(d Draft) bool { return d.Ref == r })
	if err != nil || at < 0 {
		return f, err
	}
	undo := &Change{Entity: r}
	for _, t := range p.drafts[at].Takes {
		if !slices.Contains(t.Registers, Life) {
			undo.Takes = append(undo.Takes, t)
		}
	}
	return Fold(r, append(slices.Clone(f.changes), undo)), nil
}

// planned is the entity as it will be once what is planned is taken back.
func planned(f *Folded, drafts []Draft) *Folded {
	i := slices.IndexFunc(drafts, func(d Draft) bool { return d.Ref == f.Ref })
	if i < 0 {
		return f
	}
	return Fold(f.Ref, append(slices.Clone(f.changes), &Change{ID: NamedID("planned"), Entity: f.Ref, Takes: drafts[i].Takes}))
}

func headsHave(f *Folded, register string, id ID) bool {
	return slices.ContainsFunc(f.Heads(register), func(c *Change) bool { return c.ID == id })
}

// take adds a taking to the draft of its entity.
func take(drafts []Draft, ref Ref, t Taking) []Draft {
	for i := range drafts {
		if drafts[i].Ref == ref {
			drafts[i].Takes = append(drafts[i].Takes, t)
			return drafts
		}
	}
	return append(drafts, Draft{Ref: ref, Takes: []Taking{t}})
}

// hinders tells what keeps the making of an entity from being taken back: work
// of others on it or on what hangs on it, or something that hangs on it and
// stays. What is in back goes with it. What was there before the making, which
// made it again, was there without it.
func hinders(w World, f *Folded, making *Change, person ID, back map[Ref]bool) (why Why, by ID, err error) {
	bearing, err := Bearing(w, f.Ref)
	if err != nil {
		return "", "", err
	}
	for _, c := range bearing {
		before, err := making.saw(w, c)
		if err != nil {
			return "", "", err
		}
		if before {
			continue
		}
		if c.Entity == f.Ref {
			if c.Person != person && !c.IsMaking() {
				return WhyWorked, c.Person, nil
			}
			continue
		}
		if back[c.Entity] {
			continue
		}
		g, err := w.Fold(c.Entity)
		if err != nil {
			return "", "", err
		}
		s, err := LifeOf(w, g)
		if err != nil {
			return "", "", err
		}
		if !s.Live {
			continue
		}
		if c.Person != person {
			return WhyOthers, c.Person, nil
		}
		why = WhyMine
	}
	return why, "", nil
}

// Redo plans the taking back of what an undo took back. left tells how the undo
// left the heads of a register: where they are otherwise by now, or the same was
// undone elsewhere too, it is left; so
// is a removal where something has been done since that its maker had not seen,
// for it would not count.
func Redo(w World, undo []*Change, was func(Ref, string) []ID) (drafts []Draft, left []Left, err error) {
	undo = slices.Clone(undo)
	slices.SortFunc(undo, func(a, b *Change) int { return cmp.Compare(b.Number, a.Number) })
	redone := map[ID]bool{} // those of the undo that are taken back as a whole
	for _, t := range undo {
		f, err := w.Fold(t.Entity)
		if err != nil {
			return nil, nil, err
		}
		redone[t.ID] = !slices.ContainsFunc(t.Takes, func(x Taking) bool {
			return slices.ContainsFunc(x.Registers, func(r string) bool { return !slices.Equal(HeadIDs(f, r), was(t.Entity, r)) })
		})
	}
	for _, t := range undo {
		f, err := w.Fold(t.Entity)
		if err != nil {
			return nil, nil, err
		}
		var registers []string
		for _, x := range t.Takes {
			for _, r := range x.Registers {
				switch {
				case slices.Contains(registers, r) || f.isTaken(t.ID, r):
				case !slices.Equal(HeadIDs(f, r), was(t.Entity, r)) || f.takenTwice(x.Change, r):
					left = append(left, Left{Ref: t.Entity, Register: r, Why: WhyMoved})
				default:
					unseen, err := unseenBy(w, f, x.Change, r, redone)
					if err != nil {
						return nil, nil, err
					}
					if unseen != nil {
						left = append(left, Left{Ref: t.Entity, Register: r, Why: WhyWorked, By: unseen.Person})
						continue
					}
					registers = append(registers, r)
				}
			}
		}
		if len(registers) > 0 {
			slices.Sort(registers)
			drafts = take(drafts, t.Entity, Taking{t.ID, registers})
		}
	}
	return drafts, left, nil
}

// takenTwice tells whether a register of a change is taken back by more than
// one change, as where one file was copied and both were worked on: then it
// stays so if only one of them is taken back.
func (f *Folded) takenTwice(id ID, register string) bool {
	n := 0
	for _, t := range f.takers[id] {
		if t.takes(id, register) && !f.isTaken(t.ID, register) {
			n++
		}
	}
	return n > 1
}

// unseenBy returns a change on account of which a removal would not count if it
// were redone, nil where there is none or what is redone is no removal. What is
// redone with it does not keep it.
func unseenBy(w World, f *Folded, id ID, register string, redone map[ID]bool) (*Change, error) {
	c := f.change(id)
	if c == nil || register != Life || !c.IsRemoval() {
		return nil, nil
	}
	l := lifeOf{w: w, f: f}
	return l.unseen(c, redone)
}

// HeadIDs lists the ids of a register's heads, in their order.
func HeadIDs(f *Folded, register string) []ID {
	var ids []ID
	for _, c := range f.Heads(register) {
		ids = append(ids, c.ID)
	}
	slices.Sort(ids)
	return ids
}
