package ingest

import (
	"fmt"
	"strings"
)

// record is one row of a table of cells, as a spreadsheet writes it.
type record struct {
	line  int
	cells []string
}

// separators may stand between cells; the first that makes sense of a first line
// is a table's.
var separators = []byte{',', ';', '\t', '|'}

// cellReader reads CSV. What is wrong is a fault, and reading goes on in the next
// line, so that all that is wrong is found at once.
type cellReader struct {
	rest   string // what is not read yet
	line   int    // of its beginning
	sep    byte
	width  int // cells of the first line, 0 before it was read
	file   int // place of the column that names the file, -1 where there is none
	faults *Faults
	names  []string // of the columns, for faults
}

func (r *cellReader) expect(names []string, file int) {
	r.width, r.file, r.names = len(names), file, names
}

func (r *cellReader) remedy() string {
	return "put cells that hold a " + separatorName(r.sep) + " into quotation marks"
}

// next reads a row, and reports false at the end.
func (r *cellReader) next() (record, bool) {
	for r.rest != "" {
		if row, ok := r.row(); ok {
			return row, true
		}
	}
	return record{}, false
}

// row reads the row at the beginning of what is left; where that has a fault it
// reads over its first line.
func (r *cellReader) row() (record, bool) {
	row := record{line: r.line}
	s, at := r.rest, 0
	fail := func(column int, format string, args ...any) (record, bool) {
		r.faults.add(row.line, r.name(column), fmt.Errorf("%w: "+format, append([]any{ErrRow}, args...)...))
		end := strings.IndexByte(s, '\n')
		if end < 0 {
			end = len(s) - 1
		}
		r.rest, r.line = s[end+1:], r.line+1
		return record{}, false
	}
	for {
		if at < len(s) && s[at] == '"' {
			cell, length, closed := quotedCell(s[at:])
			after := at + length
			switch {
			case !closed:
				return fail(len(row.cells), "a quotation mark opens here and is never closed: inside a quoted cell write it twice")
			case after < len(s) && s[after] != r.sep && s[after] != '\n':
				if lines := strings.Count(cell, "\n"); lines > 0 {
					return fail(len(row.cells), "a quotation mark opens here that closes in line %d, in the middle of a cell: inside a quoted cell write it twice", row.line+lines)
				}
				return fail(len(row.cells), "a quotation mark stands alone: inside a quoted cell write it twice")
			}
			if rows := r.swallowed(cell); rows > 0 {
				return fail(len(row.cells), "a quotation mark opens here that closes in line %d: it takes in %s", row.line+strings.Count(cell, "\n"), plural(rows, "row"))
			}
			row.cells = append(row.cells, cell)
			at = after
		} else {
			end := strings.IndexAny(s[at:], string([]byte{r.sep, '\n'}))
			if end < 0 {
				end = len(s) - at
			}
			cell := s[at : at+end]
			if strings.Contains(cell, `"`) {
				return fail(len(row.cells), "a quotation mark stands alone: inside a quoted cell write it twice")
			}
			row.cells = append(row.cells, cell)
			at += end
		}
		if at >= len(s) || s[at] == '\n' {
			break
		}
		at++ // the separator
	}
	at = min(at+1, len(s))
	r.line += strings.Count(s[:at], "\n")
	r.rest = s[at:]
	return row, true
}

// quotedCell reads a cell in quotation marks, and tells how long it is with them.
func quotedCell(s string) (cell string, length int, closed bool) {
	var out strings.Builder
	at := 1
	for {
		end := strings.IndexByte(s[at:], '"')
		if end < 0 {
			return "", len(s), false
		}
		out.WriteString(s[at : at+end])
		at += end + 1
		if at >= len(s) || s[at] != '"' {
			return out.String(), at, true
		}
		out.WriteByte('"')
		at++
	}
}

// swallowed counts the lines in a cell that look like rows of their own: a mark
// that was not meant to open a cell takes in what follows, up to the next.
func (r *cellReader) swallowed(cell string) int {
	if r.width == 0 {
		return 0
	}
	lines := strings.Split(cell, "\n")[1:]
	rows := 0
	for i, l := range lines {
		cells := strings.Split(l, string(r.sep))
		full := r.width > 1 && len(cells) >= r.width || r.width > 2 && len(cells) == r.width-1 && i == len(lines)-1
		named := r.file >= 0 && r.file < len(cells) && looksLikeFile(cells[r.file])
		if full || named {
			rows++
		}
	}
	if rows == 0 && len(lines) > 4 {
		return len(lines) // no title has so many lines
	}
	return rows
}

// looksLikeFile tells of what could be the path of a file with an ending.
func looksLikeFile(s string) bool {
	s = strings.TrimSpace(s)
	dot := strings.LastIndexByte(s, '.')
	return dot > 0 && len(s)-dot > 2 && len(s)-dot <= 6 && !strings.ContainsAny(s[dot+1:], " /")
}

func (r *cellReader) name(column int) string {
	if column < len(r.names) && r.names[column] != "" {
		return r.names[column]
	}
	return ""
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
