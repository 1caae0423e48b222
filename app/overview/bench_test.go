//go:build bench

package overview

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/app/style"
	"claimtrace/tools/ratio"
)

// benched is a size in which 5 claims and 5 articles do not fit, so that both
// sides scroll and show as much.
var benched = fyne.NewSize(600, 200)

// benchedBelow is a size in which their timeline does not fit either.
var benchedBelow = fyne.NewSize(300, 100)

// Measured is the time in which the matrix scrolls by half a row and a quarter
// of a column, takes the timeline along, and both draw what their windows show then; at 300 × 500, all of whose
// cells have passages, at places all over it.
func TestBenchGrowth(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	big := large(300, 500, 1)
	filled := ratio.Milliseconds(func() { big.into(v) })
	many := v.matrix
	many.Resize(benched)
	v.timeline.Resize(benchedBelow)
	w, _ := windowed(t, style.AlwaysLite, 1280, 728)
	large(5, 5, 1).into(w)
	few := w.matrix
	few.Resize(benched)
	w.timeline.Resize(benchedBelow)

	place := 0
	var first []float64
	ours, peer := ratio.Medians(
		func() float64 {
			place++
			share := float32(place) / (ratio.Rounds + 1)
			many.scroll(many.mostX()*share-many.x, many.mostY()*share-many.y)
			first = append(first, scrolled(t, many))
			return scrolled(t, many)
		},
		func() float64 { return scrolled(t, few) },
	)
	ratio.Record(t, ratio.Row{Name: "overview.growth", Peer: "the matrix of 5 claims × 5 articles", Unit: "ms", Most: 1.5}, ours, peer,
		fmt.Sprintf("a frame at a place of 300 × 500 not seen before %.3f ms; worked out and put into the view in %.0f ms", ratio.Quantile(first, 0.5), filled))
}

// Measured is the time in which a view shows what was worked out for it, on the
// window's goroutine: of 10,000 passages against 10. What is worked out before,
// on another, is told beside it.
func TestBenchPut(t *testing.T) {
	many, few := large(100, 209, 3), large(3, 4, 2)
	if n, m := len(many.annotations), len(few.annotations); n < 9_900 || n > 10_100 || m < 9 || m > 12 {
		t.Fatalf("%d passages against %d", n, m)
	}
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	name := v.reviewer
	worked := ratio.Milliseconds(func() { v.Work()(many.claims, many.articles, many.annotations) })
	put := func(p project) ratio.Work {
		c := v.Work()(p.claims, p.articles, p.annotations)
		return func() float64 { return ratio.Milliseconds(func() { v.Put(c, name) }) }
	}
	ours, peer := ratio.Medians(put(many), put(few))
	ratio.Record(t, ratio.Row{Name: "overview.put", Peer: "10 passages", Unit: "ms", Most: 3}, ours, peer,
		fmt.Sprintf("worked out beside the window in %.0f ms", worked))
}

// scrolled scrolls to and fro and returns the milliseconds that each frame
// took.
func scrolled(t *testing.T, b *board) float64 {
	t.Helper()
	const frames = 400
	dx, dy := float32(columnUsual)/4, float32(rowHigh)/2
	took := ratio.Milliseconds(func() {
		for i := range frames {
			if i%2 == 0 {
				dx, dy = -dx, -dy
			}
			if !b.scroll(dx, dy) {
				dx, dy = -dx, -dy
				b.scroll(dx, dy)
			}
		}
	})
	if n := len(shown(b)); n < 60 {
		t.Fatalf("the matrix shows %d objects: there is nothing to be measured", n)
	}
	return took / frames
}
