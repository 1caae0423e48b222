package overview

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"claimtrace/app/timeaxis"
)

// tens measures a text whose letters are ten pixels wide.
func tens(s string) float32 { return 10 * float32(utf8.RuneCountInString(s)) }

// reported is the table of claims whose cells are written as [made] reads
// them, in articles of these times; "" is one that is not known.
func reported(times []string, cells ...string) *table {
	var articles, claims [][2]string
	for i, at := range times {
		articles = append(articles, [2]string{fmt.Sprint("Outlet ", i), at})
	}
	for i, c := range cells {
		claims = append(claims, [2]string{fmt.Sprint("Claim ", i), c})
	}
	p := made(articles, claims)
	return newData(p.claims, p.articles, p.annotations).show(filter{}, order{})
}

func TestAxisIsSpacedByTime(t *testing.T) {
	a := newAxis(reported([]string{"2026-01-29T10:00:00Z", "2026-01-29T11:00:00Z", "2026-01-29T20:00:00Z"}, "+ + +"), 1000, tens)
	first, last := float32(axisInset+ringSize/2), float32(1000-axisInset-ringSize/2)
	if a.x[0] != first || a.x[2] != last {
		t.Errorf("the ends stand at %v and %v, want %v and %v", a.x[0], a.x[2], first, last)
	}
	if want := first + (last-first)/10; math.Abs(float64(a.x[1]-want)) > 0.01 {
		t.Errorf("one hour of ten stands at %v, want %v", a.x[1], want)
	}
	if a.wide != 1000 || a.unknown != 1000 {
		t.Errorf("the axis is %v wide, unknown from %v", a.wide, a.unknown)
	}
}

// The last day has room for its words: they were cut at the end of the line.
func TestAxisHasRoomForTheLastDay(t *testing.T) {
	for _, room := range []float32{1000, 300, 0} {
		a := newAxis(reported([]string{"2015-07-24T05:36Z", "2026-01-29T10:00Z"}, "+ +"), room, tens)
		d := a.days[len(a.days)-1]
		if (room == 1000) != d.Told || d.Told && d.Label.To > a.wide || a.wide > max(room, 500) {
			t.Errorf("in a room of %v the words of the last day reach from %v to %v, and the axis to %v", room, d.Label.From, d.Label.To, a.wide)
		}
	}
}

// Signs of different claims may stand close, as their rows keep them apart.
func TestAxisIsAsWideAsTheRowsNeed(t *testing.T) {
	times := []string{"2026-01-29T10:00:00Z", "2026-01-29T10:01:00Z", "2026-01-29T10:02:00Z"}
	one := newAxis(reported(times, "+ + +"), 0, tens)
	if d := one.x[1] - one.x[0]; d != ringSize+ringGap {
		t.Errorf("in one row they stand %v apart", d)
	}
	three := newAxis(reported(times, "+ . .", ". + .", ". . +"), 0, tens)
	if d := three.x[1] - three.x[0]; d != timeStep {
		t.Errorf("in rows of their own they stand %v apart", d)
	}
	mixed := newAxis(reported(times, "+ +-? +"), 0, tens)
	if d := mixed.x[1] - mixed.x[0]; d != ringSize+ringStep+ringGap {
		t.Errorf("beside three rings stands one %v apart", d)
	}
}

func TestAxisSetsUnknownTimesApart(t *testing.T) {
	a := newAxis(reported([]string{"2026-01-29T10:00:00Z", "2026-01-29T20:00:00Z", "", ""}, "+ + + -"), 1000, tens)
	if a.x[1]+ringSize/2 >= a.unknown || a.x[2]-ringSize/2 <= a.unknown || a.x[3]+ringSize/2 > a.wide || a.wide != 1000 {
		t.Errorf("unknown from %v to %v, signs at %v", a.unknown, a.wide, a.x)
	}
	if len(a.days) != 1 {
		t.Errorf("%d days: what has no time has no day", len(a.days))
	}
	if room := a.wide - a.unknown; room < tens(unknownWords) {
		t.Errorf("%v is no room for the words", room)
	}
	a = newAxis(reported([]string{"", ""}, "+ +"), 1000, tens)
	if a.unknown != 0 || len(a.days) != 0 || a.x[0] < ringSize/2 {
		t.Errorf("all unknown: from %v, at %v", a.unknown, a.x)
	}
	a = newAxis(reported([]string{"2026-01-29T10:00:00Z"}, "."), 1000, tens)
	if a.x[0] >= 0 || a.wide != 0 {
		t.Errorf("an article without a passage stands at %v of %v", a.x[0], a.wide)
	}
}

func TestAxisMarksDays(t *testing.T) {
	a := newAxis(reported([]string{"2026-01-29T18:00:00Z", "2026-01-30T06:00:00Z", "2026-01-30T18:00:00Z", "2027-01-01T00:00:00Z"}, "+ + + +"), 3000, tens)
	var words []string
	for _, d := range a.days {
		words = append(words, d.Words)
	}
	if got := fmt.Sprint(words); got != "[Thu 29 Jan 2026 Fri 30 Jan Fri 1 Jan 2027]" {
		t.Errorf("the days are %s", got)
	}
	if !a.days[0].Edge || !a.days[0].Told || a.days[1].Edge {
		t.Errorf("got %+v", a.days)
	}
	if a.days[1].Told {
		t.Error("two days are told where there is room for one")
	}
	// The line of a day stands before its first sign, even at midnight.
	if d := a.days[2].X; d > a.x[3]-ringSize/2 || d < a.x[2]+ringSize/2 {
		t.Errorf("midnight at %v, between %v and %v", d, a.x[2], a.x[3])
	}
}

// Days are those of the offset that most articles have.
func TestAxisZone(t *testing.T) {
	a := newAxis(reported([]string{"2026-01-30T00:30:00Z", "2026-01-29T20:00:00-05:00", "2026-01-29T23:00:00-05:00", "2026-01-30T05:30:00Z", "2026-01-30T02:00:00-05:00"},
		"+ + + + +"), 1000, tens)
	if zoneName(a.zone) != "-05:00" || !a.zones {
		t.Errorf("the days are those of %s, the offsets differ: %v", zoneName(a.zone), a.zones)
	}
	if len(a.days) != 2 { // by the clocks of Washington, midnight is between the third and the fourth
		t.Errorf("%d days", len(a.days))
	}
	a = newAxis(reported([]string{"2026-01-29T20:00:00Z"}, "+"), 1000, tens)
	if zoneName(a.zone) != "UTC" || a.zones {
		t.Errorf("the days are those of %s, the offsets differ: %v", zoneName(a.zone), a.zones)
	}
}

// A mere day stands at noon and not at midnight, a month or year makes the axis
// no longer and begins no day; where nobody knows the order the line is dashed.
func TestAxisOfUnknownOrder(t *testing.T) {
	times := []string{"2026-01-29T10:00:00Z", "2026-01-29", "2026-01-30T10:00:00Z", "2026-01-31T10:00:00Z", "2026-01", "2026"}
	table := reported(times, "+ + + + + +", "+ . + . . .", "+ + . + . .")
	a := newAxis(table, 3000, tens)
	var words []string
	for _, d := range a.days {
		words = append(words, d.Words)
	}
	if got := fmt.Sprint(words); got != "[Thu 29 Jan 2026 Fri 30 Jan Sat 31 Jan]" {
		t.Errorf("the days are %s", got)
	}
	first, last := float32(axisInset+ringSize/2), float32(3000-axisInset-ringSize/2)
	if want := first + (last-first)/24; a.x[0] != first || math.Abs(float64(a.x[1]-want)) > 0.01 {
		t.Errorf("the day stands at %v, want %v", a.x[1], want)
	}
	if a.x[5] > last || a.x[4] < a.x[3] || a.x[5] < a.x[4] {
		t.Errorf("they stand at %v", a.x)
	}
	l := &timeline{table: table, axis: a, dashed: make([][]timeaxis.Stretch, len(table.rows))}
	for r, want := range [][]timeaxis.Stretch{{{From: a.x[0], To: a.x[5]}}, nil, {{From: a.x[0], To: a.x[1]}}} {
		if got := l.loose(r); !slices.Equal(got, want) {
			t.Errorf("row %d is dashed at %v, want %v", r, got, want)
		}
	}
	if got := table.unordered(spot{0, 1}); got != "order unknown: before or after Outlet 0, Outlet 2, Outlet 4, 1 other" {
		t.Errorf("of a day it says %q", got)
	}
	if got := table.unordered(spot{1, 0}); got != "" {
		t.Errorf("of known times it says %q", got)
	}
	// Where no day is known, the axis begins with what is.
	a = newAxis(reported([]string{"2025", "2026-01", "2026-02"}, "+ + +"), 1000, tens)
	if len(a.days) != 1 || a.days[0].Words != "2025" || a.x[0] >= a.x[1] || a.x[1] >= a.x[2] {
		t.Errorf("days %+v at %v", a.days, a.x)
	}
}

// However many reports there are and however close: in order of time, inside
// the axis, no two signs of a row on one another, and no day's line on a sign.
func TestAxisNeverOverlaps(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	start := time.Date(2026, 1, 29, 12, 0, 0, 0, time.UTC)
	for range 300 {
		var times []string
		for range 1 + random.IntN(60) {
			at := start.Add(time.Duration(math.Pow(random.Float64()*30, 4)) * time.Minute).Truncate(30 * time.Minute)
			layout := [...]string{time.RFC3339, time.RFC3339, time.RFC3339, time.DateOnly, "2006-01", "2006-01-02T15:04", "2006", ""}[random.IntN(8)]
			times = append(times, at.Format(layout))
		}
		var cells []string
		for range 1 + random.IntN(8) {
			line := ""
			for range times {
				line += [...]string{".", ".", "+", "-", "+-", "?+-"}[random.IntN(6)] + " "
			}
			cells = append(cells, line)
		}
		table := reported(times, cells...)
		room := float32(200 + random.IntN(1500))
		checkAxis(t, newAxis(table, room, tens), table, room)
	}
}

func checkAxis(t *testing.T, a *axis, table *table, room float32) {
	t.Helper()
	const little = 0.05
	for i, x := range a.x {
		if x < 0 {
			continue
		}
		unknown := !table.columns[i].Published.Known()
		if x < ringSize/2-little || x+ringSize/2 > a.wide+little || unknown != (a.unknown < a.wide && x > a.unknown) {
			t.Fatalf("column %d of unknown time %v stands at %v, unknown from %v to %v", i, unknown, x, a.unknown, a.wide)
		}
		for k, y := range a.x[:i] { // the columns are in order of time
			if y > x+little && y >= 0 {
				t.Fatalf("column %d stands at %v, %d at %v", k, y, i, x)
			}
		}
	}
	for _, r := range table.rows {
		end := float32(0)
		for _, c := range r.cells {
			half := (ringSize + float32(len(c.verdicts)-1)*ringStep) / 2
			if a.x[c.column]-half < end-little {
				t.Fatalf("a sign from %v on one to %v", a.x[c.column]-half, end)
			}
			end = a.x[c.column] + half
			for _, d := range a.days {
				if away := float32(math.Abs(float64(d.X - a.x[c.column]))); away < half && !d.Edge {
					t.Fatalf("a day's line at %v on a sign at %v", d.X, a.x[c.column])
				}
			}
		}
	}
	for i, d := range a.days[:max(len(a.days)-1, 0)] {
		if a.days[i+1].X <= d.X {
			t.Fatalf("day %d at %v, the next at %v", i, d.X, a.days[i+1].X)
		}
	}
	if a.wide > 0 && a.wide < room-little && a.unknown > 0 {
		t.Fatalf("the axis takes %v of %v", a.wide, room)
	}
}
