package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/menu"
	"claimtrace/app/parts"
	"claimtrace/app/project"
	"claimtrace/app/sample"
	"claimtrace/app/style"
	"claimtrace/store"
)

// atTwoDesks opens Mara's project in a window; back is the package that Oksana
// sends.
func atTwoDesks(t *testing.T) (w *window, back string) {
	t.Helper()
	w = start(t, style.AlwaysLite)
	mine, back := twoDesks(t)
	w.projects.Open(mine)
	if w.session == nil {
		t.Fatalf("it did not open: %s", w.greeting.Text())
	}
	return w, back
}

// digests are those of the log and of the state of the project in a window.
func digests(t *testing.T, w *window) (log, state string) {
	t.Helper()
	log, state, err := w.session.View().Digests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return log, state
}

// chord sends a key that is held with others, as the window gets it.
func chord(w *window, written string) { w.Shortcut(menu.Keys(written)[0].Shortcut()) }

// button is the one on an object that says some words and is seen.
func button(t *testing.T, on fyne.CanvasObject, words string) fyne.Tappable {
	t.Helper()
	for _, o := range test.LaidOutObjects(on) {
		if b, ok := o.(interface {
			fyne.Tappable
			Words() string
		}); ok && b.Words() == words && o.Visible() {
			return b
		}
	}
	t.Fatalf("there is no button %q", words)
	return nil
}

func tap(t *testing.T, on fyne.CanvasObject, words string) {
	t.Helper()
	button(t, on, words).Tapped(&fyne.PointEvent{})
}

// shows is all that the page Colleagues shows, each word after a space.
func shows(w *window) string {
	var said []string
	for _, t := range see(w.win.Canvas()).texts {
		for in := t; in != nil; in = in.in {
			if in.o == w.colleagues.Object() {
				said = append(said, strings.Fields(t.o.(*canvas.Text).Text)...)
			}
		}
	}
	return strings.Join(said, " ")
}

func says(t *testing.T, what, got string, words ...string) {
	t.Helper()
	for _, s := range words {
		if !strings.Contains(got, s) {
			t.Errorf("%s does not say %q, but %q", what, s, got)
		}
	}
}

// What a package would bring is shown before anything happens; Escape leaves it,
// and nothing has.
func TestPreview(t *testing.T) {
	w, back := atTwoDesks(t)
	chord(w, "Ctrl+4")
	if w.view != viewColleagues {
		t.Fatal("Ctrl+4 does not lead to Colleagues")
	}
	says(t, "the page with nothing on it", shows(w), "Nothing from colleagues yet", "Share…", "Merge a package…")
	log, _ := digests(t, w)
	w.dropped([]string{back})
	if now, _ := digests(t, w); now != log {
		t.Error("looking changed the project")
	}
	says(t, "the preview", shows(w),
		"from Oksana", "for Mara", "whole: every hash fits", "sealed with a key that you have not said you trust", "6 articles, 1 of them new here", "85 changes, 10 of them new here", // whose it is
		"collision The Kremlin’s pause spares energy sites and railways claim, its statement", "facilities Mara, Sat 31 Jan 16:01", "sites and railways Oksana, Sat 31 Jan 18:01", "theirs, set later",
		"worked on Mara", "removed Oksana", "it stays",
		"second view", "both",
		"article, its date of publication Thu 29 Jan 2026", "Fri 30 Jan 2026",
		"new article, 2 passages",
		"The Kremlin confirmed the pause", "The same? 1", "Merge 10 changes")
	if got := w.table.Of("undo").Why(); got != "" && !strings.Contains(got, "nothing to undo") {
		t.Errorf("undo: %q", got)
	}
	// Keys walk through the sections, and the rows of one.
	w.colleagues.FocusFilter()
	strike(w, fyne.KeyEnd, fyne.KeyReturn)
	says(t, "what may be one", shows(w), "The same claim? same statement but for spelling")
	if strings.Contains(shows(w), "its statement") {
		t.Error("a section shows rows of others")
	}
	// It is looked at anew where something was done here meanwhile.
	strike(w, fyne.KeyEscape)
	w.dropped([]string{back})
	says(t, "what collides", shows(w), "collision 2")
	if err := w.session.SetClaim(w.session.Claims()[0].ID, annotate.Fields{"statement": "The Kremlin’s pause spares energy sites and railways"}); err != nil {
		t.Fatal(err)
	}
	says(t, "what collides once both say the same", shows(w), "collision 1")
	strike(w, fyne.KeyEscape)
	if w.colleagues.Previewing() || w.view != viewColleagues {
		t.Error("Escape does not leave the preview")
	}
	if list, _ := w.session.Project().Receipts(); len(list) > 0 {
		t.Errorf("looking left the receipts %v", list)
	}
}

// What may be one, and what collides, is chosen while it is shown what a merge would
// bring, by keys and clicks; it is done once that is merged, and each can be undone.
func TestChosenBeforeTheMerge(t *testing.T) {
	w, back := atTwoDesks(t)
	_, before := digests(t, w)
	claims := len(w.session.Claims())
	w.Preview([]string{back})
	says(t, "the preview", shows(w), "What you choose here is done once it is merged.", "theirs, set later")
	write(w, "t") // of the first row, that collides
	says(t, "the other value chosen", shows(w), "here, as you choose", "Undo that")
	write(w, "t")
	says(t, "and no longer", shows(w), "theirs, set later")
	write(w, "t")
	if why := w.table.Of("colleagues.join").Why(); why == "" {
		t.Error("what collides can be joined")
	}
	strike(w, fyne.KeyEnd)
	if why := w.table.Of("colleagues.join").Why(); why != "" {
		t.Fatalf("of the last row: %s", why)
	}
	says(t, "what may be one", shows(w), "offered")
	write(w, "n")
	says(t, "kept apart", shows(w), "will stay apart")
	tap(t, w.colleagues.Object(), "Join")
	says(t, "joined", shows(w), "will be joined")
	if _, now := digests(t, w); now != before {
		t.Fatal("choosing changed the project")
	}
	// Looked at anew, as after something was done here, it is still chosen.
	if err := w.session.SetClaim(w.session.Claims()[2].ID, annotate.Fields{"note": "meanwhile"}); err != nil {
		t.Fatal(err)
	}
	says(t, "looked at anew", shows(w), "here, as you choose")
	w.colleagues.Focus()
	strike(w, fyne.KeyEnd)
	says(t, "looked at anew", shows(w), "will be joined")
	chord(w, "Ctrl+Enter")
	says(t, "the notice", w.said.Text(), "one thing asks to be settled; the 2 things that you chose are done.")
	if row, _ := w.session.ClaimRow(w.session.Claims()[0].ID); row.Statement != "The Kremlin’s pause spares energy facilities" {
		t.Errorf("the claim is %q", row.Statement)
	}
	if n := len(w.session.Claims()); n != claims+1 {
		t.Errorf("%d claims, %d before: of two new ones one is joined", n, claims)
	}
	// Undone they are one by one, and then the merge is asked about.
	chord(w, "Ctrl+Z")
	if n := len(w.session.Claims()); n != claims+2 {
		t.Errorf("%d claims, the join undone", n)
	}
	chord(w, "Ctrl+Z")
	if n := len(w.session.Inbox().Collisions); n != 1 {
		t.Errorf("%d collide, the settling undone", n)
	}
	chord(w, "Ctrl+Z")
	says(t, "the question", onSheet(w), "Take the merge back")
}

// A merge is done by one key, told with a way back, and its taking back asked for by
// undo: never silently.
func TestMergeAndTakeBack(t *testing.T) {
	w, back := atTwoDesks(t)
	_, before := digests(t, w)
	undo := w.session.CanUndo()
	w.Preview([]string{back})
	chord(w, "Ctrl+Enter")
	log, after := digests(t, w)
	if after == before || w.colleagues.Previewing() {
		t.Fatalf("not merged: %s", w.said.Text())
	}
	says(t, "the notice", w.said.Text(), "Merged 10 changes from Oksana; 2 things ask to be settled.")
	says(t, "the switch", painted(w.views), "Colleagues 2")
	if n := len(w.session.Articles()); n != 6 {
		t.Errorf("%d articles", n)
	}
	// Undo asks; what is meant is said by a button.
	chord(w, "Ctrl+Z")
	says(t, "the question", onSheet(w), "Undo my own last step", "Take the merge back")
	strike(w, fyne.KeyEscape)
	if _, now := digests(t, w); now != after || w.session.CanUndo() != "merge" {
		t.Error("Escape took something back")
	}
	chord(w, "Ctrl+Z")
	tap(t, w.win.Canvas().Overlays().Top(), "Take the merge back")
	if _, now := digests(t, w); now != before {
		t.Error("the merge was not taken back")
	}
	if n := len(w.session.Articles()); n != 5 || strings.Contains(painted(w.views), "Colleagues 2") {
		t.Errorf("%d articles, and the switch says %q", n, painted(w.views))
	}
	// What is set aside is listed, and put in again by a key, and by a click.
	says(t, "the inbox", shows(w), "Nothing asks to be settled")
	strike(w, fyne.KeyEnd)
	says(t, "what came in", shows(w), "taken back winter-lviv-desk.claimtrace of Oksana", "10 changes", "sealed by a key that you have not said you trust", "Put in again")
	w.colleagues.Focus()
	says(t, "the status line", hinted(w), "B take back, put in")
	write(w, "b")
	if l, now := digests(t, w); now != after || l != log {
		t.Errorf("it was not put in again: %s", w.said.Text())
	}
	tap(t, w.colleagues.Object(), "Take back")
	if _, now := digests(t, w); now != before {
		t.Error("a click did not set it aside")
	}
	tap(t, w.colleagues.Object(), "Put in again")
	// One's own last step goes, and the merge stays.
	w.Preview([]string{back})
	says(t, "a package that is known", shows(w), "Nothing new: all that it holds is here already.")
	if why := w.table.Of("colleagues.merge").Why(); why == "" {
		t.Error("nothing can be merged")
	}
	strike(w, fyne.KeyEscape)
	w.undoLast()
	if w.dialogs.Open() { // something was done since: what is undone is one's own
		tap(t, w.win.Canvas().Overlays().Top(), "Undo my own last step")
	}
	if w.session.CanUndo() == undo && undo != "" {
		t.Errorf("undo would still %q", undo)
	}
	if len(w.session.Articles()) != 6 {
		t.Error("the merge went with one’s own step")
	}
}

// What collides is settled by a key, a click or other words; then nothing asks any
// more.
func TestSettle(t *testing.T) {
	w, back := atTwoDesks(t)
	w.Preview([]string{back})
	chord(w, "Ctrl+Enter")
	says(t, "the inbox", shows(w), "2 values", "came in winter-lviv-desk.claimtrace of Oksana · stands now", "Worked on Mara", "Removed Oksana")
	claim := func() string {
		c, ok := w.session.ClaimRow(w.session.Claims()[0].ID)
		if !ok {
			t.Fatal("there is no claim")
		}
		return c.Statement
	}
	says(t, "the inbox", shows(w), "1 The Kremlin’s pause spares energy facilities", "2 The Kremlin’s pause spares energy sites", "one value stands until somebody chooses")
	var buttons []string
	for _, o := range test.LaidOutObjects(w.colleagues.Object()) {
		if b, ok := o.(interface{ Words() string }); ok && (b.Words() == "Keep" || b.Words() == "Choose") {
			buttons = append(buttons, b.Words())
		}
	}
	if strings.Join(buttons, " ") != "Choose Keep" { // what came later stands
		t.Errorf("the buttons say %q", buttons)
	}
	if why := w.table.Of("colleagues.keep").Why(); why == "" {
		t.Error("what collides can be kept")
	}
	write(w, "1")
	if got := claim(); got != "The Kremlin’s pause spares energy facilities" {
		t.Errorf("chosen by a key it says %q; %s", got, w.said.Text())
	}
	says(t, "the switch", painted(w.views), "Colleagues 1")
	chord(w, "Ctrl+Z") // an ordinary edit
	says(t, "the switch", painted(w.views), "Colleagues 2")
	write(w, "2")
	if got := claim(); got != "The Kremlin’s pause spares energy sites and railways" {
		t.Errorf("chosen by a key it says %q", got)
	}
	chord(w, "Ctrl+Z")
	write(w, "t")
	field := w.win.Canvas().Focused()
	field.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	write(w, "The pause covers sites")
	strike(w, fyne.KeyReturn)
	if got := claim(); got != "The pause covers sites" || w.dialogs.Open() {
		t.Errorf("typed, it says %q: %s", got, w.said.Text())
	}
	passages := func() int {
		list, err := w.session.AllAnnotations()
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	n := passages()
	write(w, "k")
	if in := w.session.Inbox(); !in.Empty() || passages() != n {
		t.Errorf("left to settle is %+v, of %d passages %d are kept", in, n, passages())
	}
	says(t, "the inbox", shows(w), "Nothing asks to be settled.")
	chord(w, "Ctrl+Z")
	tap(t, w.colleagues.Object(), "Remove it")
	if in := w.session.Inbox(); !in.Empty() || passages() != n-1 {
		t.Errorf("left to settle is %+v, of %d passages %d are there", in, n, passages())
	}
	// What settled stands over what came: set aside, that stays in, and is told.
	strike(w, fyne.KeyEnd, fyne.KeyReturn)
	write(w, "b")
	says(t, "the sheet", onSheet(w), "Taken back", "since other work needs it", "Claim “")
	strike(w, fyne.KeyEscape)
	says(t, "the receipt", shows(w), "in, since other work needs it", "Put in again")
	// As many are put in again as were taken back.
	list, err := w.session.Project().Receipts()
	if err != nil || list[0].Kept == 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	write(w, "b")
	says(t, "the status", strings.Join(w.status.Words(), " "), fmt.Sprintf("Put in again: %d changes", list[0].Changes-list[0].Kept))
}

// "2 values" stands on the field itself, and leads to the choice.
func TestValuesOnTheField(t *testing.T) {
	w, back := atTwoDesks(t)
	w.Preview([]string{back})
	chord(w, "Ctrl+Enter")
	chord(w, "Ctrl+1")
	tap(t, w.read.Claims, "2 values")
	says(t, "the choice", onSheet(w), "Which statement stands?", "The Kremlin’s pause spares energy facilities", "Oksana, Sat 31 Jan 18:01", "Another value…")
	strike(w, fyne.KeyReturn)
	if in := w.session.Inbox(); len(in.Collisions) > 0 {
		t.Errorf("left to settle is %+v", in)
	}
	for _, o := range test.LaidOutObjects(w.read.Claims) {
		if b, ok := o.(interface{ Words() string }); ok && b.Words() == "2 values" {
			t.Error("the mark stays though it is settled")
		}
	}
	// The card says that a passage was removed by another, and leads to the inbox.
	gone := w.session.Inbox().Removed[0]
	if err := w.session.GoToID(gone.ID); err != nil {
		t.Fatal(err)
	}
	tap(t, w.read.Card, "removed by Oksana")
	if e, ok := w.colleagues.Row(); !ok || w.view != viewColleagues || w.colleagues.Article() != gone.Article {
		t.Errorf("the mark leads to page %d, row %+v", w.view, e)
	}
	var own annotate.ID // of Mara’s
	for _, a := range w.session.Annotations() {
		if w.session.Mine(a) && a.ID != gone.ID {
			own = a.ID
		}
	}
	// A note, a headline and a decision that two set.
	for _, x := range []struct {
		ref      store.Ref
		register string
	}{
		{store.Ref{Kind: annotate.KindAnnotation, ID: own}, "note"},
		{store.Ref{Kind: annotate.KindArticle, ID: w.session.Articles()[0].ID}, "title"},
		{store.Ref{Kind: annotate.KindClaim, ID: w.session.Claims()[1].ID}, "decision"},
	} {
		collide(t, w, x.ref, x.register)
	}
	chord(w, "Ctrl+1")
	if err := w.session.PickArticle(w.session.Articles()[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := w.session.PickAnnotation(""); err != nil { // it would be asked about first
		t.Fatal(err)
	}
	says(t, "the heading", painted(w.read.Reader), "2 values")
	write(w, "v")
	says(t, "the choice for the article", onSheet(w), "Which headline stands?")
	strike(w, fyne.KeyEscape)
	if err := w.session.PickAnnotation(own); err != nil {
		t.Fatal(err)
	}
	tap(t, w.read.Card, "2 values")
	says(t, "the choice for the note", onSheet(w), "Which note stands?", "noted by Oksana", "noted by Mara")
	strike(w, fyne.KeyDown, fyne.KeyReturn)
	if a, _ := w.session.Annotation(); a.Note != "noted by Mara" && a.Note != "noted by Oksana" || !w.session.Asks(store.Ref{Kind: annotate.KindAnnotation, ID: a.ID}).Empty() {
		t.Errorf("the note is %q", a.Note)
	}
	if err := w.session.PickClaim(w.session.Claims()[1].ID); err != nil {
		t.Fatal(err)
	}
	w.sheets.Decide()
	tap(t, w.win.Canvas().Overlays().Top(), "2 values…")
	says(t, "the choice of a decision", onSheet(w), "Which decision stands?")
}

// collide has Oksana, at the other desk, set a register that Mara sets meanwhile.
func collide(t *testing.T, w *window, r store.Ref, register string) {
	t.Helper()
	folder := t.TempDir()
	theirs, back := filepath.Join(folder, "other"+project.Ending), filepath.Join(folder, register+project.Ending)
	fields := func(by string) annotate.Fields {
		switch register {
		case "decision":
			return annotate.Fields{"resolved": "disputed", "reason": "decided by " + by}
		case "note":
			return annotate.Fields{"note": "noted by " + by}
		}
		return annotate.Fields{"title": "Titled by " + by}
	}
	p := w.session.Project()
	if _, err := p.Pack(t.Context(), theirs, store.PackOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Set(r, fields("Mara")); err != nil {
		t.Fatal(err)
	}
	worked(t, theirs, store.Options{Person: store.Person{ID: oksana(t).ID(), Name: "Oksana", Key: oksana(t).Key().String()}}, func(p *store.Project) {
		if _, err := p.Override(r, fields("Oksana")); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Pack(t.Context(), back, store.PackOptions{}); err != nil {
			t.Fatal(err)
		}
	})
	w.Preview([]string{back})
	chord(w, "Ctrl+Enter")
	if w.session.Asks(r).Empty() {
		t.Fatalf("the %s does not collide: %s", register, w.said.Text())
	}
}

// Two that look alike are offered, joined, parted, and held apart by a key each.
func TestTheSame(t *testing.T) {
	w, back := atTwoDesks(t)
	w.Preview([]string{back})
	chord(w, "Ctrl+Enter")
	n := len(w.session.Claims())
	to := func(down int) {
		t.Helper()
		w.colleagues.FocusFilter()
		strike(w, fyne.KeyHome)
		for range down {
			strike(w, fyne.KeyDown)
		}
		strike(w, fyne.KeyReturn)
	}
	to(1)
	says(t, "the offer", shows(w), "The same claim? same statement but for spelling", "Join", "Not the same")
	write(w, "j")
	if len(w.session.Claims()) != n-1 {
		t.Fatalf("%d claims of %d: %s", len(w.session.Claims()), n, w.said.Text())
	}
	says(t, "once joined", shows(w), "No two articles or claims look alike.")
	to(2)
	says(t, "what is joined", shows(w), "One claim", "Part")
	write(w, "p")
	if len(w.session.Claims()) != n {
		t.Fatalf("parted, %d claims of %d: %s", len(w.session.Claims()), n, w.said.Text())
	}
	to(1)
	write(w, "n")
	says(t, "held apart", shows(w), "No two articles or claims look alike.")
	if list, err := w.session.Project().Alike(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("offered are %v, %v", list, err)
	}
	chord(w, "Ctrl+Z")
	says(t, "undone", shows(w), "The same claim?")
}

// Where two claims have one statement, tagging by that goes on working: the first that
// was made is meant, and joined both are.
func TestTaggedByAStatementOfTwo(t *testing.T) {
	w, back := atTwoDesks(t)
	const statement = "The Kremlin confirmed the pause" // as Oksana has it, too
	if err := w.session.AddClaim(statement); err != nil {
		t.Fatal(err)
	}
	mine := w.session.Claims()
	w.Preview([]string{back})
	says(t, "the preview", shows(w), "The same? 2")
	chord(w, "Ctrl+Enter")
	if n := len(w.session.Claims()); n != len(mine)+2 {
		t.Fatalf("%d claims: %s", n, w.said.Text())
	}
	first, err := w.session.View().ClaimByStatement(statement)
	if err != nil {
		t.Fatal(err)
	}
	tagged := func(words string) annotate.ID {
		t.Helper()
		chord(w, "Ctrl+1")
		w.read.Reader.Select(seek(t, w, words))
		w.read.Reader.TypedRune('1')
		w.read.Claims.Field.SetText(statement)
		strike(w, fyne.KeyReturn)
		a, _ := w.session.Annotation()
		if a.Quote != words {
			t.Fatalf("in hand is %q", a.Quote)
		}
		return a.Claim
	}
	if got := tagged("a spell of severe cold"); got != first.ID {
		t.Errorf("tied to %s, not to %s", got, first.ID)
	}
	var other annotate.ID
	for _, row := range w.session.Claims() {
		if row.Statement == statement && row.ID != first.ID {
			other = row.ID
		}
	}
	if err := w.session.JoinTwo(store.Ref{Kind: annotate.KindClaim, ID: first.ID}, store.Ref{Kind: annotate.KindClaim, ID: other}); err != nil {
		t.Fatal(err)
	}
	if got := tagged("severe cold grips"); got != first.ID && got != other {
		t.Errorf("joined, it is tied to %s", got)
	}
}

// In much text it is looked for what may be one only once somebody asks, and what is
// settled is not looked for again.
func TestTheSameInMuchText(t *testing.T) {
	w := start(t, style.AlwaysLite)
	mine, _ := twoDesks(t)
	worked(t, mine, desk(t, "Mara", sample.Reviewer(), time.Date(2026, time.February, 1, 9, 0, 0, 0, time.UTC)), func(p *store.Project) {
		addTo(t, p, []store.Draft{{Text: strings.Repeat("All was quiet. ", 80_000), Article: annotate.Article{Title: "Much"}}})
		list, err := p.Claims()
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := p.AddClaim(strings.ToUpper(list[0].Statement)); err != nil {
			t.Fatal(err)
		}
	})
	w.projects.Open(mine)
	chord(w, "Ctrl+4")
	says(t, "the page before anybody asked", shows(w), "The same? ?")
	strike(w, fyne.KeyDown)
	says(t, "the section", shows(w), "The same? 1", "The same claim? same statement but for spelling")
	w.colleagues.Focus()
	write(w, "n")
	says(t, "the section once it is settled", shows(w), "The same? 0")
}

// What cannot be merged is refused with the reason where one is; another project is
// asked about first.
func TestMergeRefused(t *testing.T) {
	w, back := atTwoDesks(t)
	made, err := os.ReadFile(back)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	damaged := filepath.Join(folder, "damaged"+project.Ending)
	made[len(made)/2] ^= 0xff
	if err := os.WriteFile(damaged, made, 0o600); err != nil {
		t.Fatal(err)
	}
	chord(w, "Ctrl+4")
	w.dropped([]string{damaged})
	says(t, "of a damaged package", w.said.Text(), "damaged.claimtrace")
	if w.colleagues.Previewing() {
		t.Error("a damaged package is shown")
	}
	other := filepath.Join(folder, "other"+project.Ending)
	if err := os.WriteFile(other, emptyProject(t), 0o600); err != nil {
		t.Fatal(err)
	}
	w.dropped([]string{other})
	says(t, "of another project", onSheet(w), "Another project?")
	strike(w, fyne.KeyEscape)
	if w.colleagues.Previewing() {
		t.Error("another project is shown though it is not meant")
	}
	w.dropped([]string{other})
	tap(t, w.win.Canvas().Overlays().Top(), "See what it brings")
	if !w.colleagues.Previewing() {
		t.Errorf("another project that is meant is not shown: %s", w.said.Text())
	}
	strike(w, fyne.KeyEscape)
	w.Run("past")
	w.Preview([]string{back})
	if w.colleagues.Previewing() || w.said.Text() == "" {
		t.Error("a moment is merged into")
	}
}

// What is stopped has changed nothing; while it goes on nothing else is done.
func TestMergeStopped(t *testing.T) {
	steps := async.NewSteps()
	w := startWith(t, style.AlwaysLite, steps.Runner)
	mine, back := twoDesks(t)
	w.projects.Open(mine)
	steps.All()
	_, before := digests(t, w)
	w.Preview([]string{back})
	if w.colleagues.Previewing() {
		t.Fatal("it is shown before it is read")
	}
	w.dialogs.StopWork()
	steps.All()
	if w.colleagues.Previewing() || !strings.Contains(w.said.Text(), "nothing was changed") {
		t.Errorf("stopped, it says %q", w.said.Text())
	}
	w.Preview([]string{back})
	steps.All()
	w.Run("colleagues.merge")
	if why := w.table.Of("colleagues.first").Why(); why == "" {
		t.Error("something can be settled while it is merged")
	}
	w.dialogs.StopWork()
	steps.All()
	if _, now := digests(t, w); now != before || !w.colleagues.Previewing() || !strings.Contains(w.said.Text(), "nothing was changed") {
		t.Errorf("a merge that was stopped left something, or says %q", w.said.Text())
	}
	w.Run("colleagues.merge")
	steps.All()
	if _, now := digests(t, w); now == before {
		t.Error("it cannot be merged any more")
	}
	steps.Pass(parts.CardDelay)
}

// Of another's passage nothing can be restored: that is said beforehand, in plain
// words, and of one's own it can.
func TestHistoryOfAnothers(t *testing.T) {
	w, back := atTwoDesks(t)
	w.Preview([]string{back})
	chord(w, "Ctrl+Enter")
	list, err := w.session.AllAnnotations()
	if err != nil {
		t.Fatal(err)
	}
	said := map[bool]string{}
	for _, a := range list {
		mine := a.Reviewer == w.session.Project().Reviewer().ID
		if said[mine] != "" {
			continue
		}
		if err := w.session.GoToID(a.ID); err != nil {
			t.Fatal(err)
		}
		w.sheets.OfHighlight()
		said[mine] = onSheet(w)
		strike(w, fyne.KeyEscape)
	}
	if !strings.Contains(said[false], "Oksana’s, who alone restores") || strings.Contains(said[true], "who alone") || said[true] == "" {
		t.Errorf("of another’s it says %q, of one’s own %q", said[false], said[true])
	}
}
