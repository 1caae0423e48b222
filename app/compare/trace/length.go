package trace

import (
	"strconv"
	"strings"
)

// units are those of a length of time in ISO 8601, before the T and behind it.
var units = [2]map[byte]string{
	{'Y': "year", 'M': "month", 'W': "week", 'D': "day"},
	{'H': "hour", 'M': "minute", 'S': "second"},
}

// lengthWords says a length of time: "1 week", "1 year 6 months"; what is none as it stands.
func lengthWords(iso string) string {
	var words []string
	date, clock, timed := strings.Cut(strings.TrimPrefix(iso, "P"), "T")
	for i, rest := range []string{date, clock} {
		for rest != "" {
			digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
			n, err := strconv.Atoi(rest[:digits])
			if err != nil || digits == len(rest) || units[i][rest[digits]] == "" {
				return iso
			}
			words = append(words, Count(n, units[i][rest[digits]]))
			rest = rest[digits+1:]
		}
	}
	if len(words) == 0 || timed && clock == "" {
		return iso
	}
	return strings.Join(words, " ")
}
