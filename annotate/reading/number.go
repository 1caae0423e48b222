package reading

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate/language/en"
)

// quantity is what a number says: its value, its unit, and whether it is
// written so that it is only a number beside another one.
type quantity struct {
	value string // exact, or the text itself where it cannot be read safely
	unit  string // canonical, "" if none
	soft  bool   // "a week", "one", "first": often no number at all
}

// ordinal begins the value of "first" and "21st", times that of "twice".
const (
	ordinal = "ord:"
	times   = "times:"
)

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

// UnitLeftOut reports whether the quantities of two keys differ only in that one
// names its unit. A per cent sign or a currency that is missing is more than that.
func UnitLeftOut(a, b string) bool {
	x, y := quantityOfKey(a), quantityOfKey(b)
	if x.value != y.value || (x.unit == "") == (y.unit == "") {
		return false
	}
	return !isSubstantial(x.unit + y.unit)
}

// SameValue reports whether the quantities of two keys have the same number, whatever it counts.
func SameValue(a, b string) bool { return quantityOfKey(a).value == quantityOfKey(b).value }

// Measure is what sort of amount a quantity is, as far as its unit tells.
type Measure uint8

const (
	Unmeasured  Measure = iota // no unit, or another one
	Temperature                // degrees
	Span                       // of time
	Money
	Share // of a whole
)

// MeasureOf gives the sort of the quantity of a key, and its unit, "" for none.
func MeasureOf(key string) (Measure, string) {
	unit := quantityOfKey(key).unit
	switch {
	case unit == "":
		return Unmeasured, ""
	case strings.HasPrefix(unit, "°"):
		return Temperature, unit
	case factOf(unit).has(isSpan):
		return Span, unit
	case unit == "%" || unit == "‰" || unit == "‱" || unit == "points":
		return Share, unit
	case isSubstantial(unit):
		return Money, unit
	}
	return Unmeasured, unit
}

// number reads the number that begins at piece i. It returns how many pieces
// it takes, 0 if there is none.
func number(ps []piece, i int) (int, quantity) {
	if p := &ps[i]; p.form != digits && !p.has(leads) {
		return 0, quantity{}
	}
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
	before, currency := currencyBefore(ps, at)
	at += before
	n, value, q := numberCore(ps, at, currency != "")
	if n == 0 {
		return 0, quantity{}
	}
	at += n
	if strings.HasPrefix(q.value, ordinal) || strings.HasPrefix(q.value, times) {
		return at - i, q
	}
	if currency != "" {
		q.unit = currency
	} else if n, unit := unitOf(ps, at); n > 0 {
		q.unit = unit
		q.soft = q.soft && ps[i].low != "one"
		at += n
	} else if q.soft && (ps[i].low == "a" || ps[i].low == "an") {
		return 0, quantity{} // "a" is a number only before a unit
	}
	if near(ps, at, 0) == "below" && near(ps, at, 1) == "zero" {
		negative = true
		at += 2
	}
	if q.unit == "pence" {
		if inPounds := pounds(value, q.value); inPounds != nil {
			value, q.unit = inPounds, "pound"
		}
	}
	if value != nil {
		q.value = value.RatString()
	}
	if negative && q.value != "0" {
		q.value = "-" + q.value
	}
	q.soft = q.soft || at-i == 1 && smallAndDefinite(ps, i)
	return at - i, q
}

// smallAndDefinite reports a small number in words that points rather than
// counts: "the two sides", "the three men"; or counts sources: "two officials said".
func smallAndDefinite(ps []piece, i int) bool {
	if !ps[i].has(isSmall) || ps[i].small > 10 {
		return false
	}
	if opposites.Has(near(ps, i, 1)) {
		return true
	}
	return i > 0 && ps[i-1].has(isDefinite) || i+2 < len(ps) && ps[i+1].has(IsSourceNoun) && ps[i+2].has(isSpeech)
}

// numberCore reads digits or number words with their magnitude. A nil value
// with n > 0 means that q.value holds the number literally.
func numberCore(ps []piece, i int, money bool) (n int, value *big.Rat, q quantity) {
	p := &ps[i]
	if p.form == digits {
		return numberInDigits(ps, i, money)
	}
	if p.form == sign {
		if value, ok := numeral(p); ok {
			if article := near(ps, i, 1); (article == "a" || article == "an") && value.Cmp(one) < 0 {
				if n, _ := unitAt(ps, i+2); n > 0 { // "½ an hour"
					return 2, value, quantity{}
				}
			}
			n, power := magnitudeAt(ps, i+1, money)
			return 1 + n, value.Mul(value, power), quantity{}
		}
		return 0, nil, quantity{}
	}
	switch {
	case p.ordinal != "":
		return 1, nil, quantity{value: ordinal + p.ordinal, soft: len(p.ordinal) == 1 && p.ordinal <= "3"}
	case p.fact.times != "":
		return 1, nil, quantity{value: times + p.fact.times, soft: true}
	}
	if n, value := wordNumber(ps, i); n > 0 {
		if more, q := ordinalAfter(ps, i+n, value); more > 0 {
			return n + more, nil, q
		}
		n += fraction(ps, i+n, value)
		return n, value, quantity{soft: n == 1 && p.low == "one"}
	}
	if p.low == "a" || p.low == "an" {
		next := near(ps, i, 1)
		if next == "quarter" || next == "third" && (near(ps, i, 2) == "of" || near(ps, i, -1) == "by") {
			value := big.NewRat(1, en.Parts[next])
			if article := near(ps, i, 3); near(ps, i, 2) == "of" && (article == "a" || article == "one") {
				if n, power := magnitudeAt(ps, i+4, false); n > 0 { // "a quarter of a million"
					return 4 + n, value.Mul(value, power), quantity{}
				}
			}
			return 2, value, quantity{}
		}
		if n, power := magnitudeAt(ps, i+1, false); n > 0 {
			return 1 + n, power, quantity{}
		}
		if i+1 < len(ps) && ps[i+1].has(isSpan) {
			return 1, big.NewRat(1, 1), quantity{soft: true}
		}
	}
	return 0, nil, quantity{}
}

// numberInDigits is numberCore for digits.
func numberInDigits(ps []piece, i int, money bool) (n int, value *big.Rat, q quantity) {
	p := &ps[i]
	switch suffix := gluedWord(ps, i+1); {
	case ordinalSuffixes.Has(suffix):
		return 2, nil, quantity{value: ordinal + plainDigits(p.text)}
	case suffix == "s" && p.spaced: // "in his 20s"
		return 2, nil, quantity{value: literalDigits(p.text) + "s"}
	}
	if n, value, literal := afterDigits(ps, i); n > 0 {
		if value == nil {
			return 1 + n, nil, quantity{value: literal}
		}
		more, power := magnitudeAt(ps, i+1+n, money)
		return 1 + n + more, value.Mul(value, power), quantity{}
	}
	n, power := magnitudeAt(ps, i+1, money)
	if n == 0 && isPlainWhole(p.text) && !fractionAt(ps, i+1) {
		return 1, nil, quantity{value: p.text}
	}
	value, ok := readDigits(p.text, n > 0)
	if !ok {
		return 1, nil, quantity{value: literalDigits(p.text)}
	}
	value.Mul(value, power)
	return 1 + n + fraction(ps, i+1+n, value), value, quantity{}
}

// isPlainWhole reports a whole number in ASCII digits, without separators, that
// is its own value.
func isPlainWhole(text string) bool {
	if text == "" || len(text) > maxDigits || text[0] == '0' && len(text) > 1 {
		return false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// vagueNumber reads "dozens", "hundreds of thousands", "half", "half an hour"
// and "half a million".
func vagueNumber(ps []piece, i int) (int, quantity) {
	p := &ps[i]
	if p.low == "half" {
		if next := near(ps, i, 1); next == "a" || next == "an" {
			if n, power := magnitudeAt(ps, i+2, false); n > 0 {
				units, unit := unitAt(ps, i+2+n)
				return 2 + n + units, quantity{value: power.Mul(power, big.NewRat(1, 2)).RatString(), unit: unit}
			}
			if n, unit := unitAt(ps, i+2); n > 0 {
				return 2 + n, quantity{value: "1/2", unit: unit}
			}
		}
		return 1, quantity{value: "1/2", soft: true}
	}
	if p.has(isSpans) {
		return 1, quantity{value: "some", unit: p.unit, soft: true}
	}
	countsOf := (p.low == "scores" || p.low == "tens") && near(ps, i, 1) == "of"
	if !p.has(isVague) && !countsOf {
		return 0, quantity{}
	}
	if near(ps, i, 1) == "of" && i+2 < len(ps) && ps[i+2].has(isVague) {
		return 3, quantity{value: p.low + "*" + ps[i+2].low}
	}
	return 1, quantity{value: p.low}
}

// wordNumber reads a number in words, "one hundred and twenty-one thousand".
func wordNumber(ps []piece, i int) (int, *big.Rat) {
	var total, current int64
	at, last := i, int64(0) // last is the worth of the last word: 1, 10, 100, …
	limit := int64(1) << 40
	switch {
	case ps[i].has(isSmall):
	case ps[i].low == "a" && i+1 < len(ps) && ps[i+1].power > 12: // "a hundred and twenty"
		at, last, current = i+1, 1, 1
	default:
		return 0, nil
	}
	for at < len(ps) {
		word, skip := &ps[at], 0
		if at > i && (word.low == "-" || word.low == "and") && at+1 < len(ps) {
			next := &ps[at+1]
			hyphen := word.low == "-" && word.glued() && next.glued() && last == 10 && next.small < 10
			and := word.low == "and" && last >= 100 && next.small < 100
			if !next.has(isSmall) || !hyphen && !and {
				break
			}
			word, skip = next, 1
		}
		if word.has(isSmall) {
			worth := int64(1)
			if word.small >= 20 {
				worth = 10
			}
			fits := last == 0 || last >= 100 || last == 10 && word.small > 0 && word.small < 10
			if !fits {
				break
			}
			current += word.small
			last = worth
		} else if power := word.power; power > 0 && current > 0 && power < limit && (power != 100 || last < 100) {
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

// fractionAt reports whether a fraction may follow digits before piece i.
func fractionAt(ps []piece, i int) bool { return near(ps, i, 0) == "and" && near(ps, i, 1) == "a" }

// fraction reads what makes a fraction of the number before piece i, "-thirds",
// "and a half" or "and a half million", and changes its value. It returns how many pieces it takes.
func fraction(ps []piece, i int, value *big.Rat) int {
	if fractionAt(ps, i) && near(ps, i, 2) == "half" {
		value.Add(value, big.NewRat(1, 2))
		n, power := magnitudeAt(ps, i+3, false)
		value.Mul(value, power)
		return 3 + n
	}
	at := i
	if at < len(ps) && ps[at].low == "-" && ps[at].glued() {
		at++
	}
	if at < len(ps) && ps[at].part > 0 && ps[at-1].form != digits {
		value.Mul(value, big.NewRat(1, ps[at].part))
		return at + 1 - i
	}
	return 0
}

// gluedWord gives the word that touches the piece before, in small letters. One of
// a script that puts no space between words touches all that stands before it and says nothing.
func gluedWord(ps []piece, i int) string {
	if i < len(ps) && ps[i].glued() && ps[i].form == letters {
		if first, _ := utf8.DecodeRuneInString(ps[i].text); withoutSpaces(first) {
			return ""
		}
		return ps[i].low
	}
	return ""
}

// currencyBefore reads the currency before digits, "$", "A$" or "USD": how many pieces it
// takes, and its unit.
func currencyBefore(ps []piece, i int) (n int, unit string) {
	figure := func(k int, glued bool) bool {
		if k >= len(ps) || glued && ps[k].spaced {
			return false
		}
		_, numeral := numeral(&ps[k])
		return ps[k].form == digits || numeral
	}
	p := &ps[i]
	switch {
	case p.form == sign && figure(i+1, true):
		if unit = p.currency(); unit != "" {
			return 1, unit
		}
	case p.form == letters && p.code != "" && (p.acronym || p.upper == 0 && !wordCodes.Has(p.low)) && figure(i+1, false):
		return 1, p.code
	case p.form == letters && p.prefix != "" && p.upper > 0 && figure(i+2, true) && ps[i+1].glued():
		switch ps[i+1].text {
		case "$":
			return 2, p.prefix
		case "£", "€", "¥":
			return 2, p.low + " " + ps[i+1].currency()
		}
	}
	return 0, ""
}

// numeral reads a number of one sign, "½" or "④".
func numeral(p *piece) (*big.Rat, bool) {
	if r, _ := utf8.DecodeRuneInString(p.text); p.form != sign || !isNumeral(r) {
		return nil, false
	}
	plain := numeralText(p.text)
	if plain == "" {
		return nil, false
	}
	return new(big.Rat).SetString(plain)
}

// longestPower bounds the powers of ten that are worked out.
const longestPower = 30

// commonParts is the denominator up to which digits with a stroke are a fraction: "2/3", not "24/7".
const commonParts = 10

// afterDigits reads what touches the digits at piece i and makes another number
// of them: "1½", "10⁶", "2/3". A nil value means that the number is literal.
func afterDigits(ps []piece, i int) (n int, value *big.Rat, literal string) {
	if i+1 >= len(ps) || !ps[i+1].glued() || ps[i+1].form != sign {
		return 0, nil, ""
	}
	next := &ps[i+1]
	if part, ok := numeral(next); ok {
		whole, ok := readDigits(ps[i].text, false)
		if !ok || part.Cmp(one) >= 0 || part.Sign() == 0 {
			return 1, nil, literalDigits(ps[i].text + next.text)
		}
		return 1, whole.Add(whole, part), ""
	}
	if r, _ := utf8.DecodeRuneInString(next.text); isRaised(r) {
		power := norm.NFKC.String(next.text)
		if n, err := strconv.Atoi(power); err == nil && ps[i].text == "10" && n <= longestPower {
			value, _ := new(big.Rat).SetString("1e" + power)
			return 1, value, ""
		}
		return 1, nil, literalDigits(ps[i].text) + "^" + power
	}
	if joined(ps, i, "/") && !joined(ps, i, "/", "/") || joined(ps, i, "⁄") {
		whole, okWhole := wholeNumber(&ps[i], 1, commonParts)
		part, okPart := wholeNumber(&ps[i+2], 2, commonParts)
		if okWhole && okPart && whole < part {
			return 2, big.NewRat(int64(whole), int64(part)), ""
		}
	}
	return 0, nil, ""
}

// ordinalAfter reads the end of an ordinal whose beginning has a value: "twenty-first".
func ordinalAfter(ps []piece, i int, value *big.Rat) (int, quantity) {
	at := i
	if near(ps, at, 0) == "-" && ps[at].glued() {
		at++
	}
	if at >= len(ps) || ps[at].form != letters || ps[at].ordinal == "" || !value.IsInt() {
		return 0, quantity{}
	}
	last, _ := strconv.ParseInt(ps[at].ordinal, 10, 64)
	first := value.Num().Int64()
	switch {
	case last >= 100 && first < 1000:
		return at + 1 - i, quantity{value: ordinal + strconv.FormatInt(first*last, 10)}
	case last < 10 && first%10 == 0 && first >= 20 && at > i, last < 100 && first >= 100 && first%100 == 0:
		return at + 1 - i, quantity{value: ordinal + strconv.FormatInt(first+last, 10)}
	}
	return 0, quantity{}
}

// pounds turns pence into pounds. A nil value is a whole number in digits.
func pounds(value *big.Rat, digits string) *big.Rat {
	if value == nil {
		var ok bool
		if value, ok = new(big.Rat).SetString(digits); !ok {
			return nil
		}
	}
	return value.Mul(value, big.NewRat(1, 100))
}
