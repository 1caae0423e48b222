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

// lengthWords says a length of time of one unit: "1 week"; any other as it stands.
func lengthWords(iso string) string {
	rest, behind := strings.CutPrefix(strings.TrimPrefix(iso, "P"), "T")
	of := units[0]
	if behind {
		of = units[1]
	}
	n := strings.TrimRight(rest, "YMWDHS")
	if n == "" || strings.Trim(n, "0123456789") != "" || len(rest) != len(n)+1 || of[rest[len(n)]] == "" {
		return iso
	}
	if count, err := strconv.Atoi(n); err == nil {
		return Count(count, of[rest[len(n)]])
	}
	return iso
}
