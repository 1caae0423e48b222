package reading

import (
	"math/big"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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
			if p.low == "m" && countsThings(ps, at+1) {
				power = 1_000_000
			}
		}
		if power == 0 && at == i && money {
			power = p.short
			if p.glued() || p.low == "m" { // "€5 m"
				power = max(power, en.MoneyMagnitudes[p.low])
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
		switch next {
		case "cent", "cent.":
			return at + 2 - i, "%"
		case "mille", "mill":
			return at + 2 - i, "‰"
		}
	case "percentage", "percent", "basis":
		if strings.HasPrefix(next, "point") {
			return at + 2 - i, map[bool]string{true: "basis-points", false: "points"}[p.low == "basis"]
		}
	case "square", "sq", "cubic", "cu":
		shape := map[bool]string{true: "square-", false: "cubic-"}[p.low[0] == 's']
		if at+1 < len(ps) {
			if unit := unitOfPiece(&ps[at+1]); unit != "" {
				return at + 2 - i, shape + unit
			}
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
		if p.low == "m" && measuredBy.Has(next) {
			return at + 1 - i, "metre"
		}
		if rate := near(ps, at, 2); next == "/" && (rate == "h" || rate == "s") {
			return at + 3 - i, metricUnit(p.low) + "/" + map[string]string{"h": "hour", "s": "second"}[rate]
		}
	}
	if n, unit := moneyAt(ps, at); n > 0 {
		return at + n - i, unit
	}
	if compound(ps, at) && at == i {
		return 0, "" // "three year-old boys"
	}
	if unit := metricUnit(p.text); unit != "" && (len(p.text) > 1 || p.glued() || p.text == "g" || next == "of") {
		return at + 1 - i, unit
	}
	switch {
	case p.fact.glued != "" && p.glued() && p.text == p.low:
		return at + 1 - i, p.fact.glued
	case p.unit != "":
		if distances.Has(p.unit) && (next == "per" || next == "an" || next == "a") && at+2 < len(ps) && rateSpans.Has(ps[at+2].low) {
			return at + 3 - i, p.unit + "/" + ps[at+2].low
		}
		return at + 1 - i, p.unit
	}
	return 0, ""
}

// compound reports whether a word is joined to the piece by a hyphen: the
// "year" of "year-old". Then it is the unit of no number before it that stands apart.
func compound(ps []piece, i int) bool {
	return i+2 < len(ps) && ps[i].has(isSpan) && ps[i].spaced && ps[i+1].text == "-" && ps[i+1].glued() && ps[i+2].glued() && ps[i+2].form == letters
}

// moneyAt reads the currency behind an amount: "€", "USD", "Canadian dollars".
func moneyAt(ps []piece, i int) (int, string) {
	p := &ps[i]
	switch {
	case p.form == sign:
		if unit := p.currency(); unit != "" && (i+1 == len(ps) || ps[i+1].form != digits) {
			return 1, unit
		}
	case p.code != "" && p.acronym:
		return 1, p.code
	case p.capital && i+1 < len(ps) && ps[i+1].spaced && substantialUnits.Has(ps[i+1].unit):
		if en.PlainCurrencies[p.low] == ps[i+1].unit {
			return 2, ps[i+1].unit
		}
		if currencyCountries.Has(p.low) {
			return 2, p.low + "-" + ps[i+1].unit
		}
	}
	return 0, ""
}

// isSubstantial reports a unit that cannot be left out without a change of
// meaning: a share of a whole, or a currency.
func isSubstantial(unit string) bool {
	r, size := utf8.DecodeRuneInString(unit)
	return substantialUnits.Has(unit) || size == len(unit) && unicode.Is(unicode.Sc, r) || currencies().Has(unit)
}

// currencies are those that have a code.
var currencies = sync.OnceValue(func() Set {
	s := Set{}
	for _, unit := range en.CurrencyCodes {
		s[unit] = struct{}{}
	}
	return s
})

// metricUnit gives the unit of a symbol in which capitals count, "" for none:
// "mW", "MW", "km²".
func metricUnit(symbol string) string {
	shape := ""
	for end, name := range map[string]string{"²": "square-", "³": "cubic-", "2": "square-", "3": "cubic-"} {
		if plain, ok := strings.CutSuffix(symbol, end); ok && strings.HasSuffix(plain, "m") {
			symbol, shape = plain, name
			break
		}
	}
	if symbol == "" || len(symbol) > longestSymbol {
		return ""
	}
	if unit := en.MetricUnits[symbol]; unit != "" {
		return shape + unit
	}
	_, size := utf8.DecodeRuneInString(symbol)
	prefix, unit := en.MetricPrefixes[symbol[:size]], en.MetricUnits[symbol[size:]]
	if prefix == "" || unit == "" {
		return ""
	}
	return shape + prefix + unit
}

// longestSymbol is how many bytes the symbol of a unit has at most.
const longestSymbol = 5

// unitOfPiece is the unit that a piece names by itself.
func unitOfPiece(p *piece) string {
	if p.unit != "" {
		return p.unit
	}
	return metricUnit(p.text)
}

var (
	wordCodes         = Words(en.WordCodes)
	distances         = Words(en.Distances)
	rateSpans         = Words(en.RateSpans)
	measuredBy        = Words(en.MeasuredBy)
	currencyCountries = Words(en.CurrencyCountries)
)

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

// isMinus reports whether a dash before digits means "minus": not in a range,
// not in a compound.
func isMinus(ps []piece, i int) bool {
	p := &ps[i]
	if i+1 >= len(ps) || !p.dash() {
		return false
	}
	next := &ps[i+1]
	if !next.glued() || next.form != digits && next.currency() == "" {
		return false
	}
	return p.spaced || i > 0 && strings.Contains("(“\"‘'«[", ps[i-1].text)
}
