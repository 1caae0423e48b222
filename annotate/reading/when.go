package reading

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/language/en"
)

// settleDays gives every date that means one day by the day of publication the key of that day. A weekday may lie
// before or behind it: where another text names one of the two, it is that, else the one before.
func (v *Vocabulary) settleDays(all [][]Lexeme, places []Place) {
	for i := range all {
		if i >= len(places) || places[i].Published.Precision() < annotate.ToDay {
			return
		}
	}
	named := map[time.Time]int{} // how many texts may name a day
	days := make([][]possibleDays, len(all))
	for i, ls := range all {
		days[i] = make([]possibleDays, len(ls))
		seen := map[time.Time]bool{}
		for k := range ls {
			if ls[k].Role != Dated {
				continue
			}
			d := daysOf(ls[k].Key, places[i].Published)
			days[i][k] = d
			for _, day := range d.days {
				if !seen[day] {
					seen[day] = true
					named[day]++
				}
			}
		}
	}
	for i, ls := range all {
		for k, d := range days[i] {
			if len(d.days) == 0 {
				continue
			}
			day := d.days[0]
			for _, other := range d.days[1:] {
				if named[other] > named[day] {
					day = other
				}
			}
			ls[k].Key = dateKey(strconv.Itoa(day.Year()), int(day.Month()), day.Day()) + d.part
			ls[k].ID = v.id(ls[k].Key)
		}
	}
}

// possibleDays are the days that a date may mean, the likeliest first, and the part of the day with a space before it.
type possibleDays struct {
	days []time.Time
	part string
}

// daysOf tells which day the date of a key means in an article of this publication; two for a weekday alone, none
// for what is no single day or cannot be known.
func daysOf(key string, published annotate.Publication) possibleDays {
	var out possibleDays
	day, part, ok := cutLast(key)
	if ok && dayParts.Has(part) && !points(day) {
		key, out.part = day, " "+part
	}
	for _, coming := range [...]bool{false, true} {
		p, ok := Resolve(key, published, coming)
		if ok && p.First.Equal(p.Last) && (len(out.days) == 0 || !p.First.Equal(out.days[0])) {
			out.days = append(out.days, p.First)
		}
	}
	return out
}

// points reports "last" and the like alone, which make one date with the part of the day behind them.
func points(key string) bool {
	_, ok := en.PointerSteps[strings.TrimPrefix(key, "@")]
	return ok
}

// cutLast cuts the last word off.
func cutLast(s string) (before, last string, ok bool) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

var (
	dayParts   = Words(en.PartsOfDay)
	qualifiers = Words(en.Qualifiers)
)

// Period is the days that a date means, both ends in it, at midnight UTC, as precisely as the date tells: to a day (or several
// days), a month or a year.
type Period struct {
	First, Last time.Time
	Precision   annotate.Precision
}

const aDay = 24 * time.Hour

func oneDay(day time.Time) Period { return Period{day, day, annotate.ToDay} }

// Resolve tells which days the date of a key means in an article of this publication, as it is written there. A weekday is the
// last one, or with coming the next; a year that is left out is that in which the date lies nearest.
func Resolve(key string, published annotate.Publication, coming bool) (Period, bool) {
	key = strings.TrimPrefix(key, "@")
	if word, rest, ok := strings.Cut(key, " "); ok && qualifiers.Has(word) {
		key = rest
	}
	known, t := published.Precision(), published.Written()
	today := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	if p, ok := absolute(key, today, known, coming); ok {
		return p, true
	}
	if known < annotate.ToDay {
		return Period{}, false
	}
	in := func(days int) Period { return oneDay(today.AddDate(0, 0, days)) }
	word, rest, _ := strings.Cut(key, " ")
	if n, ok := weekdays()[word]; ok {
		by := (int(today.Weekday()) - n + 7) % 7
		if coming && by > 0 {
			by -= 7
		}
		return night(in(-by), rest), true
	}
	if days, ok := en.DayOffsets[word]; ok && (rest == "" || dayParts.Has(rest)) {
		return night(in(days), rest), true
	}
	if word == en.Tonight {
		return night(in(0), en.Night), true
	}
	by, ok := en.PointerSteps[key]
	if !ok {
		by, ok = en.PointerSteps[word]
	}
	if key == en.Weekend {
		by, ok, rest = 0, true, key
	}
	if !ok {
		return Period{}, false
	}
	if dayParts.Has(rest) {
		return night(in(by), rest), true
	}
	if n, ok := weekdays()[rest]; ok {
		days := (n - int(today.Weekday()) + 7) % 7
		if by < 0 {
			days -= 7
		} else if by > 0 && days == 0 {
			days = 7
		}
		return in(days), true
	}
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7+7*by)
	switch rest {
	case en.Week:
		return Period{monday, monday.AddDate(0, 0, 6), annotate.ToDay}, true
	case en.Weekend:
		return Period{monday.AddDate(0, 0, 5), monday.AddDate(0, 0, 6), annotate.ToDay}, true
	case en.Month:
		return month(today.Year(), today.Month()+time.Month(by)), true
	case en.Year:
		return year(today.Year() + by), true
	}
	return Period{}, false
}

// weekdays leads from the names of the days to their number, that of Sunday being 0.
var weekdays = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for i, name := range strings.Fields(en.Weekdays) {
		m[name] = (i + 1) % 7
	}
	return m
})

// night makes the night of a day reach into the next.
func night(p Period, part string) Period {
	if part == en.Night {
		p.Last = p.Last.Add(aDay)
	}
	return p
}

func year(n int) Period {
	first := time.Date(n, 1, 1, 0, 0, 0, 0, time.UTC)
	return Period{first, first.AddDate(1, 0, -1), annotate.ToYear}
}

func month(year int, m time.Month) Period {
	first := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC)
	return Period{first, first.AddDate(0, 1, -1), annotate.ToMonth}
}

// absolute resolves a day, month, year or decade.
func absolute(key string, day time.Time, known annotate.Precision, coming bool) (Period, bool) {
	if y, err := strconv.Atoi(strings.TrimSuffix(key, "s")); err == nil && len(key) >= 4 { // "2024" behind "mid", "1990s"
		p := year(y)
		if strings.HasSuffix(key, "s") {
			p.Last = p.First.AddDate(10, 0, -1)
		}
		return p, true
	}
	parts := strings.Split(key, "-")
	if len(parts) != 3 {
		return Period{}, false
	}
	y, noYear := strconv.Atoi(parts[0])
	m, noMonth := strconv.Atoi(parts[1])
	d, noDay := strconv.Atoi(parts[2])
	if noMonth != nil {
		return year(y), noYear == nil
	}
	if noYear != nil {
		if known == annotate.Undated {
			return Period{}, false
		}
		y = nearestYear(m, max(d, 1), day, coming)
	}
	if noDay != nil {
		return month(y, time.Month(m)), true
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return oneDay(t), t.Day() == d && t.Month() == time.Month(m)
}

// nearestYear gives the year in which a day lies nearest to another; one to come is not long past.
func nearestYear(month, d int, day time.Time, coming bool) int {
	const half = 183 * aDay
	y := day.Year()
	at := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	switch {
	case coming && at.Before(day.Add(-30*aDay)), day.Sub(at) > half:
		return y + 1
	case at.Sub(day) > half && !coming:
		return y - 1
	}
	return y
}
