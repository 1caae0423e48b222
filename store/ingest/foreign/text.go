package foreign

import (
	"bytes"
	"fmt"
	"mime"

	"claimtrace/store/ingest/encodings"
)

// readText reads a plain text in another character set than UTF-8.
func readText(a About, source []byte) ([]Article, error) {
	d := encodings.Text(source)
	if _, params, _ := mime.ParseMediaType(a.Type); d.How == encodings.Guessed && params["charset"] != "" {
		if said, ok := encodings.As(source, params["charset"]); ok {
			d = said
			d.How = encodings.Declared
		}
	}
	if a.Encoding != "" {
		var ok bool
		if d, ok = encodings.As(source, a.Encoding); !ok {
			return nil, fmt.Errorf("there is no character set %q: one of %v", a.Encoding, encodings.Names())
		}
	}
	if d.Lost*20 > len(source) || bytes.Count([]byte(d.Text), []byte{0}) > 0 || strange(d.Text) {
		return nil, fmt.Errorf("it is not a text: its bytes make none in any character set")
	}
	found := Article{Kind: "text", Charset: d.Name, Guessed: d.How == encodings.Guessed, text: d.Text}
	if note := told(d); note != "" && (a.Encoding == "" || d.Lost > 0) {
		found.Notes = []string{note}
	}
	return []Article{found}, nil
}

// told says in which character set a text was read, where it does not say so
// itself.
func told(d encodings.Decoded) string {
	switch {
	case d.How == encodings.Guessed && d.Lost > 0:
		return fmt.Sprintf("read as %s, which it does not say and in which %d letters have no meaning: another can be given", d.Name, d.Lost)
	case d.How == encodings.Guessed:
		return fmt.Sprintf("read as %s, which it does not say: another can be given", d.Name)
	case d.Lost > 0:
		return fmt.Sprintf("%d letters have no meaning in %s, in which it says it is", d.Lost, d.Name)
	case d.How == encodings.Declared && d.Name != "utf-8", d.How == encodings.Marked && d.Name != "utf-8":
		return "read as " + d.Name
	}
	return ""
}

// strange tells of a text with more control characters than any has.
func strange(s string) bool {
	n := 0
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' || r >= 0x7f && r < 0xa0 && r != 0x85 {
			n++
		}
	}
	return n*50 > len(s)
}
