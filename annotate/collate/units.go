package collate

import "strings"

// numberWords are the words that add to a number.
var numberWords = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
	"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
	"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90,
}

// magnitudes are the words that multiply a number.
var magnitudes = map[string]int64{
	"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000,
	"billion": 1_000_000_000, "trillion": 1_000_000_000_000,
}

// shortMagnitudes multiply only when they touch the digits.
var shortMagnitudes = map[string]int64{"k": 1000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}

var vagueNumbers = words(`dozens hundreds thousands millions billions trillions`)

// ordinalWords give the number of an ordinal. "second" before a noun is told
// from the unit of time by its place: a unit follows a number.
var ordinalWords = map[string]string{
	"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
	"seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12",
}

// parts are the denominators of fractions in words.
var parts = map[string]int64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
	"fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10,
}

var ordinalSuffixes = words(`st nd rd th`)

// spans are the units before which "a" means one. "a second" is rather an ordinal.
var spans = words(`minute hour day week month year decade century`)

var currencySigns = map[string]string{
	"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "₴": "hryvnia", "₹": "rupee",
}

// unitGroups lists the units: the canonical name, then other ways to write it.
// A ton is no tonne, a mile no kilometre: quantities are never converted.
const unitGroups = `
% percent pct
kilometre kilometres kilometer kilometers km kms
metre metres meter meters
centimetre centimetres centimeter centimeters cm
millimetre millimetres millimeter millimeters mm
mile miles
foot feet ft
inch inches
yard yards
hectare hectares
acre acres
kilogram kilograms kilogramme kilogrammes kilo kilos kg
gram grams
tonne tonnes
ton tons
litre litres liter liters
barrel barrels
gallon gallons
megawatt megawatts mw
gigawatt gigawatts gw
kilowatt kilowatts kw
second seconds
minute minutes
hour hours
day days
week weeks
month months
year years
decade decades
century centuries
dollar dollars
euro euros
pound pounds
rouble roubles ruble rubles
hryvnia hryvnias hryvnya
yuan
yen
rupee rupees
mph
km/h kph kmh
`

var units = readUnits(unitGroups)

func readUnits(groups string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(groups) {
		group := strings.Fields(line)
		for _, w := range group {
			m[w] = group[0]
		}
	}
	return m
}

// gluedUnits are units only when they touch the digits: "5m", "20kg".
var gluedUnits = map[string]string{"m": "metre", "h": "hour", "g": "gram", "l": "litre", "t": "tonne"}

// substantialUnits cannot be left out without a change of meaning.
var substantialUnits = words(`% points dollar euro pound yen rouble hryvnia rupee yuan`)

// modifiers are words before a number that bound it. Words of one line say the same.
var modifiers = readModifiers(`
more than|over|above|upwards of|in excess of
at least|no fewer than|no less than|not less than|a minimum of
less than|fewer than|under|below
at most|up to|no more than|not more than|a maximum of
about|around|roughly|approximately|some|circa
nearly|almost|close to|just under
exactly|precisely
just over|slightly more than
`)

// modifier is a phrase that bounds the number after it.
type modifier struct {
	words []string
	key   string
}

func readModifiers(groups string) map[string][]modifier {
	m := map[string][]modifier{}
	for line := range strings.Lines(strings.TrimSpace(groups)) {
		group := strings.Split(strings.TrimSpace(line), "|")
		for _, phrase := range group {
			w := strings.Fields(phrase)
			m[w[0]] = append(m[w[0]], modifier{w, "#~" + group[0]})
		}
	}
	return m
}

// modifierAt reads the modifier at piece i, the longest that fits.
func modifierAt(ps []piece, i int) (n int, key string) {
	for _, m := range modifiers[ps[i].low] {
		if len(m.words) > n && wordsAt(ps, i, m.words) {
			n, key = len(m.words), m.key
		}
	}
	return n, key
}

// wordsAt reports whether the words stand at piece i.
func wordsAt(ps []piece, i int, list []string) bool {
	if i+len(list) > len(ps) {
		return false
	}
	for k, w := range list {
		if ps[i+k].low != w {
			return false
		}
	}
	return true
}
