package foreign

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// book makes a spreadsheet of one sheet, after what is hidden.
func book(t testing.TB, made func(b *excelize.File, sheet string)) []byte {
	t.Helper()
	b := excelize.NewFile()
	const sheet = "List"
	for _, name := range []string{sheet, "Notes"} {
		if _, err := b.NewSheet(name); err != nil {
			t.Fatal(err)
		}
	}
	b.SetActiveSheet(1)
	if err := b.SetSheetVisible("Sheet1", false); err != nil {
		t.Fatal(err)
	}
	made(b, sheet)
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A table of another kind is told with what to do.
func TestOtherSheets(t *testing.T) {
	for name, tt := range map[string]struct{ source, says string }{
		"old":          {oldOffice + "\xa1\xb1\x1a\xe1 and more", "an old spreadsheet, or one with a password: save it as XLSX"},
		"OpenDocument": {"PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "not a spreadsheet of Excel: save it as XLSX"},
		"a ZIP file":   {string(packed(t, "a.txt", "text")), "cannot be unpacked"},
	} {
		if _, err := ReadSheet([]byte(tt.source)); !IsSheet([]byte(tt.source)) || err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Dates are written as far as they are shown, whatever the order of day and month in
// the cell; what a formula came to is read; the hidden sheet is not.
func TestSheet(t *testing.T) {
	const day = 46051.0 // 29 January 2026
	const midday = day + 0.5
	for _, tt := range []struct {
		name   string
		value  any
		format string // of numbers
		number int    // of a format that is built in
		want   string
	}{
		{"text", " Quay Post ", "", 0, " Quay Post "},
		{"a text that looks like a date", "01/02/2026", "", 0, "01/02/2026"},
		{"a whole number", 2026, "", 0, "2026"},
		{"a broken number", 0.1, "", 0, "0.1"},
		{"a day as Americans write it", day, "", 14, "2026-01-29"},
		{"a day as Germans write it", day, `dd\.mm\.yyyy`, 0, "2026-01-29"},
		{"with a locale", day, `[$-407]d. mmmm yyyy;@`, 0, "2026-01-29"},
		{"without the year", day, "d-mmm", 0, "2026-01-29"},
		{"a month alone", day, "mmm-yy", 0, "2026-01"},
		{"a month, built in", day, "", 17, "2026-01"},
		{"a year alone", day, "yyyy", 0, "2026"},
		{"a time", midday, "", 22, "2026-01-29T12:00"},
		{"a time with seconds", day + 3661.0/86400, "yyyy-mm-dd hh:mm:ss", 0, "2026-01-29T01:01:01"},
		{"a day that is shown with a time", day, "dd/mm/yyyy hh:mm", 0, "2026-01-29"},
		{"a number that is no date", 46051, "#,##0", 0, "46,051"},
		{"yes", true, "", 0, "TRUE"},
	} {
		source := book(t, func(b *excelize.File, sheet string) {
			s := &excelize.Style{NumFmt: tt.number}
			if tt.format != "" {
				s.CustomNumFmt = &tt.format
			}
			style, err := b.NewStyle(s)
			if err == nil {
				err = b.SetCellValue(sheet, "B3", tt.value)
			}
			if err == nil {
				err = b.SetCellStyle(sheet, "B3", "B3", style)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
		s, err := ReadSheet(source)
		if err != nil || s.Name != "List" || s.More != 1 || len(s.Rows) != 3 || len(s.Rows[2]) != 2 || s.Rows[2][1] != tt.want {
			t.Errorf("%s: %+v, %v", tt.name, s, err)
		}
	}
	formula := book(t, func(b *excelize.File, sheet string) {
		if err := b.SetCellFormula(sheet, "A1", "B1&C1"); err != nil {
			t.Fatal(err)
		}
	})
	came := rewritten(t, formula, "xl/worksheets/sheet2.xml", regexp.MustCompile(`<c r="A1".*</c>`), `<c r="A1" t="str"><f>B1&amp;C1</f><v>a.txt</v></c>`)
	if s, err := ReadSheet(came); err != nil || fmt.Sprint(s.Rows) != "[[a.txt]]" {
		t.Errorf("a formula gives %+v, %v", s, err)
	}
}

// rewritten is an archive in a file of which something is replaced.
func rewritten(t *testing.T, source []byte, name string, old *regexp.Regexp, with string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(source), int64(len(source)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			if !old.Match(content) {
				t.Fatalf("%s is %s", name, content)
			}
			content = old.ReplaceAllLiteral(content, []byte(with))
		}
		to, err := w.Create(f.Name)
		if err == nil {
			_, err = to.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestNoSheet(t *testing.T) {
	whole := book(t, func(*excelize.File, string) {})
	for name, source := range map[string][]byte{
		"cut off":     whole[:len(whole)/2],
		"no archive":  []byte("PK\x03\x04 and nothing else"),
		"no workbook": bytes.ReplaceAll(whole, []byte("workbook.xml"), []byte("workbock.xml")),
	} {
		if s, err := ReadSheet(source); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}

func FuzzSheet(f *testing.F) {
	f.Add(book(f, func(b *excelize.File, sheet string) {
		if err := b.SetCellValue(sheet, "B2", 46051); err != nil {
			f.Fatal(err)
		}
	}))
	f.Fuzz(func(_ *testing.T, source []byte) {
		_, _ = ReadSheet(source) // that it ends is what is asked
	})
}

// A long sheet is read without temporary files, which would stay where what reads is
// ended.
func TestSheetLeavesNoFiles(t *testing.T) {
	const head = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	short := book(t, func(b *excelize.File, sheet string) {})
	z, err := zip.NewReader(bytes.NewReader(short), int64(len(short)))
	if err != nil {
		t.Fatal(err)
	}
	var long bytes.Buffer
	out := zip.NewWriter(&long)
	for _, f := range z.File {
		w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/") {
			_, err = io.WriteString(w, head+strings.Repeat("\n", excelize.StreamChunkSize+1)+`<row r="1"><c r="A1" t="inlineStr"><is><t>file</t></is></c></row></sheetData></worksheet>`)
		} else {
			var r io.ReadCloser
			if r, err = f.Open(); err == nil {
				_, err = io.Copy(w, r)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir) // of Windows
	b, err := openBook(long.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("while it is read %v lies there, %v", left, err)
	}
	if s, err := ReadSheet(long.Bytes()); err != nil || len(s.Rows) != 1 || s.Rows[0][0] != "file" {
		t.Errorf("%+v, %v", s, err)
	}
}
