package project

import (
	"os"
	"path/filepath"
	"testing"
)

// A table or lines of JSON are a set where they plainly have passages, else articles.
func TestIsSet(t *testing.T) {
	dir := t.TempDir()
	for i, x := range []struct {
		name, content string
		want          bool
	}{
		{"a.qdpx", "", true}, {"a.txt", "quote,verdict\n", false}, {"a.csv", "", false},
		{"a.csv", "\"outlet\",\"start\",\"quote\",\"verdict\"\n", true}, {"a.CSV", "\ufeffsep=;\r\noutlet;quote;verdict\r\nx;y;z\r\n", true},
		{"a.tsv", "Quote\tVerdict", true}, {"a.csv", "title,text,quote,verdict\n", false}, {"a.csv", "outlet,file,url\nquote,verdict\n", false},
		{"a.jsonl", `{"id":1,"text":"A ferry sank.","label":[[2,7,"confirmed"]]}` + "\n", true}, {"a.jsonl", `{"text":"A ferry sank.","entities":[{"start_offset":2}]}`, true},
		{"a.jsonl", `{"text":"A ferry sank.","title":"Ferry","labels":["sea"]}`, false}, {"a.jsonl", `{"text":"x","label":[]}`, false}, {"a.jsonl", "no", false},
	} {
		path := filepath.Join(dir, x.name)
		if err := os.WriteFile(path, []byte(x.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := IsSet(path); got != x.want {
			t.Errorf("%d: %s with %q: %v", i, x.name, x.content, got)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if IsSet(filepath.Join(dir, "none.csv")) {
		t.Error("a file that there is not is a set")
	}
}
