package overview

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/style"
)

func TestMatrixKeys(t *testing.T) {
	v, c := windowed(t, style.AlwaysLite, 1280, 728)
	got := calls(v)
	sample().into(v)
	focus(v)
	b := v.matrix
	if c.Focused() != fyne.Focusable(b) || b.cursor != (spot{0, -1}) {
		t.Fatalf("the keys are with %T at %v", c.Focused(), b.cursor)
	}
	press(b, fyne.KeyReturn)
	press(b, fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyEnter)
	press(b, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	if s := said(got); s != "claim c0, passage c1/a1/0, article a1" {
		t.Errorf("called back %s", s)
	}
	press(b, fyne.KeyUp, fyne.KeyLeft, fyne.KeyLeft)
	if b.cursor != (spot{-1, 0}) {
		t.Errorf("beyond the corner is %v", b.cursor)
	}
	press(b, fyne.KeyEnd)
	if b.cursor != (spot{-1, 4}) {
		t.Errorf("End is %v", b.cursor)
	}
	press(b, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyDown)
	if b.cursor != (spot{6, 4}) {
		t.Errorf("the end is %v", b.cursor)
	}
	press(b, fyne.KeyHome, fyne.KeyPageUp, fyne.KeyPageUp)
	if b.cursor != (spot{0, -1}) {
		t.Errorf("the beginning is %v", b.cursor)
	}
	b.cursor = spot{1, 2} // no passage
	press(b, fyne.KeyReturn, fyne.KeyEscape)
	if s := said(got); s != "key Escape" {
		t.Errorf("called back %s", s)
	}
}

func TestTimelineKeys(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	got := calls(v)
	sample().into(v)
	v.ShowPanes(OnlyTimeline)
	focus(v)
	b := v.timeline
	press(b, fyne.KeyRight, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if b.cursor != (spot{4, 1}) { // nobody else reported it that early
		t.Errorf("down to what is nearest in time is %v", b.cursor)
	}
	press(b, fyne.KeyRight, fyne.KeyReturn, fyne.KeyHome, fyne.KeyReturn, fyne.KeyEnd)
	if s := said(got); s != "passage c4/a3/0, claim c4" || b.cursor != (spot{4, 4}) {
		t.Errorf("called back %s; End is %v", s, b.cursor)
	}
	press(b, fyne.KeyDown)
	if b.cursor != (spot{5, 3}) {
		t.Errorf("below the last of four is %v", b.cursor)
	}
	press(b, fyne.KeyRight, fyne.KeyPageDown, fyne.KeyPageDown)
	if b.cursor.row != 6 {
		t.Errorf("the end is %v", b.cursor)
	}
	v.NextPanes()
	if v.Panes() != Both {
		t.Errorf("T shows %v", v.Panes())
	}
}

// Every spot that the cursor comes to is brought into the window.
func TestCursorIsSeen(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 900, 600)
	large(60, 80, 2).into(v)
	focus(v)
	for _, b := range []*board{v.matrix, v.timeline} {
		for i := range 400 {
			press(b, []fyne.KeyName{fyne.KeyRight, fyne.KeyDown, fyne.KeyRight, fyne.KeyRight, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyLeft, fyne.KeyDown, fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageUp}[i*i%11])
			at, size := b.area(b.cursor)
			if at.Y < -0.1 || at.Y+size.Height > b.window.size.Height+0.1 || at.X+min(size.Width, ringSize) < 0 || at.X > b.window.size.Width-b.window.right ||
				b.cursor.row >= 0 && at.Y < b.top-0.1 || b.cursor.column >= 0 && at.X+size.Width/2 < b.left {
				t.Fatalf("after %d keys the cursor %v lies at %v, %v", i, b.cursor, at, size)
			}
		}
	}
}

func TestMouse(t *testing.T) {
	v, c := windowed(t, style.AlwaysLite, 1280, 728)
	got := calls(v)
	sample().into(v)
	b := v.matrix
	middle := func(b *board, s spot) fyne.Position {
		at, size := b.area(s)
		return b.Position().Add(at).AddXY(size.Width/2, size.Height/2)
	}
	for _, s := range []spot{{2, -1}, {-1, 3}, {0, 2}, {1, 2}} {
		test.MoveMouse(c, middle(b, s))
		if pointed := b.Cursor() == desktop.PointerCursor; pointed != (s != spot{1, 2}) {
			t.Errorf("over %v the pointer is a hand: %v", s, pointed)
		}
		test.TapCanvas(c, middle(b, s))
		if b.cursor != s || c.Focused() != fyne.Focusable(b) {
			t.Errorf("a click on %v takes %v, the keys are with %T", s, b.cursor, c.Focused())
		}
	}
	if s := said(got); s != "claim c2, article a3, passage c0/a2/0" {
		t.Errorf("called back %s", s)
	}
	test.TapCanvas(c, middle(v.timeline, spot{0, 3}))
	test.TapCanvas(c, middle(v.timeline, spot{2, -1}))
	test.TapCanvas(c, middle(v.timeline, spot{0, 3}).AddXY(40, 0)) // between two signs
	if s := said(got); s != "passage c0/a3/0, claim c2" {
		t.Errorf("the timeline called back %s", s)
	}
}

func TestScrolling(t *testing.T) {
	v, c := windowed(t, style.AlwaysLite, 1280, 728)
	large(100, 100, 3).into(v)
	b := v.matrix
	at := b.Position().AddXY(600, 200)
	test.Scroll(c, at, -30, -50)
	if b.x != 60 || b.y != 100 {
		t.Errorf("the wheel scrolls to %v, %v", b.x, b.y)
	}
	test.Scroll(c, at, 1e6, 1e6)
	if b.x != 0 || b.y != 0 {
		t.Errorf("scrolled back to %v, %v", b.x, b.y)
	}
	b.scroll(1e6, 1e6)
	if b.x != b.mostX() || b.y != b.mostY() || b.scroll(1, 1) {
		t.Errorf("the end is %v, %v of %v, %v", b.x, b.y, b.mostX(), b.mostY())
	}
	// The bars: down the track of each, to its middle.
	down := func(x, y float32) {
		e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary}
		b.MouseDown(e)
		b.Dragged(&fyne.DragEvent{PointEvent: e.PointEvent})
		b.DragEnd()
	}
	down(b.window.size.Width-2, b.top+b.bodyHigh()/2)
	if d := b.y - b.mostY()/2; d < -2 || d > 2 {
		t.Errorf("the middle of the bar is %v of %v", b.y, b.mostY())
	}
	down(b.left+b.bodyWide()/2, b.window.size.Height-2)
	if d := b.x - b.mostX()/2; d < -2 || d > 2 {
		t.Errorf("the middle of the bar is %v of %v", b.x, b.mostX())
	}
	got := calls(v)
	test.TapCanvas(c, b.Position().AddXY(b.window.size.Width-2, b.top+20))
	if s := said(got); s != "" {
		t.Errorf("a click on a bar opens %s", s)
	}
}

// What is not in the window has no objects, whatever there is of it.
func TestObjectsAreBounded(t *testing.T) {
	most := func(p project) (matrix, timeline int) {
		v, _ := windowed(t, style.AlwaysLite, 640, 560)
		p.into(v)
		for _, b := range []*board{v.matrix, v.timeline} {
			if b.mostX() == 0 && b == v.matrix || b.mostY() == 0 {
				t.Fatalf("%d by %d fit the window", len(p.claims), len(p.articles))
			}
			n := 0
			for i := range 300 {
				n = max(n, len(shown(b)))
				b.scroll(float32(i*i%1999-900), float32(i*i%1777-800))
			}
			if b == v.matrix {
				matrix = n
			} else {
				timeline = n
			}
		}
		return matrix, timeline
	}
	many, manyAlong := most(large(300, 500, 1))
	few, fewAlong := most(large(5, 5, 1))
	if float64(many) > 1.5*float64(few) || few < 50 {
		t.Errorf("the matrix has %d objects at 300 × 500, %d at 5 × 5", many, few)
	}
	// Along the time a row has at most a ring for each ring's width.
	if rings := 4 * 7 * (640 / ringStep); manyAlong > fewAlong+rings {
		t.Errorf("the timeline has %d objects at 300 × 500, %d at 5 × 5", manyAlong, fewAlong)
	}
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	large(300, 500, 1).into(v)
	for range 700 {
		v.matrix.scroll(70, 20)
	}
	if kept := v.matrix.brush.Kept(); kept > 2*mostKept {
		t.Errorf("%d objects are kept", kept)
	}
}

// An unchanged frame is made of the same objects: Fyne would draw for ever
// else.
func TestFramesAreStill(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	sample().into(v)
	focus(v)
	v.matrix.over = spot{1, 1}
	v.Refresh()
	v.matrix.Refresh()
	before := shown(v)
	v.Refresh()
	v.matrix.Refresh()
	v.timeline.Refresh()
	v.Resize(v.Size())
	test.WidgetRenderer(v).Layout(v.Size())
	made := v.matrix.brush.Kept()
	for range 3 {
		v.matrix.Refresh()
	}
	if n := v.matrix.brush.Kept(); n != made {
		t.Errorf("%d objects are made for a frame of %d", n, made)
	}
	if after := shown(v); !slices.Equal(before, after) {
		t.Error("a frame without a change has other objects")
	}
}

// The day at the left edge stays named until the next day's name comes there.
func TestDayStaysNamed(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 700, 728)
	large(40, 300, 1).into(v)
	b := v.timeline
	pushed := false
	for b.scroll(7, 0) {
		var names []*canvas.Text
		for _, o := range shown(b) {
			if text, ok := o.(*canvas.Text); ok && strings.Contains(text.Text, " Jan") {
				names = append(names, text)
			}
		}
		for i, a := range names {
			for _, c := range names[:i] {
				if overlap(a, c) {
					t.Fatalf("%s lies on %s", a.Text, c.Text)
				}
			}
			pushed = pushed || a.Position().X < b.left
		}
		if b.x < 2000 && len(names) == 0 {
			t.Fatalf("at %v no day is named", b.x)
		}
	}
	if !pushed {
		t.Error("no name was pushed out")
	}
}

// Nothing lies under a scroll bar: where there is one, room is left for it.
func TestRoomForBars(t *testing.T) {
	upright, lying := 0, 0
	for _, size := range []fyne.Size{{Width: 420, Height: 480}, {Width: 900, Height: 600}, {Width: 1280, Height: 800}} {
		v, _ := windowed(t, style.AlwaysLite, size.Width, size.Height)
		large(60, 80, 2).into(v)
		for _, b := range []*board{v.matrix, v.timeline} {
			if b.mostY() > 0 {
				if upright++; b.window.right < barRoom {
					t.Errorf("in %v the upright bar has %v pixels", size, b.window.right)
				}
			}
			if b.mostX() > 0 {
				if lying++; b.foot < barRoom {
					t.Errorf("in %v the lying bar has %v pixels", size, b.foot)
				}
			}
		}
	}
	if upright < 4 || lying < 4 {
		t.Errorf("there are %d upright and %d lying bars", upright, lying)
	}
}
