//go:build !faults

package app

import "claimtrace/app/style"

// lookAt is a part of the table that takes a moment: each page once, each time in
// another state.
func lookAt() (list []lookCase) {
	for page := range pages {
		c := lookCase{style.AlwaysLite, page % 2, 3 + page%(len(states)-3), page}
		if page%3 == 1 {
			c.theme = style.AlwaysDark
		}
		list = append(list, c)
	}
	return list
}
