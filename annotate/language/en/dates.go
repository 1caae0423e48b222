package en

// Months leads from the names of months, which may have a point behind them, to their number.
var Months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
	"august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

const (
	Weekdays     = `monday tuesday wednesday thursday friday saturday sunday`
	RelativeDays = `today yesterday tomorrow tonight overnight midnight noon midday weekend`
	PartsOfDay   = `morning afternoon evening night`
	Seasons      = `spring summer autumn winter`
	// Feasts are dates with a capital.
	Feasts = `christmas easter thanksgiving ramadan halloween passover`
	// Pointers stand before relativeSpans, weekdays, months and seasons.
	Pointers      = `last next this past coming`
	RelativeSpans = `week month year decade century fortnight quarter weekend night morning afternoon evening`
	// Qualifiers stand before a date and are part of it.
	Qualifiers = `early late mid earlier later`
)

// ShortWeekdays leads from the short forms of the days, which have a point, to the day.
var ShortWeekdays = map[string]string{
	"mon.": "monday", "tue.": "tuesday", "tues.": "tuesday", "wed.": "wednesday", "weds.": "wednesday", "thu.": "thursday",
	"thur.": "thursday", "thurs.": "thursday", "fri.": "friday", "sat.": "saturday", "sun.": "sunday",
}

// TimesOfDay are the names of times.
var TimesOfDay = map[string]string{"noon": "12:00", "midday": "12:00", "midnight": "00:00"}

// Zones are the names of time zones that follow a time.
const Zones = `gmt utc z est edt cst cdt mst mdt pst pdt bst cet cest eet eest msk ist jst kst hkt aest`

// TimePrepositions stand before a season or a part of the day that is a date.
const TimePrepositions = `in during by until till since before throughout every each`

// Countables, after four digits, are things counted: no year stands before them.
const Countables = `people men women children dead injured wounded killed missing`

// Opposites are two by their nature: "the two sides" counts nothing.
const Opposites = `sides parties countries nations neighbours neighbors governments leaders`

// PlainMonths are no other word in small letters.
const PlainMonths = `january february april june july september october november december`

// DayLeaders may stand before a day or not: "on Thursday", "the 29th of January".
const DayLeaders = `on the`

// PlainZones are no other word in small letters.
const PlainZones = `gmt utc`

// DayOffsets leads from days to how many days after that of publication they are, PointerSteps
// from what stands before a span of time to how many such spans later it is.
var (
	DayOffsets   = map[string]int{"today": 0, "yesterday": -1, "tomorrow": 1}
	PointerSteps = map[string]int{"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1, "coming weekend": 0}
)

// Parts and spans of time, by their keys.
const (
	Tonight = "tonight"
	Night   = "night"
	Weekend = "weekend"
	Week    = "week"
	Month   = "month"
	Year    = "year"
)
