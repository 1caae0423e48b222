package facet

// Rules lists the names of the rules by which values are read, and [ByReviewer].
var Rules = []string{
	// who says it, and how certain
	"verb of speech",      // "Lind said", "the ministry had announced", also of a pronoun
	"verb before speaker", // “…,” said Lind
	"according to",        // "according to Lind"
	"by the account of",   // "by one agency's count"
	"no comment from",     // "no confirmation from the ministry"
	"forecast",            // "forecasts for the city go down to"
	"adverb",              // "reportedly", "did indeed"
	"what is to come",     // "is due to", "may"

	"statement", // it says yes
	"negation",  // it says no
	"contrast",  // "an opportunity rather than an agreement"

	"object",  // "spare Kyiv", "apply to steel"
	"target",  // "strikes on Kyiv", "a ban on imports"
	"only",    // "only the capital"
	"alone",   // "the capital alone"
	"but not", // "but not energy sites"

	"number",
	"bounded number", // "over 100", "300+"
	"range",          // "10 to 15 people": one value for each end

	"date",
	"interval", // "from 9 until 13 November"
	"until",
	"since",
	"length",            // "for a week"
	"ago",               // "two days ago"
	"date not resolved", // the words themselves, for want of the day of publication

	"condition",
	"name",
	ByReviewer,
}
