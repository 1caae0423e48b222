package session

import (
	"context"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/store"
)

// Fact is what a passage says of one kind, with what is in hand of it.
type Fact struct {
	Passage   annotate.ID
	Kind      facet.Kind
	Label     string        // what the kind is called
	Read      bool          // false where nobody knows what the passage says
	Values    []store.Facet // as they were read, or as reviewers have set them
	Value     int           // that which is in hand; −1 where none of several is
	Dismissed []store.Dismissal
	Offers    []store.Offer // of the words of its values; where it has none, of any
}

// Facets returns what reads the passages of the project as it is shown now. It may
// be called from any goroutine, also while the session does something else.
func (s *Session) Facets() func(context.Context, []store.Witness) ([]store.Facets, error) {
	view := s.view
	return func(ctx context.Context, ws []store.Witness) ([]store.Facets, error) {
		return view.FacetsOf(ctx, ws)
	}
}

// Correct corrects what was read in a passage.
func (s *Session) Correct(ctx context.Context, n store.NewCorrection) error {
	return s.do(func(p *store.Project) (store.Action, error) {
		_, done, err := p.Correct(ctx, n)
		return done, err
	})
}

// Uncorrect takes a correction back, so that what was read holds again.
func (s *Session) Uncorrect(id annotate.ID) error {
	return s.remove(store.Ref{Kind: annotate.KindCorrection, ID: id})
}
