package report

import (
	"strings"
	"unicode"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/text"
)

// Piece is a stretch of a text that is compared with a base, ready to be
// shown: the words that the base has there, and those of the text itself.
type Piece struct {
	Op         collate.Op
	Kind       collate.Kind // "" for what is equal
	Left       string       // white space before the words
	Base, Text string       // without white space at their ends; "" where one has nothing
	Right      string       // white space after the words
}

// Pieces compares a text with a base, word by word.
func Pieces(base, with string) []Piece {
	from, to := text.NewOffsets(base), text.NewOffsets(with)
	var pieces []Piece
	for _, e := range collate.Diff(base, with) {
		old, now := from.Slice(e.BaseStart, e.BaseEnd), to.Slice(e.Start, e.End)
		if e.Op == collate.Equal {
			pieces = append(pieces, Piece{Op: e.Op, Text: now})
			continue
		}
		p := Piece{Op: e.Op, Kind: e.Kind, Base: strings.TrimSpace(old), Text: strings.TrimSpace(now)}
		shown := now
		if p.Text == "" && p.Base != "" {
			shown = old
		}
		rest := strings.TrimLeftFunc(shown, unicode.IsSpace)
		p.Left = shown[:len(shown)-len(rest)]
		p.Right = rest[len(strings.TrimRightFunc(rest, unicode.IsSpace)):]
		pieces = append(pieces, p)
	}
	return pieces
}
