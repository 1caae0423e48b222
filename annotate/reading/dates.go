package reading

// months leads from the names of months, which may have a point behind them, to their number.
var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
	"august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

const (
	weekdays     = `monday tuesday wednesday thursday friday saturday sunday`
	relativeDays = `today yesterday tomorrow tonight overnight midnight noon midday weekend`
	partsOfDay   = `morning afternoon evening night`
	seasons      = `spring summer autumn winter`
	// feasts are dates with a capital.
	feasts = `christmas easter thanksgiving ramadan halloween passover`
	// pointers stand before relativeSpans, weekdays, months and seasons.
	pointers      = `last next this past coming`
	relativeSpans = `week month year decade century fortnight quarter weekend night morning afternoon evening`
	// qualifiers stand before a date and are part of it.
	qualifiers = `early late mid earlier later`
)
