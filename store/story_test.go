package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"claimtrace/annotate"
)

// storied writes a project with some history, and returns what it holds.
func storied(t *testing.T) (path string, holds model) {
	t.Helper()
	theStory.Lock()
	defer theStory.Unlock()
	if theStory.file == nil {
		theStory.file, theStory.holds = newStory(t)
	}
	path = filepath.Join(t.TempDir(), "winter.claimtrace")
	if err := os.WriteFile(path, theStory.file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, theStory.holds
}

const passagesInStory = 50

var theStory struct {
	sync.Mutex
	file  []byte
	holds model
}

func newStory(t *testing.T) (file []byte, holds model) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	p := newProjectAt(t, path)
	var drafts []Draft
	for i := range 12 {
		d := draft(strings.Repeat(fmt.Sprintf("Paper %d says that it is number %d. ", i, i), 5+i*i)+"End.", fmt.Sprint("Paper", i), "2026-01-29T21:00:00Z")
		if i%3 == 0 {
			d.Source = []byte("<p>" + d.Text)
		}
		if i == 7 {
			d.URL, d.Outlet = "", ""
		}
		drafts = append(drafts, d)
	}
	added, _, err := p.AddArticles(t.Context(), drafts, nil)
	if err != nil {
		t.Fatal(err)
	}
	var passages []annotate.ID
	for i := range passagesInStory {
		n, _, err := p.Annotate(NewAnnotation{
			Article: added[i%12].Article.ID, Span: annotate.Span{Start: i, End: i + 20}, Verdict: annotate.Verdicts[i%3],
			Statement: fmt.Sprint("Claim ", i%9), Note: strings.Repeat("note ", i%7),
		})
		if err != nil {
			t.Fatal(err)
		}
		passages = append(passages, n.ID)
	}
	do := func(_ Action, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < passagesInStory; i += 5 {
		do(p.Set(Ref{annotate.KindAnnotation, passages[i]}, annotate.Fields{"verdict": "disputed", "note": "changed"}))
	}
	if err := p.SetReviewer("Ben"); err != nil {
		t.Fatal(err)
	}
	do(p.Remove(Ref{annotate.KindAnnotation, passages[3]}))
	do(p.Remove(Ref{annotate.KindArticle, added[11].Article.ID}))
	do(p.SetSetting("title", "Winter"))
	holds = modelOf(t, p)
	p.Close()
	file, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file, holds
}

// salvaged saves what can be saved of a file, and checks the result.
func salvaged(t *testing.T, path string) (p *Project, done Salvaged) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "saved.claimtrace")
	done, err := Salvage(t.Context(), path, out, testOptions("Saver"))
	if err != nil {
		t.Fatal(err)
	}
	verified(t, out)
	p = openProject(t, out, testOptions("Saver"))
	articles, claims, annotations, changes, err := p.Counts()
	if err != nil || done.Path != out || done.Articles != articles || done.Claims != claims || done.Annotations != annotations || done.Changes != changes {
		t.Errorf("%+v of %d, %d, %d, %d, %v", done, articles, claims, annotations, changes, err)
	}
	return p, done
}
