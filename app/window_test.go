package app

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/sample"
	"claimtrace/app/style"
	"claimtrace/store"
)

func TestTagByKeys(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	before := len(w.session.Annotations())
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	w.read.Reader.TypedRune('2')
	a, ok := w.session.Annotation()
	if !ok || a.Quote != "a spell of severe cold" || a.Verdict != annotate.Disputed {
		t.Fatalf("in hand is %+v", a)
	}
	if len(w.session.Annotations()) != before+1 || w.read.Reader.Selection().Len() != 0 {
		t.Error("the passage was not tagged, or is still selected")
	}
	if !w.read.Claims.Picking() {
		t.Fatal("the claim is not asked for")
	}
	field := w.win.Canvas().Focused()
	test.Type(field, "Snow fell")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	a, _ = w.session.Annotation()
	if c, _ := w.session.ClaimRow(a.Claim); c.Statement != "Snow fell" {
		t.Errorf("the passage is tied to %q", c.Statement)
	}
	if w.read.Claims.Picking() || w.win.Canvas().Focused() != fyne.Focusable(w.read.Reader) {
		t.Error("the keyboard did not go back to the text")
	}
	// The beginning of words picks a claim that is there.
	w.read.Reader.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	field = w.win.Canvas().Focused()
	test.Type(field, "pers ask")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	a, _ = w.session.Annotation()
	if c, _ := w.session.ClaimRow(a.Claim); !strings.HasPrefix(c.Statement, "Trump personally asked") {
		t.Errorf("the passage is tied to %q", c.Statement)
	}
	undo, redo := w.table.Of("undo"), w.table.Of("redo")
	if undo.Words() != "Undo tie to claim" || redo.Words() != "Redo" {
		t.Errorf("the menu says %q and %q", undo.Words(), redo.Words())
	}
	for range 3 {
		w.undoLast()
	}
	if len(w.session.Annotations()) != before {
		t.Error("undo left the passage")
	}
	if redo.Words() != "Redo tag as disputed" {
		t.Errorf("the menu says %q", redo.Words())
	}
}

func TestEscapeLeavesUntied(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	w.read.Reader.TypedRune('1')
	field := w.win.Canvas().Focused()
	test.Type(field, "half a cl")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if a, ok := w.session.Annotation(); !ok || a.Claim != "" || w.read.Claims.Picking() {
		t.Errorf("in hand is %+v", a)
	}
	if n := len(w.session.Claims()); n != 9 {
		t.Errorf("%d claims", n)
	}
}

// Errors stand where the action was.
func TestNotices(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.read.Reader.TypedRune('1')
	if !strings.Contains(w.said.Text(), "elect a passage") {
		t.Errorf("tagging nothing says %q", w.said.Text())
	}
	bad := filepath.Join(t.TempDir(), "cut.docx")
	if err := os.WriteFile(bad, []byte("PK\x03\x04 and no more"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.dropped([]string{bad})
	if got := w.read.Library.Notice.Text(); !strings.Contains(got, "cut.docx") || !strings.Contains(got, "damaged") {
		t.Errorf("a broken file says %q", got)
	}
	before := w.session
	foreign := filepath.Join(t.TempDir(), "notes.claimtrace")
	if err := os.WriteFile(foreign, []byte("just words\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.projects.Open(foreign)
	if w.session != before || !strings.Contains(w.said.Text(), "notes.claimtrace") {
		t.Errorf("a foreign file says %q", w.said.Text())
	}
	w.leaveProject()
	w.projects.Open(foreign)
	if !strings.Contains(w.greeting.Text(), "notes.claimtrace") || w.session != nil {
		t.Errorf("a foreign file says %q", w.greeting.Text())
	}
	w.dropped([]string{bad})
	if !strings.Contains(w.greeting.Text(), "pen a project first") {
		t.Errorf("a file dropped on nothing says %q", w.greeting.Text())
	}
}

func TestAddAndDetails(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	good := filepath.Join(t.TempDir(), "dispatch.txt")
	if err := os.WriteFile(good, []byte("A quiet night in Kyiv\n\nNo strikes were reported overnight."), 0o600); err != nil {
		t.Fatal(err)
	}
	w.dropped([]string{good})
	if a, _ := w.session.Article(); a.Title != "A quiet night in Kyiv" || len(w.session.Articles()) != 6 {
		t.Fatalf("%d articles, in hand %q: %s", len(w.session.Articles()), a.Title, w.read.Library.Notice.Text())
	}
	a, _ := w.session.Article()
	if err := w.session.SetArticle(a.ID, annotate.Fields{"outlet": "The Clarion"}); err != nil {
		t.Fatal(err)
	}
	if got := painted(w.read.Reader); !strings.Contains(got, "The Clarion") {
		t.Errorf("the head shows %q", got)
	}
	w.dropped([]string{good})
	if !strings.Contains(w.read.Library.Notice.Text(), "lready in the project") {
		t.Errorf("adding it again says %q", w.read.Library.Notice.Text())
	}
}

// What is being typed on the card is recorded before anything else is done.
func TestNoteIsNeverLost(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.read.Reader.Next(false)
	first, _ := w.session.Annotation()
	w.read.Card.OnSet(first.ID, "note", "")
	focus := func() fyne.Focusable { return w.win.Canvas().Focused() }
	w.read.Card.FocusNote()
	test.Type(focus(), "ask the desk")
	w.read.StepArticle(1)
	a, err := w.session.Project().Annotation(first.ID)
	if err != nil || a.Note != "ask the desk" {
		t.Errorf("after going to the next article the note is %q, %v", a.Note, err)
	}
	if w.said.Visible() {
		t.Errorf("the window complains: %s", w.said.Text())
	}
}

// Errors are seen on the page that is shown.
func TestErrorsInCompare(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.turnTo(viewCompare)
	foreign := filepath.Join(t.TempDir(), "notes.claimtrace")
	if err := os.WriteFile(foreign, []byte("just words\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.projects.Open(foreign)
	if !w.said.Visible() || w.said.Text() == "" {
		t.Error("nothing is said in Compare")
	}
	w.dropped([]string{foreign + ".txt"})
	if !strings.Contains(w.said.Text(), "othing was added") {
		t.Errorf("a missing file says %q", w.said.Text())
	}
}

// Keys and menu items of the text do nothing to what one does not see.
func TestTagFromCompare(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.read.Reader.Next(false)
	before, _ := w.session.Annotation()
	w.turnTo(viewCompare)
	for _, v := range annotate.Verdicts {
		w.table.Run(w.table.Of("tag." + string(v)))
		if got := w.said.Text(); !strings.Contains(got, "turn to it first") || w.view != viewCompare {
			t.Errorf("on page %d it says %q", w.view, got)
		}
	}
	if after, _ := w.session.Annotation(); after.Verdict != before.Verdict {
		t.Errorf("the hidden highlight became %s", after.Verdict)
	}
}

// Every item of the menu can be chosen with and without a project.
func TestMenu(t *testing.T) {
	w := start(t, style.AlwaysLite)
	choose := func() {
		for _, c := range w.table.Rows {
			if c.ID == "quit" || c.ID == "open.sample" {
				continue
			}
			before, why := w.session, c.Why()
			if w.table.Run(c); why != "" && w.said.Text() == "" && w.greeting.Text() == "" {
				t.Errorf("%s cannot be done, and nothing says why", c.ID)
			}
			if strike(w, fyne.KeyEscape); sheetOpen(w) {
				t.Fatalf("%s: Escape does not close what it opens", c.ID)
			}
			if before != nil && w.session == nil {
				w.projects.Open(w.prefs.Recent[0])
			}
		}
	}
	choose()
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	if err := sample.Create(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	w.projects.Open(path)
	choose()
}

func TestVerifyAndReviewer(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.exports.Verify()
	if got := strings.Join(w.status.Words(), " "); !strings.Contains(got, "Verified") || w.said.Visible() {
		t.Errorf("the status says %q, the notice %q", got, w.said.Text())
	}
	if err := w.session.Project().SetPerson(store.Person{Name: "Anna"}); err != nil {
		t.Fatal(err)
	}
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	w.read.Reader.TypedRune('1')
	if a, _ := w.session.Annotation(); w.session.ReviewerName(a.Reviewer) != "Anna" {
		t.Errorf("the tag is by %q", w.session.ReviewerName(a.Reviewer))
	}
}

func TestWithheldText(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	pack := filepath.Join(t.TempDir(), "pack.claimtrace")
	if _, err := w.session.Project().Pack(t.Context(), pack, store.PackOptions{WithoutText: true}); err != nil {
		t.Fatal(err)
	}
	w.projects.Open(pack)
	strike(w, fyne.KeyReturn)
	write(w, filepath.Join(t.TempDir(), "copy.claimtrace"))
	strike(w, fyne.KeyReturn)
	if !strings.Contains(w.read.NoText(), "without its text") {
		t.Errorf("the page says %q", w.read.NoText())
	}
	w.read.Reader.Next(false)
	w.read.Reader.TypedRune('1')
	w.copy()
	w.turnTo(viewCompare)
	if w.compare.View.Hand.Chosen() == "" {
		t.Error("the comparison shows nothing")
	}
}

func TestCompareAndBack(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.turnTo(viewCompare)
	if w.pages[viewRead].Object().Visible() || !w.pages[viewCompare].Object().Visible() || w.views.Chosen() != 1 {
		t.Error("Compare is not shown")
	}
	last := w.session.Witnesses()[len(w.session.Witnesses())-1]
	w.compare.View.OnOpen(last.Annotation.ID)
	if a, _ := w.session.Article(); a.ID != last.Article || w.view != viewRead || w.read.Reader.Picked() != last.Annotation.ID {
		t.Error("the passage was not opened")
	}
}

func TestReadOnly(t *testing.T) {
	w := start(t, style.AlwaysLite)
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	if err := sample.Create(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	w.projects.Open(path)
	if got := strings.Join(w.status.Words(), " "); !strings.Contains(got, "ead-only") {
		t.Errorf("the status says %q", got)
	}
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	w.read.Reader.TypedRune('1')
	if w.said.Text() == "" || w.read.Claims.Picking() {
		t.Errorf("tagging in a read-only project says %q", w.said.Text())
	}
	if _, err := w.session.Undo(); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("undo in a read-only project: %v", err)
	}
}

func TestPictures(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("the pictures are of linux/amd64")
	}
	for _, theme := range []style.Choice{style.AlwaysLite, style.AlwaysDark} {
		w := withSample(t, theme)
		w.read.Reader.Next(false)
		w.read.Reader.Next(false)
		test.AssertImageMatches(t, "read-"+string(theme)+".png", w.win.Canvas().Capture())
	}
	w := start(t, style.AlwaysLite)
	test.AssertImageMatches(t, "welcome.png", w.win.Canvas().Capture())
}

// The window can be made small, whatever is in hand.
func TestSmallWindow(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	for _, turn := range []func(){func() {}, w.showPast, func() { w.turnTo(viewCompare) }, func() { w.turnTo(viewOverview) }} {
		turn()
		if min := w.win.Content().MinSize(); min.Width > 900 || min.Height > 600 {
			t.Errorf("page %d needs %v", w.view, min)
		}
	}
}

// The claim that was chosen for a passage is the one that Enter alone takes for
// the next.
func TestNextPassageOfTheClaim(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	chosen, other := w.session.Claims()[1], w.session.Claims()[5]
	if err := w.session.PickClaim(other.ID); err != nil {
		t.Fatal(err)
	}
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	w.read.Reader.TypedRune('2')
	w.read.Claims.Field.SetText(chosen.Statement)
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.read.Reader.Select(seek(t, w, "severe cold"))
	w.read.Reader.TypedRune('2')
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if a, _ := w.session.Annotation(); a.Claim != chosen.ID {
		t.Errorf("it was tied to %s, of %s and %s", a.Claim, chosen.ID, other.ID)
	}
}

// Words or a highlight are in hand, not both: each lets go of the other.
func TestWordsOrAHighlight(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	inHand := func() (words int, highlight bool) {
		_, highlight = w.session.Annotation()
		return w.read.Reader.Selection().Len(), highlight
	}
	write(w, "n")
	if words, highlight := inHand(); words != 0 || !highlight {
		t.Fatalf("after N: %d words, a highlight: %v", words, highlight)
	}
	write(w, "s")
	if words, highlight := inHand(); words == 0 || highlight || w.read.Card.Visible() {
		t.Errorf("after S: %d words, a highlight: %v, its card: %v", words, highlight, w.read.Card.Visible())
	}
	write(w, "n")
	if words, highlight := inHand(); words != 0 || !highlight {
		t.Errorf("after N again: %d words, a highlight: %v", words, highlight)
	}
}

// Larger type is that of all that is read, in the reader and in Compare, and
// stays when the window is opened again.
func TestLargerType(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	var set func(o fyne.CanvasObject, size float32) int // words of a size
	set = func(o fyne.CanvasObject, size float32) (n int) {
		var inner []fyne.CanvasObject
		switch o := o.(type) {
		case *canvas.Text:
			if o.TextSize == size {
				n++
			}
		case *fyne.Container:
			inner = o.Objects
		case fyne.Widget:
			inner = test.WidgetRenderer(o).Objects()
		}
		for _, o := range inner {
			n += set(o, size)
		}
		return n
	}
	const larger = style.ReadSize * float32(1.2)
	check := func(when string, w *window) {
		t.Helper()
		w.turnTo(viewRead)
		if n := set(w.read.Reader, larger); n < 50 || set(w.read.Reader, style.ReadSize) > 0 {
			t.Errorf("%s: %d words of an article are larger", when, n)
		}
		w.turnTo(viewCompare)
		if n := set(w.compare.View, larger); n < 10 || set(w.compare.View, style.ReadSize) > 0 {
			t.Errorf("%s: %d words of Compare are larger", when, n)
		}
	}
	w.turnTo(viewCompare)
	w.table.Run(w.table.Of("zoom.in"))
	w.table.Run(w.table.Of("zoom.in"))
	check("at once", w)
	w.table.Run(w.table.Of("zoom.normal"))
	if n := set(w.compare.View, larger); n > 0 || set(w.compare.View, style.ReadSize) < 10 {
		t.Errorf("%d words of Compare stay large", n)
	}
	w.setZoom(120)
	path := w.session.View().Path()
	w.end()

	again := newWindow(w.app, async.AtOnce(), w.prefs.Preferences)
	again.read.Fonts = w.read.Fonts
	t.Cleanup(again.end)
	again.win.Resize(fyne.NewSize(1280, 800))
	again.projects.Open(path)
	check("again", again)
}
