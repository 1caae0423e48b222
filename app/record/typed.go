package record

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
)

// rowUntil is the row of the ends and lengths of time; what is typed in it is one.
const rowUntil = "Until"

// typed is a value as it is kept, of what a person typed in a row: it has the form of
// its kind, or is read as the words of an article would be, published then. A word
// that is no part of it is an error.
func typed(k facet.Kind, row, words string, published annotate.Publication) (string, error) {
	words = strings.Join(strings.Fields(words), " ")
	if k == facet.Date && words != "" {
		return typedDate(row == rowUntil, words, published)
	}
	value, err := facet.Form(k, words)
	if k != facet.Amount || words == "" {
		return value, err
	}
	if _, unit, _ := strings.Cut(value, " "); err == nil && !strings.ContainsAny(unit, ",;0123456789") {
		return value, nil
	}
	return readWhole(k, "", words, published)
}

// The words that make of a date the end of something, and its beginning.
var (
	endWords   = []string{"until", "till", "through", "by", "ending", "for", "on", "the", "end", "of"}
	sinceWords = []string{"since", "from", "between"}
)

func typedDate(until bool, words string, published annotate.Publication) (string, error) {
	if value, err := facet.Form(facet.Date, words); err == nil {
		if until && !strings.ContainsAny(value, "/P") {
			value = "../" + value
		}
		if until && isSpan(value) {
			return "", saysSince(words)
		}
		return value, nil
	}
	list := strings.Fields(words)
	first := strings.ToLower(list[0])
	if until && slices.Contains(sinceWords, first) {
		return "", saysSince(words)
	}
	if !until && !slices.Contains(endWords[:4], first) {
		return readWhole(facet.Date, "", words, published)
	}
	for len(list) > 1 && slices.Contains(endWords, strings.ToLower(list[0])) {
		list = list[1:]
	}
	rest := strings.Join(list, " ")
	if value, err := facet.Form(facet.Date, rest); err == nil && !strings.ContainsAny(value, "/P") {
		return "../" + value, nil
	}
	value, err := readWhole(facet.Date, "until ", rest, published)
	if err == nil && isSpan(value) {
		return "", saysSince(words)
	}
	return value, err
}

// isSpan tells whether a time has a beginning.
func isSpan(value string) bool {
	from, _, interval := strings.Cut(value, "/")
	return interval && from != ".."
}

func saysSince(words string) error {
	return fmt.Errorf("“%s” says since when: that belongs to the row When; write here only until when", words)
}

// idle are words beside a value that change nothing in it.
var idle = []string{"the", "on", "in", "at", "during", "of"}

// readWhole reads words after a lead as one value, in which each of them has a part.
func readWhole(k facet.Kind, lead, words string, published annotate.Publication) (string, error) {
	text := lead + words
	said, _ := facet.New(facet.Article{Text: text, Published: published}).Of(0, utf8.RuneCountInString(text))
	said = slices.DeleteFunc(said, func(v facet.Value) bool { return v.Kind != k })
	switch {
	case len(said) == 0, said[0].Rule == "date not resolved":
		return "", errors.New("“" + words + "” cannot be read: write it " + strings.ToLower(formOf[k][:1]) + formOf[k][1:])
	case len(said) > 1:
		return "", fmt.Errorf("“%s” and “%s” are two: write one", said[0].Text, said[1].Text)
	}
	runes := []rune(text)
	beside := string(runes[len([]rune(lead)):max(said[0].Start, len([]rune(lead)))]) + " " + string(runes[said[0].End:])
	var over []string
	for _, w := range strings.FieldsFunc(beside, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		if !slices.Contains(idle, strings.ToLower(w)) {
			over = append(over, w)
		}
	}
	if len(over) > 0 {
		return "", fmt.Errorf("“%s” is no part of it: leave that out", strings.Join(over, " "))
	}
	return said[0].Value, nil
}
