package en

// NumberWords are the words that add to a number.
var NumberWords = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
	"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
	"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90,
}

// Magnitudes are the words that multiply a number.
var Magnitudes = map[string]int64{
	"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000,
	"billion": 1_000_000_000, "trillion": 1_000_000_000_000,
}

// ShortMagnitudes multiply only when they touch the digits.
var ShortMagnitudes = map[string]int64{"k": 1000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}

const VagueNumbers = `dozens hundreds thousands millions billions trillions`

// VagueSpans are some number of a unit of time. They count only beside a number of them.
const VagueSpans = `minutes hours days weeks months years decades`

// OrdinalWords give the number of an ordinal. "second" before a noun is told
// from the unit of time by its place: a unit follows a number.
var OrdinalWords = map[string]string{
	"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
	"seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12",
	"thirteenth": "13", "fourteenth": "14", "fifteenth": "15", "sixteenth": "16",
	"seventeenth": "17", "eighteenth": "18", "nineteenth": "19", "twentieth": "20",
}

// TimesWords are numbers of times. They count only beside another of them.
var TimesWords = map[string]string{
	"once": "1", "twice": "2", "thrice": "3",
	"halved": "x0.5", "doubled": "x2", "tripled": "x3", "trebled": "x3", "quadrupled": "x4",
	"halve": "x0.5", "double": "x2", "triple": "x3", "treble": "x3", "quadruple": "x4",
}

// Parts are the denominators of fractions in words.
var Parts = map[string]int64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
	"fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "tenth": 10, "tenths": 10,
}

// OrdinalEndings follow the digits of an ordinal.
const OrdinalEndings = `st nd rd th`

// Spans are the units before which "a" means one. "a second" is rather an ordinal.
const Spans = `minute hour day week month year decade century fortnight`

var CurrencySigns = map[string]string{
	"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "₴": "hryvnia", "₹": "rupee",
}

// UnitGroups lists the units: the canonical name, then other ways to write it.
// A ton is no tonne, a mile no kilometre: quantities are never converted.
const UnitGroups = `
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
fortnight fortnights
month months
year years
decade decades
century centuries
dollar dollars
cent cents
euro euros
pound pounds
pence
rouble roubles ruble rubles
hryvnia hryvnias hryvnya
yuan
yen
rupee rupees
franc francs
lira liras
peso pesos
krona kronor
krone kroner
zloty zlotys
shekel shekels
mph
km/h kph kmh
knot knots
`

// GluedUnits are units only when they touch the digits: "5m", "20kg".
var GluedUnits = map[string]string{"m": "metre", "h": "hour", "g": "gram", "l": "litre", "t": "tonne", "p": "pence"}

// SubstantialUnitList cannot be left out without a change of meaning.
const SubstantialUnitList = `% points dollar euro pound yen rouble hryvnia rupee yuan`

// Bounds are phrases before a number that bound it. Those of one line say the same.
const Bounds = `
more than|over|above|upwards of|in excess of|north of
at least|no fewer than|no less than|not less than|a minimum of
less than|fewer than|under|below
at most|up to|no more than|not more than|as many as|as much as|a maximum of
about|around|roughly|approximately|some|circa
nearly|almost|close to|just under|just shy of
exactly|precisely
just over|slightly more than|a little over
`

// LongForms are names of several words that have a short form, and "no one".
const LongForms = `
US|united states|united states of america
uk|united kingdom
un|united nations
eu|european union
czechia|czech republic
`
