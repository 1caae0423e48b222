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
	"lakh": 100_000, "lakhs": 100_000, "crore": 10_000_000, "crores": 10_000_000,
}

// ShortMagnitudes multiply when they touch the digits, and in an amount of money elsewhere too.
var ShortMagnitudes = map[string]int64{"k": 1000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}

// MoneyMagnitudes are short magnitudes in an amount of money alone: "$5B".
var MoneyMagnitudes = map[string]int64{"m": 1_000_000, "b": 1_000_000_000, "t": 1_000_000_000_000}

// VagueNumbers are amounts that nobody has counted.
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
	"thirtieth": "30", "fortieth": "40", "fiftieth": "50", "sixtieth": "60", "seventieth": "70", "eightieth": "80",
	"ninetieth": "90", "hundredth": "100", "thousandth": "1000", "millionth": "1000000",
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

// CurrencySigns leads from a sign to the currency. Other signs of Unicode's
// category Sc stand for themselves.
var CurrencySigns = map[string]string{
	"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "₴": "hryvnia", "₹": "rupee",
}

// CurrencyCodes are the codes of ISO 4217 that stand before or behind an amount.
var CurrencyCodes = map[string]string{
	"usd": "dollar", "eur": "euro", "gbp": "pound", "jpy": "yen", "cny": "yuan", "rmb": "yuan", "rub": "rouble", "uah": "hryvnia",
	"inr": "rupee", "pln": "zloty", "chf": "swiss-franc", "sek": "swedish-krona", "nok": "norwegian-krone", "dkk": "danish-krone",
	"czk": "koruna", "huf": "forint", "try": "lira", "ils": "shekel", "krw": "won", "brl": "real", "mxn": "mexican-peso",
	"zar": "rand", "aud": "australian-dollar", "cad": "canadian-dollar", "nzd": "new-zealand-dollar", "hkd": "hong-kong-dollar",
	"sgd": "singapore-dollar", "twd": "taiwan-dollar", "aed": "dirham", "sar": "riyal", "pkr": "pakistani-rupee",
}

// WordCodes are codes that in small letters are words.
const WordCodes = `try rub sar`

// CurrencyPrefixes are letters before a sign of currency, which make it that of a country: "A$5".
var CurrencyPrefixes = map[string]string{
	"us": "dollar", "a": "australian-dollar", "au": "australian-dollar", "c": "canadian-dollar", "ca": "canadian-dollar",
	"can": "canadian-dollar", "nz": "new-zealand-dollar", "hk": "hong-kong-dollar", "s": "singapore-dollar",
	"nt": "taiwan-dollar", "r": "real", "mx": "mexican-peso", "j": "jamaican-dollar",
}

// PlainCurrencies are countries whose adjective adds nothing to the currency: "US dollars".
var PlainCurrencies = map[string]string{"us": "dollar", "u.s.": "dollar", "american": "dollar", "british": "pound", "japanese": "yen"}

// CurrencyCountries are the adjectives that make a currency another one: "Canadian dollars".
const CurrencyCountries = `
	canadian australian singapore taiwan jamaican fijian namibian zimbabwean egyptian syrian lebanese sudanese swiss french belgian
	congolese mexican argentine chilean colombian cuban philippine swedish norwegian danish icelandic indian pakistani nepalese
	sri russian belarusian turkish italian maltese czech slovak korean chinese`

// UnitGroups lists the units: the canonical name, then other ways to write it.
// A ton is no tonne, a mile no kilometre: quantities are never converted.
const UnitGroups = `
% percent pct
‰ permille
‱
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
milligram milligrams
microgram micrograms
tonne tonnes
ton tons
litre litres liter liters
barrel barrels
gallon gallons
watt watts
milliwatt milliwatts
kilowatt kilowatts kw
megawatt megawatts
gigawatt gigawatts gw
byte bytes
kilobyte kilobytes
megabyte megabytes
megabit megabits
gigabyte gigabytes
gigabit gigabits
terabyte terabytes
millilitre millilitres milliliter milliliters
kilohertz
megahertz
gigahertz
hertz
volt volts
kilovolt kilovolts
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
koruna korunas
forint forints
won
real
rand
dirham dirhams
riyal riyals
mile/hour mph
kilometre/hour km/h kph kmh
knot knots
`

// GluedUnits are units only when they touch the digits: "5m", "20kg".
var GluedUnits = map[string]string{"m": "metre", "h": "hour", "g": "gram", "l": "litre", "t": "tonne", "p": "pence"}

// SubstantialUnitList cannot be left out without a change of meaning.
const SubstantialUnitList = `% ‰ ‱ points dollar euro pound yen rouble hryvnia rupee yuan zloty franc lira peso krona krone koruna won real rand`

// MetricPrefixes and MetricUnits make the symbols of units, in which capitals
// count: mW, MW (SI Brochure, 9th edition, table 7).
var (
	MetricPrefixes = map[string]string{
		"n": "nano", "µ": "micro", "μ": "micro", "m": "milli", "c": "centi", "d": "deci", "h": "hecto", "k": "kilo", "K": "kilo",
		"M": "mega", "G": "giga", "T": "tera", "P": "peta",
	}
	MetricUnits = map[string]string{
		"g": "gram", "m": "metre", "l": "litre", "L": "litre", "t": "tonne", "W": "watt", "Wh": "watt-hour", "V": "volt", "Hz": "hertz",
		"Pa": "pascal", "J": "joule", "N": "newton", "b": "bit", "B": "byte", "eV": "electronvolt", "Sv": "sievert",
		"Gy": "gray", "Bq": "becquerel",
	}
)

// MeasuredBy may follow a length in "m": "300 m tall".
const MeasuredBy = `tall high long wide deep away below above off from`

// Distances and RateSpans make a speed: "60 miles per hour".
const (
	Distances = `mile kilometre metre foot`
	RateSpans = `hour second minute`
)

// SpanWords lead from one number or date to another: "10 to 15".
const SpanWords = `to through`

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
vatican|vatican city
`

// BoundSigns are the signs before a number that bound it, each with the first
// phrase of its line in [Bounds].
var BoundSigns = map[string]string{
	">": "more than", "<": "less than", "≥": "at least", "⩾": "at least", "≧": "at least", ">=": "at least",
	"≤": "at most", "⩽": "at most", "≦": "at most", "<=": "at most",
	"~": "about", "∼": "about", "～": "about", "≈": "about", "≃": "about", "≅": "about", "±": "±",
}

// AtLeast is the bound that "+" behind a figure means.
const AtLeast = "at least"

// Old makes an age of a span of time: "three-year-old".
const Old = "old"

// LowerBounds and UpperBounds are contraries, by the first phrase of their line in [Bounds].
var (
	LowerBounds = []string{"more than", "at least"}
	UpperBounds = []string{"less than", "at most"}
)
