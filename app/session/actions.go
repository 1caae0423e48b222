package session

import (
	"context"
	"errors"
	"iter"

	"claimtrace/annotate"
	"claimtrace/store"
)

// Errors of actions that had nothing to act on.
var (
	ErrNoSelection  = errors.New("nothing is selected: select a passage first")
	ErrNoAnnotation = errors.New("no highlight is chosen: click one first")
)

// Tag makes an annotation of a span of the article in hand and takes it in
// hand. Where the span is empty, the annotation in hand gets the verdict.
func (s *Session) Tag(span annotate.Span, v annotate.Verdict) error {
	if span.Len() > 0 && s.article != "" {
		return s.annotate(store.NewAnnotation{Article: s.article, Span: span, Verdict: v})
	}
	a, ok := s.Annotation()
	if !ok {
		return ErrNoSelection
	}
	return s.judge(a, v)
}

// judge gives a passage the verdict of the person at work. An annotation
// belongs to its reviewer: on another's it is a second annotation of the same
// passage and claim, or a change of the one that was made before.
func (s *Session) judge(a annotate.Annotation, v annotate.Verdict) error {
	me := s.reviewer().ID
	if a.Reviewer != me {
		mine, ok := s.sameBy(a, me)
		if !ok {
			return s.annotate(store.NewAnnotation{Article: a.Article, Span: a.Span(), Verdict: v, Claim: a.Claim, Attribution: a.Attribution})
		}
		if err := s.PickAnnotation(mine.ID); err != nil {
			return err
		}
		a = mine
	}
	return s.SetAnnotation(a.ID, annotate.Fields{"verdict": string(v)})
}

// sameBy returns a reviewer's annotation of the same passage and claim.
func (s *Session) sameBy(a annotate.Annotation, reviewer annotate.ID) (annotate.Annotation, bool) {
	for _, b := range s.annotations {
		if b.Reviewer == reviewer && b.Span() == a.Span() && s.oneClaim(b.Claim) == s.oneClaim(a.Claim) {
			return b, true
		}
	}
	return annotate.Annotation{}, false
}

func (s *Session) annotate(n store.NewAnnotation) error {
	p, err := s.present()
	if err != nil {
		return err
	}
	a, done, err := p.Annotate(n)
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
	p, err := s.present()
	if err != nil {
		return err
	}
	_, done, err := p.Tie(a.ID, statement)
	if err != nil {
		return err
	}
	return s.refresh(done)
}

// TieTo ties the annotation in hand to a claim and takes the claim in hand.
func (s *Session) TieTo(claim annotate.ID) error {
	a, ok := s.Annotation()
	if !ok {
		return ErrNoAnnotation
	}
	return s.SetAnnotation(a.ID, annotate.Fields{"claim": string(claim)})
}

// Own lists one's own passages of the claim in hand, as far as they are read.
func (s *Session) Own() (own []annotate.ID) {
	for _, x := range s.witnesses {
		if s.Mine(x.Annotation) {
			own = append(own, x.Annotation.ID)
		}
	}
	return own
}

// MoveAll ties one's own passages of the claim in hand to another claim, or else
// to the one with that statement, which is made if there is none, as one action,
// and takes that claim in hand.
func (s *Session) MoveAll(claim annotate.ID, statement string) error {
	p, err := s.present()
	if err != nil {
		return err
	}
	to, done, err := p.TieAll(s.Own(), claim, statement)
	if err != nil {
		return err
	}
	if err := s.refresh(done); err != nil {
		return err
	}
	return s.PickClaim(to.ID)
}

// Join makes the claim in hand and another one.
func (s *Session) Join(other annotate.ID) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.Join(claimRef(s.claim), claimRef(other)) })
}

// Part takes one of the claims that are joined in the row in hand out of them.
func (s *Session) Part(claim annotate.ID) error {
	row, _ := s.Claim()
	rest := row.ID
	if rest == claim && len(row.Also) > 0 {
		rest = row.Also[0].ID
	}
	return s.do(func(p *store.Project) (store.Action, error) { return p.Part(claimRef(claim), claimRef(rest)) })
}

func claimRef(id annotate.ID) store.Ref { return store.Ref{Kind: annotate.KindClaim, ID: id} }

// SetAnnotation changes fields of an annotation, in hand or not.
func (s *Session) SetAnnotation(id annotate.ID, f annotate.Fields) error {
	return s.set(store.Ref{Kind: annotate.KindAnnotation, ID: id}, f)
}

// Mine tells whether an annotation is one's own: of another's only one's own
// verdict is set, beside it.
func (s *Session) Mine(a annotate.Annotation) bool {
	me := s.reviewer().ID
	if a.Reviewer == me || s.project == nil {
		return a.Reviewer == me
	}
	is, err := s.project.IsMe(a.Reviewer)
	return err == nil && is
}

// MoveAnnotation gives an annotation another span of its article.
func (s *Session) MoveAnnotation(id annotate.ID, span annotate.Span) error {
	return s.SetAnnotation(id, annotate.Fields{"start": span.Start, "end": span.End})
}

// SetArticle changes metadata of an article.
func (s *Session) SetArticle(id annotate.ID, f annotate.Fields) error {
	return s.set(store.Ref{Kind: annotate.KindArticle, ID: id}, f)
}

// SetClaim changes fields of a claim.
func (s *Session) SetClaim(id annotate.ID, f annotate.Fields) error {
	return s.set(store.Ref{Kind: annotate.KindClaim, ID: id}, f)
}

// do does one action and tells the views what changed.
func (s *Session) do(act func(*store.Project) (store.Action, error)) error {
	p, err := s.present()
	if err != nil {
		return err
	}
	done, err := act(p)
	if err != nil {
		return err
	}
	return s.refresh(done)
}

func (s *Session) set(r store.Ref, f annotate.Fields) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.Set(r, f) })
}

// Same holds two wordings equal from now on, NotSame tells them apart again.
func (s *Session) Same(a, b string) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.HoldEqual(a, b) })
}

// NotSame is the counterpart of [Session.Same].
func (s *Session) NotSame(a, b string) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.TellApart(a, b) })
}

// Decide records a decision on a claim: the verdict, why, and the passages
// that show it; "" opens the claim again.
func (s *Session) Decide(claim annotate.ID, v annotate.Verdict, reason string, evidence []annotate.ID) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.Decide(claim, v, reason, evidence...) })
}

// History lists the changes of an article, claim or annotation, oldest first.
func (s *Session) History(r store.Ref) ([]store.Revision, error) { return s.view.Revisions(r) }

// Removed lists what was removed and can be brought back, the latest first. It
// may run on any one goroutine while the session does nothing else.
func (s *Session) Removed(ctx context.Context) ([]store.Removed, error) {
	return s.view.Removed(ctx)
}

// Restore makes the state after a change of an entity that of now, as a new
// change.
func (s *Session) Restore(r store.Ref, change annotate.ID) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.Restore(r, change) })
}

// BringBack is [Session.Restore] of several in one action.
func (s *Session) BringBack(list ...store.Earlier) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.RestoreAll(list...) })
}

// RemoveAnnotation takes the annotation in hand out of the project.
func (s *Session) RemoveAnnotation() error {
	a, ok := s.Annotation()
	if !ok {
		return ErrNoAnnotation
	}
	return s.remove(store.Ref{Kind: annotate.KindAnnotation, ID: a.ID})
}

// RemoveArticle takes an article out, in hand or not, with its annotations.
func (s *Session) RemoveArticle(id annotate.ID) error {
	return s.remove(store.Ref{Kind: annotate.KindArticle, ID: id})
}

// RemoveClaim takes the claim in hand out; its passages stay, untied.
func (s *Session) RemoveClaim() error {
	return s.remove(store.Ref{Kind: annotate.KindClaim, ID: s.claim})
}

func (s *Session) remove(r store.Ref) error {
	return s.do(func(p *store.Project) (store.Action, error) { return p.Remove(r) })
}

// Undo takes the latest action back and tells what it was; what it had changed
// comes in hand.
func (s *Session) Undo() (Back, error) { return s.back((*store.Project).Undo) }

// Redo does the latest action that was undone again.
func (s *Session) Redo() (Back, error) { return s.back((*store.Project).Redo) }

// Back is what an undo or redo did.
type Back struct {
	Did  string       // code of the action taken back or done again
	Left []store.Left // what of it was left as it is
}

// CanUndo is the code of the action that Undo would take back, "" if there is
// none.
func (s *Session) CanUndo() string {
	if s.project == nil {
		return ""
	}
	return s.project.CanUndo()
}

// CanRedo is the code of the action that Redo would do again, "" if there is
// none.
func (s *Session) CanRedo() string {
	if s.project == nil {
		return ""
	}
	return s.project.CanRedo()
}

func (s *Session) back(step func(*store.Project) (store.Action, error)) (Back, error) {
	p, err := s.present()
	if err != nil {
		return Back{}, err
	}
	done, err := step(p)
	if err != nil {
		return Back{}, err
	}
	if err := s.refresh(done); err != nil {
		return Back{}, err
	}
	return Back{done.Did, done.Left}, s.takeInHand(done)
}

// takeInHand brings into hand what an action changed, so that an undo in another
// article is seen there: the annotation, or where it is gone its article; an
// article that came back; else a claim.
func (s *Session) takeInHand(done store.Action) error {
	claim := annotate.ID("")
	for _, e := range done.Entities {
		if _, there := s.ArticleRow(e.ID); there && e.Kind == annotate.KindArticle {
			return s.PickArticle(e.ID)
		}
		if _, there := s.ClaimRow(e.ID); there && e.Kind == annotate.KindClaim && claim == "" {
			claim = e.ID
		}
		if e.Kind != annotate.KindAnnotation {
			continue
		}
		a, err := s.view.Annotation(e.ID)
		if errors.Is(err, store.ErrNoEntity) {
			at, err := s.view.ArticleOf(e.ID)
			if err != nil {
				return err
			}
			if _, there := s.ArticleRow(at); there {
				return s.PickArticle(at)
			}
			continue
		}
		if err != nil {
			return err
		}
		return s.GoTo(a)
	}
	if claim != "" {
		return s.PickClaim(claim)
	}
	return nil
}

// AddArticles adds articles off the reader's goroutine: it may run on any one
// goroutine while the session does nothing else. Call [Session.Refresh] with
// the action when it is done.
func (s *Session) AddArticles(ctx context.Context, drafts iter.Seq2[store.Draft, error], progress func(int)) ([]store.Added, store.Action, error) {
	p, err := s.present()
	if err != nil {
		return nil, store.Action{}, err
	}
	return p.AddArticles(ctx, drafts, progress)
}

// Refresh reads anew what an action done outside the session changed, and the
// text of the article in hand where it was withheld and is there by now.
func (s *Session) Refresh(done store.Action) error {
	if err := s.refresh(done); err != nil || s.text != nil || s.article == "" {
		return err
	}
	annotation := s.annotation
	if err := s.loadArticle(s.article); err != nil || s.text == nil {
		return err
	}
	s.annotation = annotation
	s.tell(Changed{Article: true, Annotations: true, Annotation: true})
	return nil
}
