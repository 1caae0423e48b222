package reading

import (
	"strconv"
	"strings"
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
	switch next {
	case "people", "men", "women", "children", "dead", "injured", "wounded", "killed", "missing":
		return false
	}
	for _, ending := range [...]string{"ss", "is", "us"} {
		if strings.HasSuffix(next, ending) {
			return true
		}
	}
	return ps[i+1].capital || !strings.HasSuffix(next, "s")
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

// slashDate reads "01/02/2026". Which is the month cannot be known, so it
// equals only itself.
func slashDate(ps []piece, i int) (int, string) {
	if !joined(ps, i, "/", "/") {
		return 0, ""
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
	return at - i, clockKey(hour, minute)
}

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
