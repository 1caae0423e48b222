package app

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/app/menu"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// hinted are the keys that the status line offers.
func hinted(w *window) string {
	var list []string
	for _, h := range append(w.pages[w.view].Hints(), w.table.Hints()...) {
		list = append(list, strings.Join(h.Keys, " ")+" "+h.Does)
	}
	return strings.Join(list, ", ")
}

// The status line offers what can be done with what is in hand.
func TestHints(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	for _, c := range []struct {
		what, want string
		do         func()
	}{
		{"nothing", "S sentence, N P next, previous, F1 keys", func() {}},
		{"words", "Esc deselect, S sentence, 1 2 3 tag, F1 keys", func() { w.read.Reader.Select(seek(t, w, "a spell of severe cold")) }},
		{"a highlight", "1 2 3 tag, Enter claim, Del remove, N P next, previous, F1 keys", func() { write(w, "n") }},
		{"a claim to be chosen", "Enter tie, Up Down choose, Esc leave untied", func() { strike(w, fyne.KeyReturn) }},
		{"Compare", "Enter open, Tab next change, B baseline, V layout, F1 keys", func() { strike(w, fyne.KeyEscape); w.table.Run(w.table.Of("compare")) }},
		{"Overview", "Left Right move, Enter open, Tab filters, T parts, F1 keys", func() { w.table.Run(w.table.Of("overview")) }},
	} {
		if c.do(); hinted(w) != c.want {
			t.Errorf("for %s: %s", c.what, hinted(w))
		}
	}
}

// No key has two commands where both would be heard, and every command of a menu
// has words.
func TestTableIsSound(t *testing.T) {
	w := start(t, style.AlwaysLite)
	for i, c := range w.table.Rows {
		if c.Label == "" || c.Do == nil || c.Menu != "" && !slices.Contains(w.table.Menus, strings.Split(c.Menu, "/")[0]) {
			t.Errorf("%s: label %q, menu %q", c.ID, c.Label, c.Menu)
		}
		for _, d := range w.table.Rows[:i] {
			if c.ID == d.ID {
				t.Errorf("two commands are %s", c.ID)
			}
			for _, k := range c.Keys {
				if slices.Contains(d.Keys, k) && (c.In == 0 || d.In == 0 || c.In&d.In != 0) {
					t.Errorf("%s is the key of %s and of %s", k, c.ID, d.ID)
				}
			}
		}
	}
}

// In an empty project every item that does nothing is grey, and says why.
func TestNothingInSilence(t *testing.T) {
	w := start(t, style.AlwaysLite)
	w.projects.Make(t.TempDir() + "/empty.claimtrace")
	for _, c := range w.table.Rows {
		if c.ID == "quit" || c.ID == "close" || c.Why() == "" {
			continue
		}
		w.said.Clear()
		if w.table.Run(c); w.said.Text() == "" {
			t.Errorf("%s is not done, and nothing says why", c.ID)
		}
	}
}

// A key of the window is heard from wherever the keyboard is.
func TestKeysFromFields(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	shown := func() view { return w.view }
	ctrl := func(k string) { w.Shortcut(menu.Keys("Ctrl+" + k)[0].Shortcut()) }
	write(w, "n")
	for _, focus := range []func(){w.read.Library.FocusField, w.read.Claims.FocusField, w.read.Card.FocusNote, w.Back} {
		w.show(viewRead)
		focus()
		w.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key3, Modifier: fyne.KeyModifierShortcutDefault})
		if f, ok := w.win.Canvas().(fyne.Shortcutable); !ok || f == nil {
			ctrl("3") // the test driver's canvas knows no shortcuts
		}
		if shown() != viewOverview {
			t.Errorf("Ctrl+3 shows page %d", shown())
		}
	}
}

// Ctrl+F opens the find bar from every page; F3 acts on the text only where one
// sees it.
func TestFindFromOtherPages(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	for _, v := range []view{viewCompare, viewOverview} {
		w.show(v)
		w.table.Press(menu.Keys("F3")[0])
		if w.view != v || w.read.Find.Visible() || !strings.Contains(w.said.Text(), "turn to it first") {
			t.Errorf("on page %d F3 says %q", v, w.said.Text())
		}
		w.said.Clear()
		w.table.Press(menu.Keys("Ctrl+F")[0])
		if w.view != viewRead || !w.read.Find.Visible() {
			t.Errorf("from page %d Ctrl+F opens nothing", v)
		}
		strike(w, fyne.KeyEscape)
	}
}

// What cannot be changed is refused before one tries: a backup, the past.
func TestCommandsOfThePast(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.showPast()
	w.Back()
	write(w, "n")
	for _, id := range []string{"tag." + string(annotate.Confirmed), "claim.choose", "note", "highlight.remove", "claim.decide", "article.details", "add", "undo"} {
		if why := w.table.Of(id).Why(); !strings.Contains(why, "Read-only") {
			t.Errorf("%s: %q", id, why)
		}
	}
}

// Ctrl+Z right after a tag takes it back, though the field for the claim has the
// keyboard.
func TestUndoRightAfterATag(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	before := len(w.session.Annotations())
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	write(w, "1")
	if len(w.session.Annotations()) != before+1 || !w.read.Claims.Picking() {
		t.Fatal("nothing was tagged")
	}
	w.Shortcut(&fyne.ShortcutUndo{})
	if len(w.session.Annotations()) != before || w.read.Claims.Picking() || w.win.Canvas().Focused() != fyne.Focusable(w.read.Reader) {
		t.Errorf("%d highlights of %d; picking: %v", len(w.session.Annotations()), before, w.read.Claims.Picking())
	}
}

// The claim that is typed or clicked is that of the highlight for which it was
// asked, never that of another one.
func TestPickingIsForOneHighlight(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	other := w.session.Annotations()[2]
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	write(w, "1")
	w.read.Reader.OnPick(other.ID)
	if w.read.Claims.Picking() {
		t.Fatal("the claim of another highlight is being picked")
	}
	for _, c := range w.session.Claims() {
		if c.ID != other.Claim {
			w.read.Claims.OnPick(c.ID)
			break
		}
	}
	if now, _ := w.session.View().Annotation(other.ID); now.Claim != other.Claim {
		t.Error("the other highlight was tied anew")
	}
}

// What is in hand is the same for the card, the lists and the commands, on every
// page.
func TestOneThingInHand(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	agree := func(when string) {
		t.Helper()
		claim, _ := w.session.Claim()
		if a, ok := w.session.Annotation(); ok && a.Claim != claim.ID {
			t.Errorf("%s: a passage of %q and the claim %q are in hand", when, a.Claim, claim.ID)
		}
		if w.read.Claims.Picked() != claim.ID || w.compare.Claims.Picked() != claim.ID {
			t.Errorf("%s: in hand is %q, the lists mark %q and %q", when, claim.ID, w.read.Claims.Picked(), w.compare.Claims.Picked())
		}
	}
	write(w, "n")
	agree("a highlight")
	w.read.Claims.OnPick(w.session.Claims()[5].ID)
	agree("another claim")
	w.show(viewOverview)
	strike(w, fyne.KeyDown, fyne.KeyDown)
	agree("in the overview")
	on := w.session.Claims()
	claim, _ := w.session.Claim()
	if claim.ID == on[5].ID {
		t.Error("the cursor of the overview takes no claim in hand")
	}
	w.table.Run(w.table.Of("claim.reword"))
	if !w.dialogs.Open() {
		t.Fatal("no sheet")
	}
	strike(w, fyne.KeyEscape, fyne.KeyReturn)
	agree("opened from the overview")
	if w.view != viewCompare {
		t.Errorf("Enter on a claim shows page %d", w.view)
	}
	strike(w, fyne.KeyEscape)
	agree("back in Read")
}

// Asked for a claim, Compare shows a claim, whatever it showed before.
func TestCompareShowsTheClaimAskedFor(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	two := func() {
		w.compareArticles()
		strike(w, fyne.KeyReturn)
		if _, _, ok := w.compare.View.Articles(); !ok {
			t.Fatal("no articles are compared")
		}
		w.show(viewRead)
	}
	claim, _ := w.session.Claim()
	for name, ask := range map[string]func(){
		"overview": func() { w.overview.View.OnClaim(claim.ID) }, "menu": func() { w.table.Run(w.table.Of("compare")) }, "card": func() { w.read.Card.OnCompare() },
	} {
		two()
		ask()
		if _, _, two := w.compare.View.Articles(); two || w.view != viewCompare {
			t.Errorf("from the %s two articles are shown", name)
		}
	}
}

// Several moves of a highlight's ends in a row are one change and one step of
// undo; what is done next, whatever it is, finds them recorded.
func TestMovesInARow(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	write(w, "n")
	was, _ := w.session.Annotation()
	_, _, _, changes, err := w.session.View().Counts()
	if err != nil {
		t.Fatal(err)
	}
	write(w, "]]]]]]")
	w.Shortcut(&fyne.ShortcutUndo{})
	if now, _ := w.session.Annotation(); now.Span() != was.Span() {
		t.Errorf("undone once, it is %v, and was %v", now.Span(), was.Span())
	}
	w.Shortcut(menu.Keys("Ctrl+Y")[0].Shortcut())
	now, _ := w.session.Annotation()
	if _, _, _, after, _ := w.session.View().Counts(); now.End <= was.End || after != changes+3 {
		t.Errorf("it is %v, by %d changes", now.Span(), after-changes)
	}
	write(w, "]]")
	w.closeProject()
	w.projects.Open(w.prefs.Recent[0])
	if end, err := w.session.View().Annotation(was.ID); err != nil || end.End <= now.End {
		t.Errorf("closed at once, it is %v (%v)", end.Span(), err)
	}
}

// Of a colleague's highlight it is said whose it is before anything is tried;
// one's own verdict can be set beside it.
func TestAnothersHighlight(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	if err := w.session.Project().SetPerson(store.Person{ID: change.NamedID("person", "Ben"), Name: "Ben"}); err != nil {
		t.Fatal(err)
	}
	write(w, "n")
	theirs, _ := w.session.Annotation()
	for _, id := range []string{"note", "highlight.remove", "claim.choose", "end.later"} {
		if why := w.table.Of(id).Why(); !strings.Contains(why, "Mara’s") {
			t.Errorf("%s: %q", id, why)
		}
	}
	write(w, "]")
	if now, _ := w.session.View().Annotation(theirs.ID); now.Span() != theirs.Span() || !strings.Contains(w.said.Text(), "Mara’s") {
		t.Errorf("it is %v, and it says %q", now.Span(), w.said.Text())
	}
	write(w, "2")
	if mine, _ := w.session.Annotation(); mine.ID == theirs.ID || mine.Verdict != annotate.Disputed || !w.session.Mine(mine) {
		t.Errorf("the verdict was set on %+v", mine)
	}
}

// Words selected by keys are tagged without the space at their ends.
func TestTagWithoutSpaceAround(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	s := seek(t, w, "a spell of severe cold")
	w.read.Reader.Select(annotate.Span{Start: s.Start - 1, End: s.End + 1})
	write(w, "1")
	if a, _ := w.session.Annotation(); a.Span() != s {
		t.Errorf("tagged was %q", a.Quote)
	}
}

// Delete and Enter do nothing to the page while a list beside it has the
// keyboard.
func TestDeleteInAList(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	write(w, "n")
	before := len(w.session.Annotations())
	w.read.Library.OnKey(fyne.KeyDelete)
	w.read.Claims.OnKey(fyne.KeyDelete)
	if len(w.session.Annotations()) != before {
		t.Error("the highlight on the page was removed")
	}
}

// In the past nothing can be typed on the card, and the same key leads back.
func TestCardOfThePast(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	write(w, "n")
	w.showPast()
	write(w, "n")
	w.read.Card.FocusNote()
	write(w, "abc")
	w.table.Run(w.table.Of("past"))
	if w.session.Mode() != session.AtWork {
		t.Error("the past cannot be left by the key that led there")
	}
	for _, a := range w.session.Annotations() {
		if strings.Contains(a.Note, "abc") {
			t.Errorf("what was typed in the past is in the present: %q", a.Note)
		}
	}
}

// A claim is not reworded into the words of another.
func TestRewordIntoATwin(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	claim, _ := w.session.Claim()
	w.table.Run(w.table.Of("claim.reword"))
	write(w, w.session.Claims()[1].Statement)
	strike(w, fyne.KeyReturn)
	if now, _ := w.session.ClaimRow(claim.ID); now.Statement != claim.Statement || !sheetOpen(w) {
		t.Errorf("it says %q", now.Statement)
	}
}

// Escape leads back to where one came from: from a claim of the overview to the
// overview.
func TestBackToTheOverview(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.show(viewOverview)
	strike(w, fyne.KeyReturn)
	if w.view != viewCompare {
		t.Fatalf("Enter on a claim shows page %d", w.view)
	}
	strike(w, fyne.KeyEscape)
	if w.view != viewOverview {
		t.Errorf("Escape leads to page %d", w.view)
	}
}
