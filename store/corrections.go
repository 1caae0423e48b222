package store

import (
	"context"
	"fmt"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/facet"
)

const codeDismiss = "correction.dismiss"

// NewCorrection is what a reviewer says in place of what was read in a passage.
type NewCorrection struct {
	Annotation annotate.ID
	Kind       facet.Kind
	Start, End int    // the words that it is about, code points of the article; both 0 where it is about the whole passage
	Value      string // "" dismisses what was read there
}

// Correct corrects what was read in a passage, for the person at work, in one
// action. A second correction of the same words by the same person changes the
// first. The words must stand in the passage, or be those of a value that was read
// for it. The error wraps [ErrNoEntity], [ErrInvalid] for a kind that there is not,
// for a value that has not the form of its kind or a place outside of the passage,
// annotate.ErrField, [ErrTextWithheld] for words of a text that is not here, one of
// the errors of anchor.Check, or is that of the context.
func (p *Project) Correct(ctx context.Context, n NewCorrection) (made annotate.Correction, a Action, err error) {
	value, err := n.checked()
	if err != nil {
		return made, a, err
	}
	passage, err := p.Annotation(n.Annotation)
	if err != nil {
		return made, a, err
	}
	var read []facet.Value
	if n.End != 0 && !n.near(passage, nil) { // reading takes too long to be done within the action
		if read, err = p.AsRead(ctx, n.Annotation); err != nil {
			return made, a, err
		}
	}
	code := "correction.make"
	if value == annotate.Dismissed {
		code = codeDismiss
	}
	a, err = p.act(code, func(rec *recording) error {
		made, err = rec.correct(n, value, read)
		return err
	})
	return made, a, err
}

// checked returns the value as it is kept.
func (n NewCorrection) checked() (string, error) {
	if !slices.Contains(facet.Kinds, n.Kind) {
		return "", invalid("kind of correction %s: it is one of %s", annotate.Quoted(string(n.Kind)), facet.KindNames())
	}
	if n.Value == "" {
		return annotate.Dismissed, nil
	}
	value, err := facet.Form(n.Kind, annotate.Typed(n.Value))
	if err != nil {
		return "", invalid("value: %w", err)
	}
	return value, nil
}

func (rec *recording) correct(n NewCorrection, value string, read []facet.Value) (made annotate.Correction, err error) {
	passage, err := rec.src.Annotation(n.Annotation)
	if err != nil {
		return made, err
	}
	words := annotate.ShortQuote(passage.Quote)
	if n.Start != 0 || n.End != 0 {
		o, err := rec.src.Offsets(passage.Article)
		if err != nil {
			return made, err
		}
		span := annotate.Span{Start: n.Start, End: n.End}
		if err := anchor.Check(o, span); err != nil {
			return made, fmt.Errorf("%w: %s", err, spanAdvice(err, o.Len()))
		}
		if !n.near(passage, read) {
			return made, invalid("place of a correction: %d to %d lies outside of the passage, which goes from %d to %d", n.Start, n.End, passage.Start, passage.End)
		}
		words = annotate.ShortQuote(o.Slice(n.Start, n.End))
	}
	mine, err := rec.ownCorrection(n)
	if err != nil {
		return made, err
	}
	if mine != "" {
		s, err := rec.tables.State(Ref{Kind: annotate.KindCorrection, ID: mine})
		if err != nil {
			return made, err
		}
		if diff := differing(s, annotate.Fields{"value": value}); len(diff) > 0 {
			if _, err = rec.setFields(s, diff); err != nil {
				return made, err
			}
		}
		return rec.src.Correction(mine)
	}
	c, err := rec.make(Ref{Kind: annotate.KindCorrection}, annotate.Fields{
		"annotation": string(n.Annotation), "kind": string(n.Kind), "start": n.Start, "end": n.End, "words": words, "value": value,
	})
	if err != nil {
		return made, err
	}
	return rec.src.Correction(c.Entity.ID)
}

// near tells whether the words lie in the passage, or are those of a value that was
// read for it: who says something may stand before it.
func (n NewCorrection) near(passage annotate.Annotation, read []facet.Value) bool {
	return passage.Start <= n.Start && n.End <= passage.End || slices.ContainsFunc(read, func(v facet.Value) bool {
		return v.Kind == n.Kind && v.Start <= n.Start && n.End <= v.End
	})
}

// ownCorrection finds what the person at work has said of the same words, the
// latest; "" where there is nothing.
func (rec *recording) ownCorrection(n NewCorrection) (annotate.ID, error) {
	list, err := rec.src.CorrectionsOf(n.Annotation)
	if err != nil {
		return "", err
	}
	for _, c := range slices.Backward(list) {
		if c.Kind != string(n.Kind) || c.Start != n.Start || c.End != n.End {
			continue
		}
		if is, err := isMe(rec.src, rec.tables, rec.p.person.ID, c.Reviewer); err != nil || is {
			return c.ID, err
		}
	}
	return "", nil
}

// passageOf is the passage that a correction is about, as the log has it.
func (p *Project) passageOf(correction annotate.State) (annotate.State, error) {
	f, err := p.log.Fold(Ref{Kind: annotate.KindAnnotation, ID: correction.Correction().Annotation})
	if err != nil {
		return annotate.State{}, err
	}
	return annotate.StateOf(f, true), nil
}
