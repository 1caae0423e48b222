package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/annotate/facet"
	"claimtrace/app/async"
	"claimtrace/app/compare"
	"claimtrace/app/session"
	"claimtrace/app/style"
)

// telling shows what the passages of the first claim of the sample say, with the
// keyboard in the table.
func telling(t *testing.T) *window {
	t.Helper()
	w := withSample(t, style.AlwaysLite)
	w.compareClaim()
	w.compare.View.SetLayout(compare.Facts)
	if !w.compare.View.Telling() {
		t.Fatalf("facts are not shown; said %q", w.said.Text())
	}
	return w
}

// walkTo takes a cell in hand by the arrows: the first of a kind that is as it has
// to be.
func walkTo(t *testing.T, w *window, is func(session.Fact) bool) session.Fact {
	t.Helper()
	for range 10 {
		for range 10 {
			if f, ok := w.compare.View.Hand.Fact(); ok && is(f) {
				return f
			}
			strike(w, fyne.KeyRight)
		}
		strike(w, fyne.KeyHome)
		strike(w, fyne.KeyDown)
	}
	t.Fatal("there is no such cell")
	return session.Fact{}
}

func one(k facet.Kind) func(session.Fact) bool {
	return func(f session.Fact) bool { return f.Kind == k && len(f.Values) == 1 }
}

// now is what is in hand as it is after something was done.
func now(t *testing.T, w *window) session.Fact {
	t.Helper()
	f, ok := w.compare.View.Hand.Fact()
	if !ok {
		t.Fatal("nothing is in hand any more")
	}
	return f
}

// What was read is corrected by keys, in words as one says them, and undone; the
// cell stays in hand.
func TestCorrectFact(t *testing.T) {
	w := telling(t)
	was := walkTo(t, w, one(facet.Date))
	write(w, "c")
	if !w.dialogs.Open() {
		t.Fatalf("C opens nothing: %q", w.said.Text())
	}
	write(w, "until 3 February")
	strike(w, fyne.KeyReturn)
	f := now(t, w)
	if w.dialogs.Open() || f.Passage != was.Passage || len(f.Values) != 1 || f.Values[0].Value.Value != "../2026-02-03" || f.Values[0].Rule != facet.ByReviewer {
		t.Fatalf("open %v; corrected to %+v", w.dialogs.Open(), f.Values)
	}
	if list, err := w.session.View().Corrections(); err != nil || len(list) != 1 || list[0].Value != "../2026-02-03" || list[0].Annotation != was.Passage {
		t.Errorf("the project has %+v, %v", list, err)
	}
	if got := w.session.CanUndo(); got != "correction.make" {
		t.Errorf("undo would take back %q", got)
	}
	w.undoLast()
	if f := now(t, w); len(f.Values) != 1 || f.Values[0].Value != was.Values[0].Value {
		t.Errorf("undone it says %+v, was %+v", f.Values, was.Values)
	}
	if list, _ := w.session.View().Corrections(); len(list) != 0 {
		t.Errorf("undone the project has %+v", list)
	}
}

// Of kinds of few values one is chosen by the arrows; Enter on what stands there
// changes nothing.
func TestCorrectCertainty(t *testing.T) {
	w := telling(t)
	walkTo(t, w, func(f session.Fact) bool { return one(facet.Certainty)(f) && f.Values[0].Value.Value == "said" })
	before := w.session.CanUndo()
	write(w, "c")
	strike(w, fyne.KeyReturn)
	if w.dialogs.Open() || w.session.CanUndo() != before {
		t.Errorf("open %v, undo would take back %q", w.dialogs.Open(), w.session.CanUndo())
	}
	write(w, "c")
	strike(w, fyne.KeyRight) // claimed
	strike(w, fyne.KeyReturn)
	if f := now(t, w); len(f.Values) != 1 || f.Values[0].Value.Value != "claimed" {
		t.Errorf("it says %+v", f.Values)
	}
	write(w, "c")
	write(w, "8")
	if got := onSheet(w); !strings.Contains(got, "no comment") {
		t.Errorf("the sheet says %s", got)
	}
	strike(w, fyne.KeyUp)
	write(w, "9") // there is none
	strike(w, fyne.KeyReturn)
	if f := now(t, w); len(f.Values) != 1 || f.Values[0].Value.Value != "claimed" {
		t.Errorf("above the eighth it says %+v", f.Values)
	}
}

// Before Enter the sheet tells what will be recorded, and what cannot be.
func TestCorrectionIsForetold(t *testing.T) {
	w := telling(t)
	was := walkTo(t, w, func(f session.Fact) bool { return f.Label == "Until" && len(f.Values) == 1 })
	write(w, "c")
	if got := onSheet(w); strings.Contains(got, "P1W") || strings.Contains(got, "../") {
		t.Errorf("the sheet opens with %s", got)
	}
	write(w, "until end of next week")
	if got := onSheet(w); !strings.Contains(got, "Will be recorded as until 8 February 2026") {
		t.Errorf("the sheet says %s", got)
	}
	write(w, ", maybe")
	strike(w, fyne.KeyReturn)
	if got := onSheet(w); !w.dialogs.Open() || !strings.Contains(got, "“maybe” is no part of it") {
		t.Fatalf("with a word too many the sheet says %s", got)
	}
	for range len(", maybe") {
		strike(w, fyne.KeyBackspace)
	}
	strike(w, fyne.KeyReturn)
	if f := now(t, w); f.Label != "Until" || f.Passage != was.Passage || len(f.Values) != 1 || f.Values[0].Value.Value != "../2026-02-08" {
		t.Errorf("in hand is %+v", f)
	}
	if got := strings.Join(w.status.Words(), "|"); !strings.Contains(got, "until 8 February 2026") {
		t.Errorf("said is %q", got)
	}
}

// A wrong form is told on the sheet, which stays; what says nothing of the kind is
// dismissed, and stands as it was read when that is taken back.
func TestDismissFact(t *testing.T) {
	w := telling(t)
	was := walkTo(t, w, one(facet.Date))
	write(w, "c")
	write(w, "soon, perhaps")
	strike(w, fyne.KeyReturn)
	if !w.dialogs.Open() {
		t.Fatal("what is no date is taken for one")
	}
	press(t, w, "Says nothing of the kind")
	if f := now(t, w); w.dialogs.Open() || len(f.Values) != 0 || len(f.Dismissed) != 1 {
		t.Fatalf("open %v, it says %+v, dismissed %+v", w.dialogs.Open(), f.Values, f.Dismissed)
	}
	write(w, "c")
	press(t, w, "As it was read")
	if f := now(t, w); len(f.Values) != 1 || f.Values[0].Value != was.Values[0].Value {
		t.Errorf("it says %+v, was read as %+v", f.Values, was.Values)
	}
}

// Of several values it is asked which; or one stands in the place of all.
func TestCorrectOneOfSeveral(t *testing.T) {
	w := telling(t)
	was := walkTo(t, w, func(f session.Fact) bool { return f.Kind == facet.Name && len(f.Values) > 1 })
	write(w, "c")
	strike(w, fyne.KeyDown)
	strike(w, fyne.KeyReturn)
	write(w, "Somebody Else")
	strike(w, fyne.KeyReturn)
	f := now(t, w)
	if len(f.Values) != len(was.Values) || f.Values[0].Value != was.Values[0].Value || f.Values[1].Value.Value != "Somebody Else" {
		t.Errorf("corrected to %+v", f.Values)
	}
	write(w, "c")
	for range f.Values {
		strike(w, fyne.KeyDown)
	}
	strike(w, fyne.KeyReturn)
	write(w, "Nobody Else")
	strike(w, fyne.KeyReturn)
	if f := now(t, w); len(f.Values) != 1 || f.Values[0].Value.Value != "Nobody Else" {
		t.Errorf("in the place of all stands %+v", f.Values)
	}
}

// What was corrected is offered where the same words stand in another passage, and
// taken there by two keys.
func TestOfferedFact(t *testing.T) {
	w := telling(t)
	first := walkTo(t, w, func(f session.Fact) bool { return one(facet.Source)(f) && f.Values[0].Value.Value == "Donald Trump" })
	write(w, "c")
	write(w, "The White House")
	strike(w, fyne.KeyReturn)
	f := walkTo(t, w, func(f session.Fact) bool {
		return f.Kind == facet.Source && f.Passage != first.Passage && len(f.Offers) > 0
	})
	write(w, "c")
	press(t, w, "said of “")
	if got := now(t, w); got.Passage != f.Passage || len(got.Values) != 1 || got.Values[0].Value.Value != "The White House" {
		t.Errorf("open %v; taken is %+v", w.dialogs.Open(), got.Values)
	}
}

// A moment of the past is not corrected, and it is said why; nor is anything
// corrected in another layout.
func TestFactsOfThePast(t *testing.T) {
	w := telling(t)
	walkTo(t, w, one(facet.Date))
	w.showPast()
	w.Back()
	write(w, "c")
	if w.dialogs.Open() || !strings.Contains(w.said.Text(), "shown as it stood") {
		t.Errorf("open %v, said %q", w.dialogs.Open(), w.said.Text())
	}
	w.past.Bar.OnClose()
	w.compare.View.SetLayout(compare.Table)
	if why := w.table.Of("compare.correct").Why(); !strings.Contains(why, "Facts") {
		t.Errorf("in the table it is refused as %q", why)
	}
}

// Enter opens the words in their article, selected; Escape comes back to the cell.
func TestFactOpensItsWords(t *testing.T) {
	w := telling(t)
	f := walkTo(t, w, one(facet.Date))
	strike(w, fyne.KeyReturn)
	at := w.read.Reader.Selection()
	if w.view != viewRead || w.session.Text().Slice(at.Start, at.End) != f.Values[0].Text {
		t.Fatalf("in view %d is selected %v, want %q", w.view, at, f.Values[0].Text)
	}
	strike(w, fyne.KeyEscape)
	if back := now(t, w); w.view != viewCompare || back.Passage != f.Passage || back.Kind != f.Kind {
		t.Errorf("back in view %d, in hand %+v", w.view, back)
	}
}

// What is still being read when its project is closed is not told, nor that it
// could not be read.
func TestReadingEndsWithItsProject(t *testing.T) {
	steps := async.NewSteps()
	l := looks{startWith(t, style.AlwaysLite, steps.Runner), t, steps}
	l.sample()
	steps.All()
	l.compareClaim()
	if work, _ := steps.Waiting(); work == 0 {
		t.Fatal("nothing is being read")
	}
	l.leaveProject()
	steps.All()
	if l.said.Text() != "" || l.compare.View.Hand.Chosen() != "" {
		t.Errorf("said %q, in hand is %q", l.said.Text(), l.compare.View.Hand.Chosen())
	}
}

// Copy takes the words of the cell in hand, and says so.
func TestCopyOfACell(t *testing.T) {
	w := telling(t)
	walkTo(t, w, one(facet.Source))
	want := w.compare.View.Hand.Cell()
	w.copy()
	if got := w.app.Clipboard().Content(); want == "" || got != want {
		t.Errorf("copied is %q, the cell says %q", got, want)
	}
	if got := strings.Join(w.status.Words(), "|"); !strings.Contains(got, "Copied") {
		t.Errorf("said is %q", got)
	}
}
