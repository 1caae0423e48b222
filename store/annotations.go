package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/change"
)

const codeTie = "annotation.tie"

// NewAnnotation is a passage to be annotated. It is tied to Claim, or else to
// the claim with that Statement, which is made if there is none; to no claim
// where both are empty.
type NewAnnotation struct {
	Article annotate.ID
	annotate.Span
	Verdict                      annotate.Verdict
	Claim                        annotate.ID
	Statement, Attribution, Note string
}

// Annotate adds an annotation by the person at work. The error wraps
// [ErrInvalid] where it lacks an article or a verdict, [ErrNoEntity],
// [ErrTextWithheld], annotate.ErrField, or, for the span, one of the errors of
// anchor.Check.
func (p *Project) Annotate(n NewAnnotation) (made annotate.Annotation, a Action, err error) {
	a, err = p.act("annotation.tag", func(rec *recording) (err error) {
		if n.Verdict != "" {
			rec.Did += "." + string(n.Verdict)
		}
		made, err = rec.annotate(n)
		return err
	})
	return made, a, err
}

// AnnotateAll adds many annotations by the person at work in one action, in
// the time of the transaction that one takes. progress, which may be nil, is
// told after each how many are done; it must not use the project, which is
// busy. Nothing is added when ctx ends first, and then its error is returned,
// or when one cannot be: the errors are those of [Project.Annotate].
func (p *Project) AnnotateAll(ctx context.Context, list []NewAnnotation, progress func(done int)) (made []annotate.Annotation, a Action, err error) {
	a, err = p.act("annotation.tag_many", func(rec *recording) error {
		for i, n := range list {
			one, err := rec.annotate(n)
			if err := cmp.Or(err, ctx.Err()); err != nil {
				return fmt.Errorf("passage %d: %w", i+1, err)
			}
			made = append(made, one)
			if progress != nil {
				progress(i + 1)
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, Action{}, err
	}
	return made, a, nil
}

func (rec *recording) annotate(n NewAnnotation) (made annotate.Annotation, err error) {
	switch "" {
	case string(n.Article):
		return made, emptyError{annotate.KindAnnotation, "article"}
	case string(n.Verdict):
		return made, emptyError{annotate.KindAnnotation, "verdict"}
	}
	fields, err := rec.spanFields(n.Article, n.Span)
	if err != nil {
		return made, err
	}
	claim := n.Claim
	if claim != "" {
		err = rec.src.Live(Ref{Kind: annotate.KindClaim, ID: claim})
	} else if n.Statement != "" {
		claim, err = rec.claimFor(n.Statement)
	}
	if err != nil {
		return made, err
	}
	fields["verdict"], fields["claim"] = string(n.Verdict), string(claim)
	fields["attribution"], fields["note"] = annotate.Typed(n.Attribution), annotate.Typed(n.Note)
	c, err := rec.make(Ref{Kind: annotate.KindAnnotation}, fields)
	if err != nil {
		return made, err
	}
	return rec.src.Annotation(c.Entity.ID)
}

// make records the making of an entity with those of the fields that have a
// value.
func (rec *recording) make(ref Ref, fields annotate.Fields) (*change.Change, error) {
	for name, value := range fields {
		if value == nil || value == "" {
			delete(fields, name)
		}
	}
	if err := fields.Check(ref.Kind); err != nil {
		return nil, err
	}
	return rec.put(change.Draft{Ref: ref, Sets: append(annotate.Spec(ref.Kind).RegisterValues(fields, namesOf(fields)), life(true))})
}

// spanFields checks a span and returns the fields that place an annotation
// there.
func (rec *recording) spanFields(article annotate.ID, s annotate.Span) (annotate.Fields, error) {
	o, err := rec.src.Offsets(article)
	if err != nil {
		return nil, err
	}
	if err := anchor.Check(o, s); err != nil {
		return nil, fmt.Errorf("%w: %s", err, spanAdvice(err, o.Len()))
	}
	q := anchor.Select(o, s)
	return annotate.Fields{"article": string(article), "start": s.Start, "end": s.End, "quote": annotate.ShortQuote(q.Exact)}, nil
}

func spanAdvice(err error, chars int) string {
	switch {
	case errors.Is(err, anchor.ErrSpan):
		return fmt.Sprintf("choose a start from 0 and an end after it, up to %d", chars)
	case errors.Is(err, anchor.ErrGrapheme):
		return "begin and end between characters"
	}
	return "choose a span that holds words"
}

// claimFor returns the id of the claim with a statement, of several that of the
// first made; it makes one if there is none.
func (rec *recording) claimFor(statement string) (annotate.ID, error) {
	if statement = strings.TrimSpace(annotate.Typed(statement)); statement == "" {
		return "", errNoStatement
	}
	known, err := rec.src.Stating(statement)
	if !errors.Is(err, sql.ErrNoRows) {
		return known.ID, err
	}
	c, err := rec.make(Ref{Kind: annotate.KindClaim}, annotate.Fields{"statement": statement})
	if err != nil {
		return "", err
	}
	return c.Entity.ID, nil
}

var errNoStatement = fmt.Errorf("%w claim: it needs a statement", ErrInvalid)

// Tie ties an annotation to the claim with that statement, which is made if
// there is none, in one action. The error wraps [ErrNoEntity] where the
// annotation is not in the project, [ErrNotYours] for another's, or [ErrInvalid]
// for an empty statement.
func (p *Project) Tie(annotation annotate.ID, statement string) (annotate.Claim, Action, error) {
	return p.tie(annotation, statement, false)
}

// TieOverriding is [Project.Tie] of another's annotation too.
func (p *Project) TieOverriding(annotation annotate.ID, statement string) (annotate.Claim, Action, error) {
	return p.tie(annotation, statement, true)
}

func (p *Project) tie(annotation annotate.ID, statement string, override bool) (claim annotate.Claim, a Action, err error) {
	a, err = p.act(codeTie, func(rec *recording) error {
		id, err := rec.claimFor(statement)
		if err != nil {
			return err
		}
		if err := rec.tieTo(annotation, id, override); err != nil {
			return err
		}
		claim, err = rec.src.Claim(id)
		return err
	})
	return claim, a, err
}

// TieAll ties annotations of the person at work to a claim, or else to the one
// with that statement, which is made if there is none, in one action. The errors
// are those of [Project.Tie]; where one is returned nothing has changed.
func (p *Project) TieAll(annotations []annotate.ID, claim annotate.ID, statement string) (tied annotate.Claim, a Action, err error) {
	a, err = p.act("annotation.tie_many", func(rec *recording) error {
		if claim == "" {
			if claim, err = rec.claimFor(statement); err != nil {
				return err
			}
		} else if err := rec.src.Live(Ref{Kind: annotate.KindClaim, ID: claim}); err != nil {
			return err
		}
		for _, id := range annotations {
			if err := rec.tieTo(id, claim, false); err != nil {
				return err
			}
		}
		tied, err = rec.src.Claim(claim)
		return err
	})
	return tied, a, err
}

// tieTo ties an annotation to a claim of the project.
func (rec *recording) tieTo(annotation, claim annotate.ID, override bool) error {
	ref := Ref{Kind: annotate.KindAnnotation, ID: annotation}
	if err := rec.src.Live(ref); err != nil {
		return err
	}
	s, err := rec.tables.State(ref)
	if err != nil {
		return err
	}
	if err := rec.mine(s, override); err != nil {
		return err
	}
	if diff := differing(s, annotate.Fields{"claim": string(claim)}); len(diff) > 0 {
		_, err = rec.setFields(s, diff)
	}
	return err
}
