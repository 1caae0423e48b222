package salvage_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/facet"
	"claimtrace/store"
)

// by makes options whose times are the same in every run: the clock moves on a
// second with every look at it.
func by(name string) store.Options {
	seconds := int64(0)
	return store.Options{
		Person: store.Person{ID: change.NamedID("person", name), Name: name},
		Now:    func() time.Time { seconds++; return time.Unix(1_770_000_000+seconds, 0) },
	}
}

// model is what a project shows.
type model struct {
	Articles    map[annotate.ID]annotate.Article
	Claims      map[annotate.ID]annotate.Claim
	Annotations map[annotate.ID]annotate.Annotation
	Corrections map[annotate.ID]annotate.Correction
	People      map[annotate.ID]string
	Joined      []annotate.ID // with the first claim
	Title       string
}

// modelOf reads a project through its queries.
func modelOf(t testing.TB, p *store.Project) (m model) {
	t.Helper()
	m = model{map[annotate.ID]annotate.Article{}, map[annotate.ID]annotate.Claim{}, map[annotate.ID]annotate.Annotation{}, map[annotate.ID]annotate.Correction{}, map[annotate.ID]string{}, nil, ""}
	articles, err := p.Articles()
	fatal(t, err)
	claims, err := p.Claims() // each of those that are joined by itself
	fatal(t, err)
	for _, a := range articles {
		m.Articles[a.ID] = a.Article
	}
	for _, c := range claims {
		m.Claims[c.ID] = c.Claim
		joined, err := p.Joined(store.Ref{Kind: annotate.KindClaim, ID: c.ID})
		fatal(t, err)
		if len(joined) > 1 {
			m.Joined = joined
		}
	}
	slices.Sort(m.Joined)
	list, err := p.Annotations(store.Filter{})
	fatal(t, err)
	for _, n := range list {
		m.Annotations[n.ID] = n
	}
	corrections, err := p.Corrections()
	fatal(t, err)
	for _, c := range corrections {
		m.Corrections[c.ID] = c
	}
	people, err := p.Reviewers()
	fatal(t, err)
	for _, r := range people {
		m.People[r.ID] = r.Name
	}
	m.Title, err = p.Setting("title")
	fatal(t, err)
	return m
}

// timeless is a model without what a new change cannot keep: who made what, and
// when.
func (m model) timeless() model {
	n := model{map[annotate.ID]annotate.Article{}, map[annotate.ID]annotate.Claim{}, map[annotate.ID]annotate.Annotation{}, map[annotate.ID]annotate.Correction{}, m.People, m.Joined, m.Title}
	for id, a := range m.Articles {
		a.Added = time.Time{}
		n.Articles[id] = a
	}
	for id, c := range m.Claims {
		c.Created, c.Decided, c.DecidedBy = time.Time{}, 0, ""
		n.Claims[id] = c
	}
	for id, a := range m.Annotations {
		a.Created, a.Modified, a.Reviewer = time.Time{}, time.Time{}, ""
		n.Annotations[id] = a
	}
	for id, c := range m.Corrections {
		c.Created, c.Modified, c.Reviewer = time.Time{}, time.Time{}, ""
		n.Corrections[id] = c
	}
	return n
}

// missed lists what of a project is not, or not the same, in what was saved.
func missed(got, holds model) (list []string) {
	for id, want := range holds.Articles {
		if a := got.Articles[id]; a != want {
			list = append(list, fmt.Sprintf("article %s: %+v", want.Title, a))
		}
	}
	for id, want := range holds.Claims {
		if c := got.Claims[id]; c != want {
			list = append(list, fmt.Sprintf("claim %s: %+v", want.Statement, c))
		}
	}
	for id, want := range holds.Annotations {
		if n := got.Annotations[id]; n != want {
			list = append(list, fmt.Sprintf("annotation %s: %+v", want.Quote, n))
		}
	}
	for id, want := range holds.Corrections {
		if c := got.Corrections[id]; c != want {
			list = append(list, fmt.Sprintf("correction of %q: %+v", want.Words, c))
		}
	}
	for id, want := range holds.People {
		if got.People[id] != want {
			list = append(list, "person "+want+": "+got.People[id])
		}
	}
	if got.Title != holds.Title || !slices.Equal(got.Joined, holds.Joined) {
		list = append(list, fmt.Sprint("title: ", got.Title, ", joined: ", got.Joined))
	}
	return list
}

// strange lists what was saved of which the project had nothing.
func strange(got, holds model) (list []string) {
	for id, a := range got.Articles {
		if _, ok := holds.Articles[id]; !ok {
			list = append(list, fmt.Sprintf("article %+v", a))
		}
	}
	for id, c := range got.Claims {
		if _, ok := holds.Claims[id]; !ok {
			list = append(list, fmt.Sprintf("claim %+v", c))
		}
	}
	for id, n := range got.Annotations {
		if _, ok := holds.Annotations[id]; !ok {
			list = append(list, fmt.Sprintf("annotation %+v", n))
		}
	}
	for id, c := range got.Corrections {
		if _, ok := holds.Corrections[id]; !ok {
			list = append(list, fmt.Sprintf("correction %+v", c))
		}
	}
	return list
}

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const passagesInStory = 50

var theStory struct {
	sync.Mutex
	file  []byte
	holds model
	log   map[annotate.ID]*change.Change
}

// storied returns a project of many changes by two people, what it holds, and
// its changes.
func storied(t testing.TB) (path string, holds model, log map[annotate.ID]*change.Change) {
	t.Helper()
	theStory.Lock()
	defer theStory.Unlock()
	if theStory.file == nil {
		path := filepath.Join(t.TempDir(), "winter.claimtrace")
		p, err := store.Create(path, by("Anna"))
		fatal(t, err)
		tellStory(t, p)
		theStory.holds, theStory.log = modelOf(t, p), logOf(t, p)
		fatal(t, p.Close())
		theStory.file, err = os.ReadFile(path)
		fatal(t, err)
	}
	path = filepath.Join(t.TempDir(), "winter.claimtrace")
	fatal(t, os.WriteFile(path, theStory.file, 0o600))
	return path, theStory.holds, theStory.log
}

func tellStory(t testing.TB, p *store.Project) {
	var drafts []store.Draft
	for i := range 12 {
		text := strings.Repeat(fmt.Sprintf("Paper %d says that it is number %d. ", i, i), 5+i*i) + "End."
		d := store.Draft{Source: []byte(text), Text: text, Article: annotate.Article{
			Title: fmt.Sprint("About Paper", i), Outlet: fmt.Sprint("Paper", i), Published: "2026-01-29T21:00:00Z", URL: fmt.Sprintf("https://paper%d.example/1", i),
		}}
		if i%3 == 0 {
			d.Source = []byte("<p>" + d.Text)
		}
		if i == 7 || i == 8 {
			d.URL = ""
		}
		if i == 8 {
			d.Outlet = ""
		}
		drafts = append(drafts, d)
	}
	added, _, err := p.AddArticles(context.Background(), store.Drafts(drafts...), nil)
	fatal(t, err)
	var passages []annotate.Annotation
	for i := range passagesInStory {
		n, _, err := p.Annotate(store.NewAnnotation{
			Article: added[i%12].ID, Span: annotate.Span{Start: i, End: i + 20}, Verdict: annotate.Verdicts[i%3],
			Statement: fmt.Sprint("Claim ", i%9), Note: strings.Repeat("note ", i%7),
		})
		fatal(t, err)
		passages = append(passages, n)
	}
	do := func(_ store.Action, err error) {
		t.Helper()
		fatal(t, err)
	}
	ref := func(kind annotate.Kind, id annotate.ID) store.Ref { return store.Ref{Kind: kind, ID: id} }
	for i := 0; i < passagesInStory; i += 5 {
		do(p.Set(ref(annotate.KindAnnotation, passages[i].ID), annotate.Fields{"verdict": "disputed", "note": "changed"}))
	}
	do(p.Set(ref(annotate.KindArticle, added[2].ID), annotate.Fields{"title": "Corrected"}))
	fatal(t, p.SetPerson(by("Ben").Person))
	do(p.Decide(passages[4].Claim, annotate.Confirmed, "both say so", passages[4].ID))
	do(p.RemoveOverriding(ref(annotate.KindAnnotation, passages[3].ID)))
	do(p.Remove(ref(annotate.KindArticle, added[11].ID)))
	do(p.Join(ref(annotate.KindClaim, passages[0].Claim), ref(annotate.KindClaim, passages[1].Claim)))
	for i := 12; i < 16; i++ {
		c := store.NewCorrection{Annotation: passages[i].ID, Kind: facet.Source, Value: fmt.Sprint("Paper ", i)}
		if i%2 == 0 {
			c.Start, c.End = passages[i].Start, passages[i].End
		}
		_, a, err := p.Correct(context.Background(), c)
		do(a, err)
		if c.Value = fmt.Sprint("Other paper ", i); i == 13 {
			c.Value = ""
		}
		_, a, err = p.Correct(context.Background(), c)
		do(a, err)
	}
	do(p.SetSetting("title", "Winter"))
	do(p.SetSetting("title", "Not winter"))
	do(p.Undo())
}

func logOf(t testing.TB, p *store.Project) map[annotate.ID]*change.Change {
	t.Helper()
	log := map[annotate.ID]*change.Change{}
	fatal(t, p.Changes(func(c *change.Change) error { log[c.ID] = c; return nil }))
	return log
}

// raw alters a file that is no open project.
func raw(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	fatal(t, err)
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// salvaged saves what can be saved of a file, and checks the result.
func salvaged(t testing.TB, path string) (p *store.Project, done store.Salvaged) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "saved.claimtrace")
	done, err := store.Salvage(context.Background(), path, out, by("Saver"))
	fatal(t, err)
	report, err := store.Verify(context.Background(), out)
	if err != nil || !report.OK {
		t.Fatalf("verify: %v, %q", err, report.Problems)
	}
	p, err = store.Open(out, by("Saver"))
	fatal(t, err)
	t.Cleanup(func() { p.Close() })
	articles, claims, annotations, changes, err := p.Counts()
	if err != nil || done.Path != out || done.Articles != articles || done.Claims != claims || done.Annotations != annotations || done.Changes != changes {
		t.Errorf("%+v of %d, %d, %d, %d, %v", done, articles, claims, annotations, changes, err)
	}
	return p, done
}

// sound checks that all that is in the log of what was saved was in that of the
// project, or was made by who saved.
func sound(t testing.TB, p *store.Project, log map[annotate.ID]*change.Change) (proven, made int) {
	t.Helper()
	for id, c := range logOf(t, p) {
		switch {
		case log[id] != nil:
			proven++
		case c.Person == by("Saver").Person.ID && (c.Did.Code == "salvage.mend" || c.Did.Code == "reviewer.join"):
			made++
		default:
			t.Errorf("change %s, %s by %s, comes from nowhere", id, c.Did.Code, c.Person)
		}
	}
	return proven, made
}
