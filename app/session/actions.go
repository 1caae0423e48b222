package session

import (
	"context"
	"errors"

	"claimtrace/annotate"
	"claimtrace/store"
)

// ErrNothing says that an action had nothing to act on.
var (
	ErrNoSelection  = errors.New("nothing is selected: select a passage first")
	ErrNoAnnotation = errors.New("no highlight is chosen: click one first")
)

// Tag makes an annotation of a span of the article in hand and takes it in
// hand. Where the span is empty, the annotation in hand gets the verdict.
func (s *Session) Tag(span annotate.Span, v annotate.Verdict) error {
	if span.Len() == 0 {
		a, ok := s.Annotation()
		if !ok {
			return ErrNoSelection
		}
		return s.set(store.Ref{Kind: annotate.KindAnnotation, ID: a.ID}, annotate.Fields{"verdict": string(v)})
	}
	a, done, err := s.project.Annotate(store.NewAnnotation{Article: s.article, Span: span, Verdict: v})
	if err != nil {
		return err
	}
	s.annotation = a.ID
	return s.refresh(done)
}

// Tie ties the annotation in hand to the claim with that statement, which is
// made if there is none, and takes the claim in hand.
func (s *Session) Tie(statement string) error {
	a, ok := s.Annotation()
	if !ok {
		return ErrNoAnnotation
	}
	c, done, err := s.project.Tie(a.ID, statement)
	if err != nil {
		return err
	}
	s.claim = c.ID
	return s.refresh(done)
}

// Set changes fields of the annotation in hand.
func (s *Session) Set(f annotate.Fields) error {
	a, ok := s.Annotation()
	if !ok {
		return ErrNoAnnotation
	}
	return s.set(store.Ref{Kind: annotate.KindAnnotation, ID: a.ID}, f)
}

// SetArticle changes metadata of the article in hand.
func (s *Session) SetArticle(f annotate.Fields) error {
	return s.set(store.Ref{Kind: annotate.KindArticle, ID: s.article}, f)
}

// SetClaim changes fields of the claim in hand.
func (s *Session) SetClaim(f annotate.Fields) error {
	return s.set(store.Ref{Kind: annotate.KindClaim, ID: s.claim}, f)
}

func (s *Session) set(r store.Ref, f annotate.Fields) error {
	done, err := s.project.Set(r, f)
	if err != nil {
		return err
	}
	return s.refresh(done)
}

// RemoveAnnotation takes the annotation in hand out of the project.
func (s *Session) RemoveAnnotation() error {
	a, ok := s.Annotation()
	if !ok {
		return ErrNoAnnotation
	}
	return s.remove(store.Ref{Kind: annotate.KindAnnotation, ID: a.ID})
}

// RemoveArticle takes the article in hand out, with its annotations.
func (s *Session) RemoveArticle() error {
	return s.remove(store.Ref{Kind: annotate.KindArticle, ID: s.article})
}

// RemoveClaim takes the claim in hand out; its passages stay, untied.
func (s *Session) RemoveClaim() error {
	return s.remove(store.Ref{Kind: annotate.KindClaim, ID: s.claim})
}

func (s *Session) remove(r store.Ref) error {
	done, err := s.project.Remove(r)
	if err != nil {
		return err
	}
	return s.refresh(done)
}

// Undo takes the latest action back, Redo does the latest undone again; what
// they changed comes in hand. CanUndo and CanRedo name what they would do, ""
// if nothing.
func (s *Session) Undo() error { return s.back(s.project.Undo) }

// Redo is the counterpart of [Session.Undo].
func (s *Session) Redo() error { return s.back(s.project.Redo) }

// CanUndo names the action that Undo would take back, "" if there is none.
func (s *Session) CanUndo() string { return s.project.UndoVerb() }

// CanRedo names the action that Redo would do again, "" if there is none.
func (s *Session) CanRedo() string { return s.project.RedoVerb() }

func (s *Session) back(step func() (store.Action, error)) error {
	done, err := step()
	if err != nil {
		return err
	}
	if err := s.refresh(done); err != nil {
		return err
	}
	return s.show(done)
}

// show brings into hand what an action changed, so that an undo in another
// article is seen.
func (s *Session) show(done store.Action) error {
	for _, e := range done.Entities {
		if e.Kind != annotate.KindAnnotation {
			continue
		}
		a, err := s.project.Annotation(e.ID)
		if errors.Is(err, store.ErrNoEntity) {
			continue
		}
		if err != nil {
			return err
		}
		return s.GoTo(a)
	}
	return nil
}

// AddArticles adds articles off the reader's goroutine: it may run on any one
// goroutine while the session does nothing else. Call [Session.Refresh] with
// the action when it is done.
func (s *Session) AddArticles(ctx context.Context, drafts []store.Draft, progress func(int)) ([]store.Added, store.Action, error) {
	return s.project.AddArticles(ctx, drafts, progress)
}

// Refresh reads anew what an action done outside the session changed.
func (s *Session) Refresh(done store.Action) error { return s.refresh(done) }
