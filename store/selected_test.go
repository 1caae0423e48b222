package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/store/file"
)

// pairOf is the key of someone.
func pairOf(t testing.TB, name string) *person.Pair {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	pair, err := person.FromSeed(seed[:])
	if err != nil {
		t.Fatal(err)
	}
	return &pair
}

// A package of selected claims or articles holds what was selected with what that
// needs, each with all its changes, and nothing else; and it goes back into the
// project like any other.
func TestPackSelected(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	first, second, m, n := example(t, a.p)
	third := add(t, a.p, draft("A third text, of which nobody speaks.", "Gazette", "2026-02-01"))
	act, err := a.p.Set(article(second.ID), annotate.Fields{"supersedes": string(third.ID)})
	did(t, act, err)
	alone := tag(t, a.p, first, "Officials", annotate.Disputed, "Alone")
	loose := tag(t, a.p, second, "one week", annotate.Disputed, "")
	gone := tag(t, a.p, first, "Thursday", annotate.Disputed, "Alone")
	act, err = a.p.Set(annotation(gone.ID), annotate.Fields{"note": "a saxophone"})
	did(t, act, err)
	act, err = a.p.Remove(annotation(gone.ID))
	did(t, act, err)
	act, err = a.p.Decide(m.Claim, annotate.Confirmed, "seen", n.ID)
	did(t, act, err)
	twin, _, err := a.p.AddClaim("There is a pause, they say")
	if err != nil {
		t.Fatal(err)
	}
	act, err = a.p.Join(claim(m.Claim), claim(twin.ID))
	did(t, act, err)
	far, _, err := a.p.AddClaim("Far away")
	if err != nil {
		t.Fatal(err)
	}
	before := stands(t, a.p)
	for what, c := range map[string]struct {
		only                          Selection
		articles, claims, annotations []annotate.ID
		gone                          bool // the removed passage is in it, as removed
	}{
		"a claim":                   {Selection{Claims: []annotate.ID{m.Claim}}, ids(first.ID, second.ID), ids(m.Claim, twin.ID), ids(m.ID, n.ID), false},
		"the one it is joined with": {Selection{Claims: []annotate.ID{twin.ID}}, ids(first.ID, second.ID), ids(m.Claim, twin.ID), ids(m.ID, n.ID), false},
		"another claim":             {Selection{Claims: []annotate.ID{alone.Claim}}, ids(first.ID), ids(alone.Claim), ids(alone.ID), true},
		"a claim of nothing":        {Selection{Claims: []annotate.ID{far.ID}}, nil, ids(far.ID), nil, false},
		"an article":                {Selection{Articles: []annotate.ID{second.ID}}, ids(second.ID), ids(m.Claim), ids(n.ID, loose.ID), false},
		"one with its claims":       {Selection{Articles: []annotate.ID{first.ID}}, ids(first.ID, second.ID), ids(m.Claim, alone.Claim), ids(m.ID, alone.ID, n.ID), true},
		"one without passages":      {Selection{Articles: []annotate.ID{third.ID}}, ids(third.ID), nil, nil, false},
		"a claim in an article":     {Selection{Claims: []annotate.ID{m.Claim}, Articles: []annotate.ID{second.ID}}, ids(second.ID), ids(m.Claim, twin.ID), ids(n.ID), false},
		"two claims":                {Selection{Claims: []annotate.ID{m.Claim, far.ID}}, ids(first.ID, second.ID), ids(m.Claim, twin.ID, far.ID), ids(m.ID, n.ID), false},
	} {
		for _, withoutText := range []bool{false, true} {
			out := filepath.Join(t.TempDir(), "out.claimtrace")
			packed := pack(t, a.p, out, PackOptions{Only: c.only, WithoutText: withoutText})
			verified(t, out)
			p := openProject(t, out, Options{ReadOnly: true})
			s := shownBy(t, p.View)
			said := must(a.p.Contents()).Of(c.only)
			if m := must(p.Manifest()); said.Articles != m.Articles || said.Claims != m.Claims || said.Annotations != m.Annotations {
				t.Errorf("%s: said before it was %+v, of %d, %d and %d", what, said, m.Articles, m.Claims, m.Annotations)
			}
			if got := keysOf(s.Articles); got != fmt.Sprint(c.articles) || packed.Articles != len(c.articles) {
				t.Errorf("%s: the articles are %s, not %v", what, got, c.articles)
			}
			if got := keysOf(s.Claims); got != fmt.Sprint(c.claims) {
				t.Errorf("%s: the claims are %s, not %v", what, got, c.claims)
			}
			if got := keysOf(s.Annotations); got != fmt.Sprint(c.annotations) {
				t.Errorf("%s: the annotations are %s, not %v", what, got, c.annotations)
			}
			for id := range s.Claims {
				if got, want := len(must(p.History(id))), len(must(a.p.History(id))); got != want {
					t.Errorf("%s: of a claim's %d changes %d are there", what, want, got)
				}
			}
			if history := must(p.History(gone.ID)); (len(history) > 0) != c.gone || c.gone && len(history) != len(must(a.p.History(gone.ID))) {
				t.Errorf("%s: of the removed passage %d changes are there", what, len(history))
			}
			mustNotHold(t, out, map[string]string{"saxophone": "the note of a removed passage"})
			if len(must(p.Reviewers())) != 1 {
				t.Errorf("%s: who made it is not known", what)
			}
			p.Close()
			if got, err := a.p.Merge(t.Context(), []string{out}, MergeOptions{}); err != nil || got.Changes != 0 || stands(t, a.p) != before {
				t.Errorf("%s: back in the project it brings %+v, %v", what, got, err)
			}
		}
	}
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	if _, err := a.p.Pack(t.Context(), out, PackOptions{Only: Selection{Claims: []annotate.ID{nobody}}}); !errors.Is(err, ErrNoEntity) {
		t.Errorf("of a claim that there is not: %v", err)
	}
}

func ids(list ...annotate.ID) []annotate.ID {
	slices.Sort(list)
	return list
}

func keysOf[T any](m map[annotate.ID]T) string {
	var list []annotate.ID
	for id := range m {
		list = append(list, id)
	}
	return fmt.Sprint(ids(list...))
}

// Who has a part of a project works on it, and both come together again.
func TestWorkOnAPart(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	first, second, m, _ := example(t, a.p)
	b := deskOf(t, "Ben")
	pack(t, a.p, b.path, PackOptions{Only: Selection{Articles: []annotate.ID{first.ID}}})
	b.open(t)
	tag(t, b.p, first, "Officials", annotate.Disputed, "Ben's own")
	act, err := b.p.Remove(claim(m.Claim))
	did(t, act, err)
	act, err = a.p.Override(annotation(m.ID), annotate.Fields{"note": "Anna's"})
	did(t, act, err)
	tag(t, a.p, second, "one week", annotate.Disputed, "There is a pause")
	got := a.merges(t, MergeOptions{}, b)
	if len(got.Removed) != 1 || got.Removed[0].ID != m.Claim {
		t.Errorf("what Ben, who had a part, removed: %+v", got.Removed)
	}
	b.merges(t, MergeOptions{}, a)
	agree(t, a, b)
}

// A package says who packed it, when, for whom, and what it holds; sealed, it is
// refused if anything of that is altered. Where nothing was done to it that is known
// where it came in, too.
func TestSeal(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	first, second, m, _ := example(t, a.p)
	other := newHand(t, "Anna")
	example(t, other.p)
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name+".claimtrace") }
	plain, sealed, elsewhere := at("plain"), at("sealed"), at("elsewhere")
	pack(t, a.p, plain, PackOptions{})
	pack(t, a.p, sealed, PackOptions{For: `Ben, who said: ","seal":{`, WithoutNotes: true, Seal: pairOf(t, "Anna")})
	pack(t, other.p, elsewhere, PackOptions{Seal: pairOf(t, "Anna")})
	manifestAt := func(path string) *Manifest {
		t.Helper()
		p := openProject(t, path, Options{ReadOnly: true})
		defer p.Close()
		return must(p.Manifest())
	}
	if x := manifestAt(plain); x.Seal != nil || x.Who == nil || x.Who.Name != "Anna" || x.Who.Key != someone("Anna").Key || x.When.IsZero() {
		t.Errorf("without a seal: %+v", x)
	}
	x := manifestAt(sealed)
	if x.Seal == nil || x.Seal.Key != someone("Anna").Key || !strings.HasPrefix(x.For, "Ben") || !x.WithoutNotes || x.When.Sub(a.at).Abs() > time.Minute {
		t.Errorf("sealed: %+v", x)
	}
	if len(x.Held) != 2 || x.Copies[0].Changes+x.Copies[1].Changes != int64(x.Changes) || !slices.Contains(x.Copies, PackedCopy{a.p.desk.copy, a.p.desk.number, a.p.desk.number}) ||
		!slices.ContainsFunc(x.Held, func(h PackedArticle) bool { return h == PackedArticle{first.ID, first.SHA256, first.Title} }) || !slices.ContainsFunc(x.Held, func(h PackedArticle) bool { return h.ID == second.ID }) {
		t.Errorf("it holds %+v, %+v", x.Held, x.Copies)
	}
	if _, err := a.p.Pack(t.Context(), at("of another"), PackOptions{Seal: pairOf(t, "Ben")}); !errors.Is(err, ErrSeal) {
		t.Errorf("with the key of another: %v", err)
	}
	if must(a.p.Manifest()) != nil {
		t.Error("a project has a manifest")
	}
	z := newHand(t, "Zoe")
	for name, statement := range map[string]string{
		"another name":            `UPDATE package SET manifest = replace(manifest, '"name":"Anna"', '"name":"Zoe"')`,
		"another time":            `UPDATE package SET manifest = replace(manifest, '"when":"2', '"when":"3')`,
		"for another":             `UPDATE package SET manifest = replace(manifest, 'Ben, who', 'Dan, who')`,
		"another key":             `UPDATE package SET manifest = replace(manifest, '` + someone("Anna").Key + `', '` + someone("Zoe").Key + `')`,
		"another signature":       `UPDATE package SET manifest = replace(manifest, '"signature":"', '"signature":"AAAA')`,
		"a space":                 `UPDATE package SET manifest = replace(manifest, '"articles":2', '"articles": 2')`,
		"one more thing":          `UPDATE package SET manifest = replace(manifest, '"articles":2', '"more":1,"articles":2')`,
		"nobody":                  `UPDATE package SET manifest = replace(manifest, '"who":', '"whose":')`,
		"the seal elsewhere":      `UPDATE package SET manifest = '{"seal":' || substr(manifest, instr(manifest, '"seal":{"key"') + 7, length(manifest) - instr(manifest, '"seal":{"key"') - 7) || ',' || substr(manifest, 2, instr(manifest, ',"seal":{"key"') - 2) || '}'`,
		"that of another package": `UPDATE package SET manifest = (SELECT '` + manifestText(t, elsewhere) + `')`,
	} {
		path := at(name)
		copyFile(t, sealed, path)
		raw(t, path, statement)
		kind := ErrSeal
		if name == "that of another package" {
			kind = ErrDamaged // its seal is right, but of other changes
		}
		_, err := Open(path, Options{})
		refused(t, err, kind, path, "cannot open ")
		_, err = z.p.Merge(t.Context(), []string{path}, MergeOptions{Another: true})
		refused(t, err, kind, path, "cannot merge ")
		if report := must(Verify(t.Context(), path)); report.OK {
			t.Errorf("%s: verified", name)
		}
	}
	// What came in it tells so, there and further on.
	got, err := z.p.Merge(t.Context(), []string{sealed, plain}, MergeOptions{Another: true})
	if err != nil || len(got.From) != 2 || got.From[0].Manifest.Seal == nil || got.From[1].Manifest.Seal != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	list := must(z.p.Receipts())
	if len(list) != 1 || len(list[0].From) != 1 || list[0].From[0] != (Origin{File: "sealed.claimtrace", Who: "Anna", Key: someone("Anna").Key}) {
		t.Errorf("%+v", list)
	}
	for _, r := range must(z.p.Revisions(claim(m.Claim))) {
		if r.Receipt != list[0].ID || !r.Here.Equal(list[0].At) || r.Package != "sealed.claimtrace of Anna" {
			t.Errorf("%+v", r)
		}
	}
	// Opened and worked on it is a project, which began with Anna's.
	b := deskOf(t, "Ben")
	copyFile(t, sealed, b.path)
	b.wait(1000)
	act, err := b.open(t).Set(claim(m.Claim), annotate.Fields{"note": "mine"})
	did(t, act, err)
	history := must(b.p.Revisions(claim(m.Claim)))
	if len(history) != 2 || history[0].Package != "the package of Anna" || history[1].Receipt != 0 || history[1].Package != "" || must(b.p.Manifest()) != nil {
		t.Errorf("%+v", history)
	}
	if len(must(b.p.Receipts())) != 0 {
		t.Error("what it began with is listed")
	}
}

func manifestText(t *testing.T, path string) (text string) {
	t.Helper()
	p := openProject(t, path, Options{ReadOnly: true})
	defer p.Close()
	if err := p.conn.Each(func(r file.Row) error { return r.Scan(&text) }, "SELECT manifest FROM package"); err != nil {
		t.Fatal(err)
	}
	return text
}

// What is foretold of the size of a package is that of the package within a quarter.
func TestSizeForetold(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 40, 800} {
		h := newHand(t, "Anna")
		var first annotate.ID
		for i := range n {
			if i%20 == 0 {
				add(t, h.p, draft(strings.Repeat(fmt.Sprintf("Some words %d of a text. ", i), 400), "Gazette", "2026-02-01"))
			}
			c, _, err := h.p.AddClaim(fmt.Sprintf("Claim number %d of many that are made here", i))
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				first = c.ID
			}
		}
		contents := must(h.p.Contents())
		for _, o := range []PackOptions{{}, {WithoutText: true}, {Only: Selection{Claims: []annotate.ID{first}}}} {
			if n == 0 && !o.Only.All() {
				continue
			}
			a := contents.Of(o.Only)
			foretold := a.OtherBytes + a.TextBytes
			if o.WithoutText {
				foretold -= a.TextBytes
			}
			out := filepath.Join(t.TempDir(), "x.claimtrace")
			pack(t, h.p, out, o)
			is, err := os.Stat(out)
			if err != nil {
				t.Fatal(err)
			}
			if off := max(foretold-is.Size(), is.Size()-foretold); off*4 > is.Size() {
				t.Errorf("%d claims, %+v: foretold are %d bytes, and it is %d", n, o, foretold, is.Size())
			}
		}
	}
}
