package record

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/style"
	"claimtrace/store"
)

func sheetOf(t *testing.T, claim store.ClaimRow, list []store.Witness) (*Decision, *int, fyne.Window) {
	t.Helper()
	var d *Decision
	w := show(t, style.AlwaysLite, func() fyne.CanvasObject { d = NewDecision(claim, list); return padded(d) }, 600, 560)
	changes := new(int)
	d.OnChange = func() { *changes++ }
	d.Focus(w.Canvas())
	return d, changes, w
}

func told(d *Decision) string { return fmt.Sprintf("%q %q %v", d.Verdict(), d.Reason(), d.Evidence()) }

func TestDecide(t *testing.T) {
	d, changes, w := sheetOf(t, claimOf("", ""), witnessesOf())
	step := func(what string, do func(), want string, called int) {
		t.Helper()
		before := *changes
		do()
		if got := told(d); got != want || *changes-before != called {
			t.Errorf("%s: %s, want %s; %d calls, want %d", what, got, want, *changes-before, called)
		}
	}
	if w.Canvas().Focused() != d.choice {
		t.Fatalf("the keyboard is with %T", w.Canvas().Focused())
	}
	step("nothing done", func() {}, `"" "" []`, 0)
	step("a passage of an open claim", func() { d.list.Point(1); d.toggle() }, `"" "" []`, 0)
	step("1", func() { d.choice.TypedRune('1') }, `"confirmed" "" []`, 1)
	step("1 again", func() { d.choice.TypedRune('1') }, `"confirmed" "" []`, 0)
	step("right", func() { press(d.choice, fyne.KeyRight) }, `"disputed" "" []`, 1)
	step("left, left", func() { press(d.choice, fyne.KeyLeft, fyne.KeyLeft) }, `"confirmed" "" []`, 1)
	step("a reason", func() { d.reason.SetText(" so she said\n") }, `"confirmed" "so she said" []`, 1)
	step("digits in the reason", func() { w.Canvas().Focus(d.reason); test.Type(d.reason, "2") }, `"confirmed" "2 so she said" []`, 1)
	if d.reason.AcceptsTab() {
		t.Error("the reason keeps Tab")
	}
	w.Canvas().Focus(d.list)
	step("the last passage and the first", func() {
		press(d.list, fyne.KeyEnd, fyne.KeySpace, fyne.KeyHome, fyne.KeySpace)
	}, `"confirmed" "2 so she said" [w1 w4]`, 2)
	step("the first again, and 3", func() {
		press(d.list, fyne.KeySpace)
		d.list.TypedRune(' ')
		d.list.TypedRune('3')
	}, `"unconfirmed" "2 so she said" [w4]`, 2)
	step("open", func() { d.Key('0') }, `"" "" []`, 1)
	step("back: nothing typed is lost", func() { d.Key('2') }, `"disputed" "2 so she said" [w4]`, 1)
	step("a click", func() {
		test.TapAt(d.choice, fyne.NewPos(20, 20))
	}, `"confirmed" "2 so she said" [w4]`, 1)
	var keys []fyne.KeyName
	d.OnKey = func(k fyne.KeyName) { keys = append(keys, k) }
	press(d.choice, fyne.KeyEscape, fyne.KeyReturn)
	press(d.list, fyne.KeyEscape, fyne.KeyEnter)
	press(d.reason, fyne.KeyEscape, fyne.KeyReturn) // which is a line of the reason
	if got := fmt.Sprint(keys); got != "[Escape Return Escape KP_Enter Escape]" {
		t.Errorf("handed on are %s", got)
	}
}

// With a verdict chosen what is typed is the reason, digits too.
func TestDecideByTyping(t *testing.T) {
	d, _, w := sheetOf(t, claimOf("", ""), witnessesOf())
	typed := func(s string) {
		for _, r := range s {
			w.Canvas().Focused().TypedRune(r)
		}
	}
	typed("so ")
	if got := told(d); got != `"" "" []` {
		t.Errorf("before there is a verdict: %s", got)
	}
	typed("2In 2026 she said 1 or 3")
	if got := told(d); got != `"disputed" "In 2026 she said 1 or 3" []` {
		t.Error(got)
	}
	w.Canvas().Focus(d.list)
	typed(".")
	if got := told(d); got != `"disputed" "In 2026 she said 1 or 3." []` || w.Canvas().Focused() != d.reason {
		t.Errorf("from the passages: %s, the keyboard is with %T", got, w.Canvas().Focused())
	}
	test.TapAt(d.choice, fyne.NewPos(20, 20))
	typed(" 1")
	if got := told(d); got != `"confirmed" "In 2026 she said 1 or 3. 1" []` {
		t.Errorf("after a click: %s", got)
	}
	var heard fyne.Shortcut
	d.OnShortcut = func(s fyne.Shortcut) bool { heard = s; return true }
	d.reason.TypedShortcut(&fyne.ShortcutSelectAll{})
	if heard == nil || d.reason.SelectedText() != "" {
		t.Error("a shortcut was not handed on first")
	}
}

// What was broken off is gone on with.
func TestDecideResume(t *testing.T) {
	claim := claimOf(annotate.Confirmed, "So it is", "w3")
	d, _, _ := sheetOf(t, claim, witnessesOf())
	if d.Changed() {
		t.Error("it begins changed")
	}
	d.Key('2')
	d.reason.SetText("It is not")
	d.list.Point(0)
	d.toggle()
	again, _, _ := sheetOf(t, claim, witnessesOf())
	again.Resume(d.Draft())
	if !d.Changed() || !again.Changed() || told(again) != told(d) || told(d) != `"disputed" "It is not" [w1 w3]` {
		t.Errorf("%s and %s", told(d), told(again))
	}
}

func TestDecideAnew(t *testing.T) {
	claim := claimOf(annotate.Confirmed, "So it is", "gone", "w3")
	claim.Standing.Against.Disputed = 2
	d, _, _ := sheetOf(t, claim, witnessesOf())
	if got := told(d); got != `"confirmed" "So it is" [w3 gone]` {
		t.Error(got)
	}
	if got := d.caption.Count; got != "1 of 4, and 1 no longer tied to the claim" {
		t.Error(got)
	}
	if r := d.body.Objects[1].(*prose); !r.Visible() || r.words != "Decided confirmed, but 2 later passages dispute it." {
		t.Errorf("says %q, visible %v", r.words, r.Visible())
	}
	d.Key('2') // what has gone shows nothing of another verdict
	if got := told(d); got != `"disputed" "So it is" [w3]` || d.caption.Count != "1 of 4" {
		t.Error(got, d.caption.Count)
	}
	d.Key('0')
	if d.reason.Visible() || !d.shut.Visible() || d.caption.Count != "" {
		t.Error("the reason of what is opened again can be typed")
	}
	if words := saidBy(d.choice); words != "1 Confirmed 2 Disputed 3 Unconfirmed 0 Reopen" {
		t.Errorf("to choose from are %s", words)
	}
}

// A click on a passage checks it; with many only those seen are alive.
// The reason for another verdict takes the place of the one that stood; that for
// the same is written on.
func TestReasonOfAnotherVerdict(t *testing.T) {
	for key, want := range map[rune]string{'2': `"disputed" "new" []`, '1': `"confirmed" "so she saidnew" []`} {
		d, _, w := sheetOf(t, claimOf(annotate.Confirmed, "so she said"), witnessesOf())
		d.choice.TypedRune(key)
		w.Canvas().Focus(d.reason)
		if test.Type(d.reason, "new"); told(d) != want {
			t.Errorf("with %c it is %s, want %s", key, told(d), want)
		}
	}
}

func TestDecidePassages(t *testing.T) {
	var many []store.Witness
	for i := range 1000 {
		w := witnessesOf()[i%4]
		w.ID = annotate.ID(fmt.Sprint("n", i))
		many = append(many, w)
	}
	d, changes, w := sheetOf(t, claimOf(annotate.Disputed, "x"), many)
	rows := alive[*passage](w)
	if len(rows) < 4 || len(rows) > 8 {
		t.Fatalf("%d rows are alive", len(rows))
	}
	for range 2 {
		for _, r := range rows[:2] {
			test.TapCanvas(w.Canvas(), r.place.AddXY(100, 20))
		}
		if *changes == 2 && fmt.Sprint(d.Evidence()) != "[n0 n1]" {
			t.Error(d.Evidence())
		}
	}
	if *changes != 4 || len(d.Evidence()) != 0 {
		t.Errorf("%d changes to %v", *changes, d.Evidence())
	}
	if s := rows[0].o.AccessibilityLabel(); s != "Meridian Wire, Fri 30 Jan 09:00, unconfirmed: “Vladimir Putin has agreed to hold fire on the Ukrainian capital and other towns…”" {
		t.Error(s)
	}
	none, _, _ := sheetOf(t, claimOf("", ""), nil)
	none.Key('1')
	press(none.list, fyne.KeyDown, fyne.KeySpace)
	if got := told(none); got != `"confirmed" "" []` || none.caption.Count != "" {
		t.Error(got, none.caption.Count)
	}
}
