// Package collate compares wordings: how one text differs from another, and
// how any number of witnesses of a claim stand beside each other.
//
// It works on words, never on characters. [Tokenize] cuts a text into tokens in
// which a number keeps its unit ("minus 30 degrees") and a date its parts
// ("February 1"). [Fold] gives each a key that is equal for what says the same
// (Kyiv and Kiev, 6,000 and "six thousand") and never for numbers that differ.
//
// [Diff] aligns the keys of two texts and tells each change by its [Kind], so that a
// reader can hide spelling and punctuation and look at numbers, negation and
// hedges first:
//
//	The storm killed 47 people in Kiev on Friday.
//	The storm may have killed 74 people in Kyiv.
//
//	insert   ""           "may have "  hedge
//	replace  "47"         "74"         number
//	replace  "Kiev"       "Kyiv"       spelling
//	delete   " on Friday" ""           date
//
// [Collate] aligns all witnesses at once, the same way whatever their order.
//
// The way of a text: scan.go cuts it into pieces; number.go, date.go and name.go
// tell what they are; fold.go gives keys; token.go puts it together. The way of a diff:
// align.go pairs equal tokens with the help of engine.go, pairing.go numbers
// with numbers, rewrite.go and split.go divide the rest by kind, layout.go makes
// edits of it. The way of a table: grid.go adds witness after witness by the
// scores of score.go, table.go joins columns, move.go finds moved passages.
//
// What the package knows of words stands in lists meant to be extended:
// lexicon.go (negation, hedges, attribution), variants.go (spellings), units.go,
// and known names in name.go. The lists are English; other languages are aligned
// just as well, but with kinds of wording, number and punctuation only. The
// pairs in kinds_test.go teach what each kind means.
package collate
