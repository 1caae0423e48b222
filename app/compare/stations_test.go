package compare

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/timeaxis"
	"claimtrace/store"
)

var noon = time.Date(2026, 1, 29, 12, 0, 0, 0, time.UTC)

// reports makes a witness of an article of its own for each time, in hours
// after noon; NaN is a time that is not known.
func reports(hours ...float64) []store.Witness {
	var ws []store.Witness
	for i, h := range hours {
		id := annotate.ID(fmt.Sprint(i))
		w := store.Witness{In: annotate.Article{ID: id, Outlet: "Outlet " + string(id)}}
		w.ID, w.Article = id, id
		if !math.IsNaN(h) {
			w.In.Published = annotate.Publication(noon.Add(time.Duration(h * float64(time.Hour))).Format(time.RFC3339))
		}
		ws = append(ws, w)
	}
	return ws
}

func TestStationsJoinsPassagesOfAnArticle(t *testing.T) {
	ws := reports(0, 1, 1, 5)
	ws[2].Article = ws[1].Article
	l := newStations(ws, 1000, tens)
	if len(l.all) != 3 || !slices.Equal(l.all[1].witnesses, []int{1, 2}) {
		t.Fatalf("got %+v", l.all)
	}
	s := l.all[1]
	if s.ring(1)-s.ring(0) != ringPitch || s.ring(0)+s.ring(1) != 2*s.x {
		t.Errorf("rings at %v and %v around %v", s.ring(0), s.ring(1), s.x)
	}
}

func TestStationsSetsUnknownTimesApart(t *testing.T) {
	nan := math.NaN()
	l := newStations(reports(0, 5, nan, nan), 1000, tens)
	begins := l.unknown[0]
	if l.all[1].x+40 >= begins || l.all[2].x-40 <= begins || l.all[3].x != 960 {
		t.Errorf("unknown from %v; stations at %v, %v, %v", begins, l.all[1].x, l.all[2].x, l.all[3].x)
	}
	if len(l.days[0]) != 1 {
		t.Errorf("got %d days, want 1: what has no time has no day", len(l.days[0]))
	}
	l = newStations(reports(nan, nan), 1000, tens)
	if l.unknown[0] != 0 || l.all[0].x != 40 || len(l.days[0]) != 0 {
		t.Errorf("all unknown: from %v, first at %v, %d days", l.unknown[0], l.all[0].x, len(l.days[0]))
	}
}

func TestStationsMarksDays(t *testing.T) {
	l := newStations(reports(0, 4, 24), 1000, tens)
	if len(l.days[0]) != 2 || !l.days[0][0].Edge || l.days[0][1].Edge {
		t.Fatalf("got %+v", l.days)
	}
	// Midnight is the middle of the twelve hours around it.
	if want := 40 + float32(920)*12/24; math.Abs(float64(l.days[0][1].X-want)) > 0.01 {
		t.Errorf("midnight at %v, want %v", l.days[0][1].X, want)
	}
	// Where a ring stands on midnight, the mark keeps clear of it.
	l = newStations(reports(0, 12, 24), 1000, tens)
	if want := l.all[1].x - ringSize/2 - stationGap/2; l.days[0][1].X != want {
		t.Errorf("midnight at %v, want %v", l.days[0][1].X, want)
	}
	// The same instant with two dates.
	ws := reports(0, 0)
	ws[1].In.Published = "2026-01-30T02:00:00+14:00"
	l = newStations(ws, 1000, tens)
	if len(l.days[0]) != 2 || !(l.days[0][1].X > l.all[0].x && l.days[0][1].X < l.all[1].x) {
		t.Errorf("got %+v", l.days)
	}
}

// Where nobody knows the order of stations the line is dashed; a mere day
// stands at noon, and of a mere month or year no day is marked.
func TestStationsOfUnknownOrder(t *testing.T) {
	of := func(times ...annotate.Publication) *stations {
		ws := reports(make([]float64, len(times))...)
		for i, at := range times {
			ws[i].In.Published = at
		}
		return newStations(ws, 2000, tens)
	}
	for _, x := range []struct {
		times []annotate.Publication
		loose string
		marks string
	}{
		{[]annotate.Publication{"2026-01-29T10:00Z", "2026-01-30T10:00Z"}, "[]", "Thu 29 Jan 2026, Fri 30 Jan"},
		{[]annotate.Publication{"2026-01-29T10:00Z", "2026-01-29", "2026-01-31T10:00Z"}, "[[0 1]]", "Thu 29 Jan 2026, Sat 31 Jan"},
		{[]annotate.Publication{"2026-01-28", "2026-01-28", "2026-01-30", "2026-01-31", "2026-01-31"}, "[[0 1] [3 4]]", "Wed 28 Jan 2026, Fri 30 Jan, Sat 31 Jan"},
		{[]annotate.Publication{"2026-01-29", "2026-01-30", "2026-01", "2026", ""}, "[[0 3]]", "Thu 29 Jan 2026, Fri 30 Jan"},
		{[]annotate.Publication{"2025", "2026-01", "2026-02"}, "[]", "2025"},
		{[]annotate.Publication{"", ""}, "[]", ""},
	} {
		l := of(x.times...)
		var marks []string
		timeaxis.Tell(l.days[0], 0, 0, 2000, tens)
		for _, d := range l.days[0] {
			marks = append(marks, d.Words)
		}
		if got := fmt.Sprint(l.loose); got != x.loose || strings.Join(marks, ", ") != x.marks {
			t.Errorf("%q: dashed %s, marks %q", x.times, got, marks)
		}
		for i := range l.all[1:] {
			if a, b := l.all[i], l.all[i+1]; a.x >= b.x {
				t.Errorf("%q: station %d at %v, the next at %v", x.times, i, a.x, b.x)
			}
		}
	}
	l := of("2026-01-29T00:00Z", "2026-01-29T12:00Z", "2026-01-29", "2026-01-30T00:00Z")
	if got := l.looseOn(0); len(got) != 1 || got[0] != (timeaxis.Stretch{From: l.all[0].x, To: l.all[3].x}) {
		t.Errorf("dashed at %v", got)
	}
	if half := (l.all[0].x + l.all[3].x) / 2; l.all[1].x >= half || l.all[2].x <= half {
		t.Errorf("the day stands at %v, noon is %v", l.all[2].x, half)
	}
	// Passages of one article are no riddle.
	ws := reports(make([]float64, 9)...)
	for i := range ws {
		ws[i].Article, ws[i].In.Published = "a", "2026-01-29"
	}
	if l := newStations(ws, 1000, tens); len(l.all) != 2 || len(l.loose) > 0 {
		t.Errorf("one article: %+v", l.loose)
	}
}

// However many reports there are and however close: in order, inside the
// line, and no two rings or names on one another.
func TestStationsNeverOverlaps(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		n := 1 + random.IntN(120)
		hours := make([]float64, n)
		for i := range hours {
			hours[i] = math.Round(math.Pow(random.Float64()*8, 4))
		}
		slices.Sort(hours)
		for i := n - random.IntN(n/3+1); i < n; i++ {
			hours[i] = math.NaN()
		}
		ws := reports(hours...)
		for i := range ws[1:] {
			if random.IntN(4) == 0 {
				ws[i+1].Article, ws[i+1].In = ws[i].Article, ws[i].In
			}
		}
		width := float32(644 + random.IntN(400))
		l := newStations(ws, width, func(s string) float32 { return float32(40 + 30*len(s)%110) })
		checkLine(t, l, width, len(ws))
	}
}

func checkLine(t *testing.T, l *stations, width float32, witnesses int) {
	t.Helper()
	next := 0
	type edge struct{ ring, name [2]float32 }
	ends := map[int]*edge{}
	for i, s := range l.all {
		e := ends[s.line]
		if e == nil {
			e = &edge{}
			ends[s.line] = e
		}
		if i > 0 && s.line < l.all[i-1].line {
			t.Fatalf("station %d stands above the one before it", i)
		}
		for k, w := range s.witnesses {
			if w != next {
				t.Fatalf("witness %d where %d was due", w, next)
			}
			next++
			if left := s.ring(k) - l.ring()/2; left < e.ring[0]-0.1 || left+l.ring() > width+0.1 {
				t.Fatalf("ring %d of station %d from %v, after %v, of %v", k, i, left, e.ring[0], width)
			}
			e.ring[0] = s.ring(k) + l.ring()/2
		}
		row := 0
		if s.second {
			row = 1
		}
		half := min(s.nameWidth, s.label) / 2
		if l.rows > 0 && (s.x-half < e.name[row]-0.1 || s.x+half > width+0.1) {
			t.Fatalf("name of station %d from %v, after %v, to %v of %v", i, s.x-half, e.name[row], s.x+half, width)
		}
		e.name[row] = s.x + half
	}
	if next != witnesses {
		t.Fatalf("%d of %d witnesses", next, witnesses)
	}
	for i, s := range l.all {
		for _, m := range l.days[s.line] {
			for k := range s.witnesses {
				if d := m.X - s.ring(k); !m.Edge && d > -l.ring()/2 && d < l.ring()/2 {
					t.Fatalf("a day's mark at %v on the ring of station %d", m.X, i)
				}
			}
		}
	}
}
