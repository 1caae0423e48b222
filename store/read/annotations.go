package read

import (
	"errors"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/reading"
	"claimtrace/store/file"
	"claimtrace/store/tables"
)

// annotationFrom joins what is needed to show an annotation: only one whose
// article is in the project is, and one whose claim is not counts as untied.
const annotationFrom = "FROM annotation n JOIN name nn ON nn.key = n.key JOIN article a ON a.key = n.article JOIN name an ON an.key = a.key " +
	"LEFT JOIN claim c ON c.key = n.claim LEFT JOIN name cn ON cn.key = c.key JOIN name rn ON rn.key = n.reviewer"

const annotationOrder = articleOrder + `, n.start, n."end", nn.id`

const annotationSelect = `nn.id, an.id, n.start, n."end", n.place, a.sha256, a.chars, n.verdict, cn.id, rn.id, n.attribution, n.note, n.created, n.modified, n.withheld`

// scannedAnnotation takes up the columns of an annotation.
type scannedAnnotation struct {
	annotation                 annotate.Annotation
	verdict, created, modified int64
	place                      int64  // the change in which its words stand
	sha256                     string // of its text
	chars                      int    // of its text
}

func (s *scannedAnnotation) dest() []any {
	n := &s.annotation
	return []any{
		(*blobID)(&n.ID), (*blobID)(&n.Article), &n.Start, &n.End, &s.place, &s.sha256, &s.chars, &s.verdict,
		(*blobID)(&n.Claim), (*blobID)(&n.Reviewer), &n.Attribution, &n.Note, &s.created, &s.modified, &n.Withheld,
	}
}

func (s *scannedAnnotation) value() annotate.Annotation {
	s.annotation.Verdict = tables.Verdict(s.verdict)
	s.annotation.Created = time.UnixMilli(s.created).UTC()
	s.annotation.Modified = s.annotation.Created
	if s.modified != 0 {
		s.annotation.Modified = time.UnixMilli(s.modified).UTC()
	}
	return s.annotation
}

func scanAnnotation(r file.Row) (s scannedAnnotation, err error) {
	err = r.Scan(s.dest()...)
	return s, err
}

// annotations runs a query for annotations. Their words are read once the rows
// are: from the texts, or the log where these are not here.
func (s *Source) annotations(query string, args ...any) ([]annotate.Annotation, error) {
	found, err := file.All(s.Tables, scanAnnotation, query, args...)
	if err != nil {
		return nil, err
	}
	var list []annotate.Annotation
	for i := range found {
		n := found[i].value()
		if n.Quote, err = s.words(&found[i]); err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, nil
}

// longText is the length of a text, in code points, from which one short quote is
// rather read from the log than the text for it.
const longText = 1 << 17

// words are the words of a passage.
func (s *Source) words(n *scannedAnnotation) (string, error) {
	span := n.annotation.Span()
	if span.Len() > annotate.MaxQuote || n.chars < longText || s.Texts.has(n.sha256) {
		o, err := s.Texts.named(n.sha256)
		switch {
		case err == nil && span.Start >= 0 && span.Start < span.End && span.End <= o.Len():
			return o.Slice(span.Start, span.End), nil
		case err != nil && !errors.Is(err, ErrWithheld):
			return "", err
		}
	}
	return s.Log.Quote(n.place)
}

// lookBack is how many code points before a passage are searched for a quotation that it stands in.
const lookBack = 2000

// opened gives the quotation mark that is open before a passage whose words have just been read from its text.
func (s *Source) opened(n *scannedAnnotation) string {
	if !s.Texts.has(n.sha256) {
		return ""
	}
	start := n.annotation.Span().Start
	if start < 0 || start > s.Texts.offsets.Len() {
		return ""
	}
	return reading.OpenQuotation(s.Texts.offsets.Slice(max(0, start-lookBack), start))
}

// Filter chooses annotations; an empty field lets any pass.
type Filter struct{ Article, Claim, Reviewer annotate.ID }

// Annotations returns those that the filter lets pass, by article in the order
// of [Source.Articles], then by start, end and id.
func (s *Source) Annotations(f Filter) ([]annotate.Annotation, error) {
	var where []string
	var args []any
	for _, only := range []struct {
		which string
		id    annotate.ID
	}{{"n.article = " + keyOf, f.Article}, {"c.key IS NOT NULL AND n.claim <> 0 AND n.claim = " + keyOf, f.Claim}, {"n.reviewer = " + keyOf, f.Reviewer}} {
		if only.id != "" {
			where = append(where, only.which)
			args = append(args, arg(only.id))
		}
	}
	query := "SELECT " + annotationSelect + " " + annotationFrom
	if len(where) > 0 {
		query += " WHERE " + strings.Join(where, " AND ")
	}
	return s.annotations(query+" ORDER BY "+annotationOrder, args...)
}

// Annotation returns one annotation, or an error that wraps [ErrNoEntity].
func (s *Source) Annotation(id change.ID) (annotate.Annotation, error) {
	list, err := s.annotations("SELECT "+annotationSelect+" "+annotationFrom+" WHERE n.key = "+keyOf, arg(id))
	switch {
	case err != nil:
		return annotate.Annotation{}, err
	case len(list) == 0:
		return annotate.Annotation{}, noEntity(change.Ref{Kind: annotate.KindAnnotation, ID: id})
	}
	return list[0], nil
}

// Witness is a passage tied to a claim and the article that it stands in.
type Witness struct {
	annotate.Annotation
	In     annotate.Article
	Opened string // the quotation mark that is open before the passage, "" for none and where the text is not here
}

// Place is where the passage stands, for comparing it.
func (w Witness) Place() reading.Place {
	return reading.Place{Published: w.In.Published, Opened: w.Opened}
}

// Witnesses returns the passages tied to a claim, and to those that it is joined
// with, in order of publication, unknown last, then by start. It is empty for a claim that nobody mentions;
// the error wraps [ErrNoEntity] for what is no claim of the project.
func (s *Source) Witnesses(claim change.ID) ([]Witness, error) {
	ref := change.Ref{Kind: annotate.KindClaim, ID: claim}
	if err := s.Live(ref); err != nil {
		return nil, err
	}
	joined, err := s.Joined(ref)
	if err != nil {
		return nil, err
	}
	keys, err := s.keys(joined)
	if err != nil {
		return nil, err
	}
	type row struct {
		n scannedAnnotation
		a scannedArticle
	}
	found, err := file.All(s.Tables, func(r file.Row) (x row, err error) {
		err = r.Scan(append(x.n.dest(), x.a.dest()...)...)
		return x, err
	}, "SELECT "+annotationSelect+", "+articleSelect+" "+annotationFrom+" WHERE "+ofClaim+" ORDER BY "+annotationOrder, keys)
	if err != nil {
		return nil, err
	}
	var list []Witness
	for i := range found {
		w := Witness{Annotation: found[i].n.value(), In: found[i].a.value()}
		if w.Quote, err = s.words(&found[i].n); err != nil {
			return nil, err
		}
		w.Opened = s.opened(&found[i].n)
		list = append(list, w)
	}
	return list, nil
}
