package ingest

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// Whatever bytes a file holds, it is a clean article or refused in one line,
// and the same from standard input.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"", "a", "A title\n\nBy somebody\n\nA text.\r\n", "\xff\xfea\x00", "%PDF-1.7\n", "\xef\xbb\xbf<html>", "\x00", "a\x00b", "e\u0301\u0301", "\xc3",
		"{\\rtf1 x}", "\u2028\u0085\u200b", "SQLite format 3\x00", "PK\x03\x04",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "a.txt")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		read := func(s Sources) (whole, error) {
			b, err := read(Read(t.Context(), s))
			if err == nil && len(b.Failures) > 0 {
				err = b.Failures[0]
			}
			checkRead(t, b, err)
			return b, err
		}
		file, err := read(Sources{Paths: []string{path}})
		piped, errPiped := read(Sources{Paths: []string{"-"}, Stdin: bytes.NewReader(b)})
		if (err == nil) != (errPiped == nil) {
			t.Fatalf("from a file %v, from standard input %v", err, errPiped)
		}
		for i, d := range piped.Drafts {
			d.File = file.Drafts[i].File
			if !reflect.DeepEqual(d, file.Drafts[i]) {
				t.Errorf("from a file %+v, from standard input %+v", file.Drafts[i], d)
			}
		}
	})
}
