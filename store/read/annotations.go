package read

import (
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/tables"
)

// annotationFrom joins what is needed to show an annotation: only one whose
// article is in the project is, and one whose claim is not counts as untied.
const annotationFrom = "FROM annotation n JOIN name nn ON nn.key = n.key JOIN article a ON a.key = n.article JOIN name an ON an.key = a.key " +
	"LEFT JOIN claim c ON c.key = n.claim LEFT JOIN name cn ON cn.key = c.key JOIN name rn ON rn.key = n.reviewer"

const annotationOrder = articleOrder + `, n.start, n."end", nn.id`

const annotationSelect = `nn.id, an.id, n.start, n."end", n.quote, n.verdict, cn.id, rn.id, n.attribution, n.note, n.created, n.modified, n.withheld`

// scannedAnnotation takes up the columns of an annotation.
type scannedAnnotation struct {
	annotation                 annotate.Annotation
	verdict, created, modified int64
}

func (s *scannedAnnotation) dest() []any {
	n := &s.annotation
	return []any{
		(*blobID)(&n.ID), (*blobID)(&n.Article), &n.Start, &n.End, &n.Quote, &s.verdict,
		(*blobID)(&n.Claim), (*blobID)(&n.Reviewer), &n.Attribution, &n.Note, &s.created, &s.modified, &n.Withheld,
	}
}

func (s *scannedAnnotation) value() annotate.Annotation {
	s.annotation.Verdict = tables.Verdict(s.verdict)
	s.annotation.Created = time.UnixMilli(s.created).UTC()
	s.annotation.Modified = time.UnixMilli(s.modified).UTC()
	return s.annotation
}

func scanAnnotation(r file.Row) (annotate.Annotation, error) {
	var s scannedAnnotation
	err := r.Scan(s.dest()...)
	return s.value(), err
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
	}{{"n.article = " + keyOf, f.Article}, {"c.key IS NOT NULL AND " + ofClaim, f.Claim}, {"n.reviewer = " + keyOf, f.Reviewer}} {
		if only.id != "" {
			where = append(where, only.which)
			args = append(args, arg(only.id))
		}
	}
	query := "SELECT " + annotationSelect + " " + annotationFrom
	if len(where) > 0 {
		query += " WHERE " + strings.Join(where, " AND ")
	}
	list, err := file.All(s.Tables, scanAnnotation, query+" ORDER BY "+annotationOrder, args...)
	for i := 0; err == nil && i < len(list); i++ {
		err = s.whole(&list[i], "")
	}
	return list, err
}

// Annotation returns one annotation, or an error that wraps [ErrNoEntity].
func (s *Source) Annotation(id change.ID) (annotate.Annotation, error) {
	n, err := file.One(s.Tables, scanAnnotation, "SELECT "+annotationSelect+" "+annotationFrom+" WHERE n.key = "+keyOf, arg(id))
	if err == nil {
		err = s.whole(&n, "")
	}
	return n, orNoEntity(err, change.Ref{Kind: annotate.KindAnnotation, ID: id})
}

// Witness is a passage tied to a claim and the article that it stands in.
type Witness struct {
	annotate.Annotation
	In annotate.Article
}

// Witnesses returns the passages tied to a claim in order of publication,
// unknown last, then by start. It is empty for a claim that nobody mentions;
// the error wraps [ErrNoEntity] for what is no claim of the project.
func (s *Source) Witnesses(claim change.ID) ([]Witness, error) {
	if err := s.Live(change.Ref{Kind: annotate.KindClaim, ID: claim}); err != nil {
		return nil, err
	}
	list, err := file.All(s.Tables, func(r file.Row) (Witness, error) {
		var n scannedAnnotation
		var a scannedArticle
		err := r.Scan(append(n.dest(), a.dest()...)...)
		return Witness{n.value(), a.value()}, err
	}, "SELECT "+annotationSelect+", "+articleSelect+" "+annotationFrom+" WHERE "+ofClaim+" ORDER BY "+annotationOrder, arg(claim))
	for i := 0; err == nil && i < len(list); i++ {
		err = s.whole(&list[i].Annotation, list[i].In.SHA256)
	}
	return list, err
}
