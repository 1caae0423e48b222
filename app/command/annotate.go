package command

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
	"claimtrace/app/verbs"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// passage is what the flags of annotate say.
type passage struct {
	article, quote, verdict, claim, attribution, note string
	start, end                                        int // -1 if not given
}

func annotatePassage(c *call) func([]string) error {
	var f passage
	c.flags.StringVar(&f.article, "article", "", "`id` of the article")
	c.flags.StringVar(&f.quote, "quote", "", "the passage's exact `words`")
	c.flags.IntVar(&f.start, "start", -1, "`offset` of its first code point")
	c.flags.IntVar(&f.end, "end", -1, "`offset` after its last code point")
	c.flags.StringVar(&f.verdict, "verdict", "", "confirmed, disputed or unconfirmed")
	c.flags.StringVar(&f.claim, "claim", "", "`claim`: its id or exact statement; one not known yet is made")
	c.flags.StringVar(&f.attribution, "attribution", "", "`who` is quoted or cited")
	c.flags.StringVar(&f.note, "note", "", "a `note`")
	return func(words []string) error {
		v, err := c.checkPassage(f)
		if err != nil {
			return err
		}
		return c.work(words[0], func(p *store.Project) error { return c.addAnnotation(p, f, v) })
	}
}

// checkPassage tells whether the flags make sense together.
func (c *call) checkPassage(f passage) (annotate.Verdict, error) {
	switch {
	case f.article == "":
		return "", c.usagef("--article is missing")
	case f.verdict == "":
		return "", c.usagef("--verdict is missing: confirmed, disputed or unconfirmed")
	case c.given("start") && f.start < 0 || c.given("end") && f.end < 0:
		return "", c.usagef("--start and --end count from 0")
	case f.quote == "" && (f.start < 0 || f.end < 0):
		return "", c.usagef("say which passage: --quote, or --start and --end")
	case f.quote != "" && f.end >= 0 && f.start < 0:
		return "", c.usagef("--end goes with --start")
	}
	return annotate.ParseVerdict(f.verdict)
}

func (c *call) addAnnotation(p *store.Project, f passage, v annotate.Verdict) error {
	article, err := resolve(p.View, f.article, annotate.KindArticle)
	if err != nil {
		return err
	}
	n := store.NewAnnotation{Article: article.ID, Verdict: v, Attribution: annotate.Typed(f.attribution), Note: annotate.Typed(f.note)}
	if n.Span, err = span(p, article.ID, f); err != nil {
		return err
	}
	if f.claim != "" {
		n.Claim, n.Statement, err = claimNamed(p, f.claim)
		if err != nil {
			return err
		}
	}
	made, a, err := p.Annotate(n)
	if err != nil {
		return err
	}
	c.didAction(verbs.Of(a.Did), a)
	return c.printAnnotation(p, made)
}

// span finds the passage that the flags mean.
func span(p *store.Project, article annotate.ID, f passage) (annotate.Span, error) {
	given := annotate.Span{Start: f.start, End: f.end}
	if f.quote == "" {
		return given, nil
	}
	content, err := p.Text(article)
	if err != nil {
		return annotate.Span{}, err
	}
	quote := annotate.Typed(strings.ReplaceAll(f.quote, "\r\n", "\n")) // as in canonical texts
	o := text.NewOffsets(content)
	found, err := anchor.Find(o, quote, f.start)
	if errors.Is(err, anchor.ErrMissing) {
		quote, found, err = asTyped(o, quote, f.start, err)
	}
	switch {
	case errors.Is(err, anchor.ErrAmbiguous):
		return found, fmt.Errorf("%w: say with --start which one you mean", err)
	case errors.Is(err, anchor.ErrMissing):
		if near, ok := anchor.Nearest(o, quote); ok {
			return found, fmt.Errorf("%w: the nearest is %s, from %d", err, annotate.Quoted(o.Slice(near.Start, near.End)), near.Start)
		}
		return found, fmt.Errorf("%w: give the words exactly as the article has them", err)
	case err == nil && f.end >= 0 && found != given:
		return found, fmt.Errorf("%w: from %d these %d characters end at %d, not at %d", anchor.ErrSpan,
			f.start, utf8.RuneCountInString(quote), found.End, f.end)
	}
	return found, err
}

// claimNamed finds the claim that an id or a statement means; it returns the
// statement where a claim is still to be made for it.
func claimNamed(p *store.Project, name string) (annotate.ID, string, error) {
	name = annotate.Typed(strings.TrimSpace(name))
	ref, err := p.Resolve(name, annotate.KindClaim)
	if errors.Is(err, store.ErrNoEntity) && !annotate.IsPrefix(name) {
		return "", name, nil
	}
	return ref.ID, "", err
}

// annotationRecord is an annotation as list and annotate print it, with the words
// around it.
func annotationRecord(p *store.View, n annotate.Annotation, names map[annotate.ID]string) (r exchange.Annotation, err error) {
	r = exchange.NewAnnotation(n, names)
	r.Prefix, r.Suffix, err = p.Context(n)
	return r, err
}

func (c *call) printAnnotation(p *store.Project, n annotate.Annotation) error {
	if c.json {
		reviewers, err := p.Reviewers()
		if err != nil {
			return err
		}
		record, err := annotationRecord(p.View, n, exchange.Names(reviewers))
		if err != nil {
			return err
		}
		return c.printJSON(record)
	}
	c.printf("%s  %s  “%s”\n", string(n.ID), verdict(n.Verdict), short(n.Quote, 72))
	return nil
}

// asTyped looks for a quote that does not occur as it is: with what is typed for
// what is printed, such as ' for ’ or a space for a line end. It returns the
// article's own words where there is one such place, else the error that it was
// given.
func asTyped(o *text.Offsets, quote string, start int, missing error) (string, annotate.Span, error) {
	var here []annotate.Span
	for _, s := range anchor.Typed(o, quote) {
		if start < 0 || s.Start == start {
			here = append(here, s)
		}
	}
	switch len(here) {
	case 0:
		return quote, annotate.Span{}, missing
	case 1:
		return o.Slice(here[0].Start, here[0].End), here[0], nil
	}
	return quote, annotate.Span{}, fmt.Errorf("%w, at %d and %d: %s", anchor.ErrAmbiguous, here[0].Start, here[1].Start, annotate.Quoted(quote))
}
