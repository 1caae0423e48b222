package exchange

import "strings"

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
