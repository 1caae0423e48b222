package session

import (
	"context"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
	"claimtrace/store"
)

// Inbox is what asks to be settled. It is the session's own.
func (s *Session) Inbox() store.Inbox { return s.inbox }

// CollisionIn returns how a register of an entity is set differently by people who
// did not know of each other; false where it is not.
func (s *Session) CollisionIn(r store.Ref, register string) (store.Collision, bool) {
	for _, c := range s.asks[r].Collisions {
		if c.Register == register {
			return c, true
		}
	}
	return store.Collision{}, false
}

// Asks is what asks to be settled of an entity.
func (s *Session) Asks(r store.Ref) store.Inbox { return s.asks[r] }

func (s *Session) readInbox() error {
	in, err := s.view.Inbox()
	if err != nil {
		return err
	}
	s.putInbox(in)
	return nil
}

func (s *Session) putInbox(in store.Inbox) {
	s.inbox, s.asks = in, map[store.Ref]store.Inbox{}
	for _, c := range in.Collisions {
		of := s.asks[c.Ref]
		of.Collisions = append(of.Collisions, c)
		s.asks[c.Ref] = of
	}
	for _, c := range in.Removed {
		of := s.asks[c.Ref]
		of.Removed = append(of.Removed, c)
		s.asks[c.Ref] = of
	}
}

// readAsked brings what asks to be settled up to date where an action touched it:
// an ordinary edit settles, and taking that back has it ask again.
func (s *Session) readAsked(a store.Action, c *Changed) error {
	c.Inbox = len(a.Entities) > touchedMost
	for _, r := range a.Entities {
		if c.Inbox {
			break
		}
		of, err := s.view.InboxOf(r)
		if err != nil {
			return err
		}
		c.Inbox = !of.Empty() || len(s.asks[r].Collisions)+len(s.asks[r].Removed) > 0
	}
	if !c.Inbox {
		return nil
	}
	return s.readInbox()
}

// Merge takes in colleagues' projects and packages, or tries to: see
// [store.Project.Merge]. It may run on any one goroutine while the session does
// nothing else; [Session.Reload] follows where anything was taken in.
func (s *Session) Merge(ctx context.Context, paths []string, o store.MergeOptions) (store.Merged, error) {
	p, err := s.present()
	if err != nil {
		return store.Merged{}, err
	}
	return p.Merge(ctx, paths, o)
}

// Import takes in an annotation set of another program, or tries to: see
// [store.Project.Import]. It may run as [Session.Merge] does; [Session.Taken] follows.
func (s *Session) Import(ctx context.Context, set incoming.Set, o store.ImportOptions) (store.Imported, store.Action, error) {
	p, err := s.present()
	if err != nil {
		return store.Imported{}, store.Action{}, err
	}
	return p.Import(ctx, set, o)
}

// Taken reads all anew once a set was taken in, of which there may be very much.
func (s *Session) Taken(done store.Action) error {
	if done.Changes == 0 {
		return nil
	}
	s.actions++
	return s.Refold()
}

// TakeBack takes back what came with a receipt, or puts it in again: see
// [store.Project.TakeBack]. It may run as [Session.Merge] does.
func (s *Session) TakeBack(ctx context.Context, receipt int64, again bool) (store.TakenBack, error) {
	p, err := s.present()
	if err != nil {
		return store.TakenBack{}, err
	}
	return p.TakeBack(ctx, receipt, again)
}

// UndoOwn is [Session.Undo] that leaves a merge which came last.
func (s *Session) UndoOwn() (Back, error) { return s.back((*store.Project).UndoOwn) }

// Settle sets a register as one of the changes that collide in it has it.
func (s *Session) Settle(r store.Ref, register string, as annotate.ID) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.Settle(r, register, as, false) })
}

// SetField is [Session.Settle] by another value of a field than any that is there.
func (s *Session) SetField(r store.Ref, field, value string) error {
	return s.set(r, annotate.Fields{field: value})
}

// Keep has what one removed and another worked on stay, Remove has it go.
func (s *Session) Keep(r store.Ref) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.Keep(r) })
}

// Remove is the counterpart of [Session.Keep].
func (s *Session) Remove(r store.Ref) error { return s.remove(r) }

// JoinTwo makes two claims or articles one, PartTwo takes the first out of all
// that it is joined with.
func (s *Session) JoinTwo(a, b store.Ref) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.Join(a, b) })
}

// PartTwo is the counterpart of [Session.JoinTwo].
func (s *Session) PartTwo(a, b store.Ref) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.Part(a, b) })
}

// HoldApart says that two which look alike are not one.
func (s *Session) HoldApart(a, b store.Ref) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.HoldApart(a, b) })
}

// Refold reads all anew once something was taken in or taken back, and the text of
// the article in hand, which may have come.
func (s *Session) Refold() error {
	if s.text == nil {
		if err := s.loadArticle(s.article); err != nil {
			return err
		}
		if s.text != nil {
			defer s.tell(Changed{Article: true, Annotations: true, Annotation: true})
		}
	}
	return s.Reload()
}
