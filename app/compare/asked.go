package compare

import (
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/store"
)

// asked is what is to be compared, and how that is shown.
type asked struct {
	// Options tell what the project holds equal, from the next call of Compare
	// or CompareArticles on.
	Options collate.Options

	claim     store.ClaimRow
	witnesses []store.Witness // in order of publication
	pair      *pairOf         // of whole articles; nil while a claim is shown
	base      int             // the witness that is the baseline
	before    bool            // each is compared with the one before it instead
	layout    Layout
	on        kindSet // the kinds that are marked
	onFacts   factSet // the same of facts
}

// Several tells whether passages of a claim are compared, more than one.
func (a *asked) Several() bool { return a.pair == nil && len(a.witnesses) > 1 }

// Articles tells whether whole articles are shown, and which.
func (a *asked) Articles() (base, other Article, ok bool) {
	if a.pair == nil {
		return base, other, false
	}
	return a.pair.base, a.pair.other, true
}

// empty tells whether there is nothing to show.
func (a *asked) empty() bool { return a.pair == nil && a.claim.ID == "" }

// name is that of what is shown: of a claim, or of two articles.
func (a *asked) name() string {
	if a.pair != nil {
		return a.pair.name()
	}
	return string(a.claim.ID)
}

// find returns the witness of an annotation, −1 if there is none.
func (a *asked) find(id annotate.ID) int {
	return slices.IndexFunc(a.witnesses, func(w store.Witness) bool { return w.ID == id })
}

// against is what each witness is compared with.
func (a *asked) against() trace.Options {
	return trace.Options{Options: a.Options, Base: a.base, Before: a.before}
}

// isBase tells whether a witness is the one that all others are compared with.
func (a *asked) isBase(i int) bool { return i == a.base && !a.before && len(a.witnesses) > 1 }

// same tells whether what is compared is the same, however it is shown.
func (a *asked) same(b *asked) bool {
	return a.pair == b.pair && a.claim.ID == b.claim.ID && slices.Equal(a.claim.Marks, b.claim.Marks) &&
		slices.Equal(a.witnesses, b.witnesses)
}

// severalOfOne tells whether several of the passages are of one article.
func (a *asked) severalOfOne() bool {
	for i, w := range a.witnesses {
		if trace.Name(a.witnesses, i) != trace.Outlet(w) {
			return true
		}
	}
	return false
}

// comparedWith tells what each source is compared with.
func (a *asked) comparedWith() string {
	if a.before {
		return "Each source against the one before"
	}
	return "Against " + trace.Name(a.witnesses, a.base)
}
