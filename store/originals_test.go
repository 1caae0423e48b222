package store

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
)

// page is a page whose article is the text; no two parts of it are alike, so that
// packing it does not shorten it.
func page(text string) []byte {
	noise := make([]byte, 20_000)
	x := uint32(len(text))
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	return []byte("<p>" + text + "<!-- fanfare" + string(noise))
}

// paged is an article that was read from a page.
func paged(text, outlet string) Draft {
	d := draft(text, outlet, "2026-01-29")
	d.Source = page(text)
	return d
}

// originalOf tells what there is of the original of an article.
func originalOf(t *testing.T, p *View, id annotate.ID) string {
	t.Helper()
	b, err := p.Original(id)
	switch {
	case errors.Is(err, ErrNoOriginal):
		return "left out"
	case errors.Is(err, ErrTextWithheld):
		return "without text"
	case err != nil:
		t.Fatal(err)
	}
	return string(b[:min(len(b), 20)])
}

// The original of an article is the bytes that its text was read from, the text
// itself where that is how it came.
func TestOriginal(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	from := paged(thursday, "Courier")
	from.Captured = time.Date(2024, 3, 1, 12, 30, 15, 0, time.FixedZone("", 3600))
	a, b := add(t, p, from), add(t, p, draft(friday, "Herald", ""))
	if got, err := p.Original(a.ID); err != nil || !bytes.Equal(got, page(thursday)) {
		t.Errorf("%.40q, %v", got, err)
	}
	if got, err := p.Original(b.ID); err != nil || string(got) != friday {
		t.Errorf("of a text: %q, %v", got, err)
	}
	if at := must(p.Captured(a.ID)); !at.Equal(from.Captured) {
		t.Errorf("captured %v", at)
	}
	if at := must(p.Captured(b.ID)); !at.Equal(b.Added) {
		t.Errorf("added %v, and captured %v", b.Added, at)
	}
	if _, err := p.Original(annotate.NewID()); !errors.Is(err, ErrNoEntity) {
		t.Errorf("of no article: %v", err)
	}
	if _, err := p.Captured(annotate.NewID()); !errors.Is(err, ErrNoEntity) {
		t.Errorf("of no article: %v", err)
	}
}

// A package holds originals only where that was chosen. One in which they are
// missing says so, and they come in from another package, or with the page itself.
func TestPackOriginals(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, b := add(t, p, paged(thursday, "Courier")), add(t, p, draft(friday, "Herald", ""))
	c := add(t, p, paged(friday+" It snowed.", "Globe"))
	tag(t, p, a, "Officials", annotate.Confirmed, "There is a pause")
	dir := t.TempDir()
	for name, x := range map[string]struct {
		o       PackOptions
		want    string
		lacking int
	}{
		"plain": {PackOptions{}, "left out", 2}, "with": {PackOptions{WithOriginals: true}, "<p>Officials spoke of", 0},
		"some":      {PackOptions{Only: Selection{Articles: []annotate.ID{a.ID, b.ID}}}, "left out", 1},
		"some with": {PackOptions{WithOriginals: true, Only: Selection{Articles: []annotate.ID{a.ID, b.ID}}}, "<p>Officials spoke of", 0},
		"no text":   {PackOptions{WithOriginals: true, WithoutText: true}, "without text", 0},
	} {
		out := filepath.Join(dir, name+ending)
		pack(t, p, out, x.o)
		if x.lacking > 0 {
			mustNotHold(t, out, map[string]string{"fanfare": "in the original of a page"})
		}
		report, err := Verify(t.Context(), out)
		if err != nil || !report.OK || strings.Contains(strings.Join(report.Notes, "\n"), "left out") != (x.lacking > 0) {
			t.Errorf("%s: %+v, %v", name, report, err)
		}
		q := openProject(t, out, testOptions("Ben"))
		if got := originalOf(t, q.View, a.ID); !strings.HasPrefix(x.want, got) || got == "" {
			t.Errorf("%s: the original is %q, want %q", name, got, x.want)
		}
		if n := must(q.OriginalsLeftOut()); n != x.lacking {
			t.Errorf("%s: %d are missing, want %d", name, n, x.lacking)
		}
		if got := originalOf(t, q.View, b.ID); got != friday[:20] && !x.o.WithoutText {
			t.Errorf("%s: of a text the original is %q", name, got)
		}
		if err := q.Close(); err != nil {
			t.Fatal(err)
		}
	}
	q := openProject(t, filepath.Join(dir, "plain"+ending), testOptions("Ben"))
	for _, d := range []Draft{paged(thursday, "Courier"), draft(friday+" It snowed.", "Globe", "")} {
		if added, _, err := q.AddArticles(t.Context(), Drafts(d), nil); err != nil || added[0].New {
			t.Errorf("added again: %+v, %v", added, err)
		}
	}
	if got := originalOf(t, q.View, a.ID); !strings.HasPrefix(got, "<p>Officials") {
		t.Errorf("with the page itself: %q", got)
	}
	if got := originalOf(t, q.View, c.ID); got != "left out" {
		t.Errorf("with its text alone: %q", got)
	}
	dry, err := q.Merge(t.Context(), []string{filepath.Join(dir, "with"+ending)}, MergeOptions{DryRun: true})
	if err != nil || dry.Originals != 1 || originalOf(t, q.View, c.ID) != "left out" {
		t.Errorf("looked at: %d originals, %v", dry.Originals, err)
	}
	m, err := q.Merge(t.Context(), []string{filepath.Join(dir, "with"+ending)}, MergeOptions{})
	if err != nil || m.Originals != 1 || m.Changes != 0 {
		t.Errorf("merged: %d originals, %d changes, %v", m.Originals, m.Changes, err)
	}
	if got := originalOf(t, q.View, c.ID); !strings.HasPrefix(got, "<p>The ministry") {
		t.Errorf("with a package: %q", got)
	}
}

// Backups are without originals, and small, unless they are to hold them. The
// project keeps its own.
func TestBackupOriginals(t *testing.T) {
	t.Parallel()
	for _, with := range []bool{false, true} {
		o, _ := dated(t, "Anna")
		o.Originals = with
		p := emptyProjectAt(t, filepath.Join(t.TempDir(), "winter"+ending), o)
		var last annotate.Article
		for i := range 60 {
			last = add(t, p, paged(strings.Repeat("Again. ", i+1)+thursday, "Courier"))
		}
		b, err := p.Backup(t.Context(), ByTime)
		if err != nil {
			t.Fatal(err)
		}
		verified(t, b.Path)
		q := openProject(t, b.Path, o)
		if got := originalOf(t, q.View, last.ID); (got == "left out") == with {
			t.Errorf("with %v: the original is %q", with, got)
		}
		if n := must(q.OriginalsLeftOut()); (n == 60) == with {
			t.Errorf("with %v: %d are missing", with, n)
		}
		if small := b.Size < 60*10_000; small == with {
			t.Errorf("with %v: it has %d bytes", with, b.Size)
		}
		if got := originalOf(t, p.View, last.ID); !strings.HasPrefix(got, "<p>Again.") {
			t.Errorf("with %v: the project has %q", with, got)
		}
		p.BackUpOriginals(!with)
		if b, err = p.Backup(t.Context(), ByTime); err != nil {
			t.Fatal(err)
		}
		if n := must(openProject(t, b.Path, o).OriginalsLeftOut()); (n == 0) == with {
			t.Errorf("with %v, then not: %d are missing", with, n)
		}
	}
}

// What is kept in place of a source, and what is said of one that is not here, is
// checked.
func TestVerifyOriginals(t *testing.T) {
	t.Parallel()
	for script, want := range map[string]string{
		"UPDATE text SET source = NULL": "", "UPDATE text SET source = NULL, source_sha256 = 'x'": "not what was added",
		"UPDATE text SET source_sha256 = NULL": "not what was added", "UPDATE text SET source = x'00'": "not what was added",
	} {
		path := filepath.Join(t.TempDir(), "winter"+ending)
		p := emptyProjectAt(t, path, testOptions("Anna"))
		add(t, p, paged(thursday, "Courier"))
		if err := p.conn.Script(script); err != nil {
			t.Fatal(err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		report, err := Verify(t.Context(), path)
		if err != nil || report.OK != (want == "") || !strings.Contains(strings.Join(report.Problems, "\n"), want) {
			t.Errorf("%s: %+v, %v", script, report, err)
		}
		if noted := strings.Contains(strings.Join(report.Notes, "\n"), "the original of 1 text was left out"); noted != (want == "") {
			t.Errorf("%s: notes %q", script, report.Notes)
		}
	}
}
