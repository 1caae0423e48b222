package command

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"claimtrace/app/report"
)

// Every format is of what is selected: of a claim, an article, a person, a verdict, and of
// a moment; and of all without.
func TestExportSelected(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, value := range map[string]string{"CLAIMTRACE_REVIEWER": "Ann", "HOME": dir, "XDG_CONFIG_HOME": dir, "AppData": dir} {
		t.Setenv(name, value)
	}
	if err := errors.Join(os.WriteFile("a.txt", []byte("The bridge closes."), 0o666), os.WriteFile("b.txt", []byte("The ferry sails."), 0o666)); err != nil {
		t.Fatal(err)
	}
	run := func(words ...string) []byte {
		var out, said bytes.Buffer
		if status := Run(t.Context(), words, IO{Out: &out, Err: &said}); status != exitDone {
			t.Fatalf("%q: %s", words, said.String())
		}
		return out.Bytes()
	}
	type record struct{ ID, Claim, Modified string }
	of := func(b []byte) (r record) {
		if err := json.Unmarshal(b, &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	added := func(file string) string {
		var list []record
		if err := json.Unmarshal(run("add", "p.claimtrace", file, "--json"), &list); err != nil || len(list) != 1 {
			t.Fatal(err)
		}
		return list[0].ID
	}
	run("new", "p.claimtrace")
	a, b := added("a.txt"), added("b.txt")
	anns := of(run("annotate", "p.claimtrace", "--article", a, "--quote", "bridge", "--verdict", "confirmed", "--claim", "Closed is the bridge", "--json"))
	at, err := time.Parse(time.RFC3339, anns.Modified)
	if err != nil {
		t.Fatal(err)
	}
	for !time.Now().After(at.Add(time.Millisecond)) { // the log counts milliseconds
	}
	bens := of(run("annotate", "p.claimtrace", "--article", b, "--quote", "ferry", "--verdict", "disputed", "--claim", "Sunk is the ferry", "--reviewer", "Ben", "--json"))
	for _, f := range report.Formats() {
		for _, tt := range []struct {
			words     []string
			ann, bens bool
		}{
			{nil, true, true},
			{[]string{"--claim", bens.Claim}, false, true},
			{[]string{"--article", b}, false, true},
			{[]string{"--reviewer", "Ben"}, false, true},
			{[]string{"--verdict", "confirmed"}, true, false},
			{[]string{"--as-of", anns.Modified}, true, false},
			{[]string{"--reviewer", "Ben", "--verdict", "disputed", "--article", b, "--claim", bens.Claim}, false, true},
		} {
			run(append([]string{"export", "p.claimtrace", "--format", f.Name, "--output", "out"}, tt.words...)...)
			said := written(t, "out")
			if strings.Contains(said, "Closed is the bridge") != tt.ann || strings.Contains(said, "Sunk is the ferry") != tt.bens {
				t.Errorf("%s with %q is not of what it should be:\n%s", f.Name, tt.words, said)
			}
		}
	}
}

// written is what a file says, of an archive what its files say.
func written(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(content, []byte("PK")) {
		return string(content)
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all.String()
}
