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

// Widen adds to a selection what its claims and articles are joined with, which are
// one with them. The error wraps [ErrNoEntity] where one is not in the project.
func (s *Source) Widen(x Selection) (Selection, error) {
	for _, list := range []struct {
		kind change.Kind
		ids  *[]change.ID
	}{{annotate.KindClaim, &x.Claims}, {annotate.KindArticle, &x.Articles}} {
		var all []change.ID
		for _, id := range *list.ids {
			ref := change.Ref{Kind: list.kind, ID: id}
			if err := s.Live(ref); err != nil {
				return x, err
			}
			joined, err := s.Joined(ref)
			if err != nil {
				return x, err
			}
			all = append(all, joined...)
		}
		*list.ids = all
	}
	return x, nil
}

// Widen is [Source.Widen].
func (v *View) Widen(x Selection) (Selection, error) {
	return get(v, func(s *Source) (Selection, error) { return s.Widen(x) })
}
