package report

import (
	"context"
	"io"

	"claimtrace/store/exchange"
)

// htmlFormat is the report as a format of an annotation set.
var htmlFormat = exchange.Format{
	Name: "html", Title: "HTML report", Extension: ".html",
	Description: "HTML report: one self-contained page with claims, life lines and comparisons, to be read or printed",
	Leaves:      "the texts, ids, and passages that state no claim",
	Write: func(ctx context.Context, w io.Writer, s exchange.Set) error {
		view, only := s.View()
		page, err := Collect(ctx, view, only, s.Exported)
		if err != nil {
			return err
		}
		return page.Write(w)
	},
}

// Formats lists every format that an annotation set goes out in: those of package
// exchange, and the report.
func Formats() []exchange.Format { return append(exchange.Formats(), htmlFormat) }
