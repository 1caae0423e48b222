//go:build e2e

package e2e

import (
	"image"
	"os"
	"path/filepath"
	"testing"

	"claimtrace/annotate/text"
)

// original is where a page is seen beside the text, in a window of 1280 × 800.
var original = image.Rect(782, 170, 1266, 740)

// TestOriginalTurns is the way from a passage to the page of a PDF on which it stands: that is
// shown on one key, with the passage marked, and turns as one goes on to others.
func TestOriginalTurns(t *testing.T) {
	source := pdfOf(
		[]string{"The ferry between the two banks of the river runs again, they say.", "", "Nobody had expected that be-", "fore the end of the month."},
		[]string{"The icebreaker came up from the coast on Tuesday night.", "", "The ice above the bridge was as thick as a wall, and below the"},
		[]string{"bridge it had frozen to the ground.", "", "The ferry runs again, and that is what counts, they say."},
	)
	file := filepath.Join(t.TempDir(), "ferry.pdf")
	if err := os.WriteFile(file, source, 0o666); err != nil {
		t.Fatal(err)
	}
	project := filepath.Join(t.TempDir(), "ferry.claimtrace")
	claimtrace(t, nil, "new", project)
	claimtrace(t, nil, "add", project, file)
	var there []article
	claimtrace(t, &there, "list", project, "articles", "--text")
	for _, one := range [][2]string{{"expected that before the end", "confirmed"}, {"as thick as a wall, and below the bridge it had frozen", "disputed"}} {
		claimtrace(t, nil, "annotate", project, "--article", there[0].ID, "--quote", one[0], "--verdict", one[1])
	}

	w := open(t, project)
	marked := func(img *image.RGBA, fill uint32) bool {
		for _, f := range []uint32{confirmed, disputed, selection} {
			if (count(img, original, f) > 100) != (f == fill) {
				return false
			}
		}
		return true
	}
	w.key("n", "ctrl+u")
	w.until("the first passage on its page", func(img *image.RGBA) bool { return marked(img, confirmed) })
	w.save("first", w.screen())
	w.key("n")
	w.until("the second on its page", func(img *image.RGBA) bool { return marked(img, disputed) })
	w.still(image.Rectangle{})
	w.save("second", w.screen())
	w.click(1, 852, 143)
	w.until("where it goes on", func(img *image.RGBA) bool {
		return marked(img, disputed) && count(img, original.Intersect(image.Rect(0, 0, 1280, 300)), disputed) > 100
	})
	w.sentence(text.NewOffsets(there[0].Text), "what counts")
	w.until("what is selected on its page", func(img *image.RGBA) bool { return marked(img, selection) })
	w.save("selected", w.screen())
	w.key("Escape")
	w.until("the page alone", func(img *image.RGBA) bool { return marked(img, 0) })
	w.key("ctrl+u")
	w.still(image.Rectangle{})
	w.close()
}
