package read

import (
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// Selection says what of a project is meant, for packages, exports and reports: the
// passages that fit all of it, with what they need, and what it names itself. A list
// that is empty lets any pass; a selection of nothing is all.
type Selection struct {
	Claims    []change.ID      `json:"claims,omitempty"`
	Articles  []change.ID      `json:"articles,omitempty"`
	Reviewers []change.ID      `json:"reviewers,omitempty"`
	Verdict   annotate.Verdict `json:"verdict,omitempty"`
}

// All tells whether all is meant.
func (x Selection) All() bool {
	return len(x.Claims)+len(x.Articles)+len(x.Reviewers) == 0 && x.Verdict == ""
}

// Has tells whether a passage is meant.
func (x Selection) Has(n annotate.Annotation) bool {
	return among(x.Claims, n.Claim) && among(x.Articles, n.Article) && among(x.Reviewers, n.Reviewer) && (x.Verdict == "" || x.Verdict == n.Verdict)
}

func among(list []change.ID, id change.ID) bool { return len(list) == 0 || slices.Contains(list, id) }

// Names tells whether the selection names an entity.
func (x Selection) Names(id change.ID) bool {
	return slices.Contains(x.Claims, id) || slices.Contains(x.Articles, id) || slices.Contains(x.Reviewers, id)
}
