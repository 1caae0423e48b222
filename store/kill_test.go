package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Killed at any moment of any work, a process leaves all that it acknowledged
// and nothing half done; a package, a backup, a new project is there whole, or
// the old one is, or none. And then the work can be done.
func TestKilled(t *testing.T) {
	turns := 3
	if long {
		turns = 500
	}
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		s := scripts[name]
		first := newScript(t, s)
		r := recorded(t, s, first)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(15, uint64(len(name))))
			for range turns {
				at := rng.IntN(len(r.events))
				folder := newScript(t, s)
				c := child(t, "script", name, folder, fmt.Sprint(at))
				said := c.output()
				did := strings.Count(said, "did\n")
				if rest := strings.ReplaceAll(said, "did\n", ""); rest != "" {
					t.Fatalf("killed at event %d of %d, it says %q", at, len(r.events), rest)
				}
				when := fmt.Sprintf("killed before event %d of %d, the %s of %s", at, len(r.events), r.events[at].Kind, filepath.Base(r.events[at].File))
				left := r.check(t, folder, when, did)
				if maps.Equal(left, r.holds[0]) {
					if err := s.work(folder, func() {}); err != nil {
						t.Errorf("%s: the work cannot be done then: %v", when, err)
					}
				}
				if t.Failed() {
					return
				}
			}
			t.Logf("%s: killed %d times, before any of %d writes and flushes", name, turns, len(r.events))
		})
	}
}
