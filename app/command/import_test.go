package command

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/sample"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// lossy says what of a passage does not come back from a format, by the names of its
// record; see docs/formats.md.
var lossy = map[string]string{
	"csv": "", "xlsx": "", "w3c": "", "w3c-utf16": "", "hypothesis": "", "qdpx": "", "label-studio": "created",
	"cas-json": "modified", "doccano": "created modified", "brat": "created modified",
}

// TestImportEveryFormat takes the sample out in every format that comes in, and into a
// project that has its articles, and into one that has none: what the format holds is the
// same, and a second time nothing changes.
func TestImportEveryFormat(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	dir := t.TempDir()
	path := filepath.Join(dir, "sample.claimtrace")
	if err := sample.Create(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	p, err := store.Open(path, store.Options{Person: store.Person{ID: annotate.NewID(), Name: "Ada"}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	claims, err := p.Claims()
	if err != nil {
		t.Fatal(err)
	}
	passages, err := p.Annotations(store.Filter{Claim: claims[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Decide(claims[0].ID, annotate.Disputed, "It was denied.\nTwice.", passages[0].ID); err != nil {
		t.Fatal(err)
	}
	set, err := exchange.Collect(p.View, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range exchange.Incoming() {
		t.Run(f.Name, func(t *testing.T) {
			file := filepath.Join(dir, f.Name+f.Extension)
			out, err := os.Create(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.Write(t.Context(), out, set); err != nil {
				t.Fatal(err)
			}
			out.Close()
			in, err := exchange.ReadFile(t.Context(), file, "")
			if err != nil {
				t.Fatal(err)
			}
			// Into the project that it came from: nothing.
			if done, a, err := p.Import(t.Context(), in, store.ImportOptions{}); err != nil || a.Changes != 0 {
				t.Errorf("into its own project: %+v, %d changes, %v", done, a.Changes, err)
			}
			for _, with := range []bool{true, false} {
				q := another(t, filepath.Join(dir, fmt.Sprint(f.Name, with, ".claimtrace")))
				if with {
					withArticles(t, q, p)
				}
				done, _, err := q.Import(t.Context(), in, store.ImportOptions{})
				if err != nil {
					t.Fatal(err)
				}
				if with || in.Articles != nil && slices.ContainsFunc(done.Articles, func(a store.ImportedArticle) bool { return a.How != store.NotHere }) {
					same(t, f.Name, q, set)
				} else if f.Name != "qdc" && done.Passages.Added != 0 {
					t.Errorf("without articles %+v came in", done.Passages)
				}
				if again, a, err := q.Import(t.Context(), in, store.ImportOptions{}); err != nil || a.Changes != 0 {
					t.Errorf("a second time %+v, %d changes, %v", again, a.Changes, err)
				}
			}
		})
	}
}

func another(t *testing.T, path string) *store.Project {
	q, err := store.Create(path, store.Options{Person: store.Person{ID: annotate.NewID(), Name: "Zoe"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.Close() })
	return q
}

// withArticles adds the articles of one project to another.
func withArticles(t *testing.T, q, p *store.Project) {
	articles, err := p.Articles()
	if err != nil {
		t.Fatal(err)
	}
	var drafts []store.Draft
	for _, a := range articles {
		body, err := p.Text(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		drafts = append(drafts, store.Draft{Text: body, Article: a.Article})
	}
	if _, _, err := q.AddArticles(t.Context(), store.Drafts(drafts...), nil); err != nil {
		t.Fatal(err)
	}
}

// same holds what is in a project against the set that it came from.
func same(t *testing.T, format string, q *store.Project, want exchange.Set) {
	got, err := exchange.Collect(q.View, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if format == "qdc" {
		if len(got.Claims) != len(want.Claims) {
			t.Errorf("%d claims, want %d", len(got.Claims), len(want.Claims))
		}
		return
	}
	if format == "json" {
		wholly(t, got, want)
	}
	rows := func(s exchange.Set) []string {
		sums, statements := map[annotate.ID]string{}, map[annotate.ID]string{}
		for _, a := range s.Articles {
			sums[a.ID] = a.SHA256
		}
		for _, c := range s.Claims {
			statements[c.ID] = c.Statement
		}
		var list []string
		for _, n := range s.Annotations {
			claim := ""
			if n.Claim != nil {
				claim = statements[*n.Claim]
			}
			r := map[string]any{
				"article": sums[n.Article], "start": n.Start, "end": n.End, "quote": n.Quote, "verdict": n.Verdict, "claim": claim, "reviewer": n.Reviewer,
				"attribution": n.Attribution, "note": n.Note, "created": n.Created, "modified": n.Modified,
			}
			for _, name := range strings.Fields(lossy[format]) {
				delete(r, name)
			}
			if n.Modified == n.Created { // it says no more
				delete(r, "modified")
			}
			list = append(list, inJSON(t, r))
		}
		slices.Sort(list)
		return list
	}
	differ(t, rows(got), rows(want))
}

// wholly holds all records against each other, whose ids follow from those that they had.
func wholly(t *testing.T, got, want exchange.Set) {
	named := func(kind annotate.Kind, id annotate.ID) annotate.ID {
		return annotate.ImportedID(kind, "uuid", string(id))
	}
	rows := func(s exchange.Set, came bool) (list []string) {
		id := func(kind annotate.Kind, id annotate.ID) annotate.ID {
			if came {
				return id
			}
			return named(kind, id)
		}
		for _, a := range s.Articles {
			a.AddedAt, a.Withheld = "", nil // the text may be awaited
			list = append(list, inJSON(t, a))
		}
		for _, c := range s.Claims {
			c.ID, c.Evidence = id(annotate.KindClaim, c.ID), slices.Clone(c.Evidence)
			for i := range c.Evidence {
				c.Evidence[i] = id(annotate.KindAnnotation, c.Evidence[i])
			}
			if c.DecidedByID != nil {
				by := id(annotate.KindReviewer, *c.DecidedByID)
				c.DecidedByID = &by
			}
			list = append(list, inJSON(t, c))
		}
		for _, n := range s.Annotations {
			n.ID, n.ReviewerID = id(annotate.KindAnnotation, n.ID), id(annotate.KindReviewer, n.ReviewerID)
			if n.Claim != nil {
				claim := id(annotate.KindClaim, *n.Claim)
				n.Claim = &claim
			}
			list = append(list, inJSON(t, n))
		}
		for _, r := range s.Reviewers {
			if r.ID = id(annotate.KindReviewer, r.ID); r.Name != "Zoe" {
				r.Key = ""
				list = append(list, inJSON(t, r))
			}
		}
		slices.Sort(list)
		return list
	}
	differ(t, rows(got, true), rows(want, false))
}

func inJSON(t *testing.T, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func differ(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d records, want %d", len(got), len(want))
	}
	for _, s := range got {
		if !slices.Contains(want, s) {
			t.Errorf("came    %s", s)
		}
	}
	for _, s := range want {
		if !slices.Contains(got, s) {
			t.Errorf("missing %s", s)
		}
	}
}

// What an import cannot place is listed by carry, and confirmed by the beginning of its id or dropped there; undo takes
// that back.
func TestImportThenCarry(t *testing.T) {
	d := &desk{t, "Ada", t.TempDir()}
	d.does("new", d.project())
	text := filepath.Join(d.home, "ferry.txt")
	set := filepath.Join(d.home, "ferry.json")
	for path, content := range map[string]string{
		text: "A ferry sank at noon near the old harbour. Nobody was hurt.",
		set: `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","id":"urn:uuid:33333333-3333-4333-8333-333333333333","creator":{"name":"Ola"},
"body":[{"type":"TextualBody","value":"disputed","purpose":"tagging"}],"target":{"source":"https://quay.example/1","selector":[{"type":"TextQuoteSelector","exact":"A ferry sank at dusk near the old harbour"}]}}`,
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d.does("add", d.project(), text, "--url", "https://quay.example/1")
	var came importRecord
	if err := json.Unmarshal([]byte(d.does("import", d.project(), set, "--json")), &came); err != nil || came.Waiting != 1 || came.Added != 0 || len(came.Skipped) == 0 {
		t.Fatalf("%+v, %v", came, err)
	}
	waiting := func() (list []carryRecord) {
		t.Helper()
		if err := json.Unmarshal([]byte(d.does("carry", d.project(), "--json")), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	list := waiting()
	if len(list) != 1 || !list[0].Waits || list[0].State != "fuzzy" || list[0].Reviewer != "Ola" || len(d.ids("annotations")) != 0 {
		t.Fatalf("there waits %+v", list)
	}
	id := string(list[0].Annotation)
	d.does("carry", d.project(), "--confirm", id[:8])
	if got := d.ids("annotations"); len(got) != 1 || got[0] != id || len(waiting()) != 0 {
		t.Errorf("in the project are %v", got)
	}
	d.does("undo", d.project())
	if len(waiting()) != 1 || len(d.ids("annotations")) != 0 {
		t.Error("it is not taken back")
	}
	d.does("carry", d.project(), "--drop", id)
	if len(waiting()) != 0 || len(d.ids("annotations")) != 0 {
		t.Error("dropped, it waits")
	}
	if status, _, said := d.run("carry", d.project(), "--confirm", "7777"); status != exitFailed || !strings.Contains(said, "7777") {
		t.Errorf("what there is not: %s", said)
	}
}
