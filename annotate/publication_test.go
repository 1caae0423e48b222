package annotate

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParsePublication(t *testing.T) {
	for s, want := range map[string]Publication{
		"2026": "2026", " 2026-01 ": "2026-01", "2026-01-29": "2026-01-29", "2024-02-29": "2024-02-29",
		"2026-01-29T21:00": "2026-01-29T21:00", "2026-01-29 21:00": "2026-01-29T21:00", "2026-01-29t21:00z": "2026-01-29T21:00Z",
		"2026-01-29T21:00:05": "2026-01-29T21:00:05", "2026-01-29T21:00:05.123456Z": "2026-01-29T21:00:05Z", "2026-01-29T21:00:05.5": "2026-01-29T21:00:05",
		"2026-01-29T21:00+02:00": "2026-01-29T21:00+02:00", "2026-01-29T21:00:05-05:30": "2026-01-29T21:00:05-05:30",
		"2026-01-29T21:00+00:00": "2026-01-29T21:00Z", "2026-01-29T21:00:05-00:00": "2026-01-29T21:00:05Z",
		"2026-01-29T21:00+14:00": "2026-01-29T21:00+14:00", "0001": "0001", "9999-12-31": "9999-12-31",
	} {
		got, err := ParsePublication(s)
		if err != nil || got != want || !got.Known() {
			t.Errorf("%q is %q, %v", s, got, err)
		}
		if again, err := ParsePublication(string(got)); again != got || err != nil {
			t.Errorf("%q, read again, is %q, %v", got, again, err)
		}
	}
	for _, s := range []string{
		"", "Friday", "29.1.2026", "26", "2026-1", "2026-13", "2026-00", "2026-01-32", "2025-02-29", "2026-01-00", "0000", "0000-01-01", "+2026", "20261",
		"2026-01-29T", "2026-01-29T21", "2026-01-29T24:00", "2026-01-29T21:60", "2026-01-29T21:00:60", "2026-01-29T21:00:", "2026-01-29T21:00:05.Z",
		"2026-01-29Z", "2026-01-29+02:00", "2026Z", "2026-01-29T21:00+2", "2026-01-29T21:00+0200", "2026-01-29T21:00+02:60", "2026-01-29T21:00+15:00",
		"2026-01-29T21:00-12:30", "2026-01-29T21:00 Z", "２０２６", "2026-01-29T21:00ZZ", "12026-01-01", "2026/01/29",
	} {
		got, err := ParsePublication(s)
		if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "2026-01-29T21:00") {
			t.Errorf("%q is %q, %v", s, got, err)
		}
		if Publication(s).Known() || !Publication(s).Written().IsZero() || !Publication(s).Earliest().IsZero() || !Publication(s).Latest().IsZero() {
			t.Errorf("%q is known", s)
		}
	}
}

// Days, months and years are those of package time.
func TestPublicationDays(t *testing.T) {
	for _, year := range []int{1, 3, 4, 100, 400, 1600, 1899, 1900, 1969, 1970, 2000, 2023, 2024, 9999} {
		for day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 1) {
			month := day.AddDate(0, 0, 1-day.Day())
			for layout, want := range map[string][2]time.Time{
				"2006-01-02": {day, day.AddDate(0, 0, 1)}, "2006-01": {month, month.AddDate(0, 1, 0)},
				"2006": {month.AddDate(0, 1-int(month.Month()), 0), month.AddDate(1, 1-int(month.Month()), 0)},
			} {
				p := Publication(day.Format(layout))
				if from, to := p.In(time.UTC); !from.Equal(want[0]) || !to.Equal(want[1]) {
					t.Fatalf("%s is from %v to %v", p, from, to)
				}
			}
		}
	}
}

func TestPublicationBounds(t *testing.T) {
	for p, want := range map[Publication][4]string{ // precision and zone, written, earliest, latest
		"2026":                   {"1 false", "2026-01-01T00:00:00Z", "2025-12-31T10:00:00Z", "2027-01-01T12:00:00Z"},
		"2026-12":                {"2 false", "2026-12-01T00:00:00Z", "2026-11-30T10:00:00Z", "2027-01-01T12:00:00Z"},
		"2026-01-29":             {"3 false", "2026-01-29T00:00:00Z", "2026-01-28T10:00:00Z", "2026-01-30T12:00:00Z"},
		"2026-01-29T21:00":       {"4 false", "2026-01-29T21:00:00Z", "2026-01-29T07:00:00Z", "2026-01-30T09:01:00Z"},
		"2026-01-29T21:00Z":      {"4 true", "2026-01-29T21:00:00Z", "2026-01-29T21:00:00Z", "2026-01-29T21:01:00Z"},
		"2026-01-29T21:00+02:00": {"4 true", "2026-01-29T21:00:00+02:00", "2026-01-29T19:00:00Z", "2026-01-29T19:01:00Z"},
		"2026-01-29T21:00:05Z":   {"5 true", "2026-01-29T21:00:05Z", "2026-01-29T21:00:05Z", "2026-01-29T21:00:06Z"},
	} {
		got := [4]string{
			string('0'+rune(p.Precision())) + " " + map[bool]string{true: "true", false: "false"}[p.Zoned()], p.Written().Format(time.RFC3339),
			p.Earliest().Format(time.RFC3339), p.Latest().Format(time.RFC3339),
		}
		if got != want {
			t.Errorf("%s: %v, want %v", p, got, want)
		}
	}
	kyiv := time.FixedZone("", 2*60*60)
	for p, want := range map[Publication]string{
		"2026-01-29": "2026-01-29T00:00:00+02:00 2026-01-30T00:00:00+02:00", "2026-01-29T21:00": "2026-01-29T21:00:00+02:00 2026-01-29T21:01:00+02:00",
		"2026-01-29T23:00Z": "2026-01-30T01:00:00+02:00 2026-01-30T01:01:00+02:00", "": "0001-01-01T00:00:00Z 0001-01-01T00:00:00Z",
	} {
		from, to := p.In(kyiv)
		if got := from.Format(time.RFC3339) + " " + to.Format(time.RFC3339); got != want {
			t.Errorf("%s in Kyiv is %s", p, got)
		}
	}
}

func TestComparePublications(t *testing.T) {
	for _, x := range []struct {
		p, q Publication
		want string // < for p, = for the same, ? where nobody knows
		same bool
	}{
		{"2026-01-29T21:00Z", "2026-01-29T21:01Z", "<", false},
		{"2026-01-29T21:00Z", "2026-01-29T23:00+02:00", "=", true},
		{"2026-01-29T21:00Z", "2026-01-29T21:00Z", "=", true},
		{"2026-01-29T21:00Z", "2026-01-29T21:00:30Z", "?", false},
		{"2026-01-29", "2026-01-29", "=", false},
		{"2026-01-29", "2026-01-30", "<", false},
		{"2026-01-29", "2026-01-29T21:00", "?", false},
		{"2026-01-29", "2026-01-29T21:00Z", "?", false},
		{"2026-01-29", "2026-01-30T11:59Z", "?", false},
		{"2026-01-29", "2026-01-30T12:00Z", "<", false},
		{"2026-01-28T09:59Z", "2026-01-29", "<", false},
		{"2026-01-28T10:00Z", "2026-01-29", "?", false},
		{"2026-01-29T21:00", "2026-01-29T21:01", "<", false},
		{"2026-01-29T21:00", "2026-01-29T21:00Z", "?", false},
		{"2026-01", "2026-01-31", "?", false},
		{"2026-01", "2026-02-01", "<", false},
		{"2026", "2026-02", "?", false},
		{"2025", "2026-01-02T00:00Z", "<", false},
		{"", "2026", "?", false},
		{"", "", "?", false},
		{"2026-W05", "2026-W05", "?", false},
	} {
		for _, turned := range []bool{false, true} {
			p, q, want := x.p, x.q, x.want
			if turned {
				p, q = q, p
				want = strings.NewReplacer("<", ">").Replace(want)
			}
			order, ok := p.Compare(q)
			got := "?"
			if ok {
				got = string("<=>"[order+1])
			}
			if got != want || p.Before(q) != (want == "<") || p.SameTime(q) != x.same {
				t.Errorf("%q to %q is %s, want %s", p, q, got, want)
			}
		}
	}
}

// anyPublication makes publication times that are often of the same days.
func anyPublication(rng *rand.Rand) Publication {
	at := time.Date(2025, 12, 29, rng.IntN(24*8), rng.IntN(3), rng.IntN(2), 0, time.UTC)
	layout := []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05"}[rng.IntN(7)]
	s := at.Format(layout)
	if len(layout) > 10 {
		s += []string{"", "Z", "+02:00", "-05:00", "+14:00", "-12:00"}[rng.IntN(6)]
	}
	if rng.IntN(12) == 0 {
		return ""
	}
	return Publication(s)
}

// What is known to have come before stands before in lists, and nobody's
// order turns in a circle.
func TestPublicationOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		p, q, r := anyPublication(rng), anyPublication(rng), anyPublication(rng)
		if p.Before(q) && p.InLists(q) >= 0 {
			t.Fatalf("%q came before %q and stands behind it", p, q)
		}
		if p.Before(q) && q.Before(r) && !p.Before(r) {
			t.Fatalf("%q before %q before %q, but not the first before the last", p, q, r)
		}
		if p.InLists(q) != -q.InLists(p) || p.InLists(q) <= 0 && q.InLists(r) <= 0 && p.InLists(r) > 0 {
			t.Fatalf("the list of %q, %q and %q has no order", p, q, r)
		}
		if p.InLists(q) == 0 && p != q && !p.SameTime(q) && p.Zoned() == q.Zoned() {
			t.Fatalf("%q and %q stand at the same place", p, q)
		}
		if p.Known() && (!p.Earliest().Before(p.Latest()) || p.Zoned() && !p.Earliest().Equal(p.Written())) {
			t.Fatalf("%q is from %v to %v", p, p.Earliest(), p.Latest())
		}
	}
	last := []Publication{"2026-01-29T21:00:30Z", "2026-01-29T21:00Z", "2026-01-29T23:59:59Z", "2026-01-29", "2026-01-30T00:00Z", "2026-01-31", "2026-01", "2026-12-31", "2026-12", "2026", "2027", ""}
	for i := range last[1:] {
		if last[i].InLists(last[i+1]) >= 0 {
			t.Errorf("%q does not stand before %q", last[i], last[i+1])
		}
	}
}

// Sets are told against one in one step as by going through them.
func TestExtents(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 50_000 {
		ps := make([]Publication, rng.IntN(5))
		var all extents
		for i := range ps {
			ps[i] = anyPublication(rng)
			all.add(ps[i].read())
		}
		p := anyPublication(rng)
		r := p.read()
		if r.precision == Undated {
			continue
		}
		after, before, allBefore := false, false, true
		for _, q := range ps {
			after = after || p.Before(q)
			before = before || q.Before(p)
			allBefore = allBefore && (q.Before(p) || !q.Known())
		}
		if all.someAfter(r) != after || all.someBefore(r) != before || all.allBefore(r) != allBefore {
			t.Fatalf("%q against %q: %v %v %v", p, ps, all.someAfter(r), all.someBefore(r), all.allBefore(r))
		}
		var first []int
		for i, p := range ps {
			if p.Known() {
				alone := true
				for _, q := range ps {
					alone = alone && !q.Before(p)
				}
				if alone {
					first = append(first, i)
				}
			}
		}
		if got := First(ps); len(got) != len(first) || len(got) > 0 && cmp.Compare(got[0], first[0]) != 0 {
			t.Fatalf("first of %q are %v, not %v", ps, got, first)
		}
	}
}

func TestUnordered(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		ps := make([]Publication, 1+rng.IntN(8))
		for i := range ps {
			ps[i] = anyPublication(rng)
		}
		slices.SortStableFunc(ps, Publication.InLists)
		got := FirstUnordered(ps)
		for i, p := range ps {
			first := i
			for k := i - 1; k >= 0; k-- {
				order, ok := p.Compare(ps[k])
				unordered := p.Known() && ps[k].Known() && (!ok || order == 0 && !p.SameTime(ps[k]))
				if p.Unordered(ps[k]) != unordered {
					t.Fatalf("%q and %q: %v", p, ps[k], !unordered)
				}
				if unordered {
					first = k
				}
			}
			if got[i] != first {
				t.Fatalf("%q: %d is unordered from %d, not %d", ps, i, first, got[i])
			}
		}
	}
}

// On an axis nothing of a mere day stands at midnight, and nothing of a month
// or year makes the axis longer.
func TestAlong(t *testing.T) {
	for _, x := range []struct {
		ps   []Publication
		want string
	}{
		{[]Publication{"2026-01-29T21:00Z", "2026-01-29", "", "2026-01-31T21:00Z"}, "29 21:00, 29 12:00, -, 31 21:00"},
		{[]Publication{"2026-01-29T21:00Z", "2026-01", "2026-01-31T21:00Z", "2026"}, "29 21:00, 30 21:00, 31 21:00, 30 21:00"},
		{[]Publication{"2026-01-29", "2025", "2026-02"}, "29 12:00, 31 23:59, 01 00:00"},
		{[]Publication{"2026-01", "2026-01"}, "16 12:00, 16 12:00"},
	} {
		var got []string
		for _, at := range Along(x.ps, time.UTC) {
			if at.IsZero() {
				got = append(got, "-")
			} else {
				got = append(got, at.Format("02 15:04"))
			}
		}
		if s := strings.Join(got, ", "); s != x.want {
			t.Errorf("%q stand at %s, want %s", x.ps, s, x.want)
		}
	}
}

func TestFormatPublication(t *testing.T) {
	l := Layouts{"2006", "Jan 2006", "2 Jan 2006", "2 Jan 2006, 15:04"}
	for p, want := range map[Publication]string{
		"": "", "2026": "2026", "2026-01": "Jan 2026", "2026-01-29": "29 Jan 2026", "2026-01-29T00:00": "29 Jan 2026, 00:00",
		"2026-01-29T21:00:59-05:00": "29 Jan 2026, 21:00",
	} {
		if got := p.Format(l); got != want {
			t.Errorf("%q is %q, want %q", p, got, want)
		}
	}
}
