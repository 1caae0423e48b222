package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// Removed is an article, claim or annotation that was taken out of the project.
type Removed struct {
	Ref
	Name    string            // its headline, statement or quote
	Article annotate.ID       // that of an annotation
	In      string            // its name
	At      time.Time         // when it was removed
	By      annotate.Reviewer // who removed it
	Restore annotate.ID       // what [Project.Restore] is to be called with to bring it back
}

// Removed lists what was removed and is not back, the latest first. Highlights
// that went with their article are not listed: they come back with it. It reads
// the whole log, so it takes time in large projects. The error may be that of
// the context; as of a moment it wraps [ErrReadOnly].
func (p *Project) Removed(ctx context.Context) (list []Removed, err error) {
	if why, advice := p.whyNot(); p.past != nil {
		return nil, file.Cannot("bring back", p.path, fmt.Errorf("%w (%s)", ErrReadOnly, why), advice)
	}
	err = p.view(func(c *file.Conn) error {
		gone, err := removed(ctx, c)
		if err != nil {
			return err
		}
		names := naming{c: c, known: map[Ref]string{}}
		actions := map[annotate.ID]annotate.ID{} // that removed an entity
		for id, by := range gone {
			if by == "" {
				continue
			}
			changes, err := historyOf(c, id, annotate.LastClock)
			if err := cmp.Or(err, ctx.Err()); err != nil {
				return err
			}
			r := Removed{Ref: Ref{changes[0].Kind, id}, Restore: lastLive(changes)}
			if !slices.Contains([]annotate.Kind{annotate.KindArticle, annotate.KindClaim, annotate.KindAnnotation}, r.Kind) || r.Restore == "" {
				continue
			}
			for _, change := range changes {
				if change.ID == by {
					r.At, r.By.ID, actions[id] = change.Clock.Time(), change.Reviewer, change.Action
				}
			}
			if r.Name, err = names.of(r.Ref); err != nil {
				return err
			}
			if r.By.Name, err = names.of(Ref{annotate.KindReviewer, r.By.ID}); err != nil {
				return err
			}
			if r.Kind == annotate.KindAnnotation {
				r.Article = annotate.Fold(changes).Annotation(id).Article
				if r.In, err = names.of(Ref{annotate.KindArticle, r.Article}); err != nil {
					return err
				}
			}
			list = append(list, r)
		}
		list = slices.DeleteFunc(list, func(r Removed) bool {
			with, ok := actions[r.Article]
			return ok && with == actions[r.ID]
		})
		return nil
	})
	slices.SortFunc(list, func(a, b Removed) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ID, b.ID)) })
	return list, err
}

// lastLive returns the last change after which an entity was in the project, ""
// if it never was.
func lastLive(changes []annotate.Change) (last annotate.ID) {
	var s annotate.State
	for _, change := range changes {
		if s.Apply(change); s.Live() {
			last = change.ID
		}
	}
	return last
}
