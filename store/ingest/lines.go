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
	"slices"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
)

func (in *intake) linesFile(name string, stdin io.Reader) error {
	if name == "-" {
		return in.lines(stdin, nil, "standard input")
	}
	f, err := os.Open(name)
	if err != nil {
		return fileError(name, err)
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
	unknown := map[string]bool{}
	in.total = 0 // nobody knows how many lines there are
	before := len(in.batch.Drafts)
	line := 0
	for scan.Scan() {
		line++
		content := scan.Bytes()
		if line == 1 {
			content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
		}
		if content = bytes.TrimSpace(content); len(content) == 0 {
			continue
		}
		if err := in.line(content, fsys, display, line, unknown); err != nil {
			return err
		}
	}
	if err := scan.Err(); errors.Is(err, bufio.ErrTooLong) {
		return fmt.Errorf("%s: line %d: %w: it has more than %s: an article takes one line", display, line+1, ErrTooLarge, mebibytes(MaxLine))
	} else if err != nil {
		return fileError(display, err)
	}
	if len(in.batch.Drafts) == before {
		return fmt.Errorf("%s: %w in it", display, ErrNoArticle)
	}
	if len(unknown) > 0 {
		in.note("%s: names left aside, as an article has no such particulars: %s", display, strings.Join(slices.Sorted(maps.Keys(unknown)), ", "))
	}
	return nil
}

func (in *intake) line(content []byte, fsys fs.FS, display string, line int, unknown map[string]bool) error {
	place := fmt.Sprintf("%s: line %d", display, line)
	values, err := parseLine(content)
	if err != nil {
		return fmt.Errorf("%s: %w", place, err)
	}
	for name := range values {
		if name != "text" && name != "id" && !slices.Contains(columns, name) {
			unknown[particular(name)] = true
		}
	}
	about, err := describe(func(name string) string { return values[name] })
	if err != nil {
		return fmt.Errorf("%s: %w", place, err)
	}
	about.ExternalID = particular(values["id"])
	if body, ok := values["text"]; ok {
		if int64(len(body)) > in.maxText {
			return fmt.Errorf("%s: %w: the text has more than %s: split it", place, ErrTooLarge, mebibytes(in.maxText))
		}
		if file := values["file"]; file != "" {
			about.File = particular(path.Base(strings.ReplaceAll(file, `\`, "/")))
		}
		return in.add(place, []byte(body), about)
	}
	if values["file"] == "" || fsys == nil {
		return fmt.Errorf("%s: %w: there is no \"text\"", place, ErrRow)
	}
	file, err := inside(values["file"], in.home)
	if err != nil {
		return fmt.Errorf("%s: %w", place, err)
	}
	return in.listed(fsys, display, line, file, about)
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

// parseLine reads a JSON object whose values are text. Those of unknown names
// may be anything, null counts as not given, and an id may be a number.
func parseLine(content []byte) (map[string]string, error) {
	if !utf8.Valid(content) {
		return nil, fmt.Errorf("%w: not UTF-8: save the file as UTF-8", ErrRow)
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
			values[name] = *s
		case !known:
			values[name] = ""
		case name == "id" && json.Unmarshal(value, new(json.Number)) == nil:
			values[name] = string(value)
		default:
			return nil, fmt.Errorf("%w: %s is not text: put its value into quotation marks", ErrRow, annotate.Quoted(name))
		}
	}
	return values, nil
}
