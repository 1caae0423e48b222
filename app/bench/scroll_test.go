//go:build bench

package bench

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"claimtrace/app/read/reader"
	"claimtrace/app/style"
	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

// notch is how far one notch of the wheel scrolls here: three lines.
const notch = 3 * style.ReadLead

// Measured is the time in which the reader scrolls by three lines and lays out
// what the window shows then, without painting, which is the same for both; in
// 1,000,000 words at places all over it. The places have been seen before, so
// that words are known on both sides.
func TestBenchScrollGrowth(t *testing.T) {
	start(t)
	long, short := show(million()), show(thousand())
	place := 0
	var first []float64 // frames with words that are new
	atPlace := func() float64 {
		place++
		long.ScrollToShare(float64(place%ratio.Rounds+1) / (ratio.Rounds + 1))
		first = append(first, frames(t, long, nil)...)
		return ratio.Quantile(frames(t, long, nil), 0.5)
	}
	ours, peer := ratio.Medians(atPlace, func() float64 {
		short.ScrollToShare(0)
		frames(t, short, nil)
		return ratio.Quantile(frames(t, short, nil), 0.5)
	})
	paintLong, paintShort := painter(t, long, window), painter(t, short, window)
	oursPainted, peerPainted := ratio.Medians(
		func() float64 { return ratio.Quantile(frames(t, long, paintLong), 0.5) },
		func() float64 { return ratio.Quantile(frames(t, short, paintShort), 0.5) },
	)
	ratio.Record(t, ratio.Row{Name: "reader.scroll-growth", Peer: "the reader with 1,000 words", Unit: "ms", Most: 1.2}, ours, peer,
		fmt.Sprintf("painted by the software painter %.1f ms against %.1f ms", oursPainted, peerPainted),
		fmt.Sprintf("at places of 1,000,000 words not seen before, 95 of 100 frames take at most %.2f ms", ratio.Quantile(first, 0.95)))
}

// frames scrolls down, measures each step, painted if paint is given, and
// scrolls back.
func frames(t *testing.T, r *reader.Reader, paint func()) []float64 {
	t.Helper()
	const steps = 15
	runtime.GC()
	out := make([]float64, steps)
	for i := range out {
		from := time.Now()
		moved := r.ScrollBy(notch)
		if paint != nil {
			paint()
		}
		out[i] = ratio.Since(from)
		if !moved {
			t.Fatal("the reader did not scroll")
		}
	}
	r.ScrollBy(-steps * notch)
	mustShow(t, r)
	return out
}

// Measured is the heap that is held after every screen of the article has been
// shown, the article's text and highlights included, and what Fyne remembers
// of texts; and the objects that live on any of those screens, and while
// scrolling by lines from random places.
func TestBenchScrollThrough(t *testing.T) {
	start(t)
	a := million()
	before := heap()
	own := article{strings.Clone(a.words), corpus.Highlights(a.words, len(a.highlights))}
	r := show(own)
	most := 0
	through(r, func() { most = max(most, live(r)) })
	held := heap() - before
	forget()
	alone := heap() - before
	chance := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		r.ScrollToShare(chance.Float64())
		for range 20 {
			most = max(most, live(r))
			r.ScrollBy(notch / 2)
		}
	}
	runtime.KeepAlive(own)
	ratio.Record(t, ratio.Row{Name: "reader.objects", Peer: "one screen of 1,000 words", Unit: "objects", Most: 1.5},
		float64(most), float64(live(show(thousand()))))
	ratio.Record(t, ratio.Row{Name: "reader.memory", Peer: "the article's text", Unit: "bytes", Most: 6},
		held, float64(len(own.words)),
		fmt.Sprintf("without what Fyne remembers of texts for a minute %.1f MB", alone/1e6))
}

// heap returns the bytes that are held.
func heap() float64 {
	// What a pool holds is let go by the second collection.
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
