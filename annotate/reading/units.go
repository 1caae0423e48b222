package reading

import (
	"math/big"
	"strings"

	"claimtrace/annotate/language/en"
)

var one = big.NewRat(1, 1)

// magnitudeAt reads "million", "hundred thousand", or "m" and "bn" after digits.
func magnitudeAt(ps []piece, i int, money bool) (int, *big.Rat) {
	var product *big.Rat
	at := i
	for at < len(ps) && at < i+2 {
		p := &ps[at]
		power := p.power
		if power == 0 && at == i && p.glued() {
			power = p.short
			if p.low == "m" && (money || countsThings(ps, at+1)) {
				power = 1_000_000
			}
		}
		if power == 0 {
			break
		}
		if product == nil {
			product = big.NewRat(1, 1)
		}
		product.Mul(product, big.NewRat(power, 1))
		at++
	}
	if product == nil {
		return 0, one
	}
	return at - i, product
}

// countsThings reports a plural at piece i: "5m people" are millions, "5m long" metres.
func countsThings(ps []piece, i int) bool {
	return i < len(ps) && ps[i].spaced && ps[i].form == letters && (ps[i].low == "people" || strings.HasSuffix(ps[i].low, "s"))
}

// unitAt reads the unit at piece i, which a hyphen may join to its number.
func unitAt(ps []piece, i int) (int, string) {
	at := i
	if at+1 < len(ps) && ps[at].low == "-" && ps[at].glued() && ps[at+1].glued() {
		at++
	}
	if at >= len(ps) {
		return 0, ""
	}
	p := &ps[at]
	next := near(ps, at, 1)
	switch p.low {
	case "per":
		if next == "cent" || next == "cent." {
			return at + 2 - i, "%"
		}
	case "percentage", "percent", "basis":
		if strings.HasPrefix(next, "point") {
			return at + 2 - i, map[bool]string{true: "basis-points", false: "points"}[p.low == "basis"]
		}
	case "square":
		if unit := factOf(next).unit; unit != "" {
			return at + 2 - i, "square-" + unit
		}
	case "°", "degrees", "degree", "º":
		switch next {
		case "f", "fahrenheit":
			return at + 2 - i, "°F"
		case "c", "celsius", "centigrade":
			return at + 2 - i, "°C"
		}
		return at + 1 - i, "°C"
	case "c", "f":
		if p.capital && standsAlone(ps, at) {
			return at + 1 - i, "°" + p.text
		}
	case "celsius", "℃":
		return at + 1 - i, "°C"
	case "fahrenheit", "℉":
		return at + 1 - i, "°F"
	case "km", "m":
		if p.low == "m" && isMeasured(next) {
			return at + 1 - i, "metre"
		}
		if rate := near(ps, at, 2); next == "/" && (rate == "h" || rate == "s") {
			return at + 3 - i, p.low + "/" + rate
		}
	}
	switch {
	case p.fact.glued != "" && p.glued() && p.text == p.low:
		return at + 1 - i, p.fact.glued
	case p.unit != "":
		return at + 1 - i, p.unit
	}
	return 0, ""
}

// isMeasured reports what follows "300 m" only if that is a length.
func isMeasured(next string) bool {
	switch next {
	case "tall", "high", "long", "wide", "deep", "away", "below", "above", "off", "from":
		return true
	}
	return false
}

// unitOf is unitAt, or the unit in "a quarter of a mile".
func unitOf(ps []piece, i int) (int, string) {
	if next := near(ps, i, 1); near(ps, i, 0) == "of" && (next == "a" || next == "an" || next == "one") && i > 0 && ps[i-1].part > 0 {
		if n, unit := unitAt(ps, i+2); n > 0 {
			return n + 2, unit
		}
	}
	return unitAt(ps, i)
}

// standsAlone reports whether nothing is joined to piece i: "30 F-16s" are no degrees.
func standsAlone(ps []piece, i int) bool {
	return i+1 == len(ps) || ps[i+1].spaced || ps[i+1].form == sign && ps[i+1].text != "-"
}

// minusSigns are the signs that mean "minus" before digits.
var minusSigns = [...]string{"-", "−", "–"}

// isMinus reports whether a dash before digits means "minus": not in a range,
// not in a compound.
func isMinus(ps []piece, i int) bool {
	p := &ps[i]
	if p.form != sign || i+1 >= len(ps) || p.text != "-" && p.text != "−" && p.text != "–" {
		return false
	}
	next := &ps[i+1]
	if !next.glued() || next.form != digits && en.CurrencySigns[next.text] == "" {
		return false
	}
	return p.spaced || i > 0 && (ps[i-1].text == "(" || ps[i-1].text == "“" || ps[i-1].text == "\"")
}
