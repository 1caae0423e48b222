package adding

import (
	"fmt"

	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/store"
)

// newer says which of the articles that were added are later versions of others, and how many highlights
// wait there to be looked at.
func newer(s *session.Session, added []store.Added) (said []string, waits int, err error) {
	for _, a := range added {
		if !a.New || a.Again || a.Article.Supersedes == "" {
			continue
		}
		earlier, ok := s.ArticleRow(a.Article.Supersedes)
		if !ok {
			continue
		}
		n, err := s.View().Uncarried(a.Article.ID, "")
		if err != nil {
			return nil, 0, err
		}
		waits += n
		one := "a newer version of “" + earlier.Name() + "”"
		if n > 0 {
			one += fmt.Sprintf(", %s to look at", parts.Count(n, "highlight"))
		}
		said = append(said, one)
	}
	return said, waits, nil
}
