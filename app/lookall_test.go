//go:build look

package app

import "claimtrace/app/style"

// lookAt is the whole table.
func lookAt() (list []lookCase) {
	for page := range pages {
		for state := range states {
			for _, theme := range []style.Choice{style.AlwaysLite, style.AlwaysDark} {
				for screen := range screens {
					list = append(list, lookCase{theme, screen, state, page})
				}
			}
		}
	}
	return list
}
