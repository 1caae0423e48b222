package collate

import (
	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// stretch is a run of tokens of one side with the kind of its loss or addition.
type stretch struct {
	from, to int // tokens
	kind     Kind
}

// split divides the tokens ls[from:to], which only one side has, into
// stretches of one kind: by clause, then where a date, a number and the words
// of certainty and source stand side by side.
func split(ls []reading.Lexeme, from, to int) []stretch {
	if to-from <= 1 {
		if from == to {
			return nil
		}
		return []stretch{{from, to, kindOfStretch(ls, from, to)}}
	}
	var out []stretch
	for _, c := range clauses(ls, from, to) {
		if c.kind == KindQuotation {
			out = append(out, c)
			continue
		}
		out = append(out, splitClause(ls, c.from, c.to)...)
	}
	return joinStretches(out)
}

// clauses cuts at punctuation; a sign goes with the words before it, at the
// beginning with those after it, except the mark that closes a quotation.
// Quotations that begin and end here are kept whole.
func clauses(ls []reading.Lexeme, from, to int) []stretch {
	var out []stretch
	start, hasWord := from, false
	for i := from; i < to; i++ {
		if end := wholeQuotation(ls, i, to); end > 0 {
			if start < i {
				out = append(out, stretch{from: start, to: i})
			}
			out = append(out, stretch{i, end, KindQuotation})
			start, hasWord, i = end, false, end-1
			continue
		}
		if ls[i].Role == reading.Quoting && !hasWord && (i+1 == to || !ls[i+1].Quoted) {
			out = append(out, stretch{from: start, to: i + 1})
			start = i + 1
			continue
		}
		if ls[i].IsWord() {
			if hasWord && ls[i-1].Role == reading.Marking && !joinsWords(&ls[i-1]) {
				out = append(out, stretch{from: start, to: i})
				start = i
			}
			hasWord = true
		}
	}
	if start < to {
		out = append(out, stretch{from: start, to: to})
	}
	return out
}

// joinsWords reports signs inside a compound, which end no clause.
func joinsWords(l *reading.Lexeme) bool {
	return l.Key == "-" || l.Key == "/" || l.Key == "'" || l.Key == "&"
}

// wholeQuotation gives the end of the quotation that token i opens, if it ends
// before token to, else 0.
func wholeQuotation(ls []reading.Lexeme, i, to int) int {
	if ls[i].Role != reading.Quoting || i+1 >= to || !ls[i+1].Quoted {
		return 0
	}
	for k := i + 1; k < to; k++ {
		if !ls[k].Quoted {
			return k + 1
		}
	}
	return 0
}

// splitClause divides one clause. Strong tokens are dates, numbers, and as one
// group negation, hedge and attribution; between two of different sorts the
// cut comes before the function words that lead to the second.
func splitClause(ls []reading.Lexeme, from, to int) []stretch {
	var out []stretch
	start, last := from, -1
	for i := from; i < to; i++ {
		if sortOf(&ls[i]) == 0 {
			continue
		}
		if last >= 0 && sortOf(&ls[i]) != sortOf(&ls[last]) {
			cut := i
			for cut > last+1 && (ls[cut-1].Role == reading.Function || ls[cut-1].Role == reading.Bounding) {
				cut--
			}
			out = append(out, splitDate(ls, start, cut)...)
			start = cut
		}
		last = i
	}
	return append(out, splitDate(ls, start, to)...)
}

// manyWords is how many words of content beside a date are a statement of their own.
const manyWords = 3

// splitDate gives the stretch ls[from:to] its kind, and parts a date from a
// statement beside it: "the mayor signed the law", "on Monday".
func splitDate(ls []reading.Lexeme, from, to int) []stretch {
	start, end := from, to // of the dates with the function words before them
	for i := to - 1; i >= from; i-- {
		if partOf(&ls[i]) == reading.Dated {
			start = i
		}
	}
	if partOf(&ls[start]) != reading.Dated {
		return []stretch{{from, to, kindOfStretch(ls, from, to)}}
	}
	for end > start && partOf(&ls[end-1]) != reading.Dated {
		end--
	}
	for start > from && (ls[start-1].Role == reading.Function || ls[start-1].Role == reading.Bounding) {
		start--
	}
	if contentWords(ls[from:start]) < manyWords {
		start = from
	}
	if contentWords(ls[end:to]) < manyWords {
		end = to
	}
	var out []stretch
	for _, s := range [][2]int{{from, start}, {start, end}, {end, to}} {
		if s[0] < s[1] {
			out = append(out, stretch{s[0], s[1], kindOfStretch(ls, s[0], s[1])})
		}
	}
	return out
}

func contentWords(ls []reading.Lexeme) int {
	n := 0
	for i := range ls {
		if ls[i].IsWord() && ls[i].Role != reading.Function {
			n++
		}
	}
	return n
}

// sortOf gives the sort of a strong token, 0 for the others.
func sortOf(l *reading.Lexeme) int {
	switch kindOfRole(l) {
	case KindNumber:
		return 1
	case KindDate:
		return 2
	case KindNegation, KindHedge, KindAttribution:
		return 3
	}
	return 0
}

// fewWords is how many words a clause may have to count as the mention of a name.
const fewWords = 5

// kindOfStretch is the kind of adding or dropping the tokens ls[from:to]. A
// name counts only in a clause of few words, and not where it makes another longer.
func kindOfStretch(ls []reading.Lexeme, from, to int) Kind {
	if formOfName(ls, from, to) || formOfDate(ls, from, to) {
		return KindSpelling
	}
	if namesSource(ls, from, to) {
		return KindAttribution
	}
	kind, wordCount, quoted, swapped := KindPunctuation, 0, false, false
	for i := from; i < to; i++ {
		l := &ls[i]
		quoted = quoted || l.Quoted && l.IsWord() || l.Role == reading.Quoting
		swapped = swapped || l.Swapped && l.Role == reading.Named
		switch {
		case !l.IsWord():
			continue
		case l.Role == reading.Named:
			kind = heavier(kind, KindWording)
		default:
			kind = heavier(kind, kindOfRole(l))
		}
		wordCount++
	}
	for i := from; i < to && wordCount <= fewWords; i++ {
		switch {
		case ls[i].Role != reading.Named:
		case reading.IsSource(ls, i, i+1):
			kind = heavier(kind, KindAttribution)
		case !ls[i].Carried && !extendsName(ls, i, from, to):
			kind = heavier(kind, KindName)
		}
	}
	if swapped && weight(kind) <= weight(KindAttribution) {
		return KindName // who does it to whom
	}
	if quoted {
		kind = heavier(kind, KindQuotation)
	}
	if kind == KindWording && wordCount <= fewWords && reading.IsSource(ls, from, to) && from > 0 && (ls[from-1].Role == reading.Named || ls[from-1].Has(reading.IsSourceNoun)) {
		return KindAttribution // "Ukraine's air force said", "Ukraine said"
	}
	return kind
}

// namesSource reports whether the tokens ls[from:to] are no more than the mention of
// a source: "Officials:" at the beginning, "– officials", "per officials" and "(AFP)" at the
// end, "the mayor" beside "said".
func namesSource(ls []reading.Lexeme, from, to int) bool {
	words, source, agency := 0, false, false
	for i := from; i < to; i++ {
		l := &ls[i]
		if !l.IsWord() {
			continue
		}
		words++
		titled := l.Has(reading.IsTitle|reading.IsSourceNoun) && l.Role != reading.Function
		if !titled && l.Role != reading.Named && l.Role != reading.Function || l.Quoted {
			return false
		}
		source = source || titled || l.Role == reading.Named && l.Has(reading.IsAgency)
		agency = agency || l.Has(reading.IsAgency)
	}
	if words == 0 || words > fewWords {
		return false
	}
	first, last := &ls[from], &ls[to-1]
	begins := from == 0 || isEnd(&ls[from-1])
	ends := to == len(ls) || isEnd(&ls[to])
	switch {
	case begins && (last.Key == ":" || to < len(ls) && ls[to].Key == ":"):
		return true
	case !source:
		return false
	case ends && (isDash(first) || from > 0 && isDash(&ls[from-1])):
		return true
	case first.Key == en.Per, first.Key == "," && to-from > 1 && ls[from+1].Key == en.Per:
		return true
	case first.Key == "(" && last.Key == ")":
		return agency
	}
	return words > 1 && first.Role == reading.Function && reading.IsSource(ls, from, to)
}

// isDash reports a dash between clauses.
func isDash(l *reading.Lexeme) bool { return l.Key == "—" || l.Key == "-" && !l.IsWord() }

// isEnd reports a sign that ends a sentence.
func isEnd(l *reading.Lexeme) bool {
	return l.Key == "." || l.Key == "!" || l.Key == "?" || l.Key == "…"
}

// joinStretches makes one of neighbours of one kind.
func joinStretches(in []stretch) []stretch {
	var out []stretch
	for _, s := range in {
		if n := len(out); n > 0 && out[n-1].kind == s.kind {
			out[n-1].to = s.to
			continue
		}
		out = append(out, s)
	}
	return out
}
