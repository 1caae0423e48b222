package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// The start moved here and the end there is no damage: both places are shown,
// and an ordinary edit settles it.
func TestUnionOfMovedEnds(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	act, err := a.p.Set(annotation(m.ID), annotate.Fields{"start": 44})
	did(t, act, err)
	act, err = b.p.Override(annotation(m.ID), annotate.Fields{"end": 60})
	did(t, act, err)
	a.takes(t, b)
	b.takes(t, a)
	agree(t, a, b)
	for _, h := range []*hand{a, b} {
		f := must(h.p.log.Fold(annotation(m.ID)))
		if got := f.Collisions(); !slices.Equal(got, []string{"place"}) {
			t.Errorf("%s sees collisions in %q", h.name, got)
		}
		places := map[string]bool{}
		for _, c := range f.Values("place") {
			v, _ := c.Set("place")
			places[fmt.Sprint(v.Field("start").Int, " ", v.Field("end").Int)] = true
		}
		if len(places) != 2 || !places["44 74"] || !places["40 60"] {
			t.Errorf("%s sees the places %v", h.name, places)
		}
		if n := must(h.p.Annotation(m.ID)); n.Start >= n.End || n.Quote != thursday[n.Start:n.End] {
			t.Errorf("%s sees %+v", h.name, n)
		}
	}
	act, err = a.p.Set(annotation(m.ID), annotate.Fields{"start": 48, "end": 70})
	did(t, act, err)
	if f := must(a.p.log.Fold(annotation(m.ID))); len(f.Collisions()) != 0 || len(f.Heads("place")) != 1 {
		t.Errorf("settled, there are %d heads", len(f.Heads("place")))
	}
	b.takes(t, a)
	agree(t, a, b)
	if n := must(b.p.Annotation(m.ID)); n.Start != 48 || n.End != 70 {
		t.Errorf("Ben sees %+v", n)
	}
	b.close(t)
	verified(t, b.path)
}

// The same value set by two who did not know of each other is no collision.
func TestUnionOfEqualValues(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	for _, h := range []*hand{a, b} {
		act, err := h.p.Set(claim(m.Claim), annotate.Fields{"statement": "There is a short pause"})
		did(t, act, err)
	}
	a.takes(t, b)
	if f := must(a.p.log.Fold(claim(m.Claim))); len(f.Collisions()) != 0 || len(f.Heads("statement")) != 2 {
		t.Errorf("%d heads, collisions in %q", len(f.Heads("statement")), f.Collisions())
	}
}

// What was removed here and added again there is there.
func TestUnionOfAddedAgain(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	d := draft(thursday, "Courier", "2026-01-29")
	in := add(t, a.p, d)
	b := a.given(t, "Ben", PackOptions{})
	act, err := a.p.Remove(article(in.ID))
	did(t, act, err)
	act, err = b.p.Remove(article(in.ID))
	did(t, act, err)
	b.wait(100)
	add(t, b.p, d)
	a.takes(t, b)
	b.takes(t, a)
	agree(t, a, b)
	if got, err := a.p.Article(in.ID); err != nil || got.Title != in.Title {
		t.Errorf("%+v, %v", got, err)
	}
}

// Removed by one, worked on by another: it stays, and both are told of it; who
// removes it in knowledge of all does remove it.
func TestUnionOfRemovedAndWorkedOn(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	act, err := a.p.Remove(article(in.ID))
	did(t, act, err)
	tag(t, b.p, in, "Officials", annotate.Disputed, "There is a pause")
	for range 2 {
		a.takes(t, b)
		b.takes(t, a)
	}
	agree(t, a, b)
	for _, h := range []*hand{a, b} {
		s := shownBy(t, h.p.View)
		if len(s.Articles) != 2 || len(s.Annotations) != 3 || s.Annotations[m.ID].ID == "" {
			t.Errorf("%s sees %+v", h.name, s)
		}
		life := must(change.LifeOf(h.p.log, must(h.p.log.Fold(article(in.ID)))))
		if len(life.Open) != 1 || life.Open[0].Removal.Person != someone("Anna").ID || life.Open[0].Unseen.Person != someone("Ben").ID {
			t.Errorf("%s is told of %+v", h.name, life.Open)
		}
	}
	act, err = b.p.Remove(article(in.ID))
	did(t, act, err)
	a.takes(t, b)
	agree(t, a, b)
	if _, err := a.p.Article(in.ID); !errors.Is(err, ErrNoEntity) {
		t.Errorf("removed by one who had seen all: %v", err)
	}
	// Kept, it is there, and nothing is open.
	act, err = a.p.Keep(article(in.ID))
	did(t, act, err)
	b.takes(t, a)
	agree(t, a, b)
	if life := must(change.LifeOf(b.p.log, must(b.p.log.Fold(article(in.ID))))); !life.Live || len(life.Open) != 0 {
		t.Errorf("%+v", life)
	}
}

// Undoing one's own adding leaves a colleague's article and highlight, and says
// why.
func TestUndoLeavesWorkOfOthers(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in := add(t, a.p, draft(thursday, "Courier", "2026-01-29"))
	b := a.given(t, "Ben", PackOptions{})
	n := tag(t, b.p, in, "Officials", annotate.Disputed, "There is a pause")
	a.takes(t, b)
	before := logOf(t, a.p)
	act, err := a.p.Undo()
	if err != nil || act.Changes != 0 || len(act.Left) != 1 {
		t.Fatalf("%+v, %v", act, err)
	}
	if l := act.Left[0]; l.Ref != article(in.ID) || l.Register != change.Life || l.Why != change.WhyOthers || l.Who != "Ben" || l.Name != in.Title {
		t.Errorf("left is %+v", l)
	}
	if logOf(t, a.p) != before {
		t.Error("something was recorded")
	}
	if got := must(a.p.Annotation(n.ID)); got.Article != in.ID || got.Verdict != annotate.Disputed {
		t.Errorf("%+v", got)
	}
	if a.p.CanUndo() != "" {
		t.Errorf("offered is %q again", a.p.CanUndo())
	}
}

// Undo never overwrites what was done later, by whomever.
func TestUndoLeavesLaterEdits(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	act, err := a.p.Set(claim(m.Claim), annotate.Fields{"statement": "Anna's", "note": "Anna's"})
	did(t, act, err)
	b.takes(t, a)
	act, err = b.p.Set(claim(m.Claim), annotate.Fields{"statement": "Ben's"})
	did(t, act, err)
	a.takes(t, b)
	act, err = a.p.Undo()
	if did(t, act, err); len(act.Left) != 1 || act.Left[0].Register != "statement" || act.Left[0].Why != change.WhyReplaced {
		t.Errorf("%+v", act)
	}
	if c := must(a.p.Claim(m.Claim)); c.Statement != "Ben's" || c.Note != "" {
		t.Errorf("%+v", c)
	}
	// Redo leaves what another has set since the undo.
	b.takes(t, a)
	act, err = b.p.Set(claim(m.Claim), annotate.Fields{"note": "Ben's"})
	did(t, act, err)
	a.takes(t, b)
	act, err = a.p.Redo()
	if err != nil || act.Changes != 0 || len(act.Left) != 1 || act.Left[0].Why != change.WhyMoved {
		t.Errorf("%+v, %v", act, err)
	}
	if c := must(a.p.Claim(m.Claim)); c.Statement != "Ben's" || c.Note != "Ben's" {
		t.Errorf("%+v", c)
	}
	b.takes(t, a)
	agree(t, a, b)
}

// Unions give the same in any order and grouping, and repeated.
func TestUnionInAnyOrder(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, n := example(t, a.p)
	b, c := a.given(t, "Ben", PackOptions{}), a.given(t, "Cleo", PackOptions{})
	for i, h := range []*hand{a, b, c} {
		tag(t, h.p, in, []string{"Officials", "a pause", "Thursday"}[i], annotate.Disputed, fmt.Sprint("Claim of ", h.name))
		act, err := h.p.Decide(m.Claim, annotate.Verdicts[i], h.name, n.ID)
		did(t, act, err)
		act, err = h.p.SetSetting("title", h.name)
		did(t, act, err)
	}
	act, err := c.p.Remove(claim(m.Claim))
	did(t, act, err)
	for _, h := range []*hand{a, b, c} {
		h.close(t)
	}
	grown := func(name string, order ...*hand) *hand {
		t.Helper()
		h := deskOf(t, name)
		copyFile(t, order[0].path, h.path)
		p := h.open(t)
		for _, from := range order[1:] {
			if _, err := p.union(t.Context(), from.path, false); err != nil {
				t.Fatal(err)
			}
		}
		return h
	}
	all := []*hand{
		grown("1", a, b, c), grown("2", a, c, b), grown("3", b, c, a), grown("4", c, a, b), grown("5", c, b, a, b, c, c), grown("6", b, a, c, a),
	}
	agree(t, all...)
	all[1].close(t)
	all[5].close(t)
	agree(t, grown("7", all[1], all[5]), grown("8", a, all[1]), all[0])
	u, err := all[0].p.union(t.Context(), b.path, false)
	if err != nil || u.New != 0 || u.Whole != 0 || u.Texts != 0 || len(u.Changed) != 0 {
		t.Errorf("what is there already gives %+v, %v", u, err)
	}
	for _, h := range all {
		h.close(t)
		verified(t, h.path)
	}
}

// A union tells what it brought, and the lists of views that read only what
// changed are right.
func TestUnionTells(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	n := tag(t, b.p, in, "Officials", annotate.Disputed, "")
	late := add(t, b.p, draft("One more.", "Gazette", "2026-02-01"))
	act, err := b.p.Set(claim(m.Claim), annotate.Fields{"note": "Ben's"})
	did(t, act, err)
	u := a.takes(t, b)
	if u.New != 4 || u.Texts != 1 || len(u.IDs) != 4 || u.Receipt == 0 { // one more: Ben joins
		t.Errorf("%+v", u)
	}
	for _, ref := range []Ref{annotation(n.ID), article(late.ID), claim(m.Claim), reviewer(someone("Ben").ID)} {
		if !slices.Contains(u.Changed, ref) {
			t.Errorf("%v is not told", ref)
		}
	}
	if slices.Contains(u.Changed, annotation(m.ID)) {
		t.Error("what did not change is told")
	}
	if s := must(a.p.Text(late.ID)); s != "One more." {
		t.Errorf("the text is %q", s)
	}
	before := dumpDerived(t, a.p)
	if err := a.p.Rebuild(t.Context()); err != nil || dumpDerived(t, a.p) != before {
		t.Errorf("rebuilt, the tables are others: %v", err)
	}
}

// Somebody else of the same name is another person.
func TestNamesakes(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, _ := example(t, a.p)
	other := deskOf(t, "Anna")
	other.o.Person = someone("another Anna")
	other.o.Person.Name = "Anna"
	pack(t, a.p, other.path, PackOptions{})
	q := other.open(t)
	if q.CanUndo() != "" {
		t.Errorf("she is offered to undo %q", q.CanUndo())
	}
	if _, err := q.Set(annotation(m.ID), annotate.Fields{"note": "mine"}); !errors.Is(err, ErrNotYours) {
		t.Errorf("she changes it: %v", err)
	}
	act, err := q.Set(claim(m.Claim), annotate.Fields{"note": "hers"})
	did(t, act, err)
	a.takes(t, other)
	list := must(a.p.Reviewers())
	if len(list) != 2 || list[0].Name != "Anna" || list[1].Name != "Anna" || list[0].ID == list[1].ID || list[0].Key == list[1].Key {
		t.Errorf("%+v", list)
	}
}

// What is no project of this kind, or no sound one, brings nothing in.
func TestUnionRefuses(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	example(t, a.p)
	before := logOf(t, a.p)
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name+".claimtrace") }
	stranger := newHand(t, "Zoe")
	example(t, stranger.p)
	stranger.close(t)
	packed := at("packed")
	pack(t, a.p, packed, PackOptions{})
	made := func(name string, statements ...string) string {
		copyFile(t, packed, at(name))
		raw(t, at(name), statements...)
		return at(name)
	}
	note := filepath.Join(dir, "note.txt")
	writeFile(t, note, []byte(strings.Repeat("only a text ", 30)))
	for name, c := range map[string]struct {
		path  string
		kind  error
		words string
	}{
		"another project":    {stranger.path, ErrStranger, "ask for another project to be merged"},
		"altered statement":  {made("altered", `UPDATE change SET sets = replace(sets, 'There is', 'There was') WHERE kind = (SELECT key FROM word WHERE word = 'claim')`), ErrDamaged, "it is not what was recorded under its id"},
		"altered clock":      {made("clock", `UPDATE change SET clock = clock + 1 WHERE kind = (SELECT key FROM word WHERE word = 'claim')`), ErrDamaged, "it is not what was recorded under its id"},
		"other person":       {made("person", `UPDATE change SET person = entity WHERE kind = (SELECT key FROM word WHERE word = 'claim')`), ErrDamaged, "it is not what was recorded under its id"},
		"a change taken out": {made("less", `DELETE FROM change WHERE key = (SELECT max(key) FROM change)`), ErrDamaged, "some were taken out or put in"},
		"an id altered":      {made("id", `UPDATE name SET id = randomblob(16) WHERE key = (SELECT max(key) FROM change)`), ErrDamaged, "some were taken out or put in"},
		"a person's id":      {made("persons", `UPDATE name SET id = randomblob(16) WHERE key = (SELECT person FROM change WHERE kind = (SELECT key FROM word WHERE word = 'claim'))`), ErrDamaged, "it is not what was recorded under its id"},
		"a word altered":     {made("word", `UPDATE word SET word = 'clam' WHERE word = 'claim'`), ErrDamaged, "it is not what was recorded under its id"},
		"much altered":       {made("much", `UPDATE change SET sets = replace(sets, 'There is', 'There was'), clock = clock + 1, person = entity WHERE kind = (SELECT key FROM word WHERE word = 'claim')`), ErrDamaged, "it is not what was recorded under its id"},
		"a hash altered":     {made("hash", `UPDATE change SET seed = NULL, sets = '[true,{"":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]' WHERE kind = (SELECT key FROM word WHERE word = 'claim')`), ErrDamaged, "it does not hold what was packed"},
		"altered text":       {made("text", `UPDATE text SET text = replace(text, 'Officials', 'Ministers')`), ErrDamaged, "it is not what was added under that name"},
		"a text taken out":   {made("no text", `DELETE FROM text WHERE rowid = 1`), ErrDamaged, "it does not hold what was packed"},
		"another manifest":   {made("manifest", `UPDATE package SET manifest = replace(manifest, '"log":"', '"log":"0')`), ErrDamaged, "it does not hold what was packed"},
		"not canonical":      {made("json", `UPDATE change SET sets = replace(sets, ',', ', ') WHERE kind = (SELECT key FROM word WHERE word = 'claim')`), ErrDamaged, "it is not written as rows are"},
		"a seed cut short":   {made("seed", `UPDATE change SET seed = x'00' WHERE kind = (SELECT key FROM word WHERE word = 'claim')`), ErrDamaged, "it is not written as rows are"},
		"a trigger":          {made("trigger", `CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM text; END`), ErrDamaged, "does not belong in a project"},
		"from the future":    {made("newer", "PRAGMA user_version = 4"), ErrNewer, "update Claimtrace"},
		"of format 2":        {made("two", "PRAGMA user_version = 2"), ErrEarly, "format 2"},
		"a text file":        {note, ErrNotProject, "it is a text"},
		"missing":            {at("none"), ErrMissing, ""},
		"itself":             {a.path, ErrLocked, ""},
	} {
		u, err := a.p.union(t.Context(), c.path, false)
		refused(t, err, c.kind, c.path, "cannot merge ", c.words)
		if u.New != 0 || logOf(t, a.p) != before {
			t.Fatalf("%s: something came in", name)
		}
	}
	sound(t, a.p)
	// Another project can be merged if that is meant, and is no stranger then.
	if _, err := a.p.union(t.Context(), stranger.path, true); err != nil {
		t.Fatal(err)
	}
	if ids := must(a.p.projects()); len(ids) != 2 {
		t.Errorf("it has the ids %v", ids)
	}
	if u, err := a.p.union(t.Context(), stranger.path, false); err != nil || u.New != 0 {
		t.Errorf("%+v, %v", u, err)
	}
	sound(t, a.p)
	a.close(t)
	if u, err := stranger.open(t).union(t.Context(), a.path, false); err != nil || u.New == 0 {
		t.Errorf("%+v, %v", u, err)
	}
}

// A union that is called off brings nothing in.
func TestCancelledUnion(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, _, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	var list []NewAnnotation
	for range 300 {
		list = append(list, NewAnnotation{Article: in.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed})
	}
	if _, _, err := b.p.AnnotateAll(t.Context(), list, nil); err != nil {
		t.Fatal(err)
	}
	b.close(t)
	before, tables := logOf(t, a.p), dumpDerived(t, a.p)
	calledOff := 0
	for n := 0; ; n += 1 + n {
		_, err := a.p.union(stopAfter(n), b.path, false)
		if err == nil {
			break
		}
		calledOff++
		if logOf(t, a.p) != before || dumpDerived(t, a.p) != tables {
			t.Fatalf("called off at %d something is left", n)
		}
	}
	if calledOff == 0 {
		t.Error("it could not be called off")
	}
	b.open(t)
	b.takes(t, a)
	agree(t, a, b)
}

// A merge that is taken back is set aside in this copy: its rows count as had and
// are passed on, but are not folded; what stays in use of it stays.
func TestSetAside(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	alone := tag(t, b.p, in, "Officials", annotate.Disputed, "Alone")
	act, err := b.p.Set(claim(m.Claim), annotate.Fields{"note": "Ben's"})
	did(t, act, err)
	made, _, err := b.p.AddClaim("Tied to")
	if err != nil {
		t.Fatal(err)
	}
	before := shownBy(t, a.p.View)
	c := a.given(t, "Cleo", PackOptions{})
	u := a.takes(t, b)
	act, err = a.p.Set(annotation(m.ID), annotate.Fields{"claim": string(made.ID)})
	did(t, act, err)
	with := shownBy(t, a.p.View)
	log := logOf(t, a.p)
	if err := aside(t, a.p, u.Receipt, true); err != nil {
		t.Fatal(err)
	}
	s := shownBy(t, a.p.View)
	if len(s.Annotations) != len(before.Annotations) || s.Annotations[alone.ID].ID != "" || s.Claims[m.Claim].Note != "" || s.Annotations[m.ID].Claim != made.ID || s.Claims[made.ID].Statement != "Tied to" {
		t.Errorf("set aside, it shows %s", differences(s, before))
	}
	if logOf(t, a.p) != log {
		t.Error("the log is another")
	}
	sound(t, a.p)
	a.close(t)
	verified(t, a.path)
	// It is passed on as any other, and stays aside when it comes again.
	c.takes(t, a)
	if d := differences(shownBy(t, c.p.View), with); d != "" {
		t.Errorf("passed on, it shows otherwise: %s", d)
	}
	if u := a.takes(t, b); u.New != 0 {
		t.Errorf("%+v", u)
	}
	if d := differences(shownBy(t, a.p.View), s); d != "" {
		t.Errorf("taken in again: %s", d)
	}
	if err := aside(t, a.p, u.Receipt, false); err != nil {
		t.Fatal(err)
	}
	if d := differences(shownBy(t, a.p.View), with); d != "" {
		t.Errorf("put in again: %s", d)
	}
	if err := aside(t, a.p, 77, true); !errors.Is(err, ErrNoEntity) {
		t.Errorf("a receipt that there is not: %v", err)
	}
	agree(t, a, c)
}

// What is withheld is completed by a later union, and nothing is lost by one
// that holds less.
func TestUnionCompletes(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, n := example(t, a.p)
	act, err := a.p.Set(annotation(m.ID), annotate.Fields{"note": "seen"})
	did(t, act, err)
	act, err = a.p.Decide(m.Claim, annotate.Confirmed, "why", n.ID)
	did(t, act, err)
	b := a.given(t, "Ben", PackOptions{WithoutText: true, WithoutNotes: true})
	less := must(b.p.Annotation(m.ID))
	if less.Note != "" || less.Withheld != "note" || less.Quote != m.Quote {
		t.Errorf("without notes it is %+v", less)
	}
	if c := must(b.p.Claim(m.Claim)); c.Reason != "" || c.Withheld != "reason" || c.Resolved != annotate.Confirmed {
		t.Errorf("without notes it is %+v", c)
	}
	if _, err := b.p.Text(m.Article); !errors.Is(err, ErrTextWithheld) {
		t.Errorf("without text it gives %v", err)
	}
	if u := a.takes(t, b); u.New != 0 || u.Whole != 0 || u.Texts != 0 {
		t.Errorf("from one that holds less: %+v", u)
	}
	agree2 := func() {
		t.Helper()
		if logOf(t, a.p) != logOf(t, b.p) || stateOf(t, a.p) != stateOf(t, b.p) {
			t.Error("the digests differ")
		}
	}
	agree2()
	if got := must(a.p.Annotation(m.ID)); got.Note != "seen" {
		t.Errorf("%+v", got)
	}
	if u := b.takes(t, a); u.New != 0 || u.Whole == 0 || u.Texts != 2 {
		t.Errorf("from one that holds more: %+v", u)
	}
	agree2()
	agree(t, a, b)
	if got := must(b.p.Annotation(m.ID)); got.Note != "seen" || got.Withheld != "" {
		t.Errorf("completed, it is %+v", got)
	}
	for _, h := range []*hand{a, b} {
		h.close(t)
		verified(t, h.path)
	}
}

// A package that gets only its texts back is in order.
func TestPackageGetsTexts(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	example(t, a.p)
	b := a.given(t, "Ben", PackOptions{WithoutText: true})
	if u := b.takes(t, a); u.Texts != 2 || u.New != 0 {
		t.Errorf("%+v", u)
	}
	agree(t, a, b)
	b.close(t)
	verified(t, b.path)
}

// A copy of the same name that went on in two files is taken in and told.
func TestForkedCopies(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	a.o.Data = "" // whoever keeps nothing outside the file cannot tell copies apart
	a.close(t)
	_, _, m, _ := example(t, a.open(t))
	a.close(t)
	b := deskOf(t, "Anna")
	b.o.Data = ""
	copyFile(t, a.path, b.path)
	for i, h := range []*hand{a, b} {
		act, err := h.open(t).Set(annotation(m.ID), annotate.Fields{"note": fmt.Sprint("note ", i)})
		did(t, act, err)
	}
	name := b.p.desk.copy
	if a.p.desk.copy != name {
		t.Fatal("they have different names")
	}
	u := a.takes(t, b)
	if u.New != 1 || len(u.Forks) != 1 || u.Forks[0].Copy != name {
		t.Errorf("%+v", u)
	}
	b.takes(t, a)
	agree(t, a, b)
	if f := must(a.p.log.Fold(annotation(m.ID))); len(f.Values("note")) != 2 {
		t.Errorf("%d notes are told", len(f.Values("note")))
	}
	for _, h := range []*hand{a, b} {
		h.close(t)
		verified(t, h.path)
	}
}

// Files of formats 1 and 2 are refused in one line, and are not touched.
func TestEarlyFormats(t *testing.T) {
	t.Parallel()
	for _, format := range []int{1, 2} {
		path := exampleAt(t)
		raw(t, path, fmt.Sprintf("PRAGMA user_version = %d", format))
		before := readFile(t, path)
		_, err := Open(path, testOptions("Anna"))
		refused(t, err, ErrEarly, path, "cannot open ", fmt.Sprint("format ", format))
		_, err = Verify(t.Context(), path)
		refused(t, err, ErrEarly, path, "cannot verify ")
		_, err = OpenCopy(t.Context(), path, testOptions("Anna"))
		refused(t, err, ErrEarly, path)
		if string(readFile(t, path)) != string(before) {
			t.Error("the file was touched")
		}
		if entries := must(os.ReadDir(filepath.Dir(path))); len(entries) != 1 {
			t.Errorf("%v are left", entries)
		}
	}
}

// A package into which nothing came but the words around its passages is a
// project then: it does not hold any more what was packed.
func TestUnionOfWordsAlone(t *testing.T) {
	t.Parallel()
	anna := newHand(t, "Anna")
	example(t, anna.p)
	ben := anna.given(t, "Ben", PackOptions{})
	path := filepath.Join(t.TempDir(), "words.claimtrace")
	pack(t, anna.p, path, PackOptions{WithoutText: true})
	if u, err := ben.p.union(t.Context(), path, false); err != nil || u.New > 0 {
		t.Fatalf("%d are new, %v", u.New, err)
	}
	ben.close(t)
	verified(t, ben.path)
	ben.open(t)
}
