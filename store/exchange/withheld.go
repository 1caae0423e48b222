package exchange

import (
	"slices"
	"strings"
)

// What was left out of the package that something came in is empty in its record, and
// its record names it. Each format says so in a place of its own, where a reader does not
// take it for what it stands for.

// withheld says which fields were, "" where none was.
func withheld(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "withheld: " + strings.Join(names, ", ")
}

// reason is that of a claim's decision for a report.
func (c Claim) reason() string {
	if c.Reason == "" && slices.Contains(c.Withheld, "reason") {
		return "The reason was left out of the package that this came in."
	}
	return c.Reason
}
