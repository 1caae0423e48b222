package collate

import (
	"fmt"
	"strconv"
	"strings"
)

// Dates have keys of the form "@year-month-day", each part possibly empty.
// Weekdays, "tomorrow" and times of day are dates too: they tell when.

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
	"august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = words(`monday tuesday wednesday thursday friday saturday sunday`)

var relativeDays = words(`today yesterday tomorrow tonight`)

var partsOfDay = words(`morning noon afternoon evening night`)

// relativeSpans follow "last", "next" or "this".
var relativeSpans = words(`week month year weekend night morning afternoon evening summer winter spring autumn`)

// date reads the date that begins at piece i. It returns how many pieces it
// takes, 0 if there is none, and its key.
func date(ps []piece, i int) (int, string) {
	p := ps[i]
	if p.form == digits {
		for _, read := range []func([]piece, int) (int, string){isoDate, slashDate, clock, dayFirst, decade} {
			if n, key := read(ps, i); n > 0 {
				return n, key
			}
		}
		if isYear(ps, i) {
			return 1, "@" + plainDigits(p.text) + "--"
		}
		return 0, ""
	}
	if p.form != letters {
		return 0, ""
	}
	switch {
	case weekdays.has(p.low) && p.capital():
		if i+1 < len(ps) && ps[i+1].spaced && partsOfDay.has(ps[i+1].low) {
			return 2, "@" + p.low + " " + ps[i+1].low
		}
		return 1, "@" + p.low
	case relativeDays.has(p.low):
		return 1, "@" + p.low
	case p.low == "last" || p.low == "next" || p.low == "this":
		if i+1 < len(ps) && relativeSpans.has(ps[i+1].low) {
			return 2, "@" + p.low + " " + ps[i+1].low
		}
	case ordinalWords[p.low] != "":
		return dayFirst(ps, i)
	}
	return monthFirst(ps, i)
}

// monthAt gives the month at piece i, or 0.
func monthAt(ps []piece, i int) int {
	if i >= len(ps) || !ps[i].capital() {
		return 0
	}
	return months[strings.TrimSuffix(ps[i].low, ".")]
}

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
	name := strings.TrimSuffix(ps[i].low, ".")
	ambiguous := len(name) <= 4 && name != "june" && name != "july" || name == "march"
	if ambiguous && (i == 0 || !prepositions.has(ps[i-1].low)) {
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
	if at < len(ps) && ps[at].low == "of" {
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
		day, _ = strconv.Atoi(ordinalWords[ps[i].low])
		return min(day, 1), day
	}
	day, ok := wholeNumber(ps[i], 1, 31)
	if !ok || len(ps[i].text) > len("31") {
		return 0, 0
	}
	suffix := gluedWord(ps, i+1)
	switch {
	case ordinalSuffixes.has(suffix):
		return 2, day
	case suffix != "" || i+1 < len(ps) && ps[i+1].glued() && strings.Contains("%:°/", ps[i+1].text):
		return 0, 0
	}
	return 1, day
}

// yearAfter reads the year after a day or month, with or without a comma.
func yearAfter(ps []piece, i int) (n int, year string) {
	at := i
	if at < len(ps) && ps[at].text == "," {
		at++
	}
	if at < len(ps) && fourDigits(ps[at]) {
		return at + 1 - i, plainDigits(ps[at].text)
	}
	return 0, ""
}

// isYear reports whether four digits at piece i are a year: "in 2022", not "by 2022 drones".
func isYear(ps []piece, i int) bool {
	if i == 0 || !fourDigits(ps[i]) || !prepositions.has(ps[i-1].low) {
		return false
	}
	if i+1 == len(ps) {
		return true
	}
	if n, _ := unitAt(ps, i+1); n > 0 {
		return false
	}
	next := ps[i+1]
	if next.form == letters && !next.capital() {
		return next.spaced && (functionWords.has(next.low) || auxiliaries.has(next.low))
	}
	return next.form != letters || next.spaced
}

// fourDigits reports a plausible year, 1800 to 2099.
func fourDigits(p piece) bool {
	_, ok := wholeNumber(p, 1800, 2099)
	return ok && len(plainDigits(p.text)) == 4
}

// decade reads "1990s".
func decade(ps []piece, i int) (int, string) {
	if fourDigits(ps[i]) && gluedWord(ps, i+1) == "s" {
		return 2, "@" + plainDigits(ps[i].text) + "s"
	}
	return 0, ""
}

// isoDate reads "2026-02-01".
func isoDate(ps []piece, i int) (int, string) {
	if !joined(ps, i, "-", "-") || !fourDigits(ps[i]) {
		return 0, ""
	}
	month, okMonth := wholeNumber(ps[i+2], 1, 12)
	day, okDay := wholeNumber(ps[i+4], 1, 31)
	if !okMonth || !okDay {
		return 0, ""
	}
	return 5, dateKey(plainDigits(ps[i].text), month, day)
}

// slashDate reads "01/02/2026". Which is the month cannot be known, so it
// equals only itself.
func slashDate(ps []piece, i int) (int, string) {
	if !joined(ps, i, "/", "/") {
		return 0, ""
	}
	return 5, "@" + plainDigits(ps[i].text+"/"+ps[i+2].text+"/"+ps[i+4].text)
}

// clock reads "18:30", "6:30 p.m." and "6pm".
func clock(ps []piece, i int) (int, string) {
	hour, ok := wholeNumber(ps[i], 0, 23)
	if !ok {
		return 0, ""
	}
	at, minute := i+1, 0
	if joined(ps, i, ":") {
		minute, ok = wholeNumber(ps[i+2], 0, 59)
		if !ok || len(plainDigits(ps[i+2].text)) != 2 { // a score
			return 0, ""
		}
		at = i + 3
	}
	half := ""
	if at < len(ps) {
		half = strings.ReplaceAll(ps[at].low, ".", "")
	}
	switch {
	case (half == "am" || half == "pm") && hour >= 1 && hour <= 12:
		hour %= 12
		if half == "pm" {
			hour += 12
		}
		at++
	case at == i+1:
		return 0, ""
	}
	return at - i, fmt.Sprintf("@%02d:%02d", hour, minute)
}

// joined reports whether digits stand at piece i and after each of the signs, without spaces.
func joined(ps []piece, i int, signs ...string) bool {
	if i+2*len(signs) >= len(ps) {
		return false
	}
	for k, s := range signs {
		mark, next := ps[i+1+2*k], ps[i+2+2*k]
		if mark.text != s || mark.spaced || next.spaced || next.form != digits {
			return false
		}
	}
	return true
}

// wholeNumber reads plain digits between two bounds.
func wholeNumber(p piece, low, high int) (int, bool) {
	if p.form != digits {
		return 0, false
	}
	n, err := strconv.Atoi(plainDigits(p.text))
	return n, err == nil && n >= low && n <= high
}

func dateKey(year string, month, day int) string {
	key := "@" + year + "-" + strconv.Itoa(month) + "-"
	if day > 0 {
		key += strconv.Itoa(day)
	}
	return key
}

// yearLeftOut reports whether two dates differ only in that one names its year.
func yearLeftOut(a, b string) bool {
	yearA, dayA, okA := strings.Cut(strings.TrimPrefix(a, "@"), "-")
	yearB, dayB, okB := strings.Cut(strings.TrimPrefix(b, "@"), "-")
	return okA && okB && dayA == dayB && len(dayA) > 1 && (yearA == "") != (yearB == "")
}
