package command

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate/text"
	"claimtrace/store"
)

func TestWanted(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, name := range []string{"saved", "list"} {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("folder", 0o777); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		want bool
	}{
		{nil, false},
		{[]string{"p.claimtrace"}, false},
		{[]string{"no/such/P.CLAIMTRACE"}, false},
		{[]string{filepath.Join(dir, "saved")}, false},
		{[]string{"saved"}, false},
		{[]string{"list"}, true},
		{[]string{"folder"}, true},
		{[]string{"bogus"}, true},
		{[]string{"help"}, true},
		{[]string{"--help"}, true},
		{[]string{"-h"}, true},
		{[]string{"new", "p.claimtrace"}, true},
		{[]string{"p.claimtrace", "q.claimtrace"}, true},
	} {
		if got := Wanted(tt.args); got != tt.want {
			t.Errorf("Wanted(%q) = %v", tt.args, got)
		}
	}
}

// A terminal of 90 columns shows each line of help whole, and none of its words
// is lost by that.
func TestHelpIsNarrow(t *testing.T) {
	text := func(words ...string) string {
		var out bytes.Buffer
		if status := Run(t.Context(), append([]string{"help"}, words...), IO{Out: &out, Err: &out}); status != 0 {
			t.Fatalf("help %v: %d", words, status)
		}
		for line := range strings.SplitSeq(out.String(), "\n") {
			if n := utf8.RuneCountInString(line); n > helpWidth || strings.TrimRight(line, " ") != line {
				t.Errorf("help %v: a line of %d letters: %q", words, n, line)
			}
		}
		return strings.Join(strings.Fields(out.String()), " ")
	}
	text()
	for _, cmd := range commands() {
		got := text(cmd.name)
		for _, want := range []string{cmd.words, cmd.summary, cmd.more} {
			if want := strings.Join(strings.Fields(want), " "); !strings.Contains(got, want) {
				t.Errorf("help %s lacks %q: %s", cmd.name, want, got)
			}
		}
	}
	const drawnIn = "One of\n  these a word more\nand\nthe rest.\n\nAn end."
	var got []string
	for _, part := range parts(drawnIn) {
		got = append(got, broken(part, 12)...)
	}
	if want := []string{"One of", "  these a", "  word more", "and the", "rest.", "", "An end."}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestVersionIsThatOfThePackage(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("..", "..", "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^\s*Version = "(.*)"$`).FindSubmatch(content)
	if m == nil || string(m[1]) != Version {
		t.Errorf("FyneApp.toml has %q, the program %q", m, Version)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("pipe is broken") }

func TestResultThatCannotBeWritten(t *testing.T) {
	var said bytes.Buffer
	if status := Run(context.Background(), []string{"help"}, IO{Out: brokenPipe{}, Err: &said}); status != exitFailed {
		t.Errorf("exit status %d", status)
	}
	if !strings.Contains(said.String(), "pipe is broken") {
		t.Errorf("said %q", said.String())
	}
}

// someKey is the key of a person.
const someKey = "25njqamc-weflpvkl-73j4szah-hihoc4xt-3ktcgjnp-aingr5yh-kenbq6ab"

// collidingChange is one of the changes of the only collision of a project.
func collidingChange(t *testing.T, path string) string {
	t.Helper()
	p, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	in, err := p.Inbox()
	if err != nil || len(in.Collisions) != 1 {
		t.Fatalf("%+v, %v", in, err)
	}
	return string(in.Collisions[0].Values[0].Change)
}

// What was done and could not be printed is told as done, in one line; it is
// done. Every command that writes anything is here.
func TestDoneAndNotPrinted(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, value := range map[string]string{"CLAIMTRACE_REVIEWER": "Ann", "HOME": dir, "XDG_CONFIG_HOME": dir, "AppData": dir} {
		t.Setenv(name, value)
	}
	if err := errors.Join(os.WriteFile("a.txt", []byte("The bridge closes."), 0o666), os.WriteFile("b.txt", []byte("It does not."), 0o666), os.WriteFile("c.txt", []byte("Or does it?"), 0o666)); err != nil {
		t.Fatal(err)
	}
	const project = "p.claimtrace"
	seen := map[string]bool{}
	for _, tt := range []struct{ words, done string }{
		{"new|p.claimtrace", "made p.claimtrace"},
		{"new|q.claimtrace|--sample|--json", "made q.claimtrace"},
		{"add|p.claimtrace|a.txt", "add article (1 change)"},
		{"add|p.claimtrace|b.txt|c.txt|--outlet|Quay|--json", "add articles (2 changes)"},
		{"annotate|p.claimtrace|--article|ARTICLE|--quote|bridge|--verdict|disputed|--claim|It closes", "tag as disputed (2 changes)"},
		{"set|p.claimtrace|It closes|note=x", "edit claim (1 change)"},
		{"set|p.claimtrace|setting|title=The bridge|--json", "edit setting (1 change)"},
		{"decide|p.claimtrace|It closes|--verdict|disputed|--reason|so", "decide claim as disputed (1 change)"},
		{"undo|p.claimtrace", "taken back: decide claim as disputed (1 change)"},
		{"redo|p.claimtrace|--json", "done again: decide claim as disputed (1 change)"},
		{"remove|p.claimtrace|It closes", "remove claim (1 change)"},
		{"restore|p.claimtrace|It closes", "restore claim (1 change)"},
		{"annotate|p.claimtrace|--article|ARTICLE|--quote|closes|--verdict|disputed|--claim|It shuts|--json", "tag as disputed (2 changes)"},
		{"correct|p.claimtrace|PASSAGE|polarity|no", "correct what a passage says (1 change)"},
		{"join|p.claimtrace|It closes|It shuts", "join two as one (1 change)"},
		{"part|p.claimtrace|It closes|It shuts|--json", "part what was joined (1 change)"},
		{"compare|p.claimtrace|--claim|It closes|--html|c.html", "wrote c.html"},
		{"report|p.claimtrace|--output|r.html", "wrote r.html"},
		{"export|p.claimtrace|--format|csv|--output|e.csv|--json", "wrote e.csv"},
		{"import|q.claimtrace|e.csv|--json", "import annotations ("},
		{"pack|p.claimtrace|packed.claimtrace", "packed into packed.claimtrace, sha256 "},
		{"set|packed.claimtrace|It shuts|note=there", "edit claim (1 change)"},
		{"set|p.claimtrace|It shuts|note=here", "edit claim (1 change)"},
		{"merge|p.claimtrace|packed.claimtrace", "merged packed.claimtrace, receipt 1"},
		{"settle|p.claimtrace|It shuts|note|--change|CHANGE|--json", "settle what differs in claim (1 change)"},
		{"take-back|p.claimtrace|1", "receipt 1 was taken back"},
		{"set|p.claimtrace|LATER|supersedes=ARTICLE", "edit article (1 change)"},
		{"carry|p.claimtrace|--drop|PASSAGE", "leave a passage to the earlier version (1 change)"},
		{"trust|" + someKey + "|--name|Ben", "the seals of " + someKey[:17] + " are believed"},
		{"key|export|ann.claimtrace-key|--passphrase-file|a.txt", "wrote the key of Ann"},
		{"verify|p.claimtrace|--rebuild", "the derived tables of p.claimtrace were made anew"},
	} {
		words := strings.Split(tt.words, "|")
		seen[words[0]] = true
		var said bytes.Buffer
		for i, word := range words {
			if strings.HasSuffix(word, "ARTICLE") {
				words[i] = strings.Replace(word, "ARTICLE", articleIn(t, project, 0), 1)
			} else if word == "LATER" {
				words[i] = articleIn(t, project, 1)
			}
		}
		if i := slices.Index(words, "PASSAGE"); i >= 0 {
			words[i] = onePassage(t, project)
		}
		if i := slices.Index(words, "CHANGE"); i >= 0 {
			words[i] = collidingChange(t, project)
		}
		status := Run(t.Context(), words, IO{Out: brokenPipe{}, Err: &said})
		if s := said.String(); status != exitFailed || strings.Count(s, "\n") != 1 ||
			!strings.HasPrefix(s, "claimtrace: done: "+tt.done) || !strings.HasSuffix(s, ": but the result cannot be printed: pipe is broken\n") {
			t.Errorf("%s: status %d, said %q", tt.words, status, said.String())
		}
	}
	for _, name := range []string{project, "q.claimtrace", "packed.claimtrace", "c.html", "r.html", "e.csv"} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
	var said bytes.Buffer
	if status := Run(t.Context(), []string{"add", project, "a.txt"}, IO{Out: brokenPipe{}, Err: &said}); status != exitFailed ||
		said.String() != "claimtrace: the result cannot be printed: pipe is broken\n" {
		t.Errorf("where nothing was done: status %d, said %q", status, said.String())
	}
	reads := []string{"list", "log", "diff", "digest", "facets", "version", "help", "collisions", "receipts"}
	for _, cmd := range commands() {
		if !seen[cmd.name] && !slices.Contains(reads, cmd.name) {
			t.Errorf("%s is not tried", cmd.name)
		}
	}
}

// articleIn is the id of an article of a project, of which the first alone has no outlet.
func articleIn(t *testing.T, project string, nth int) string {
	t.Helper()
	p, err := store.Open(project, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	articles, err := p.Articles()
	if err != nil || len(articles) == 0 || articles[0].Outlet != "" {
		t.Fatalf("%+v, %v", articles, err)
	}
	return string(articles[nth].ID)
}

// onePassage is the id of a passage of a project.
func onePassage(t *testing.T, project string) string {
	t.Helper()
	p, err := store.Open(project, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	list, err := p.Annotations(store.Filter{})
	if err != nil || len(list) == 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	return string(list[0].ID)
}

func TestStopped(t *testing.T) {
	dir := t.TempDir()
	project := filepath.Join(dir, "p.claimtrace")
	article := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(article, []byte("A text."), 0o666); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	for name, value := range map[string]string{"CLAIMTRACE_REVIEWER": "Ann", "HOME": home, "XDG_CONFIG_HOME": home, "AppData": home} {
		t.Setenv(name, value)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var out, said bytes.Buffer
	if status := Run(ctx, []string{"new", project}, IO{Out: &out, Err: &said}); status != exitDone {
		t.Fatal(said.String())
	}
	cancel()
	for _, args := range [][]string{
		{"add", project, article}, {"new", filepath.Join(dir, "q.claimtrace"), "--sample"}, {"pack", project, filepath.Join(dir, "r.claimtrace")},
	} {
		out.Reset()
		said.Reset()
		if status := Run(ctx, args, IO{Out: &out, Err: &said}); status != exitFailed || out.Len() > 0 {
			t.Errorf("%s: exit status %d, printed %q", args[0], status, out.String())
		}
		if said.String() != "claimtrace: stopped: nothing was changed\n" {
			t.Errorf("%s: said %q", args[0], said.String())
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("%v are left, %v", entries, err)
	}
}

// What a hostile article holds must not steer the terminal.
func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain\ttext\nline": "plain\ttext\nline",
		"\x1b[31mred":       "\ufffd[31mred",
		"\u202egnp.exe":     "\ufffdgnp.exe",
		"a\u0085b\x7f":      "a\ufffdb\ufffd",
		"👩🏽‍🚒 é":            "👩🏽‍🚒 é",
	} {
		if got := text.Harmless(in); got != want {
			t.Errorf("visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, tt := range []struct {
		in    string
		limit int
		want  string
	}{
		{"short", 5, "short"}, {"longer", 5, "long…"}, {"two words", 5, "two…"}, {" a \n b ", 9, "a b"}, {"éééé", 3, "éé…"}, {"a👩🏽‍🚒👩🏽‍🚒", 8, "a👩🏽‍🚒…"},
	} {
		if got := short(tt.in, tt.limit); got != tt.want {
			t.Errorf("short(%q, %d) = %q, want %q", tt.in, tt.limit, got, tt.want)
		}
	}
}

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := &progress{w: &out, what: "reading"}
	for done := range 1001 {
		p.update(done, 1000)
	}
	p.end()
	if n := strings.Count(out.String(), "\r"); n < 100 || n > 140 {
		t.Errorf("drawn %d times for 1000 steps", n)
	}
	if !strings.Contains(out.String(), "100 %") || !strings.HasSuffix(out.String(), "\r\x1b[K") {
		t.Errorf("%q", out.String())
	}
	c := newCall(context.Background(), command{}, IO{Err: &out})
	out.Reset()
	quiet := c.progress("reading")
	quiet.update(1, 2)
	quiet.end()
	if out.Len() > 0 {
		t.Errorf("drawn where there is no terminal: %q", out.String())
	}
}
