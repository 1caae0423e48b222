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
	WhyWorked   Why = "worked"   // it has been changed by another
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
			if !slices.Contains(f.Heads(s.Name), c) && !headsHave(f, s.Name, c.ID) {
				if !f.isTaken(c.ID, s.Name) {
					left = append(left, Left{Ref: c.Entity, Register: s.Name, Why: WhyReplaced})
				}
				continue
			}
			if c.IsMaking() {
				why, by, err := hinders(planned{w, drafts}, f, person, back)
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

// planned is a world in which what drafts take back of others than makings is
// taken back already.
type planned struct {
	World
	drafts []Draft
}

// Fold is that of [World].
func (p planned) Fold(r Ref) (*Folded, error) {
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
// stays. What is in back goes with it.
func hinders(w World, f *Folded, person ID, back map[Ref]bool) (why Why, by ID, err error) {
	bearing, err := Bearing(w, f.Ref)
	if err != nil {
		return "", "", err
	}
	for _, c := range bearing {
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
// left the heads of a register: where they are otherwise by now, it is left.
func Redo(w World, undo []*Change, was func(Ref, string) []ID) (drafts []Draft, left []Left, err error) {
	undo = slices.Clone(undo)
	slices.SortFunc(undo, func(a, b *Change) int { return cmp.Compare(b.Number, a.Number) })
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
				case slices.Equal(HeadIDs(f, r), was(t.Entity, r)):
					registers = append(registers, r)
				default:
					left = append(left, Left{Ref: t.Entity, Register: r, Why: WhyMoved})
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

// HeadIDs lists the ids of a register's heads, in their order.
func HeadIDs(f *Folded, register string) []ID {
	var ids []ID
	for _, c := range f.Heads(register) {
		ids = append(ids, c.ID)
	}
	slices.Sort(ids)
	return ids
}
