package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/store/file"
)

const annotationColumns = `id, article, start, "end", quote, prefix, suffix, verdict, judged, claim, reviewer, attribution, note, created, modified`

// annotationFrom joins what is needed to show an annotation: only one whose
// article is in the project is, and one whose claim is not counts as untied.
// Merged logs bring both about.
const annotationFrom = "FROM annotation n JOIN article a ON a.id = n.article LEFT JOIN claim c ON c.id = n.claim"

const annotationOrder = articleOrder + `, n.start, n."end", n.id`

// annotationSelect lists the columns of an annotation for a query on
// annotationFrom.
var annotationSelect = strings.Replace(qualified("n", annotationColumns), "n.claim", "coalesce(c.id, '')", 1)

func annotationValues(id annotate.ID, s annotate.State) []any {
	n := s.Annotation(id)
	return []any{
		string(id), string(n.Article), int64(n.Start), int64(n.End), n.Quote, n.Prefix, n.Suffix, string(n.Verdict), int64(n.Judged),
		string(n.Claim), string(n.Reviewer), n.Attribution, n.Note, n.Created.UnixMilli(), n.Modified.UnixMilli(),
	}
}

// scannedAnnotation takes up the columns of an annotation.
type scannedAnnotation struct {
	annotation        annotate.Annotation
	created, modified int64
}

func (s *scannedAnnotation) dest() []any {
	n := &s.annotation
	return []any{
		&n.ID, &n.Article, &n.Start, &n.End, &n.Quote, &n.Prefix, &n.Suffix, &n.Verdict, &n.Judged,
		&n.Claim, &n.Reviewer, &n.Attribution, &n.Note, &s.created, &s.modified,
	}
}

func (s *scannedAnnotation) value() annotate.Annotation {
	s.annotation.Created = time.UnixMilli(s.created).UTC()
	s.annotation.Modified = time.UnixMilli(s.modified).UTC()
	return s.annotation
}

func scanAnnotation(r file.Row) (annotate.Annotation, error) {
	var s scannedAnnotation
	err := r.Scan(s.dest()...)
	return s.value(), err
}

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
// [ErrAmbiguousID] (for the statement), [ErrTextWithheld], annotate.ErrField,
// or, for the span, one of the errors of anchor.Check.
func (p *Project) Annotate(n NewAnnotation) (made annotate.Annotation, a Action, err error) {
	a, err = p.act("tag as "+string(n.Verdict), func(rec *recording) (err error) {
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
	a, err = p.act("tag passages", func(rec *recording) error {
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
	fields, err := rec.p.spanFields(n.Article, n.Span)
	if err != nil {
		return made, err
	}
	claim := n.Claim
	if claim != "" {
		err = live(rec.c, Ref{annotate.KindClaim, claim})
	} else if n.Statement != "" {
		claim, err = rec.claimFor(n.Statement)
	}
	if err != nil {
		return made, err
	}
	fields["article"], fields["reviewer"] = string(n.Article), string(rec.p.reviewer.ID)
	fields["verdict"], fields["claim"] = string(n.Verdict), string(claim)
	fields["attribution"], fields["note"] = n.Attribution, n.Note
	ref := Ref{annotate.KindAnnotation, rec.p.newID()}
	if err := rec.setFrom(ref, annotate.State{}, fields); err != nil {
		return made, err
	}
	return rec.state.Annotation(ref.ID), nil
}

// spanFields checks a span and returns the fields that place an annotation
// there.
func (p *Project) spanFields(article annotate.ID, s annotate.Span) (annotate.Fields, error) {
	o, err := p.offsets(article)
	if err != nil {
		return nil, err
	}
	if err := anchor.Check(o, s); err != nil {
		return nil, fmt.Errorf("%w: %s", err, spanAdvice(err, o.Len()))
	}
	q := anchor.Select(o, s)
	return annotate.Fields{"start": s.Start, "end": s.End, "quote": q.Exact, "prefix": q.Prefix, "suffix": q.Suffix}, nil
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

// Filter chooses annotations; an empty field lets any pass.
type Filter struct{ Article, Claim, Reviewer annotate.ID }

// Annotations returns those that the filter lets pass, by article in the order
// of [Project.Articles], then by start, end and id.
func (p *Project) Annotations(f Filter) (list []annotate.Annotation, err error) {
	var where []string
	var args []any
	for _, only := range []struct {
		column string
		id     annotate.ID
	}{{"n.article", f.Article}, {"c.id", f.Claim}, {"n.reviewer", f.Reviewer}} {
		if only.id != "" {
			where = append(where, only.column+" = ?")
			args = append(args, only.id)
		}
	}
	query := "SELECT " + annotationSelect + " " + annotationFrom
	if len(where) > 0 {
		query += " WHERE " + strings.Join(where, " AND ")
	}
	err = p.view(func(c *file.Conn) (err error) {
		list, err = file.All(c, scanAnnotation, query+" ORDER BY "+annotationOrder, args...)
		return err
	})
	return list, err
}

// Annotation returns one annotation, or an error that wraps [ErrNoEntity].
func (p *Project) Annotation(id annotate.ID) (n annotate.Annotation, err error) {
	err = p.view(func(c *file.Conn) (err error) {
		n, err = annotationWith(c, id)
		return err
	})
	return n, err
}

func annotationWith(c *file.Conn, id annotate.ID) (annotate.Annotation, error) {
	n, err := file.One(c, scanAnnotation, "SELECT "+annotationSelect+" "+annotationFrom+" WHERE n.id = ?", id)
	return n, orNoEntity(err, Ref{annotate.KindAnnotation, id})
}

// Witness is a passage tied to a claim and the article that it stands in.
type Witness struct {
	annotate.Annotation
	In annotate.Article
}

// Witnesses returns the passages tied to a claim in order of publication,
// unknown last, then by start. It is empty for a claim that nobody mentions;
// the error wraps [ErrNoEntity] for what is no claim of the project.
func (p *Project) Witnesses(claim annotate.ID) (list []Witness, err error) {
	err = p.view(func(c *file.Conn) error {
		if err := live(c, Ref{annotate.KindClaim, claim}); err != nil {
			return err
		}
		list, err = file.All(c, func(r file.Row) (Witness, error) {
			var n scannedAnnotation
			var a scannedArticle
			err := r.Scan(append(n.dest(), a.dest()...)...)
			return Witness{n.value(), a.value()}, err
		}, "SELECT "+annotationSelect+", "+qualified("a", articleColumns)+" "+annotationFrom+" WHERE c.id = ? ORDER BY "+annotationOrder, claim)
		return err
	})
	return list, err
}
