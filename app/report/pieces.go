package report

import (
	"strings"
	"unicode"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
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
func Pieces(o collate.Options, base, with string) []Piece {
	return piecesOf([]rune(base), []rune(with), o.Diff(base, with))
}

// piecesOf makes pieces of edits, whose offsets are code points.
func piecesOf(base, with []rune, edits []collate.Edit) []Piece {
	var pieces []Piece
	for _, e := range edits {
		old, now := string(base[e.BaseStart:e.BaseEnd]), string(with[e.Start:e.End])
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

// Means explains the kind of the piece.
func (p Piece) Means() string { return means(p.Kind) }

// Variant tells whether the piece is only another way to write the same, of
// which the page shows the text's own.
func (p Piece) Variant() bool {
	return p.Op == collate.Replace && p.Text != "" && trace.VoiceOf(p.Kind) == trace.Silent
}

// Labelled tells whether the kind stands written beside the change. Changes
// of wording and of mere form speak for themselves.
func (p Piece) Labelled() bool { return trace.Labelled(p.Kind) }

// means explains a kind of change, with its name.
func means(k collate.Kind) string {
	if m := trace.Means(k); m != "" {
		return string(k) + ": " + m
	}
	return ""
}
