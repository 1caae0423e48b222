package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/style"
	"claimtrace/store"
)

// live counts the objects on the page.
func live(v *View) (n int) {
	for _, o := range v.list.page.Objects {
		n++
		if b, ok := o.(*band); ok {
			n += len(test.WidgetRenderer(b).Objects())
		}
	}
	return n + len(test.WidgetRenderer(v.controls.lifeline).Objects())
}

// many makes a claim of n passages, each of an article of its own.
func many(n int, quote func(int) string) (store.ClaimRow, []store.Witness) {
	_, bridge := bridgeClaim()
	var ws []store.Witness
	for i := range n {
		w := bridge[i%len(bridge)]
		w.ID, w.Article = annotate.ID(fmt.Sprint(i)), annotate.ID(fmt.Sprint(i))
		w.In.Published = annotate.Publication(thursday.AddDate(0, 0, i).Format(time.RFC3339))
		w.Quote = quote(i)
		ws = append(ws, w)
	}
	return claimOf("A claim that many make", "", ws), ws
}

// However long the passages are and however many, only what is in the window
// has objects.
func TestOnlyWhatIsInTheWindowIsAlive(t *testing.T) {
	long := strings.Repeat(bridge[0].quote+", "+bridge[3].quote+". ", 300)
	tests := map[string]func() (store.ClaimRow, []store.Witness){
		"a long passage": func() (store.ClaimRow, []store.Witness) {
			c, ws := bridgeClaim()
			ws[1].Quote = long
			return c, ws
		},
		"three hundred passages": func() (store.ClaimRow, []store.Witness) {
			return many(300, func(i int) string { return bridge[i%5].quote })
		},
		"many columns": func() (store.ClaimRow, []store.Witness) {
			return many(20, func(i int) string { return strings.Repeat(bridge[i%5].quote+" ", 4) })
		},
	}
	for name, make := range tests {
		for layout := range Layout(len(layoutNames)) {
			v, _ := shown(t, style.AlwaysLite, 1008, 700)
			lay(v, layout)
			v.compareBoth(make())
			if n := live(v); n > 1500 {
				t.Errorf("%s, layout %d: %d live objects", name, layout, n)
			}
			press(v, fyne.KeyEnd)
			fits := v.list.rows[0].y >= v.list.scroll.Offset.Y
			if n := live(v); n > 1500 || v.list.rows[0].shown != nil && !fits {
				t.Errorf("%s, layout %d: at the end %d live objects", name, layout, n)
			}
			if len(v.list.bands)+len(v.list.spare) > 40 {
				t.Errorf("%s, layout %d: %d rows were made", name, layout, len(v.list.bands)+len(v.list.spare))
			}
		}
	}
}

// Compare with an argument that is spread from a function of two results.
func (v *View) compareBoth(c store.ClaimRow, ws []store.Witness) { v.Compare(c, ws, "") }

// Drawn again with nothing changed, a frame is made of the same objects: fresh
// ones would make Fyne draw without end.
func TestUnchangedFramesAreOfTheSameObjects(t *testing.T) {
	for layout := range Layout(len(layoutNames)) {
		v, _, _ := bridgeShown(t, 700)
		lay(v, layout)
		v.Hand.choose(2)
		before := slices.Clone(v.list.page.Objects)
		var drawn [][]fyne.CanvasObject
		for _, b := range v.list.bands {
			drawn = append(drawn, slices.Clone(b.brush.Objects))
		}
		v.Refresh()
		v.list.scrollTo(0)
		v.list.redrawAll()
		for _, c := range v.controls.chips {
			c.Refresh()
		}
		if !slices.Equal(before, v.list.page.Objects) {
			t.Errorf("layout %d: the page has other objects", layout)
		}
		for i, b := range v.list.bands {
			if !slices.Equal(drawn[i], b.brush.Objects) {
				t.Errorf("layout %d: row %d has other objects", layout, i)
			}
		}
	}
}

// Nothing on the page reaches out of it, at any width a window has, nor lies
// on what comes after it.
func TestNothingReachesOut(t *testing.T) {
	for _, n := range []int{0, 5} {
		for layout := range Layout(len(layoutNames)) {
			for _, width := range []float32{600, 1008, 1650} {
				v, _ := shown(t, style.AlwaysLite, width, 1200)
				claim, ws := sampleClaim(t, n)
				claim.Statement = strings.Repeat(claim.Statement+" ", 3)
				lay(v, layout)
				v.Compare(claim, ws, "")
				for _, o := range v.list.page.Objects {
					if o.Position().X < 0 || o.Position().X+o.Size().Width > width+0.5 {
						t.Errorf("claim %d, layout %d at %v: %T from %v, %v wide", n, layout, width, o, o.Position(), o.Size())
					}
				}
				for i, r := range v.list.rows {
					if i > 0 && r.y < v.list.rows[i-1].y+v.list.rows[i-1].height()-0.1 {
						t.Errorf("claim %d, layout %d at %v: row %d lies on the one before", n, layout, width, i)
					}
					if r.shown == nil || v.scene.spread() != nil {
						continue // a table reaches out of its window
					}
					for _, o := range r.shown.brush.Objects {
						if o.Visible() && (o.Position().X+o.Size().Width > r.width+0.5 || o.Position().Y+o.Size().Height > r.height()+4) {
							t.Errorf("claim %d, layout %d at %v: %T in row %d from %v, %v large, of %v × %v", n, layout, width, o, i, o.Position(), o.Size(), r.width, r.height())
						}
					}
				}
			}
		}
	}
}

// A passage of many thousand words is laid out step by step, what the window shows
// first, and what one sees stays where it is meanwhile.
func TestLongPassagesAreLaidOutStepByStep(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 1008, 700)
	steps := async.NewSteps()
	v.run, v.list.run = steps.Runner, steps.Runner
	waits := func() int { _, n := steps.Waiting(); return n }
	v.list.slice = func() budget { // so many words at a time
		left := 300
		return func() bool { left--; return left >= 0 }
	}
	c, ws := bridgeClaim()
	words := strings.Repeat("the city may close the old bridge over the river ", 1_500)
	ws[1].Quote, ws[3].Quote = words, words+"after all"
	v.Compare(c, ws, "")
	steps.Work(0)
	steps.Next()
	if !strings.Contains(pageText(v), "bridge over") {
		t.Fatal("the first screen is empty")
	}
	if waits() != 1 || v.list.rows[3].known > 0 {
		t.Fatal("all is laid out at once")
	}
	v.Hand.choose(2)
	top := func() float32 { return v.list.rows[2].y - v.list.scroll.Offset.Y }
	was := top()
	for n := 0; waits() > 0; n++ {
		steps.Next()
		if d := top() - was; d > 1 || d < -1 {
			t.Fatalf("after %d steps what one reads has moved by %v", n, d)
		}
	}
	for i, r := range v.list.rows {
		if r.known == 0 {
			t.Errorf("row %d was not laid out", i)
		}
	}
	// What was asked for before is not done any more.
	ws[1].Quote += " again"
	v.Compare(c, ws, "")
	steps.Work(0)
	steps.Next()
	if waits() != 1 {
		t.Fatal("all is laid out at once")
	}
	v.Compare(claimOf("Another", "", ws[:1]), ws[:1], "")
	steps.Next()
	if waits() > 0 {
		t.Error("an old page is laid out")
	}
}

func TestWheelScrollsSidewaysAndDown(t *testing.T) {
	v, c := shown(t, style.AlwaysLite, 700, 500)
	claim, ws := bridgeClaim()
	v.SetLayout(Table)
	v.Compare(claim, ws, "")
	if v.list.bar.Hidden {
		t.Fatal("a table that is wider than the window has no bar")
	}
	first := pageText(v)
	v.list.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DX: -200}})
	if v.across.at != 200 || pageText(v) == first {
		t.Errorf("scrolled sideways to %v", v.across.at)
	}
	v.list.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -30}})
	if v.list.scroll.Offset.Y != 30 {
		t.Errorf("scrolled down to %v", v.list.scroll.Offset.Y)
	}
	v.list.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DX: 9000}})
	if v.across.at != 0 {
		t.Errorf("scrolled back to %v", v.across.at)
	}
	v.list.bar.MouseIn(nil)
	v.list.bar.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: 50}})
	v.list.bar.DragEnd()
	v.list.bar.MouseOut()
	if v.across.at <= 50 {
		t.Errorf("50 pixels of the bar scroll by %v", v.across.at)
	}
	v.SetLayout(Inline)
	if !v.list.bar.Hidden {
		t.Error("the bar stays where there is no table")
	}
	v.across.slide(100)
	if v.across.at != 0 {
		t.Error("passages are scrolled sideways")
	}
	_ = c
}

// The headings stay at the top of the window while their rows are in it.
func TestHeadingsArePinned(t *testing.T) {
	for _, layout := range []Layout{Beside, Table} {
		v, _ := shown(t, style.AlwaysLite, 1008, 400)
		lay(v, layout)
		v.compareBoth(many(30, func(i int) string { return bridge[i%5].quote }))
		press(v, fyne.KeyEnd)
		h := v.list.heading.shown
		if h == nil || h.Position().Y != v.list.scroll.Offset.Y {
			t.Fatalf("layout %d: the headings are not at the top", layout)
		}
		if objects := v.list.page.Objects; objects[len(objects)-1] != fyne.CanvasObject(h) {
			t.Errorf("layout %d: the headings lie below the rows", layout)
		}
		press(v, fyne.KeyUp, fyne.KeyUp)
		if r := v.list.rows[v.Hand.row]; r.y < v.list.scroll.Offset.Y+h.Size().Height {
			t.Errorf("layout %d: the passage chosen lies below the headings", layout)
		}
	}
}
