package store

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/facet"
)

// corrects corrects what a passage says.
func corrects(t testing.TB, p *Project, n NewCorrection) annotate.Correction {
	t.Helper()
	c, a, err := p.Correct(t.Context(), n)
	did(t, a, err)
	return c
}

// about is a correction of the first of some words in a passage.
func about(t testing.TB, n annotate.Annotation, kind facet.Kind, words, value string) NewCorrection {
	t.Helper()
	before, _, ok := strings.Cut(n.Quote, words)
	if !ok {
		t.Fatalf("%q does not say %q", n.Quote, words)
	}
	start := n.Start + len([]rune(before))
	return NewCorrection{Annotation: n.ID, Kind: kind, Start: start, End: start + len([]rune(words)), Value: value}
}

// What is corrected stands with its words; the same words corrected again by the
// same person are one correction, and it can be dismissed, undone, removed and
// brought back, with what was done in its history.
func TestCorrect(t *testing.T) {
	p := emptyProject(t)
	_, _, m, n := example(t, p)
	c := corrects(t, p, about(t, m, facet.Source, "The ministry", " Foreign  Ministry "))
	want := annotate.Correction{
		ID: c.ID, Annotation: m.ID, Kind: "source", Start: m.Start, End: m.Start + 12, Words: "The ministry", Value: "Foreign Ministry",
		Reviewer: p.Reviewer().ID, Created: c.Created, Modified: c.Created,
	}
	if c != want {
		t.Errorf("there is %+v, want %+v", c, want)
	}
	again, a, err := p.Correct(t.Context(), about(t, m, facet.Source, "The ministry", "Foreign Ministry"))
	if err != nil || again.ID != c.ID || a.Changes != 0 {
		t.Errorf("the same again: %+v, %+v, %v", again, a, err)
	}
	if is := corrects(t, p, about(t, m, facet.Source, "The ministry", "")); is.ID != c.ID || is.Value != annotate.Dismissed {
		t.Errorf("dismissed, it is %+v", is)
	}
	if other := corrects(t, p, about(t, m, facet.Name, "The ministry", "Foreign Ministry")); other.ID == c.ID {
		t.Error("another kind is the same correction")
	}
	if other := corrects(t, p, NewCorrection{Annotation: m.ID, Kind: facet.Source, Value: "Foreign Ministry"}); other.ID == c.ID || other.Words != m.Quote || !other.Whole() {
		t.Errorf("of the whole passage it is %+v", other)
	}
	corrects(t, p, about(t, n, facet.Source, "The ministry", "Foreign Ministry"))
	if list := must(p.Corrections()); len(list) != 4 {
		t.Errorf("there are %+v", list)
	}
	for range 3 {
		did(t, must(p.Undo()), nil)
	}
	did(t, must(p.Undo()), nil)
	if is := must(p.Correction(c.ID)); is.Value != "Foreign Ministry" {
		t.Errorf("undone, it is %+v", is)
	}
	did(t, must(p.Undo()), nil)
	if _, err := p.Correction(c.ID); !errors.Is(err, ErrNoEntity) {
		t.Errorf("its making undone, there is %v", err)
	}
	did(t, must(p.Redo()), nil)
	did(t, must(p.Set(correction(c.ID), annotate.Fields{"value": "Ministry of Defence"})), nil)
	did(t, must(p.Remove(correction(c.ID))), nil)
	removed := must(p.Removed(t.Context())) // and what was undone
	if len(removed) != 4 || removed[0].Ref != correction(c.ID) || removed[0].Article != m.Article || removed[0].Name != "source of “The ministry”: Ministry of Defence" {
		t.Fatalf("removed are %+v", removed)
	}
	did(t, must(p.Restore(removed[0].Ref, removed[0].Restore)), nil)
	if is := must(p.Correction(c.ID)); is.Value != "Ministry of Defence" {
		t.Errorf("brought back, it is %+v", is)
	}
	var history []string
	for _, r := range must(p.Revisions(correction(c.ID))) {
		s := r.Did.Code
		for _, e := range r.Edits {
			s += " " + e.Field + ":" + e.To
		}
		history = append(history, s)
	}
	if want := []string{
		"correction.make annotation:The ministry has not confirmed it. kind:source words:The ministry start:40 end:52 value:Foreign Ministry",
		"correction.dismiss value:-", "undo.correction.dismiss value:Foreign Ministry", "undo.correction.make", "redo.correction.make",
		"correction.edit value:Ministry of Defence", "correction.remove", "correction.restore",
	}; !slices.Equal(history, want) {
		t.Errorf("its history is\n%q\nnot\n%q", history, want)
	}
	did(t, must(p.Remove(annotation(m.ID))), nil)
	if list := must(p.Corrections()); len(list) != 0 {
		t.Errorf("of a passage that is removed there are %+v", list)
	}
	if err := second(p.Set(correction(c.ID), annotate.Fields{"value": "Kyiv"})); !errors.Is(err, ErrNoEntity) {
		t.Errorf("hidden, it is changed: %v", err)
	}
	did(t, must(p.Undo()), nil)
	if list := must(p.Corrections()); len(list) != 1 {
		t.Errorf("the passage is back, and there are %+v", list)
	}
	sound(t, p)
	amount := corrects(t, p, NewCorrection{Annotation: m.ID, Kind: facet.Amount, Value: "5 °C"})
	did(t, must(p.Set(correction(amount.ID), annotate.Fields{"value": "-3 °C"})), nil)
	if is := must(p.Correction(amount.ID)); is.Value != "-3 °C" {
		t.Errorf("set below zero, it is %q", is.Value)
	}
}

// What cannot be is refused in one line, and leaves nothing.
func TestCorrectRefuses(t *testing.T) {
	p := emptyProject(t)
	_, _, m, n := example(t, p)
	c := corrects(t, p, NewCorrection{Annotation: n.ID, Kind: facet.Certainty, Value: "said"})
	before := len(must(p.History(c.ID)))
	correct := func(n NewCorrection) error { return third(p.Correct(t.Context(), n)) }
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tt := range map[string]struct {
		err  error
		is   error
		says string
	}{
		"kind":          {correct(NewCorrection{Annotation: m.ID, Kind: "colour", Value: "red"}), ErrInvalid, "source, certainty"},
		"certainty":     {correct(NewCorrection{Annotation: m.ID, Kind: facet.Certainty, Value: "sure"}), ErrInvalid, "nocomment"},
		"amount":        {correct(NewCorrection{Annotation: m.ID, Kind: facet.Amount, Value: "many"}), ErrInvalid, "a number"},
		"no passage":    {correct(NewCorrection{Annotation: m.Article, Kind: facet.Source, Value: "x"}), ErrNoEntity, "annotation"},
		"outside":       {correct(NewCorrection{Annotation: m.ID, Kind: facet.Source, Start: 0, End: 9, Value: "x"}), ErrInvalid, "40 to 74"},
		"partly":        {correct(NewCorrection{Annotation: m.ID, Kind: facet.Source, Start: 38, End: 50, Value: "x"}), ErrInvalid, "outside"},
		"turned":        {correct(NewCorrection{Annotation: m.ID, Kind: facet.Source, Start: 50, End: 45, Value: "x"}), anchor.ErrSpan, "start"},
		"beyond":        {correct(NewCorrection{Annotation: m.ID, Kind: facet.Source, Start: 50, End: 4000, Value: "x"}), anchor.ErrSpan, "up to"},
		"set":           {second(p.Set(correction(c.ID), annotate.Fields{"value": "sure"})), ErrInvalid, "nocomment"},
		"set to none":   {second(p.Set(correction(c.ID), annotate.Fields{"value": ""})), ErrInvalid, "empty"},
		"set its place": {second(p.Set(correction(c.ID), annotate.Fields{"start": 3})), annotate.ErrField, "start"},
		"ended":         {third(p.Correct(ended, NewCorrection{Annotation: m.ID, Kind: facet.Source, Start: 0, End: 9, Value: "x"})), context.Canceled, ""},
	} {
		if tt.err == nil || !errors.Is(tt.err, tt.is) || !strings.Contains(tt.err.Error(), tt.says) || strings.Contains(tt.err.Error(), "\n") {
			t.Errorf("%s: %v", name, tt.err)
		}
	}
	if list := must(p.Corrections()); len(list) != 1 || len(must(p.History(c.ID))) != before {
		t.Errorf("there are %+v", list)
	}
}

// Another's correction is changed by overriding alone; of the same words there may
// be one of each, and copies that hold the same changes agree on which came last.
func TestCorrectionsOfOthers(t *testing.T) {
	anna := newHand(t, "Anna")
	_, _, m, _ := example(t, anna.p)
	c := corrects(t, anna.p, NewCorrection{Annotation: m.ID, Kind: facet.Polarity, Value: "no"})
	ben := anna.given(t, "Ben", PackOptions{})
	if err := second(ben.open(t).Set(correction(c.ID), annotate.Fields{"value": "yes"})); !errors.Is(err, ErrNotYours) {
		t.Errorf("another's is changed: %v", err)
	}
	if err := second(ben.p.Remove(correction(c.ID))); !errors.Is(err, ErrNotYours) {
		t.Errorf("another's is removed: %v", err)
	}
	ben.wait(100)
	own := corrects(t, ben.p, NewCorrection{Annotation: m.ID, Kind: facet.Polarity, Value: "yes"})
	if own.ID == c.ID {
		t.Fatal("his is hers")
	}
	came := anna.merges(t, MergeOptions{}, ben)
	if i := slices.IndexFunc(came.Came, func(x Came) bool { return x.Ref == correction(own.ID) }); i < 0 || came.Came[i].How != CameNew ||
		came.Came[i].Article != m.Article || came.Came[i].Claim != m.Claim || came.Came[i].Maker.Name != "Ben" || !came.Inbox.Empty() {
		t.Errorf("it is told %+v", came)
	}
	f := must(anna.p.Facets(t.Context(), m.ID))
	if len(f.Values) == 0 || !slices.ContainsFunc(f.Values, func(x Facet) bool { return x.Kind == facet.Polarity && x.Value.Value == "yes" && x.By.Name == "Ben" }) {
		t.Errorf("the last does not hold: %+v", f)
	}
	agree(t, anna, ben)
	ben.wait(100)
	did(t, must(ben.open(t).Override(correction(c.ID), annotate.Fields{"value": annotate.Dismissed})), nil)
	if list := must(ben.p.Corrections()); list[1].ID != c.ID || list[1].Reviewer != m.Reviewer || list[1].Value != annotate.Dismissed {
		t.Errorf("overridden, there are %+v", list)
	}
	did(t, must(ben.p.RemoveOverriding(correction(c.ID))), nil)
	anna.takes(t, ben)
	agree(t, anna, ben)
}

// A moment shows what was held of a passage then.
func TestCorrectionsAsOf(t *testing.T) {
	h := newHand(t, "Anna")
	_, _, m, _ := example(t, h.p)
	h.wait(100)
	whole := NewCorrection{Annotation: m.ID, Kind: facet.Source, Value: "Kremlin"}
	corrects(t, h.p, whole)
	then := h.at
	h.wait(100)
	whole.Value = ""
	corrects(t, h.p, whole)
	if f := must(asOf(t, h.p, then, false).Facets(t.Context(), m.ID)); saying(f.Values, facet.Source) != "Kremlin “” by Anna" || len(f.Dismissed) != 0 {
		t.Errorf("then there was %+v", f)
	}
	if f := must(h.p.Facets(t.Context(), m.ID)); saying(f.Values, facet.Source) != "" || len(f.Dismissed) != 1 {
		t.Errorf("now there is %+v", f)
	}
}

// A package without texts has no words of corrections but their values; one of a
// part has the corrections of its passages; one of what is removed has none of
// either. What was withheld can come later.
func TestPackedCorrections(t *testing.T) {
	anna := newHand(t, "Anna")
	a, _, m, n := example(t, anna.p)
	corrects(t, anna.p, about(t, m, facet.Source, "The ministry", "Ministry of Truth"))
	gone := corrects(t, anna.p, about(t, n, facet.Source, "The ministry", "Ministry of Love"))
	dir := t.TempDir()
	open := func(name string, o PackOptions) *Project {
		path := filepath.Join(dir, name+ending)
		pack(t, anna.open(t), path, o)
		return openProject(t, path, testOptions("Ben"))
	}
	for name, o := range map[string]PackOptions{"all": {}, "without notes": {WithoutNotes: true}, "without history": {WithoutHistory: true}} {
		if got, want := must(open(name, o).Corrections()), must(anna.p.Corrections()); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: there are %+v, want %+v", name, got, want)
		}
	}
	bare := open("without texts", PackOptions{WithoutText: true})
	for _, c := range must(bare.Corrections()) {
		if c.Words != "" || c.Withheld != "words" || !strings.HasPrefix(c.Value, "Ministry of ") {
			t.Errorf("without texts there is %+v", c)
		}
	}
	if f := must(bare.Facets(t.Context(), m.ID)); f.Read || len(f.Values) != 1 || f.Values[0].Value.Value != "Ministry of Truth" {
		t.Errorf("without texts it says %+v", f)
	}
	if list := must(open("a part", PackOptions{Only: Selection{Articles: []annotate.ID{a.ID}}}).Corrections()); len(list) != 1 || list[0].Annotation != m.ID {
		t.Errorf("in a part there are %+v", list)
	}
	did(t, must(anna.p.Remove(annotation(n.ID))), nil)
	again := filepath.Join(dir, "again"+ending)
	writeFile(t, again, readFile(t, filepath.Join(dir, "all"+ending)))
	path := filepath.Join(dir, "removed"+ending)
	pack(t, anna.p, path, PackOptions{})
	mustHold(t, path, "Ministry of Truth")
	mustNotHold(t, path, map[string]string{"Ministry of Love": "a correction of a passage that was removed"})
	ben := openProject(t, path, testOptions("Ben"))
	if list := must(ben.Corrections()); len(list) != 1 || list[0].ID == gone.ID {
		t.Errorf("with one passage removed there are %+v", list)
	}
	ben.Close()
	// What was withheld in one package comes with another.
	c := deskOf(t, "Cleo")
	writeFile(t, c.path, readFile(t, bare.Path()))
	if _, err := c.open(t).Merge(t.Context(), []string{again}, MergeOptions{}); err != nil {
		t.Fatal(err)
	}
	if list := must(c.p.Corrections()); len(list) != 2 || list[0].Words != "The ministry" || list[0].Withheld != "" {
		t.Errorf("come later, there are %+v", list)
	}
}

// Who removes a passage that another corrected meanwhile has not seen all: it stays,
// and asks to be settled.
func TestCorrectedAndRemoved(t *testing.T) {
	anna := newHand(t, "Anna")
	_, _, m, _ := example(t, anna.p)
	ben := anna.given(t, "Ben", PackOptions{})
	corrects(t, ben.open(t), NewCorrection{Annotation: m.ID, Kind: facet.Polarity, Value: "no"})
	did(t, must(anna.open(t).Remove(annotation(m.ID))), nil)
	in := anna.merges(t, MergeOptions{}, ben).Inbox
	if len(in.Removed) != 1 || in.Removed[0].Ref != annotation(m.ID) || in.Removed[0].Worker.Name != "Ben" || len(must(anna.p.Corrections())) != 1 {
		t.Errorf("it asks %+v", in)
	}
	did(t, must(anna.p.Remove(annotation(m.ID))), nil)
	if list := must(anna.p.Corrections()); len(list) != 0 || !must(anna.p.Inbox()).Empty() {
		t.Errorf("settled, there are %+v, %+v", list, must(anna.p.Inbox()))
	}
}

// Of a passage that was moved a correction is no longer believed where other words
// stand.
func TestCorrectionOfOtherWords(t *testing.T) {
	p := emptyProject(t)
	_, _, m, _ := example(t, p)
	corrects(t, p, about(t, m, facet.Scope, "confirmed it", "the pause"))
	says := func() string { return saying(must(p.Facets(t.Context(), m.ID)).Values, facet.Scope) }
	if s := says(); s != "the pause “confirmed it” by Anna" {
		t.Fatalf("it says %q", s)
	}
	did(t, must(p.Set(annotation(m.ID), annotate.Fields{"end": m.End - 5})), nil)
	if s := says(); s != "" {
		t.Errorf("without its words it says %q", s)
	}
	did(t, must(p.Undo()), nil)
	if s := says(); s == "" {
		t.Error("with its words it says nothing")
	}
	// As one that was carried over to another article would be.
	if _, err := p.act("correction.make", func(rec *recording) error {
		return second(rec.make(Ref{Kind: annotate.KindCorrection}, annotate.Fields{
			"annotation": string(m.ID), "kind": "name", "start": m.Start, "end": m.Start + 3, "words": "Kyiv", "value": "Kiev",
		}))
	}); err != nil {
		t.Fatal(err)
	}
	if s := saying(must(p.Facets(t.Context(), m.ID)).Values, facet.Name); strings.Contains(s, "Kiev") {
		t.Errorf("of other words it says %q", s)
	}
}
