package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"claimtrace/annotate"
)

// told is a history in one line for each revision.
func toldBy(t *testing.T, p *Project, ref Ref) string {
	t.Helper()
	list, err := p.Revisions(ref)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range list {
		fmt.Fprintf(&b, "%s: %s", r.By.Name, r.Verb)
		if r.Made {
			b.WriteString(" (made)")
		}
		if r.Removed {
			b.WriteString(" (removed)")
		}
		for _, e := range r.Edits {
			fmt.Fprintf(&b, "; %s %q to %q", e.Field, e.From, e.To)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestRevisions(t *testing.T) {
	p := newProject(t)
	a, b, m, n := example(t, p)
	if err := p.SetPerson(personNamed("Ben")); err != nil {
		t.Fatal(err)
	}
	do := func(act Action, err error) {
		t.Helper()
		if err != nil || act.Changes == 0 {
			t.Fatalf("%+v, %v", act, err)
		}
	}
	do(p.Set(Ref{annotate.KindAnnotation, m.ID}, annotate.Fields{"verdict": "disputed", "note": "a\nb"}))
	do(p.Undo())
	_, act, err := p.Tie(m.ID, "It is cold")
	do(act, err)
	do(p.Set(Ref{annotate.KindAnnotation, m.ID}, annotate.Fields{"start": 0, "end": 9}))
	cold, err := p.ClaimByStatement("It is cold")
	if err != nil {
		t.Fatal(err)
	}
	do(p.Decide(cold.ID, annotate.Disputed, "Snow", m.ID))
	do(p.Set(Ref{annotate.KindClaim, cold.ID}, annotate.Fields{"statement": "It is very cold"}))
	do(p.Remove(Ref{annotate.KindClaim, cold.ID}))
	do(p.Set(Ref{annotate.KindArticle, b.ID}, annotate.Fields{"published": "2026-01-30T00:00:00Z", "supersedes": string(a.ID)}))
	do(p.Remove(Ref{annotate.KindArticle, a.ID}))
	for _, c := range []struct {
		ref  Ref
		want string
	}{
		{Ref{annotate.KindAnnotation, m.ID}, `Anna: tag as unconfirmed (made); verdict "" to "unconfirmed"; claim "" to "There is a pause"; ` +
			`quote "" to "The ministry has not confirmed it."; article "" to "About Courier"; start "" to "40"; end "" to "74"; reviewer "" to "Anna"
Ben: edit annotation; verdict "unconfirmed" to "disputed"; note "" to "a\nb"
Ben: undo edit annotation; verdict "disputed" to "unconfirmed"; note "a\nb" to ""
Ben: tie to claim; claim "There is a pause" to "It is very cold"
Ben: move annotation; quote "The ministry has not confirmed it." to "Officials"; start "40" to "0"; end "74" to "9"
Ben: remove claim; claim "It is very cold" to ""
Ben: remove article (removed)
`},
		{Ref{annotate.KindClaim, cold.ID}, `Ben: tie to claim (made); statement "" to "It is cold"
Ben: decide claim as disputed; resolved "" to "disputed"; reason "" to "Snow"; evidence "" to "\"Officials\""
Ben: edit claim; statement "It is cold" to "It is very cold"
Ben: remove claim (removed)
`},
		{Ref{annotate.KindReviewer, p.Reviewer().ID}, `Ben: join the project (made); name "" to "Ben"
`},
	} {
		if got := toldBy(t, p, c.ref); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.ref.Kind, got, c.want)
		}
	}
	if got := toldBy(t, p, Ref{annotate.KindArticle, b.ID}); !strings.Contains(got,
		`edit article; published "2026-01-30T09:00:00+02:00" to "2026-01-30T00:00:00Z"; supersedes "" to "About Courier"`) {
		t.Error(got)
	}
	list, err := p.Revisions(Ref{annotate.KindAnnotation, n.ID})
	if err != nil || len(list) != 1 || list[0].At.IsZero() || list[0].By != (annotate.Reviewer{ID: n.Reviewer, Name: "Anna"}) {
		t.Errorf("%+v, %v", list, err)
	}
	for _, ref := range []Ref{{annotate.KindClaim, n.ID}, {annotate.KindAnnotation, nobody}} {
		if _, err := p.Revisions(ref); !errors.Is(err, ErrNoEntity) {
			t.Errorf("%v: %v", ref, err)
		}
	}
	// As of a moment there is only what was done by then.
	then := asOf(t, p, list[0].At)
	if got := toldBy(t, then, Ref{annotate.KindAnnotation, m.ID}); strings.Count(got, "\n") != 1 {
		t.Errorf("as of then:\n%s", got)
	}
}

// revision is the change of an entity with that number, from 0.
func revision(t *testing.T, p *Project, ref Ref, number int) annotate.ID {
	t.Helper()
	list, err := p.Revisions(ref)
	if err != nil {
		t.Fatal(err)
	}
	return list[number].Change
}

func TestRestore(t *testing.T) {
	p := newProject(t)
	a, b, m, n := example(t, p)
	passage, claim, article := Ref{annotate.KindAnnotation, m.ID}, Ref{annotate.KindClaim, m.Claim}, Ref{annotate.KindArticle, a.ID}
	do := func(act Action, err error) Action {
		t.Helper()
		if err != nil || act.Changes == 0 {
			t.Fatalf("%+v, %v", act, err)
		}
		return act
	}
	start := modelOf(t, p)
	do(p.Set(passage, annotate.Fields{"verdict": "disputed", "start": 0, "end": 9}))
	do(p.Set(passage, annotate.Fields{"note": "x", "claim": nil}))
	after := modelOf(t, p)
	act := do(p.Restore(passage, revision(t, p, passage, 0)))
	if act.Verb != "restore annotation" || act.Changes != 1 || !reflect.DeepEqual(modelOf(t, p), start) {
		t.Errorf("%+v leaves %+v", act, modelOf(t, p))
	}
	if act, err := p.Restore(passage, revision(t, p, passage, 0)); err != nil || act.Changes != 0 {
		t.Errorf("again: %+v, %v", act, err)
	}
	do(p.Undo())
	if !reflect.DeepEqual(modelOf(t, p), after) {
		t.Errorf("undone, there is %+v", modelOf(t, p))
	}
	do(p.Undo())
	do(p.Undo())

	// A removed claim comes back with its passages, save those that were tied
	// to another meanwhile.
	do(p.Remove(claim))
	if _, err := p.Restore(passage, revision(t, p, passage, 0)); err != nil {
		t.Fatal(err)
	}
	if got, err := p.Annotation(m.ID); err != nil || got.Claim != "" {
		t.Errorf("tied to a removed claim: %+v, %v", got, err)
	}
	_, tied, err := p.Tie(n.ID, "Another")
	do(tied, err)
	act = do(p.Restore(claim, revision(t, p, claim, 0)))
	if one, err := p.Annotation(m.ID); err != nil || one.Claim != m.Claim || act.Changes != 2 {
		t.Errorf("%+v, %+v, %v", act, one, err)
	}
	if other, err := p.Annotation(n.ID); err != nil || other.Claim == m.Claim {
		t.Errorf("%+v, %v", other, err)
	}

	// A removed article comes back with its annotations.
	before := modelOf(t, p)
	do(p.Remove(article))
	if _, err := p.Restore(passage, revision(t, p, passage, 0)); !errors.Is(err, ErrNoEntity) {
		t.Errorf("a passage of a removed article: %v", err)
	}
	act = do(p.Restore(article, revision(t, p, article, 0)))
	if !reflect.DeepEqual(modelOf(t, p), before) || act.Changes != 2 || len(act.Articles) != 1 || len(act.Claims) != 1 {
		t.Errorf("%+v leaves %+v", act, modelOf(t, p))
	}

	// A decision comes back as it was made; what it may no longer refer to is
	// left out.
	do(p.Decide(m.Claim, annotate.Confirmed, "seen", m.ID))
	do(p.Decide(m.Claim, annotate.Disputed, ""))
	do(p.Restore(claim, revision(t, p, claim, 3)))
	if got, err := p.Claim(m.Claim); err != nil || got.Resolved != "confirmed" || got.Reason != "seen" || got.Evidence != annotate.JoinIDs(m.ID) {
		t.Errorf("%+v, %v", got, err)
	}
	do(p.Set(Ref{annotate.KindArticle, b.ID}, annotate.Fields{"supersedes": string(a.ID)}))
	do(p.Set(Ref{annotate.KindArticle, b.ID}, annotate.Fields{"supersedes": nil, "title": "New"}))
	do(p.Set(article, annotate.Fields{"supersedes": string(b.ID)}))
	do(p.Restore(Ref{annotate.KindArticle, b.ID}, revision(t, p, Ref{annotate.KindArticle, b.ID}, 1)))
	if got, err := p.Article(b.ID); err != nil || got.Supersedes != "" || got.Title != b.Title {
		t.Errorf("%+v, %v", got, err)
	}

	for name, c := range map[string]struct {
		ref    Ref
		change annotate.ID
		err    error
	}{
		"another's change": {passage, revision(t, p, article, 0), ErrNoEntity},
		"unknown":          {passage, nobody, ErrNoEntity},
		"another kind":     {Ref{annotate.KindClaim, m.ID}, revision(t, p, passage, 0), ErrNoEntity},
		"reviewer":         {Ref{annotate.KindReviewer, p.Reviewer().ID}, revision(t, p, Ref{annotate.KindReviewer, p.Reviewer().ID}, 0), ErrInvalid},
		"removed then":     {article, revision(t, p, article, 1), ErrInvalid},
	} {
		if act, err := p.Restore(c.ref, c.change); !errors.Is(err, c.err) || act.Changes != 0 {
			t.Errorf("%s: %+v, %v", name, act, err)
		}
	}
	p.Close()
	verified(t, p.Path())
}

// Whatever state is restored in a random history, the entity has it, the file
// is in order, and one undo takes it back.
func TestRestoreRandomly(t *testing.T) {
	t.Parallel()
	o := testOptions("Anna")
	p, err := Create(filepath.Join(t.TempDir(), "walk.claimtrace"), o)
	if err != nil {
		t.Fatal(err)
	}
	w := &walker{t: t, rng: rand.New(rand.NewPCG(4, 4)), p: p, o: o, past: []model{newModel()}, stay: true}
	defer func() { p.Close() }()
	restored := 0
	for range 60 {
		if what, err := w.step(); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		var refs []Ref
		if err := p.Changes(func(c annotate.Change) error {
			if c.Kind != annotate.KindReviewer && c.Kind != annotate.KindSetting {
				refs = append(refs, Ref{c.Kind, c.Entity})
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if len(refs) == 0 {
			continue
		}
		ref := refs[w.rng.IntN(len(refs))]
		history, err := p.History(ref.ID)
		if err != nil {
			t.Fatal(err)
		}
		at := w.rng.IntN(len(history))
		then := annotate.Fold(history[:at+1])
		before := modelOf(t, p)
		act, err := p.Restore(ref, history[at].ID)
		if err != nil {
			if !errors.Is(err, ErrInvalid) && !errors.Is(err, ErrNoEntity) || !reflect.DeepEqual(modelOf(t, p), before) {
				t.Fatal(err)
			}
			continue
		}
		history, err = p.History(ref.ID)
		if err != nil {
			t.Fatal(err)
		}
		now := annotate.Fold(history)
		for name, value := range now.Fields() {
			if value != then.Fields()[name] && name != "claim" {
				t.Fatalf("%s of %s is %v, not %v", name, ref.Kind, value, then.Fields()[name])
			}
		}
		if act.Changes == 0 {
			continue
		}
		restored++
		if _, err := p.Undo(); err != nil || !reflect.DeepEqual(modelOf(t, p), before) {
			t.Fatalf("undone, there is\n%+v\nnot\n%+v (%v)", modelOf(t, p), before, err)
		}
		w.at, w.past = 0, []model{before} // what could be redone no longer can
	}
	if restored < 10 {
		t.Errorf("only %d were restored", restored)
	}
	p.Close()
	verified(t, p.Path())
}
