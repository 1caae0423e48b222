package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"claimtrace/store/file"
)

const textColumns = "sha256, text, source, source_sha256"

// The columns of tables as they were in format 1.
const (
	claimColumns1      = "id, statement, resolved, note, created"
	annotationColumns1 = `id, article, start, "end", quote, prefix, suffix, verdict, claim, reviewer, attribution, note, created, modified`
)

// digest is SHA-256, in hexadecimal, over all that a project of a format
// holds: every row of every table in the order of its key, each value with its
// type and length. It does not depend on how SQLite lays the rows out in the
// file, and no change of content escapes it, as one may escape SQLite's own
// check.
func digest(c *file.Conn, format int) (string, error) {
	claim, annotation := claimColumns, annotationColumns
	if format == 1 {
		claim, annotation = claimColumns1, annotationColumns1
	}
	h := sha256.New()
	for _, t := range []struct{ name, columns, key string }{
		{"text", textColumns, "sha256"},
		{"change", entryColumns, "seq"},
		{"article", articleColumns, "id"},
		{"claim", claim, "id"},
		{"annotation", annotation, "id"},
		{"reviewer", reviewerColumns, "id"},
		{"setting", settingColumns, "id"},
		{"action", stepColumns, "seq"},
	} {
		fmt.Fprintf(h, "%s(%s)\n", t.name, t.columns)
		scan := file.RowOf(strings.Count(t.columns, ", ") + 1)
		if err := c.Each(func(r file.Row) error {
			list, err := scan(r)
			for _, v := range list {
				digestValue(h, v)
			}
			return err
		}, "SELECT "+t.columns+" FROM "+t.name+" ORDER BY "+t.key); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func digestValue(w io.Writer, v any) {
	switch v := v.(type) {
	case string:
		fmt.Fprintf(w, "s%d:", len(v))
		io.WriteString(w, v)
	case []byte:
		fmt.Fprintf(w, "b%d:", len(v))
		w.Write(v)
	default: // an integer, a number or NULL
		fmt.Fprintf(w, "v%v;", v)
	}
}
