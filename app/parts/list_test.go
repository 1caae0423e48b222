package parts

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// listed is a list of numbers, each as high as it says.
type listed struct {
	*List[*widget.Label]
	all      []float32
	measured int
}

func newListed(t *testing.T, n int, height func(i int) float32) *listed {
	t.Helper()
	test.NewTempApp(t)
	l := &listed{}
	l.List = NewList(func() *widget.Label { return widget.NewLabel("") },
		func(i int, o *widget.Label) { o.SetText(fmt.Sprint(i, " ", l.all[i])) },
		func(i int, width float32) float32 { l.measured++; return l.all[i] + width/10 })
	w := test.NewTempWindow(t, l.List)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, 300))
	l.fill(n, height)
	return l
}

func (l *listed) fill(n int, height func(i int) float32) {
	l.all = make([]float32, n)
	for i := range l.all {
		l.all[i] = height(i)
	}
	l.SetLen(n)
}

// check holds what the window shows against what it should.
func (l *listed) check(t *testing.T, when string) {
	t.Helper()
	top, high := l.scroll.Offset.Y, l.scroll.Size().Height
	if most := max(l.end()-high, 0); top < 0 || top > most {
		t.Fatalf("%s: scrolled to %v of at most %v", when, top, most)
	}
	seen := map[int]bool{}
	for i, row := range l.shown {
		if want := fmt.Sprint(i, " ", l.all[i]); row.Text != want {
			t.Fatalf("%s: row %d says %q, not %q", when, i, row.Text, want)
		}
		want := l.all[i] + l.width/10
		if off := row.Size().Height - want; off < -0.01 || off > 0.01 || row.Size().Width != l.width || row.Position().Y != l.tops[i] {
			t.Fatalf("%s: row %d is %v at %v, not %v high at %v", when, i, row.Size(), row.Position(), want, l.tops[i])
		}
		seen[i] = true
	}
	for i := range l.all {
		if l.tops[i+1] > top && l.tops[i] < top+high && !seen[i] {
			t.Fatalf("%s: row %d is in the window and has no object", when, i)
		}
	}
	if len(l.page.objects) != len(l.shown)+2 {
		t.Fatalf("%s: %d objects for %d rows", when, len(l.page.objects), len(l.shown))
	}
}

// Whatever is done with a list, each row in the window shows what it should in
// its place, and the row that was asked for is in the window.
func TestList(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	any := func(int) float32 { return float32(10 + random.IntN(90)) }
	l := newListed(t, 200, any)
	for step := range 600 {
		when := fmt.Sprintf("step %d", step)
		switch random.IntN(7) {
		case 0:
			i := random.IntN(len(l.all) + 1)
			if l.ScrollTo(i); i < len(l.all) {
				if y := l.scroll.Offset.Y; l.tops[i] < y-0.01 || min(l.tops[i+1], l.tops[i]+l.scroll.Size().Height) > y+l.scroll.Size().Height+0.01 {
					t.Fatalf("%s: row %d from %v to %v is not in the window from %v", when, i, l.tops[i], l.tops[i+1], y)
				}
			}
		case 1, 2:
			l.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: float32(random.IntN(200) - 100)}})
		case 3:
			if n := len(l.all); n > 0 {
				i := random.IntN(n)
				l.all[i] = any(i)
				l.Update(i)
			}
		case 4:
			l.Resize(fyne.NewSize(float32(150+random.IntN(100)), float32(100+random.IntN(400))))
		case 5:
			if random.IntN(5) == 0 {
				l.fill(random.IntN(300), any)
			}
		case 6:
			keys := []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd}
			l.TypedKey(&fyne.KeyEvent{Name: keys[random.IntN(len(keys))]})
		}
		l.check(t, when)
	}
}

// What is in the window stays where it is while rows above it turn out to be
// higher than was guessed.
func TestListHolds(t *testing.T) {
	l := newListed(t, 300, func(i int) float32 { return float32(20 + i%7*10) })
	l.ScrollTo(299)
	for range 40 {
		first := l.rowAt(l.scroll.Offset.Y)
		was := l.tops[first] - l.scroll.Offset.Y
		l.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 50.0 / wheel}})
		if is := l.tops[first] - l.scroll.Offset.Y; is-was < 49.9 || is-was > 50.1 {
			t.Fatalf("scrolled up by 50, row %d moved by %v", first, is-was)
		}
	}
}

// Only what the window shows is measured, however many rows there are.
// A list that is filled before it has a place begins with its first row.
func TestListFilledBeforeItIsShown(t *testing.T) {
	l := newListed(t, 0, nil)
	other := NewList(l.fresh, func(int, *widget.Label) {}, func(int, float32) float32 { return 50 })
	other.SetLen(30)
	w := test.NewTempWindow(t, other)
	w.Resize(fyne.NewSize(200, 300))
	if first, _ := other.Seen(); first != 0 {
		t.Errorf("the first row shown is %d", first)
	}
}

func TestListIsLazy(t *testing.T) {
	l := newListed(t, 100_000, func(i int) float32 { return 40 })
	if l.measured > 30 {
		t.Errorf("%d rows were measured for a window of 300 pixels", l.measured)
	}
	l.measured = 0
	l.Update(3)
	l.Update(90_000)
	if l.measured != 1 {
		t.Errorf("a row in the window and one that is not: %d were measured", l.measured)
	}
}

func TestListIsWalkedAndClicked(t *testing.T) {
	l := newListed(t, 30, func(int) float32 { return 40 })
	var chosen []int
	l.OnChoose = func(i int) { chosen = append(chosen, i) }
	l.FocusGained()
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd, fyne.KeyDown, fyne.KeySpace, fyne.KeyHome, fyne.KeyUp, fyne.KeyEnter} {
		l.TypedKey(&fyne.KeyEvent{Name: k})
	}
	l.page.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, l.tops[4]+1)})
	l.page.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, l.end()+1)}) // below the last row
	if got := fmt.Sprint(chosen); got != "[2 29 0 4]" {
		t.Errorf("chosen were %s", got)
	}
	l.FocusLost()
	l.page.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, l.tops[1]+1)}})
	if !l.page.under.Visible() || l.page.under.Position().Y != l.tops[1] {
		t.Error("the row under the pointer is not shown as such")
	}
	l.page.MouseOut()
	if l.page.under.Visible() {
		t.Error("a row is shown as under the pointer that has left")
	}
}

// A row that was out of the window when the theme changed is drawn in it.
func TestListForgets(t *testing.T) {
	l := newListed(t, 30, func(int) float32 { return 40 })
	first, last := l.Seen()
	row := l.shown[last]
	l.Resize(fyne.NewSize(l.width, float32(last-first-1)*60))
	if _, ok := l.shown[last]; ok {
		t.Fatal("the last row is still in the window")
	}
	test.WidgetRenderer(l.page).Refresh()
	l.Resize(fyne.NewSize(l.width, 300))
	if l.shown[last] == nil || l.shown[last] == row {
		t.Error("the row is one that the refresh did not reach")
	}
}

// A second click on the same row, soon enough, opens it; the right button and
// the Menu key ask for the menu of the row that they take in hand.
func TestListOpenAndMenu(t *testing.T) {
	l := newListed(t, 5, func(int) float32 { return 30 })
	clock := time.Date(2026, 1, 30, 0, 0, 0, 0, time.UTC)
	l.now = func() time.Time { return clock }
	var heard []string
	l.OnChoose = func(i int) { heard = append(heard, fmt.Sprint("choose ", i)) }
	l.OnOpen = func(i int) { heard = append(heard, fmt.Sprint("open ", i)) }
	l.OnMenu = func(i int, at fyne.Position) { heard = append(heard, fmt.Sprint("menu ", i)) }
	l.OnKey = func(k fyne.KeyName) bool { heard = append(heard, string(k)); return true }
	click := func(i int, later time.Duration) {
		clock = clock.Add(later)
		l.page.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, l.tops[i]+5)})
	}
	click(1, 0)
	click(2, 100*time.Millisecond)
	click(2, 600*time.Millisecond)
	click(2, 400*time.Millisecond)
	click(2, 100*time.Millisecond)
	l.page.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(5, l.tops[3]+5)})
	l.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	if got := fmt.Sprint(heard); got != "[choose 1 choose 2 choose 2 choose 2 open 2 choose 2 choose 3 menu 3 choose 3 menu 3 F1]" {
		t.Errorf("heard %s", got)
	}
}

// A list in which the keyboard is at no row yet, and of which it is seen what a
// key elsewhere would take.
func TestListAtNone(t *testing.T) {
	l := newListed(t, 6, func(int) float32 { return 40 })
	var heard []string
	say := func(s string) { heard = append(heard, s) }
	l.OnTap = func(i int, x float32) { say(fmt.Sprintf("tap %d at %.0f", i, x)) }
	l.OnWalk = func(i int) { say(fmt.Sprint("walk ", i)) }
	l.OnTop = func() { say("top") }
	l.OnKey = func(k fyne.KeyName) bool { say(string(k)); return true }
	l.OnRune = func(r rune) { say(string(r)) }
	l.Begin = 1
	ring := func() string {
		switch r := l.page.ring; {
		case r.Hidden:
			return "none"
		case r.Size() == l.scroll.Size():
			return "all"
		default:
			return fmt.Sprint(l.rowAt(r.Position().Y))
		}
	}
	for _, c := range []struct {
		do          func()
		heard, ring string
	}{
		{func() { l.Point(-1) }, "[]", "none"},
		{l.FocusGained, "[]", "all"},
		{func() { l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }, "[Return]", "all"},
		{func() { l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp}) }, "[top]", "all"},
		{func() { l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) }, "[walk 1]", "1"},
		{func() { l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp}) }, "[walk 0]", "0"},
		{func() { l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp}) }, "[top]", "0"},
		{func() { l.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}); l.TypedRune('x') }, "[Space x]", "0"},
		{func() { l.page.Tapped(&fyne.PointEvent{Position: fyne.NewPos(7, l.tops[3]+1)}) }, "[tap 3 at 7]", "0"},
		{l.FocusLost, "[]", "none"},
		{func() { l.Aimed = true; l.Point(2) }, "[]", "2"},
		{func() { l.SetLen(0); l.Point(-1) }, "[]", "none"},
		{func() { l.FocusGained(); l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) }, "[]", "all"},
	} {
		heard = nil
		if c.do(); fmt.Sprint(heard) != c.heard || ring() != c.ring {
			t.Errorf("heard %v, the ring is around %s; want %s, %s", heard, ring(), c.heard, c.ring)
		}
	}
}

// Made narrower, a list still shows the row of the keyboard, but does not go back
// to it where one has turned away from it.
func TestListNarrower(t *testing.T) {
	l := newListed(t, 60, func(int) float32 { return 20 })
	l.ScrollTo(40)
	l.Resize(fyne.NewSize(900, 300)) // of which each row is higher here
	if first, last := l.Seen(); l.at < first || l.at > last {
		t.Errorf("row %d is not among %d to %d", l.at, first, last)
	}
	l.Top()
	l.Resize(fyne.NewSize(200, 300))
	if first, _ := l.Seen(); first != 0 {
		t.Errorf("it went to row %d", first)
	}
}
