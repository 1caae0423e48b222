package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/store/ingest/fetch"
)

func (in *intake) linesFile(name string, stdin io.Reader) error {
	if name == "-" {
		if err := in.takeStdin(); err != nil {
			return Failure{placeOf(name), err}
		}
		return in.lines(stdin, nil, placeOf(name))
	}
	f, err := os.Open(name)
	if err != nil {
		return Failure{name, fileError(err)}
	}
	defer f.Close()
	folder, err := in.openFolder(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	return in.lines(f, folder.FS(), name)
}

// lines reads one article from each line that is not blank: a JSON object
// with the names of a manifest's columns, "text", and "id", which is kept as
// the article's external id. Where there is no "text" it is read from "file",
// a path in the folder of the lines; fsys is nil where there is none. Other
// names are left aside, with one note for all lines.
func (in *intake) lines(r io.Reader, fsys fs.FS, display string) error {
	stream := in.interruptible(r)
	defer stream.Close()
	scan := bufio.NewScanner(stream)
	scan.Buffer(nil, MaxLine)
	scan.Split(anyLine())
	l := &lineReader{intake: in, fsys: fsys, display: display, faults: &Faults{Table: display}, unknown: map[string]bool{}, ids: map[string]int{}}
	in.total = 0 // nobody knows how many lines there are
	before := len(in.batch.order)
	for scan.Scan() {
		l.number++
		content := scan.Bytes()
		if l.number == 1 {
			for bytes.HasPrefix(content, []byte("\xef\xbb\xbf")) {
				content = content[3:]
			}
		}
		if content = bytes.TrimSpace(content); len(content) == 0 {
			continue
		}
		if err := in.ctx.Err(); err != nil {
			return err
		}
		if err := l.line(content); err != nil {
			return err
		}
		if l.faults.more > 0 {
			break
		}
	}
	if err := scan.Err(); errors.Is(err, bufio.ErrTooLong) {
		l.faults.add(l.number+1, "", fmt.Errorf("%w: it has more than %s: an article takes one line", ErrTooLarge, mebibytes(MaxLine)))
	} else if err != nil {
		if ctxErr := in.ctx.Err(); ctxErr != nil {
			return ctxErr
		}
		return Failure{display, fileError(err)}
	}
	if err := l.faults.err(); err != nil {
		return err
	}
	if len(in.batch.order) == before {
		return Failure{display, fmt.Errorf("%w in it", ErrNoArticle)}
	}
	in.noteUnknown(display, "names", slices.Sorted(maps.Keys(l.unknown)))
	return nil
}

// anyLine splits at line ends of any kind. Of a line of which the end has not come it does
// not look twice at what it has.
func anyLine() bufio.SplitFunc {
	looked := 0
	return func(data []byte, atEnd bool) (advance int, token []byte, err error) {
		if atEnd && len(data) == 0 {
			return 0, nil, nil
		}
		i := bytes.IndexAny(data[looked:], "\r\n") + looked
		switch {
		case i < looked && atEnd:
			return len(data), data, nil
		case i < looked:
			looked = len(data)
			return 0, nil, nil
		case data[i] == '\r' && i+1 == len(data) && !atEnd: // a line feed may follow
			looked = i
			return 0, nil, nil
		}
		looked = 0
		if data[i] == '\r' && i+1 < len(data) && data[i+1] == '\n' {
			return i + 2, data[:i], nil
		}
		return i + 1, data[:i], nil
	}
}

// lineReader reads the lines of one table.
type lineReader struct {
	*intake
	fsys    fs.FS
	display string
	number  int // of the line in hand
	faults  *Faults
	unknown map[string]bool
	ids     map[string]int // line of each id
}

// line reads one line: an article, or faults. The error is of all that is read.
func (l *lineReader) line(content []byte) error {
	fault := func(column string, why error) { l.faults.add(l.number, column, why) }
	values, err := parseLine(content)
	if err != nil {
		fault("", err)
		return nil
	}
	var note noteOf
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if name != "text" && name != "id" && !slices.Contains(columns, name) {
			if len(l.unknown) < mostNames {
				l.unknown[particular(name)] = true
			}
			note.add(name, values[name])
		}
	}
	before := len(l.faults.All) + l.faults.more
	about := describe(l.number, l.faults, func(name string) string { return values[name] })
	if about.ExternalID = particular(values["id"]); about.ExternalID != "" {
		if first, twice := l.ids[about.ExternalID]; twice {
			fault("id", fmt.Errorf("%w: line %d has the id %s too", ErrRow, first, annotate.Quoted(about.ExternalID)))
		}
		l.ids[about.ExternalID] = l.number
	}
	if err := note.keep(&about, l.keepColumns); err != nil {
		fault("", err)
	}
	s := source{place: fmt.Sprintf("%s: line %d", l.display, l.number), about: about}
	column := "text"
	if body, ok := values["text"]; ok {
		if int64(len(body)) > l.maxText {
			fault("text", fmt.Errorf("%w: the text has more than %s: split it", ErrTooLarge, mebibytes(l.maxText)))
		}
		if file := values["file"]; file != "" {
			s.about.File = fileName(path.Base(strings.ReplaceAll(file, `\`, "/")))
		}
	} else if values["file"] == "" && fetch.IsAddress(values["url"]) {
		s, column = addressed(s.place, s.about), "url"
	} else if column = "file"; values["file"] == "" || l.fsys == nil {
		fault("", fmt.Errorf("%w: there is no \"text\"", ErrRow))
	} else if file, err := inside(values["file"], l.home); err != nil {
		fault("file", err)
	} else {
		s = l.listed(l.fsys, l.display, l.number, file, about)
	}
	if len(l.faults.All)+l.faults.more > before {
		return nil
	}
	var r result
	if column == "text" {
		r = l.plain([]byte(values["text"]), s, fetch.Page{})
	} else {
		r = l.read(l.ctx, s)
	}
	o := l.keep(s, r)
	switch {
	case o.fatal != nil:
		return o.fatal
	case column == "url":
		l.takeOrFail(s, o)
		l.step()
	case o.err != nil && column == "file":
		fault(column, Failure{s.about.File, o.err})
	case o.err != nil:
		fault(column, o.err)
	default:
		l.take(s, o)
		l.step()
	}
	return nil
}

// notObject says why a line is not a JSON object, and what it should be.
func notObject(err error) string {
	place := ""
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		place = fmt.Sprintf(" (it breaks off at byte %d)", syntax.Offset)
	}
	return "it is not one JSON object" + place + `: write each article in one line, as {"id":"…","text":"…"}`
}

// lone matches a half of a letter beyond 16 bits, which JSON writes as two.
var lone = regexp.MustCompile(`(?i)\\ud[89a-f]`)

// namesIn counts the names of a JSON object before memory goes into each; of what is none
// it says nothing.
func namesIn(content []byte) int {
	names, depth, inString := 1, 0, false
	for i := 0; i < len(content); i++ {
		switch c := content[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case c == ',' && depth == 1:
			names++
		}
	}
	return names
}

// parseLine reads a JSON object whose values are text. Those of unknown names
// may be anything, null counts as not given, and an id may be a number.
func parseLine(content []byte) (map[string]string, error) {
	if !utf8.Valid(content) {
		return nil, fmt.Errorf("%w: not UTF-8: save the file as UTF-8", ErrRow)
	}
	if namesIn(content) > mostNames {
		return nil, fmt.Errorf("%w: it has more than %d names", ErrRow, mostNames)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(content, &raw); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrRow, notObject(err))
	}
	if raw == nil {
		return nil, fmt.Errorf("%w: %s", ErrRow, notObject(nil))
	}
	values := map[string]string{}
	for name, value := range raw {
		known := name == "text" || name == "id" || slices.Contains(columns, name)
		var s *string
		switch err := json.Unmarshal(value, &s); {
		case err == nil && s == nil: // null
		case err == nil:
			if known && strings.Contains(*s, "\ufffd") && lone.Match(value) {
				return nil, fmt.Errorf("%w: %s holds half of a letter (\\ud800 to \\udfff without its other half)", ErrRow, annotate.Quoted(name))
			}
			values[name] = *s
		case !known:
			values[name] = string(value) // as JSON
		case name == "id" && json.Unmarshal(value, new(json.Number)) == nil:
			values[name] = string(value)
		default:
			return nil, fmt.Errorf("%w: %s is not text: put its value into quotation marks", ErrRow, annotate.Quoted(name))
		}
	}
	return values, nil
}
