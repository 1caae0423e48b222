package collate

import "strings"

// Kind tells what sort of change an edit or a column is. The empty kind means
// that nothing changed.
type Kind string

const (
	KindSpelling    Kind = "spelling"    // variants of one word, name, number or date: Kyiv/Kiev, "one week"/"a week"
	KindPunctuation Kind = "punctuation" // signs and spacing
	KindNumber      Kind = "number"      // a figure, its unit or its bound: 47/74, "100"/"over 100"
	KindDate        Kind = "date"        // when
	KindName        Kind = "name"        // another person, place or body
	KindNegation    Kind = "negation"    // a statement and its contrary
	KindHedge       Kind = "hedge"       // certainty added or lost: "may", "reportedly", "claimed"
	KindAttribution Kind = "attribution" // who says it, and by what verb
	KindQuotation   Kind = "quotation"   // words inside quotation marks altered, added or lost; the marks
	KindWording     Kind = "wording"     // all else
)

// weight orders kinds by how much they matter where several meet in one
// change that cannot be divided.
var weight = map[Kind]int{
	KindNegation: 9, KindHedge: 8, KindDate: 7, KindNumber: 6, KindQuotation: 5,
	KindAttribution: 4, KindName: 3, KindWording: 2, KindSpelling: 1, KindPunctuation: 0,
}

func heavier(a, b Kind) Kind {
	if weight[b] > weight[a] {
		return b
	}
	return a
}

// kindOfRole is the kind of a change that adds or drops a token.
func kindOfRole(l lexeme) Kind {
	switch l.role {
	case quantified:
		if l.soft {
			return KindWording
		}
		return KindNumber
	case bounding:
		return KindNumber
	case dated:
		return KindDate
	case named:
		return KindName
	case negating:
		return KindNegation
	case hedging:
		return KindHedge
	case attributing:
		return KindAttribution
	case marking:
		return KindPunctuation
	case quoting:
		return KindQuotation
	}
	return KindWording
}

// kindOfVariant is the kind of the change between two tokens with one key.
func kindOfVariant(a lexeme) Kind {
	if a.Type == Punctuation {
		return KindPunctuation
	}
	return KindSpelling
}

// kindOfPair is the kind of the change between two tokens of one role with different keys.
func kindOfPair(a, b lexeme) Kind {
	switch {
	case a.role == quantified && unitLeftOut(quantityOfKey(a.key), quantityOfKey(b.key)):
		return KindWording
	case a.role == dated && yearLeftOut(a.key, b.key):
		return KindWording
	case a.role == named && (demonym(a.key, b.key) || demonym(b.key, a.key)):
		return KindWording
	}
	return kindOfHard(a)
}

// kindOfHard is kindOfRole for a token whose counterpart is of the same role:
// "a week" beside "two weeks" is a number.
func kindOfHard(l lexeme) Kind {
	l.soft = false
	return kindOfRole(l)
}

// kindOfRewrite is the kind of a change that puts the tokens b in the place of
// a, where no more of them can be paired. Both sides hold tokens.
func kindOfRewrite(a, b []lexeme) Kind {
	ta, tb := tallyOf(a), tallyOf(b)
	switch {
	case ta.words+tb.words == 0 && ta.count[quoting] == tb.count[quoting]:
		return KindPunctuation
	case ta.words+tb.words == 0:
		return KindQuotation
	case ta.count[negating] != tb.count[negating]:
		return KindNegation
	case ta.count[negating] > 0 && ta.count[negating] == ta.words && tb.count[negating] == tb.words:
		return KindNegation
	case ta.hedges != tb.hedges:
		return KindHedge
	case ta.count[dated] != tb.count[dated]:
		return KindDate
	case ta.numbers != tb.numbers:
		return KindNumber
	case ta.quoted || tb.quoted || ta.count[quoting] != tb.count[quoting]:
		return KindQuotation
	case ta.count[attributing]+tb.count[attributing] > 0:
		return KindAttribution
	case ta.namesOnly() && tb.namesOnly() && ta.count[named]+tb.count[named] > 0:
		return KindName
	}
	return KindWording
}

// tally counts what a stretch of tokens holds.
type tally struct {
	words    int
	count    [quoting + 1]int
	articles int
	numbers  int    // hard numbers and bounds
	hedges   string // the hedging words, in order
	quoted   bool   // a word stands inside quotation marks
}

// namesOnly reports whether there are no words but names, articles and, beside
// a name, other function words.
func (t tally) namesOnly() bool {
	if t.count[named] == 0 {
		return t.articles == t.words
	}
	return t.count[named]+t.count[function] == t.words
}

func tallyOf(ls []lexeme) tally {
	t := tally{}
	var hedges strings.Builder
	for _, l := range ls {
		t.count[l.role]++
		if l.Type == Punctuation {
			continue
		}
		t.words++
		t.quoted = t.quoted || l.quoted
		switch {
		case l.key == "the" || l.key == "a" || l.key == "an":
			t.articles++
		case l.role == hedging:
			hedges.WriteString(l.key + " ")
		case l.role == bounding || l.role == quantified && !l.soft:
			t.numbers++
		}
	}
	t.hedges = hedges.String()
	return t
}

// longestName is how many tokens a name with its titles may have.
const longestName = 12

// isSource reports whether ls[from:to] stands where the one who says it does:
// "Peskov said", "according to Peskov", "said Peskov".
func isSource(ls []lexeme, from, to int) bool {
	after := to
	for after < min(len(ls), to+longestName) && (ls[after].role == named || ls[after].key == "has" || ls[after].key == "had") {
		after++
	}
	if after < len(ls) && speechVerbs.has(strings.ToLower(ls[after].Text)) {
		return true
	}
	before := from - 1
	for before >= max(0, from-longestName) && (partOfName(ls[before]) || ls[before].key == "the") {
		before--
	}
	if before >= 1 && ls[before].key == "to" && ls[before-1].key == "according" {
		return true
	}
	ends := after == len(ls) || ls[after].Type == Punctuation
	return ends && before >= 0 && ls[before].key != "told" && speechVerbs.has(ls[before].key)
}
