package main

import (
	"fmt"
	"strings"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/collate/aligned"
)

// words measures the pairs of words that edits and moves tell by those that people found.
func (m *measurement) words() {
	pairs, err := aligned.Pairs()
	if err != nil && m.err == nil {
		m.err = err
		return
	}
	var tuned, heldOut aligned.Count
	for _, p := range pairs {
		edits, moves := collate.Options{}.DiffWords(p.A, p.B)
		told := aligned.Told(p.A, p.B, edits, append(moves, collate.Collate([]string{p.A, p.B}).Moves...))
		if p.HeldOut {
			heldOut.Add(told, p.Words)
			continue
		}
		tuned.Add(told, p.Words)
		if m.verbose == "words" {
			printWords(p, told)
		}
	}
	for _, half := range []struct {
		name string
		aligned.Count
	}{{"tuned", tuned}, {"held out", heldOut}} {
		fmt.Printf("%-44s precision %.3f  recall %.3f  F1 %.3f\n", "words paired, "+half.name, half.Precision(), half.Recall(), half.F1())
	}
}

// printWords prints the pairs that are told and are none, and those that are not told.
func printWords(p aligned.Pair, told aligned.Set) {
	inA, inB := aligned.Words(p.A), aligned.Words(p.B)
	list := func(mark string, these, those aligned.Set) {
		var out []string
		for i, x := range inA {
			for k, y := range inB {
				_, is := these[[2]int{i, k}]
				if _, other := those[[2]int{i, k}]; is && !other {
					out = append(out, string([]rune(p.A)[x.Start:x.End])+"·"+string([]rune(p.B)[y.Start:y.End]))
				}
			}
		}
		fmt.Printf("   %s %s\n", mark, strings.Join(out, "  "))
	}
	fmt.Printf("%s\n%s\n", p.A, p.B)
	list("wrong: ", told, p.Words)
	list("missed:", p.Words, told)
}
