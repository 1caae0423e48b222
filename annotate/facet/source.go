package facet

import (
	"slices"
	"strings"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// saying is a place where an article tells that somebody says something.
type saying struct {
	verb      int // token
	from, to  int // tokens that tell who; none where it is not told there
	certainty string
	rule      string
	beside    bool // stands in a clause of its own, ", the Kremlin said", and so may follow what is said
}

// sayings finds who says something in a sentence, outside its quotations.
func (r *Reading) sayings(n int) []saying {
	s := &r.sentences[n]
	if s.read {
		return s.says
	}
	s.read = true
	for i := s.from; i < s.to; i++ {
		if n := len(s.says); r.ts[i].Quoted || n > 0 && i >= s.says[n-1].from && i < s.says[n-1].to {
			continue
		}
		if say, ok := r.sayingAt(s, i); ok {
			s.says = append(s.says, say)
		}
	}
	return s.says
}

// sayingAt reads what token i says of a source.
func (r *Reading) sayingAt(s *sentence, i int) (saying, bool) {
	t := &r.ts[i]
	switch {
	case t.isName():
		return saying{}, false
	case t.Key == en.According && i+1 < s.to && r.ts[i+1].Key == en.To:
		from, to := r.phraseAfter(i+2, s.to)
		return saying{i, from, to, "reported", "according to", true}, to > from
	case t.any(isSilentNoun) && r.keyAt(i+1, s.to) == en.From && r.deniedBefore(i, s.from):
		from, to := r.phraseAfter(i+2, s.to)
		return saying{i, from, to, "nocomment", "no comment from", false}, to > from
	case t.any(isSayings) && r.byBefore(i, s.from) >= 0:
		from := r.byBefore(i, s.from) + 1
		to := i
		if to > from && r.ts[to-1].Key == en.Possessive {
			to--
		}
		return saying{i, from, to, "reported", "by the account of", true}, to > from && !r.ts[from].any(isDeterminer)
	case t.any(isForecast) && r.beginsClause(s, i):
		from := r.phraseStart(s.from, i)
		return saying{i, r.withoutArticle(from, i+1), i + 1, "expected", "forecast", false}, true
	case i+1 < s.to && r.ts[i+1].any(isReflexive), t.any(isFinding) && is(r.keyAt(i+1, s.to), isObject), t.certainty == "said" && r.keyAt(i+1, s.to) == en.To && i+2 < s.to && r.ts[i+2].any(isHelper):
		// "found him guilty", "said to be rich"
	case t.certainty != "" || t.any(isTelling|isOffering|isPledging):
		return r.verbOfSpeech(s, i)
	}
	return saying{}, false
}

func (r *Reading) keyAt(i, to int) string {
	if i < 0 || i >= to {
		return ""
	}
	return r.ts[i].Key
}

// deniedBefore reports "no" within a few words before token i.
func (r *Reading) deniedBefore(i, from int) bool {
	for k := i - 1; k >= max(from, i-3); k-- {
		if r.ts[k].Role == reading.Negating {
			return true
		}
	}
	return false
}

// byBefore finds the word of "by one agency's count" before token i, or -1.
func (r *Reading) byBefore(i, from int) int {
	for k := i - 1; k >= max(from, i-6); k-- {
		if r.ts[k].Key == en.By {
			return k
		}
		if r.ts[k].parts() {
			break
		}
	}
	return -1
}

// beginsClause reports whether the noun phrase of token i is the first of its clause.
func (r *Reading) beginsClause(s *sentence, i int) bool {
	from := r.phraseStart(s.from, i)
	if i+1 < s.to && (r.ts[i+1].parts() || r.ts[i+1].Key == en.Possessive) {
		return false
	}
	return from == s.from || r.ts[from-1].parts()
}

// verbOfSpeech reads the verb at token i with who does it.
func (r *Reading) verbOfSpeech(s *sentence, i int) (saying, bool) {
	t := &r.ts[i]
	say := saying{verb: i, certainty: t.certainty, rule: "verb of speech"}
	j, denied, passive, infinitive := i-1, false, false, false
	for ; j >= s.from; j-- {
		w := &r.ts[j]
		switch {
		case w.Role == reading.Negating && !w.any(isDeterminer) && w.certainty == "" && !w.any(isDeclining):
			denied = true
			continue
		case w.any(isBe) && !passive && !infinitive && r.onlyAdverbs(j+1, i):
			passive = true
			continue
		case w.isName():
		case w.Text == ")": // "The ministry (in Gorna) said"
			for j > s.from && r.ts[j].Text != "(" {
				j--
			}
			continue
		case w.Type == reading.Date && j > s.from && !r.ts[j-1].parts(): // "The ministry on Monday said"
			for j > s.from && (r.ts[j-1].any(isPreposition) || r.ts[j-1].Type == reading.Date) {
				j--
			}
			continue
		case w.any(isAuxiliary | isHelper), adverb(w):
			continue
		case w.Key == en.To && j == i-1:
			infinitive = true
		}
		break
	}
	if t.any(isNounToo) && !infinitive && !denied && r.isNoun(s, i, j) {
		return saying{}, false
	}
	if i > s.from && r.ts[i-1].any(isDeterminer) || passive && !strings.HasSuffix(t.Key, en.ParticipleEnding) {
		return saying{}, false
	}
	if infinitive {
		if j <= s.from || !r.ts[j-1].any(isDeclining) || !t.any(isSilence) {
			return saying{}, false
		}
		denied = true
		for j--; j > s.from && (adverb(&r.ts[j-1]) || r.ts[j-1].any(isAuxiliary|isBe)); j-- {
		}
		j--
	}
	if t.any(isPledging) {
		next := r.keyAt(i+1, s.to)
		if next != en.That && (next != en.To || i+2 >= s.to || r.ts[i+2].Role != reading.Content) {
			return saying{}, false
		}
		say.certainty = "said"
	}
	if t.any(isFinding) && r.keyAt(i+1, s.to) != en.That && !r.finds(s.from, i) {
		return saying{}, false
	}
	if t.any(isOffering) && say.certainty == "" {
		next := i+1 < s.to && r.ts[i+1].Role == reading.Negating
		if !denied && !next && !t.any(isTelling) {
			return saying{}, false
		}
		denied = false
		say.certainty = "said"
	}
	from, to := r.phraseBefore(s, j)
	if i > s.from && !r.ts[i-1].IsWord() && !t.any(isTold) {
		if a, b := r.phraseAfter(i+1, s.to); b > a && r.speaks(a, b) && (b == s.to || !r.ts[b].IsWord() || r.ts[b].any(isPreposition)) {
			from, to, say.rule = a, b, "verb before speaker" // "…, said spokesman Al Lind."
		}
	}
	first := from
	for first > s.from && r.ts[first-1].any(isArticle) {
		first--
	}
	if first > s.from && to > from && r.ts[first-1].Role == reading.Negating && t.any(isSilence) { // "Neither company would confirm"
		return saying{verb: i, certainty: "nocomment", rule: say.rule}, true
	}
	if denied {
		switch {
		case t.certainty == "denied":
			say.certainty = "said"
		case t.any(isSilence):
			say.certainty = "nocomment"
		}
	}
	if t.any(isTold) && r.keyAt(i+1, s.to) == en.Of {
		say.certainty = "reported"
	}
	if t.any(isWriting) && (r.endsQuotation(s, from) || i+1 < s.to && r.ts[i+1].parts()) {
		say.certainty = "said"
	}
	if say.certainty == "" { // a weak one
		if to == from || !r.speaks(from, to) {
			return saying{}, false
		}
		say.certainty = "said"
	}
	if strings.HasSuffix(t.Key, en.ParticipleEnding) && !passive && to > from {
		return saying{}, false // "those polled saying no"
	}
	participle := strings.HasSuffix(t.Key, en.ParticipleEnding)
	if to == from && !participle && i+1 < s.to && (i == s.from || r.ts[i-1].Key == "," || r.ts[i-1].Type == reading.Quotation) {
		from, to = r.phraseAfter(i+1, s.to) // “…,” said Lind
		if to > from {
			say.rule = "verb before speaker"
		}
	}
	if to == from && participle {
		if from, to = r.subject(s); from > i || len(s.says) > 0 {
			return saying{}, false // "Lind said no, adding that …"
		}
	} else if to == from {
		if !denied || !t.any(isSilence) {
			return saying{}, false
		}
		from, to = r.subject(s)
	}
	say.from, say.to = from, to
	say.beside = from > s.from && r.opensBeside(s, from) || say.rule == "verb before speaker"
	return say, to > from
}

// isNoun reports whether token i, behind what ends at token j, is a noun rather than a verb:
// "a report published", "intelligence reports indicated".
func (r *Reading) isNoun(s *sentence, i, j int) bool {
	if i+1 < s.to {
		next := &r.ts[i+1]
		if next.any(isAuxiliary|isBe|isPast) || next.Key == en.Of || next.Key == en.By || next.Role == reading.Content && (len(next.Key) > 4 && strings.HasSuffix(next.Key, en.PastEnding) || next.certainty != "") {
			return true
		}
	}
	if j < s.from || j != i-1 {
		return j < s.from && !strings.HasSuffix(r.ts[i].Key, en.PluralEnding) && i > s.from && r.ts[i-1].IsWord()
	}
	if strings.HasSuffix(r.ts[i].Key, en.PluralEnding) || !r.ts[j].IsWord() {
		return false
	}
	for k := r.phraseStart(s.from, j); k <= j; k++ {
		if t := &r.ts[k]; plural(t.Key) && !t.isName() || t.any(isPlural|isThing) || plural(t.Key) && k == s.from {
			return false
		}
	}
	return true
}

// onlyAdverbs reports whether nothing but adverbs stands among tokens.
func (r *Reading) onlyAdverbs(from, to int) bool {
	for i := from; i < to; i++ {
		if !adverb(&r.ts[i]) {
			return false
		}
	}
	return true
}

// finds reports a study, a court or the like before token i, whose finding is a statement.
func (r *Reading) finds(from, i int) bool {
	for k := i - 1; k >= max(from, i-longestApposition); k-- {
		if r.ts[k].any(isFinder) {
			return true
		}
	}
	return false
}

// endsQuotation reports whether a quotation ends before token i, or the titles there.
func (r *Reading) endsQuotation(s *sentence, i int) bool {
	for i > s.from && r.ts[i-1].Has(reading.IsTitle) {
		i--
	}
	return i > s.from && r.ts[i-1].Type == reading.Quotation
}

// opensBeside reports whether a comma or the end of a quotation stands before the phrase at token i.
func (r *Reading) opensBeside(s *sentence, i int) bool {
	i = r.phraseStart(s.from, i)
	if i > s.from && r.ts[i-1].Key == en.As {
		i--
	}
	return i > s.from && !r.ts[i-1].IsWord()
}

func adverb(t *token) bool {
	return t.any(isAdverb) || len(t.Key) > 4 && strings.HasSuffix(t.Key, en.AdverbEnding)
}

// speaks reports whether tokens name a person, or are a pronoun.
func (r *Reading) speaks(from, to int) bool {
	if r.ts[from].any(isHe) {
		return true
	}
	m := r.mentionAt(to - 1)
	if m < 0 || r.mentions[m].person {
		return m >= 0
	}
	n := r.mentions[m]
	for i := n.from; i < n.to; i++ {
		if r.ts[i].Has(reading.IsBody|reading.IsKnown|reading.IsSourceNoun|reading.IsDirection) || r.ts[i].any(isLink) {
			return false
		}
	}
	return n.to-n.from == 2
}

// phraseBefore gives the noun phrase that ends at token j, whoever does what follows.
func (r *Reading) phraseBefore(s *sentence, j int) (from, to int) {
	if j >= s.from && r.ts[j].any(isRelative) {
		j-- // "It was Lind who wrote"
	}
	if j > s.from && r.ts[j].Key == "," { // an apposition
		k := j - 1
		for k > s.from && r.ts[k].Key != "," && r.ts[k].certainty == "" && r.ts[k].Type != reading.Quotation {
			k--
		}
		if k > s.from && r.ts[k].Key == "," && j-k <= longestApposition {
			if m := r.mentionAt(j - 1); m >= 0 && r.mentions[m].from == k+1 && r.mentions[m].to == j && r.mentions[m].person {
				return k + 1, j // "his lawyer, Anna Lind, said"
			}
			j = k - 1
		} else {
			return j, j
		}
	}
	if j < s.from {
		return j, j
	}
	if r.ts[j].any(isHe) || r.ts[j].any(isIt) && (j == s.from || !r.ts[j-1].any(isPreposition)) {
		return j, j + 1
	}
	end := j + 1
	if !r.inPhrase(j) || r.ts[j].any(isPreposition|isDeterminer|isLink) && !r.ts[j].isName() || r.ts[j].Role == reading.Function {
		return end, end
	}
	return r.whole(r.phraseStart(s.from, j), end)
}

// longestApposition is how many tokens an apposition may have.
const longestApposition = 14

// phraseStart walks back from token j to the beginning of its noun phrase.
func (r *Reading) phraseStart(low, j int) int {
	from := j
	for from > low {
		w := &r.ts[from-1]
		if w.Line && from-1 > low || r.ts[from].Line && from > low {
			break
		}
		if !r.inPhrase(from - 1) {
			break
		}
		if w.any(isPreposition) && !w.isName() {
			if from-1 == low || !r.inPhrase(from-2) || r.ts[from-2].any(isPreposition) || !w.any(isNounLink) {
				break
			}
		}
		from--
	}
	return from
}

// inPhrase reports whether token i can stand in a noun phrase.
func (r *Reading) inPhrase(i int) bool {
	t := &r.ts[i]
	switch {
	case t.isName():
		return true
	case t.Role == reading.Marking:
		return t.Key == "-" && r.glued(i)
	case t.any(isParticiple):
		return i+1 < len(r.ts) && r.ts[i+1].any(isPreposition) && i > 0 && r.ts[i-1].Role == reading.Content // "a study published in"
	case !t.IsWord(), t.Key == en.That, t.Key == en.According, t.Type == reading.Date, t.Role == reading.Negating, t.any(isAuxiliary | isBe | isPast | isRelative | isHe | isThing):
		return false
	case t.certainty != "":
		return t.any(isNounToo) && !strings.HasSuffix(t.Key, en.PluralEnding) && i+1 < len(r.ts) && r.ts[i+1].Role == reading.Content || t.Has(reading.IsTitle) || i+1 < len(r.ts) && r.ts[i+1].any(isForecast)
	case t.Role == reading.Function:
		return t.any(isDeterminer|isPreposition) && !t.any(isSubordinator) || t.Key == en.Possessive
	case t.Role == reading.Content && len(t.Key) > 4 && strings.HasSuffix(t.Key, en.PastEnding):
		return i > 0 && (r.ts[i-1].any(isDeterminer) || r.ts[i-1].Key == en.Possessive)
	}
	return true
}

// whole makes of a noun phrase the one who is meant: the name at its end, else all of it.
func (r *Reading) whole(from, to int) (int, int) {
	if m := r.mentionAt(to - 1); m >= 0 && r.mentions[m].to == to {
		n := r.mentions[m]
		if m > 0 && r.ts[n.from-1].Key == en.And && r.mentions[m-1].to == n.from-1 && r.beginsPart(r.mentions[m-1].from) {
			return r.mentions[m-1].from, to // two speak
		}
		if !n.person && n.from > from && r.ts[n.from-1].Key == en.Possessive && r.ts[to-1].Has(reading.IsBody|reading.IsSourceNoun) {
			return r.withoutArticle(from, to), to // "Japan's Meteorological Agency"
		}
		if n.from <= from || !r.ts[n.from-1].any(isPreposition) && r.ts[n.from-1].Key != en.Article || n.from-1 == from {
			return max(n.from, from), to
		}
	}
	return r.withoutArticle(from, to), to
}

// beginsPart reports whether nothing of its clause stands before token i but an article.
func (r *Reading) beginsPart(i int) bool {
	if i > 0 && r.ts[i-1].Key == en.Article {
		i--
	}
	return i == 0 || r.ts[i].Line || r.ts[i-1].parts()
}

func (r *Reading) withoutArticle(from, to int) int {
	for from+1 < to && r.ts[from].any(isArticle) && !r.ts[from].isName() {
		from++
	}
	return from
}

// phraseAfter gives the noun phrase that begins at token i.
func (r *Reading) phraseAfter(i, high int) (from, to int) {
	if i < high && r.ts[i].any(isHe) {
		return i, i + 1
	}
	to = i
	for to < high && !r.ts[to].Quoted && (r.inPhrase(to) || r.ts[to].any(isNounToo) && !r.ts[to].Has(reading.IsTitle)) {
		if w := &r.ts[to]; w.any(isPreposition) && !w.isName() && (to == i || !w.any(isNounLink) || to+1 >= high || !r.inPhrase(to+1)) {
			break
		}
		if m := r.mentionAt(to); m >= 0 && r.mentions[m].person {
			return r.mentions[m].from, r.mentions[m].to
		}
		to++
	}
	for to > i && r.ts[to-1].any(isPreposition|isDeterminer) {
		to--
	}
	if to == i {
		return i, i
	}
	if to+1 < high && r.ts[to].Key == "," { // "the fire chief, Anna Lind"
		if m := r.mentionAt(to + 1); m >= 0 && r.speaks(r.mentions[m].from, r.mentions[m].to) && (r.mentions[m].to == high || !r.ts[r.mentions[m].to].IsWord()) {
			return r.mentions[m].from, r.mentions[m].to
		}
	}
	return r.withoutArticle(i, to), to
}

// subject gives the first name or pronoun of a sentence outside quotations: who does what it tells.
func (r *Reading) subject(s *sentence) (from, to int) {
	for i := s.from; i < s.to; i++ {
		t := &r.ts[i]
		if t.Quoted {
			continue
		}
		if t.any(isHe) {
			return i, i + 1
		}
		if m := r.mentionAt(i); m >= 0 && r.mentions[m].person {
			return r.mentions[m].from, r.mentions[m].to
		}
	}
	return s.from, s.from
}

// farthest is how many sentences back a pronoun may lead.
const farthest = 8

// who gives the value of a source that stands at tokens of a sentence. inside tells that the passage names it.
func (r *Reading) who(n, from, to int, inside bool) (string, bool) {
	if r.ts[from].any(isHe) {
		return r.antecedent(n, from, farthest)
	}
	if r.ts[from].any(isIt) {
		return r.thing(n, from)
	}
	if m := r.mentionAt(to - 1); m >= 0 && r.mentions[m].from == from && r.mentions[m].to == to && !inside {
		return r.full(m), true
	}
	return r.plain(from, to), true
}

// antecedent gives who a pronoun stands for, in its sentence or one before.
func (r *Reading) antecedent(n, at, left int) (string, bool) {
	s := &r.sentences[n]
	for _, say := range r.sayings(n) {
		if say.verb < at && say.to <= at && say.to > say.from && !r.ts[say.from].any(isHe|isIt) {
			return r.who(n, say.from, say.to, false)
		}
	}
	for i := s.from; i < at; i++ {
		if r.ts[i].Quoted {
			continue
		}
		if m := r.mentionAt(i); m >= 0 && r.mentions[m].person {
			if at > 0 && r.ts[at-1].any(isConjunction) {
				return r.full(m), true // "Lind was asked, and he declined"
			}
			for k := r.mentions[m].to; k < at; k++ {
				if r.ts[k].Key == ":" || r.ts[k].Key == ";" {
					return r.full(m), true
				}
			}
		}
	}
	for n--; n >= 0 && left > 0; n, left = n-1, left-1 {
		for _, say := range r.sayings(n) {
			if say.to == say.from {
				continue
			}
			if r.ts[say.from].any(isHe) {
				return r.antecedent(n, say.from, left-1)
			}
			if r.ts[say.from].any(isIt) {
				continue
			}
			if r.speaks(say.from, say.to) {
				return r.who(n, say.from, say.to, false)
			}
		}
		s := &r.sentences[n]
		if from, to := r.subject(s); to > from {
			if r.ts[from].any(isHe) {
				return r.antecedent(n, from, left-1)
			}
			return r.full(r.mentionAt(from)), true
		}
	}
	return "", false
}

// thing gives what "it" or "they" stand for who say something: the body that their sentence
// begins with, or who spoke in the one before.
func (r *Reading) thing(n, at int) (string, bool) {
	s := &r.sentences[n]
	for i := s.from; i < at; i++ {
		m := r.mentionAt(i)
		if m < 0 && r.ts[i].any(isDeterminer) {
			continue
		}
		if m >= 0 && !r.mentions[m].person && (r.size(m) > 1 || r.ts[i].Has(reading.IsBody|reading.IsKnown|reading.IsShort)) {
			return r.full(m), true
		}
		break
	}
	if n == 0 {
		return "", false
	}
	for _, say := range r.sayings(n - 1) {
		if say.to > say.from && !r.ts[say.from].any(isHe|isIt) && !r.speaks(say.from, say.to) {
			return r.who(n-1, say.from, say.to, false)
		}
	}
	return "", false
}

// statements adds who says what stands in the tokens, and how certain it is.
func (r *Reading) statements(out []Value, from, to int) []Value {
	add := func(v Value) {
		for _, o := range out {
			if o.Kind == v.Kind && (o.Value == v.Value || v.Kind == Source && (strings.HasSuffix(v.Value, " "+o.Value) || strings.HasSuffix(o.Value, " "+v.Value))) {
				return
			}
		}
		out = append(out, v)
	}
	for n := r.sentenceOf(from); n < len(r.sentences) && r.sentences[n].from < to; n++ {
		s := &r.sentences[n]
		a, b := max(from, s.from), min(to, s.to)
		b = r.firstVoice(n, a, b)
		at, says := r.voices(n, a, b)
		certain := false
		for _, say := range says {
			inside := at == n && say.from >= a && say.to <= b
			if say.to > say.from {
				name, ok := r.who(at, say.from, say.to, inside)
				if m := r.mentionAt(say.from); inside && m >= 0 && r.mentions[m].from == say.from && r.mentions[m].to == say.to {
					full := r.mentions[r.fullWithin(m, from, to)]
					name = r.plain(full.from, full.to)
				}
				if ok {
					add(r.value(Source, name, say.from, say.to, "exact", say.rule))
				}
			}
			certainty, verb := say.certainty, say.verb
			if k, c := r.hearsay(a, b); k >= 0 && certainty == "said" {
				certainty, verb = c, k
			}
			add(r.value(Certainty, certainty, verb, verb+1, "exact", say.rule))
			certain = true
		}
		if certain {
			continue
		}
		if k, c := r.hearsay(a, b); k >= 0 && c != "confirmed" {
			add(r.value(Certainty, c, k, k+1, "exact", "adverb"))
		} else if k := r.expecting(a, b); k >= 0 {
			add(r.value(Certainty, "expected", k, k+1, "exact", "what is to come"))
		}
	}
	return out
}

// voices gives the sayings that tell who says tokens of a sentence, and the sentence of these.
func (r *Reading) voices(n, a, b int) (int, []saying) {
	says := r.governing(n, a, b)
	if len(says) == 0 && r.allQuoted(a, b) {
		return r.around(n)
	}
	return n, says
}

// hearsay finds an adverb that tells how certain a statement is, or -1.
func (r *Reading) hearsay(from, to int) (int, string) {
	for i := from; i < to; i++ {
		if c := r.ts[i].hearsay; c != "" {
			return i, c
		}
	}
	return -1, ""
}

// expecting finds a word of what is to come, or -1.
func (r *Reading) expecting(from, to int) int {
	for i := from; i < to; i++ {
		t := &r.ts[i]
		if !t.Quoted && r.expects(i) {
			return i
		}
	}
	return -1
}

// expects reports whether token i tells of what is to come: "due to meet", but not "due to
// the cold" nor "their plans to meet".
func (r *Reading) expects(i int) bool {
	t := &r.ts[i]
	if t.expecting == nil || t.isName() {
		return false
	}
	if t.expecting[""] {
		return true
	}
	if i+1 >= len(r.ts) || !t.expecting[r.ts[i+1].Key] || i > 0 && r.ts[i-1].any(isDeterminer) {
		return false
	}
	if r.ts[i+1].Key != en.To || i+2 >= len(r.ts) {
		return true
	}
	verb := &r.ts[i+2]
	return verb.Role == reading.Content || verb.any(isBe|isHelper) || verb.certainty != ""
}

// allQuoted reports whether tokens stand in a quotation.
func (r *Reading) allQuoted(from, to int) bool {
	for i := from; i < to; i++ {
		if r.ts[i].IsWord() && !r.ts[i].Quoted {
			return false
		}
	}
	return true
}

// governing gives the sayings of a sentence that tell who says tokens from a to b.
func (r *Reading) governing(n, a, b int) []saying {
	all := r.sayings(n)
	if r.allQuoted(a, b) {
		return r.speaker(all, a, b)
	}
	var inside []saying
	for _, say := range all {
		if say.verb >= a && say.verb < b {
			inside = append(inside, say)
		}
	}
	if len(inside) > 1 && slices.ContainsFunc(inside, func(say saying) bool { return say.beside }) {
		inside = slices.DeleteFunc(inside, func(say saying) bool { return say.certainty == "denied" && !say.beside }) // what is said
	}
	if inside != nil {
		return inside
	}
	for k := len(all) - 1; k >= 0; k-- {
		if all[k].verb < a && r.reaches(n, all[k], a) {
			return all[k : k+1]
		}
	}
	for k := range all {
		if all[k].verb >= b && all[k].beside && r.ownWords(r.sentences[n].from, all[k]) < 0 {
			return all[k : k+1]
		}
	}
	return nil
}

// firstVoice gives the end of what the first to speak says of tokens of a sentence: before a
// clause of somebody else where the article's own words stand before it.
func (r *Reading) firstVoice(n, a, b int) int {
	for _, say := range r.sayings(n) {
		if say.verb >= a && say.verb < b {
			if end := r.ownWords(a, say); end >= 0 {
				return end
			}
			break
		}
	}
	return b
}

// ownWords gives the end of the clause in the article's own words that stands between token a and
// the clause of a saying: "Lind has agreed, and Moss said he had too" holds one, of which Moss is
// no source. It is -1 where there is none.
func (r *Reading) ownWords(a int, say saying) int {
	if say.to == say.from || say.from > say.verb {
		return -1
	}
	end := say.from
	for end > a && (r.ts[end-1].any(isArticle) || r.ts[end-1].Has(reading.IsTitle) && r.ts[end-1].isName()) {
		end--
	}
	end = r.phraseStart(a, end)
	if end-2 > a && r.ts[end-1].Key == "," && r.ts[say.to].Key == "," && say.verb == say.to+1 {
		end = r.phraseStart(a, end-2) // "and its owner, Otto Lind, said"
	}
	if end <= a || end > say.from || r.ts[end-1].Key != ";" && !r.ts[end-1].any(isConjunction|isSubordinator) || r.ts[end-1].Key == en.As {
		return -1
	}
	for end--; end > a && r.ts[end-1].parts(); {
		end--
	}
	for i := a; i < end; i++ {
		if r.isVerb(i, a, end) {
			return end
		}
	}
	return -1
}

// reaches reports whether what follows a saying up to token a is still what is said.
func (r *Reading) reaches(n int, say saying, a int) bool {
	s := &r.sentences[n]
	first := min(say.from, say.verb)
	for first > s.from && !r.ts[first-1].parts() {
		first--
		if r.ts[first].any(isSubordinator) && first == s.from {
			for k := say.verb; k < a; k++ {
				if r.ts[k].Key == "," {
					return false
				}
			}
		}
	}
	return true
}

// speaker gives the saying that stands nearest to a quotation.
func (r *Reading) speaker(all []saying, a, b int) []saying {
	best, distance := -1, 0
	for k, say := range all {
		d := a - say.verb
		if say.verb >= b {
			d = say.verb - b
		}
		if best < 0 || d < distance {
			best, distance = k, d
		}
	}
	if best < 0 {
		return nil
	}
	return all[best : best+1]
}

// around gives who speaks before a sentence that is all quotation, else after.
func (r *Reading) around(n int) (int, []saying) {
	for k := n - 1; k >= max(0, n-3); k-- {
		if says := r.sayings(k); len(says) > 0 {
			return k, says[len(says)-1:]
		}
	}
	return n, nil
}
