package record

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // the views show times of the reviewer’s place
	os.Exit(m.Run())
}

// show puts a view into a window of its own, on the ground that it lies on.
func show(t *testing.T, theme style.Choice, o func() fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: theme})
	w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(style.Now().Raised), o()))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

func press(f fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func day(hour, minute int) time.Time { return time.Date(2026, 1, 30, hour, minute, 0, 0, time.UTC) }

var (
	mara = annotate.Reviewer{ID: "m", Name: "Mara"}
	ben  = annotate.Reviewer{ID: "b", Name: "Ben Okafor"}
)

// lifeOf is the history of a passage that went through much.
func lifeOf() []store.Revision {
	const long = "Vladimir Putin has agreed to hold fire on the Ukrainian capital and other towns for one week, while the region freezes"
	edits := func(e ...string) (list []store.Edit) {
		for i := 0; i < len(e); i += 3 {
			list = append(list, store.Edit{Field: e[i], From: e[i+1], To: e[i+2]})
		}
		return list
	}
	list := []store.Revision{
		{By: mara, Did: did("annotation.tag.unconfirmed"), Made: true, Edits: edits("verdict", "", "unconfirmed", "claim", "", "There is a pause",
			"quote", "", long, "article", "", "Putin to spare Kyiv", "start", "", "40", "end", "", "158", "reviewer", "", "Mara")},
		{By: ben, Did: did("annotation.move"), Edits: edits("quote", long, "Vladimir Putin has agreed to hold fire", "end", "158", "79")},
		{By: ben, Did: did("annotation.edit.note"), Edits: edits("note", "", "Only Trump says so;\nask the Kremlin")},
		{By: mara, Did: did("annotation.judge.disputed"), Edits: edits("verdict", "unconfirmed", "disputed")},
		{By: mara, Did: did("undo.annotation.judge.disputed"), Edits: edits("verdict", "disputed", "unconfirmed")},
		{By: mara, Did: did("annotation.remove"), Removed: true},
		{By: mara, Did: did("undo.annotation.remove"), Made: true},
		{By: mara, Did: did("annotation.judge.confirmed"), Edits: edits("verdict", "unconfirmed", "confirmed")},
	}
	for i := range list {
		list[i].Change, list[i].At = annotate.ID(fmt.Sprint("change ", i)), day(9, 7*i)
	}
	return list
}

func historyOf(list []store.Revision) *History {
	h := NewHistory()
	h.Put("“Vladimir Putin has agreed to hold fire”", list, nil)
	return h
}

// witnessesOf are passages of a claim in four articles.
func witnessesOf() []store.Witness {
	w := func(id, outlet string, published annotate.Publication, v annotate.Verdict, quote string) store.Witness {
		return store.Witness{Annotation: annotate.Annotation{ID: annotate.ID(id), Quote: quote, Verdict: v},
			In: annotate.Article{Outlet: outlet, Title: "A pause", Published: published}}
	}
	return []store.Witness{
		w("w1", "Meridian Wire", "2026-01-30T09:00Z", annotate.Unconfirmed, "Vladimir Putin has agreed to hold fire on the Ukrainian capital and other towns for one week"),
		w("w2", "The Northern Clarion", "2026-01-30T10:30Z", annotate.Unconfirmed, "Trump has claimed that Putin\nwill halt strikes"),
		w("w3", "Agence Littoral", "2026-01-30T15:00Z", annotate.Confirmed, "“We agreed to the pause,” the Kremlin announced"),
		w("w4", "", "", annotate.Disputed, "no pause was agreed"),
	}
}

func claimOf(v annotate.Verdict, reason string, evidence ...annotate.ID) store.ClaimRow {
	return store.ClaimRow{Claim: annotate.Claim{ID: "c", Statement: "Putin agreed to a one-week pause in strikes on Kyiv",
		Resolved: v, Reason: reason, Evidence: annotate.JoinIDs(evidence...)}}
}

// seen is an object and its place in the window.
type seen[T any] struct {
	o     T
	place fyne.Position
}

// alive returns the objects of a kind that are seen in a window, from top to
// bottom.
func alive[T fyne.CanvasObject](w fyne.Window) (list []seen[T]) {
	var walk func(o fyne.CanvasObject, at fyne.Position)
	walk = func(o fyne.CanvasObject, at fyne.Position) {
		if !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		if x, ok := o.(T); ok {
			list = append(list, seen[T]{x, at})
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, x := range o.Objects {
				walk(x, at)
			}
		case fyne.Widget:
			for _, x := range test.WidgetRenderer(o).Objects() {
				walk(x, at)
			}
		}
	}
	walk(w.Canvas().Content(), fyne.Position{})
	slices.SortFunc(list, func(a, b seen[T]) int { return cmp.Compare(a.place.Y, b.place.Y) })
	return list
}

func padded(o fyne.CanvasObject) fyne.CanvasObject { return parts.Inset(o, 20, 20, 20, 20) }

// saidBy are the words that a widget shows, in the order in which they are drawn.
func saidBy(w fyne.Widget) string {
	var words []string
	for _, o := range test.WidgetRenderer(w).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			words = append(words, t.Text)
		}
	}
	return strings.Join(words, " ")
}
