package store

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// toldBy is a history in one line for each revision.
func toldBy(t *testing.T, v *View, ref Ref) string {
	t.Helper()
	list, err := v.Revisions(ref)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range list {
		fmt.Fprintf(&b, "%s: %s", r.By.Name, r.Did.Code)
		if r.Made {
			b.WriteString(" (made)")
		}
		if r.Removed {
			b.WriteString(" (removed)")
		}
		if r.Overrides {
			b.WriteString(" (overriding)")
		}
		for _, e := range r.Edits {
			fmt.Fprintf(&b, "; %s %q to %q", e.Field, e.From, e.To)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestRevisions(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, b, m, n := example(t, p)
	if err := p.SetPerson(someone("Ben")); err != nil {
		t.Fatal(err)
	}
	do := func(act Action, err error) {
		t.Helper()
		did(t, act, err)
	}
	do(p.Override(annotation(m.ID), annotate.Fields{"verdict": "disputed", "note": "a\nb"}))
	do(p.Undo())
	if err := p.SetPerson(someone("Anna")); err != nil {
		t.Fatal(err)
	}
	_, act, err := p.Tie(m.ID, "It is cold")
	do(act, err)
	do(p.Set(annotation(m.ID), annotate.Fields{"start": 0, "end": 9}))
	cold, err := p.ClaimByStatement("It is cold")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.SetPerson(someone("Ben")); err != nil {
		t.Fatal(err)
	}
	do(p.Decide(cold.ID, annotate.Disputed, "Snow", m.ID))
	do(p.Set(claim(cold.ID), annotate.Fields{"statement": "It is very cold"}))
	do(p.Remove(claim(cold.ID)))
	do(p.Set(article(b.ID), annotate.Fields{"published": "2026-01-30T00:00:00Z", "supersedes": string(a.ID)}))
	do(p.Remove(article(a.ID)))
	do(p.Keep(claim(cold.ID)))
	for _, c := range []struct {
		ref  Ref
		want string
	}{
		{annotation(m.ID), `Anna: annotation.tag.unconfirmed (made); verdict "" to "unconfirmed"; claim "" to "There is a pause"; ` +
			`quote "" to "The ministry has not confirmed it."; article "" to "About Courier"; start "" to "40"; end "" to "74"
Ben: annotation.edit (overriding); verdict "unconfirmed" to "disputed"; note "" to "a\nb"
Ben: undo.annotation.edit; verdict "disputed" to "unconfirmed"; note "a\nb" to ""
Anna: annotation.tie; claim "There is a pause" to "It is very cold"
Anna: annotation.move; quote "The ministry has not confirmed it." to "Officials"; start "40" to "0"; end "74" to "9"
`},
		{claim(cold.ID), `Anna: annotation.tie (made); statement "" to "It is cold"
Ben: claim.decide.disputed; resolved "" to "disputed"; reason "" to "Snow"; evidence "" to "\"Officials\""
Ben: claim.edit; statement "It is cold" to "It is very cold"
Ben: claim.remove (removed)
Ben: claim.keep (made)
`},
		{article(a.ID), `Anna: article.add (made); title "" to "About Courier"; outlet "" to "Courier"; published "" to "2026-01-29T21:00:00Z"; url "" to "https://Courier.example/1"
Ben: article.remove (removed)
`},
		{reviewer(p.Reviewer().ID), `Ben: reviewer.join (made); name "" to "Ben"
`},
	} {
		if got := toldBy(t, p.View, c.ref); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.ref.Kind, got, c.want)
		}
	}
	if got := toldBy(t, p.View, article(b.ID)); !strings.Contains(got,
		`article.edit; published "2026-01-30T09:00:00+02:00" to "2026-01-30T00:00:00Z"; supersedes "" to "About Courier"`) {
		t.Error(got)
	}
	list, err := p.Revisions(annotation(n.ID))
	if err != nil || len(list) != 1 || list[0].At.IsZero() || list[0].By != (annotate.Reviewer{ID: n.Reviewer, Name: "Anna"}) {
		t.Errorf("%+v, %v", list, err)
	}
	for _, ref := range []Ref{claim(n.ID), annotation(nobody)} {
		if _, err := p.Revisions(ref); !errors.Is(err, ErrNoEntity) {
			t.Errorf("%v: %v", ref, err)
		}
	}
	// As of a moment there is only what was done by then.
	then := asOf(t, p, list[0].At, false)
	if got := toldBy(t, then.View, annotation(m.ID)); strings.Count(got, "\n") != 1 {
		t.Errorf("as of then:\n%s", got)
	}
}

// A history is told in the order in which its changes were made over each other,
// whatever the clocks said.
func TestHistoryInOrder(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, _, m, _ := example(t, p)
	for i, at := range []time.Time{time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), time.Unix(5, 0), time.Unix(-5, 0), {}, time.Unix(1_800_000_000, 0)} {
		p.now = func() time.Time { return at }
		act, err := p.Set(annotation(m.ID), annotate.Fields{"note": fmt.Sprint("note ", i)})
		did(t, act, err)
		if n, err := p.Annotation(m.ID); err != nil || n.Note != fmt.Sprint("note ", i) {
			t.Errorf("by a clock at %v: %+v, %v", at, n, err)
		}
	}
	list, err := p.Revisions(annotation(m.ID))
	if err != nil || len(list) != 6 {
		t.Fatalf("%+v, %v", list, err)
	}
	for i, r := range list[1:] {
		if len(r.Edits) != 1 || r.Edits[0].To != fmt.Sprint("note ", i) {
			t.Errorf("revision %d: %+v", i, r)
		}
	}
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if n, err := p.Annotation(m.ID); err != nil || n.Note != "note 3" {
		t.Errorf("undone: %+v, %v", n, err)
	}
	p.Close()
	verified(t, p.Path())
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
	t.Parallel()
	p := emptyProject(t)
	a, b, m, n := example(t, p)
	passage, about, in := annotation(m.ID), claim(m.Claim), article(a.ID)
	do := func(act Action, err error) Action {
		t.Helper()
		return did(t, act, err)
	}
	start := shownBy(t, p.View)
	do(p.Set(passage, annotate.Fields{"verdict": "disputed", "start": 0, "end": 9}))
	do(p.Set(passage, annotate.Fields{"note": "x", "claim": nil}))
	after := shownBy(t, p.View)
	act := do(p.Restore(passage, revision(t, p, passage, 0)))
	if act.Did != "annotation.restore" || act.Changes != 1 || !reflect.DeepEqual(shownBy(t, p.View), start) {
		t.Errorf("%+v leaves %s", act, differences(shownBy(t, p.View), start))
	}
	if act, err := p.Restore(passage, revision(t, p, passage, 0)); err != nil || act.Changes != 0 {
		t.Errorf("again: %+v, %v", act, err)
	}
	do(p.Undo())
	if !reflect.DeepEqual(shownBy(t, p.View), after) {
		t.Errorf("undone, there is %s", differences(shownBy(t, p.View), after))
	}
	do(p.Undo())
	do(p.Undo())

	// A removed claim comes back with its passages, save those that were tied
	// to another meanwhile.
	do(p.Remove(about))
	if act, err := p.Restore(passage, revision(t, p, passage, 0)); err != nil || act.Changes != 0 {
		t.Errorf("as it stands: %+v, %v", act, err)
	}
	if got, err := p.Annotation(m.ID); err != nil || got.Claim != "" {
		t.Errorf("tied to a removed claim: %+v, %v", got, err)
	}
	_, tied, err := p.Tie(n.ID, "Another")
	do(tied, err)
	act = do(p.Restore(about, revision(t, p, about, 0)))
	if one, err := p.Annotation(m.ID); err != nil || one.Claim != m.Claim || act.Changes != 1 {
		t.Errorf("%+v, %+v, %v", act, one, err)
	}
	if other, err := p.Annotation(n.ID); err != nil || other.Claim == m.Claim {
		t.Errorf("%+v, %v", other, err)
	}

	// A removed article comes back with its annotations.
	before := shownBy(t, p.View)
	do(p.Remove(in))
	if _, err := p.Restore(passage, revision(t, p, passage, 0)); !errors.Is(err, ErrNoEntity) {
		t.Errorf("a passage of a removed article: %v", err)
	}
	act = do(p.Restore(in, revision(t, p, in, 0)))
	if !reflect.DeepEqual(shownBy(t, p.View), before) || act.Changes != 1 || len(act.Articles) != 1 || len(act.Claims) != 1 {
		t.Errorf("%+v leaves %s", act, differences(shownBy(t, p.View), before))
	}

	// A decision comes back as it was made; what it may no longer refer to is
	// left out.
	do(p.Decide(m.Claim, annotate.Confirmed, "seen", m.ID))
	decided := len(must(p.Revisions(about))) - 1
	do(p.Decide(m.Claim, annotate.Disputed, ""))
	do(p.Restore(about, revision(t, p, about, decided)))
	if got, err := p.Claim(m.Claim); err != nil || got.Resolved != "confirmed" || got.Reason != "seen" || got.Evidence != annotate.JoinIDs(m.ID) {
		t.Errorf("%+v, %v", got, err)
	}
	do(p.Set(article(b.ID), annotate.Fields{"supersedes": string(a.ID)}))
	do(p.Set(article(b.ID), annotate.Fields{"supersedes": nil, "title": "New"}))
	do(p.Set(in, annotate.Fields{"supersedes": string(b.ID)}))
	do(p.Restore(article(b.ID), revision(t, p, article(b.ID), 1)))
	if got, err := p.Article(b.ID); err != nil || got.Supersedes != "" || got.Title != b.Title {
		t.Errorf("%+v, %v", got, err)
	}

	for name, c := range map[string]struct {
		ref    Ref
		change annotate.ID
		err    error
	}{
		"another's change": {passage, revision(t, p, in, 0), ErrNoEntity},
		"unknown":          {passage, nobody, ErrNoEntity},
		"another kind":     {claim(m.ID), revision(t, p, passage, 0), ErrNoEntity},
		"reviewer":         {reviewer(p.Reviewer().ID), revision(t, p, reviewer(p.Reviewer().ID), 0), ErrInvalid},
		"removed then":     {in, revision(t, p, in, 1), ErrInvalid},
	} {
		if act, err := p.Restore(c.ref, c.change); !errors.Is(err, c.err) || act.Changes != 0 {
			t.Errorf("%s: %+v, %v", name, act, err)
		}
	}
	sound(t, p)
}

// must is the value of a call that is not to fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Whatever state is restored in a random history, the entity has it, the file
// is in order, and one undo takes it back.
func TestRestoreRandomly(t *testing.T) {
	t.Parallel()
	w := newWalker(t, 4)
	w.stay = true
	p := w.p
	restored := 0
	for range 60 * walks {
		if what, err := w.step(); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		var refs []Ref
		if err := p.Changes(func(c *change.Change) error {
			if annotate.Spec(c.Entity.Kind) != nil && c.Entity.Kind != annotate.KindReviewer && c.Entity.Kind != annotate.KindSetting && c.Entity.Kind != annotate.KindProject {
				refs = append(refs, c.Entity)
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
		then := annotate.StateOf(change.Fold(ref, history[:at+1]), true).Fields()
		before, state := shownBy(t, p.View), logOf(t, p)
		act, err := p.Restore(ref, history[at].ID)
		if err != nil {
			if !errors.Is(err, ErrInvalid) && !errors.Is(err, ErrNoEntity) || logOf(t, p) != state {
				t.Fatal(err)
			}
			continue
		}
		history, err = p.History(ref.ID)
		if err != nil {
			t.Fatal(err)
		}
		now := annotate.StateOf(change.Fold(ref, history), true).Fields()
		for name := range merged(then, now) {
			if now[name] != then[name] && name != "claim" {
				t.Fatalf("%s of %s is %v, not %v", name, ref.Kind, now[name], then[name])
			}
		}
		if act.Changes == 0 {
			continue
		}
		restored++
		if err := p.source.Live(ref); err != nil {
			t.Fatalf("restored, it is not there: %v", err)
		}
		if _, err := p.Undo(); err != nil || !reflect.DeepEqual(shownBy(t, p.View), before) {
			t.Fatalf("undone, it differs: %s (%v)", differences(shownBy(t, p.View), before), err)
		}
		w.past, w.at = []model{w.now()}, 0 // what could be redone no longer can
	}
	if restored < 10 {
		t.Errorf("only %d were restored", restored)
	}
	p.Close()
	verified(t, p.Path())
}

func merged(a, b annotate.Fields) annotate.Fields {
	all := annotate.Fields{}
	for _, f := range []annotate.Fields{a, b} {
		for name, value := range f {
			all[name] = value
		}
	}
	return all
}

// What was removed is listed, the latest first, and can be brought back as it
// was; what came back is no longer listed.
func TestRemoved(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a := add(t, p, draft("The bridge was closed on Monday. Nobody said why.", "Courier", "2026-01-29"))
	b := add(t, p, draft("The bridge is open again.", "Herald", "2026-01-30"))
	first := tag(t, p, a, "The bridge was closed on Monday", annotate.Disputed, "The bridge is closed")
	another := tag(t, p, a, "Nobody said why", annotate.Disputed, "The bridge is closed")
	hidden := tag(t, p, b, "The bridge is open again", annotate.Disputed, "The bridge is closed")
	do := func(act Action, err error) {
		t.Helper()
		did(t, act, err)
	}
	list := func() string {
		t.Helper()
		all, err := p.Removed(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range all {
			if r.By.Name != p.Reviewer().Name || r.At.IsZero() {
				t.Errorf("%+v was removed by nobody", r)
			}
			out = append(out, fmt.Sprintf("%s %q in %q", r.Kind, r.Name, r.In))
		}
		return strings.Join(out, ", ")
	}
	if got := list(); got != "" {
		t.Errorf("before anything was removed: %s", got)
	}
	before := lifeEnd(t, p)
	do(p.Set(annotation(first.ID), annotate.Fields{"note": "by the city"}))
	do(p.Remove(annotation(first.ID)))
	do(p.Remove(claim(another.Claim)))
	do(p.Remove(article(b.ID)))
	if got, want := list(), fmt.Sprintf(`article %q in "", claim "The bridge is closed" in "", annotation "The bridge was closed on Monday" in %q`, b.Name(), a.Name()); got != want {
		t.Errorf("removed are\n%s\nnot\n%s", got, want)
	}
	all := must(p.Removed(t.Context()))
	for _, r := range all {
		do(p.Restore(r.Ref, r.Restore))
	}
	if got := list(); got != "" {
		t.Errorf("after all came back: %s", got)
	}
	if n, err := p.Annotation(first.ID); err != nil || n.Note != "by the city" {
		t.Errorf("came back as %+v, %v", n, err)
	}
	if n, err := p.Annotation(hidden.ID); err != nil || n.Claim != another.Claim {
		t.Errorf("the highlight of the article came back as %+v, %v", n, err)
	}
	do(p.Undo())
	if got := list(); !strings.HasPrefix(got, "annotation ") {
		t.Errorf("after an undo of the last: %s", got)
	}
	// Where nothing was removed yet nothing is listed.
	if got, err := asOf(t, p, before, false).Removed(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("as of before: %+v, %v", got, err)
	}
	if _, err := p.Removed(stopAfter(0)); err == nil {
		t.Error("it was not called off")
	}
}

// What a change replaced is what its maker had, not what another made of it who did
// not know of it; a settlement names what it chose, and over what.
func TestRevisionsOfTwo(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, _ := example(t, a.p)
	was := must(a.p.Claim(m.Claim)).Statement
	b := a.given(t, "Ben", PackOptions{})
	b.wait(60)
	did(t, must(b.p.Set(claim(m.Claim), annotate.Fields{"statement": "Ben's"})), nil)
	a.wait(120)
	did(t, must(a.p.Set(claim(m.Claim), annotate.Fields{"statement": "Anna's"})), nil)
	a.merges(t, MergeOptions{}, b)
	last := func() Revision {
		list := must(a.p.Revisions(claim(m.Claim)))
		return list[len(list)-1]
	}
	list := must(a.p.Revisions(claim(m.Claim)))
	for _, r := range list[len(list)-2:] {
		if len(r.Edits) != 1 || r.Edits[0].From != was || r.Edits[0].To != r.By.Name+"'s" || r.Over != nil {
			t.Errorf("%s: %+v, not from %q", r.By.Name, r.Edits, was)
		}
	}
	for _, chosen := range []string{"Ben's", "Anna's"} { // Anna's stood already
		c := must(a.p.Inbox()).Collisions[0]
		for _, h := range c.Values {
			if h.Fields[0].To == chosen {
				did(t, must(a.p.Settle(c.Ref, c.Register, h.Change, false)), nil)
			}
		}
		other := map[string]string{"Ben's": "Anna's", "Anna's": "Ben's"}[chosen]
		if r := last(); len(r.Edits) != 1 || r.Edits[0].To != chosen || !slices.Equal(r.Over["statement"], []string{other}) {
			t.Errorf("chosen %s: %+v", chosen, r)
		}
		did(t, must(a.p.Undo()), nil)
	}
}
