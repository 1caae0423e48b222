package exchange

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// xlsxFormat is a workbook with a sheet of passages, one of claims and one of articles.
// All cells but offsets and lengths hold text: none runs as a formula, whatever it
// begins with. A cell of a workbook has at most 32,767 UTF-16 code units: longer texts
// are cut off, and end in an ellipsis.
var xlsxFormat = Format{
	Name: "xlsx", Title: "Excel workbook", Extension: ".xlsx",
	Description: "Excel workbook: sheets of passages, claims and articles",
	Leaves:      "the texts, and what of a note is longer than a cell of a workbook",
	Facets:      true, Write: alone(writeXLSX),
}

// maxCell is how many UTF-16 code units a cell holds.
const maxCell = excelize.TotalCellChars

var startColumn, endColumn = slices.Index(csvColumns, "start"), slices.Index(csvColumns, "end")

func writeXLSX(w io.Writer, s Set) (err error) {
	book := excelize.NewFile()
	defer book.Close()
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	sheet := func(name string, columns []string, widths []float64, rows func(put func(cells ...any) error) error) error {
		if _, err := book.NewSheet(name); err != nil {
			return err
		}
		to, err := book.NewStreamWriter(name)
		if err != nil {
			return err
		}
		for i, width := range widths {
			if err := to.SetColWidth(i+1, i+1, width); err != nil {
				return err
			}
		}
		if err := to.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
			return err
		}
		row := 0
		put := func(cells ...any) error {
			row++
			for i, c := range cells {
				if text, ok := c.(string); ok {
					cells[i] = cellText(text)
				}
			}
			at, err := excelize.CoordinatesToCellName(1, row)
			if err != nil {
				return err
			}
			return to.SetRow(at, cells)
		}
		head := make([]any, len(columns))
		for i, c := range columns {
			head[i] = excelize.Cell{StyleID: bold, Value: c}
		}
		if err := put(head...); err != nil {
			return err
		}
		if err := rows(put); err != nil {
			return err
		}
		return to.Flush()
	}
	published := func(p *string) string {
		if p == nil {
			return ""
		}
		return *p
	}
	if err := sheet("Passages", columnsOf(s), []float64{18, 34, 18, 24, 8, 8, 60, 13, 40, 14, 24, 30, 24, 24, 38, 38, 38, 40, 24, 24, 20, 24}, func(put func(...any) error) error {
		var failed error
		first := true
		csvRows(s, func(row []string) {
			if first || failed != nil {
				first = false
				return // the names of the columns stand above
			}
			cells := make([]any, len(row))
			for i, c := range row {
				if cells[i] = c; i == startColumn || i == endColumn {
					cells[i], _ = strconv.Atoi(c)
				}
			}
			failed = put(cells...)
		})
		return failed
	}); err != nil {
		return err
	}
	if err := sheet("Claims", []string{"statement", "verdict", "rule", "since", "resolved", "reason", "decided", "decided_by", "mentions", "note", "claim_id"},
		[]float64{60, 13, 22, 18, 13, 40, 24, 14, 10, 30, 38}, func(put func(...any) error) error {
			for _, c := range s.Claims {
				if err := put(c.Statement, c.Verdict, string(c.Rule), published(c.Since), string(c.Resolved), c.Reason, published(c.Decided), c.DecidedBy, c.Mentions, c.Note, string(c.ID)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
		return err
	}
	if err := sheet("Articles", []string{"outlet", "title", "byline", "published", "url", "language", "chars", "sha256", "article_id"},
		[]float64{18, 50, 20, 22, 40, 9, 9, 20, 38}, func(put func(...any) error) error {
			for _, a := range s.Articles {
				if err := put(a.Outlet, a.Title, a.Byline, published(a.Published), a.URL, a.Language, a.Chars, a.SHA256, string(a.ID)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
		return err
	}
	if err := book.DeleteSheet("Sheet1"); err != nil { // the empty one that every new workbook has
		return err
	}
	at := s.Exported.UTC().Format("2006-01-02T15:04:05Z")
	if err := book.SetDocProps(&excelize.DocProperties{Creator: "Claimtrace", Title: cellText(s.Title), Created: at, Modified: at}); err != nil {
		return err
	}
	return book.Write(w)
}

// cellText is what a cell can hold of a text: no more than its length, and no character
// that XML has no way to say.
func cellText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return 0xFFFD
		}
		return r
	}, s)
	if len(s) <= maxCell { // it has no more units than bytes
		return s
	}
	length := 0
	for i, r := range s {
		if length += utf16.RuneLen(r); length > maxCell-1 {
			return s[:i] + "…"
		}
	}
	return s
}
