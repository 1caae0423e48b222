package preferences

import (
	"os"
	"os/user"
	"strings"

	"claimtrace/annotate"
)

// ReviewerName is the name of the person at work: the first that is not empty
// of what was said for this call, the environment's CLAIMTRACE_REVIEWER, the
// saved preference, and the system's user name.
func ReviewerName(said string) string {
	for _, name := range []string{said, os.Getenv("CLAIMTRACE_REVIEWER"), Load().Reviewer} {
		if name = annotate.Typed(strings.TrimSpace(name)); name != "" {
			return name
		}
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username[strings.LastIndexByte(u.Username, '\\')+1:] // without the domain that Windows puts before it
}
