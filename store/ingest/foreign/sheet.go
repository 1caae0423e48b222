package foreign

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// SheetReader is the name of the reader of spreadsheets.
const SheetReader = "sheet"

// Sheet is the first sheet of a spreadsheet that can be seen: its rows from the
// first, each with its cells as they are shown, of dates as they are written in ISO
// 8601, as far as they are shown.
type Sheet struct {
	Name string     `json:"name"`
	More int        `json:"more"` // sheets that were left aside
	Rows [][]string `json:"rows"`
}

// Limits on a spreadsheet: what a list of articles never has.
const (
	mostRows  = 200_000
	mostCells = 256 // of a row
)

func readSheet(_ json.RawMessage, source []byte) (any, []byte, error) {
	s, err := ReadSheet(source)
	return s, nil, err
}

const asXLSX = "save it as XLSX without a password, or as CSV, and use that as a manifest"

// IsSheet tells whether a table is to be read as a spreadsheet, if it can be, and not as a text.
func IsSheet(source []byte) bool {
	return bytes.HasPrefix(source, []byte("PK\x03\x04")) || bytes.HasPrefix(source, []byte(oldOffice))
}

// ReadSheet reads a spreadsheet in the format of Excel.
func ReadSheet(source []byte) (Sheet, error) {
	book, err := openBook(source)
	switch {
	case err != nil && bytes.HasPrefix(source, []byte(oldOffice)):
		return Sheet{}, fmt.Errorf("an old spreadsheet, or one with a password: %s", asXLSX)
	case err != nil && bytes.Contains(source[:min(len(source), 200)], []byte("mimetypeapplication/vnd.oasis.opendocument")):
		return Sheet{}, fmt.Errorf("not a spreadsheet of Excel: %s", asXLSX)
	case errors.Is(err, excelize.ErrWorkbookFileFormat), errors.Is(err, excelize.ErrWorkbookPassword):
		return Sheet{}, errEncrypted
	case err != nil:
		return Sheet{}, errArchive
	}
	defer book.Close()
	var shown []string
	for _, name := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(name); err == nil && visible {
			shown = append(shown, name)
		}
	}
	if len(shown) == 0 {
		return Sheet{}, errors.New("a spreadsheet without a sheet")
	}
	s := Sheet{Name: shown[0], More: len(shown) - 1}
	props, err := book.GetWorkbookProps()
	if err != nil {
		return Sheet{}, errArchive
	}
	r := sheetReader{book: book, sheet: s.Name, from1904: props.Date1904 != nil && *props.Date1904, formats: map[int]dateFormat{}}
	rows, err := book.Rows(s.Name)
	if err != nil {
		return Sheet{}, errArchive
	}
	defer rows.Close()
	for n := 1; rows.Next(); n++ {
		if n > mostRows {
			return Sheet{}, fmt.Errorf("it has more than %d rows: split it", mostRows)
		}
		cells, err := rows.Columns()
		if err != nil {
			return Sheet{}, errArchive
		}
		cells = cells[:min(len(cells), mostCells)]
		for i := range cells {
			if cells[i], err = r.cell(i+1, n, cells[i]); err != nil {
				return Sheet{}, errArchive
			}
		}
		s.Rows = append(s.Rows, cells)
	}
	if rows.Error() != nil {
		return Sheet{}, errArchive
	}
	return s, nil
}

// openBook opens a spreadsheet. What is larger than the second limit the library would
// unpack into temporary files, which stay where this process is ended.
func openBook(source []byte) (*excelize.File, error) {
	return excelize.OpenReader(bytes.NewReader(source), excelize.Options{UnzipSizeLimit: mostOfAll, UnzipXMLSizeLimit: mostOfAll})
}

// sheetReader reads the cells of one sheet.
type sheetReader struct {
	book     *excelize.File
	sheet    string
	from1904 bool
	formats  map[int]dateFormat // by style
}

// dateFormat tells how far a number format shows a date: "" where it shows none, a
// layout of package time otherwise.
type dateFormat string

// cell gives what a cell says, which is shown as something: a date is written so
// that it can be taken for one day only.
func (r *sheetReader) cell(column, row int, shown string) (string, error) {
	if shown == "" {
		return "", nil
	}
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "", err
	}
	kind, err := r.book.GetCellType(r.sheet, at)
	if err != nil {
		return "", err
	}
	if kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber && kind != excelize.CellTypeDate && kind != excelize.CellTypeFormula {
		return shown, nil
	}
	layout, err := r.format(at)
	if err != nil || layout == "" {
		return shown, err
	}
	raw, err := r.book.GetCellValue(r.sheet, at, excelize.Options{RawCellValue: true})
	if err != nil {
		return "", err
	}
	number, err := strconv.ParseFloat(raw, 64)
	if err != nil || number < 1 || number > 2_958_466 { // a text, or a time of no day
		return shown, nil
	}
	when, err := excelize.ExcelDateToTime(number, r.from1904)
	if err != nil {
		return shown, nil
	}
	when = when.Round(time.Second)
	switch {
	case layout == toTime && number == math.Trunc(number):
		return when.Format(time.DateOnly), nil // no time was given
	case layout == toTime && when.Second() == 0:
		return when.Format("2006-01-02T15:04"), nil
	}
	return when.Format(string(layout)), nil
}

const (
	toTime  dateFormat = "2006-01-02T15:04:05"
	toDay   dateFormat = "2006-01-02"
	toMonth dateFormat = "2006-01"
	toYear  dateFormat = "2006"
)

func (r *sheetReader) format(at string) (dateFormat, error) {
	style, err := r.book.GetCellStyle(r.sheet, at)
	if err != nil {
		return "", err
	}
	if f, ok := r.formats[style]; ok {
		return f, nil
	}
	s, err := r.book.GetStyle(style)
	if err != nil {
		return "", err
	}
	f := dateFormat("")
	switch n := s.NumFmt; {
	case s.CustomNumFmt != nil:
		f = formatOf(*s.CustomNumFmt)
	case n == 17:
		f = toMonth
	case n == 22:
		f = toTime
	case n >= 14 && n <= 16, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 54, n >= 57 && n <= 58:
		f = toDay
	}
	r.formats[style] = f
	return f, nil
}

// literal is what stands in a number format for itself: quoted, after a backslash,
// as wide as a letter, or in brackets, colours and locales.
var literal = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// formatOf reads a number format that somebody made.
func formatOf(code string) dateFormat {
	code, _, _ = strings.Cut(strings.ToLower(literal.ReplaceAllString(code, "")), ";")
	has := func(letters string) bool { return strings.ContainsAny(code, letters) }
	switch {
	case has("#0?") || strings.Contains(code, "general"), !has("y") && !(has("d") && has("m")):
		return ""
	case has("h"):
		return toTime
	case has("d"):
		return toDay
	case has("m"):
		return toMonth
	}
	return toYear
}
