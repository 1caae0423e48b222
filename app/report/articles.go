package report

import (
	"io"
	"time"

	"claimtrace/app/compare/trace"
)

// Pair is the page of two whole articles, paragraph beside paragraph.
type Pair struct {
	Made        Moment
	Base, Other Side
	Said        trace.Prose
	Kinds       []Kind
	Rows        []PairRow
}

// Side is one of the two articles.
type Side struct {
	Name, Title string
	Published   Moment
}

// PairRow is a paragraph of each article, or one that only one has.
type PairRow struct {
	Number        int
	Left, Right   []Piece // of the base, where only the words of the base count, and of the other
	InBase, Other bool
	Status        string // "left out", "added", "moved"; "" where both have it here
	Moved         int    // the number of the row where the other article has it; 0 if it did not move
}

// OfArticles makes the page of two articles, as made at the given time.
func OfArticles(a *trace.Articles, at time.Time) Pair {
	p := Pair{Made: moment(at.UTC()), Base: side(a.Base), Other: side(a.Other), Said: a.Summary(), Kinds: kindsOf(a.Counts())}
	base, other := a.Runes()
	for i, pair := range a.Pairs {
		row := PairRow{Number: i + 1, InBase: pair.In&trace.InBase > 0, Other: pair.In&trace.InOther > 0}
		pieces := piecesOf(base, other, pair.Edits)
		if pair.Moved >= 0 {
			row.Moved, row.Status = pair.Moved+1, "moved"
		} else if pair.In == trace.InBase {
			row.Status = "left out"
		} else if pair.In == trace.InOther {
			row.Status = "added"
		}
		if row.InBase {
			row.Left = pieces
		}
		if row.Other {
			row.Right = pieces
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

func side(a trace.Article) Side {
	return Side{a.Name(), trace.OneLine(a.Title), published(a.Published)}
}

// Write writes the page, as [Page.Write] does.
func (p Pair) Write(w io.Writer) error { return write(w, "articles.html", p) }
