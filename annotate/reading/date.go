package reading

import (
	"fmt"
	"strconv"
	"strings"

	"claimtrace/annotate/language/en"
)

// Dates have keys of the form "@year-month-day", each part possibly empty.
// Weekdays, "tomorrow" and times of day are dates too: they tell when.

// date reads the date that begins at piece i. It returns how many pieces it
// takes, 0 if there is none, and its key.
func date(ps []piece, i int) (int, string) {
	p := &ps[i]
	switch {
	case p.form == digits:
		return dateInDigits(ps, i)
	case p.form == sign && p.key == "'":
		return shortDecade(ps, i)
	case p.form != letters || !p.has(leads):
		return 0, ""
	case p.isWeekday() && (p.low == p.weekday || near(ps, i, -1) != "the"):
		return withPartOfDay(ps, i, 1, "@"+p.weekday)
	case en.TimesOfDay[p.low] != "":
		return 1, "@" + en.TimesOfDay[p.low]
	case p.has(isRelativeDay):
		return withPartOfDay(ps, i, 1, "@"+p.low)
	case p.has(isFeast) && p.capital:
		return 1, "@" + p.low
	case p.has(isPointer):
		if n, key := pointedDate(ps, i); n > 0 {
			return n, key
		}
	case p.has(isQualifier):
		return qualifiedDate(ps, i)
	case p.has(isSeason):
		return season(ps, i)
	case p.has(isPartOfDay):
		return partOfDay(ps, i)
	case p.ordinal != "":
		if near(ps, i, 1) == "century" {
			return 2, "@" + p.ordinal + " century"
		}
		return dayFirst(ps, i)
	}
	return monthFirst(ps, i)
}

// dateInDigits is date for digits.
func dateInDigits(ps []piece, i int) (int, string) {
	if i+1 < len(ps) && (ps[i+1].glued() || ps[i+1].form == letters) {
		for _, read := range [...]func([]piece, int) (int, string){isoDate, slashDate, clock, militaryClock, dayFirst, decade, ordinalCentury} {
			if n, key := read(ps, i); n > 0 {
				return n, key
			}
		}
	}
	if n, key := dateWithPoints(ps, i); n > 0 {
		return n, key
	}
	if isYear(ps, i) {
		return 1, "@" + plainDigits(ps[i].text) + "--"
	}
	return 0, ""
}

// withPartOfDay adds "morning" to a day of n pieces: "Friday morning".
func withPartOfDay(ps []piece, i, n int, key string) (int, string) {
	if i+n < len(ps) && ps[i+n].spaced && ps[i+n].has(isPartOfDay) {
		return n + 1, key + " " + ps[i+n].low
	}
	return n, key
}

// pointedDate reads "last week", "next Friday", "this spring".
func pointedDate(ps []piece, i int) (int, string) {
	if i+1 == len(ps) {
		return 0, ""
	}
	p, next := &ps[i], &ps[i+1]
	switch {
	case next.has(isRelativeSpan), next.has(isSeason):
		return 2, "@" + p.low + " " + next.low
	case next.isWeekday():
		return withPartOfDay(ps, i, 2, "@"+p.low+" "+next.weekday)
	case monthAt(ps, i+1) > 0 && next.low != "may" && next.low != "march":
		return 2, "@" + p.low + " " + strconv.Itoa(next.month)
	}
	return 0, ""
}

// qualifiedDate reads "early February", "mid-2024", "late on Monday".
func qualifiedDate(ps []piece, i int) (int, string) {
	at := i + 1
	switch near(ps, at, 0) {
	case "-":
		if ps[at].glued() {
			at++
		}
	case "on", "in":
		at++
	}
	if at >= len(ps) || ps[at].form != digits && !ps[at].has(leads) {
		return 0, ""
	}
	p := &ps[i]
	if p.low == "earlier" || p.low == "later" {
		if near(ps, at, 0) != "this" {
			return 0, ""
		}
	}
	if ps[at].form == digits {
		if fourDigits(&ps[at]) {
			return at + 1 - i, "@" + p.low + " " + plainDigits(ps[at].text)
		}
		return 0, ""
	}
	if ps[at].has(isPartOfDay) {
		return at + 1 - i, "@" + p.low + " " + ps[at].low
	}
	if ps[at].has(isSeason) && at+1 < len(ps) && ps[at+1].form == digits && fourDigits(&ps[at+1]) {
		return at + 2 - i, "@" + p.low + " " + ps[at].low + " " + ps[at+1].text
	}
	if ps[at].has(isQualifier | isPartOfDay) {
		return 0, ""
	}
	n, key := date(ps, at)
	if month := monthAt(ps, at); n == 0 && month > 0 { // "mid-May"
		n, key = 1, dateKey("", month, 0)
	}
	if n == 0 {
		return 0, ""
	}
	return at + n - i, "@" + p.low + " " + key[1:]
}

// season reads "spring 2025", "spring of 2025", and "spring" after "in", "in the".
func season(ps []piece, i int) (int, string) {
	at := i + 1
	if near(ps, at, 0) == "of" {
		at++
	}
	if at < len(ps) && fourDigits(&ps[at]) {
		return at + 1 - i, "@" + ps[i].low + " " + plainDigits(ps[at].text)
	}
	if inTime(ps, i) {
		return 1, "@" + ps[i].low
	}
	return 0, ""
}

// partOfDay reads "evening" after "in the", "at", "during the".
func partOfDay(ps []piece, i int) (int, string) {
	if inTime(ps, i) || near(ps, i, -1) == "at" || near(ps, i, -1) == "that" {
		return 1, "@" + ps[i].low
	}
	return 0, ""
}

// inTime reports whether a preposition of time stands before piece i, with or without "the".
func inTime(ps []piece, i int) bool {
	k := 1
	if near(ps, i, -1) == "the" {
		k = 2
	}
	return timePrepositions.Has(near(ps, i, -k))
}

var timePrepositions = Words(en.TimePrepositions)

// isWeekday reports the name of a day, which in small letters is no other word, or a short form with a capital.
func (p *piece) isWeekday() bool { return p.has(isWeekday) && (p.capital || p.low == p.weekday) }

// monthAt gives the month at piece i, or 0.
func monthAt(ps []piece, i int) int {
	if i >= len(ps) || !ps[i].capital && !ps[i].allSmall && !plainMonths.Has(ps[i].low) {
		return 0
	}
	return ps[i].month
}

// plainMonths are months even in small letters.
var plainMonths = Words(en.PlainMonths)

// monthFirst reads "February 1", "Feb. 1st, 2026", "February first", "February 2026", "February".
func monthFirst(ps []piece, i int) (int, string) {
	month := monthAt(ps, i)
	if month == 0 {
		return 0, ""
	}
	at := i + 1
	if n, day := dayAt(ps, at); n > 0 {
		at += n
		n, year := yearAfter(ps, at)
		return at + n - i, dateKey(year, month, day)
	}
	if n, year := yearAfter(ps, at); n > 0 {
		return at + n - i, dateKey(year, month, 0)
	}
	if at < len(ps) && ps[at].isName && ps[at].spaced && ps[i].has(IsFirstName) && (i == 0 || !ps[i-1].has(isPreposition)) {
		return 0, "" // "April Lind"
	}
	name := strings.TrimSuffix(ps[i].low, ".")
	ambiguous := len(name) <= 4 && name != "june" && name != "july" || name == "march"
	if ambiguous && (i == 0 || !ps[i-1].has(isPreposition)) {
		return 0, ""
	}
	return 1, dateKey("", month, 0)
}

// dayFirst reads "1 February", "1st of February 2026" and "first of February".
func dayFirst(ps []piece, i int) (int, string) {
	n, day := dayAt(ps, i)
	if n == 0 {
		return 0, ""
	}
	at := i + n
	if near(ps, at, 0) == "of" {
		at++
	}
	month := monthAt(ps, at)
	if month == 0 {
		return 0, ""
	}
	at++
	n, year := yearAfter(ps, at)
	return at + n - i, dateKey(year, month, day)
}

// dayAt reads the day of a month: "1", "1st", "first".
func dayAt(ps []piece, i int) (n, day int) {
	if i >= len(ps) {
		return 0, 0
	}
	if ps[i].form == letters {
		day, _ = strconv.Atoi(ps[i].ordinal)
		return min(day, 1), day
	}
	day, ok := wholeNumber(&ps[i], 1, 31)
	if !ok || len(ps[i].text) > len("31") {
		return 0, 0
	}
	suffix := gluedWord(ps, i+1)
	switch {
	case ordinalSuffixes.Has(suffix):
		return 2, day
	case suffix != "" || i+1 < len(ps) && ps[i+1].glued() && strings.Contains("%:°/", ps[i+1].text):
		return 0, 0
	}
	return 1, day
}

func dateKey(year string, month, day int) string {
	key := "@" + year + "-" + strconv.Itoa(month) + "-"
	if day > 0 {
		key += strconv.Itoa(day)
	}
	return key
}

func clockKey(hour, minute int) string { return fmt.Sprintf("@%02d:%02d", hour, minute) }
