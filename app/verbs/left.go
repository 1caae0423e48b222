package verbs

import (
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store"
)

// Left says in one line what an undo or redo left as it is and why, "" where it
// left nothing.
func Left(list []store.Left) string {
	var parts []string
	for _, l := range list {
		part := what(l) + ", " + why(l)
		if len(parts) == 0 || parts[len(parts)-1] != part {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "left as it is: " + strings.Join(parts, "; ")
}

func what(l store.Left) string {
	name := string(l.Kind) + " " + annotate.Quoted(l.Name)
	if l.Register == change.Life {
		return name
	}
	return fmt.Sprintf("the %s of %s", strings.ReplaceAll(l.Register, "_", " "), name)
}

func why(l store.Left) string {
	switch l.Why {
	case change.WhyReplaced:
		return "which was changed since"
	case change.WhyOthers:
		return "on which work of " + l.Who + " hangs"
	case change.WhyWorked:
		return "on which " + l.Who + " has worked"
	case change.WhyMine:
		return "on which other work of yours hangs"
	}
	return "which is not as the undo left it"
}
