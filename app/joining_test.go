package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/app/menu"
	"claimtrace/app/style"
)

// take types a statement, and strikes Enter.
func take(w *window, statement string) {
	write(w, statement)
	strike(w, fyne.KeyReturn)
}

// Two claims are joined by finding the other by its words, are one row then, and
// are parted again; each is one step of undo.
func TestJoinAndPart(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	first, second := w.session.Claims()[0], w.session.Claims()[1]
	n := len(w.session.Claims())
	if err := w.session.PickClaim(first.ID); err != nil {
		t.Fatal(err)
	}
	if why := w.table.Of("claim.part").Why(); why == "" {
		t.Error("a claim that is not joined can be parted")
	}
	w.table.Run(w.table.Of("claim.join"))
	take(w, second.Statement)
	if w.dialogs.Open() || len(w.session.Claims()) != n-1 || w.session.CanUndo() != "join.make" {
		t.Fatalf("open %v, %d claims, undo would %q; said %q", w.dialogs.Open(), len(w.session.Claims()), w.session.CanUndo(), w.said.Text())
	}
	row, _ := w.session.Claim()
	if len(row.Also) != 1 || len(row.Marks) != len(first.Marks)+len(second.Marks) {
		t.Errorf("in hand is %+v", row)
	}
	if said := painted(w.read.Claims); !strings.Contains(said, "one with “") {
		t.Errorf("the list says %q", said)
	}
	if why := w.table.Of("claim.remove").Why(); why == "" {
		t.Error("one of joined claims can be removed as if it were all")
	}
	w.table.Run(w.table.Of("compare"))
	if got := len(w.session.Witnesses()); got != len(row.Marks) {
		t.Errorf("Compare has %d passages of %d", got, len(row.Marks))
	}
	w.table.Run(w.table.Of("claim.part"))
	if len(w.session.Claims()) != n || w.session.CanUndo() != "join.part" {
		t.Errorf("parted there are %d claims, of %d", len(w.session.Claims()), n)
	}
}

// Escape leaves all as it is; a claim is not asked to be joined with itself.
func TestJoinLeft(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	in, _ := w.session.Claim()
	w.table.Run(w.table.Of("claim.join"))
	take(w, in.Statement)
	if !w.dialogs.Open() || w.session.CanUndo() == "join.make" {
		t.Error("a claim was joined with what is no other")
	}
	strike(w, fyne.KeyEscape)
	if w.dialogs.Open() {
		t.Error("Escape does not leave")
	}
}

// One's passages go to another claim together, which can be a new one.
func TestMovePassages(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	from, _ := w.session.Claim()
	own := len(w.session.Own())
	if own == 0 {
		t.Fatal("the sample has no passage of mine")
	}
	w.table.Run(w.table.Of("claim.move"))
	take(w, "Something else was agreed")
	to, _ := w.session.Claim()
	if w.dialogs.Open() || to.Statement != "Something else was agreed" || len(to.Marks) != own {
		t.Fatalf("to %q went %d of %d", to.Statement, len(to.Marks), own)
	}
	w.Shortcut(menu.Keys("Ctrl+Z")[0].Shortcut())
	if was, _ := w.session.ClaimRow(from.ID); len(was.Marks) != len(from.Marks) {
		t.Errorf("undone it has %d of %d", len(was.Marks), len(from.Marks))
	}
	if _, there := w.session.ClaimRow(to.ID); there {
		t.Error("the claim that was made for them stays")
	}
}

// A claim that cannot be recorded is said beside the field and stays typed there.
func TestClaimStaysTyped(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	w.read.Reader.TypedRune('1')
	long := strings.Repeat("very ", 3000) + "cold"
	w.read.Claims.Field.SetText(long)
	strike(w, fyne.KeyReturn)
	a, _ := w.session.Annotation()
	if a.Claim != "" || !w.read.Claims.Picking() || w.read.Claims.Field.Text != long || !w.read.Claims.Notice.Visible() {
		t.Errorf("tied to %q; asks %v, %d letters typed, said %v", a.Claim, w.read.Claims.Picking(), len(w.read.Claims.Field.Text), w.read.Claims.Notice.Visible())
	}
	w.read.Claims.Field.SetText("It is very cold")
	strike(w, fyne.KeyReturn)
	if a, _ := w.session.AnnotationOf(a.ID); a.Claim == "" || w.read.Claims.Picking() || w.read.Claims.Notice.Visible() {
		t.Errorf("then: %+v", a)
	}
}
