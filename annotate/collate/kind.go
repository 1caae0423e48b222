package collate

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
func partOf(l *lexeme) role {
	if l.carried {
		return content
	}
	return l.role
}

// kindOfRole is the kind of a change that adds or drops a token.
func kindOfRole(l *lexeme) Kind {
	switch partOf(l) {
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
func kindOfVariant(a *lexeme) Kind {
	if !a.isWord() {
		return KindPunctuation
	}
	return KindSpelling
}

// kindOfPair is the kind of the change between two tokens of one role with different keys.
func kindOfPair(a, b *lexeme) Kind {
	switch {
	case a.role == quantified && unitLeftOut(quantityOfKey(a.key), quantityOfKey(b.key)):
		return KindWording
	case a.role == named && (demonym(a.key, b.key) || demonym(b.key, a.key)):
		return KindWording
	}
	return kindOfHard(a)
}

// kindOfCounterparts is kindOfPair for token i of a and token j of b, of which
// one may be the name of a source.
func kindOfCounterparts(a []lexeme, i int, b []lexeme, j int) Kind {
	kind := kindOfPair(&a[i], &b[j])
	switch {
	case kind == KindName && (isSource(a, i, i+1) || isSource(b, j, j+1)):
		return KindAttribution
	case a[i].quoted && b[j].quoted:
		return heavier(kind, KindQuotation)
	}
	return kind
}

// kindOfSource is kindOfRewrite of a[a0:a1] and b[b0:b1], of which one may be a source.
func kindOfSource(a []lexeme, a0, a1 int, b []lexeme, b0, b1 int) Kind {
	if formOfName(a, a0, a1) && formOfName(b, b0, b1) {
		return kindOfForms(a[a0:a1], b[b0:b1])
	}
	kind := kindOfRewrite(a[a0:a1], b[b0:b1])
	short := a1-a0 <= fewWords && b1-b0 <= fewWords
	if (kind == KindWording || kind == KindName) && short && (isSource(a, a0, a1) || isSource(b, b0, b1)) {
		kind = KindAttribution
	}
	return kind
}

// kindOfHard is kindOfRole for a token whose counterpart is of the same role:
// "a week" beside "two weeks" is a number.
func kindOfHard(l *lexeme) Kind {
	switch l.role {
	case quantified, bounding:
		return KindNumber
	case dated:
		return KindDate
	case named:
		return KindName
	}
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
	case (ta.count[negating] != tb.count[negating] || ta.refusals != tb.refusals) != contradict(a, b):
		return KindNegation
	case ta.count[negating] > 0 && ta.count[negating] == ta.words && tb.count[negating] == tb.words:
		return KindNegation
	case ta.count[hedging]+tb.count[hedging] > 0 && !sameHedges(a, b):
		return KindHedge
	case ta.count[dated] != tb.count[dated]:
		return KindDate
	case ta.numbers != tb.numbers:
		return KindNumber
	case ta.quoted || tb.quoted || ta.count[quoting] != tb.count[quoting]:
		return KindQuotation
	case ta.count[attributing]+tb.count[attributing] > 0:
		return KindAttribution
	case ta.namesOnly() && tb.namesOnly() && ta.count[named]+tb.count[named] > 0, nameAtStart(a, b), nameAtStart(b, a):
		return KindName
	}
	return KindWording
}

// nameAtStart reports whether a is a name and b a word that begins a sentence
// with a capital, so that it may be one too: "Alstom" for "Siemens".
func nameAtStart(a, b []lexeme) bool {
	return len(a) == 1 && len(b) == 1 && a[0].role == named && b[0].role == content && b[0].has(isCapital)
}

// tally counts what a stretch of tokens holds.
type tally struct {
	words    int
	count    [roles]int
	articles int
	numbers  int  // hard numbers and bounds
	refusals int  // negations that are verbs of their own: "denied", not "no"
	quoted   bool // a word stands inside quotation marks
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
	for i := range ls {
		l := &ls[i]
		role := partOf(l)
		t.count[role]++
		if !l.isWord() {
			continue
		}
		t.words++
		t.quoted = t.quoted || l.quoted
		switch {
		case l.key == "the" || l.key == "a" || l.key == "an":
			t.articles++
		case role == bounding || role == quantified && !l.soft:
			t.numbers++
		case role == negating && !l.has(isNo):
			t.refusals++
		}
	}
	return t
}

// sameHedges reports whether two stretches have the same hedging words, in order.
func sameHedges(a, b []lexeme) bool {
	next := func(ls []lexeme, i int) int {
		for i < len(ls) && ls[i].role != hedging {
			i++
		}
		return i
	}
	i, j := next(a, 0), next(b, 0)
	for i < len(a) && j < len(b) && a[i].id == b[j].id {
		i, j = next(a, i+1), next(b, j+1)
	}
	return i == len(a) && j == len(b)
}
