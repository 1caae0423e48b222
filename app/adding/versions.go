package adding

import (
	"fmt"

	"claimtrace/app/parts"
	"claimtrace/store"
)

// tellNewer says above the page which of the articles that were added are newer versions of others, and leads to
// the highlights that wait there to be looked at.
func (x *Adding) tellNewer(added []store.Added) {
	s := x.w.Session()
	versions, waits, name := 0, 0, ""
	for _, a := range added {
		if !a.Newer {
			continue
		}
		later, _ := s.ArticleRow(a.ID)
		earlier, ok := s.ArticleRow(later.Supersedes)
		if !ok {
			continue
		}
		n, err := s.View().Uncarried(a.ID, "")
		if err != nil {
			x.w.Say(err)
			return
		}
		versions, waits, name = versions+1, waits+n, earlier.Name()
	}
	if versions == 0 {
		return
	}
	said := "A newer version of “" + name + "”"
	if versions > 1 {
		said = parts.Count(versions, "newer version")
	}
	if waits == 0 {
		x.w.Tell(said + " added")
		return
	}
	x.w.Offer(fmt.Sprintf("%s, %s to look at.", said, parts.Count(waits, "highlight")), "Look at them", x.w.Versions)
}
