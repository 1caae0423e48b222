package collate

import (
	"math/big"
	"strings"
)

// quantity is what a number says: its value, its unit, and whether it is
// written so that it is only a number beside another one.
type quantity struct {
	value string // exact, or the text itself where it cannot be read safely
	unit  string // canonical, "" if none
	soft  bool   // "a week", "one", "first": often no number at all
}

// ordinal begins the value of "first" and "21st".
const ordinal = "ord:"

// key is equal for quantities that say the same.
func (q quantity) key() string {
	if q.unit == "" {
		return "#" + q.value
	}
	return "#" + q.value + " " + q.unit
}

// quantityOfKey reads a key back.
func quantityOfKey(key string) quantity {
	value, unit, _ := strings.Cut(strings.TrimPrefix(key, "#"), " ")
	return quantity{value: value, unit: unit}
}

// unitLeftOut reports whether two quantities differ only in that one names its unit.
// A per cent sign or a currency that is missing is more than that.
func unitLeftOut(a, b quantity) bool {
	if a.value != b.value || (a.unit == "") == (b.unit == "") {
		return false
	}
	return !substantialUnits.has(a.unit + b.unit)
}

// number reads the number that begins at piece i. It returns how many pieces
// it takes, 0 if there is none.
func number(ps []piece, i int) (int, quantity) {
	if n, q := vagueNumber(ps, i); n > 0 {
		return n, q
	}
	at := i
	negative := false
	switch {
	case isMinus(ps, at):
		negative = true
		at++
	case (ps[at].low == "minus" || ps[at].low == "negative") && at+1 < len(ps):
		negative = true
		at++
	}
	currency := ""
	if c, ok := currencySigns[ps[at].text]; ok && at+1 < len(ps) && ps[at+1].glued() && ps[at+1].form == digits {
		currency = c
		at++
	}
	n, value, q := numberCore(ps, at, currency != "")
	if n == 0 {
		return 0, quantity{}
	}
	at += n
	if strings.HasPrefix(q.value, ordinal) {
		return at - i, q
	}
	if currency != "" {
		q.unit = currency
	} else if n, unit := unitAt(ps, at); n > 0 {
		q.unit = unit
		q.soft = q.soft && ps[i].low != "one"
		at += n
	} else if q.soft && ps[i].low != "one" {
		return 0, quantity{} // "a" is a number only before a unit
	}
	if at+1 < len(ps) && ps[at].low == "below" && ps[at+1].low == "zero" {
		negative = true
		at += 2
	}
	if value != nil {
		q.value = value.RatString()
	}
	if negative && q.value != "0" {
		q.value = "-" + q.value
	}
	return at - i, q
}

// numberCore reads digits or number words with their magnitude. A nil value
// with n > 0 means that q.value holds the number literally.
func numberCore(ps []piece, i int, money bool) (n int, value *big.Rat, q quantity) {
	p := ps[i]
	if p.form == digits {
		if suffix := gluedWord(ps, i+1); ordinalSuffixes.has(suffix) {
			return 2, nil, quantity{value: ordinal + plainDigits(p.text), soft: true}
		}
		n, power := magnitudeAt(ps, i+1, money)
		value, ok := readDigits(p.text, n > 0)
		if !ok {
			return 1, nil, quantity{value: literalDigits(p.text)}
		}
		value.Mul(value, power)
		return 1 + n + fraction(ps, i+1+n, value), value, quantity{}
	}
	if p.form != letters {
		return 0, nil, quantity{}
	}
	if value, ok := ordinalWords[p.low]; ok {
		return 1, nil, quantity{value: ordinal + value, soft: true}
	}
	if n, value := wordNumber(ps, i); n > 0 {
		n += fraction(ps, i+n, value)
		return n, value, quantity{soft: n == 1 && p.low == "one"}
	}
	if p.low == "a" || p.low == "an" {
		if i+1 < len(ps) && (ps[i+1].low == "quarter" || ps[i+1].low == "third" && i+2 < len(ps) && ps[i+2].low == "of") {
			return 2, big.NewRat(1, parts[ps[i+1].low]), quantity{}
		}
		if n, power := magnitudeAt(ps, i+1, false); n > 0 {
			return 1 + n, power, quantity{}
		}
		if i+1 < len(ps) && spans.has(ps[i+1].low) {
			return 1, big.NewRat(1, 1), quantity{soft: true}
		}
	}
	return 0, nil, quantity{}
}

// vagueNumber reads "dozens", "hundreds of thousands", "half" and "half a million".
func vagueNumber(ps []piece, i int) (int, quantity) {
	low := ps[i].low
	if low == "half" {
		if i+2 < len(ps) && (ps[i+1].low == "a" || ps[i+1].low == "an") {
			if n, power := magnitudeAt(ps, i+2, false); n > 0 {
				return 2 + n, quantity{value: power.Mul(power, big.NewRat(1, 2)).RatString()}
			}
		}
		return 1, quantity{value: "1/2", soft: true}
	}
	countsOf := (low == "scores" || low == "tens") && i+1 < len(ps) && ps[i+1].low == "of"
	if !vagueNumbers.has(low) && !countsOf {
		return 0, quantity{}
	}
	if i+2 < len(ps) && ps[i+1].low == "of" && vagueNumbers.has(ps[i+2].low) {
		return 3, quantity{value: low + "*" + ps[i+2].low}
	}
	return 1, quantity{value: low}
}

// wordNumber reads a number in words, "one hundred and twenty-one thousand".
func wordNumber(ps []piece, i int) (int, *big.Rat) {
	var total, current int64
	at, last := i, int64(0) // last is the worth of the last word: 1, 10, 100, …
	limit := int64(1) << 40
	for at < len(ps) {
		word, skip := ps[at].low, 0
		if at > i && (word == "-" || word == "and") && at+1 < len(ps) {
			next := ps[at+1].low
			small, isSmall := numberWords[next]
			hyphen := word == "-" && ps[at].glued() && ps[at+1].glued() && last == 10 && small < 10
			and := word == "and" && last >= 100 && small < 100
			if !isSmall || !hyphen && !and {
				break
			}
			word, skip = next, 1
		}
		if small, ok := numberWords[word]; ok {
			worth := int64(1)
			if small >= 20 {
				worth = 10
			}
			fits := last == 0 || last >= 100 || last == 10 && small > 0 && small < 10
			if !fits {
				break
			}
			current += small
			last = worth
		} else if power, ok := magnitudes[word]; ok && current > 0 && power < limit && (power != 100 || last < 100) {
			if power == 100 {
				current *= power
			} else {
				total += current * power
				current = 0
				limit = power
			}
			last = power
		} else {
			break
		}
		at += 1 + skip
	}
	return at - i, big.NewRat(total+current, 1)
}

// fraction reads what makes a fraction of the number before piece i, "-thirds",
// "and a half" or "and a half million", and changes its value. It returns how many pieces it takes.
func fraction(ps []piece, i int, value *big.Rat) int {
	if wordsAt(ps, i, []string{"and", "a", "half"}) {
		value.Add(value, big.NewRat(1, 2))
		n, power := magnitudeAt(ps, i+3, false)
		value.Mul(value, power)
		return 3 + n
	}
	at := i
	if at < len(ps) && ps[at].low == "-" && ps[at].glued() {
		at++
	}
	if at < len(ps) && ps[at].form == letters && ps[at-1].form != digits && parts[ps[at].low] > 0 {
		value.Mul(value, big.NewRat(1, parts[ps[at].low]))
		return at + 1 - i
	}
	return 0
}

// countsThings reports a plural at piece i: "5m people" are millions, "5m long" metres.
func countsThings(ps []piece, i int) bool {
	return i < len(ps) && ps[i].spaced && ps[i].form == letters && (ps[i].low == "people" || strings.HasSuffix(ps[i].low, "s"))
}

// magnitudeAt reads "million", "hundred thousand", or "m" and "bn" after digits.
func magnitudeAt(ps []piece, i int, money bool) (int, *big.Rat) {
	product := big.NewRat(1, 1)
	at := i
	for at < len(ps) && at < i+2 {
		power, ok := magnitudes[ps[at].low]
		if !ok && at == i && ps[at].glued() {
			power, ok = shortMagnitudes[ps[at].low]
		}
		if !ok && at == i && ps[at].low == "m" && ps[at].glued() && (money || countsThings(ps, at+1)) {
			power, ok = 1_000_000, true
		}
		if !ok {
			break
		}
		product.Mul(product, big.NewRat(power, 1))
		at++
	}
	return at - i, product
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
	p := ps[at]
	next := func(k int) string {
		if at+k < len(ps) {
			return ps[at+k].low
		}
		return ""
	}
	switch {
	case p.low == "per" && (next(1) == "cent" || next(1) == "cent."):
		return at + 2 - i, "%"
	case (p.low == "percentage" || p.low == "percent") && strings.HasPrefix(next(1), "point"):
		return at + 2 - i, "points"
	case p.low == "square" && units[next(1)] != "":
		return at + 2 - i, "square-" + units[next(1)]
	case p.low == "°" || p.low == "degrees" || p.low == "degree" || p.low == "º":
		switch next(1) {
		case "f", "fahrenheit":
			return at + 2 - i, "°F"
		case "c", "celsius", "centigrade":
			return at + 2 - i, "°C"
		}
		return at + 1 - i, "°C"
	case p.text == "C" && standsAlone(ps, at) || p.low == "celsius" || p.low == "℃":
		return at + 1 - i, "°C"
	case p.text == "F" && standsAlone(ps, at) || p.low == "fahrenheit" || p.low == "℉":
		return at + 1 - i, "°F"
	case (p.low == "km" || p.low == "m") && next(1) == "/" && (next(2) == "h" || next(2) == "s"):
		return at + 3 - i, p.low + "/" + next(2)
	}
	if unit, ok := gluedUnits[p.text]; ok && p.glued() {
		return at + 1 - i, unit
	}
	if unit, ok := units[p.low]; ok {
		return at + 1 - i, unit
	}
	return 0, ""
}

// standsAlone reports whether nothing is joined to piece i: "30 F-16s" are no degrees.
func standsAlone(ps []piece, i int) bool {
	return i+1 == len(ps) || ps[i+1].spaced || ps[i+1].form == sign && ps[i+1].text != "-"
}

// isMinus reports whether a dash before digits means "minus": not in a range,
// not in a compound.
func isMinus(ps []piece, i int) bool {
	p := ps[i]
	if p.form != sign || p.text != "-" && p.text != "−" && p.text != "–" || i+1 >= len(ps) {
		return false
	}
	next := ps[i+1]
	_, money := currencySigns[next.text]
	if !next.glued() || next.form != digits && !money {
		return false
	}
	return p.spaced || i > 0 && (ps[i-1].text == "(" || ps[i-1].text == "“" || ps[i-1].text == "\"")
}

func gluedWord(ps []piece, i int) string {
	if i < len(ps) && ps[i].glued() && ps[i].form == letters {
		return ps[i].low
	}
	return ""
}
