//go:build e2e

package e2e

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate/text"
)

const (
	accent = 0x2f4b7c
	match  = 0xffc54a
)

// TestReader selects across the edge of the window by mouse, tags, moves an
// end by key and by mouse, undoes, zooms and finds; the project file and the
// screen tell whether that was done.
func TestReader(t *testing.T) {
	var body strings.Builder
	for i := range 300 {
		fmt.Fprintf(&body, "The report says in its part %d that the crews of district %d mended the lines by night. Nobody there was without heat.\n\n", i, 1000+i)
	}
	folder := t.TempDir()
	source, project := filepath.Join(folder, "report.txt"), filepath.Join(folder, "long.claimtrace")
	if err := os.WriteFile(source, []byte(body.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	claimtrace(t, nil, "new", project)
	claimtrace(t, nil, "add", project, source)
	w := open(t, project)

	// The pointer is held below the text until the selection's beginning has
	// left the window above, and comes back.
	w.do("mousemove", "500", "400", "mousedown", "1", "mousemove", "500", "600", "mousemove", "520", "760", "mousemove", "520", "795")
	top := image.Rect(page.Min.X, page.Min.Y, page.Max.X, page.Min.Y+60)
	w.until("a selection that comes from above", func(img *image.RGBA) bool { return count(img, top, selection) > 5000 })
	w.do("mousemove", "500", "650", "mousemove", "500", "600", "mouseup", "1", "mousemove", "930", "740") // the pointer would hide the knob
	w.selected()
	w.tag("1", confirmed, "The crews mended the lines")
	w.save("across", w.screen())

	// The end moves in by two words, then to the line above, and back by undo.
	knob := w.knob(image.Point{})
	for range 2 {
		w.key("braceright")
		knob = w.knob(knob)
	}
	short := count(w.screen(), page, confirmed)
	w.drag(knob.X, knob.Y, knob.X, knob.Y-58)
	w.until("a highlight that ends two lines earlier", func(img *image.RGBA) bool { return count(img, page, confirmed) < short-5000 })
	w.key("ctrl+z")
	w.until("the end where it was", func(img *image.RGBA) bool { return count(img, page, confirmed) > short-2000 })

	// Larger type: the fill of a line grows with it.
	w.still(image.Rectangle{})
	plain := tallest(w.screen(), confirmed)
	w.key("ctrl+equal", "ctrl+equal", "ctrl+equal", "ctrl+equal", "ctrl+equal")
	w.until("larger type", func(img *image.RGBA) bool { return tallest(img, confirmed) > plain*5/4 })
	w.key("ctrl+0")
	w.until("normal type", func(img *image.RGBA) bool { return tallest(img, confirmed) == plain })

	// What is found is selected, and can be tagged.
	w.key("ctrl+f")
	w.typed("DISTRICT 1250")
	w.until("a match", func(img *image.RGBA) bool { return count(img, page, match) > 500 })
	w.key("Escape")
	w.selected()
	w.tag("2", disputed, "District 1250 is named")
	w.close()

	var arts []article
	claimtrace(t, &arts, "list", project, "articles", "--text")
	var as []annotation
	claimtrace(t, &as, "list", project, "annotations")
	if len(as) != 2 {
		t.Fatalf("%d annotations: %+v", len(as), as)
	}
	o := text.NewOffsets(arts[0].Text)
	for _, a := range as {
		if o.Slice(a.Start, a.End) != a.Quote {
			t.Errorf("%d to %d is not %q", a.Start, a.End, a.Quote)
		}
	}
	if got := as[0].End - as[0].Start; got < 600 {
		t.Errorf("across the edge %d characters were selected", got)
	}
	if as[1].Quote != "district 1250" {
		t.Errorf("what was found and tagged is %q", as[1].Quote)
	}
	var log []struct{ Did, Action string }
	claimtrace(t, &log, "log", project)
	moves := map[string]bool{}
	for _, c := range log {
		if strings.HasSuffix(c.Did, "annotation.move") {
			moves[c.Action] = true
		}
	}
	if n := len(moves); n != 3 && n != 4 { // the keys in a row are one, unless much time passed between them
		t.Errorf("the ends were moved %d times, want 1 or 2 by key, 1 by mouse, 1 by undo", n)
	}
}

// knob waits until the lowest knob at an end of the highlight in hand is
// elsewhere than it was: a spot of the accent that is thicker than the ring.
func (w *window) knob(was image.Point) image.Point {
	w.t.Helper()
	var at image.Point
	w.until("a knob in another place", func(img *image.RGBA) bool {
		for y := page.Max.Y - 5; y > page.Min.Y; y-- {
			for x := page.Min.X; x < page.Max.X-5; x++ {
				if count(img, image.Rect(x, y, x+5, y+5), accent) == 25 {
					at = image.Pt(x+2, y+2)
					return at != was
				}
			}
		}
		return false
	})
	return at
}

// tallest is the height of the tallest unbroken column of a colour, in pixels.
func tallest(img *image.RGBA, hex uint32) int {
	most := 0
	for x := page.Min.X; x < page.Max.X; x += 7 {
		run := 0
		for y := page.Min.Y; y < page.Max.Y; y++ {
			if count(img, image.Rect(x, y, x+1, y+1), hex) == 1 {
				run++
				most = max(most, run)
			} else {
				run = 0
			}
		}
	}
	return most
}
