package command

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// The edits of a file, put together, are the whole file: from its first line
// end to its last, and the same for the base.
func TestDiffCoversTheFiles(t *testing.T) {
	texts := []string{
		"The old bridge closes for one week.\n", "\n\n  The old bridge\tcloses. \n \n", "The old bridge never closes.", "\tA\u00a0bridge\n",
		"\u00e9t\u00e9 \U0001F469\U0001F3FD\u200d\U0001F692\n\n", " \u2028closes\u3000\n",
	}
	dir := t.TempDir()
	args := []string{"diff", "--json"}
	for i, s := range texts {
		name := filepath.Join(dir, string(rune('a'+i))+".txt")
		if err := os.WriteFile(name, []byte(s), 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	for first := range texts {
		turned := append([]string{}, args...)
		turned[2], turned[2+first] = turned[2+first], turned[2]
		want := append([]string{}, texts...)
		want[0], want[first] = want[first], want[0]
		var out, said bytes.Buffer
		if status := Run(context.Background(), turned, IO{Out: &out, Err: &said}); status != exitDone {
			t.Fatal(said.String())
		}
		var got collation
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		for i, w := range got.Witnesses {
			text, base := "", ""
			for _, e := range w.Edits {
				text, base = text+e.Text, base+e.Base
			}
			if text != want[i] || base != want[0] || w.Quote != want[i] {
				t.Errorf("%q against %q: the edits hold %q against %q", want[i], want[0], text, base)
			}
		}
	}
}
