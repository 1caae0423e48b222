package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"claimtrace/annotate"
)

// asOf opens the project as it stood at a moment.
func asOf(t *testing.T, p *Project, at time.Time) *Project {
	t.Helper()
	then, err := p.AsOf(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { then.Close() })
	return then
}

// lifeEnd is when the last change was made.
func lifeEnd(t *testing.T, p *Project) time.Time {
	t.Helper()
	_, last, err := p.Life()
	if err != nil {
		t.Fatal(err)
	}
	return last
}

// At every moment of a random history the project reads as it did then:
// opened there, and moved there from any other moment, while work goes on.
func TestAsOfRandomHistory(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			o := testOptions("Anna")
			p, err := Create(filepath.Join(t.TempDir(), "walk.claimtrace"), o)
			if err != nil {
				t.Fatal(err)
			}
			w := &walker{t: t, rng: rand.New(rand.NewPCG(seed, 5)), p: p, o: o, past: []model{newModel()}}
			defer func() { w.p.Close() }()
			type moment struct {
				at       time.Time
				holds    model
				articles []ArticleRow
				claims   []ClaimRow
			}
			moments := []moment{{time.Unix(1_770_000_000, 0), newModel(), nil, nil}}
			walk := func() {
				for {
					what, err := w.step()
					if err != nil {
						t.Fatalf("%s: %v", what, err)
					}
					if at := lifeEnd(t, w.p); at.After(moments[len(moments)-1].at) {
						articles, claims, err := w.p.Lists()
						if err != nil {
							t.Fatal(err)
						}
						moments = append(moments, moment{at, modelOf(t, w.p), articles, claims})
						return
					}
				}
			}
			for range 40 {
				walk()
			}
			w.p.Close()
			if w.p, err = Open(w.p.Path(), o); err != nil {
				t.Fatal(err)
			}
			check := func(then *Project, m moment) {
				t.Helper()
				if at, ok := then.Moment(); !ok || !at.Equal(m.at.Truncate(time.Millisecond)) {
					t.Fatalf("it shows %v, %v", at, ok)
				}
				if got := modelOf(t, then); !reflect.DeepEqual(got, m.holds) {
					t.Fatalf("at %v the project held\n%+v\nnot\n%+v", m.at, m.holds, got)
				}
				articles, claims, err := then.Lists()
				if err != nil || !reflect.DeepEqual(articles, m.articles) || !reflect.DeepEqual(claims, m.claims) {
					t.Fatalf("at %v the lists were\n%+v\n%+v\nnot\n%+v\n%+v (%v)", m.at, m.articles, m.claims, articles, claims, err)
				}
			}
			slider := asOf(t, w.p, moments[0].at)
			for i := range 60 {
				m := moments[w.rng.IntN(len(moments))]
				if i%3 == 0 {
					slider.Close()
					slider = asOf(t, w.p, m.at)
				} else if err := slider.Move(t.Context(), m.at); err != nil {
					t.Fatal(err)
				}
				check(slider, m)
				if i%10 == 9 {
					w.stay = true // a moment of it is shown
					walk()
				}
			}
			last := moments[len(moments)-1]
			last.at = last.at.Add(time.Hour)
			check(asOf(t, w.p, last.at), last)
			check(asOf(t, slider, moments[7].at), moments[7])
		})
	}
}

// What a project tells of a moment: log, history, texts, counts, its life.
func TestAsOf(t *testing.T) {
	p := newProject(t)
	if from, to, err := p.Life(); !from.IsZero() || !to.IsZero() || err != nil {
		t.Errorf("an empty project lived from %v to %v, %v", from, to, err)
	}
	empty := asOf(t, p, time.Unix(1_770_000_000, 0))
	if list, err := empty.Articles(); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	a, b, m, n := example(t, p)
	before := lifeEnd(t, p)
	_, _, _, changes, err := p.Counts()
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range []Ref{{annotate.KindAnnotation, m.ID}, {annotate.KindArticle, b.ID}} {
		if _, err := p.Remove(ref); err != nil {
			t.Fatal(err)
		}
	}
	then := asOf(t, p, before)
	articles, claims, annotations, log, err := then.Counts()
	if err != nil || articles != 2 || claims != 1 || annotations != 2 || log != changes {
		t.Errorf("%d articles, %d claims, %d annotations, %d changes, %v", articles, claims, annotations, log, err)
	}
	if s, err := then.Text(b.ID); err != nil || s != friday {
		t.Errorf("the text of an article removed since is %q, %v", s, err)
	}
	if list, err := then.History(m.ID); err != nil || len(list) != 1 {
		t.Errorf("history %+v, %v", list, err)
	}
	count := 0
	if err := then.Changes(func(annotate.Change) error { count++; return nil }); err != nil || count != changes {
		t.Errorf("%d changes, %v", count, err)
	}
	if ref, err := then.Resolve(string(n.ID)[:8]); err != nil || ref.ID != n.ID {
		t.Errorf("%+v, %v", ref, err)
	}
	if then.Path() != p.Path() || then.Reviewer() != p.Reviewer() || then.UndoVerb() != "" {
		t.Errorf("%q, %+v, %q", then.Path(), then.Reviewer(), then.UndoVerb())
	}
	if from, to, err := then.Life(); err != nil || !from.Before(before) || !to.After(before) {
		t.Errorf("its life is from %v to %v, %v", from, to, err)
	}

	// It cannot be changed, and has no file of its own.
	refused(t, second(then.SetSetting("title", "x")), ErrReadOnly, p.Path(), "it is shown as it stood on", "go back to the present")
	if _, err := then.Undo(); !errors.Is(err, ErrReadOnly) {
		t.Errorf("undo gives %v", err)
	}
	for what, err := range map[string]error{
		"rebuild": then.Rebuild(), "verify": second(then.Verify()), "check": second(then.Check(t.Context())),
		"pack":      second(then.Pack(t.Context(), filepath.Join(t.TempDir(), "out.claimtrace"), false)),
		"move back": p.Move(t.Context(), before),
	} {
		if !errors.Is(err, ErrInvalid) {
			t.Errorf("%s gives %v", what, err)
		}
	}
	if _, ok := p.Moment(); ok || p.ReadOnly() != "" {
		t.Error("the project itself is shown as it stood")
	}
	// What came in with a clock of the past belongs to it.
	if _, err := p.act("merge", func(rec *recording) error {
		rec.p.now = func() time.Time { return before }
		return rec.set(Ref{annotate.KindArticle, a.ID}, annotate.Fields{"title": "Since"})
	}); err != nil {
		t.Fatal(err)
	}
	if err := then.Move(t.Context(), before.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if list, err := then.Articles(); err != nil || len(list) != 0 {
		t.Errorf("an hour before there were %+v, %v", list, err)
	}
	p.Close()
	if err := then.Move(t.Context(), before); !errors.Is(err, errClosed) {
		t.Errorf("without the project, moving gives %v", err)
	}
	if _, err := p.AsOf(t.Context(), before); err == nil {
		t.Error("a closed project showed a moment")
	}
}

// A moment that is given up half way leaves the one that was shown.
func TestCancelledMove(t *testing.T) {
	p := newProject(t)
	example(t, p)
	before := lifeEnd(t, p)
	var drafts []Draft
	for i := range 2 * page {
		drafts = append(drafts, draft(fmt.Sprint("Number ", i), "Courier", ""))
	}
	if _, _, err := p.AddArticles(t.Context(), drafts, nil); err != nil {
		t.Fatal(err)
	}
	then := asOf(t, p, before)
	want := modelOf(t, then)
	for n := 0; ; n++ {
		err := then.Move(&stopAfter{context.Background(), n}, lifeEnd(t, p))
		if err != nil && !errors.Is(err, context.Canceled) || n > 10 || n == 0 && err == nil {
			t.Fatalf("called off at %d: %v", n, err)
		}
		if got := modelOf(t, then); reflect.DeepEqual(got, want) != (err != nil) {
			t.Fatalf("called off at %d it holds %d articles", n, len(got.Articles))
		}
		if err == nil {
			break
		}
	}
	if _, err := p.AsOf(&stopAfter{context.Background(), 0}, before); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
}

// A moment of a project that can only be read is shown, too: of one whose file
// is protected, and of one that lies in memory.
func TestAsOfReadOnly(t *testing.T) {
	path := format1(t, "format1")
	q := openProject(t, path, Options{ReadOnly: true})
	end := lifeEnd(t, q)
	showsFormat1(t, asOf(t, q, end))
	q.Close()
	openProject(t, path, testOptions("Anna")).Close()
	q = openProject(t, path, Options{ReadOnly: true})
	then := asOf(t, q, end)
	showsFormat1(t, then)
	from, _, err := q.Life()
	if err != nil {
		t.Fatal(err)
	}
	if err := then.Move(t.Context(), from); err != nil {
		t.Fatal(err)
	}
	if list, err := then.Reviewers(); err != nil || len(list) != 1 || slices.Contains(list, annotate.Reviewer{}) {
		t.Errorf("at the first moment there were %+v, %v", list, err)
	}
}
