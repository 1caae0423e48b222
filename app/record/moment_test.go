package record

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// bar returns a bar in a window, over a day from 0:00 to 24:00 at noon, and
// what it calls.
func bar(t *testing.T) (*Moment, *[]string, fyne.Window) {
	t.Helper()
	var m *Moment
	w := show(t, style.AlwaysLite, func() fyne.CanvasObject { m = NewMoment(); return m }, 1008, momentHigh+1)
	calls := &[]string{}
	m.OnMove = func(at time.Time) { *calls = append(*calls, at.Format("02 15:04:05")) }
	m.OnStep = func(back bool) { *calls = append(*calls, fmt.Sprint("back ", back)) }
	m.OnClose = func() { *calls = append(*calls, "close") }
	m.Put(day(0, 0), day(24, 0), day(12, 0))
	w.Canvas().Focus(m)
	return m, calls, w
}

func TestMomentKeys(t *testing.T) {
	m, calls, _ := bar(t)
	for _, c := range []struct {
		at   time.Time
		key  fyne.KeyName
		want string
	}{
		{day(12, 0), fyne.KeyLeft, "[back true]"},
		{day(12, 0), fyne.KeyRight, "[back false]"},
		{day(12, 0), fyne.KeyHome, "[30 00:00:00]"},
		{day(12, 0), fyne.KeyEnd, "[31 00:00:00]"},
		{day(12, 0), fyne.KeyEscape, "[close]"},
		{day(0, 0), fyne.KeyLeft, "[]"},
		{day(0, 0), fyne.KeyHome, "[]"},
		{day(24, 0), fyne.KeyRight, "[]"},
		{day(24, 0), fyne.KeyEnd, "[]"},
	} {
		m.Put(day(0, 0), day(24, 0), c.at)
		*calls = []string{}
		press(m, c.key)
		if got := fmt.Sprint(*calls); got != c.want {
			t.Errorf("%s at %v called %s, want %s", c.key, c.at, got, c.want)
		}
	}
}

func drag(m *Moment, part float32) {
	m.line.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(knob/2+part*m.line.rail(), railY)}})
}

// While the caller is busy only the latest moment waits, and the knob stays
// under the hand.
func TestMomentDrag(t *testing.T) {
	m, calls, w := bar(t)
	w.Canvas().Unfocus()
	m.OnMove = func(at time.Time) {
		*calls = append(*calls, at.Format("02 15:04:05"))
		m.Busy(true)
	}
	for _, part := range []float32{0.25, 0.375, 0.75, 0.875} {
		drag(m, part)
	}
	if got := fmt.Sprint(*calls); got != "[30 06:00:00]" || w.Canvas().Focused() != m {
		t.Errorf("called %s, the keyboard is with %T", got, w.Canvas().Focused())
	}
	m.Put(day(0, 0), day(24, 0), day(6, 0)) // the answer to the first
	if !m.At().Equal(day(21, 0)) {
		t.Errorf("the knob jumped to %v", m.At())
	}
	m.Busy(false)
	m.Busy(false)
	if got := fmt.Sprint(*calls); got != "[30 06:00:00 30 21:00:00]" {
		t.Errorf("called %s", got)
	}
	// Beyond the ends there is nothing.
	m.Busy(false)
	drag(m, 7)
	m.Busy(false)
	drag(m, -7)
	m.line.DragEnd()
	m.Busy(false)
	if got := fmt.Sprint((*calls)[2:]); got != "[31 00:00:00 30 00:00:00]" {
		t.Errorf("called %s", got)
	}
	// Let go, the bar shows what it is told.
	m.Put(day(0, 0), day(24, 0), day(7, 0))
	if !m.At().Equal(day(7, 0)) {
		t.Errorf("shows %v", m.At())
	}
	test.TapAt(m.line, fyne.NewPos(knob/2+m.line.rail()/2, railY))
	if got := fmt.Sprint((*calls)[4:]); got != "[30 12:00:00]" {
		t.Errorf("a click called %s", got)
	}
}

// A step waits like a drag, and takes its place.
func TestMomentStepWaits(t *testing.T) {
	m, calls, _ := bar(t)
	m.Busy(true)
	drag(m, 0.25)
	press(m, fyne.KeyLeft)
	m.Busy(false)
	if got := fmt.Sprint(*calls); got != "[back true]" {
		t.Error(got)
	}
}

// Hidden, the bar forgets what waits.
func TestMomentHide(t *testing.T) {
	m, calls, _ := bar(t)
	m.Busy(true)
	drag(m, 0.25)
	m.line.DragEnd()
	m.Hide()
	m.Busy(false)
	m.Show()
	m.Put(day(0, 0), day(24, 0), day(12, 0))
	press(m, fyne.KeyHome)
	if got := fmt.Sprint(*calls); got != "[30 00:00:00]" {
		t.Error(got)
	}
}

func TestMomentButtons(t *testing.T) {
	m, calls, w := bar(t)
	for _, c := range []struct {
		b    *parts.Button
		want string
	}{{m.earlier, "[back true]"}, {m.later, "[back false]"}, {m.back, "[close]"}} {
		*calls = []string{}
		test.Tap(c.b)
		if got := fmt.Sprint(*calls); got != c.want || c.b.AccessibilityLabel() == "" {
			t.Errorf("%s called %s", c.b.Words(), got)
		}
	}
	*calls = []string{}
	m.Put(day(0, 0), day(24, 0), day(24, 0))
	w.Canvas().Unfocus()
	test.Tap(m.later)
	test.Tap(m)
	if len(*calls) > 0 || !m.later.Disabled() || m.earlier.Disabled() || w.Canvas().Focused() != m {
		t.Errorf("called %v, the keyboard is with %T", *calls, w.Canvas().Focused())
	}
}

func TestMomentWords(t *testing.T) {
	m, _, _ := bar(t)
	m.Put(day(0, 0), day(24, 0), day(18, 5))
	if s := m.AccessibilityLabel(); s != "Read-only: the project as it stood on Friday 30 January 2026, 18:05" {
		t.Error(s)
	}
	m.Put(day(0, 0), day(24, 0), day(18, 5).Add(7*time.Second+time.Millisecond))
	if s := m.AccessibilityLabel(); s != "Read-only: the project as it stood on Friday 30 January 2026, 18:05:07" {
		t.Error(s)
	}
	// A project of one change has a life of no length.
	m.Put(day(9, 0), day(9, 0), day(9, 0))
	drag(m, 0.5)
	if !m.At().Equal(day(9, 0)) || !m.earlier.Disabled() || !m.later.Disabled() {
		t.Errorf("at %v", m.At())
	}
}

// Nothing lies on anything else, down to the least width.
func TestMomentRow(t *testing.T) {
	m, _, w := bar(t)
	for _, width := range []float32{m.MinSize().Width, 600, 800, 1600} {
		w.Resize(fyne.NewSize(width, momentHigh+1))
		var x float32
		for _, o := range []fyne.CanvasObject{m.words, m.earlier, m.line, m.later, m.back} {
			left := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X
			if left < x || left+o.Size().Width > width {
				t.Errorf("in %v: %T from %v to %v, before it all to %v", width, o, left, left+o.Size().Width, x)
			}
			x = left + o.Size().Width
		}
		if m.line.Size().Width < lineLeast {
			t.Errorf("in %v the line has %v", width, m.line.Size().Width)
		}
	}
}

// What reached this copy of the project after the moment is told.
func TestMomentTellsOfLateChanges(t *testing.T) {
	m := NewMoment()
	m.Put(day(0, 0), day(24, 0), day(12, 0))
	if label := m.AccessibilityLabel(); strings.Contains(label, "later") {
		t.Errorf("nothing came later: %q", label)
	}
	m.Late(3, []store.Arrived{{Package: "lviv.claimtrace of Oksana", Who: []string{"Oksana"}}})
	if label := m.AccessibilityLabel(); !strings.HasSuffix(label, "; 3 changes of then reached this copy later, in lviv.claimtrace of Oksana") {
		t.Errorf("three came later: %q", label)
	}
	m.words.Resize(fyne.NewSize(320, momentHigh))
	shown := test.WidgetRenderer(m.words).Objects()[0].(*canvas.Text).Text
	if shown != "3 changes came here later, from Oksana" || m.words.Words != "3 changes came here later, in lviv.claimtrace of Oksana" {
		t.Errorf("the bar says %q, and whole %q", shown, m.words.Words)
	}
}
