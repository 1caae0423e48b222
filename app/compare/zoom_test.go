package compare

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/style"
)

// What the page Compare has of a window of 900×600, in pixels.
const leastWide, leastHigh = 686, 480

// wordsOf lists what is written among objects.
func wordsOf(objects []fyne.CanvasObject) (out []*canvas.Text) {
	for _, o := range objects {
		if t, ok := o.(*canvas.Text); ok && t.Visible() {
			out = append(out, t)
		}
	}
	return out
}

// fits checks words of an area: all inside, and none on another.
func fits(t *testing.T, where string, texts []*canvas.Text, wide, high float32) {
	t.Helper()
	const little = 1
	for i, a := range texts {
		at, size := a.Position(), a.Size()
		if at.X < -little || at.Y < -little || at.X+size.Width > wide+little || at.Y+size.Height > high+little {
			t.Errorf("%s: %q at %v, %v of %v × %v", where, a.Text, at, size, wide, high)
		}
		for _, b := range texts[:i] {
			x := min(at.X+size.Width, b.Position().X+b.Size().Width) - max(at.X, b.Position().X)
			y := min(at.Y+size.Height, b.Position().Y+b.Size().Height) - max(at.Y, b.Position().Y)
			if x > little && y > size.Height/5 { // the lead of a face can be less than its height
				t.Errorf("%s: %q at %v on %q at %v", where, a.Text, at, b.Text, b.Position())
			}
		}
	}
}

// In type of any size nothing is cut off and no words lie on others, in the
// least window.
func TestLargerTypeFits(t *testing.T) {
	pages := map[string]func(v *View){
		"articles": func(v *View) { v.CompareArticles(ferry()) },
	}
	for l, name := range layoutNames {
		pages[name] = func(v *View) {
			lay(v, Layout(l))
			c, ws := bridgeClaim()
			ws[1].Quote += " by the Donaudampfschifffahrtsgesellschaftskapitän"
			v.Compare(c, ws, "")
		}
	}
	for name, show := range pages {
		for _, zoom := range []float32{0.5, 1, 1.1, 1.2, 1.5, 2, 3} {
			v, _ := shown(t, style.AlwaysLite, leastWide, leastHigh)
			v.Zoom(zoom)
			show(v)
			fits(t, fmt.Sprint(name, " at ", zoom, ": head"), wordsOf(v.list.head), leastWide, v.list.foot)
			for i, r := range v.list.rows {
				v.list.scrollTo(r.y)
				b := r.shown
				if b == nil {
					t.Fatalf("%s at %v: row %d is not in the window", name, zoom, i)
				}
				b.from, b.to = 0, r.height()
				b.Refresh()
				wide, texts := r.width, wordsOf(b.brush.Objects)
				if r.cover > 0 { // its columns go on to the right, below the origins
					wide = 1e6
					texts = nil
					for _, w := range wordsOf(b.brush.Objects) {
						if w.Position().X >= r.cover {
							texts = append(texts, w)
						}
					}
				}
				if r.left < 0 || wide < 1e6 && r.left+wide > leastWide {
					t.Errorf("%s at %v: row %d reaches from %v over %v", name, zoom, i, r.left, wide)
				}
				fits(t, fmt.Sprint(name, " at ", zoom, ": row ", i), texts, wide, r.height())
			}
		}
	}
}

// What is read grows with the type, in whatever order this is asked for; what
// tells of it does not.
func TestZoom(t *testing.T) {
	for l := range layoutNames {
		v, _, _ := bridgeShown(t, 700)
		lay(v, Layout(l))
		size := func(word string) float32 {
			for _, b := range v.list.bands {
				for _, w := range wordsOf(b.brush.Objects) {
					if w.Text == word {
						return w.TextSize
					}
				}
			}
			for _, w := range wordsOf(v.list.head) {
				if w.Text == word {
					return w.TextSize
				}
			}
			t.Fatalf("layout %d: %q is not seen", l, word)
			return 0
		}
		quote, head, outlet := size("city"), size("old"), size("Thu 29 Jan 21:00")
		first := v.list.rows[0].height()
		v.Zoom(1.5)
		if got := size("city"); got != 1.5*quote {
			t.Errorf("layout %d: a quote of %v is set in %v", l, quote, got)
		}
		if got := size("old"); got != 1.5*head && got != 1.5*quote {
			t.Errorf("layout %d: a claim of %v is set in %v", l, head, got)
		}
		if got := size("Thu 29 Jan 21:00"); got != outlet {
			t.Errorf("layout %d: a time of %v is set in %v", l, outlet, got)
		}
		high := v.list.rows[0].height()
		fresh, _, _ := bridgeShown(t, 700)
		fresh.Zoom(1.5)
		lay(fresh, Layout(l))
		if got := fresh.list.rows[0].height(); got != high || high <= first {
			t.Errorf("layout %d: the first row is %v high, set large at once %v, small %v", l, high, got, first)
		}
		v.Zoom(1)
		if got := v.list.rows[0].height(); got != first || size("city") != quote {
			t.Errorf("layout %d: in normal type again it is %v high, was %v", l, got, first)
		}
	}
}

// Who reads on while the type grows reads on at the same passage.
func TestZoomKeepsThePlace(t *testing.T) {
	v, _ := shown(t, style.AlwaysLite, 1008, 500)
	v.compareBoth(many(60, func(i int) string { return bridge[i%5].quote }))
	v.list.scrollTo(v.list.rows[30].y)
	for _, zoom := range []float32{1.1, 1.2, 2, 0.7, 1} {
		v.Zoom(zoom)
		if at := v.list.rows[30].y - v.list.scroll.Offset.Y; at < -1 || at > 1 {
			t.Fatalf("at %v the passage stands %v below the top of the window", zoom, at)
		}
	}
}

// The picture of the page is in the type of the page.
func TestDrawingInLargerType(t *testing.T) {
	v, _, _ := bridgeShown(t, 700)
	_, before := v.Drawing()
	v.Zoom(1.5)
	drawing, size := v.Drawing()
	large := false
	for _, o := range test.LaidOutObjects(drawing) {
		if w, ok := o.(*canvas.Text); ok && w.Text == "city" {
			large = w.TextSize == 1.5*style.ReadSize
		}
	}
	if !large || size.Height <= before.Height {
		t.Errorf("it is %v high, in normal type %v; its words are large: %v", size.Height, before.Height, large)
	}
}
