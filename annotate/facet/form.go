package facet

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// The values that kinds of few values have.
var (
	certainties = []string{"confirmed", "announced", "said", "claimed", "reported", "expected", "denied", "nocomment"}
	polarities  = []string{"yes", "no"}
)

// Few lists the values of a kind that has few, nil for any other.
func Few(k Kind) []string {
	switch k {
	case Certainty:
		return slices.Clone(certainties)
	case Polarity:
		return slices.Clone(polarities)
	}
	return nil
}

// KindNames lists the kinds for a message.
func KindNames() string {
	list := make([]string, len(Kinds))
	for i, k := range Kinds {
		list[i] = string(k)
	}
	return strings.Join(list, ", ")
}

// Form checks that a value which a person gives has the form of its kind, and
// returns it with its spaces put in order.
func Form(kind Kind, value string) (string, error) {
	value = strings.Join(strings.Fields(value), " ")
	quoted := fmt.Sprintf("%q", value)
	switch kind {
	case Certainty:
		if !slices.Contains(certainties, value) {
			return "", fmt.Errorf("%s is no certainty: it is one of %s", quoted, strings.Join(certainties, ", "))
		}
	case Polarity:
		if !slices.Contains(polarities, value) {
			return "", fmt.Errorf("%s is no polarity: it is yes or no", quoted)
		}
	case Amount:
		if !amountForm.MatchString(value) {
			return "", fmt.Errorf("%s is no amount: give a number, before it >=, <= or ~ where it is a bound, after it its unit, as in %q", quoted, ">=100 drones")
		}
	case Date:
		if !isDate(value) {
			return "", fmt.Errorf("%s is no date: give it as 2026-01-29, as an interval, 2026-01-29/2026-02-01, with .. for an open end, or as a length, P1W", quoted)
		}
	default:
		if !strings.ContainsFunc(value, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			return "", errors.New(quoted + " has no word")
		}
	}
	return value, nil
}

var (
	amountForm = regexp.MustCompile(`^(>=|<=|~)?-?[0-9]+(\.[0-9]+)?( \S.*)?$`)
	lengthForm = regexp.MustCompile(`^P([0-9]+W|([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)$`)
)

// isDate tells whether a value is a length of time, or one or two moments of which
// one may be open.
func isDate(value string) bool {
	if lengthForm.MatchString(value) {
		return strings.ContainsAny(value, "0123456789") && !strings.HasSuffix(value, "T")
	}
	from, to, interval := strings.Cut(value, "/")
	if !interval {
		return isMoment(value)
	}
	open := func(s string) bool { return s == ".." }
	return (isMoment(from) || open(from)) && (isMoment(to) || open(to)) && !(open(from) && open(to))
}

func isMoment(s string) bool {
	return slices.ContainsFunc([]string{
		"2006", "2006-01", time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", time.RFC3339,
	}, func(layout string) bool {
		_, err := time.Parse(layout, s)
		return err == nil
	})
}
