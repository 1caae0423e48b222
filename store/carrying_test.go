package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
)

const (
	before = "Officials spoke of a pause on Thursday. The ministry has not confirmed it.\n\nThe talks go on in Geneva, as both sides said again in the evening.\n"
	after  = "Officials spoke of a pause on Thursday. By midnight the ministry had not confirmed it.\n\nThe talks go on in Geneva, as both sides said again in the evening.\n"
	later  = "Nothing is known.\n\nThe talks go on in Geneva, as both sides said again in the evening.\n"
)

// version is a text of one page.
func version(text string) Draft {
	d := draft(text, "Courier", "2026-01-29T21:00:00Z")
	d.URL = "https://courier.example/pause"
	return d
}

// waiting draws the passages that wait to be carried over.
func waiting(t testing.TB, p *View, of annotate.ID) string {
	t.Helper()
	list, err := p.Carrying(t.Context(), of)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range list {
		s := fmt.Sprintf("%s: %s", c.Quote, c.State)
		if len(c.Candidates) > 0 {
			all, err := p.Text(c.To)
			if err != nil {
				t.Fatal(err)
			}
			s += " " + text.NewOffsets(all).Slice(c.Candidates[0].Start, c.Candidates[0].End)
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func spanOf(t testing.TB, p *Project, a annotate.ID, quote string) annotate.Span {
	t.Helper()
	s, err := p.Text(a)
	if err != nil {
		t.Fatal(err)
	}
	span, err := anchor.Find(text.NewOffsets(s), quote, -1)
	if err != nil {
		t.Fatal(err)
	}
	return span
}

// Another text of a page is a later version of it, a third one follows the second, whether they come one after the
// other or together, and one of an earlier time, or of another page, follows none.
func TestVersions(t *testing.T) {
	t.Parallel()
	for _, together := range []bool{false, true} {
		p := emptyProject(t)
		drafts := []Draft{version(before), version(after), version(later), draft("Another page.", "Herald", "2026-01-29"), version("An earlier capture says so.")}
		drafts[1].URL += "?utm_source=x"
		drafts[2].Published = "2026-01-30"
		drafts[4].Published = "2026-01-28"
		var got []annotate.Article
		if together {
			var many []Draft
			for i := range fewAdded {
				many = append(many, draft(fmt.Sprintf("Text %d.", i), fmt.Sprint("Paper", i), ""))
			}
			added, _, err := p.AddArticles(t.Context(), Drafts(append(many, drafts...)...), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range added[fewAdded:] {
				got = append(got, must(p.Article(one.ID)))
			}
		} else {
			for _, d := range drafts {
				got = append(got, add(t, p, d))
			}
		}
		for i, want := range []annotate.ID{"", got[0].ID, got[1].ID, "", ""} {
			if is := must(p.Article(got[i].ID)); is.Supersedes != want || got[i].Supersedes != want {
				t.Errorf("together %v: the article %d follows %q, told %q, want %q", together, i, is.Supersedes, got[i].Supersedes, want)
			}
		}
		// One that is there is not made another version, nor one that was removed and is added again.
		if again := add(t, p, drafts[0]); again.Supersedes != "" {
			t.Errorf("added again, it follows %s", again.Supersedes)
		}
		did(t, must(p.Remove(article(got[0].ID))), nil)
		if again := add(t, p, drafts[0]); again.Supersedes != "" {
			t.Errorf("made again, it follows %s", again.Supersedes)
		}
		sound(t, p)
	}
}

// At a moment there waits what waited then; the texts are those of the file.
func TestCarryThen(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a := add(t, p, version(before))
	tag(t, p, a, "The talks go on in Geneva", annotate.Confirmed, "They talk")
	b := add(t, p, version(after))
	then := asOf(t, p, lifeEnd(t, p), false)
	const want = "The talks go on in Geneva: exact The talks go on in Geneva"
	for _, of := range []annotate.ID{"", a.ID, b.ID} {
		if got := waiting(t, then.View, of); got != want || must(then.Uncarried(of, "")) != 1 {
			t.Errorf("of %q there waits %s", of, got)
		}
	}
}

// What is carried over is an annotation of its own, with what the first has; it is undone and done again, dropped
// and offered again, and what was removed is not offered any more.
func TestCarry(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a := add(t, p, version(before))
	m := tag(t, p, a, "The ministry has not confirmed it.", annotate.Unconfirmed, "There is a pause")
	n := tag(t, p, a, "The talks go on in Geneva", annotate.Confirmed, "They talk")
	did(t, must(p.Set(annotation(m.ID), annotate.Fields{"note": "a note", "attribution": "the ministry"})), nil)
	if got := waiting(t, p.View, ""); got != "" {
		t.Errorf("with one version there waits %s", got)
	}
	b := add(t, p, version(after))
	want := "The ministry has not confirmed it.: fuzzy the ministry had not confirmed it. | The talks go on in Geneva: exact The talks go on in Geneva"
	for _, of := range []annotate.ID{"", a.ID, b.ID} {
		if got := waiting(t, p.View, of); got != want {
			t.Errorf("of %q there waits %s", of, got)
		}
	}
	if n := must(p.Uncarried("", "")); n != 2 {
		t.Errorf("%d are counted", n)
	}
	place := spanOf(t, p, b.ID, "By midnight the ministry had not confirmed it.")
	made, act, err := p.Carry([]Placed{{m.ID, b.ID, place}})
	did(t, act, err)
	id := annotate.CarriedID(m.ID, b.ID)
	is := must(p.Annotation(id))
	if made[0] != id || is.Article != b.ID || is.Span() != place || is.Verdict != m.Verdict || is.Claim != m.Claim || is.Note != "a note" ||
		is.Attribution != "the ministry" || is.Reviewer != m.Reviewer {
		t.Errorf("%s is made: %+v", made, is)
	}
	if was := must(p.Annotation(m.ID)); was.Article != a.ID || was.Span() != m.Span() {
		t.Errorf("the first has become %+v", was)
	}
	if got := waiting(t, p.View, ""); strings.Contains(got, "ministry") {
		t.Errorf("there still waits %s", got)
	}
	if _, act, err := p.Carry([]Placed{{m.ID, b.ID, place}}); err != nil || act.Changes != 0 {
		t.Errorf("carried again: %+v, %v", act, err)
	}
	// Undone, it waits again; carried to another place, it has that.
	did(t, must(p.Undo()), nil)
	if got := waiting(t, p.View, ""); got != want {
		t.Errorf("undone, there waits %s", got)
	}
	did(t, must(p.Redo()), nil)
	did(t, must(p.Undo()), nil)
	mended := spanOf(t, p, b.ID, "the ministry had not confirmed it.")
	_, act, err = p.Carry([]Placed{{m.ID, b.ID, mended}})
	did(t, act, err)
	if is := must(p.Annotation(id)); is.Span() != mended || is.Note != "a note" {
		t.Errorf("carried to another place, it is %+v", is)
	}
	// A third version takes up both, from where they are now.
	did(t, must(p.DropCarried(n.ID, b.ID)), nil)
	if got := waiting(t, p.View, ""); got != "" {
		t.Errorf("dropped, there waits %s", got)
	}
	did(t, must(p.Undo()), nil)
	_, act, err = p.Carry([]Placed{{n.ID, b.ID, spanOf(t, p, b.ID, "The talks go on in Geneva")}})
	did(t, act, err)
	c := add(t, p, version(later))
	if got := waiting(t, p.View, ""); got != "the ministry had not confirmed it.: lost | The talks go on in Geneva: exact The talks go on in Geneva" {
		t.Errorf("of the third version there waits %s", got)
	}
	// What was removed there is not offered again.
	did(t, must(p.Remove(annotation(id))), nil)
	if got := waiting(t, p.View, b.ID); strings.Contains(got, "ministry") {
		t.Errorf("removed, there waits %s", got)
	}
	for _, bad := range []struct {
		x   Placed
		err error
	}{
		{Placed{n.ID, c.ID, annotate.Span{Start: 0, End: 3}}, ErrInvalid}, {Placed{annotate.NewID(), b.ID, place}, ErrNoEntity}, {Placed{n.ID, annotate.NewID(), place}, ErrNoEntity},
		{Placed{annotate.CarriedID(n.ID, b.ID), c.ID, annotate.Span{Start: 5, End: 5}}, anchor.ErrEmpty},
	} {
		if _, act, err := p.Carry([]Placed{bad.x}); !errors.Is(err, bad.err) || act.Changes != 0 {
			t.Errorf("%+v is carried: %v", bad.x, err)
		}
	}
	if moment := must(p.AsOf(t.Context(), is.Created, false)); true {
		t.Cleanup(func() { moment.Close() })
		if list := must(moment.Annotations(Filter{Article: b.ID})); len(list) != 1 || list[0].ID != id {
			t.Errorf("when it was carried there were %+v", list)
		}
	}
	sound(t, p)
}

// Two who carry the same make one; where they chose different places both stand, until one is chosen. Another's
// passage stays a proposal.
func TestCarryTogether(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	first := add(t, a.p, version(before))
	m := tag(t, a.p, first, "The ministry has not confirmed it.", annotate.Unconfirmed, "There is a pause")
	n := tag(t, a.p, first, "The talks go on in Geneva", annotate.Confirmed, "They talk")
	next := add(t, a.p, version(after))
	b, other := a.given(t, "Ben", PackOptions{}), a.given(t, "Anna", PackOptions{})
	other.wait(1000)
	place := spanOf(t, a.p, next.ID, "The talks go on in Geneva")
	if _, act, err := b.p.Carry([]Placed{{n.ID, next.ID, place}}); !errors.Is(err, ErrNotYours) || act.Changes != 0 {
		t.Errorf("Ben carries Anna's: %v", err)
	}
	if err := second(b.p.DropCarried(n.ID, next.ID)); !errors.Is(err, ErrNotYours) {
		t.Errorf("Ben drops Anna's: %v", err)
	}
	if got := must(b.p.Uncarried("", "")); got != 2 {
		t.Errorf("Ben is offered %d", got)
	}
	for h, quote := range map[*hand]string{a: "the ministry had not confirmed it", other: "By midnight the ministry had not confirmed it."} {
		_, act, err := h.p.Carry([]Placed{{n.ID, next.ID, place}, {m.ID, next.ID, spanOf(t, h.p, next.ID, quote)}})
		did(t, act, err)
	}
	a.merges(t, MergeOptions{}, other)
	if list := must(a.p.Annotations(Filter{Article: next.ID})); len(list) != 2 {
		t.Errorf("two who carry make %+v", list)
	}
	in := must(a.p.Inbox())
	if len(in.Collisions) != 1 || in.Collisions[0].ID != annotate.CarriedID(m.ID, next.ID) || in.Collisions[0].Register != "place" {
		t.Errorf("asked is %+v", in)
	}
	other.merges(t, MergeOptions{}, a)
	if logOf(t, a.p) != logOf(t, other.p) || stateOf(t, a.p) != stateOf(t, other.p) {
		t.Error("the two are not equal")
	}
	sound(t, a.p)
}

// A package of the later version has what was carried over to it, without the earlier version; and in one without texts the
// passages are found by their words in a version that is added.
func TestCarryPacked(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	first := add(t, a.p, version(before))
	m := tag(t, a.p, first, "The talks go on in Geneva", annotate.Confirmed, "They talk")
	b := a.given(t, "Anna", PackOptions{WithoutText: true})
	second := add(t, b.p, version(after))
	if got := waiting(t, b.p.View, ""); got != "The talks go on in Geneva: fuzzy The talks go on in Geneva" {
		t.Errorf("without the first text there waits %s", got)
	}
	_, act, err := b.p.Carry([]Placed{{m.ID, second.ID, spanOf(t, b.p, second.ID, "The talks go on in Geneva")}})
	did(t, act, err)
	out := filepath.Join(t.TempDir(), "selected.claimtrace")
	pack(t, b.p, out, PackOptions{Only: Selection{Articles: []annotate.ID{second.ID}}})
	c := openProject(t, out, testOptions("Cleo"))
	if rows := must(c.Articles()); len(rows) != 1 || rows[0].ID != second.ID {
		t.Errorf("the package has %+v", rows)
	}
	if list := must(c.Annotations(Filter{})); len(list) != 1 || list[0].ID != annotate.CarriedID(m.ID, second.ID) {
		t.Errorf("the package has %+v", list)
	}
	sound(t, c)
}

// A passage whose words do not stand where they are said to is offered the place where they do, and is moved there.
func TestCarryMisplaced(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a := add(t, p, version(before))
	right := tag(t, p, a, "Officials spoke", annotate.Confirmed, "")
	act, err := p.act("annotation.tag", func(rec *recording) error {
		_, err := rec.make(Ref{Kind: annotate.KindAnnotation}, annotate.Fields{"article": string(a.ID), "start": 3, "end": 28, "quote": "The talks go on in Geneva", "verdict": "disputed"})
		return err
	})
	did(t, act, err)
	wrong := act.Entities[len(act.Entities)-1].ID
	if got := waiting(t, p.View, ""); got != "" {
		t.Errorf("without an article there waits %s", got)
	}
	if got := waiting(t, p.View, a.ID); got != "The talks go on in Geneva: fuzzy The talks go on in Geneva" {
		t.Errorf("there waits %s", got)
	}
	list := must(p.Carrying(t.Context(), a.ID))
	if !list[0].Here() || list[0].ID != wrong {
		t.Fatalf("there waits %+v", list)
	}
	carried, act, err := p.Carry([]Placed{{wrong, a.ID, list[0].Candidates[0].Span}})
	did(t, act, err)
	if is := must(p.Annotation(wrong)); carried[0] != wrong || is.Quote != "The talks go on in Geneva" || is.Verdict != annotate.Disputed {
		t.Errorf("it has become %+v", is)
	}
	if got := waiting(t, p.View, a.ID); got != "" {
		t.Errorf("there waits %s", got)
	}
	if is := must(p.Annotation(right.ID)); is.Span() != right.Span() {
		t.Errorf("another has become %+v", is)
	}
	did(t, must(p.Undo()), nil)
	did(t, must(p.DropCarried(wrong, a.ID)), nil)
	if got := waiting(t, p.View, a.ID); got != "" {
		t.Errorf("dropped, there waits %s", got)
	}
}
