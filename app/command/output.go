package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store/exchange"
)

// printJSON prints one JSON document.
func (c *call) printJSON(v any) error {
	enc := json.NewEncoder(c.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// printArray prints one JSON array of many things, each as it comes.
func (c *call) printArray(items iter.Seq2[any, error]) error {
	var one bytes.Buffer
	enc := json.NewEncoder(&one)
	enc.SetEscapeHTML(false)
	enc.SetIndent("  ", "  ")
	before := "[\n  "
	for v, err := range items {
		if err != nil {
			return err
		}
		one.Reset()
		if err := enc.Encode(v); err != nil {
			return err
		}
		c.out.WriteString(before) // its errors are those of flush
		c.out.Write(bytes.TrimSuffix(one.Bytes(), []byte("\n")))
		before = ",\n  "
	}
	if before[0] == '[' {
		c.out.WriteString("[")
	} else {
		c.out.WriteString("\n")
	}
	c.out.WriteString("]\n")
	return nil
}

// printf prints for a person. Arguments that are text are made harmless for a
// terminal.
func (c *call) printf(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = text.Harmless(s)
		}
	}
	fmt.Fprintf(c.out, format, args...)
}

// table prints rows in aligned columns; the first row names them.
func (c *call) table(rows [][]string) {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		for i, cell := range row {
			row[i] = oneLine(text.Harmless(cell))
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush() // its errors are those of c.out, which flush reports
}

// say prints a message to standard error.
func (c *call) say(format string, args ...any) {
	fmt.Fprintf(c.Err, "claimtrace: %s\n", inOneLine(text.Harmless(fmt.Sprintf(format, args...))))
}

// inOneLine keeps a message to one line, and the white space of what it
// quotes.
func inOneLine(s string) string { return lineEnds.Replace(strings.TrimSpace(s)) }

var lineEnds = strings.NewReplacer("\n", " ", "\r", " ", "\u2028", " ", "\u2029", " ")

// oneLine joins the lines of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// short cuts a text to a number of code points, between two graphemes.
func short(s string, limit int) string {
	o := text.NewOffsets(oneLine(s))
	if o.Len() <= limit {
		return o.Text()
	}
	at, _ := o.Grapheme(limit - 1)
	return strings.TrimSpace(o.Slice(0, at)) + "…"
}

// when writes a time of publication for a person.
func when(p annotate.Publication) string {
	if !p.Known() {
		return "undated"
	}
	layout := "2006-01-02 15:04"
	if p.Zoned() {
		layout += "Z07:00"
	}
	return p.Format(annotate.Layouts{Year: "2006", Month: "2006-01", Day: time.DateOnly, Time: layout})
}

// writeFile writes a file whole, or prints it where the path is "-" or "".
// It never replaces the project.
func (c *call) writeFile(path, project string, write func(io.Writer) error) error {
	if path == "-" || path == "" {
		return write(c.out)
	}
	if there, err := os.Stat(path); err == nil {
		if own, err := os.Stat(project); err == nil && os.SameFile(there, own) {
			return fmt.Errorf("%s: %w: it is the project itself: choose another name", path, exchange.ErrTarget)
		}
	}
	if err := exchange.WriteFile(path, write); err != nil {
		return err
	}
	c.did("wrote %s", path)
	return nil
}

// wrote tells that a file was written; nothing where the result itself was
// printed.
func (c *call) wrote(path string, about map[string]any) error {
	switch {
	case path == "-" || path == "":
		return nil
	case c.json:
		about["output"] = path
		return c.printJSON(about)
	}
	c.printf("wrote %s\n", path)
	return nil
}
