package store

import (
	"errors"
	"slices"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// What another made is theirs: it is changed or removed by overriding alone, and
// the history shows it.
func TestNotYours(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, _, m, n := example(t, p)
	if err := p.SetPerson(someone("Ben")); err != nil {
		t.Fatal(err)
	}
	before := logOf(t, p)
	_, _, tie := p.Tie(m.ID, "Another")
	for what, err := range map[string]error{
		"verdict":     second(p.Set(annotation(m.ID), annotate.Fields{"verdict": "disputed"})),
		"place":       second(p.Set(annotation(m.ID), annotate.Fields{"start": 44})),
		"claim":       second(p.Set(annotation(m.ID), annotate.Fields{"claim": nil})),
		"note":        second(p.Set(annotation(m.ID), annotate.Fields{"note": "x"})),
		"attribution": second(p.Set(annotation(m.ID), annotate.Fields{"attribution": "x"})),
		"tie":         tie,
		"remove":      second(p.Remove(annotation(m.ID))),
		"name":        second(p.Set(reviewer(someone("Anna").ID), annotate.Fields{"name": "Ann"})),
	} {
		refused(t, err, ErrNotYours, string(someone("Anna").Name))
		if logOf(t, p) != before {
			t.Fatalf("%s: something was recorded", what)
		}
	}
	// What stands so already is no change.
	if act, err := p.Set(annotation(m.ID), annotate.Fields{"verdict": "unconfirmed"}); err != nil || act.Changes != 0 {
		t.Errorf("%+v, %v", act, err)
	}
	// Claims and articles are anyone's.
	act, err := p.Set(claim(m.Claim), annotate.Fields{"statement": "There is no pause"})
	did(t, act, err)
	act, err = p.Override(annotation(m.ID), annotate.Fields{"verdict": "disputed"})
	did(t, act, err)
	if got := must(p.Annotation(m.ID)); got.Verdict != annotate.Disputed || got.Reviewer != someone("Anna").ID {
		t.Errorf("%+v", got)
	}
	list := must(p.Revisions(annotation(m.ID)))
	if last := list[len(list)-1]; !last.Overrides || last.By.Name != "Ben" || list[0].Overrides {
		t.Errorf("%+v", list)
	}
	act, err = p.RemoveOverriding(annotation(n.ID))
	did(t, act, err)
	list = must(p.Revisions(annotation(n.ID)))
	if last := list[len(list)-1]; !last.Overrides || !last.Removed || last.By.Name != "Ben" {
		t.Errorf("%+v", list)
	}
	// One's own is not overridden, though it is done so.
	own := tag(t, p, must(p.Article(m.Article)), "Officials", annotate.Disputed, "")
	act, err = p.Override(annotation(own.ID), annotate.Fields{"note": "mine"})
	did(t, act, err)
	list = must(p.Revisions(annotation(own.ID)))
	if list[len(list)-1].Overrides {
		t.Error("one's own is overridden")
	}
	// Another's annotation is restored as it stands, or by overriding.
	first := list[0].Change
	if err := p.SetPerson(someone("Anna")); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Restore(annotation(own.ID), first); !errors.Is(err, ErrNotYours) {
		t.Errorf("restoring gives %v", err)
	}
	act, err = p.RestoreOverriding(annotation(own.ID), first)
	did(t, act, err)
	if got := must(p.Annotation(own.ID)); got.Note != "" {
		t.Errorf("%+v", got)
	}
	sound(t, p)
}

// Each change bears who was at work when it was made; a person comes into the
// log with the first thing done, and keeps the id under another name.
func TestSetPerson(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	if list := must(p.Reviewers()); len(list) != 0 {
		t.Errorf("before the first change: %+v", list)
	}
	_, _, m, _ := example(t, p)
	ben := someone("Ben")
	ben.Name = " Ben\nFerro\x00"
	if err := p.SetPerson(ben); err != nil {
		t.Fatal(err)
	}
	if who := p.Reviewer(); who.Name != "Ben Ferro" || who.ID != ben.ID || who.Key != ben.Key {
		t.Errorf("at work is %+v", who)
	}
	if list := must(p.Reviewers()); len(list) != 1 {
		t.Errorf("before his first change: %+v", list)
	}
	act, err := p.Decide(m.Claim, annotate.Disputed, "")
	did(t, act, err)
	ben.Name = "Benjamin"
	if err := p.SetPerson(ben); err != nil {
		t.Fatal(err)
	}
	act, err = p.Decide(m.Claim, annotate.Confirmed, "")
	if did(t, act, err); !slices.Contains(act.Entities, reviewer(ben.ID)) {
		t.Errorf("of the new name %+v tells nothing", act)
	}
	list := must(p.Reviewers())
	if len(list) != 2 || list[0].Name != "Anna" || list[1] != (annotate.Reviewer{ID: ben.ID, Name: "Benjamin", Key: ben.Key}) {
		t.Errorf("%+v", list)
	}
	history := must(p.Revisions(claim(m.Claim)))
	if len(history) != 3 || history[1].By.ID != ben.ID || history[1].By.Name != "Benjamin" || history[0].By.Name != "Anna" {
		t.Errorf("%+v", history)
	}
	if act, err := p.Undo(); err != nil || act.Changes != 1 { // not the name
		t.Errorf("%+v, %v", act, err)
	}
	if err := p.SetPerson(Person{}); err != nil || p.Reviewer().Name != "reviewer" || p.Reviewer().ID == "" {
		t.Errorf("somebody is %+v, %v", p.Reviewer(), err)
	}
	p.Close()
	if p.SetPerson(ben) == nil {
		t.Error("a closed project took a person")
	}
}

// A key is that of the person whose id follows from it: a stranger gives nobody
// another's key, and takes it from nobody, in whatever order they came.
func TestKeyOfAnother(t *testing.T) {
	t.Parallel()
	path := exampleAt(t)
	s := newStranger(t, "one")
	anna, ben := someone("Anna"), someone("Ben")
	named := func(who Ref, name, key string) *change.Change {
		return s.makes(who, nil, nil, life(true), field("name", change.OfText(name)), field("key", change.OfText(key)))
	}
	double := reviewer(change.NamedID("person", "double"))
	added(t, path,
		named(double, "Anna", anna.Key),         // who says that her key is his
		named(reviewer(ben.ID), "Ben", "xyz"),   // before Ben comes
		named(reviewer(anna.ID), "Anna", "xyz"), // after Anna came
	)
	p := openProject(t, path, testOptions("Ben"))
	keys := func() map[annotate.ID]string {
		t.Helper()
		m := map[annotate.ID]string{}
		for _, r := range must(p.Reviewers()) {
			m[r.ID] = r.Key
		}
		return m
	}
	if got := keys(); len(got) != 3 || got[double.ID] != "" || got[ben.ID] != "" || got[anna.ID] != anna.Key {
		t.Errorf("%v", got)
	}
	for range 2 { // the key comes in once
		act, err := p.SetSetting("title", string(annotate.NewID()))
		did(t, act, err)
	}
	if got := keys(); len(got) != 3 || got[ben.ID] != ben.Key {
		t.Errorf("Ben at work: %v", got)
	}
	if history := must(p.History(ben.ID)); len(history) != 2 {
		t.Errorf("Ben's history: %+v", history)
	}
	p.Close()
	verified(t, path)
}

// Two keys are one person when both have said so, and only then does one change
// what the other made.
func TestJoinOfPersons(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, _, m, _ := example(t, p)
	anna, laptop, third := someone("Anna"), someone("Anna's laptop"), someone("Cleo")
	laptop.Name = "Anna"
	as := func(who Person) {
		t.Helper()
		if err := p.SetPerson(who); err != nil {
			t.Fatal(err)
		}
	}
	edit := func(note string) error { return second(p.Set(annotation(m.ID), annotate.Fields{"note": note})) }
	for _, who := range []Person{laptop, third} {
		as(who)
		act, err := p.SetSetting("name", string(who.ID))
		did(t, act, err)
	}
	if _, err := p.Join(reviewer(anna.ID), reviewer(laptop.ID)); !errors.Is(err, ErrInvalid) {
		t.Errorf("said by a third: %v", err)
	}
	as(laptop)
	act, err := p.Join(reviewer(anna.ID), reviewer(laptop.ID))
	did(t, act, err)
	if act, err := p.Join(reviewer(laptop.ID), reviewer(anna.ID)); err != nil || act.Changes != 0 {
		t.Errorf("said twice: %+v, %v", act, err)
	}
	if err := edit("said by one"); !errors.Is(err, ErrNotYours) {
		t.Errorf("said by one alone: %v", err)
	}
	as(anna)
	act, err = p.Join(reviewer(laptop.ID), reviewer(anna.ID))
	did(t, act, err)
	as(laptop)
	if err := edit("said by both"); err != nil {
		t.Errorf("said by both: %v", err)
	}
	list := must(p.Revisions(annotation(m.ID)))
	if list[len(list)-1].Overrides {
		t.Error("it is overridden")
	}
	// A chain holds where each link is said by both.
	act, err = p.Join(reviewer(laptop.ID), reviewer(third.ID))
	did(t, act, err)
	as(third)
	if err := edit("by the third"); !errors.Is(err, ErrNotYours) {
		t.Errorf("of a chain half said: %v", err)
	}
	act, err = p.Join(reviewer(laptop.ID), reviewer(third.ID))
	did(t, act, err)
	if err := edit("by the third"); err != nil {
		t.Errorf("of a chain: %v", err)
	}
	// Parted, they are others again.
	act, err = p.Part(reviewer(third.ID), reviewer(anna.ID))
	did(t, act, err)
	if err := edit("parted"); !errors.Is(err, ErrNotYours) {
		t.Errorf("parted: %v", err)
	}
	as(laptop)
	if err := edit("still joined"); err != nil {
		t.Error(err)
	}
	sound(t, p)
}

// Joined claims are what live joins connect; parting one that was the bridge
// joins the others anew, in the same action.
func TestJoinAndPart(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	in, _, m, n := example(t, p)
	var claims []annotate.ID
	for _, s := range []string{"One", "Two", "Three", "Four"} {
		c, _, err := p.AddClaim(s)
		if err != nil {
			t.Fatal(err)
		}
		claims = append(claims, c.ID)
	}
	joined := func(of annotate.ID, with ...annotate.ID) {
		t.Helper()
		want := append([]annotate.ID{of}, with...)
		slices.Sort(want)
		for _, id := range want {
			if got := must(p.Joined(claim(id))); !slices.Equal(got, want) {
				t.Errorf("joined are %v, not %v", got, want)
			}
		}
	}
	join := func(i, j int) {
		t.Helper()
		act, err := p.Join(claim(claims[i]), claim(claims[j]))
		if did(t, act, err); act.Changes != 1 || act.Did != "join.make" {
			t.Errorf("%+v", act)
		}
	}
	joined(claims[0])
	join(0, 1)
	join(2, 1)
	join(1, 3)
	joined(claims[0], claims[1], claims[2], claims[3])
	if act, err := p.Join(claim(claims[1]), claim(claims[0])); err != nil || act.Changes != 0 {
		t.Errorf("again: %+v, %v", act, err)
	}
	act, err := p.Part(claim(claims[1]), claim(claims[3])) // the bridge of all
	if did(t, act, err); act.Changes != 5 || act.Did != "join.part" {
		t.Errorf("%+v", act)
	}
	joined(claims[1])
	joined(claims[0], claims[2], claims[3])
	act, err = p.Undo()
	did(t, act, err)
	joined(claims[0], claims[1], claims[2], claims[3])
	act, err = p.Redo()
	did(t, act, err)
	joined(claims[1])
	joined(claims[0], claims[2], claims[3])
	join(1, 0) // again what was parted
	joined(claims[0], claims[1], claims[2], claims[3])
	act, err = p.Part(claim(claims[1]), claim(claims[0])) // no bridge now
	if did(t, act, err); act.Changes != 1 {
		t.Errorf("%+v", act)
	}
	joined(claims[0], claims[2], claims[3])
	for what, err := range map[string]error{
		"not joined":  second(p.Part(claim(claims[1]), claim(claims[0]))),
		"itself":      second(p.Join(claim(claims[0]), claim(claims[0]))),
		"two kinds":   second(p.Join(claim(claims[0]), article(in.ID))),
		"annotations": second(p.Join(annotation(m.ID), annotation(n.ID))),
	} {
		if !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := p.Join(claim(claims[0]), claim(nobody)); !errors.Is(err, ErrNoEntity) {
		t.Errorf("with nothing: %v", err)
	}
	// A removed claim is no link, and is one again when it is back.
	act, err = p.Remove(claim(claims[0]))
	did(t, act, err)
	sound(t, p)
	act, err = p.Keep(claim(claims[0]))
	did(t, act, err)
	joined(claims[0], claims[2], claims[3])
	// Of articles, both keep what they have.
	other := add(t, p, draft("Officials spoke, too.", "Mirror", ""))
	act, err = p.Join(article(in.ID), article(other.ID))
	did(t, act, err)
	if got := must(p.Joined(article(other.ID))); len(got) != 2 || must(p.Text(other.ID)) != "Officials spoke, too." {
		t.Errorf("%v", got)
	}
	sound(t, p)
}

// Two who join the same two make one join.
func TestJoinOfTwo(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, _ := example(t, a.p)
	cold, _, err := a.p.AddClaim("It is cold")
	if err != nil {
		t.Fatal(err)
	}
	b := a.given(t, "Ben", PackOptions{})
	act, err := a.p.Join(claim(m.Claim), claim(cold.ID))
	did(t, act, err)
	act, err = b.p.Join(claim(cold.ID), claim(m.Claim))
	did(t, act, err)
	a.takes(t, b)
	b.takes(t, a)
	agree(t, a, b)
	act, err = a.p.Part(claim(m.Claim), claim(cold.ID))
	if did(t, act, err); act.Changes != 1 {
		t.Errorf("%+v", act)
	}
	b.takes(t, a)
	agree(t, a, b)
	if got := must(b.p.Joined(claim(cold.ID))); len(got) != 1 {
		t.Errorf("parted by one, joined are %v", got)
	}
}

// Deciding on joined claims writes to every member in one action, and evidence
// may be tied to any of them.
func TestDecideJoined(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, b, m, n := example(t, p)
	other := tag(t, p, b, "It is to last one week.", annotate.Confirmed, "The pause lasts a week")
	third, _, err := p.AddClaim("There is no fighting")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []annotate.ID{other.Claim, third.ID} {
		act, err := p.Join(claim(m.Claim), claim(id))
		did(t, act, err)
	}
	act, err := p.Decide(m.Claim, annotate.Confirmed, "seen", n.ID, other.ID)
	if did(t, act, err); act.Changes != 3 || len(act.Claims) != 3 {
		t.Errorf("%+v", act)
	}
	all := []annotate.ID{m.Claim, other.Claim, third.ID}
	decided := func(want annotate.Verdict) {
		t.Helper()
		for _, id := range all {
			if c := must(p.Claim(id)); c.Resolved != want || want != "" && (c.Reason != "seen" || len(c.Evidence.List()) != 2 || !c.Evidence.Has(n.ID) || !c.Evidence.Has(other.ID)) {
				t.Errorf("%+v", c)
			}
		}
	}
	decided(annotate.Confirmed)
	act, err = p.Undo()
	did(t, act, err)
	decided("")
	act, err = p.Redo()
	did(t, act, err)
	decided(annotate.Confirmed)
	// Where one of them says so already the others follow.
	act, err = p.Set(claim(third.ID), annotate.Fields{"resolved": nil})
	did(t, act, err)
	act, err = p.Decide(m.Claim, annotate.Confirmed, "seen", n.ID, other.ID)
	if did(t, act, err); act.Changes != 1 {
		t.Errorf("%+v", act)
	}
	decided(annotate.Confirmed)
	// A removed member is left as it was.
	act, err = p.Remove(claim(third.ID))
	did(t, act, err)
	act, err = p.Decide(m.Claim, "", "")
	if did(t, act, err); act.Changes != 2 {
		t.Errorf("%+v", act)
	}
	sound(t, p)
}
