package bidi

import (
	"slices"
	"unicode/utf8"

	ucd "golang.org/x/text/unicode/bidi"
)

// maxBrackets is how many brackets may be open at a time; one more, and no
// further pair is sought (BD16).
const maxBrackets = 63

// pair is a pair of brackets, by their places in the sequence.
type pair struct{ open, end int }

// brackets applies rule N0: both brackets of a pair take the same direction.
func (s *sequence) brackets() {
	own := direction(s.level)
	for _, b := range s.pairs() {
		inside := ucd.ON
		for k := b.open + 1; k < b.end && inside != own; k++ {
			if c := strong(s.class[k]); c != ucd.ON {
				inside = c
			}
		}
		switch inside {
		case ucd.ON:
			continue
		case own:
		default:
			if s.before(b.open) != inside {
				inside = own
			}
		}
		s.turn(b.open, inside)
		s.turn(b.end, inside)
	}
}

// before returns the direction of the last letter or number before k.
func (s *sequence) before(k int) ucd.Class {
	for k--; k >= 0; k-- {
		if c := strong(s.class[k]); c != ucd.ON {
			return c
		}
	}
	return s.sos
}

// turn gives a bracket, and the marks on it, a direction.
func (s *sequence) turn(k int, c ucd.Class) {
	s.class[k] = c
	for k++; k < len(s.at) && s.p.class[s.at[k]] == ucd.NSM; k++ {
		s.class[k] = c
	}
}

// pairs finds the pairs of brackets (BD16), in the order of the opening ones.
func (s *sequence) pairs() []pair {
	type opened struct {
		closing rune
		k       int
	}
	var stack []opened
	var pairs []pair
	for k, i := range s.at {
		if s.class[k] != ucd.ON {
			continue
		}
		r := s.p.runes[i]
		properties, _ := ucd.LookupRune(r)
		switch {
		case !properties.IsBracket():
		case properties.IsOpeningBracket():
			if len(stack) == maxBrackets {
				return sorted(pairs)
			}
			stack = append(stack, opened{canonical(counterpart(r)), k})
		default:
			for d := len(stack) - 1; d >= 0; d-- {
				if stack[d].closing == canonical(r) {
					pairs = append(pairs, pair{stack[d].k, k})
					stack = stack[:d]
					break
				}
			}
		}
	}
	return sorted(pairs)
}

func sorted(pairs []pair) []pair {
	slices.SortFunc(pairs, func(a, b pair) int { return a.open - b.open })
	return pairs
}

// counterpart returns the other bracket of a pair.
func counterpart(r rune) rune {
	c, _ := utf8.DecodeRuneInString(ucd.ReverseString(string(r)))
	return c
}

// canonical returns the closing bracket to which another one is canonically
// equivalent; Unicode has one such pair.
func canonical(r rune) rune {
	if r == '\u232A' {
		return '\u3009'
	}
	return r
}
