package exchange

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"claimtrace/annotate"
)

// csvFormat is a table for spreadsheets, one row an annotation.
//
// It follows RFC 4180: UTF-8 without a byte order mark, but [ForExcel]; CRLF between rows. Every
// cell stands in quotation marks: a program that takes semicolons or tabs for
// what divides cells would find them, and formulas, inside the others.
// Line breaks inside a quote stay the LF that they are in the text. A cell
// that begins with one of = + - @, a tab or a line break would run as a
// formula in a spreadsheet: it gets an apostrophe before it. To take that off
// again, drop one apostrophe where only apostrophes stand before one of those
// signs.
//
// The column withheld names the columns of a row that are empty because what they
// would hold was left out of the package in which the passage came.
//
// The set of a moment that is past has one more column, the last, with that
// moment in each row: RFC 4180 knows no remarks, and a reader of the others
// finds them where they always are.
var csvFormat = Format{
	Name: "csv", Title: "CSV table", Extension: ".csv", Facets: true, Write: alone(writeCSV),
	Leaves:      "the texts, claims without a passage, and what was decided on a claim",
	Description: "CSV table for spreadsheets: one row an annotation, with its article, claim and reviewer",
}

// ForExcel is the CSV table as Excel takes it from a double click: with a byte order
// mark, without which it reads UTF-8 as something else, and the sign that Excel expects
// between cells where it stands. It is false for another format.
func ForExcel(f Format, divider byte) (Format, bool) {
	if f.Name != csvFormat.Name {
		return f, false
	}
	f.Write = alone(func(w io.Writer, s Set) error {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
		return writeTable(w, s, divider)
	})
	return f, true
}

var csvColumns = []string{
	"outlet", "title", "published", "url", "start", "end", "quote", "verdict", "claim", "reviewer", "attribution", "note",
	"created", "modified", "annotation_id", "article_id", "claim_id", "facets", "prefix", "suffix", "sha256", "withheld",
}

func writeCSV(w io.Writer, s Set) error { return writeTable(w, s, ',') }

func writeTable(w io.Writer, s Set, divider byte) error {
	buf := bufio.NewWriter(w)
	csvRows(s, func(cells []string) { writeRow(buf, divider, cells) })
	return buf.Flush()
}

// columnsOf names the columns; the set of a moment has one more.
func columnsOf(s Set) []string {
	if s.AsOf.IsZero() {
		return csvColumns
	}
	return slices.Concat(csvColumns, []string{"as_of"})
}

// csvRows gives the rows of the table, the names of the columns first. A row is good until
// the next.
func csvRows(s Set, row func(cells []string)) {
	articles, statements := s.articles(), s.statements()
	row(columnsOf(s))
	var asOf []string // the cell that all rows end with; none in the present
	if !s.AsOf.IsZero() {
		asOf = []string{Stamp(s.AsOf)}
	}
	cells := make([]string, 0, len(csvColumns)+1)
	for _, n := range s.Annotations {
		a := articles[n.Article]
		published, claim := "", annotate.ID("")
		if a.Published != nil {
			published = *a.Published
		}
		if n.Claim != nil {
			claim = *n.Claim
		}
		cells = append(cells[:0],
			a.Outlet, a.Title, published, a.URL, strconv.Itoa(n.Start), strconv.Itoa(n.End), n.Quote, string(n.Verdict),
			statements[claim], n.Reviewer, n.Attribution, n.Note, n.Created, n.Modified, string(n.ID), string(n.Article), string(claim),
			FacetWords(n.Facets), n.Prefix, n.Suffix, a.SHA256, strings.Join(n.Withheld, " "))
		row(append(cells, asOf...))
	}
}

// writeRow is here because encoding/csv turns the line breaks inside a cell
// into CRLF together with those between rows. Errors stay with the writer.
func writeRow(w *bufio.Writer, divider byte, cells []string) {
	for i, cell := range cells {
		if i > 0 {
			w.WriteByte(divider)
		}
		w.WriteByte('"')
		cell = harmless(cell)
		for {
			quote := strings.IndexByte(cell, '"')
			if quote < 0 {
				break
			}
			w.WriteString(cell[:quote+1])
			w.WriteByte('"')
			cell = cell[quote+1:]
		}
		w.WriteString(cell)
		w.WriteByte('"')
	}
	w.WriteString("\r\n")
}

// harmless keeps a cell from running as a formula. The full-width forms of
// the four signs count too where a spreadsheet is set to Japanese.
func harmless(cell string) string {
	for _, r := range cell {
		switch r {
		case '\'':
		case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
			return "'" + cell
		default:
			return cell
		}
	}
	return cell
}
