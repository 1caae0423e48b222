package store

import (
	"errors"
	"testing"

	"claimtrace/annotate"
)

// Undo leads back to the start through what was removed and added again, too.
func TestUndoOfAddingAgain(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	d := draft(thursday, "Courier", "2026-01-29")
	a := add(t, p, d)
	n := tag(t, p, a, "Officials", annotate.Disputed, "")
	act, err := p.Set(annotation(n.ID), annotate.Fields{"verdict": "confirmed"})
	did(t, act, err)
	act, err = p.Remove(article(a.ID))
	did(t, act, err)
	add(t, p, d)
	for i, want := range []struct{ articles, passages int }{{0, 0}, {1, 1}, {1, 1}, {1, 0}, {0, 0}} {
		act, err := p.Undo()
		if did(t, act, err); len(act.Left) > 0 {
			t.Errorf("undo %d of %s leaves %+v", i+1, act.Did, act.Left)
		}
		if s := shownBy(t, p.View); len(s.Articles) != want.articles || len(s.Annotations) != want.passages {
			t.Errorf("after undo %d of %s there are %d articles with %d passages, not %+v", i+1, act.Did, len(s.Articles), len(s.Annotations), want)
		}
	}
	for range 5 {
		act, err := p.Redo()
		did(t, act, err)
	}
	if s := shownBy(t, p.View); len(s.Articles) != 1 || len(s.Annotations) != 1 {
		t.Errorf("all done again, there is %+v", s)
	}
	sound(t, p)
}

// A claim that was made by tying a passage to it goes with the tie.
func TestUndoOfTie(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, _, m, n := example(t, p)
	made, act, err := p.Tie(m.ID, "It is cold")
	did(t, act, err)
	act, err = p.Undo()
	if did(t, act, err); len(act.Left) > 0 || act.Changes != 2 {
		t.Errorf("%+v", act)
	}
	if s := shownBy(t, p.View); len(s.Claims) != 1 || s.Annotations[m.ID].Claim != m.Claim {
		t.Errorf("undone, there is %+v", s)
	}
	act, err = p.Redo()
	did(t, act, err)
	if s := shownBy(t, p.View); len(s.Claims) != 2 || s.Annotations[m.ID].Claim != made.ID {
		t.Errorf("done again, there is %+v", s)
	}
	// Where another passage has been tied to it since, by an action of its own, it stays.
	if err := p.SetPerson(someone("Ben")); err != nil {
		t.Fatal(err)
	}
	act, err = p.Override(annotation(n.ID), annotate.Fields{"claim": string(made.ID)})
	did(t, act, err)
	if err := p.SetPerson(someone("Anna")); err != nil {
		t.Fatal(err)
	}
	act, err = p.Undo()
	if did(t, act, err); len(act.Left) != 1 || act.Left[0].Why != "others" || act.Left[0].Who != "Ben" || act.Left[0].Name != "It is cold" {
		t.Errorf("%+v", act)
	}
	if s := shownBy(t, p.View); len(s.Claims) != 2 || s.Annotations[m.ID].Claim != m.Claim || s.Annotations[n.ID].Claim != made.ID {
		t.Errorf("undone, there is %+v", s)
	}
	sound(t, p)
}

// Undo and redo reach what the person at work did in this copy, and nothing else.
func TestUndoIsOfOnePerson(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, _, _, n := example(t, p)
	if err := p.SetPerson(someone("Ben")); err != nil {
		t.Fatal(err)
	}
	if p.CanUndo() != "" {
		t.Errorf("Ben is offered to undo %q", p.CanUndo())
	}
	if _, err := p.Undo(); err != ErrNothingToUndo {
		t.Errorf("undo gives %v", err)
	}
	if _, err := p.Redo(); err != ErrNothingToRedo {
		t.Errorf("redo gives %v", err)
	}
	act, err := p.SetSetting("title", "Winter")
	did(t, act, err)
	if err := p.SetPerson(someone("Anna")); err != nil {
		t.Fatal(err)
	}
	act, err = p.Undo()
	if did(t, act, err); act.Did != "annotation.tag.confirmed" {
		t.Errorf("%+v", act)
	}
	if err := second(p.Annotation(n.ID)); err == nil {
		t.Error("the passage is still there")
	}
	if title := must(p.Setting("title")); title != "Winter" {
		t.Errorf("the title is %q", title)
	}
	if p.CanRedo() != "annotation.tag.confirmed" || p.CanUndo() != "annotation.tag.unconfirmed" {
		t.Errorf("offered are %q and %q", p.CanUndo(), p.CanRedo())
	}
}

// A decision that cites a passage keeps its article in the project, though that
// was removed without knowing of it; undone, the article goes from its table too.
func TestUndoOfADecisionThatKeepsAnArticle(t *testing.T) {
	t.Parallel()
	anna := newHand(t, "Anna")
	_, _, passage, _ := example(t, anna.p)
	article := passage.Article
	ben := anna.given(t, "Ben", PackOptions{})
	a, err := ben.p.Remove(Ref{Kind: annotate.KindArticle, ID: article})
	did(t, a, err)
	a, err = anna.p.Decide(passage.Claim, annotate.Confirmed, "It is so", passage.ID)
	did(t, a, err)
	anna.takes(t, ben)
	if _, err := anna.p.Article(article); err != nil {
		t.Fatalf("the article that a decision rests on is gone: %v", err)
	}
	sound(t, anna.p)
	if _, err := anna.p.Undo(); err != nil {
		t.Fatal(err)
	}
	if _, err := anna.p.Article(article); !errors.Is(err, ErrNoEntity) {
		t.Errorf("undone, the article gives %v", err)
	}
	sound(t, anna.p)
	if _, err := anna.p.Redo(); err != nil {
		t.Fatal(err)
	}
	sound(t, anna.p)
}
