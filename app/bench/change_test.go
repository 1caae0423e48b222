//go:build bench

package bench

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/app/read/reader"
	"claimtrace/app/style"
	"claimtrace/app/typeset"
	"claimtrace/tools/ratio"
)

// Measured is the time until 1,000,000 words that have been in lines once are
// all in lines of another width, one that has not been before. RichText has a
// segment for each paragraph: in one segment it would take time with the square
// of the text. The reader itself never does that much at once: the note tells
// how long it takes from another width to what its window shows.
func TestBenchRewrap(t *testing.T) {
	start(t)
	a := million()
	l := typeset.New(text.NewOffsets(a.words), func(s string) float32 { return style.FaceSerif.Width(s, style.ReadSize) })
	wrap := func(width float32) {
		l.Wrap(typeset.Metrics{Width: width, Lead: style.ReadLead, Between: style.ReadLead / 2})
		l.LayOut(0, math.Inf(1))
	}
	wrap(style.Measure)
	if n := l.Height() / style.ReadLead; n < 50_000 {
		t.Fatalf("1,000,000 words are in %.0f lines", n)
	}
	var segments []widget.RichTextSegment
	for paragraph := range strings.SplitSeq(a.words, "\n\n") {
		segments = append(segments, &widget.TextSegment{Style: widget.RichTextStyleParagraph, Text: paragraph})
	}
	rich := widget.NewRichText(segments...)
	rich.Wrapping = fyne.TextWrapWord
	rich.Resize(fyne.NewSize(style.Measure+2*theme.InnerPadding(), window.Height))
	layoutWidth, richWidth, readerWidth := widths(), widths(), widths()
	ours, peer := ratio.Medians(
		func() float64 {
			width := layoutWidth()
			return ratio.Milliseconds(func() { wrap(width) })
		},
		func() float64 {
			size := fyne.NewSize(2*theme.InnerPadding()+richWidth(), window.Height)
			return ratio.Milliseconds(func() { rich.Resize(size) })
		},
	)
	r := show(a)
	r.ScrollToShare(0.5)
	shown, _ := ratio.Medians(func() float64 {
		size := fyne.NewSize(beside+readerWidth(), window.Height)
		return ratio.Milliseconds(func() { r.Resize(size) })
	}, func() float64 { return 1 })
	mustShow(t, r)
	ratio.Record(t, ratio.Row{Name: "reader.rewrap", Peer: "Fyne's RichText, a segment for each paragraph", Unit: "ms", Most: 0.2}, ours, peer,
		fmt.Sprintf("the reader shows the middle of it at another width after %.2f ms", shown))
}

// beside is the room that the page needs beside its column.
const beside = 2*style.PageX + 14

// widths returns a function that gives one width after the other for a column.
func widths() func() float32 {
	width := float32(style.Measure)
	return func() float32 {
		width -= 15
		return width
	}
}

// Measured is the time in which the reader is handed one more highlight on the
// screen, and then loses it, until its objects show that; without painting, which is the same for both. The article has 1,000,000 words on both
// sides, and the screen shows the same highlights.
func TestBenchTagGrowth(t *testing.T) {
	start(t)
	a := million()
	ours := newTagging(t, a.words, a.highlights)
	peer := newTagging(t, a.words, a.highlights[:10])
	o, p := ratio.Medians(ours.work(func() {}), peer.work(func() {}))
	oursPainted, peerPainted := ratio.Medians(ours.work(painter(t, ours.r, window)), peer.work(painter(t, peer.r, window)))
	ratio.Record(t, ratio.Row{Name: "reader.tag-growth", Peer: "the same with 10 highlights", Unit: "ms", Most: 1.5}, o, p,
		fmt.Sprintf("painted by the software painter %.1f ms against %.1f ms", oursPainted, peerPainted))
}

// tagging adds highlights to a reader and removes them.
type tagging struct {
	r     *reader.Reader
	added []annotate.Annotation
}

func newTagging(t *testing.T, words string, highlights []annotate.Annotation) *tagging {
	t.Helper()
	g := &tagging{r: show(article{words, highlights})}
	before := live(g.r)
	for i := range 5 {
		g.added = append(g.added, added(i))
		g.r.Put(g.added[i])
		if live(g.r) <= before {
			t.Fatal("a highlight was added and the reader does not show it")
		}
		g.r.Drop(g.added[i].ID)
		if live(g.r) != before {
			t.Fatal("a highlight was removed and the reader shows it")
		}
	}
	return g
}

// work adds and removes each once, and returns the milliseconds for one.
func (g *tagging) work(paint func()) ratio.Work {
	return func() float64 {
		return ratio.Milliseconds(func() {
			for _, a := range g.added {
				g.r.Put(a)
				paint()
				g.r.Drop(a.ID)
				paint()
			}
		}) / float64(len(g.added))
	}
}

// added is the i-th new highlight of the first screen.
func added(i int) annotate.Annotation {
	at := 20 + 100*i
	return annotate.Annotation{ID: annotate.ID(fmt.Sprint("added-", i)), Start: at, End: at + 60, Verdict: annotate.Disputed}
}
