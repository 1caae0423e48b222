package compare

import (
	"strings"
	"time"

	"claimtrace/annotate/facet"
	"claimtrace/app/compare/trace"
)

// toldAs gives the words in which a value is told, and what they stand for, "" where
// they say it themselves. A certainty, and yes or no, are told by their names, as the
// words that say them tell little by themselves.
func toldAs(v facet.Value) (words, meaning string) {
	words = trace.OneLine(v.Text)
	switch v.Kind {
	case facet.Certainty, facet.Polarity:
		name := v.Value
		if name == "nocomment" {
			name = "no comment"
		}
		if words == "" || strings.EqualFold(words, name) {
			return name, ""
		}
		return name, "“" + words + "”"
	case facet.Date:
		meaning = dateWords(v.Value)
	default:
		meaning = v.Value
	}
	if words == "" {
		return meaning, ""
	}
	if holds(words, meaning) {
		return words, ""
	}
	return words, "= " + meaning
}

// holds tells whether words tell all that others do.
func holds(words, others string) bool {
	has := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(words)) {
		w = strings.Trim(w, ",.;:“”")
		has[w], has[strings.TrimSuffix(w, "s")] = true, true
		if w == "a" || w == "an" || w == "one" {
			has["1"] = true
		}
	}
	for _, w := range strings.Fields(strings.ToLower(others)) {
		if !has[w] && !has[strings.TrimSuffix(w, "s")] {
			return false
		}
	}
	return true
}

// dateWords tells a date as one says it: "until 1 February 2026". What is none stays
// as it is.
func dateWords(iso string) string {
	from, to, is := strings.Cut(iso, "/")
	switch {
	case !is && strings.HasPrefix(iso, "P"):
		return lengthWords(iso)
	case !is:
		return momentWords(iso)
	case from == "..":
		return "until " + momentWords(to)
	case to == "..":
		return "from " + momentWords(from)
	}
	return momentWords(from) + " to " + momentWords(to)
}

// The forms that a moment has, and how each is told.
var momentForms = [][2]string{
	{"2006", "2006"}, {"2006-01", "January 2006"}, {time.DateOnly, "2 January"}, {"2006-01-02T15:04", "2 January 15:04"},
	{"2006-01-02T15:04Z07:00", "2 January 15:04"}, {time.RFC3339, "2 January 15:04"},
}

func momentWords(iso string) string {
	for _, f := range momentForms {
		if t, err := time.Parse(f[0], iso); err == nil {
			return t.Format(f[1])
		}
	}
	return iso
}

// lengthWords tells a length of one unit.
func lengthWords(iso string) string {
	units := map[byte]string{'Y': "year", 'M': "month", 'W': "week", 'D': "day", 'H': "hour", 'S': "second"}
	digits := strings.TrimPrefix(strings.TrimPrefix(iso, "P"), "T")
	if len(digits) < 2 {
		return iso
	}
	n, unit := digits[:len(digits)-1], units[digits[len(digits)-1]]
	if strings.HasPrefix(iso, "PT") && strings.HasSuffix(iso, "M") {
		unit = "minute"
	}
	if unit == "" || strings.Trim(n, "0123456789") != "" {
		return iso
	}
	if n != "1" {
		unit += "s"
	}
	return n + " " + unit
}
