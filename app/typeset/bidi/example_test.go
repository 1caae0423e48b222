package bidi_test

import (
	"fmt"
	"strings"

	"claimtrace/app/typeset/bidi"
)

// A line whose words and spaces are set one by one. Each of them is of one
// level here; else it would have to be cut where the level changes.
func Example() {
	line := "He wrote שלום עולם and left."
	levels, rtl := bidi.Levels([]rune(line))
	var pieces []uint8 // their levels
	at := 0
	for _, word := range strings.SplitAfter(line, " ") {
		word, space := strings.CutSuffix(word, " ")
		pieces = append(pieces, levels[at])
		at += len([]rune(word))
		if space {
			pieces = append(pieces, levels[at])
			at++
		}
	}
	fmt.Println(rtl, bidi.Order(pieces))
	// Output: false [0 1 2 3 6 5 4 7 8 9 10]
}
