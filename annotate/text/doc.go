// Package text holds what is true of any text: its canonical form, its units
// of counting, and its graphemes, words and sentences.
//
// Wrong offsets are among the most reported defects of annotation tools.
// Inside Claimtrace an offset counts Unicode code points of the canonical
// text; at every border it is converted by an [Offsets] table of that text.
// Nothing is normalised once offsets exist.
package text
