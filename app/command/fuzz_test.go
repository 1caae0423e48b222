package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"claimtrace/store"
)

// Whatever the words, the project's name among them, and whatever comes on
// standard input: a command is done, or says in one line that steers no terminal
// why not; and the project is whole.
func FuzzRun(f *testing.F) {
	f.Setenv("CLAIMTRACE_REVIEWER", "Ann")
	f.Setenv("XDG_CONFIG_HOME", f.TempDir())
	f.Setenv("HOME", f.TempDir())
	f.Setenv("AppData", f.TempDir())
	before := patience
	f.Cleanup(func() { patience = before })
	patience = 0
	home := f.TempDir()
	f.Chdir(home)
	const project = "p.claimtrace"
	for _, args := range [][]string{{"new", project}, {"add", project, "-"}} {
		var said bytes.Buffer
		if Run(context.Background(), args, IO{strings.NewReader("A pause.\n\nOfficials spoke of a pause."), &said, &said}) != exitDone {
			f.Fatal(said.String())
		}
	}
	fresh, err := os.ReadFile(project)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []struct{ words, stdin string }{
		{"help list", ""}, {"-h", ""}, {"--json list p.claimtrace articles", ""}, {"add p.claimtrace - --title \x1b[2J", "A text."},
		{"add p.claimtrace --jsonl -", `{"id":1,"text":"a","published":"2026-01-29"}`}, {"set p.claimtrace setting a=b", ""},
		{"annotate p.claimtrace --article A --quote pause --verdict disputed --claim x", ""}, {"log p.claimtrace --entity 0", ""},
		{"undo p.claimtrace", ""}, {"diff - -", "a"}, {"compare p.claimtrace --claim x --as-of 2026-01-30", ""}, {"verify p.claimtrace --rebuild", ""},
		{"export p.claimtrace --format csv --as-of 0", ""}, {"remove p.claimtrace Officials", ""}, {"restore p.claimtrace x --change 0", ""},
		{"join p.claimtrace Ann Ben", ""}, {"part p.claimtrace Ann Ben", ""}, {"digest p.claimtrace", ""},
		{"decide p.claimtrace x --verdict disputed --reason y --evidence z", ""}, {"list p.claimtrace claims --as-of 2026 --received", ""},
		{"pack p.claimtrace q", ""}, {"version --json=x", ""},
	} {
		f.Add(seed.words, []byte(seed.stdin))
	}
	f.Fuzz(func(t *testing.T, words string, stdin []byte) {
		if strings.ContainsAny(words, `/\:`) || strings.Contains(words, "..") {
			return // nothing outside this folder
		}
		t.Chdir(t.TempDir())
		if err := os.WriteFile(project, fresh, 0o600); err != nil {
			t.Fatal(err)
		}
		var out, said bytes.Buffer
		status := Run(t.Context(), strings.Split(words, " "), IO{bytes.NewReader(stdin), &out, &said})
		lines := strings.Split(strings.TrimSuffix(said.String(), "\n"), "\n")
		if status != exitDone && status != exitFailed && status != exitUsage ||
			status != exitDone && !strings.HasPrefix(lines[len(lines)-1], "claimtrace: ") {
			t.Errorf("status %d, said %q", status, said.String())
		}
		steers := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }
		if strings.ContainsFunc(said.String(), steers) || strings.ContainsFunc(out.String(), steers) {
			t.Errorf("printed %q, said %q", out.String(), said.String())
		}
		if _, err := os.Stat(project); err != nil {
			t.Fatal(err)
		}
		if report, err := store.Verify(t.Context(), filepath.Join(".", project)); err != nil || !report.OK {
			t.Errorf("the project: %+v, %v", report, err)
		}
	})
}
