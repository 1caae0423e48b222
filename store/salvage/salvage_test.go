package salvage_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store"
)

const pageSize = 8192

func onlyFiles(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	fatal(t, err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	want := map[string]bool{}
	for _, n := range names {
		want[n] = true
	}
	for _, n := range got {
		if !want[n] {
			t.Errorf("there is %q in the folder", n)
		}
	}
	if len(got) < len(names) {
		t.Errorf("of %q only %q are in the folder", names, got)
	}
}

func TestSalvageOfWholeProject(t *testing.T) {
	path, holds, log := storied(t)
	before, err := os.ReadFile(path)
	fatal(t, err)
	p, done := salvaged(t, path)
	if got := modelOf(t, p); !reflect.DeepEqual(got, holds) || len(done.Lost) > 0 {
		t.Errorf("saved %+v, lost %q", got, done.Lost)
	}
	if proven, made := sound(t, p, log); proven != len(log) || made != 0 {
		t.Errorf("%d changes of %d are saved, %d made", proven, len(log), made)
	}
	if _, err := p.Undo(); err != store.ErrNothingToUndo {
		t.Errorf("undo gives %v", err)
	}
	if _, err := p.SetSetting("title", "x"); err != nil {
		t.Errorf("it cannot be worked on: %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(after, before) {
		t.Error("the file was changed")
	}
	onlyFiles(t, filepath.Dir(path), "winter.claimtrace")
}

// The digests of what was saved of a whole project are its own, so that the two
// are one in a merge.
func TestSalvageKeepsDigests(t *testing.T) {
	path, _, _ := storied(t)
	of := func(p *store.Project) [2]string {
		log, state, err := p.Digests(t.Context())
		fatal(t, err)
		fatal(t, p.Close())
		return [2]string{log, state}
	}
	p, err := store.Open(path, by("Anna"))
	fatal(t, err)
	want := of(p)
	q, _ := salvaged(t, path)
	if got := of(q); got != want {
		t.Errorf("%q is not %q", got, want)
	}
}

// What a package left out is no loss, and what it left out of changes is left
// out still.
func TestSalvageOfPackage(t *testing.T) {
	path, _, log := storied(t)
	q, err := store.Open(path, by("Anna"))
	fatal(t, err)
	defer q.Close()
	for name, o := range map[string]store.PackOptions{
		"all": {}, "without text": {WithoutText: true}, "without history": {WithoutHistory: true}, "without notes": {WithoutNotes: true},
	} {
		out := filepath.Join(t.TempDir(), "out.claimtrace")
		_, err := q.Pack(t.Context(), out, o)
		fatal(t, err)
		r, err := store.Open(out, by("Ben"))
		fatal(t, err)
		want := modelOf(t, r)
		var words [][2]string
		for _, id := range idsOf(want) {
			prefix, suffix, err := r.Context(want.Annotations[id])
			fatal(t, err)
			words = append(words, [2]string{prefix, suffix})
		}
		fatal(t, r.Close())
		p, done := salvaged(t, out)
		if got := modelOf(t, p); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: saved %+v", name, got)
		}
		for i, id := range idsOf(want) {
			if prefix, suffix, err := p.Context(want.Annotations[id]); err != nil || [2]string{prefix, suffix} != words[i] {
				t.Errorf("%s: around %s stand %q and %q, not %q, %v", name, id, prefix, suffix, words[i], err)
			}
		}
		sound(t, p, log)
		told := strings.Join(done.Lost, "\n")
		if o.WithoutText != strings.HasPrefix(told, "the words around") || strings.Contains(told, "\n") || !o.WithoutText && told != "" {
			t.Errorf("%s: lost %q", name, done.Lost)
		}
	}
}

func idsOf(m model) []annotate.ID { return slices.Sorted(maps.Keys(m.Annotations)) }

// Whichever page of a project is gone, the rest is saved: what is saved is as
// it was, what is not is told, and most is.
func TestSalvagePageByPage(t *testing.T) {
	t.Parallel()
	path, holds, log := storied(t)
	whole, err := os.ReadFile(path)
	fatal(t, err)
	broken := filepath.Join(t.TempDir(), "broken.claimtrace")
	noise := rand.NewChaCha8([32]byte{1})
	perfect, tried, step := 0, 0, 9
	if long {
		step = 1
	}
	for page := 0; page < len(whole)/pageSize; page += step {
		tried++
		b := bytes.Clone(whole)
		if noise.Read(b[page*pageSize : page*pageSize+pageSize]); page%2 == 0 {
			clear(b[page*pageSize : page*pageSize+pageSize])
		}
		fatal(t, os.WriteFile(broken, b, 0o600))
		p, done := salvaged(t, broken)
		sound(t, p, log)
		got := modelOf(t, p)
		lost := missed(got, holds)
		if len(lost) == 0 {
			perfect++
		} else if len(done.Lost) == 0 {
			t.Errorf("page %d: nothing is told of the loss of %.300q", page+1, lost)
		}
		lost = missed(got.timeless(), holds.timeless())
		if len(got.Articles) < 10 || len(got.Annotations) < 30 || len(lost) > 30 {
			t.Errorf("page %d: only %d articles and %d annotations are saved; %d lost: %.300q; %.300q", page+1, len(got.Articles), len(got.Annotations), len(lost), lost, done.Lost)
		}
		if more := strange(got, holds); len(more) > 0 && len(done.Lost) == 0 {
			t.Errorf("page %d: there was no %.300q", page+1, more)
		}
		fatal(t, p.Close())
	}
	t.Logf("with %d of %d pages gone nothing of what stood is lost", perfect, tried)
	if perfect < tried/3 {
		t.Errorf("only with %d pages gone nothing is lost", perfect)
	}
}

// Damage of other kinds: single bits, a file cut short, a header overwritten.
// What is saved is proven or told.
func TestSalvageOfDamage(t *testing.T) {
	t.Parallel()
	path, holds, log := storied(t)
	whole, err := os.ReadFile(path)
	fatal(t, err)
	rng := rand.New(rand.NewPCG(5, 7))
	broken := filepath.Join(t.TempDir(), "broken.claimtrace")
	turns := 10
	if long {
		turns = 1000
	}
	for i := range turns {
		b := bytes.Clone(whole)
		switch i % 5 {
		case 0:
			b = b[:len(b)*3/4+rng.IntN(len(b)/4)] // before that there are hardly any rows
		case 1:
			clear(b[:100+rng.IntN(3000)])
		default:
			for range 1 + rng.IntN(20) {
				b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
			}
		}
		fatal(t, os.WriteFile(broken, b, 0o600))
		p, done, err := store.OpenDamaged(t.Context(), broken, by("Saver"))
		if errors.Is(err, store.ErrNewer) || errors.Is(err, store.ErrEarly) {
			continue // the number of its format was hit
		}
		if err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		_, made := sound(t, p, log)
		got := modelOf(t, p)
		if lost := missed(got, holds); (len(lost) > 0 || made > 0) && len(done.Lost) == 0 {
			t.Errorf("%d: nothing is told of the loss of %.300q, %d changes made", i, lost, made)
		}
		if more := strange(got, holds); len(more) > 0 && len(done.Lost) == 0 {
			t.Errorf("%d: there was no %.300q", i, more)
		}
		fatal(t, p.Close())
	}
}

// A damaged project opens for reading only, in memory.
func TestOpenDamaged(t *testing.T) {
	path, holds, _ := storied(t)
	raw(t, path, "UPDATE change SET clock = clock + 1 WHERE number % 7 = 3")
	before, err := os.ReadFile(path)
	fatal(t, err)
	p, done, err := store.OpenDamaged(t.Context(), path, by("Ben"))
	fatal(t, err)
	defer p.Close()
	if lost := missed(modelOf(t, p).timeless(), holds.timeless()); len(lost) > 0 || len(done.Lost) == 0 || done.Path != "" {
		t.Errorf("%+v, lost %q", done, lost)
	}
	if why := p.ReadOnly(); !strings.Contains(why, "the file is damaged") || !strings.Contains(why, "save it to a new file") {
		t.Errorf("it says %q", why)
	}
	if _, err := p.SetSetting("title", "x"); !errors.Is(err, store.ErrReadOnly) || !strings.Contains(err.Error(), "save it to a new file") {
		t.Errorf("a change gives %v", err)
	}
	_, last, err := p.Life()
	fatal(t, err)
	then, err := p.AsOf(t.Context(), last, false)
	fatal(t, err)
	if _, err := then.Articles(); err != nil {
		t.Error(err)
	}
	fatal(t, then.Close())
	fatal(t, p.Close())
	if after, _ := os.ReadFile(path); !bytes.Equal(after, before) {
		t.Error("the file was changed")
	}
	onlyFiles(t, filepath.Dir(path), "winter.claimtrace")
}

func TestSalvageErrors(t *testing.T) {
	dir := t.TempDir()
	at := func(name, content string) string {
		path := filepath.Join(dir, name)
		fatal(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	whole, _, _ := storied(t)
	newer, _, _ := storied(t)
	raw(t, newer, "PRAGMA user_version = 99")
	early, _, _ := storied(t)
	raw(t, early, "PRAGMA user_version = 2")
	held, _, _ := storied(t)
	open, err := store.Open(held, by("Anna"))
	fatal(t, err)
	defer open.Close()
	out := filepath.Join(dir, "out.claimtrace")
	for name, c := range map[string]struct {
		path, out string
		kind      error
	}{
		"missing":        {filepath.Join(dir, "none"), out, store.ErrMissing},
		"a folder":       {dir, out, store.ErrFolder},
		"a text":         {at("text", "only a text"), out, store.ErrNotProject},
		"empty":          {at("empty", ""), out, store.ErrNotProject},
		"newer":          {newer, out, store.ErrNewer},
		"of format 2":    {early, out, store.ErrEarly},
		"open":           {held, out, store.ErrLocked},
		"something at":   {whole, at("there.claimtrace", "x"), store.ErrExists},
		"folder at":      {whole, dir, store.ErrFolder},
		"nowhere to put": {whole, filepath.Join(dir, "no", "out.claimtrace"), store.ErrMissing},
	} {
		if _, err := store.Salvage(t.Context(), c.path, c.out, store.Options{}); !errors.Is(err, c.kind) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
		if c.out != out {
			continue
		}
		if _, _, err := store.OpenDamaged(t.Context(), c.path, store.Options{}); !errors.Is(err, c.kind) {
			t.Errorf("%s: opening gives %v", name, err)
		}
	}
	onlyFiles(t, dir, "text", "empty", "there.claimtrace")
}

// stopAfter is a context that ends when it was asked so often.
type stopAfter struct {
	context.Context
	left int
}

func (c *stopAfter) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// Called off anywhere, a salvage leaves nothing.
func TestSalvageCalledOff(t *testing.T) {
	path, _, _ := storied(t)
	raw(t, path, "DELETE FROM change WHERE number % 3 = 0")
	dir := t.TempDir()
	out := filepath.Join(dir, "out.claimtrace")
	step := 307
	if long {
		step = 1
	}
	for n := 0; ; n += step {
		_, err := store.Salvage(&stopAfter{context.Background(), n}, path, out, by("Saver"))
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) || n > 100_000 {
			t.Fatalf("called off at %d: %v", n, err)
		}
		onlyFiles(t, dir)
	}
	onlyFiles(t, dir, "out.claimtrace")
}

// Of whatever bytes, a salvage gives an error or a whole project.
func FuzzSalvage(f *testing.F) {
	path := filepath.Join(f.TempDir(), "winter.claimtrace")
	p, err := store.Create(path, by("Anna"))
	fatal(f, err)
	text := "The ministry has not confirmed it."
	added, _, err := p.AddArticles(context.Background(), store.Drafts([]store.Draft{{Text: text, Article: annotate.Article{Title: "One", Outlet: "Courier"}}}...), nil)
	fatal(f, err)
	_, _, err = p.Annotate(store.NewAnnotation{Article: added[0].ID, Span: annotate.Span{Start: 0, End: 12}, Verdict: annotate.Disputed, Statement: "There is a pause"})
	fatal(f, err)
	fatal(f, p.Close())
	b, err := os.ReadFile(path)
	fatal(f, err)
	f.Add(b)
	f.Add(b[:40960])
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "f.claimtrace")
		fatal(t, os.WriteFile(path, b, 0o600))
		p, _, err := store.OpenDamaged(t.Context(), path, by("Saver"))
		if err != nil {
			if errors.Is(err, store.ErrDamaged) || strings.Contains(err.Error(), "turn out right") {
				t.Fatal(err)
			}
			return
		}
		defer p.Close()
		modelOf(t, p)
		if report, err := p.Check(t.Context()); err != nil || !report.OK {
			t.Fatalf("%+v, %v", report, err)
		}
	})
}

// With the list of tables gone, and with words altered in their table or in its
// index, every change proves itself all the same.
func TestSalvageNeedsOneOfTwo(t *testing.T) {
	path, holds, log := storied(t)
	whole, err := os.ReadFile(path)
	fatal(t, err)
	words := [][]byte{[]byte("annotation.tag.confirmed"), []byte("life place(article end quote start)")}
	for _, first := range []bool{true, false} {
		for _, listed := range []bool{true, false} {
			b := bytes.Clone(whole)
			if !listed {
				clear(b[:pageSize])
			}
			for _, w := range words {
				at := bytes.LastIndex(b, w)
				if first {
					at = bytes.Index(b[pageSize:], w) + pageSize
				}
				if at <= pageSize || bytes.Count(b, w) < 2 {
					t.Fatalf("%q stands %d times", w, bytes.Count(b, w))
				}
				b[at] ^= 1
			}
			broken := filepath.Join(t.TempDir(), "broken.claimtrace")
			fatal(t, os.WriteFile(broken, b, 0o600))
			p, done := salvaged(t, broken)
			if proven, made := sound(t, p, log); proven != len(log) || made != 0 || len(done.Lost) > 0 || !reflect.DeepEqual(modelOf(t, p), holds) {
				t.Errorf("first %v, listed %v: %d changes of %d are saved, %d made, lost %q", first, listed, proven, len(log), made, done.Lost)
			}
			fatal(t, p.Close())
		}
	}
}
