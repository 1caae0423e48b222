package ingest

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
)

// columns are those that a manifest may have, in any order and case; file is
// the one that it must have. Others are left aside, with a note.
var columns = []string{"file", "title", "outlet", "byline", "published", "url", "language"}

// row is one line of a manifest.
type row struct {
	line  int
	file  string // path in the manifest's folder
	about annotate.Article
}

func (in *intake) manifestFile(name string) error {
	folder, err := in.openFolder(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	return in.manifest(folder.FS(), filepath.Base(name), name)
}

// openFolder opens the folder of a table, out of which no path in it leads.
func (in *intake) openFolder(table string) (*os.Root, error) {
	root, err := os.OpenRoot(filepath.Dir(table))
	if err != nil {
		return nil, fileError(table, err)
	}
	if in.home, err = filepath.Abs(filepath.Dir(table)); err != nil {
		root.Close()
		return nil, fileError(table, err)
	}
	return root, nil
}

// manifest reads the articles that the file lists; display is its name in
// errors and notes.
func (in *intake) manifest(fsys fs.FS, name, display string) error {
	content, err := readFS(fsys, name, display, MaxTable)
	if err != nil {
		return err
	}
	rows, err := in.parseManifest(content, display)
	if err != nil {
		return err
	}
	in.total += len(rows)
	for _, r := range rows {
		if err := in.listed(fsys, display, r.line, r.file, r.about); err != nil {
			return err
		}
	}
	return nil
}

// listed reads a file that line of a table names.
func (in *intake) listed(fsys fs.FS, table string, line int, file string, about annotate.Article) error {
	if err := in.ctx.Err(); err != nil {
		return err
	}
	name := fmt.Sprintf("%s: line %d: %s", table, line, file)
	content, err := readFS(fsys, file, name, in.maxText)
	if err != nil {
		return err
	}
	about.File = path.Base(file)
	in.inTable[filepath.Join(in.home, filepath.FromSlash(file))] = true
	return in.add(name, content, about)
}

func readFS(fsys fs.FS, file, display string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, file) // first, since opening a pipe would wait
	if err != nil {
		return nil, fileError(display, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w but a folder, device or pipe: name a file", display, ErrForeign)
	}
	f, err := fsys.Open(file)
	if err != nil {
		return nil, fileError(display, err)
	}
	defer f.Close()
	return readText(display, f, info.Size(), limit)
}

// parseManifest reads the rows of a manifest. It takes CSV as spreadsheets
// write it: with or without a byte order mark, with either line end, with
// blank rows. A row that repeats another is left out with a note; one that
// gives other particulars to the same file and address is refused.
func (in *intake) parseManifest(content []byte, display string) ([]row, error) {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if i := bytes.IndexByte(content, 0); i >= 0 || !utf8.Valid(content) {
		return nil, fmt.Errorf("%s: %w: save it as CSV in UTF-8", display, ErrForeign)
	}
	table := csv.NewReader(bytes.NewReader(content))
	table.FieldsPerRecord = -1
	header, err := table.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: %w: its first line must name the columns: %s", display, ErrColumn, strings.Join(columns, ","))
	}
	if err != nil {
		return nil, csvError(display, err)
	}
	at, err := in.header(header, display)
	if err != nil {
		return nil, err
	}
	var rows []row
	type place struct {
		line  int
		cells []string
	}
	seen := map[[2]string]place{}
	for {
		cells, err := table.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, csvError(display, err)
		}
		line, _ := table.FieldPos(0)
		if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			continue
		}
		if len(cells) != len(header) {
			return nil, fmt.Errorf("%s: line %d: %w: it has %d cells and the first line %d: put cells that hold a comma into quotation marks",
				display, line, ErrRow, len(cells), len(header))
		}
		r, err := readRow(line, in.home, func(name string) string {
			if i, ok := at[name]; ok {
				return cells[i]
			}
			return ""
		})
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", display, line, err)
		}
		key := [2]string{r.file, r.about.URL}
		if old, ok := seen[key]; ok {
			if !slices.Equal(old.cells, cells) {
				return nil, fmt.Errorf("%s: line %d: %w: line %d lists %s too, with other particulars: keep one of them",
					display, line, ErrRow, old.line, r.file)
			}
			in.note("%s: line %d repeats line %d and was left out", display, line, old.line)
			continue
		}
		seen[key] = place{line, cells}
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: %w: it has no row below the first line", display, ErrNoArticle)
	}
	return rows, nil
}

// header tells in which cell of a row each known column stands.
func (in *intake) header(cells []string, display string) (map[string]int, error) {
	at := map[string]int{}
	var unknown []string
	for i, cell := range cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		if _, twice := at[name]; twice {
			return nil, fmt.Errorf("%s: line 1: %w: %q stands there twice", display, ErrColumn, name)
		}
		if slices.Contains(columns, name) {
			at[name] = i
		} else if name != "" {
			unknown = append(unknown, particular(cell))
		}
	}
	if _, ok := at["file"]; !ok {
		return nil, fmt.Errorf("%s: line 1: %w: there is no column \"file\" (it needs file, and may have %s, separated by commas)",
			display, ErrColumn, strings.Join(columns[1:], ", "))
	}
	if len(unknown) > 0 {
		in.note("%s: columns left aside, as an article has no such particulars: %s", display, strings.Join(unknown, ", "))
	}
	return at, nil
}

func readRow(line int, home string, cell func(name string) string) (row, error) {
	if strings.TrimSpace(cell("file")) == "" {
		return row{}, fmt.Errorf("%w: the file is not named", ErrRow)
	}
	file, err := inside(cell("file"), home)
	if err != nil {
		return row{}, err
	}
	about, err := describe(cell)
	return row{line: line, file: file, about: about}, err
}

func csvError(display string, err error) error {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: line %d, byte %d: %w: a quotation mark stands alone: inside a quoted cell write it twice", display, pe.Line, pe.Column, ErrRow)
	}
	return fmt.Errorf("%s: %w", display, err)
}
