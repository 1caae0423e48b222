package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// asOf shows a project as it stood at a moment.
func asOf(t *testing.T, p *Project, at time.Time, received bool) *Past {
	t.Helper()
	then, err := p.AsOf(t.Context(), at, received)
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

// At every moment of a random history the project reads as it did then, by
// either question: opened there, and moved there from any other moment, while
// work goes on.
func TestAsOfRandomHistory(t *testing.T) {
	for seed := range uint64(2 * walks) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newWalker(t, seed)
			w.rng = rand.New(rand.NewPCG(seed, 5))
			type moment struct {
				at       time.Time
				holds    shown
				articles []ArticleRow
				claims   []ClaimRow
			}
			moments := []moment{{time.Unix(1_770_000_000, 0), newShown(), nil, []ClaimRow{}}}
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
						moments = append(moments, moment{at, shownBy(t, w.p.View), articles, claims})
						return
					}
				}
			}
			for range 40 {
				walk()
			}
			if err := w.reopen(); err != nil {
				t.Fatal(err)
			}
			check := func(then *Past, m moment) {
				t.Helper()
				if at, _ := then.Moment(); !at.Equal(m.at.Truncate(time.Millisecond)) {
					t.Fatalf("it shows %v", at)
				}
				if d := differences(shownBy(t, then.View), m.holds); d != "" {
					t.Fatalf("at %v the project held otherwise: %s", m.at, d)
				}
				articles, claims, err := then.Lists()
				if err != nil || !slices.Equal(articles, m.articles) || len(claims)+len(m.claims) > 0 && !reflect.DeepEqual(claims, m.claims) {
					t.Fatalf("at %v the lists were\n%+v\n%+v\nnot\n%+v\n%+v (%v)", m.at, m.articles, m.claims, articles, claims, err)
				}
				for _, r := range articles {
					if one, err := then.ArticleRow(r.ID); err != nil || one != r {
						t.Fatalf("%+v by itself is %+v, %v", r, one, err)
					}
				}
				for _, r := range claims {
					if one, err := then.ClaimRow(r.ID); err != nil || !reflect.DeepEqual(one, r) {
						t.Fatalf("%+v by itself is %+v, %v", r, one, err)
					}
				}
				if then.Later() != 0 {
					t.Fatalf("%d came later", then.Later())
				}
			}
			slider := asOf(t, w.p, moments[0].at, false)
			for i := range 60 {
				m := moments[w.rng.IntN(len(moments))]
				if i%3 == 0 {
					slider.Close()
					slider = asOf(t, w.p, m.at, i%2 == 0)
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
			check(asOf(t, w.p, last.at, true), last)
		})
	}
}

// What a project tells of a moment: log, history, texts, counts, its life.
func TestAsOf(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	empty := asOf(t, p, time.Unix(1_770_000_000, 0), false)
	if list, err := empty.Articles(); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	_, b, m, n := example(t, p)
	before := lifeEnd(t, p)
	_, _, _, changes, err := p.Counts()
	if err != nil {
		t.Fatal(err)
	}
	act, err := p.Remove(annotation(m.ID))
	did(t, act, err)
	act, err = p.Remove(article(b.ID))
	did(t, act, err)
	then := asOf(t, p, before, false)
	articles, claims, annotations, log, err := then.Counts()
	if err != nil || articles != 2 || claims != 1 || annotations != 2 || log != changes {
		t.Errorf("%d articles, %d claims, %d annotations, %d changes of %d, %v", articles, claims, annotations, log, changes, err)
	}
	if s, err := then.Text(b.ID); err != nil || s != friday {
		t.Errorf("the text of an article removed since is %q, %v", s, err)
	}
	if list, err := then.History(m.ID); err != nil || len(list) != 1 {
		t.Errorf("history %+v, %v", list, err)
	}
	count := 0
	if err := then.Changes(func(*change.Change) error { count++; return nil }); err != nil || count != changes {
		t.Errorf("%d changes, %v", count, err)
	}
	if ref, err := then.Resolve(string(n.ID)[:8]); err != nil || ref.ID != n.ID {
		t.Errorf("%+v, %v", ref, err)
	}
	if from, to, err := then.Life(); err != nil || !from.Before(before) || !to.After(before) {
		t.Errorf("its life is from %v to %v, %v", from, to, err)
	}
	if at, _ := then.Moment(); then.Received() || !at.Equal(before) {
		t.Errorf("%v, %v", then.Received(), at)
	}
	if err := then.Move(t.Context(), before.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if list, err := then.Articles(); err != nil || len(list) != 0 {
		t.Errorf("an hour before there were %+v, %v", list, err)
	}
	then.Close()
	if err := then.Close(); err != nil {
		t.Error(err)
	}
	if _, err := then.Articles(); !errors.Is(err, errClosed) {
		t.Errorf("closed, it gives %v", err)
	}
	then = asOf(t, p, before, false)
	p.Close()
	if err := then.Move(t.Context(), before); !errors.Is(err, errClosed) {
		t.Errorf("without the project, moving gives %v", err)
	}
	if _, err := then.Articles(); !errors.Is(err, errClosed) {
		t.Errorf("without the project, it gives %v", err)
	}
	if _, err := p.AsOf(t.Context(), before, false); err == nil {
		t.Error("a closed project showed a moment")
	}
}

// Moments out of the way: before all, ahead of now, the year 9999 and beyond.
func TestAsOfFarMoments(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	example(t, p)
	holds := shownBy(t, p.View)
	for _, received := range []bool{false, true} {
		for at, all := range map[time.Time]bool{
			time.Unix(0, 0): false,
			time.Date(1969, 1, 1, 0, 0, 0, 0, time.UTC): false,
			{}:                                false,
			lifeEnd(t, p).Add(24 * time.Hour): true,
			time.Date(9999, 12, 31, 23, 59, 59, 999_000_000, time.UTC): true,
			time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC):               true,
		} {
			want := newShown()
			if all {
				want = holds
			}
			if d := differences(shownBy(t, asOf(t, p, at, received).View), want); d != "" {
				t.Errorf("at %v: %s", at, d)
			}
		}
	}
	// What is done while a moment ahead of now is shown is in none of what it
	// shows: neither its tables nor its log.
	ahead := asOf(t, p, lifeEnd(t, p).Add(24*time.Hour), false)
	articles, claims, passages, changes, err := ahead.Counts()
	if err != nil {
		t.Fatal(err)
	}
	n := tag(t, p, add(t, p, draft("Nobody knew of this.", "Gazette", "")), "Nobody", annotate.Disputed, "It is known")
	if a, c, m, log, err := ahead.Counts(); err != nil || a != articles || c != claims || m != passages || log != changes {
		t.Errorf("of what came since %d articles, %d claims, %d passages and %d changes are shown (%v)", a-articles, c-claims, m-passages, log-changes, err)
	}
	if d := differences(shownBy(t, ahead.View), holds); d != "" {
		t.Errorf("ahead of now: %s", d)
	}
	if list, err := ahead.History(n.ID); err != nil || len(list) != 0 {
		t.Errorf("ahead of now the history of what came since is %+v, %v", list, err)
	}
	// A clock of the last moment, and one of the first, are moments like others.
	for _, at := range []time.Time{time.Date(9999, 12, 31, 23, 59, 59, 999_000_000, time.UTC), time.Unix(0, 0)} {
		p.now = func() time.Time { return at }
		act, err := p.SetSetting("title", at.String())
		did(t, act, err)
	}
	// The copy's changes count up to the last whose clock is not later: all do.
	if d := differences(shownBy(t, asOf(t, p, time.Unix(0, 0), false).View), shownBy(t, p.View)); d != "" {
		t.Errorf("after a clock that ran back: %s", d)
	}
	sound(t, p)
}

// The two questions: what had been decided by a moment, whoever knew of it, and
// what this copy knew by then.
func TestAsOfReceived(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	before := lifeEnd(t, a.p)
	b.wait(100)
	n := tag(t, b.p, in, "Officials", annotate.Disputed, "There is a pause")
	act, err := b.p.Set(claim(m.Claim), annotate.Fields{"note": "Ben's"})
	did(t, act, err)
	made := lifeEnd(t, b.p)
	a.wait(3600)
	a.takes(t, b)
	came := a.at
	a.wait(3600)
	shows := func(at time.Time, received bool, want bool, later int) {
		t.Helper()
		then := asOf(t, a.p, at, received)
		s := shownBy(t, then.View)
		if is := s.Annotations[n.ID].ID != ""; is != want || (s.Claims[m.Claim].Note != "") != want || then.Later() != later {
			t.Errorf("at %v, received %v: it is there: %v, %d came later", at, received, is, then.Later())
		}
		if with := then.LaterWith(); (len(with) == 1) != (later > 0) || later > 0 && (with[0].Package == "" || !with[0].Here.Equal(came.Truncate(time.Millisecond)) || with[0].Began) {
			t.Errorf("at %v these came with %+v", at, with)
		}
		rows := must(then.Claims())
		if len(rows[0].Marks) != len(s.Annotations) {
			t.Errorf("%d marks of %d passages", len(rows[0].Marks), len(s.Annotations))
		}
		if list := must(then.History(n.ID)); (len(list) == 1) != want {
			t.Errorf("its history is %+v", list)
		}
	}
	shows(made, false, true, 3)
	shows(made, true, false, 3)
	shows(made.Add(time.Minute), true, false, 3)
	shows(came, false, true, 0)
	shows(came, true, true, 0)
	shows(came.Add(time.Hour), true, true, 0)
	shows(before, false, false, 0)
	then := asOf(t, a.p, made, true)
	if err := then.Move(t.Context(), came); err != nil {
		t.Fatal(err)
	}
	if s := shownBy(t, then.View); s.Annotations[n.ID].ID == "" || !then.Received() {
		t.Errorf("moved, it shows %+v", s)
	}
	// In the copy of the one who made them they were known at once.
	if s := shownBy(t, asOf(t, b.p, made, true).View); s.Annotations[n.ID].ID == "" {
		t.Errorf("Ben sees %+v", s)
	}
}

// A removal by one who had not seen all counted until the work of the other came.
func TestAsOfRemovedAndWorkedOn(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, _, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	act, err := a.p.Remove(article(in.ID))
	did(t, act, err)
	removed := lifeEnd(t, a.p)
	tag(t, b.p, in, "Officials", annotate.Disputed, "There is a pause")
	a.wait(60)
	a.takes(t, b)
	if err := second(a.p.Article(in.ID)); err != nil {
		t.Errorf("now it gives %v", err)
	}
	if err := second(asOf(t, a.p, removed, true).Article(in.ID)); !errors.Is(err, ErrNoEntity) {
		t.Errorf("as was known then it gives %v", err)
	}
}

// A moment that is given up half way leaves the one that was shown.
func TestCancelledMove(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	example(t, p)
	before := lifeEnd(t, p)
	var drafts []Draft
	for i := range 450 {
		drafts = append(drafts, draft(fmt.Sprint("Number ", i), "Courier", ""))
	}
	if _, _, err := p.AddArticles(t.Context(), Drafts(drafts...), nil); err != nil {
		t.Fatal(err)
	}
	then := asOf(t, p, lifeEnd(t, p), false)
	want := shownBy(t, then.View)
	for n := 0; ; n++ {
		err := then.Move(stopAfter(n), before)
		if err != nil && !errors.Is(err, context.Canceled) || n > 30 || n == 0 && err == nil {
			t.Fatalf("called off at %d: %v", n, err)
		}
		if got := shownBy(t, then.View); reflect.DeepEqual(got, want) != (err != nil) {
			t.Fatalf("called off at %d it holds %d articles", n, len(got.Articles))
		}
		if err == nil {
			break
		}
	}
	if _, err := p.AsOf(stopAfter(0), before, false); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
}

// A moment of a project that can only be read is shown, too: of one whose file
// is protected, and of one that lies in memory.
func TestAsOfReadOnly(t *testing.T) {
	t.Parallel()
	path := exampleAt(t)
	for _, statement := range []string{"SELECT 1", "UPDATE claim SET note = 'altered'"} {
		raw(t, path, statement)
		if err := os.Chmod(path, 0o400); err != nil {
			t.Fatal(err)
		}
		o := testOptions("Anna")
		o.ReadOnly = true
		q := openProject(t, path, o)
		then := asOf(t, q, lifeEnd(t, q), false)
		if d := differences(shownBy(t, then.View), shownBy(t, q.View)); d != "" {
			t.Errorf("it shows %s", d)
		}
		from, _, err := q.Life()
		if err != nil {
			t.Fatal(err)
		}
		if err := then.Move(t.Context(), from); err != nil {
			t.Fatal(err)
		}
		if s := shownBy(t, then.View); len(s.Articles) != 0 {
			t.Errorf("at the first moment there were %+v", s)
		}
		then.Close()
		q.Close()
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
