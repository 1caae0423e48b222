package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// What is typed after tagging changes the verdict or is the claim.
func TestDigitAfterTagging(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	typed := func(s string) {
		for _, r := range s {
			w.read.Claims.Field.TypedRune(r)
		}
	}
	hand := func() annotate.Annotation { a, _ := w.session.Annotation(); return a }
	w.read.Reader.Select(seek(t, w, "By his own account"))
	w.read.Tag(annotate.Confirmed)
	typed("2")
	if hand().Verdict != annotate.Disputed || w.read.Claims.Field.Text != "" {
		t.Errorf("2 gave %s, and %q", hand().Verdict, w.read.Claims.Field.Text)
	}
	typed(" people killed")
	w.read.Claims.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	c, _ := w.session.Claim()
	if hand().Verdict != annotate.Confirmed || c.Statement != "2 people killed" || hand().Claim != c.ID {
		t.Errorf("the text made %q of a passage that is %s", c.Statement, hand().Verdict)
	}
	w.read.Reader.Select(seek(t, w, "advised against trying"))
	w.read.Tag(annotate.Confirmed)
	typed("3")
	w.read.Claims.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if hand().Verdict != annotate.Unconfirmed || hand().Claim != c.ID {
		t.Errorf("3 and Enter left %+v", hand())
	}
	// Not of a highlight that was there.
	w.read.ChooseClaim()
	typed("1")
	if hand().Verdict != annotate.Unconfirmed || w.read.Claims.Field.Text != "1" {
		t.Errorf("of one that was there 1 gave %s, and %q", hand().Verdict, w.read.Claims.Field.Text)
	}
}

// Highlights without a claim are gone to; a claim is made without a passage
// where anything can be changed.
func TestLooseInWindow(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.read.Reader.Select(seek(t, w, "By his own account"))
	w.read.Tag(annotate.Confirmed)
	w.read.Claims.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	loose, _ := w.session.Annotation()
	if err := w.session.PickArticle(w.session.Articles()[2].ID); err != nil {
		t.Fatal(err)
	}
	w.read.Claims.OnLoose()
	if a, _ := w.session.Annotation(); a.ID != loose.ID || w.read.Reader.Picked() != loose.ID || !strings.Contains(strings.Join(w.status.Words(), ", "), "1 highlight without a claim") {
		t.Errorf("gone to is %q: %s", a.Quote, strings.Join(w.status.Words(), ", "))
	}
	n := len(w.session.Claims())
	w.read.Claims.Field.SetText("Nobody says so")
	w.read.Claims.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if c, _ := w.session.Claim(); c.Statement != "Nobody says so" || len(w.session.Claims()) != n+1 || w.read.Claims.Field.Text != "" {
		t.Errorf("made is %q of %d", c.Statement, len(w.session.Claims()))
	}
}
