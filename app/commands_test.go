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
	for _, h := range w.offered() {
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
		{"a claim to be chosen", "Enter tie, Up Down choose, Esc leave untied, F1 keys", func() { strike(w, fyne.KeyReturn) }},
		{"a note", "Enter record, Ctrl Z take back, F1 keys", func() { strike(w, fyne.KeyEscape); w.read.Card.FocusNote() }},
		{"a filter", "Enter open, Esc back, F1 keys", func() { w.table.Run(w.table.Of("filter.articles")) }},
		{"the filter of claims", "Enter show, Up Down choose, Esc back, F1 keys", func() { w.table.Run(w.table.Of("filter.claims")) }},
		{"what is to be found", "Enter next, Shift Enter previous, Esc close, F1 keys", func() { w.table.Run(w.table.Of("find")) }},
		{"a highlight again", "1 2 3 tag, Enter claim, Del remove, N P next, previous, F1 keys", func() { strike(w, fyne.KeyEscape) }},
		{"Compare", "Enter open, Tab next change, B baseline, V layout, F1 keys", func() { w.table.Run(w.table.Of("compare")) }},
		{"Overview", "Left Right move, Enter open, Tab filters, T parts, F1 keys", func() { w.table.Run(w.table.Of("overview")) }},
	} {
		if c.do(); hinted(w) != c.want {
			t.Errorf("for %s: %s", c.what, hinted(w))
		}
	}
}

// The list of keys shows the keys of each line: of a line whose keys have no room it would show none.
func TestKeyList(t *testing.T) {
	w := start(t, style.AlwaysLite)
	want := map[string]int{}
	for _, s := range append(w.table.Sections(), inText) {
		for _, k := range s.Keys {
			for _, cap := range k.Keys {
				want[cap]++
			}
		}
	}
	w.keysDialog()
	for _, said := range strings.Split(onSheet(w), "|") {
		want[said]--
	}
	for cap, missing := range want {
		if missing > 0 {
			t.Errorf("%q is missing %d times", cap, missing)
		}
	}
}

// To quit stands last in its menu, where one looks for it.
func TestQuitIsLast(t *testing.T) {
	w := start(t, style.AlwaysLite)
	last := ""
	for _, c := range w.table.Rows {
		if menu, _, _ := strings.Cut(c.Menu, "/"); menu == "File" {
			last = c.ID
		}
	}
	if last != "quit" {
		t.Errorf("the last of File is %s", last)
	}
}

// No key has two commands where both would be heard, but that what comes in, which is
// left before anything else is done, has its own above those that are heard everywhere;
// and every command of a menu has words.
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
				if slices.Contains(d.Keys, k) && (c.In&d.In != 0 || (c.In == 0 || d.In == 0) && c.In|d.In != incoming) {
					t.Errorf("%s is the key of %s and of %s", k, c.ID, d.ID)
				}
			}
		}
	}
}

// A command that is made up is one row: its key, its item in the menus, its line in
// the list of keys, its hint and its refusal come of that, in the real window.
func TestMadeUpCommand(t *testing.T) {
	w := start(t, style.AlwaysLite)
	done := 0
	w.setCommands(append(commands{w}.rows(), &menu.Command{ID: "hello", Menu: "Help", Group: 1, Label: "Say hello", Keys: menu.Keys("Ctrl+Shift+H"),
		Help: "greet the desk", Hint: "hello", Offer: reading, Can: commands{w}.needsProject, Do: func() { done++ }}))
	press := func() { w.Shortcut(menu.Keys("Ctrl+Shift+H")[0].Shortcut()) }
	if press(); done > 0 || !strings.Contains(w.greeting.Text(), "No project is open") {
		t.Errorf("done %d times without a project; said %q", done, w.greeting.Text())
	}
	openNewSample(t, w)
	if press(); done != 1 {
		t.Errorf("its key did it %d times", done)
	}
	w.menuBar.Open(len(w.table.Menus) - 1)
	if said := onSheet(w); !strings.Contains(said, "Say hello") || !strings.Contains(said, "Ctrl+Shift+H") {
		t.Errorf("the menu says %q", said)
	}
	strike(w, fyne.KeyEnd, fyne.KeyReturn)
	if done != 2 {
		t.Errorf("the last item of the menu did it: %d in all", done)
	}
	if said := hinted(w); !strings.Contains(said, "Ctrl Shift H hello") {
		t.Errorf("the status line says %q", said)
	}
	w.keysDialog()
	if said := onSheet(w); !strings.Contains(said, "Greet the desk") {
		t.Errorf("the list of keys says %q", said)
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

// Undo and copy are the project's while a list has the keyboard, which is no line
// of text: on the page, and not at all above it.
func TestShortcutsFromLists(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	write(w, "n1")
	was := w.session.CanUndo()
	for _, command := range []string{"filter.articles", "filter.claims"} {
		w.table.Run(w.table.Of(command))
		strike(w, fyne.KeyTab)
		if _, ok := w.win.Canvas().Focused().(interface{ Typed() bool }); ok || w.win.Canvas().Focused() == nil {
			t.Fatalf("%s: behind the field the keyboard is with %T", command, w.win.Canvas().Focused())
		}
		if w.entry() != nil {
			t.Errorf("%s: a list is taken for a line of text", command)
		}
		w.Shortcut(menu.Keys("Ctrl+Z")[0].Shortcut())
		if w.session.CanUndo() == was {
			t.Errorf("%s: nothing was undone", command)
		}
		w.Shortcut(menu.Keys("Ctrl+Y")[0].Shortcut())
	}
	w.table.Run(w.table.Of("backups"))
	for _, key := range []string{"Ctrl+Z", "Ctrl+C", "Ctrl+A"} {
		w.Shortcut(menu.Keys(key)[0].Shortcut())
	}
	if w.session.CanUndo() != was {
		t.Error("a key of the page did something below a sheet")
	}
}

// A key of the window is heard from wherever the keyboard is.
func TestKeysFromFields(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	shown := func() view { return w.view }
	ctrl := func(k string) { w.Shortcut(menu.Keys("Ctrl+" + k)[0].Shortcut()) }
	write(w, "n")
	for _, focus := range []func(){w.read.Library.FocusField, w.read.Claims.FocusField, w.read.Card.FocusNote, w.Back} {
		w.turnTo(viewRead)
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
		w.turnTo(v)
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
	w.turnTo(viewOverview)
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
		w.turnTo(viewRead)
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
	w.turnTo(viewOverview)
	strike(w, fyne.KeyReturn)
	if w.view != viewCompare {
		t.Fatalf("Enter on a claim shows page %d", w.view)
	}
	strike(w, fyne.KeyEscape)
	if w.view != viewOverview {
		t.Errorf("Escape leads to page %d", w.view)
	}
}

// A command is about nothing that one does not see.
func TestNothingUnseen(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	why := func(id string) string { return w.table.Of(id).Why() }
	if why("claim.remove") != "" || why("article.remove") != "" {
		t.Fatalf("in Read: %q, %q", why("claim.remove"), why("article.remove"))
	}
	w.table.Run(w.table.Of("filter.claims"))
	if write(w, "no such claim"); why("claim.remove") == "" {
		t.Error("a claim that the filter leaves out can be removed")
	}
	strike(w, fyne.KeyEscape)
	w.table.Run(w.table.Of("panel.right"))
	if why("claim.remove") == "" || why("claim.decide") == "" {
		t.Error("with the panel folded a claim can be removed that is nowhere seen")
	}
	if write(w, "n"); why("claim.decide") != "" {
		t.Errorf("that of the highlight in hand: %q", why("claim.decide"))
	}
	w.table.Run(w.table.Of("panel.right"))

	w.table.Run(w.table.Of("overview"))
	if why("article.remove") == "" || why("article.next") == "" {
		t.Error("in Overview an article can be removed, or left, that is not marked there")
	}
	if why("claim.remove") != "" {
		t.Errorf("the claim that is marked: %q", why("claim.remove"))
	}
	if strike(w, fyne.KeyRight); why("article.remove") != "" {
		t.Errorf("with the cursor on a cell: %q", why("article.remove"))
	}
	// What is brought back is in hand again.
	second := w.session.Claims()[1]
	if err := w.session.PickClaim(second.ID); err != nil {
		t.Fatal(err)
	}
	w.table.Run(w.table.Of("claim.remove"))
	w.table.Run(w.table.Of("undo"))
	if c, _ := w.session.Claim(); c.ID != second.ID {
		t.Errorf("in hand is %q", c.Statement)
	}
}
