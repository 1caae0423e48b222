package store

import (
	"fmt"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/read"
	"claimtrace/store/tables"
)

// joinable are the kinds of which two can be one.
var joinable = []annotate.Kind{annotate.KindClaim, annotate.KindArticle, annotate.KindReviewer}

// Join says that two claims, articles or persons are one, in one action. Two
// persons are one when both have said so. The join is an entity of its own,
// the same whoever makes it; both keep what they have. The error wraps
// [ErrNoEntity], or [ErrInvalid] for two of different kinds, of kinds that are
// not joined, or persons of whom one is not at work.
func (p *Project) Join(a, b Ref) (Action, error) {
	return p.act("join.make", func(rec *recording) error {
		if err := rec.joinable(a, b); err != nil {
			return err
		}
		ref := Ref{Kind: annotate.KindJoin, ID: annotate.JoinID(a.Kind, a.ID, b.ID)}
		s, err := rec.tables.State(ref)
		if err != nil {
			return err
		}
		mine := slices.ContainsFunc(s.Changes(), func(c *change.Change) bool {
			return c.IsMaking() && c.Person == rec.p.person.ID && !s.Taken(c, change.Life)
		})
		if s.Live && (a.Kind != annotate.KindReviewer || mine) {
			return nil
		}
		return rec.join(a, b, s)
	})
}

func (rec *recording) joinable(a, b Ref) error {
	switch me := rec.p.person.ID; {
	case a.Kind != b.Kind || !slices.Contains(joinable, a.Kind):
		return fmt.Errorf("%w join: two claims, two articles or two persons can be one", ErrInvalid)
	case a.ID == b.ID:
		return fmt.Errorf("%w join: they are the same %s", ErrInvalid, a.Kind)
	case a.Kind == annotate.KindReviewer && a.ID != me && b.ID != me:
		return fmt.Errorf("%w join: that two persons are one is said by each of them: one must be at work", ErrInvalid)
	}
	for _, r := range []Ref{a, b} {
		if r.Kind == annotate.KindReviewer && r.ID == rec.p.person.ID {
			if err := rec.begin(); err != nil { // that may be the first thing that this person does
				return err
			}
		}
		if err := rec.src.Live(r); err != nil {
			return err
		}
	}
	return nil
}

// join records the making of a join.
func (rec *recording) join(a, b Ref, s annotate.State) error {
	if b.ID < a.ID {
		a, b = b, a
	}
	sets := []change.Field{life(true)}
	if s.Read("pair") == nil {
		sets = append(sets, change.Field{Name: "pair", Value: change.OfRecord(
			change.Field{Name: "a", Value: change.OfRef(a.Kind, a.ID)}, change.Field{Name: "b", Value: change.OfRef(b.Kind, b.ID)})})
	}
	_, err := rec.put(change.Draft{Ref: Ref{Kind: annotate.KindJoin, ID: annotate.JoinID(a.Kind, a.ID, b.ID)}, Sets: sets})
	return err
}

// bothJoined tells whether a chain of joins leads from one person to another of
// which both ends of each have said that they are one.
func bothJoined(src *read.Source, of *tables.Tables, from, to annotate.ID) (bool, error) {
	reached := []annotate.ID{from}
	for i := 0; i < len(reached); i++ {
		with, err := src.With(Ref{Kind: annotate.KindReviewer, ID: reached[i]})
		if err != nil {
			return false, err
		}
		for _, other := range with {
			if slices.Contains(reached, other) {
				continue
			}
			s, err := of.State(Ref{Kind: annotate.KindJoin, ID: annotate.JoinID(annotate.KindReviewer, reached[i], other)})
			if err != nil {
				return false, err
			}
			said := map[annotate.ID]bool{}
			for _, c := range s.Changes() {
				if c.IsMaking() && !s.Taken(c, change.Life) {
					said[c.Person] = true
				}
			}
			if s.Live && said[reached[i]] && said[other] {
				reached = append(reached, other)
			}
		}
	}
	return slices.Contains(reached, to), nil
}

// HoldApart says that two claims or articles, which look alike, are not one, in
// one action: nobody who takes that in is offered to join them any more. The error
// wraps [ErrInvalid] for what cannot be joined either.
func (p *Project) HoldApart(a, b Ref) (Action, error) {
	if a.Kind != b.Kind || !slices.Contains(joinable, a.Kind) || a.ID == b.ID {
		return Action{}, fmt.Errorf("%w telling apart: two claims or two articles are told apart", ErrInvalid)
	}
	return p.setSetting("join.apart", read.ApartSetting(annotate.JoinID(a.Kind, a.ID, b.ID)), "yes")
}

// Part says that one of joined claims, articles or persons is none of the
// others, in one action: its joins are removed, and where it was the bridge the
// others are joined anew. b, which it must be joined with, directly or through
// others, names what it is parted from. The error wraps [ErrNoEntity], or
// [ErrInvalid] where they are not joined, or are persons of whom none is at
// work.
func (p *Project) Part(a, b Ref) (Action, error) {
	return p.act("join.part", func(rec *recording) error {
		all, err := rec.src.Joined(a)
		if err != nil {
			return err
		}
		if a.Kind != b.Kind || a.ID == b.ID || !slices.Contains(all, b.ID) {
			return fmt.Errorf("%w parting: they are not joined", ErrInvalid)
		}
		if me := rec.p.person.ID; a.Kind == annotate.KindReviewer && a.ID != me && b.ID != me {
			return fmt.Errorf("%w parting: it is said by one of the two persons, and neither is at work", ErrInvalid)
		}
		with, err := rec.src.With(a)
		if err != nil {
			return err
		}
		for _, id := range with {
			ref := Ref{Kind: annotate.KindJoin, ID: annotate.JoinID(a.Kind, a.ID, id)}
			if _, err := rec.put(change.Draft{Ref: ref, Sets: []change.Field{life(false)}}); err != nil {
				return err
			}
		}
		// What hung together through it alone is tied to the first of the others.
		var first annotate.ID
		held := []annotate.ID{}
		for _, id := range all {
			switch {
			case id == a.ID:
			case first == "":
				first = id
				if held, err = rec.src.Joined(Ref{Kind: a.Kind, ID: id}); err != nil {
					return err
				}
			case !slices.Contains(held, id):
				s, err := rec.tables.State(Ref{Kind: annotate.KindJoin, ID: annotate.JoinID(a.Kind, first, id)})
				if err != nil {
					return err
				}
				if err := rec.join(Ref{Kind: a.Kind, ID: first}, Ref{Kind: a.Kind, ID: id}, s); err != nil {
					return err
				}
				if held, err = rec.src.Joined(Ref{Kind: a.Kind, ID: first}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
