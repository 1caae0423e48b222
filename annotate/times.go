package annotate

import (
	"fmt"
	"strings"
	"time"
)

var timeLayouts = []string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02",
}

// ParseTime reads a moment of the log: RFC 3339, or a date with or without a
// time of day, then taken as UTC. What articles say of their publication is
// read by [ParsePublication].
func ParseTime(s string) (time.Time, error) {
	s = strings.TrimSpace(s)
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			if t.Year() < 1 {
				break
			}
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a time: write it like 2026-01-29T21:00:00Z or 2026-01-29", s)
}
