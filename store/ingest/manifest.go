package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/store/ingest/dates"
	"claimtrace/store/ingest/encodings"
	"claimtrace/store/ingest/fetch"
	"claimtrace/store/ingest/foreign"
)

// columns are those that a manifest may have, in any order and case; it must have
// file, or url for pages that are fetched. Others are left aside, with a note.
var columns = []string{"file", "title", "outlet", "byline", "published", "url", "language"}

// mostNames is how many columns a table may have, and how many names a line of JSON.
const mostNames = 1000

// row is one line of a manifest.
type row struct {
	line  int
	file  string // path in the manifest's folder; "" where the page at its address is meant
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
		return nil, Failure{table, fileError(err)}
	}
	if in.home, err = filepath.Abs(filepath.Dir(table)); err != nil {
		root.Close()
		return nil, Failure{table, fileError(err)}
	}
	return root, nil
}

// manifest reads the articles that the file lists; display is its name in
// errors and notes.
func (in *intake) manifest(fsys fs.FS, name, display string) error {
	content, err := readFS(fsys, name, MaxTable)
	if err != nil {
		return Failure{display, err}
	}
	faults := &Faults{Table: display}
	rows, err := in.parseManifest(content, display, faults)
	if err != nil {
		return err
	}
	sources := make([]source, len(rows))
	lines := map[string]int{} // by place
	for i, r := range rows {
		if r.file == "" {
			sources[i] = addressed(fmt.Sprintf("%s: line %d", display, r.line), r.about)
			continue
		}
		sources[i] = in.listed(fsys, display, r.line, r.file, r.about)
		lines[sources[i].place] = r.line
	}
	if err := in.gather(sources, func(s source, o outcome) {
		switch {
		case s.address != "":
			in.takeOrFail(s, o)
			return
		case o.err != nil:
			faults.add(lines[s.place], "file", Failure{s.about.File, o.err})
			return
		}
		in.take(s, o)
	}); err != nil {
		return err
	}
	return faults.err()
}

// listed is a file that line of a table names.
func (in *intake) listed(fsys fs.FS, table string, line int, file string, about annotate.Article) source {
	about.File = fileName(path.Base(file))
	in.inTable[filepath.Join(in.home, filepath.FromSlash(file))] = true
	return source{place: fmt.Sprintf("%s: line %d: %s", table, line, file), about: about, open: func() ([]byte, error) {
		content, err := readFS(fsys, file, in.maxText)
		if errors.Is(err, fs.ErrNotExist) {
			if same, ok := sameName(fsys, file); ok {
				return readFS(fsys, same, in.maxText)
			}
		}
		return content, err
	}}
}

// sameName finds a file whose name is the same letters in another form of Unicode:
// accents that are parts of letters, or stand beside them.
func sameName(fsys fs.FS, file string) (string, bool) {
	found := "."
	for _, part := range strings.Split(file, "/") {
		list, err := fs.ReadDir(fsys, found)
		if err != nil {
			return "", false
		}
		i := slices.IndexFunc(list, func(e fs.DirEntry) bool { return annotate.Typed(e.Name()) == annotate.Typed(part) })
		if i < 0 {
			return "", false
		}
		found = path.Join(found, list[i].Name())
	}
	return found, true
}

func readFS(fsys fs.FS, file string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, file) // first, since opening a pipe would wait
	if err != nil {
		return nil, fileError(err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w but a folder, device or pipe: name a file", ErrForeign)
	}
	f, err := fsys.Open(file)
	if err != nil {
		return nil, fileError(err)
	}
	defer f.Close()
	return readText(f, info.Size(), limit)
}

// parseManifest reads the rows of a manifest. It takes CSV as the spreadsheets of
// the world write it: in any character set, with any line end and separator, with
// or without a mark, with "sep=;", blank rows, and without the empty cells at the
// end of a row. A row that repeats another is left out with a note; one that
// gives other particulars to the same file and address is a fault. The error is
// of the table as a whole.
func (in *intake) parseManifest(content []byte, display string, faults *Faults) ([]row, error) {
	r, err := in.tableReader(content, display, faults)
	if err != nil {
		return nil, err
	}
	header, ok := r.next()
	if err := faults.err(); err != nil {
		return nil, err // of the first line
	}
	if !ok {
		return nil, Failure{display, fmt.Errorf("%w: its first line must name the columns: %s", ErrColumn, strings.Join(columns, ","))}
	}
	at, unknown, err := in.header(header, display)
	if err != nil {
		return nil, err
	}
	width, file := len(header.cells), -1
	if i, ok := at["file"]; ok {
		file = i
	}
	r.expect(header.cells, file)
	var rows []row
	seen := map[[2]string]record{}
	for {
		one, ok := r.next()
		if !ok {
			break
		}
		if !slices.ContainsFunc(one.cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			continue
		}
		if extra := one.cells[min(len(one.cells), width):]; slices.ContainsFunc(extra, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			faults.add(one.line, "", fmt.Errorf("%w: it has %d cells and the first line %d: %s", ErrRow, len(one.cells), width, r.remedy()))
			continue
		}
		before := len(faults.All) + faults.more
		var note noteOf
		for _, i := range unknown {
			if i < len(one.cells) {
				note.add(header.cells[i], one.cells[i])
			}
		}
		found := readRow(one.line, in.home, faults, func(name string) string {
			if i, ok := at[name]; ok && i < len(one.cells) {
				return one.cells[i]
			}
			return ""
		})
		if len(faults.All)+faults.more > before {
			continue
		}
		if err := note.keep(&found.about, in.keepColumns); err != nil {
			faults.add(one.line, "", err)
			continue
		}
		key := [2]string{found.file, found.about.URL}
		if old, ok := seen[key]; ok {
			if !slices.Equal(trimCells(old.cells), trimCells(one.cells)) {
				faults.add(one.line, "file", fmt.Errorf("%w: line %d lists %s too, with other particulars: keep one of them", ErrRow, old.line, found.file))
				continue
			}
			in.note("%s: line %d repeats line %d and was left out", display, one.line, old.line)
			continue
		}
		seen[key] = one
		rows = append(rows, found)
	}
	if len(rows) == 0 && len(faults.All) == 0 {
		return nil, Failure{display, fmt.Errorf("%w: it has no row below the first line", ErrNoArticle)}
	}
	return rows, nil
}

// tableReader gives the rows of a table, one after the other.
type tableReader interface {
	next() (record, bool)
	// expect tells it of its columns, and which of them names a file, -1 for none.
	expect(names []string, file int)
	remedy() string // for a row that has more cells than there are columns
}

// tableReader begins to read a table: a spreadsheet, or CSV.
func (in *intake) tableReader(content []byte, display string, faults *Faults) (tableReader, error) {
	if foreign.IsSheet(content) {
		return in.sheet(content, display)
	}
	table, err := in.tableText(content, display)
	if err != nil {
		return nil, err
	}
	r := &cellReader{rest: table, line: 1, sep: ',', file: -1, faults: faults}
	if rest, ok := strings.CutPrefix(strings.ToLower(table), "sep="); ok && len(rest) > 0 {
		r.sep = rest[0]
		_, r.rest, _ = strings.Cut(table, "\n")
		r.line++
	} else {
		r.sep = separatorOf(table)
	}
	return r, nil
}

// sheetRows are the rows of a spreadsheet.
type sheetRows struct {
	rows [][]string
	at   int
}

// sheet has a spreadsheet read, whose bytes are foreign.
func (in *intake) sheet(content []byte, display string) (*sheetRows, error) {
	var s foreign.Sheet
	_, err := in.pool().Read(in.ctx, foreign.SheetReader, foreign.About{}, content, &s)
	if err != nil {
		if in.ctx.Err() != nil {
			return nil, in.ctx.Err()
		}
		return nil, Failure{display, fmt.Errorf("%w: %w", ErrForeign, err)}
	}
	if s.More > 0 {
		in.note("%s: only its first sheet was read, %s, and not the %s after it", display, annotate.Quoted(s.Name), plural(s.More, "sheet"))
	}
	return &sheetRows{rows: s.Rows}, nil
}

func (s *sheetRows) next() (record, bool) {
	for s.at < len(s.rows) {
		s.at++
		if cells := s.rows[s.at-1]; len(cells) > 0 {
			return record{line: s.at, cells: cells}, true
		}
	}
	return record{}, false
}

func (s *sheetRows) expect([]string, int) {}
func (s *sheetRows) remedy() string       { return "give those columns names" }

// tableText reads the bytes of a table as text with LF line ends, and notes in
// which character set they are.
func (in *intake) tableText(content []byte, display string) (string, error) {
	d := encodings.Text(content)
	if d.How == encodings.Guessed && in.encoding != "" {
		if given, ok := encodings.As(content, in.encoding); ok {
			d = given
		}
	}
	text := strings.TrimLeft(d.Text, "\ufeff") // some programs write two marks
	if strings.ContainsRune(text, 0) || d.Lost > 0 {
		return "", Failure{display, fmt.Errorf("%w: save it as CSV in UTF-8", ErrForeign)}
	}
	if d.Name != "utf-8" {
		said := ""
		if d.How == encodings.Guessed {
			said = ", which it does not say: save it in UTF-8 where that is wrong"
		}
		in.note("%s: read as %s%s", display, d.Name, said)
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), nil
}

// separatorOf tells what stands between the cells of a table: what makes most
// known columns of its first line.
func separatorOf(table string) byte {
	first, _, _ := strings.Cut(strings.TrimLeft(table, "\n"), "\n")
	best, most := separators[0], 0
	for _, sep := range separators {
		known := 0
		for _, cell := range strings.Split(first, string(sep)) {
			if slices.Contains(columns, columnName(cell)) {
				known++
			}
		}
		if known > most {
			best, most = sep, known
		}
	}
	return best
}

func separatorName(sep byte) string {
	switch sep {
	case ',':
		return "comma"
	case ';':
		return "semicolon"
	case '\t':
		return "tab"
	}
	return string(rune(sep))
}

// columnName is the name of a column as it is known.
func columnName(cell string) string {
	return strings.ToLower(strings.TrimSpace(strings.Trim(strings.TrimSpace(cell), `"`)))
}

// trimCells leaves out the empty cells at the end, which spreadsheets write or do
// not.
func trimCells(cells []string) []string {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// noteOf gathers what is said of an article under names that are not known.
type noteOf []string

func (n *noteOf) add(name, value string) {
	if name, value = particular(name), particular(value); value != "" {
		*n = append(*n, name+": "+value)
	}
}

// keep makes a note of an article of it, if it is wanted.
func (n noteOf) keep(about *annotate.Article, wanted bool) error {
	if !wanted {
		return nil
	}
	about.Note = strings.Join(n, "\n")
	const most = 20_000
	if utf8.RuneCountInString(about.Note) > most {
		return fmt.Errorf("%w: what stands in its other columns has more than %d characters", ErrTooLarge, most)
	}
	return nil
}

// noteUnknown tells what becomes of names that are not known.
func (in *intake) noteUnknown(display, what string, names []string) {
	if len(names) == 0 {
		return
	}
	const named = 20
	list := strings.Join(names[:min(len(names), named)], ", ")
	if more := len(names) - named; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	if in.keepColumns {
		in.note("%s: %s kept as a note of the article: %s", display, what, list)
		return
	}
	in.note("%s: %s left aside, as an article has no such particulars: %s", display, what, list)
}

// header tells in which cell of a row each known column stands, and which cells
// have names that are not known.
func (in *intake) header(first record, display string) (at map[string]int, others []int, err error) {
	at = map[string]int{}
	var unknown []string
	place := fmt.Sprintf("%s: line %d", display, first.line)
	if len(first.cells) > mostNames {
		return nil, nil, Failure{place, fmt.Errorf("%w: there are more than %d", ErrColumn, mostNames)}
	}
	for i, cell := range first.cells {
		name := columnName(cell)
		if _, twice := at[name]; twice {
			return nil, nil, Failure{place, fmt.Errorf("%w: %q stands there twice", ErrColumn, name)}
		}
		if slices.Contains(columns, name) {
			at[name] = i
		} else if name != "" {
			unknown = append(unknown, particular(cell))
			others = append(others, i)
		}
	}
	_, file := at["file"]
	if _, address := at["url"]; !file && !address {
		return nil, nil, Failure{place, fmt.Errorf("%w: there is no column \"file\" (it needs file, and may have %s, separated by commas, semicolons or tabs)",
			ErrColumn, strings.Join(columns[1:], ", "))}
	}
	in.noteUnknown(display, "columns", unknown)
	return at, others, nil
}

func readRow(line int, home string, faults *Faults, cell func(name string) string) row {
	r := row{line: line}
	if blank := strings.TrimSpace(cell("file")) == ""; blank && fetch.IsAddress(cell("url")) {
		// It is fetched.
	} else if blank {
		faults.add(line, "file", fmt.Errorf("%w: the file is not named", ErrRow))
	} else if file, err := inside(cell("file"), home); err != nil {
		faults.add(line, "file", err)
	} else {
		r.file = file
	}
	r.about = describe(line, faults, cell)
	return r
}

// describe reads the particulars that manifests and lines of JSON share, by
// the names of their columns.
func describe(line int, faults *Faults, cell func(name string) string) annotate.Article {
	a := annotate.Article{
		Title: particular(cell("title")), Outlet: particular(cell("outlet")), Byline: particular(cell("byline")),
		URL: particular(cell("url")), Language: particular(cell("language")),
	}
	for _, name := range columns {
		switch value := cell(name); {
		case len(value) > MaxCell:
			faults.add(line, name, fmt.Errorf("%w: it has more than %d KiB", ErrTooLarge, MaxCell>>10))
		case name != "title" && name != "file" && strings.Contains(strings.TrimSpace(value), "\n"):
			faults.add(line, name, fmt.Errorf("%w: there is a line break in it: a quotation mark may not be closed", ErrRow))
		}
	}
	if s := particular(cell("published")); s != "" && len(s) <= MaxCell {
		var err error
		if a.Published, err = published(s); err != nil {
			faults.add(line, "published", fmt.Errorf("%w: %w", ErrRow, err))
		}
	}
	return a
}

// published reads a time of publication as the world writes it. One that can be
// read in two ways is refused, never guessed.
func published(s string) (annotate.Publication, error) {
	if p, err := annotate.ParsePublication(s); err == nil {
		return p, nil
	}
	switch readings := dates.Readings(s); len(readings) {
	case 1:
		return readings[0], nil
	case 2:
		return "", fmt.Errorf("%s can be %s or %s: write the one that is meant", annotate.Quoted(s), readings[0], readings[1])
	}
	_, err := annotate.ParsePublication(s)
	return "", err
}
