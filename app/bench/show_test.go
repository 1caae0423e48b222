//go:build bench

package bench

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
	"claimtrace/tools/ratio"
)

var tenThousand = makeArticle(10_000, 1_000)

// Measured is the time from the string in hand until the widget's objects lie
// where the window shows them; the texts' sizes are not known yet, the fonts
// are. The label has no highlights and gets the width of the reader's column
// before it is laid out; it makes all its lines, as it has no other way.
func TestBenchFirstScreen(t *testing.T) {
	start(t)
	a := tenThousand()
	mustShow(t, show(a))
	if n := live(showLabel(a.words)); n < 500 {
		t.Fatalf("the label shows %d lines", n)
	}
	cold := func(f func()) ratio.Work {
		return func() float64 {
			forget()
			return ratio.Milliseconds(f)
		}
	}
	ours, peer := ratio.Medians(cold(func() { show(a) }), cold(func() { showLabel(a.words) }))
	oursPainted, peerPainted := ratio.Medians(
		cold(func() { painter(t, show(a), window)() }),
		cold(func() { painter(t, container.NewVScroll(showLabel(a.words)), labelSize())() }),
	)
	ratio.Record(t, ratio.Row{Name: "reader.first-screen", Peer: "Fyne's wrapped Label, its width given beforehand", Unit: "ms", Most: 0.2}, ours, peer,
		fmt.Sprintf("in a window and painted by the software painter %.0f ms against %.0f ms", oursPainted, peerPainted))
}

func showLabel(s string) *widget.Label {
	l := widget.NewLabel(s)
	l.Wrapping = fyne.TextWrapWord
	l.Resize(labelSize())
	test.WidgetRenderer(l).Layout(labelSize())
	return l
}

// labelSize is the size of a window in which a label has the reader's column.
func labelSize() fyne.Size { return fyne.NewSize(style.Measure+2*theme.InnerPadding(), window.Height) }

// Measured is the same for articles of 1,000,000 and of 1,000 words, which
// begin alike: whatever grows with the text is the difference.
func TestBenchFirstScreenGrowth(t *testing.T) {
	start(t)
	long, short := million(), thousand()
	cold := func(a article) ratio.Work {
		return func() float64 {
			forget()
			return ratio.Milliseconds(func() { show(a) })
		}
	}
	warm := func(a article) ratio.Work {
		return func() float64 { return ratio.Milliseconds(func() { show(a) }) }
	}
	ours, peer := ratio.Medians(cold(long), cold(short))
	oursWarm, peerWarm := ratio.Medians(warm(long), warm(short))
	ratio.Record(t, ratio.Row{Name: "reader.first-screen-growth", Peer: "the reader with 1,000 words", Unit: "ms", Most: 3}, ours, peer,
		fmt.Sprintf("with all words measured before %.1f ms against %.1f ms", oursWarm, peerWarm))
}
