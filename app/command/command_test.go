package command

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"claimtrace/annotate/text"
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
