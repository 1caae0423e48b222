package collate_test

import (
	"fmt"
	"strings"

	"claimtrace/annotate/collate"
)

func ExampleDiff() {
	base := "The storm killed 47 people in Kiev on Friday."
	text := "The storm may have killed 74 people in Kyiv."
	from, to := []rune(base), []rune(text)
	for _, e := range collate.Diff(base, text) {
		if e.Op != collate.Equal {
			fmt.Printf("%s %q %q %s\n", e.Op, string(from[e.BaseStart:e.BaseEnd]), string(to[e.Start:e.End]), e.Kind)
		}
	}
	// Output:
	// insert "" "may have " hedge
	// replace "47" "74" number
	// replace "Kiev" "Kyiv" spelling
	// delete " on Friday" "" date
}

func ExampleCollate() {
	table := collate.Collate([]string{
		"The mayor confirmed 47 deaths.",
		"The mayor did not confirm any deaths.",
		"The mayor confirmed 74 deaths on Friday.",
	})
	for _, column := range table.Columns {
		words := make([]string, len(column.Cells))
		for i, cell := range column.Cells {
			words[i] = "-"
			if cell != nil {
				words[i] = cell.Text
			}
		}
		fmt.Printf("%s: %s\n", column.Kind, strings.Join(words, " | "))
	}
	// Output:
	// : The mayor | The mayor | The mayor
	// negation: - | did not | -
	// attribution: confirmed | confirm | confirmed
	// number: 47 | - | 74
	// wording: - | any | -
	// : deaths | deaths | deaths
	// date: - | - | on Friday
	// : . | . | .
}
