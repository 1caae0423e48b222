package trace

import (
	"strings"
	"time"

	"claimtrace/annotate/facet"
	"claimtrace/app/style"
	"claimtrace/store"
)

// CorrectedBy tells whose a correction is, and what was read before; "" where nobody
// corrected anything.
func CorrectedBy(c store.Corrected) string {
	if c.Correction == "" {
		return ""
	}
	said := "Corrected by " + OneLine(c.By.Name) + " on " + c.At.Local().Format(style.DayAndTime)
	var was []string
	for _, v := range c.Was {
		was = append(was, ValueWords(v.Kind, v.Value))
	}
	if len(was) > 0 {
		said += "; read as " + strings.Join(was, ", ")
	}
	return said
}

// ValueWords says a value as a person would write it: "until 1 February 2026", "at
// least 300 buildings", "no comment".
func ValueWords(k facet.Kind, value string) string {
	switch k {
	case facet.Certainty:
		return certaintyWord(value)
	case facet.Amount:
		for sign, as := range map[string]string{">=": "at least ", "<=": "at most ", "~": "about "} {
			if n, ok := strings.CutPrefix(value, sign); ok {
				return as + n
			}
		}
	case facet.Date:
		return timeWords(value, fullDays)
	}
	return OneLine(value)
}

// zoned is the form of an instant.
const zoned = "2006-01-02T15:04Z07:00"

// How days are said, by the form that they have: as the articles say them, and with
// the year.
var (
	shortDays = map[string]string{time.DateOnly: "2 January", "2006-01": "January 2006", "2006-01-02T15:04": "2 January 15:04", zoned: "2 January 15:04 MST"}
	fullDays  = map[string]string{time.DateOnly: "2 January 2006", "2006-01": "January 2006", "2006-01-02T15:04": "2 January 2006 15:04", zoned: "2 January 2006 15:04 MST"}
)

// RowOf is the label of the row in which a value stands.
func RowOf(k facet.Kind, value string) string {
	for _, row := range factKinds {
		if row.kind == k && row.has(facet.Value{Kind: k, Value: value}) {
			return row.label
		}
	}
	return ""
}

// RuleWords says by what a value was read.
func RuleWords(rule string) string {
	if words, ok := ruleWords[rule]; ok {
		return words
	}
	return "by the words for " + rule
}

// ruleWords are those of the rules whose names do not speak for themselves.
var ruleWords = map[string]string{
	"verb of speech":      "by a verb like “said” behind the speaker",
	"verb before speaker": "by a verb like “said” before the speaker",
	"according to":        "by “according to”",
	"by the account of":   "by words like “by the count of”",
	"no comment from":     "by words like “no comment from”",
	"adverb":              "by an adverb like “reportedly”",
	"what is to come":     "by words for what is to come, like “may”",
	"forecast":            "as a forecast says it",
	"statement":           "as nothing denies it",
	"negation":            "by a word like “not”",
	"contrast":            "by words like “rather than”",
	"object":              "as that to which it is done",
	"target":              "by a word like “on” or “against”",
	"only":                "by the word “only”",
	"alone":               "by the word “alone”",
	"but not":             "by the words “but not”",
	"number":              "as a number stands there",
	"bounded number":      "by a number with words like “at least”",
	"range":               "as one end of a range",
	"date":                "as a date stands there",
	"interval":            "by words like “from … to”",
	"until":               "by a word like “until”",
	"since":               "by a word like “since”",
	"length":              "as a length of time stands there",
	"ago":                 "by the word “ago”",
	"date not resolved":   "as it stands: when the article appeared is not known",
	"condition":           "by words like “if” or “in order to”",
	"name":                "as a name stands there",
}
