package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// aPackage is the bytes of a package of six articles and as many passages, and
// of the same without texts, history and notes, from which much is withheld.
var aPackage = sync.OnceValues(func() (list [2][]byte, err error) {
	dir, err := os.MkdirTemp("", "claimtrace")
	if err != nil {
		return list, err
	}
	defer os.RemoveAll(dir)
	p, err := Create(at(dir), testOptions("Anna"))
	if err != nil {
		return list, err
	}
	defer p.Close()
	var drafts []Draft
	for i := range 6 {
		d := draft(strings.Repeat(fmt.Sprintf("Paper %d says that it is number %d. ", i, i), 150)+"End.", fmt.Sprint("Paper", i), "")
		d.Source = []byte(d.Text + "\r\n")
		drafts = append(drafts, d)
	}
	added, _, err := p.AddArticles(context.Background(), Drafts(drafts...), nil)
	if err != nil {
		return list, err
	}
	for i, a := range added {
		n, _, err := p.Annotate(NewAnnotation{
			Article: a.ID, Span: annotate.Span{Start: 6 * i, End: 6*i + 20}, Verdict: annotate.Verdicts[i%3], Statement: fmt.Sprint("Claim ", i%2),
			Note: "it says so",
		})
		if err == nil {
			_, err = p.Set(Ref{Kind: annotate.KindAnnotation, ID: n.ID}, annotate.Fields{"attribution": "the paper"})
		}
		if err == nil && i%3 == 2 {
			_, err = p.Remove(Ref{Kind: annotate.KindAnnotation, ID: n.ID})
		}
		if err != nil {
			return list, err
		}
	}
	for i, o := range []PackOptions{{}, {WithoutText: true, WithoutHistory: true, WithoutNotes: true}} {
		out := filepath.Join(dir, fmt.Sprint(i))
		if _, err := p.Pack(context.Background(), out, o); err != nil {
			return list, err
		}
		if list[i], err = os.ReadFile(out); err != nil {
			return list, err
		}
	}
	return list, nil
})

// damage alters a file in one of the ways that disks, transfers and people do.
func damage(rng *rand.Rand, whole []byte) []byte {
	b := append([]byte{}, whole...)
	at := rng.IntN(len(b))
	switch rng.IntN(6) {
	case 0, 1, 2:
		b[at] ^= 1 << rng.IntN(8)
	case 3:
		page := at / pageSize * pageSize
		clear(b[page : page+pageSize])
	case 4:
		b = b[:at]
	case 5:
		b = append(b, b[:min(at, 9000)]...)
	}
	return b
}

// everything is what is in a project: the log by the ids of its changes and what
// stands, every text, and every row that views show.
func everything(t *testing.T, p *Project) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, stands(t, p))
	articles, claims, err := p.Lists()
	if err != nil {
		t.Fatal(err)
	}
	passages, err := p.Annotations(Filter{})
	if err != nil {
		t.Fatal(err)
	}
	people, err := p.Reviewers()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&b, articles, claims, passages, people)
	texts, err := file.All(p.conn, file.RowOf(4), "SELECT * FROM text ORDER BY sha256")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&b, texts)
	for _, n := range passages {
		before, after, err := p.Context(n)
		fmt.Fprintln(&b, before, after, err)
	}
	if err := p.Changes(func(c *change.Change) error {
		d := *c
		// The seed of a change without texts says nothing: its id is that of any seed.
		if d.Seed != nil {
			if d.Seed = (&[16]byte{}); d.Check() != nil {
				d.Seed = c.Seed
			} else {
				d.Seed = nil
			}
		}
		return json.NewEncoder(&b).Encode(&d)
	}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A damaged package is refused, or holds what was packed all the same: when it
// is opened, and when it is merged.
func TestDamagedPackages(t *testing.T) {
	t.Parallel()
	whole, err := aPackage()
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(7, 7))
	dir := t.TempDir()
	path := filepath.Join(dir, "damaged"+ending)
	var want [2]string
	for i, b := range whole {
		writeFile(t, path, b)
		p, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		want[i] = everything(t, p)
		p.Close()
	}
	turns := 200
	if long {
		turns = 12_000
	}
	var refused, same, merged int
	var slowest time.Duration
	for i := range turns {
		which := i % 2
		writeFile(t, path, damage(rng, whole[which]))
		began := time.Now()
		p, err := Open(path, Options{})
		slowest = max(slowest, time.Since(began))
		if err != nil {
			refused++
			for _, kind := range []error{ErrDamaged, ErrNotProject, ErrNewer, ErrEarly} {
				if errors.Is(err, kind) {
					err = nil
				}
			}
			if err != nil {
				t.Errorf("package %d: %v", i, err)
			}
		} else {
			same++
			if got := everything(t, p); got != want[which] {
				t.Errorf("package %d was accepted with other content", i)
			}
			p.Close()
		}
		if i%10 > 0 {
			continue
		}
		// To merge it is to believe less of it, and so to refuse no more.
		writeFile(t, path, damage(rng, whole[which]))
		into, err := Create(filepath.Join(dir, "into"+ending), testOptions("Ben"))
		if err != nil {
			t.Fatal(err)
		}
		before := stands(t, into)
		if _, err := into.union(t.Context(), path, true); err != nil {
			if stands(t, into) != before {
				t.Errorf("package %d: refused, it left something behind", i)
			}
		} else {
			merged++
			into.Close()
			verified(t, into.Path())
		}
		into.Close()
		os.Remove(into.Path())
	}
	t.Logf("%d refused, %d whole in spite of the damage, %d merged; the slowest took %v", refused, same, merged, slowest)
	if refused == 0 || same == 0 || merged == 0 {
		t.Error("the test does not try all")
	}
	onlyFiles(t, dir, "damaged.claimtrace")
}

// A package that was cut off, as by a transfer, is refused at every length: of its
// header each, and around the end of each page.
func TestPackageCutOff(t *testing.T) {
	t.Parallel()
	p := openProject(t, exampleAt(t), testOptions("Anna"))
	path := filepath.Join(t.TempDir(), "cut.claimtrace")
	pack(t, p, path, PackOptions{})
	into := emptyProject(t)
	before := stands(t, into)
	whole := readFile(t, path)
	for n := range whole {
		if in := n % pageSize; n > 120 && in > 1 && in < pageSize-1 && in != pageSize/2 {
			continue
		}
		writeFile(t, path, whole[:n])
		kind := ErrDamaged
		if n < 100 { // of its header, so that it might be a file of any kind
			kind = ErrNotProject
		}
		_, err := Open(path, Options{})
		refused(t, err, kind, path)
		if report, err := Verify(t.Context(), path); err == nil && report.OK {
			t.Errorf("cut off at %d, verify finds nothing", n)
		}
		if _, err := into.union(t.Context(), path, true); err == nil || stands(t, into) != before {
			t.Errorf("cut off at %d, merging gives %v", n, err)
		}
	}
	writeFile(t, path, whole)
	verified(t, path)
}

// exercise calls every query of a project, and works on it.
func exercise(p *Project) {
	articles, _ := p.Articles()
	for _, a := range articles {
		p.Text(a.ID)
		p.History(a.ID)
		p.Revisions(Ref{Kind: annotate.KindArticle, ID: a.ID})
	}
	claims, _ := p.Claims()
	for _, c := range claims {
		p.Witnesses(c.ID)
		p.Revisions(Ref{Kind: annotate.KindClaim, ID: c.ID})
	}
	list, _ := p.Annotations(Filter{})
	for _, n := range list {
		p.Context(n)
	}
	p.Removed(context.Background())
	p.Digests(context.Background())
	p.Changes(func(*change.Change) error { return nil })
	p.Undo()
	p.Redo()
	p.SetSetting("title", "used")
	if past, err := p.AsOf(context.Background(), time.Unix(1_770_000_004, 0), false); err == nil {
		past.Articles()
		past.Close()
	}
}

// Whatever stands in the file, opening it and merging it is an error or a usable
// project, never a panic.
func FuzzOpen(f *testing.F) {
	whole, err := aPackage()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole[0])
	f.Add(whole[1])
	f.Add(whole[0][:pageSize])
	f.Add([]byte("just a text"))
	f.Add([]byte("SQLite format 3\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "f"+ending)
		writeFile(t, path, b)
		if _, err := Verify(t.Context(), path); err != nil && strings.ContainsAny(err.Error(), "\n") {
			t.Fatalf("%q is not one line", err)
		}
		copied, errCopy := OpenCopy(t.Context(), path, testOptions("Ben"))
		if errCopy == nil {
			exercise(copied)
			copied.Close()
		}
		p, err := Open(path, Options{})
		if err != nil {
			if errCopy == nil {
				t.Errorf("a copy opens, and then %v", err)
			}
			return
		}
		exercise(p)
		p.Close()
		into, err := Create(filepath.Join(t.TempDir(), "into"+ending), testOptions("Ben"))
		if err != nil {
			t.Fatal(err)
		}
		defer into.Close()
		if _, err := into.union(t.Context(), path, true); err != nil {
			t.Fatalf("it opens, and is not merged: %v", err)
		}
		exercise(into)
		into.Close()
		verified(t, into.Path())
	})
}
