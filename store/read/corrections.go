package read

import (
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

const (
	correctionFrom = "FROM correction c JOIN name cn ON cn.key = c.key JOIN annotation n ON n.key = c.annotation JOIN name nn ON nn.key = n.key " +
		"JOIN article a ON a.key = n.article JOIN name rn ON rn.key = c.reviewer"
	correctionSelect = `cn.id, nn.id, c.kind, c.start, c."end", c.words, c.value, rn.id, c.created, c.modified, c.withheld`
)

func scanCorrection(r file.Row) (annotate.Correction, error) { return scanCorrectionAnd(r) }

// scanCorrectionAnd takes up what else was asked for, behind a correction.
func scanCorrectionAnd(r file.Row, more ...any) (c annotate.Correction, err error) {
	var created, modified int64
	err = r.Scan(append([]any{
		(*blobID)(&c.ID), (*blobID)(&c.Annotation), &c.Kind, &c.Start, &c.End, &c.Words, &c.Value, (*blobID)(&c.Reviewer), &created, &modified, &c.Withheld,
	}, more...)...)
	c.Created, c.Modified = time.UnixMilli(created).UTC(), time.UnixMilli(modified).UTC()
	return c, err
}

// Corrections lists those of the project whose passages are shown, the latest
// last: by when they were given their value, then id.
func (s *Source) Corrections() ([]annotate.Correction, error) {
	return file.All(s.Tables, scanCorrection, "SELECT "+correctionSelect+" "+correctionFrom+" ORDER BY c.modified, cn.id")
}

// CorrectionsOf is [Source.Corrections] of one passage.
func (s *Source) CorrectionsOf(annotation change.ID) ([]annotate.Correction, error) {
	return file.All(s.Tables, scanCorrection, "SELECT "+correctionSelect+" "+correctionFrom+" WHERE c.annotation = "+keyOf+" ORDER BY c.modified, cn.id", arg(annotation))
}

// Correction returns one correction, or an error that wraps [ErrNoEntity].
func (s *Source) Correction(id change.ID) (annotate.Correction, error) {
	c, err := file.One(s.Tables, scanCorrection, "SELECT "+correctionSelect+" "+correctionFrom+" WHERE c.key = "+keyOf, arg(id))
	return c, orNoEntity(err, change.Ref{Kind: annotate.KindCorrection, ID: id})
}

// Correction is [Source.Correction].
func (v *View) Correction(id annotate.ID) (annotate.Correction, error) {
	return get(v, func(s *Source) (annotate.Correction, error) { return s.Correction(id) })
}

// Corrections is [Source.Corrections].
func (v *View) Corrections() ([]annotate.Correction, error) { return get(v, (*Source).Corrections) }
