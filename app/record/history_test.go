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

// opened returns a history in a window, with the keyboard, and what it calls.
func opened(t *testing.T, list []store.Revision) (*History, *[]string, fyne.Window) {
	t.Helper()
	var h *History
	w := show(t, style.AlwaysLite, func() fyne.CanvasObject { h = historyOf(list); return h }, 690, 480)
	calls := &[]string{}
	h.OnRestore = func(id annotate.ID) { *calls = append(*calls, string(id)) }
	h.OnClose = func() { *calls = append(*calls, "close") }
	h.Focus(w.Canvas())
	return h, calls, w
}

func TestHistoryKeys(t *testing.T) {
	h, calls, w := opened(t, lifeOf())
	if w.Canvas().Focused() != h.list {
		t.Fatalf("the keyboard is with %T", w.Canvas().Focused())
	}
	for _, c := range []struct {
		keys   []fyne.KeyName
		marked int
		calls  string
	}{
		{[]fyne.KeyName{fyne.KeyReturn}, 0, "[]"}, // stands so already
		{[]fyne.KeyName{fyne.KeyUp}, 0, "[]"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, 1, "[change 6]"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, 2, "[]"}, // was removed then
		{[]fyne.KeyName{fyne.KeyPageDown}, 7, "[]"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyEnter}, 7, "[change 0]"},
		{[]fyne.KeyName{fyne.KeyPageUp}, 1, "[]"},
		{[]fyne.KeyName{fyne.KeyEnd}, 7, "[]"},
		{[]fyne.KeyName{fyne.KeyHome}, 0, "[]"},
		{[]fyne.KeyName{fyne.KeyEscape}, 0, "[close]"},
	} {
		*calls = []string{}
		press(h.list, c.keys...)
		if h.list.At() != c.marked || fmt.Sprint(*calls) != c.calls {
			t.Errorf("%v: marked %d, called %v; want %d, %s", c.keys, h.list.At(), *calls, c.marked, c.calls)
		}
	}
}

func TestHistoryMouse(t *testing.T) {
	h, calls, w := opened(t, lifeOf())
	w.Canvas().Unfocus()
	rows := alive[*revision](w)
	if !rows[0].o.again.Hidden || rows[1].o.again.Hidden || !rows[2].o.again.Hidden {
		t.Error("Restore is offered for what stands, or not for what stood")
	}
	test.Tap(rows[3].o.again)
	if fmt.Sprint(*calls) != "[change 4]" {
		t.Errorf("Restore called %v", *calls)
	}
	test.TapCanvas(w.Canvas(), rows[4].place.AddXY(60, 20))
	if h.list.At() != 4 || w.Canvas().Focused() != h.list {
		t.Errorf("a click marked row %d, the keyboard is with %T", h.list.At(), w.Canvas().Focused())
	}
	if s := rows[4].o.AccessibilityLabel(); s != "Mara changed the verdict from unconfirmed to disputed, Fri 30 Jan 09:21" {
		t.Error(s)
	}
	if s := rows[0].o.AccessibilityLabel(); s != "Mara changed the verdict from unconfirmed to confirmed, Fri 30 Jan 09:49, as it stands now" {
		t.Error(s)
	}
	// The mark stays on its change when one more comes, and begins anew with another entity.
	list := append(lifeOf(), store.Revision{Change: "change 8", By: ben, Edits: []store.Edit{{Field: "note", To: "x"}}})
	h.Put(h.title.words, list, nil)
	if h.list.At() != 5 || h.caption.Words != "9 CHANGES" {
		t.Errorf("marked row %d of %s", h.list.At(), h.caption.Words)
	}
	h.Put("another", list[:1], nil)
	if h.list.At() != 0 || h.caption.Words != "1 CHANGE" {
		t.Errorf("marked row %d of %s", h.list.At(), h.caption.Words)
	}
	h.Put("none", nil, nil)
	press(h.list, fyne.KeyDown, fyne.KeyReturn)
}

// A long history has only the rows alive that are seen.
func TestHistoryLong(t *testing.T) {
	var list []store.Revision
	for i := range 2000 {
		list = append(list, store.Revision{Change: annotate.ID(fmt.Sprint(i)), By: mara, At: day(0, i), Made: i == 0, Edits: []store.Edit{{Field: "note", From: fmt.Sprint(i), To: fmt.Sprint(i + 1)}}})
	}
	h, _, w := opened(t, list)
	for _, key := range []fyne.KeyName{fyne.KeyHome, fyne.KeyEnd} {
		press(h.list, key)
		if rows := alive[*revision](w); len(rows) < 5 || len(rows) > 12 {
			t.Errorf("%s: %d rows are alive", key, len(rows))
		}
	}
	// Another width wraps anew: no sentence is taller than its row.
	w.Resize(fyne.NewSize(260, 480))
	rows := alive[*revision](w)
	for _, r := range rows[:len(rows)-1] {
		r := r.o
		if r.Size().Height != r.e.height(r.Size().Width) {
			t.Errorf("%q: %v high in %v", r.e.says, r.Size().Height, r.e.height(r.Size().Width))
		}
	}
}

// What cannot be restored is grey, by a click and by a key, and says why.
func TestHistoryRefused(t *testing.T) {
	h, calls, w := opened(t, lifeOf())
	h.Refused = "It is Ben’s, who alone restores what stood"
	h.Put(h.title.words, lifeOf(), nil)
	again := alive[*revision](w)[1].o.again
	if again.Hidden || !again.Disabled() || h.caption.Count != h.Refused {
		t.Errorf("Restore can be pressed: %v; it says %q", !again.Disabled(), h.caption.Count)
	}
	test.Tap(again)
	press(h.list, fyne.KeyDown, fyne.KeyReturn)
	if len(*calls) > 0 {
		t.Errorf("it called %v", *calls)
	}
}
