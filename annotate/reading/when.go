package reading

import (
	"strconv"
	"strings"
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

// daysOf tells which day the date of a key means in an article of this publication, as it is written there; several for a
// weekday alone, none for what is no single day or cannot be known. Without a year it is the nearest.
func daysOf(key string, published annotate.Publication) possibleDays {
	if published.Precision() < annotate.ToDay {
		return possibleDays{}
	}
	t := published.Written()
	today := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	key = strings.TrimPrefix(key, "@")
	if day, ok := dayOfKey(key, today); ok {
		return possibleDays{[]time.Time{day}, ""}
	}
	pointer, word, part := "", key, ""
	if first, rest, ok := strings.Cut(key, " "); ok && pointers.Has(first) {
		pointer, word = first, rest
	}
	if first, rest, ok := strings.Cut(word, " "); ok {
		word, part = first, " "+rest
	}
	if by, ok := en.DaysAway[word]; ok && pointer == "" {
		return possibleDays{[]time.Time{today.AddDate(0, 0, by)}, part}
	}
	if !weekdays.Has(word) {
		return possibleDays{}
	}
	before := today
	for strings.ToLower(before.Weekday().String()) != word {
		before = before.AddDate(0, 0, -1)
	}
	after := before.AddDate(0, 0, 7)
	switch pointer {
	case "":
		return possibleDays{[]time.Time{before, after}, part}
	case en.Last, en.Past:
		if before.Equal(today) {
			before = before.AddDate(0, 0, -7)
		}
		return possibleDays{[]time.Time{before}, part}
	}
	return possibleDays{[]time.Time{after}, part}
}

var (
	pointers = Words(en.Pointers)
	weekdays = Words(en.Weekdays)
)

// dayOfKey reads a key of a day, in the year in which it lies nearest to another day where it has none.
func dayOfKey(key string, near time.Time) (time.Time, bool) {
	parts := strings.Split(key, "-")
	if len(parts) != 3 {
		return time.Time{}, false
	}
	month, err := strconv.Atoi(parts[1])
	day, err2 := strconv.Atoi(parts[2])
	if err != nil || err2 != nil {
		return time.Time{}, false
	}
	in := func(year int) time.Time { return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC) }
	var best time.Time
	if year, err := strconv.Atoi(parts[0]); err == nil {
		best = in(year)
	} else {
		best = in(near.Year())
		for _, year := range [...]int{near.Year() - 1, near.Year() + 1} {
			if in(year).Sub(near).Abs() < best.Sub(near).Abs() {
				best = in(year)
			}
		}
	}
	return best, best.Day() == day && int(best.Month()) == month
}
