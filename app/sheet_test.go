package app

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/menu"
	"claimtrace/app/style"
	"claimtrace/store"
)

// strike sends keys to what has the keyboard, or to the window where nothing
// has; a space comes with its character, as from the system.
func strike(w *window, keys ...fyne.KeyName) {
	for _, k := range keys {
		e := &fyne.KeyEvent{Name: k}
		switch f := w.win.Canvas().Focused(); {
		case k == fyne.KeyTab:
			w.win.Canvas().FocusNext()
		case f != nil:
			f.TypedKey(e)
		default:
			w.win.Canvas().OnTypedKey()(e)
		}
		if k == fyne.KeySpace {
			write(w, " ")
		}
	}
}

func write(w *window, s string) {
	for _, r := range s {
		if f := w.win.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		} else {
			w.win.Canvas().OnTypedRune()(r)
		}
	}
}

func sheetOpen(w *window) bool { return w.win.Canvas().Overlays().Top() != nil }

// onSheet is all that the sheet on top says, "" where none is open.
func onSheet(w *window) string {
	top := w.win.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	var said []string
	for _, o := range test.LaidOutObjects(top) {
		if t, ok := o.(*canvas.Text); ok {
			said = append(said, t.Text)
		}
	}
	return strings.Join(said, "|")
}

// Each sheet has the keyboard somewhere from the start, closes by Escape from
// wherever it is and from nowhere, and gives it back to the page.
func TestSheetsByKeys(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	if err := w.session.PickAnnotation(w.session.Annotations()[0].ID); err != nil {
		t.Fatal(err)
	}
	for name, show := range map[string]func(){
		"details": w.sheets.Details, "reword": w.sheets.Reword, "reviewer": w.name.Change, "keys": w.keysDialog, "about": w.aboutDialog,
		"history": w.sheets.OfHighlight, "decide": w.sheets.Decide, "beside": w.compareArticles, "backups": w.projects.Backups,
		"new": w.projects.New, "open": w.projects.Choose, "add": w.adding.Choose, "report": w.exports.Report,
		"salvaged": func() { w.projects.TellSalvaged("Left", store.Salvaged{Lost: []string{"much"}}) },
	} {
		show()
		if !sheetOpen(w) || w.win.Canvas().Focused() == nil {
			t.Errorf("%s: open %v, the keyboard is with %T", name, sheetOpen(w), w.win.Canvas().Focused())
			continue
		}
		first, stops := w.win.Canvas().Focused(), 1
		for strike(w, fyne.KeyTab); w.win.Canvas().Focused() != first && stops < 20; strike(w, fyne.KeyTab) {
			stops++
		}
		for i := range stops + 1 {
			if !sheetOpen(w) {
				show()
			}
			for range i {
				strike(w, fyne.KeyTab)
			}
			if i == stops {
				w.win.Canvas().Unfocus()
			}
			strike(w, fyne.KeyEscape)
			if sheetOpen(w) || w.dialogs.Open() || w.win.Canvas().Focused() != fyne.Focusable(w.read.Reader) {
				t.Errorf("%s: after Escape at stop %d of %d it is open: %v, the keyboard is with %T", name, i, stops, sheetOpen(w), w.win.Canvas().Focused())
			}
		}
	}
}

// The space that presses a button does not go on to the page.
func TestSpaceStaysOnTheSheet(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.win.Resize(fyne.NewSize(900, 400))
	place := w.read.Reader.Place()
	w.aboutDialog()
	strike(w, fyne.KeySpace)
	if w.read.Reader.Place() != place || sheetOpen(w) {
		t.Error("the space that pressed the button turned the page")
	}
}

func TestQuitFromASheet(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.sheets.Decide()
	w.table.Run(w.table.Of("quit"))
	if w.session != nil {
		t.Error("with a sheet open Quit does nothing")
	}
}

// A claim is decided from the keyboard alone.
func TestDecideByKeys(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	ctrlEnter := menu.Keys("Ctrl+Enter")[0].Shortcut()
	now := func() store.ClaimRow { c, _ := w.session.Claim(); return c }
	w.sheets.Decide()
	strike(w, fyne.KeyReturn)
	if !sheetOpen(w) || !strings.Contains(onSheet(w), "othing is decided yet") {
		t.Fatal("without a verdict something was decided, or nobody said why not")
	}
	write(w, "2")
	strike(w, fyne.KeyTab, fyne.KeyReturn)
	if !sheetOpen(w) || !strings.Contains(onSheet(w), "needs its") || now().Resolved != "" {
		t.Fatalf("without a reason: decided %q, said %q", now().Resolved, onSheet(w))
	}
	write(w, "In 1999 nobody said so")
	strike(w, fyne.KeyReturn) // a line of the reason
	write(w, "nor in 2003")
	if now().Resolved != "" || !sheetOpen(w) {
		t.Fatal("Enter in the reason decided")
	}
	// Broken off, it is there again.
	strike(w, fyne.KeyEscape)
	w.sheets.Decide()
	strike(w, fyne.KeyTab, fyne.KeyTab, fyne.KeySpace, fyne.KeyReturn)
	if c := now(); sheetOpen(w) || c.Resolved != annotate.Disputed || c.Reason != "In 1999 nobody said so\nnor in 2003" || len(c.Evidence.List()) != 1 {
		t.Errorf("decided %q, because %q, by %v", c.Resolved, c.Reason, c.Evidence)
	}
	w.sheets.Decide()
	write(w, "3")
	w.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(ctrlEnter)
	if c := now(); c.Resolved != annotate.Unconfirmed || sheetOpen(w) {
		t.Errorf("Ctrl+Enter in the reason: decided %q", c.Resolved)
	}
	w.sheets.Decide()
	write(w, "0")
	strike(w, fyne.KeyReturn)
	if c := now(); c.Resolved != "" || c.Reason != "" || sheetOpen(w) {
		t.Errorf("reopened it is %q, because %q", c.Resolved, c.Reason)
	}
}

func TestPickByKeys(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	rows := w.session.Articles()
	w.compareArticles()
	strike(w, fyne.KeyDown, fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn)
	if base, other, ok := w.compare.View.Articles(); w.view != viewCompare || !ok || base.ID != rows[0].ID || other.ID != rows[3].ID {
		t.Errorf("page %d, compared are %q and %q", w.view, base.Title, other.Title)
	}
}

func TestTicks(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	ticked := func() (list []string) {
		for _, c := range w.table.Rows {
			if c.Ticked != nil && c.Ticked() {
				list = append(list, c.Label)
			}
		}
		return list
	}
	if got := fmt.Sprint(ticked()); got != "[Panel on the left Panel on the right Text in a serif Light]" {
		t.Errorf("at first ticked are %s", got)
	}
	w.setTheme(string(style.AlwaysDark))
	w.setFace(style.FaceSans)
	if got := fmt.Sprint(ticked()); got != "[Panel on the left Panel on the right Text in a sans-serif Dark]" {
		t.Errorf("ticked are %s", got)
	}
}
