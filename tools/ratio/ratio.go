// Package ratio measures a piece of work against a named peer in one run, so
// that the figure that remains, their ratio, does not depend on the machine.
//
// Measurements are tests with the build tag bench, named TestBench…:
//
//	ours, peer := ratio.Medians(
//		func() float64 { return ratio.Milliseconds(func() { fold(texts) }) },
//		func() float64 { return ratio.Milliseconds(func() { strings.ToLower(texts) }) },
//	)
//	ratio.Record(t, ratio.Row{Name: "annotate.fold", Peer: "strings.ToLower", Unit: "ms", Most: 3}, ours, peer)
//
// `make bench` runs them all, joins their rows in build/bench.json and prints
// them. A bound that is missed is printed and nothing more: only a measurement
// that cannot be made fails.
package ratio

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"sort"
	"testing"
	"time"
)

// FileVariable names the environment variable that holds the path of the file
// to which [Record] adds its rows. Without it they are only logged.
const FileVariable = "CLAIMTRACE_BENCH"

// Rounds is how often each side of a measurement works, and Patience how long
// one side may take for it all.
const (
	Rounds   = 9
	Patience = 10 * time.Second
)

// Row says what is measured.
type Row struct {
	Name string  // package.what, such as reader.memory
	Peer string  // what the work is measured against, in a few words
	Unit string  // of both figures: ms, bytes, objects …
	Most float64 // the ratio that must not be exceeded; only printed
}

// Work does one repetition and returns what it measured, in the row's unit.
type Work func() float64

// Medians repeats both works by turns, ours first, and returns the median of
// what each measured.
//
// Each works Rounds times; but a side that has worked for Patience is not asked
// again, so a peer that takes 16 s works once, and the other goes on alone.
func Medians(ours, peer Work) (ourMedian, peerMedian float64) {
	sides := [2]struct {
		work  Work
		found []float64
		spent time.Duration
	}{{work: ours}, {work: peer}}
	for range Rounds {
		for i := range sides {
			s := &sides[i]
			if s.spent >= Patience {
				continue
			}
			from := time.Now()
			s.found = append(s.found, s.work())
			s.spent += time.Since(from)
		}
	}
	return Quantile(sides[0].found, 0.5), Quantile(sides[1].found, 0.5)
}

// Milliseconds collects garbage, then does f and returns how long f took.
func Milliseconds(f func()) float64 {
	runtime.GC()
	from := time.Now()
	f()
	return Since(from)
}

// Since returns the milliseconds since a moment.
func Since(from time.Time) float64 { return float64(time.Since(from)) / float64(time.Millisecond) }

// Quantile returns the least of the values that a share q of them, from 0 to 1,
// do not exceed; of an even number the lower of the two in the middle for 0.5.
// It returns NaN where there are none.
func Quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := append([]float64(nil), values...)
	sort.Float64s(sorted)
	return sorted[min(max(int(math.Ceil(q*float64(len(sorted))))-1, 0), len(sorted)-1)]
}

// Record hands in a row with its two figures, and notes to be printed below
// the table. The test fails where a figure is not a positive number, as then
// nothing was measured.
func Record(t testing.TB, row Row, ours, peer float64, notes ...string) {
	t.Helper()
	r := Result{Name: row.Name, Ours: figure(ours), Peer: figure(peer), PeerName: row.Peer, Unit: row.Unit, Ratio: figure(ours / peer)}
	line := Line{Result: r, Most: row.Most, Notes: notes}
	if err := line.check(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %v against %v %s (%s): %v, at most %v", r.Name, r.Ours, r.Peer, r.Unit, r.PeerName, r.Ratio, row.Most)
	for _, n := range notes {
		t.Log(n)
	}
	if path := os.Getenv(FileVariable); path != "" {
		if err := line.add(path); err != nil {
			t.Fatalf("%s could not be handed in: %v", row.Name, err)
		}
	}
}

// figure rounds to four digits: more would only pretend.
func figure(v float64) float64 {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return v
	}
	scale := math.Pow(10, 3-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

func (l Line) check() error {
	if l.Name == "" || l.PeerName == "" || l.Unit == "" || !(l.Most > 0) {
		return fmt.Errorf("the row %q lacks its name, peer, unit or bound", l.Name)
	}
	for _, v := range []float64{l.Ours, l.Peer, l.Ratio} {
		if !(v > 0) || math.IsInf(v, 0) {
			return fmt.Errorf("%s measured nothing: %v against %v %s", l.Name, l.Ours, l.Peer, l.Unit)
		}
	}
	return nil
}
