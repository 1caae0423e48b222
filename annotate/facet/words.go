package facet

import (
	"slices"
	"strings"
	"sync"

	"claimtrace/annotate/reading"
	"claimtrace/annotate/text"
)

// token is a lexeme of the article with what the lists know of it.
type token struct {
	reading.Lexeme
	*entry
}

func (t *token) any(c class) bool { return t.is&c != 0 }

// isName reports a word of a name; titles are none.
func (t *token) isName() bool { return t.Role == reading.Named }

// stops reports a sign that ends a sentence.
func (t *token) stops() bool {
	return t.Role == reading.Marking && (t.Text == "." || t.Text == "?" || t.Text == "!" || t.Key == "…" || t.Text == "?!")
}

// parts reports a sign that parts clauses.
func (t *token) parts() bool { return !t.IsWord() && t.Key != "-" && t.Key != "'" }

// reader is a vocabulary with what the lists know of its keys, by the ids of words, and
// the memory of the last article.
type reader struct {
	*reading.Vocabulary
	entries []*entry
	state   state
}

// readers are kept from one article to the next, with the spellings that they know.
var readers = sync.Pool{New: func() any { return &reader{Vocabulary: reading.NewVocabulary(512)} }}

// entry gives what the lists know of a key.
func (r *reader) entry(id int32, key string, words *entries) *entry {
	if id < 0 {
		return words.of(key)
	}
	if int(id) >= len(r.entries) {
		r.entries = append(r.entries, make([]*entry, int(id)+64-len(r.entries))...)
	}
	e := r.entries[id]
	if e == nil {
		e = words.of(key)
		r.entries[id] = e
	}
	return e
}

// read cuts the article into tokens and sentences. What it returns is to be called when
// they are no longer needed: they are kept from the second passage on.
func (r *Reading) read() func() {
	if r.ts != nil {
		return func() {}
	}
	v := readers.Get().(*reader)
	if !r.asked {
		r.state = v.state
	}
	lexemes, anew := v.ReadAlone(r.article.Text)
	if anew {
		clear(v.entries)
	}
	words := lexicon()
	r.ts = slices.Grow(r.ts[:0], len(lexemes))[:len(lexemes)]
	for i := range lexemes {
		t := &r.ts[i]
		t.Lexeme, t.entry = lexemes[i], nothing
		if t.Type == reading.Word || t.Type == reading.Name {
			t.entry = v.entry(t.ID, t.Key, words)
		}
	}
	r.cut()
	r.findMentions()
	if r.asked {
		readers.Put(v)
		return func() {}
	}
	r.asked = true
	return func() {
		v.state, r.state = r.state, state{}
		clear(v.state.ts) // or they would hold the article
		readers.Put(v)
	}
}

// sentence is a stretch of tokens. A quotation of several sentences with the words
// around it is one: who says it is told once.
type sentence struct {
	from, to int
	says     []saying
	read     bool
}

// cut finds the sentences.
func (r *Reading) cut() {
	r.sentences = r.sentences[:0]
	start := 0
	add := func(end int) {
		n := len(r.sentences)
		r.sentences = slices.Grow(r.sentences, 1)[:n+1]
		r.sentences[n] = sentence{from: start, to: end, says: r.sentences[n].says[:0]}
		start = end
	}
	for i := range r.ts {
		if i > start && r.ts[i].Line {
			add(i)
		}
		if end := r.sentenceEnd(i); end > 0 {
			add(end)
		}
	}
	if start < len(r.ts) {
		add(len(r.ts))
	}
}

// sentenceEnd gives the token after the sentence that token i ends, or 0.
func (r *Reading) sentenceEnd(i int) int {
	t := &r.ts[i]
	if !t.stops() || i+1 >= len(r.ts) || t.Text == "." && i > 0 && r.glued(i) && text.EndsInAbbreviation(r.article.Text[r.ts[i-1].From:t.To]) {
		return 0
	}
	if !t.Quoted {
		if next := &r.ts[i+1]; next.Text == ")" || next.Type == reading.Quotation && r.glued(i+1) {
			return 0 // the quotation ends there
		}
		if r.begins(i + 1) {
			return i + 1
		}
		return 0
	}
	closing := i + 1
	for closing < len(r.ts) && r.ts[closing].Quoted && !r.ts[closing].IsWord() {
		closing++
	}
	if closing < len(r.ts) && r.ts[closing].Type == reading.Quotation && r.begins(closing+1) && (t.Text == "." || !r.speechSoon(closing+1)) {
		return closing + 1
	}
	return 0
}

// begins reports whether token i can begin a sentence.
func (r *Reading) begins(i int) bool {
	if i >= len(r.ts) {
		return false
	}
	t := &r.ts[i]
	return t.Has(reading.IsCapital) || t.Type == reading.Quotation || t.Text == "(" || t.Key == "—" || t.Type == reading.Number || t.Type == reading.Date || t.isName() || t.Line ||
		t.Text != "" && t.Text[0] >= 'A' && t.Text[0] <= 'Z'
}

// speechSoon reports a verb of speech right behind a name or pronoun at token i: “Why?” Lind asked.
func (r *Reading) speechSoon(i int) bool {
	for k := i; k < min(len(r.ts), i+4); k++ {
		if r.ts[k].certainty != "" {
			return true
		}
		if !r.ts[k].IsWord() {
			return false
		}
	}
	return false
}

// sentenceOf gives the place of the sentence that token i stands in.
func (r *Reading) sentenceOf(i int) int {
	low, high := 0, len(r.sentences)-1
	for low < high {
		mid := (low + high) / 2
		if r.sentences[mid].to <= i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// within gives the tokens that meet the code points from start to end.
func (r *Reading) within(start, end int) (from, to int) {
	for from < len(r.ts) && int(r.ts[from].End) <= start {
		from++
	}
	to = from
	for to < len(r.ts) && int(r.ts[to].Start) < end {
		to++
	}
	return from, to
}

// words gives the text of tokens.
func (r *Reading) words(from, to int) string {
	return r.article.Text[r.ts[from].From:r.ts[to-1].To]
}

// plain is words with one space wherever there is white space.
func (r *Reading) plain(from, to int) string {
	s := r.words(from, to)
	if !strings.ContainsAny(s, "\n\t\u00a0") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// value makes a value of what tokens say.
func (r *Reading) value(kind Kind, value string, from, to int, precision, rule string) Value {
	return Value{kind, value, r.words(from, to), int(r.ts[from].Start), int(r.ts[to-1].End), precision, rule}
}
