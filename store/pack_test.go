package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"claimtrace/annotate"
)

func pack(t *testing.T, p *Project, out string, withoutText bool) Packed {
	t.Helper()
	packed, err := p.Pack(context.Background(), out, withoutText)
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

// A package opens, shows the same, and can be worked on; undo does not reach
// what was packed.
func TestPackage(t *testing.T) {
	t.Parallel()
	p := newProject(t)
	a, _, _, _ := example(t, p)
	dir := t.TempDir()
	out := filepath.Join(dir, "for Ben.claimtrace")
	packed := pack(t, p, out, false)
	if sum := sumOf(out); packed.SHA256 != sum {
		t.Errorf("SHA-256 is said to be %s, is %s", packed.SHA256, sum)
	}
	_, _, _, changes, err := p.Counts()
	if err != nil || packed.Path != out || packed.Articles != 2 || packed.Changes != changes {
		t.Errorf("%+v of %d changes (%v)", packed, changes, err)
	}
	verified(t, out)
	again := pack(t, p, filepath.Join(dir, "again.claimtrace"), false)
	if again.Digest != packed.Digest {
		t.Error("the same project packed again has another digest")
	}

	q := openProject(t, out, testOptions("Ben"))
	if digestOf(t, q) != packed.Digest {
		t.Error("the digest is not that of the content")
	}
	if got, want := modelOf(t, q), modelOf(t, p); !reflect.DeepEqual(got, want) {
		t.Errorf("the package holds\n%+v\nthe project\n%+v", got, want)
	}
	if _, err := q.Undo(); err != ErrNothingToUndo {
		t.Errorf("undo in a package gives %v", err)
	}
	tag(t, q, a, "Officials", annotate.Disputed, "There is a pause")
	if verb := q.UndoVerb(); verb != "tag as disputed" {
		t.Errorf("undo offers %q", verb)
	}
	q.Close()
	verified(t, out) // as a project now
	q = openProject(t, out, testOptions("Ben"))
	if _, err := q.Undo(); err != nil {
		t.Error(err)
	}
	if got, want := modelOf(t, q), modelOf(t, p); !reflect.DeepEqual(got, want) {
		t.Error("undone, the package does not hold what was packed")
	}
	if _, err := q.Undo(); err != ErrNothingToUndo {
		t.Errorf("undo beyond the packing gives %v", err)
	}
	q.Close()
	onlyFiles(t, dir, "for Ben.claimtrace", "again.claimtrace")
}

func TestPackWithoutText(t *testing.T) {
	p := newProject(t)
	a, b, m, _ := example(t, p)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, true)
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(content), "Officials spoke") || strings.Contains(string(content), "one week") {
		t.Error("the package holds text that nobody quoted")
	}
	verified(t, out)
	q := openProject(t, out, testOptions("Ben"))
	_, err = q.Text(a.ID)
	if !errors.Is(err, ErrTextWithheld) || !strings.Contains(err.Error(), a.Title) {
		t.Errorf("the text gives %v", err)
	}
	if _, _, err = q.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Confirmed}); !errors.Is(err, ErrTextWithheld) {
		t.Errorf("annotating gives %v", err)
	}
	if _, err = q.Set(Ref{annotate.KindAnnotation, m.ID}, annotate.Fields{"start": 1}); !errors.Is(err, ErrTextWithheld) {
		t.Errorf("moving gives %v", err)
	}
	if _, err = q.Set(Ref{annotate.KindAnnotation, m.ID}, annotate.Fields{"verdict": "disputed"}); err != nil {
		t.Errorf("judging gives %v", err)
	}
	// Who has the articles can put their texts back.
	added, act, err := q.AddArticles(context.Background(), []Draft{draft(thursday, "Courier", "")}, nil)
	if err != nil || added[0].New || act.Changes != 0 {
		t.Errorf("adding the article again gives %+v, %+v, %v", added, act, err)
	}
	if s, err := q.Text(a.ID); err != nil || s != thursday {
		t.Errorf("its text is %q, %v", s, err)
	}
	if _, err := q.Text(b.ID); !errors.Is(err, ErrTextWithheld) {
		t.Errorf("the other text gives %v", err)
	}
	q.Close()
	verified(t, out)
}

// Nothing that was removed, and no copy of it in an unused corner of the file,
// goes into a package.
func TestPackLeavesOutWhatWasRemoved(t *testing.T) {
	p := newProject(t)
	a, _, m, _ := example(t, p)
	secret := add(t, p, draft("The xylophone was found in the ministry. It was never said by whom.", "Leak", "2026-01-31"))
	if _, _, err := p.Annotate(NewAnnotation{
		Article: secret.ID, Span: annotate.Span{Start: 4, End: 13}, Verdict: annotate.Confirmed, Statement: "A marimba exists", Note: "heard from zither",
	}); err != nil {
		t.Fatal(err)
	}
	inNote := tag(t, p, a, "Officials", annotate.Disputed, "A glockenspiel rang")
	if _, err := p.Set(Ref{annotate.KindAnnotation, inNote.ID}, annotate.Fields{"note": "ask the vibraphone"}); err != nil {
		t.Fatal(err)
	}
	glockenspiel, err := p.ClaimByStatement("A glockenspiel rang")
	if err != nil {
		t.Fatal(err)
	}
	marimba, err := p.ClaimByStatement("A marimba exists")
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range []Ref{
		{annotate.KindArticle, secret.ID}, {annotate.KindAnnotation, inNote.ID},
		{annotate.KindClaim, glockenspiel.ID}, {annotate.KindClaim, marimba.ID},
	} {
		if _, err := p.Remove(ref); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, false)
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"xylophone", "marimba", "zither", "vibraphone", "glockenspiel"} {
		if strings.Contains(string(content), word) {
			t.Errorf("the package holds %q", word)
		}
	}
	if !strings.Contains(string(content), m.Quote) {
		t.Error("the package does not hold what stands")
	}
	verified(t, out)
	q := openProject(t, out, testOptions("Ben"))
	if got, want := modelOf(t, q), modelOf(t, p); !reflect.DeepEqual(got, want) {
		t.Errorf("the package holds\n%+v\nthe project\n%+v", got, want)
	}
	// What was removed can come back into the package, and go again.
	d := draft("The xylophone was found in the ministry. It was never said by whom.", "Leak", "2026-01-31")
	if back := add(t, q, d); back.ID != secret.ID || back.Title != secret.Title {
		t.Errorf("came back as %+v", back)
	}
	for _, do := range []func() (Action, error){q.Undo, q.Redo} {
		if _, err := do(); err != nil {
			t.Fatal(err)
		}
	}
	q.Close()
	verified(t, out)
	// In the project all of it can still be undone.
	for range 4 {
		if _, err := p.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Annotation(inNote.ID); err != nil {
		t.Error(err)
	}
}

func TestPackTargets(t *testing.T) {
	p := newProject(t)
	example(t, p)
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, content string) string {
		if err := os.WriteFile(at(name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return at(name)
	}
	old := at("old.claimtrace")
	pack(t, p, old, true)
	other := newProjectAt(t, at("other.claimtrace"))
	other.Close()
	open := newProjectAt(t, at("open.claimtrace"))
	defer open.Close()

	for name, c := range map[string]struct {
		out   string
		kind  error
		words string
	}{
		"itself":         {p.Path(), ErrExists, "this very project"},
		"a text":         {write("note.txt", "mine"), ErrExists, "not a package"},
		"a project":      {other.Path(), ErrExists, "not a package"},
		"a folder":       {dir, ErrFolder, "give the file a name in it"},
		"missing folder": {at("no/such/out.claimtrace"), ErrMissing, "make the folder first"},
		"open":           {open.Path(), ErrLocked, "close it there first"},
	} {
		_, err := p.Pack(context.Background(), c.out, false)
		if err == nil {
			t.Errorf("%s: packed", name)
			continue
		}
		refused(t, err, c.kind, c.out, "cannot pack into ", c.words)
	}
	if b, _ := os.ReadFile(at("note.txt")); string(b) != "mine" {
		t.Error("the text was replaced")
	}
	verified(t, other.Path())

	// An older package, and the empty file that a dialog leaves, are replaced.
	for _, out := range []string{old, write("empty.claimtrace", "")} {
		packed := pack(t, p, out, false)
		q := openProject(t, out, Options{})
		if digestOf(t, q) != packed.Digest {
			t.Errorf("%s holds something else", out)
		}
		q.Close()
	}
	onlyFiles(t, dir, "note.txt", "old.claimtrace", "other.claimtrace", "open.claimtrace", "empty.claimtrace")
}

// Many packages at once in one place: each replaces the one before it, and the
// last one is there whole.
func TestPackAtOnce(t *testing.T) {
	p := newProject(t)
	example(t, p)
	dir := t.TempDir()
	out := filepath.Join(dir, "out.claimtrace")
	pack(t, p, out, false)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := p.Pack(t.Context(), out, false); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	verified(t, out)
	onlyFiles(t, dir, "out.claimtrace")
}

// stopAfter is a context that ends when it has been asked n times.
type stopAfter struct {
	context.Context
	n int
}

func (c *stopAfter) Err() error {
	if c.n--; c.n < 0 {
		return context.Canceled
	}
	return nil
}

// A pack that is called off leaves the older package and no other file.
func TestCancelledPack(t *testing.T) {
	p := newProject(t)
	example(t, p)
	dir := t.TempDir()
	out := filepath.Join(dir, "out.claimtrace")
	old := pack(t, p, out, true)
	finished := false
	for n := 0; !finished; n++ {
		_, err := p.Pack(&stopAfter{context.Background(), n}, out, false)
		finished = err == nil
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatalf("called off at %d: %v", n, err)
		}
		onlyFiles(t, dir, "out.claimtrace")
		if sum := sumOf(out); !finished && sum != old.SHA256 {
			t.Fatalf("called off at %d, the package is not the older one", n)
		}
	}
	verified(t, out)
}

func TestCancelledAdd(t *testing.T) {
	p := newProject(t)
	drafts := []Draft{draft(thursday, "Courier", ""), draft(friday, "Herald", "")}
	var told []int
	added, act, err := p.AddArticles(&stopAfter{context.Background(), 1}, drafts, func(done int) { told = append(told, done) })
	if !errors.Is(err, context.Canceled) || added != nil || act.Changes != 0 || !reflect.DeepEqual(told, []int{1}) {
		t.Errorf("%v, %v, %v, told %v", added, act, err, told)
	}
	if m := modelOf(t, p); len(m.Articles) != 0 || p.UndoVerb() != "" {
		t.Error("something was added all the same")
	}
}
