package reading

import (
	"strconv"
	"strings"

	"claimtrace/annotate/language/en"
)

// yearAfter reads the year after a day or month, with or without a comma.
func yearAfter(ps []piece, i int) (n int, year string) {
	at := i
	if near(ps, at, 0) == "," {
		at++
	}
	if at < len(ps) && fourDigits(&ps[at]) {
		return at + 1 - i, plainDigits(ps[at].text)
	}
	return 0, ""
}

// isYear reports whether four digits at piece i are a year: "in 2022", "the
// 2022 report", not "by 2022 drones".
func isYear(ps []piece, i int) bool {
	if i == 0 || !fourDigits(&ps[i]) {
		return false
	}
	before := &ps[i-1]
	if !before.has(isPreposition) {
		return (before.has(isDefinite) || before.low == "'s" || before.low == "a") && namesTheYear(ps, i)
	}
	if i+1 == len(ps) {
		return true
	}
	if n, _ := unitAt(ps, i+1); n > 0 {
		return false
	}
	next := &ps[i+1]
	if next.form == letters && !next.capital {
		return next.spaced && next.has(isFunction|IsAuxiliary)
	}
	return next.form != letters || next.spaced
}

// namesTheYear reports whether what follows a year is one thing: "the 2014 crisis".
func namesTheYear(ps []piece, i int) bool {
	if i+1 == len(ps) || ps[i+1].form != letters || !ps[i+1].spaced || ps[i+1].unit != "" {
		return false
	}
	next := ps[i+1].low
	if countables.Has(next) {
		return false
	}
	return ps[i+1].capital || singular(next) || !strings.HasSuffix(next, "s")
}

// fourDigits reports a plausible year, 1800 to 2099.
func fourDigits(p *piece) bool {
	if p.form != digits || p.points != 4 {
		return false
	}
	_, ok := wholeNumber(p, 1800, 2099)
	return ok
}

// decade reads "1990s".
func decade(ps []piece, i int) (int, string) {
	if fourDigits(&ps[i]) && gluedWord(ps, i+1) == "s" {
		return 2, "@" + plainDigits(ps[i].text) + "s"
	}
	return 0, ""
}

// ordinalCentury reads "19th century".
func ordinalCentury(ps []piece, i int) (int, string) {
	if ordinalSuffixes.Has(gluedWord(ps, i+1)) && near(ps, i, 2) == "century" {
		return 3, "@" + plainDigits(ps[i].text) + " century"
	}
	return 0, ""
}

// shortDecade reads "’80s", of the last century.
func shortDecade(ps []piece, i int) (int, string) {
	if i+1 >= len(ps) || !ps[i+1].glued() || ps[i+1].points != 2 || gluedWord(ps, i+2) != "s" {
		return 0, ""
	}
	if _, ok := wholeNumber(&ps[i+1], 30, 99); !ok {
		return 0, ""
	}
	return 3, "@19" + plainDigits(ps[i+1].text) + "s"
}

// dateWithPoints reads "29.01.2026", the day first.
func dateWithPoints(ps []piece, i int) (int, string) {
	parts := strings.Split(plainDigits(ps[i].text), ".")
	if len(parts) != 3 || len(parts[2]) != 4 || strings.ContainsRune(ps[i].text, ',') {
		return 0, ""
	}
	day, err1 := strconv.Atoi(parts[0])
	month, err2 := strconv.Atoi(parts[1])
	if err1 != nil || err2 != nil || day < 1 || day > 31 || month < 1 || month > 12 {
		return 0, ""
	}
	return 1, dateKey(parts[2], month, day)
}

// isoDate reads "2026-02-01".
func isoDate(ps []piece, i int) (int, string) {
	if !joined(ps, i, "-", "-") || !fourDigits(&ps[i]) {
		return 0, ""
	}
	month, okMonth := wholeNumber(&ps[i+2], 1, 12)
	day, okDay := wholeNumber(&ps[i+4], 1, 31)
	if !okMonth || !okDay {
		return 0, ""
	}
	return 5, dateKey(plainDigits(ps[i].text), month, day)
}

// slashDate reads "01/02/2026". Which is the month is only known where the other
// cannot be one; else it equals only itself.
func slashDate(ps []piece, i int) (int, string) {
	if !joined(ps, i, "/", "/") {
		return 0, ""
	}
	first, ok1 := wholeNumber(&ps[i], 1, 31)
	second, ok2 := wholeNumber(&ps[i+2], 1, 31)
	switch year := plainDigits(ps[i+4].text); {
	case !ok1 || !ok2 || !fourDigits(&ps[i+4]):
	case first > 12 && second <= 12, first == second:
		return 5, dateKey(year, second, first)
	case second > 12 && first <= 12:
		return 5, dateKey(year, first, second)
	}
	return 5, "@" + plainDigits(ps[i].text+"/"+ps[i+2].text+"/"+ps[i+4].text)
}

// clock reads "18:30", "6:30 p.m.", "6.30pm" and "6pm".
func clock(ps []piece, i int) (int, string) {
	hour, minute, ok := pointedClock(&ps[i])
	at := i + 1
	if !ok {
		hour, ok = wholeNumber(&ps[i], 0, 23)
	}
	if !ok {
		return 0, ""
	}
	if joined(ps, i, ":") {
		minute, ok = wholeNumber(&ps[i+2], 0, 59)
		if !ok || ps[i+2].points != 2 { // a score
			return 0, ""
		}
		at = i + 3
	}
	half := strings.ReplaceAll(near(ps, at, 0), ".", "")
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
	n, zone := zoneAt(ps, at)
	return at + n - i, clockKey(hour, minute) + zone
}

// zoneAt reads the time zone behind a time, "GMT" or "UTC−6", as it stands in a key.
func zoneAt(ps []piece, i int) (n int, zone string) {
	if i >= len(ps) || !zones.Has(ps[i].low) || ps[i].lower > 0 && !plainZones.Has(ps[i].text) {
		return 0, ""
	}
	zone = " " + ps[i].low
	if i+2 < len(ps) && ps[i+1].glued() && ps[i+2].glued() && ps[i+2].form == digits {
		switch {
		case ps[i+1].dash():
			return 3, zone + "-" + plainDigits(ps[i+2].text)
		case ps[i+1].text == "+":
			return 3, zone + "+" + plainDigits(ps[i+2].text)
		}
	}
	return 1, zone
}

// militaryClock reads "1800 GMT".
func militaryClock(ps []piece, i int) (int, string) {
	if ps[i].points != 4 || !isASCII(ps[i].text) {
		return 0, ""
	}
	n, zone := zoneAt(ps, i+1)
	value, ok := wholeNumber(&ps[i], 0, 2359)
	if n == 0 || !ok || value%100 > 59 {
		return 0, ""
	}
	return 1 + n, clockKey(value/100, value%100) + zone
}

var (
	zones      = Words(en.Zones)
	plainZones = Words(en.PlainZones)
	countables = Words(en.Countables)
)

// pointedClock reads the "6.30" of "6.30pm".
func pointedClock(p *piece) (hour, minute int, ok bool) {
	text := plainDigits(p.text)
	h, m, found := strings.Cut(text, ".")
	if !found || len(m) != 2 || len(h) > 2 {
		return 0, 0, false
	}
	hour, err1 := strconv.Atoi(h)
	minute, err2 := strconv.Atoi(m)
	return hour, minute, err1 == nil && err2 == nil && hour < 24 && minute < 60
}

// joined reports whether digits stand at piece i and after each of the signs, without spaces.
func joined(ps []piece, i int, signs ...string) bool {
	if i+2*len(signs) >= len(ps) {
		return false
	}
	for k, s := range signs {
		mark, next := &ps[i+1+2*k], &ps[i+2+2*k]
		if mark.text != s || mark.spaced || next.spaced || next.form != digits {
			return false
		}
	}
	return true
}

// wholeNumber reads plain digits between two bounds.
func wholeNumber(p *piece, low, high int) (int, bool) {
	if p.form != digits {
		return 0, false
	}
	n, err := strconv.Atoi(plainDigits(p.text))
	return n, err == nil && n >= low && n <= high
}
