// Package language says in which form a language is known: as lists without
// code, one package for each, of which [claimtrace/annotate/language/en] is the first.
package language

import (
	"fmt"
	"strings"
)

// Part is what a word contributes to the meaning of a sentence.
type Part string

const (
	Plain       Part = "plain"       // a word of content
	Negation    Part = "negation"    // turns a statement into its contrary
	Hedge       Part = "hedge"       // weakens or strengthens how certain a statement is
	Attribution Part = "attribution" // tells who says it
)

// Sense tells the part of words by those around them: the first rule that
// holds decides.
type Sense struct {
	Words []string // in small letters
	Rules []Rule
	Else  Part
}

// Rule holds where one of a list of words stands within reach.
type Rule struct {
	From, To int      // the places looked at, outward: 1 is the next word or sign, -1 the one before
	Near     []string // words and signs, or one of the classes below
	Until    []string // where the search ends, as Near
	Part     Part
}

// Classes that may stand among the words of a rule.
const (
	Edge    = "<edge>"   // the beginning or the end of the text
	Sign    = "<sign>"   // any sign
	Speech  = "<speech>" // a verb of speech
	Opening = "<quote>"  // a mark that opens a quotation
	Figure  = "<figure>" // digits
)

// Senses reads senses from lines: words, "=" and the part that they have else;
// below, for each rule, a tab, the two places, the part, ":", the words near
// and, behind "|", those that end the search. Lines that begin with # are for the reader.
func Senses(text string) ([]Sense, error) {
	var senses []Sense
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '\t':
			var r Rule
			head, tail, _ := strings.Cut(line, ":")
			if _, err := fmt.Sscan(head, &r.From, &r.To, &r.Part); err != nil || len(senses) == 0 {
				return nil, fmt.Errorf("no rule: %q", line)
			}
			near, until, _ := strings.Cut(tail, " | ")
			r.Near, r.Until = strings.Fields(near), strings.Fields(until)
			s := &senses[len(senses)-1]
			s.Rules = append(s.Rules, r)
		default:
			words, part, ok := strings.Cut(line, " = ")
			if !ok {
				return nil, fmt.Errorf("no sense: %q", line)
			}
			senses = append(senses, Sense{Words: strings.Fields(words), Else: Part(part)})
		}
	}
	return senses, nil
}
