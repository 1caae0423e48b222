package command

import (
	"fmt"

	"claimtrace/annotate"
	"claimtrace/app/verbs"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// printEntity prints an entity after an action on it.
func (c *call) printEntity(p *store.Project, ref store.Ref, a store.Action) error {
	c.didAction(verbs.Of(a.Did), a)
	if a.Changes == 0 {
		c.say("nothing to change: it stands so already")
	}
	if !c.json {
		if a.Changes > 0 {
			c.printf("%s  %s\n", string(ref.ID), verbs.Of(a.Did))
		}
		return nil
	}
	record, err := entity(p.View, ref)
	if err != nil {
		return err
	}
	return c.printJSON(record)
}

// entity returns the record of an entity in the project.
func entity(p *store.View, ref store.Ref) (any, error) {
	switch ref.Kind {
	case annotate.KindArticle:
		a, err := p.Article(ref.ID)
		return articleRecord{exchange.NewArticle(a), true}, err
	case annotate.KindClaim:
		v, err := claimRow(p, ref.ID)
		if err != nil {
			return nil, err
		}
		reviewers, err := p.Reviewers()
		return exchange.NewClaim(v, exchange.Names(reviewers)), err
	case annotate.KindAnnotation:
		n, err := p.Annotation(ref.ID)
		if err != nil {
			return nil, err
		}
		reviewers, err := p.Reviewers()
		if err != nil {
			return nil, err
		}
		return annotationRecord(p, n, exchange.Names(reviewers))
	case annotate.KindCorrection:
		x, err := p.Correction(ref.ID)
		if err != nil {
			return nil, err
		}
		reviewers, err := p.Reviewers()
		return exchange.NewCorrection(x, exchange.Names(reviewers)), err
	case annotate.KindReviewer:
		reviewers, err := p.Reviewers()
		for _, r := range reviewers {
			if r.ID == ref.ID {
				return exchange.Reviewer(r), nil
			}
		}
		return nil, err
	}
	return settingOf(p, ref.ID)
}

// claimRow returns a claim with its standing.
func claimRow(p *store.View, id annotate.ID) (store.ClaimRow, error) {
	claims, err := p.Claims()
	if err != nil {
		return store.ClaimRow{}, err
	}
	for _, v := range claims {
		if v.ID == id {
			return v, nil
		}
	}
	return store.ClaimRow{}, fmt.Errorf("claim %s: %w", id, store.ErrNoEntity)
}
