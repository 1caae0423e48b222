package timeaxis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"claimtrace/annotate"
)

// tens measures a text whose letters are ten pixels wide.
func tens(s string) float32 { return 10 * float32(utf8.RuneCountInString(s)) }

var noon = time.Date(2026, 1, 29, 12, 0, 0, 0, time.UTC)

func near(a, b float32) bool { return math.Abs(float64(a-b)) < 0.01 }

// at makes stops of times of publication, a hundred pixels from each other.
func at(ps ...annotate.Publication) (out []Stop) {
	for i, t := range Times(ps, time.UTC) {
		if !t.IsZero() {
			out = append(out, Stop{Published: ps[i], At: t.In(ps[i].Written().Location()), X: 10 + 100*float32(len(out)), Half: 10})
		}
	}
	return out
}

func TestScale(t *testing.T) {
	s := Scale{First: noon, Last: noon.Add(10 * time.Hour), From: 50, To: 250}
	for hours, want := range map[float64]float32{0: 50, 1: 70, 5: 150, 10: 250, -3: 50, 12: 250} {
		if got := s.X(noon.Add(time.Duration(hours * float64(time.Hour)))); !near(got, want) {
			t.Errorf("%v hours at %v, want %v", hours, got, want)
		}
	}
	for x, want := range map[float32]time.Duration{0: 0, 50: 0, 70: time.Hour, 150: 5 * time.Hour, 250: 10 * time.Hour, 999: 10 * time.Hour} {
		if got := s.Time(x).Sub(noon); got != want {
			t.Errorf("%v is %v, want %v", x, got, want)
		}
	}
	s.Last = noon
	if s.X(noon) != 50 || s.X(noon.Add(time.Hour)) != 50 {
		t.Error("a scale without length has another place than its beginning")
	}
}

// A place is read no closer than a hand can point.
func TestScaleTimeIsRound(t *testing.T) {
	for whole, unit := range map[time.Duration]time.Duration{
		time.Minute: time.Millisecond, time.Hour: time.Second, 24 * time.Hour: time.Minute, 9000 * time.Hour: time.Minute,
	} {
		s := Scale{First: noon.Add(7), Last: noon.Add(whole), To: 701}
		if got := s.Time(333); !got.Equal(got.Truncate(unit)) || got.Before(s.First) || got.After(s.Last) {
			t.Errorf("of %v: %v", whole, got)
		}
		if s.Time(0) != s.First || s.Time(701) != s.Last {
			t.Errorf("of %v: the ends are not the first and the last", whole)
		}
	}
}

func TestLayoutsTellTheDay(t *testing.T) {
	if got := (Scale{}).Layouts(time.UTC); got != nil {
		t.Errorf("of nothing: %q", got)
	}
	for _, x := range []struct {
		first time.Time
		whole time.Duration
		want  string
	}{
		{noon, time.Hour, "Thu 29 Jan 12:00, Thu 29 Jan"},
		{noon, 60 * 24 * time.Hour, "Thu 29 Jan"},
		{noon, 200 * 24 * time.Hour, "Thu 29 Jan 2026, Jan 2026"},
		{noon, 900 * 24 * time.Hour, "Thu 29 Jan 2026, Jan 2026, 2026"},
		{time.Date(2025, 12, 31, 12, 0, 0, 0, time.UTC), 24 * time.Hour, "Wed 31 Dec 12:00, Wed 31 Dec 2025, Wed 31 Dec"},
		{time.Date(2025, 12, 31, 12, 0, 0, 0, time.UTC), 60 * 24 * time.Hour, "Wed 31 Dec 2025, Wed 31 Dec"},
	} {
		s := Scale{First: x.first, Last: x.first.Add(x.whole)}
		var got []string
		for _, layout := range s.Layouts(time.UTC) {
			got = append(got, x.first.Format(layout))
		}
		if strings.Join(got, ", ") != x.want {
			t.Errorf("of %v from %v: %q, want %q", x.whole, x.first, got, x.want)
		}
	}
	// Which year it is depends on whose clock one reads.
	s := Scale{First: time.Date(2025, 12, 31, 23, 30, 0, 0, time.UTC), Last: noon}
	if east := s.Layouts(time.FixedZone("", 3600)); len(east) != 1 {
		t.Errorf("both are of 2026: %q", east)
	}
}

// Where time has room, what is spread stands where its time puts it; else in its
// order, no nearer than it may, in the room if that holds all.
func TestSpread(t *testing.T) {
	if got := Spread(nil, nil, 0, 100); got != nil {
		t.Errorf("of nothing: %v", got)
	}
	hours := func(hs ...float64) (out []time.Time) {
		for _, h := range hs {
			out = append(out, noon.Add(time.Duration(h*float64(time.Hour))))
		}
		return out
	}
	for _, x := range []struct {
		at    []time.Time
		least []float32
		want  []float32
	}{
		{hours(0), []float32{0}, []float32{100}},
		{hours(0, 1, 10), []float32{0, 10, 20}, []float32{100, 200, 1100}},
		{hours(0, 5, 5, 10), []float32{0, 50, 100, 150}, []float32{100, 575, 625, 1100}}, // around their mean
		{hours(0, 0, 0), []float32{0, 50, 100}, []float32{100, 150, 200}},
		{hours(0, 10, 10), []float32{30, 80, 130}, []float32{100, 1050, 1100}},
		{hours(0, 1, 2), []float32{0, 900, 1800}, []float32{100, 1000, 1900}}, // longer than the line
	} {
		got := Spread(x.at, x.least, 100, 1100)
		if !slices.EqualFunc(got, x.want, near) {
			t.Errorf("at %v, want %v", got, x.want)
		}
	}
}

func TestSpreadNeverCrowds(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		n := 1 + random.IntN(80)
		moments, least := make([]time.Time, n), make([]float32, n)
		at := noon
		for i := range n {
			at = at.Add(time.Duration(math.Pow(random.Float64()*40, 4)) * time.Second)
			if moments[i] = at; i > 0 {
				least[i] = least[i-1] + random.Float32()*30
			}
		}
		from := random.Float32() * 100
		to := from + random.Float32()*1500
		xs := Spread(moments, least, from, to)
		for i, x := range xs {
			if i > 0 && x-xs[i-1] < least[i]-least[i-1]-0.01 {
				t.Fatalf("%d stands %v behind the one before, want %v", i, x-xs[i-1], least[i]-least[i-1])
			}
		}
		if end := max(to, from+least[n-1]); xs[0] < from-0.01 || xs[n-1] > end+0.01 {
			t.Fatalf("from %v to %v on a line from %v to %v", xs[0], xs[n-1], from, end)
		}
	}
}

func told(stops []Stop, end float32) string {
	var out []string
	days := Days(stops, 5)
	Tell(days, 4, 8, end, tens)
	for _, d := range days {
		if d.Told {
			out = append(out, d.Words)
		} else {
			out = append(out, "("+d.Full+")")
		}
	}
	return strings.Join(out, ", ")
}

func TestDays(t *testing.T) {
	for _, x := range []struct {
		ps   []annotate.Publication
		want string
	}{
		{nil, ""},
		{[]annotate.Publication{"2026-01-29T10:00Z", "2026-01-29T20:00Z"}, "Thu 29 Jan 2026"},
		// A hundred pixels hold nine letters: there is no room for the second day.
		{[]annotate.Publication{"2026-01-29T10:00Z", "2026-01-30T10:00Z", "2026-01-31T10:00Z"}, "Thu 29 Jan 2026, (Fri 30 Jan 2026), Sat 31 Jan"},
		// The year is told by the first words of it for which there is room.
		{[]annotate.Publication{"2025-12-30", "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"}, "Tue 30 Dec 2025, (Thu 1 Jan 2026), Fri 2 Jan 2026, (Sat 3 Jan 2026), Sun 4 Jan"},
		// A mere month or year begins no day.
		{[]annotate.Publication{"2026-01-29", "2026-01", "2026", "2026-01-30"}, "Thu 29 Jan 2026, Fri 30 Jan"},
		{[]annotate.Publication{"2026-01", "2026-02", "2026-03-01"}, "Jan 2026, Sun 1 Mar"},
		{[]annotate.Publication{"2025", "", ""}, "2025"},
		{[]annotate.Publication{"", ""}, ""},
		// Each by its own clock, and none twice.
		{[]annotate.Publication{"2026-01-30T01:00Z", "2026-01-29T20:05-05:00", "2026-01-30T01:10Z", "2026-01-29T20:15-05:00"}, "Fri 30 Jan 2026, (Thu 29 Jan 2026)"},
	} {
		if got := told(at(x.ps...), 2000); got != x.want {
			t.Errorf("%q: %s, want %s", x.ps, got, x.want)
		}
	}
	if got := told(at("2026-01-29", "2026-01-30", "2026-01-31"), 250); got != "Thu 29 Jan 2026, (Fri 30 Jan 2026), (Sat 31 Jan 2026)" {
		t.Errorf("where the line ends at 250: %s", got)
	}
}

// A day begins at midnight, clear of the signs.
func TestDaysBeginAtMidnight(t *testing.T) {
	days := Days(at("2026-01-29T18:00Z", "2026-01-30T18:00Z"), 5)
	if want := 10 + float32(100)/4; len(days) != 2 || !days[0].Edge || days[0].X != 0 || days[1].Edge || !near(days[1].X, want) {
		t.Errorf("midnight at %+v, want %v", days, want)
	}
	for _, p := range []annotate.Publication{"2026-01-30T00:00Z", "2026-01-30T00:01Z"} {
		if days = Days(at("2026-01-29T18:00Z", p), 5); !near(days[1].X, 110-10-5) {
			t.Errorf("midnight on a sign, at %v", days[1].X)
		}
	}
	if days = Days(at("2026-01-29T23:59Z", "2026-01-30T18:00Z"), 5); !near(days[1].X, 10+10+5) {
		t.Errorf("midnight on the sign before, at %v", days[1].X)
	}
}

// No words lie on others, none reach over the end or stand before their day, and
// the first of each year tell it.
func TestTellNeverOverlaps(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		var ps []annotate.Publication
		when := noon
		for range 1 + random.IntN(40) {
			when = when.Add(time.Duration(random.IntN(20*24)) * time.Hour)
			layout := [...]string{time.RFC3339, time.DateOnly, "2006-01", "2006"}[random.IntN(4)]
			ps = append(ps, annotate.Publication(when.Format(layout)))
		}
		slices.SortStableFunc(ps, annotate.Publication.InLists)
		days := Days(at(ps...), 5)
		end := 200 + random.Float32()*3000
		Tell(days, 4, 8, end, tens)
		free, year := float32(0), ""
		for i, d := range days {
			if i > 0 && d.X <= days[i-1].X {
				t.Fatalf("day %d at %v, the one before at %v", i, d.X, days[i-1].X)
			}
			if !d.Told {
				continue
			}
			if d.Label.From < free || d.Label.From < d.X || d.Label.To > end || !near(d.Label.To-d.Label.From, tens(d.Words)) {
				t.Fatalf("%q at %v, free from %v to %v, its day at %v", d.Words, d.Label, free, end, d.X)
			}
			if is := d.Full[len(d.Full)-4:]; is != year && d.Words != d.Full {
				t.Fatalf("%q after words of %s", d.Words, year)
			} else {
				year = is
			}
			free = d.Label.To + 8
		}
	}
}

// Times never go back, whatever is known of them; what is unknown has none.
func TestTimes(t *testing.T) {
	ps := []annotate.Publication{"2026-01-29T15:00Z", "2026-01-29", "2026-01-30T10:00Z", "2026", ""}
	var got []string
	for _, at := range Times(ps, time.UTC) {
		got = append(got, at.Format("2 15:04"))
	}
	if want := "[29 15:00 29 15:00 30 10:00 30 10:00 1 00:00]"; fmt.Sprint(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestZone(t *testing.T) {
	for _, x := range []struct {
		ps     []annotate.Publication
		want   string
		others bool
	}{
		{nil, "+00:00", false},
		{[]annotate.Publication{"2026", "2026-01-29", "2026-01-29T10:00"}, "+00:00", false},
		{[]annotate.Publication{"2026-01-29T10:00+02:00", "2026-01-29"}, "+02:00", false},
		{[]annotate.Publication{"2026-01-29T10:00Z", "2026-01-29T10:00-05:00", "2026-01-30T10:00-05:00"}, "-05:00", true},
		{[]annotate.Publication{"2026-01-29T10:00+03:00", "2026-01-29T10:00-05:00"}, "+03:00", true},
	} {
		zone, others := Zone(x.ps)
		if got := noon.In(zone).Format("-07:00"); got != x.want || others != x.others {
			t.Errorf("%q: %s, others %v", x.ps, got, others)
		}
	}
}

func TestUnordered(t *testing.T) {
	for want, ps := range map[string][]annotate.Publication{
		"[]":            {"2026-01-29T10:00Z", "2026-01-29T11:00Z", ""},
		"[[0 1]]":       {"2026-01-29T10:00Z", "2026-01-29", "2026-01-31"},
		"[[0 1] [2 3]]": {"2026-01-28", "2026-01-28", "2026-01-30", "2026-01-30"},
		"[[0 3]]":       {"2026-01-28", "2026-01-28", "2026-01-30", "2026-01"}, // the last is in none's order
	} {
		if got := fmt.Sprint(Unordered(ps)); got != want {
			t.Errorf("%q: %s, want %s", ps, got, want)
		}
	}
}

func TestJoined(t *testing.T) {
	got := Joined([]Stretch{{50, 60}, {0, 10}, {10, 20}, {5, 8}, {61, 70}})
	if want := []Stretch{{0, 20}, {50, 60}, {61, 70}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
