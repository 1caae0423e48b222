package exchange

import (
	"fmt"
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

// noted is a note for a report.
func noted(note string, names []string) string {
	if note == "" && slices.Contains(names, "note") {
		return "The note was left out of the package that this came in."
	}
	return note
}

// reason is that of a claim's decision for a report.
func (c Claim) reason() string {
	if c.Reason == "" && slices.Contains(c.Withheld, "reason") {
		return "The reason was left out of the package that this came in."
	}
	return c.Reason
}

// notHere says how many values of the set were withheld, "" for none.
func (s Set) notHere() string {
	var names []string // in the order in which they come up
	count := map[string]int{}
	add := func(list []string) {
		for _, name := range list {
			if count[name]++; count[name] == 1 {
				names = append(names, name)
			}
		}
	}
	for _, a := range s.Articles {
		add(a.Withheld)
	}
	for _, c := range s.Claims {
		add(c.Withheld)
	}
	for _, n := range s.Annotations {
		add(n.Withheld)
	}
	if len(names) == 0 {
		return ""
	}
	for i, name := range names {
		if names[i] = fmt.Sprintf("%d %s", count[name], name); count[name] != 1 {
			names[i] += "s"
		}
	}
	return strings.Join(names, ", ") + " not here: left out of the package"
}
