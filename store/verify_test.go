package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate"
)

// An open project is checked as one that is not, and can be worked on after.
func TestVerifyOpenProject(t *testing.T) {
	path := saved(t)
	p := openProject(t, path, Options{})
	if report, err := p.Verify(); err != nil || !report.OK || len(report.Problems) > 0 || report.Derived {
		t.Errorf("%+v, %v", report, err)
	}
	if err := p.conn.Exec("UPDATE claim SET note = 'altered'"); err != nil {
		t.Fatal(err)
	}
	report, err := p.Verify()
	if err != nil || report.OK || !report.Derived || !strings.Contains(strings.Join(report.Problems, ";"), "does not agree with the log") {
		t.Errorf("a stale table: %+v, %v", report, err)
	}
	if err := p.Rebuild(); err != nil {
		t.Fatal(err)
	}
	if report, err := p.Verify(); err != nil || !report.OK {
		t.Errorf("after rebuilding: %+v, %v", report, err)
	}
	if err := p.conn.Exec("UPDATE text SET text = text || '.'"); err != nil {
		t.Fatal(err)
	}
	if report, err := p.Verify(); err != nil || report.OK || report.Derived {
		t.Errorf("an altered text: %+v, %v", report, err)
	}
	p.Close()
	if report, err := p.Verify(); err == nil || report.OK {
		t.Errorf("closed: %+v, %v", report, err)
	}
}

// Each change bears the name of who was at work when it was made, and a name
// that comes back means the same person.
func TestSetReviewer(t *testing.T) {
	p := newProject(t)
	_, _, m, n := example(t, p)
	anna := p.Reviewer()
	if err := p.SetReviewer(" Ben\nFerro\x00"); err != nil {
		t.Fatal(err)
	}
	ben := p.Reviewer()
	if ben.Name != "Ben Ferro" || ben.ID == anna.ID {
		t.Errorf("%+v after %+v", ben, anna)
	}
	if list, err := p.Reviewers(); err != nil || len(list) != 1 {
		t.Errorf("before the first change: %+v, %v", list, err)
	}
	if _, err := p.Set(Ref{annotate.KindAnnotation, m.ID}, annotate.Fields{"verdict": "disputed"}); err != nil {
		t.Fatal(err)
	}
	if err := p.SetReviewer("Anna"); err != nil || p.Reviewer() != anna {
		t.Errorf("%+v, %v", p.Reviewer(), err)
	}
	if _, err := p.Set(Ref{annotate.KindAnnotation, n.ID}, annotate.Fields{"verdict": "disputed"}); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[annotate.ID]annotate.ID{m.ID: ben.ID, n.ID: anna.ID} {
		history, err := p.History(id)
		if err != nil || history[len(history)-1].Reviewer != want {
			t.Errorf("%s: %+v, %v", id, history, err)
		}
	}
	if list, err := p.Reviewers(); err != nil || len(list) != 2 {
		t.Errorf("%+v, %v", list, err)
	}
	if err := p.SetReviewer(" "); err != nil || p.Reviewer().Name != "reviewer" {
		t.Errorf("no name: %+v, %v", p.Reviewer(), err)
	}
	p.Close()
	if p.SetReviewer("Ben") == nil {
		t.Error("a closed project took a reviewer")
	}
}

func TestIsDatabase(t *testing.T) {
	path := saved(t)
	dir := filepath.Dir(path)
	named := filepath.Join(dir, "page.html")
	if err := os.Link(path, named); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"text": "SQLite format 3", "empty": "", "recipes": "SQLite format 3\x00 and more"}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	check := func(when string) {
		t.Helper()
		for name, want := range map[string]bool{
			"winter.claimtrace": true, "page.html": true, "recipes": true, "text": false, "empty": false, "missing": false, ".": false,
		} {
			if got, err := IsDatabase(filepath.Join(dir, name)); got != want || err != nil {
				t.Errorf("%s: %q: %v, %v", when, name, got, err)
			}
		}
	}
	check("closed")
	openProject(t, path, Options{})
	check("open")
	// The lock of the open project must have outlived the look at it.
	if out := child(t, "open", named).output(); !strings.Contains(out, ErrLocked.Error()) {
		t.Errorf("another process got %q", out)
	}
}
