package collate

import (
	"slices"
	"strings"
	"unicode"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// Kind tells what sort of change an edit or a column is. The empty kind means
// that nothing changed.
type Kind string

const (
	KindSpelling    Kind = "spelling"    // variants of one word, name, number or date: Kyiv/Kiev, "one week"/"a week"
	KindPunctuation Kind = "punctuation" // signs that carry no amount and no sense, and spacing
	KindNumber      Kind = "number"      // a figure, its unit or its bound: 47/74, "100"/"over 100"
	KindDate        Kind = "date"        // when
	KindName        Kind = "name"        // another person, place or body, a source too
	KindNegation    Kind = "negation"    // a statement and its contrary: "agreed"/"refused", "more than"/"fewer than"
	KindHedge       Kind = "hedge"       // certainty added or lost: "may", "reportedly", "claimed"
	KindAttribution Kind = "attribution" // who says it, and by what verb, where no name takes another's place
	KindQuotation   Kind = "quotation"   // words inside quotation marks altered, added or lost; the marks
	KindWording     Kind = "wording"     // all else
)

// weights order kinds by how much they matter where several meet in one
// change that cannot be divided, the lightest first.
var weights = [...]Kind{
	KindPunctuation, KindSpelling, KindWording, KindName, KindAttribution, KindQuotation, KindNumber, KindDate, KindHedge, KindNegation,
}

// weight is the place of a kind in that order, -1 for no kind.
func weight(k Kind) int {
	for i, other := range weights {
		if other == k {
			return i
		}
	}
	return -1
}

func heavier(a, b Kind) Kind {
	if weight(b) > weight(a) {
		return b
	}
	return a
}

// partOf is the role of a token in a change that adds or drops it: what the
// other text has elsewhere is a word like any other.
func partOf(l *reading.Lexeme) reading.Role {
	if l.Carried {
		return reading.Content
	}
	return l.Role
}

// kindOfRole is the kind of a change that adds or drops a token.
func kindOfRole(l *reading.Lexeme) Kind {
	switch partOf(l) {
	case reading.Quantified:
		if l.Soft {
			return KindWording
		}
		return KindNumber
	case reading.Bounding:
		return KindNumber
	case reading.Dated:
		return KindDate
	case reading.Named:
		return KindName
	case reading.Negating:
		return KindNegation
	case reading.Hedging:
		return KindHedge
	case reading.Attributing:
		return KindAttribution
	case reading.Marking:
		return KindPunctuation
	case reading.Quoting:
		return KindQuotation
	}
	return KindWording
}

// kindOfVariant is the kind of the change between two tokens with one key.
func kindOfVariant(a *reading.Lexeme) Kind {
	if !a.IsWord() {
		return KindPunctuation
	}
	return KindSpelling
}

// kindOfPair is the kind of the change between two tokens of one role with different keys.
func kindOfPair(a, b *reading.Lexeme) Kind {
	switch {
	case a.Role == reading.Bounding && a.Type == reading.Word && b.Type == reading.Word && contraryBounds(a.Key, b.Key):
		return KindNegation // heavier than the bound that it is too
	case a.Role == reading.Quantified && reading.UnitLeftOut(a.Key, b.Key):
		return KindWording
	case a.Role == reading.Named && (reading.Demonym(a.Key, b.Key) || reading.Demonym(b.Key, a.Key)):
		return KindWording
	}
	return kindOfHard(a)
}

// otherVerb reports whether a verb of speech, which is all the substance of a, has
// given way to a single word of another sort: "confirmed the ban", "overturned the ban".
func otherVerb(a []reading.Lexeme, ta, tb tally) bool {
	return len(a) == 1 && ta.count[reading.Attributing] == 1 && a[0].Has(reading.IsReport) &&
		tb.words == 1 && tb.count[reading.Content] == 1
}

// contraryBounds reports "more than" and "fewer than", "at least" and "at most".
func contraryBounds(a, b string) bool {
	x, y := strings.TrimPrefix(a, reading.BoundKey("")), strings.TrimPrefix(b, reading.BoundKey(""))
	return lowerBounds.Has(x) && upperBounds.Has(y) || upperBounds.Has(x) && lowerBounds.Has(y)
}

var (
	lowerBounds = reading.SetOf(en.LowerBounds)
	upperBounds = reading.SetOf(en.UpperBounds)
)

// brokenBound reports whether one side has a bound of several words and the other, with
// no bound, one of these words: "more than 40", "more outside 40".
func brokenBound(a, b []reading.Lexeme) bool {
	for i := range a {
		if a[i].Role != reading.Bounding {
			continue
		}
		words := strings.Fields(strings.ToLower(a[i].Text))
		for k := range b {
			if b[k].Role == reading.Bounding || b[k].Role == reading.Quantified {
				return false
			}
			if len(words) > 1 && slices.Contains(words, b[k].Key) {
				return true
			}
		}
	}
	return false
}

// kindOfCounterparts is kindOfPair for token i of a and token j of b.
func kindOfCounterparts(a []reading.Lexeme, i int, b []reading.Lexeme, j int) Kind {
	kind := kindOfPair(&a[i], &b[j])
	if kind == KindName && (ofSource(a, i) || ofSource(b, j)) {
		return KindAttribution
	}
	if a[i].Quoted && b[j].Quoted {
		return heavier(kind, KindQuotation)
	}
	return kind
}

// ofSource reports whether a name only tells whose the one is who speaks and has
// none: "a White House official said".
func ofSource(ls []reading.Lexeme, i int) bool {
	return i+1 < len(ls) && ls[i+1].Has(reading.IsSourceNoun) && reading.IsSource(ls, i, i+1)
}

// kindOfSource is kindOfRewrite of a[a0:a1] and b[b0:b1], of which one may be a
// source. Another name in the place of a name is a name, whoever speaks.
func kindOfSource(a []reading.Lexeme, a0, a1 int, b []reading.Lexeme, b0, b1 int) Kind {
	if formOfName(a, a0, a1) && formOfName(b, b0, b1) {
		return kindOfForms(a[a0:a1], b[b0:b1])
	}
	kind := kindOfRewrite(a[a0:a1], b[b0:b1])
	short := a1-a0 <= fewWords && b1-b0 <= fewWords
	if (kind == KindWording || kind == KindName && (onlyArticles(a[a0:a1]) || onlyArticles(b[b0:b1]))) && short && (reading.IsSource(a, a0, a1) || reading.IsSource(b, b0, b1)) {
		kind = KindAttribution
	}
	return kind
}

// kindOfHard is kindOfRole for a token whose counterpart is of the same role:
// "a week" beside "two weeks" is a number.
func kindOfHard(l *reading.Lexeme) Kind {
	switch l.Role {
	case reading.Quantified, reading.Bounding:
		return KindNumber
	case reading.Dated:
		return KindDate
	case reading.Named:
		return KindName
	}
	return kindOfRole(l)
}

// kindOfRewrite is the kind of a change that puts the tokens b in the place of
// a, where no more of them can be paired. Both sides hold tokens.
func kindOfRewrite(a, b []reading.Lexeme) Kind {
	ta, tb := tallyOf(a), tallyOf(b)
	switch {
	case ta.words+tb.words == 0 && ta.count[reading.Quoting] == tb.count[reading.Quoting]:
		return KindPunctuation
	case ta.words+tb.words == 0:
		return KindQuotation
	case (ta.count[reading.Negating] != tb.count[reading.Negating] || ta.refusals != tb.refusals) != contradict(a, b) && !ta.ceasesFor(tb) && !tb.ceasesFor(ta):
		return KindNegation
	case ta.count[reading.Negating] > 0 && ta.count[reading.Negating] == ta.words && tb.count[reading.Negating] == tb.words:
		return KindNegation
	case ta.count[reading.Hedging]+tb.count[reading.Hedging] > 0 && !sameHedges(a, b):
		return KindHedge
	case ta.count[reading.Dated] != tb.count[reading.Dated] && !sameFigures(a, b):
		return KindDate
	case brokenBound(a, b), brokenBound(b, a):
		return KindWording
	case ta.numbers != tb.numbers && !(ta.count[reading.Dated] != tb.count[reading.Dated] && sameFigures(a, b)), otherFigure(a, b):
		return KindNumber
	case ta.quoted || tb.quoted || ta.count[reading.Quoting] != tb.count[reading.Quoting]:
		return KindQuotation
	case otherVerb(a, ta, tb), otherVerb(b, tb, ta):
		return KindWording
	case ta.count[reading.Attributing]+tb.count[reading.Attributing] > 0:
		return KindAttribution
	case ta.namesOnly() && tb.namesOnly() && ta.count[reading.Named]+tb.count[reading.Named] > 0, nameAtStart(a, b), nameAtStart(b, a):
		return KindName
	}
	return KindWording
}

// nameAtStart reports whether a is a name and b a word that begins a sentence
// with a capital, or a title that stands alone, so that it may be one too: "Alstom" for
// "Marta Lind".
func nameAtStart(a, b []reading.Lexeme) bool {
	return tallyOf(a).namesOnly() && hasName(a) &&
		len(b) == 1 && b[0].Role == reading.Content && b[0].Has(reading.IsCapital)
}

// hasName reports whether one of the tokens is a name.
func hasName(ls []reading.Lexeme) bool {
	for i := range ls {
		if ls[i].Role == reading.Named {
			return true
		}
	}
	return false
}

func onlyArticles(ls []reading.Lexeme) bool {
	t := tallyOf(ls)
	return t.articles == t.words
}

// sameFigures reports whether the dates and numbers of two stretches are the same
// figures, of which one only stands where it is read as a year: "in 2012", "down 2012".
func sameFigures(a, b []reading.Lexeme) bool {
	figures := func(ls []reading.Lexeme) (list []string) {
		for i := range ls {
			if l := &ls[i]; l.Role == reading.Dated || l.Role == reading.Quantified {
				list = append(list, strings.Trim(l.Key, "@#-"))
			}
		}
		return list
	}
	return slices.Equal(figures(a), figures(b))
}

// otherFigure reports two words that differ in their digits alone: "3D", "2D".
func otherFigure(a, b []reading.Lexeme) bool {
	if len(a) != 1 || len(b) != 1 || a[0].Type != reading.Word || b[0].Type != reading.Word {
		return false
	}
	plain := func(key string) string { return strings.TrimFunc(key, unicode.IsDigit) }
	x, y := plain(a[0].Key), plain(b[0].Key)
	return x == y && x != "" && len(x) < len(a[0].Key) && len(y) < len(b[0].Key)
}

// tally counts what a stretch of tokens holds.
type tally struct {
	words    int
	count    [reading.Roles]int
	articles int
	numbers  int  // hard numbers and bounds
	refusals int  // negations that are verbs of their own: "denied", not "no"
	ceasing  int  // verbs of ceasing
	quoted   bool // a word stands inside quotation marks
}

// ceasesFor reports whether verbs of ceasing say what the other says by plain negations.
func (t tally) ceasesFor(other tally) bool {
	more := other.count[reading.Negating] - t.count[reading.Negating]
	return more > 0 && other.refusals == t.refusals && t.ceasing-other.ceasing >= more
}

// namesOnly reports whether there are no words but names, articles and, beside
// a name, other function words.
func (t tally) namesOnly() bool {
	if t.count[reading.Named] == 0 {
		return t.articles == t.words
	}
	return t.count[reading.Named]+t.count[reading.Function] == t.words
}

func tallyOf(ls []reading.Lexeme) tally {
	t := tally{ceasing: ceasings(ls)}
	for i := range ls {
		l := &ls[i]
		role := partOf(l)
		t.count[role]++
		if !l.IsWord() {
			continue
		}
		t.words++
		t.quoted = t.quoted || l.Quoted
		switch {
		case l.Key == "the" || l.Key == "a" || l.Key == "an":
			t.articles++
		case role == reading.Bounding || role == reading.Quantified && !l.Soft:
			t.numbers++
		case role == reading.Negating && !l.Has(reading.IsNo):
			t.refusals++
		}
	}
	return t
}

// sameHedges reports whether two stretches have the same hedging words, in order.
func sameHedges(a, b []reading.Lexeme) bool {
	next := func(ls []reading.Lexeme, i int) int {
		for i < len(ls) && ls[i].Role != reading.Hedging {
			i++
		}
		return i
	}
	i, j := next(a, 0), next(b, 0)
	for i < len(a) && j < len(b) && a[i].ID == b[j].ID {
		i, j = next(a, i+1), next(b, j+1)
	}
	return i == len(a) && j == len(b)
}
