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
