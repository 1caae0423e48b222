package exchange

import (
	"bytes"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
)

// xlsxFormat is a workbook with a sheet of passages, one of claims and one of articles.
// All cells but offsets and lengths hold text: none runs as a formula, whatever it
// begins with. A cell of a workbook has at most 32,767 UTF-16 code units: longer texts
// are cut off, and end in an ellipsis.
var xlsxFormat = Format{
	Name: "xlsx", Title: "Excel workbook", Extension: ".xlsx",
	Description: "Excel workbook: sheets of passages, claims and articles",
	Leaves:      "the texts, and what of a note is longer than a cell of a workbook",
	Facets:      true, Write: alone(writeXLSX), Read: readXLSX,
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
	if err := sheet("Claims", []string{"statement", "verdict", "rule", "since", "resolved", "reason", "decided", "decided_by", "mentions", "note", "claim_id", "joined_with", "withheld"},
		[]float64{60, 13, 22, 18, 13, 40, 24, 14, 10, 30, 38, 38, 12}, func(put func(...any) error) error {
			for _, c := range s.Claims {
				if err := put(c.Statement, c.Verdict, string(c.Rule), published(c.Since), string(c.Resolved), c.Reason, published(c.Decided), c.DecidedBy, c.Mentions, c.Note, string(c.ID),
					string(annotate.JoinIDs(c.Joined...)), strings.Join(c.Withheld, " ")); err != nil {
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

// readXLSX reads the first sheet whose head names columns of passages, and of our own
// workbooks what the sheets of claims and articles add.
func readXLSX(name string, data []byte, _ fs.FS) (in incoming.Set, err error) {
	if !isZIP(data) {
		return incoming.Set{}, refuse("it is no workbook of Excel 2007 or later: save it as .xlsx")
	}
	if _, err := unpack(data); err != nil {
		return incoming.Set{}, err
	}
	defer func() { // the library is not made for damaged files
		if recover() != nil {
			in, err = incoming.Set{}, refuse("the workbook is damaged")
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: mostBytes, UnzipXMLSizeLimit: mostBytes})
	if err != nil {
		return incoming.Set{}, refuse("the workbook is damaged or has a password")
	}
	defer book.Close()
	g := gather()
	each := func(sheet string, is func(map[string]int) bool, row func(at func(string) string)) (bool, error) {
		rows, err := book.Rows(sheet)
		if err != nil {
			return false, nil // a sheet of charts
		}
		defer rows.Close()
		var columns map[string]int
		for n := 0; rows.Next(); n++ {
			cells, err := rows.Columns()
			if err != nil {
				return false, refuse("row %d of the sheet %s is damaged", n+1, annotate.Quoted(sheet))
			}
			if columns == nil {
				if found := tableColumns(cells); is(found) {
					columns = found
				} else if n == 20 { // heads stand above
					return false, nil
				}
				continue
			}
			row(func(column string) string {
				cell := cellOf(cells, columns, column)
				if column == "published" {
					return dateOf(cell)
				}
				return cell
			})
		}
		return columns != nil, nil
	}
	named := func(columns map[string]int, names ...string) bool {
		for _, n := range names {
			if _, ok := columns[n]; !ok {
				return false
			}
		}
		return true
	}
	sheets := book.GetSheetList()
	passages := ""
	for _, sheet := range sheets {
		found, err := each(sheet, func(c map[string]int) bool {
			return named(c, "quote") || named(c, "start", "end", "verdict") || named(c, "start", "end", "claim")
		}, func(at func(string) string) { g.row(name, at) })
		if err != nil {
			return incoming.Set{}, err
		}
		if found {
			passages = sheet
			break
		}
	}
	claims := false
	for _, sheet := range sheets {
		if sheet == passages {
			continue
		}
		switch sheet {
		case "Claims":
			found, err := each(sheet, func(c map[string]int) bool { return named(c, "claim", "claim_id") }, func(at func(string) string) {
				g.claim(incoming.Claim{Key: at("claim_id"), Statement: at("claim"), Note: at("note"), Resolved: g.verdict(at("resolved")), Reason: at("reason")})
			})
			if err != nil {
				return incoming.Set{}, err
			}
			claims = claims || found
		case "Articles":
			if _, err := each(sheet, func(c map[string]int) bool { return named(c, "article_id", "title") }, func(at func(string) string) {
				if at("article_id") == "" {
					return
				}
				g.article(incoming.Article{
					Key: at("article_id"), ID: uuidOf(at("article_id")), SHA256: at("sha256"), URL: at("url"), Title: at("title"), Outlet: at("outlet"),
					Byline: at("byline"), Language: at("language"), Published: g.published(at("published")),
				}, "")
			}); err != nil {
				return incoming.Set{}, err
			}
		default:
			g.tell("sheet left out, as it holds no passages", sheet)
		}
	}
	if passages == "" && !claims {
		return incoming.Set{}, refuse("no sheet has a row that names a column \"quote\", or \"start\", \"end\" and \"verdict\"")
	}
	return g.done()
}

// dateOf writes a day that a workbook counts since 1900 as a date, and leaves the rest.
func dateOf(cell string) string {
	days, err := strconv.ParseFloat(cell, 64)
	if err != nil || days < 10_000 || days > 100_000 { // 1927 to 2173; a bare year is less
		return cell
	}
	at, err := excelize.ExcelDateToTime(days, false)
	if err != nil {
		return cell
	}
	if days == float64(int(days)) {
		return at.Format("2006-01-02")
	}
	return at.Format("2006-01-02T15:04")
}
