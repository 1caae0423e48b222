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
	Function    Part = "function"    // a word without substance of its own
	Negation    Part = "negation"    // turns a statement into its contrary
	Hedge       Part = "hedge"       // weakens or strengthens how certain a statement is
	Attribution Part = "attribution" // tells who says it
	Title       Part = "title"       // stands before the name of a person
	Ceasing     Part = "ceasing"     // denies what it governs
)

// Sense tells the part of words by those around them: the first rule that
// holds decides.
type Sense struct {
	Words []string // in small letters
	Rules []Rule
	Else  Part
}

// Rule decides the part where all its conditions hold.
type Rule struct {
	Part       Part
	Conditions []Condition
}

// Condition holds where one of a list of words stands within reach.
type Condition struct {
	From, To int      // the places looked at, outward: 1 is the next word or sign, -1 the one before
	Near     []string // words and signs, or one of the classes below
	Until    []string // where the search ends, as Near
}

// Phrase is several words that are one.
type Phrase struct {
	Part   Part
	Key    string   // equal for phrases that say the same
	Words  []string // words and signs
	Unless []string // words or classes before which it is none
}

// Classes that may stand among the words of a rule.
const (
	Edge    = "<edge>"    // the beginning or the end of the text
	Sign    = "<sign>"    // any sign
	Speech  = "<speech>"  // a verb of speech
	Opening = "<quote>"   // a mark that opens a quotation
	Figure  = "<figure>"  // digits
	Word    = "<word>"    // any word
	Capital = "<capital>" // a word that begins with a capital
)

// Senses reads senses from lines: words, "=" and the part that they have else;
// below, for each rule, a tab, its part, ":" and the conditions, parted by "&": two
// places, the words near and, behind "|", those that end the search. Lines that begin
// with # are for the reader.
func Senses(text string) ([]Sense, error) {
	var senses []Sense
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '\t':
			part, conditions, ok := strings.Cut(line[1:], ": ")
			if !ok || len(senses) == 0 {
				return nil, fmt.Errorf("no rule: %q", line)
			}
			r := Rule{Part: Part(part)}
			for text := range strings.SplitSeq(conditions, " & ") {
				near, until, _ := strings.Cut(text, " | ")
				words := strings.Fields(near)
				if len(words) < 3 {
					return nil, fmt.Errorf("no condition: %q", text)
				}
				c := Condition{Near: words[2:], Until: strings.Fields(until)}
				if _, err := fmt.Sscan(words[0]+" "+words[1], &c.From, &c.To); err != nil {
					return nil, fmt.Errorf("no condition: %q", text)
				}
				r.Conditions = append(r.Conditions, c)
			}
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

// Phrases reads phrases from lines: the part, the key, the words and, if any, the
// words before which it is none, parted by "|".
func Phrases(text string) ([]Phrase, error) {
	var phrases []Phrase
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, " | ")
		if len(fields) < 3 {
			return nil, fmt.Errorf("no phrase: %q", line)
		}
		p := Phrase{Part: Part(fields[0]), Key: fields[1], Words: strings.Fields(fields[2])}
		if len(fields) > 3 {
			p.Unless = strings.Fields(fields[3])
		}
		phrases = append(phrases, p)
	}
	return phrases, nil
}
