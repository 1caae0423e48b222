//go:build !look

package app

import (
	"slices"

	"claimtrace/app/style"
)

// lookAt is a part of the table that takes a moment: the pages that show most, each
// in the state that asks most of it, in the least window.
func lookAt() (list []lookCase) {
	for _, c := range []struct {
		theme       style.Choice
		state, page string
	}{
		{style.AlwaysLite, "long names", "Read"},
		{style.AlwaysDark, "past", "Read"},
		{style.AlwaysDark, "sample", "Compare table"},
		{style.AlwaysLite, "long names", "Compare facts"},
		{style.AlwaysLite, "many", "Overview"},
		{style.AlwaysLite, "sample", "details"},
		{style.AlwaysDark, "without texts", "share"},
		{style.AlwaysLite, "long names", "package"},
		{style.AlwaysLite, "long names", "what a package brings"},
		{style.AlwaysDark, "sample", "to settle"},
		{style.AlwaysLite, "sample", "what came in"},
		{style.AlwaysLite, "sample", "coming in"},
		{style.AlwaysDark, "sample", "newer version"},
	} {
		list = append(list, lookCase{c.theme, 0,
			slices.IndexFunc(states, func(s state) bool { return s.name == c.state }),
			slices.IndexFunc(pages, func(p sighted) bool { return p.name == c.page })})
	}
	return list
}
