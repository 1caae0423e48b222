package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"claimtrace/store/file"
)

func TestSalvageOfWholeProject(t *testing.T) {
	path, holds := storied(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, done := salvaged(t, path)
	if got := modelOf(t, p); !reflect.DeepEqual(got, holds) || len(done.Lost) > 0 {
		t.Errorf("saved %+v, lost %q", got, done.Lost)
	}
	if _, err := p.Undo(); err != ErrNothingToUndo {
		t.Errorf("undo gives %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(after, before) {
		t.Error("the file was changed")
	}
	onlyFiles(t, filepath.Dir(path), "winter.claimtrace")

	for _, name := range []string{"format1", "format1-package"} {
		p, done := salvaged(t, format1(t, name))
		showsFormat1(t, p)
		if len(done.Lost) > 0 {
			t.Errorf("%s: lost %q", name, done.Lost)
		}
	}
	// What a package left out is no loss.
	q := newProject(t)
	example(t, q)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, q, out, true)
	p, done = salvaged(t, out)
	if got, want := modelOf(t, p), modelOf(t, q); !reflect.DeepEqual(got, want) || len(done.Lost) > 0 {
		t.Errorf("saved %+v, lost %q", got, done.Lost)
	}
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
	if got.Title != holds.Title {
		list = append(list, "title: "+got.Title)
	}
	return list
}

// Whichever page of a project is gone, the rest is saved: what is saved is as
// it was, what is not is told, and most is.
func TestSalvagePageByPage(t *testing.T) {
	t.Parallel()
	path, holds := storied(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(t.TempDir(), "broken.claimtrace")
	noise := rand.NewChaCha8([32]byte{1})
	perfect, tried, step := 0, 0, 13
	if long {
		step = 1
	}
	for page := 0; page < len(whole)/pageSize; page += step {
		tried++
		b := bytes.Clone(whole)
		if noise.Read(b[page*pageSize : page*pageSize+pageSize]); page%2 == 0 {
			clear(b[page*pageSize : page*pageSize+pageSize])
		}
		if err := os.WriteFile(broken, b, 0o600); err != nil {
			t.Fatal(err)
		}
		p, done := salvaged(t, broken)
		got := modelOf(t, p)
		lost := missed(got, holds)
		if len(lost) == 0 {
			perfect++
		} else if len(done.Lost) == 0 {
			t.Errorf("page %d: nothing is told of the loss of %.300q", page+1, lost)
		}
		if len(got.Articles) < 10 || len(got.Annotations) < 30 || len(lost) > 30 {
			t.Errorf("page %d: only %d articles and %d annotations are saved; %d lost: %.300q; %.300q", page+1, len(got.Articles), len(got.Annotations), len(lost), lost, done.Lost)
		}
		p.Close()
	}
	t.Logf("with %d of %d pages gone nothing of what stood is lost", perfect, tried)
	if perfect < tried/3 {
		t.Errorf("only with %d pages gone nothing is lost", perfect)
	}
}

// Damage of other kinds: single bits, a file cut short, a header overwritten.
func TestSalvageOfDamage(t *testing.T) {
	t.Parallel()
	path, holds := storied(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(5, 7))
	broken := filepath.Join(t.TempDir(), "broken.claimtrace")
	turns := 10
	if long {
		turns = 2000
	}
	for i := range turns {
		b := bytes.Clone(whole)
		switch i % 5 {
		case 0:
			b = b[:len(b)/2+rng.IntN(len(b)/2)]
		case 1:
			clear(b[:100+rng.IntN(3000)])
		default:
			for range 1 + rng.IntN(20) {
				b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
			}
		}
		if err := os.WriteFile(broken, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := file.Look(t.Context(), "save", broken, formats, func(*file.Conn, int) error { return nil }); errors.Is(err, ErrNewer) {
			continue // the number of its format was hit, and might be that of one to come
		}
		p, done := salvaged(t, broken)
		if lost := missed(modelOf(t, p), holds); len(lost) > 0 && len(done.Lost) == 0 {
			t.Errorf("%d: nothing is told of the loss of %.300q", i, lost)
		}
		p.Close()
	}
}

// A damaged project opens for reading only, in memory.
func TestOpenDamaged(t *testing.T) {
	path, holds := storied(t)
	raw(t, path, `UPDATE change SET fields = replace(fields, 'Claim 4', 'Claim X')`)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, done, err := OpenDamaged(t.Context(), path, testOptions("Ben"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if lost := missed(modelOf(t, p), holds); len(lost) > 0 || len(done.Lost) == 0 || done.Path != "" {
		t.Errorf("%+v, lost %q", done, lost)
	}
	if why := p.ReadOnly(); !strings.Contains(why, "the file is damaged") || !strings.Contains(why, "save it to a new file") {
		t.Errorf("it says %q", why)
	}
	refused(t, second(p.SetSetting("title", "x")), ErrReadOnly, path, "save it to a new file")
	then := asOf(t, p, lifeEnd(t, p))
	if _, err := then.Articles(); err != nil {
		t.Error(err)
	}
	then.Close()
	p.Close()
	if after, _ := os.ReadFile(path); !bytes.Equal(after, before) {
		t.Error("the file was changed")
	}
	onlyFiles(t, filepath.Dir(path), "winter.claimtrace")
}

func TestSalvageErrors(t *testing.T) {
	dir := t.TempDir()
	at := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole := saved(t)
	newer := saved(t)
	raw(t, newer, "PRAGMA user_version = 99")
	open := newProject(t)
	out := filepath.Join(dir, "out.claimtrace")
	for name, c := range map[string]struct {
		path, out string
		kind      error
	}{
		"missing":        {filepath.Join(dir, "none"), out, ErrMissing},
		"a folder":       {dir, out, ErrFolder},
		"a text":         {at("text", "only a text"), out, ErrNotProject},
		"empty":          {at("empty", ""), out, ErrNotProject},
		"newer":          {newer, out, ErrNewer},
		"open":           {open.Path(), out, ErrLocked},
		"something at":   {whole, at("there.claimtrace", "x"), ErrExists},
		"folder at":      {whole, dir, ErrFolder},
		"nowhere to put": {whole, filepath.Join(dir, "no", "out.claimtrace"), ErrMissing},
	} {
		if _, err := Salvage(t.Context(), c.path, c.out, Options{}); !errors.Is(err, c.kind) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
		if c.out != out {
			continue
		}
		if _, _, err := OpenDamaged(t.Context(), c.path, Options{}); !errors.Is(err, c.kind) {
			t.Errorf("%s: opening gives %v", name, err)
		}
	}
	other := child(t, "hold", whole)
	other.line()
	if _, err := Salvage(t.Context(), whole, out, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("open in another process: %v", err)
	}
	other.finish()
	for n := 0; ; n++ {
		_, err := Salvage(&stopAfter{context.Background(), n}, whole, out, Options{})
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) || n > 1000 {
			t.Fatalf("called off at %d: %v", n, err)
		}
		onlyFiles(t, dir, "text", "empty", "there.claimtrace")
	}
	onlyFiles(t, dir, "text", "empty", "there.claimtrace", "out.claimtrace")
}

// What a crash left half done is taken back in a copy before it is read.
func TestSalvageAfterCrash(t *testing.T) {
	path, holds := storied(t)
	p := openProject(t, path, testOptions("Carl"))
	torn := filepath.Join(t.TempDir(), "torn.claimtrace")
	interrupted := errors.New("the power is gone")
	if err := p.conn.Script("PRAGMA cache_size = 5"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.act("add articles", func(rec *recording) error {
		adding := newAddition(rec)
		for i := range 30 {
			if _, err := adding.article(check(big(i))); err != nil {
				return err
			}
		}
		return cmpErr(copyBytes(path, torn), copyBytes(path+"-journal", torn+"-journal"), interrupted)
	}); !errors.Is(err, interrupted) {
		t.Fatal(err)
	}
	before, err := os.ReadFile(torn)
	if err != nil {
		t.Fatal(err)
	}
	q, done := salvaged(t, torn)
	if got := modelOf(t, q); !reflect.DeepEqual(got, holds) || len(done.Lost) > 0 {
		t.Errorf("lost %q; saved %+v", done.Lost, got)
	}
	if after, _ := os.ReadFile(torn); !bytes.Equal(after, before) {
		t.Error("the file was changed")
	}
}

// cmpErr is the first error.
func cmpErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Of whatever bytes, a salvage gives an error or a whole project.
func FuzzSalvage(f *testing.F) {
	b, err := savedExample()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add(b[:40960])
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "f.claimtrace")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		p, _, err := OpenDamaged(t.Context(), path, testOptions("Saver"))
		if err != nil {
			if errors.Is(err, ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		defer p.Close()
		use(p)
		if report, err := p.Verify(); err != nil || !report.OK {
			t.Fatalf("%+v, %v", report, err)
		}
	})
}
