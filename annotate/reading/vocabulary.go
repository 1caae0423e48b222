package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is all that a spelling tells without its neighbours. It is found out
// once for all the places where it stands.
type word struct {
	*fact
	text    string // as written
	low     string // in small letters, with plain apostrophes
	form    form
	points  int32 // code points
	capital bool  // begins with a capital
	acronym bool  // two capitals or more and no small letter
	inName  bool  // stands with a capital inside a sentence
	upper   int32 // capital letters
	lower   int32 // small letters
	key     string
	id      int32
	nameKey string // key and id as a part of a name
	nameID  int32
}

// Vocabulary holds the words and the keys of the texts of one comparison.
// Equal keys have equal ids, counted from 0.
type Vocabulary struct {
	words   map[string]*word
	ids     map[string]int32
	slab    []word // where words are made
	same    *Variants
	recent  [2048]*word // of the words those met last, by hash
	shapes  shapes
	buffer  []byte
	pieces  []piece
	lexemes []Lexeme
	keeps   bool    // texts are read alone, and their spellings kept
	named   []*word // those of the last text that is read alone that stand with a capital inside a sentence
}

// NewVocabulary makes a vocabulary for about so many words.
func NewVocabulary(size int) *Vocabulary {
	return &Vocabulary{words: make(map[string]*word, size), ids: make(map[string]int32, size), slab: make([]word, 0, size)}
}

// Reset empties the vocabulary for other texts, and keeps its memory.
func (v *Vocabulary) Reset(same *Variants) {
	clear(v.words)
	clear(v.ids)
	clear(v.recent[:])
	v.slab, v.same, v.shapes = v.slab[:0], same, shapes{}
	v.pieces, v.lexemes = v.pieces[:0], v.lexemes[:0]
}

// Keys is how many keys there are: all ids are below.
func (v *Vocabulary) Keys() int { return len(v.ids) }

// id numbers a key. Where texts are read alone only words have numbers.
func (v *Vocabulary) id(key string) int32 {
	if v.keeps {
		return -1
	}
	id, ok := v.ids[key]
	if !ok {
		id = int32(len(v.ids))
		v.ids[key] = id
	}
	return id
}

// word gives what a spelling tells.
func (v *Vocabulary) word(text string, f form) *word {
	recent := &v.recent[hashOf(text)%uint32(len(v.recent))]
	if *recent != nil && (*recent).text == text {
		return *recent
	}
	w, ok := v.words[text]
	if !ok {
		w = v.newWord(text, f)
	}
	*recent = w
	return w
}

// newWord finds out what a spelling tells.
func (v *Vocabulary) newWord(text string, f form) *word {
	if len(v.slab) == cap(v.slab) {
		v.slab = make([]word, 0, 2*cap(v.slab)+64)
	}
	if v.keeps {
		text = strings.Clone(text) // or the whole text would be kept
	}
	v.slab = append(v.slab, word{fact: unknown, text: text, low: text, form: f})
	w := &v.slab[len(v.slab)-1]
	v.words[text] = w
	w.points = int32(utf8.RuneCountInString(text))
	switch f {
	case letters:
		v.spell(w)
	case sign:
		w.low = narrow(text)
		w.key = foldSign(text)
		w.id = v.id(w.key)
		if w.fact = factOf(w.low); w.fact == unknown && (saysSomething(text) || strings.ContainsRune(leadingSigns, firstOf(text)) || isDash(firstOf(text))) {
			w.fact = leading
		}
	default:
		w.fact = factOf(w.low)
	}
	return w
}

// leadingSigns may begin a number or a date though they are punctuation: "~40", "’80s".
const leadingSigns = "~～'’‘"

func firstOf(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// spell fills in what the letters of a word tell.
func (v *Vocabulary) spell(w *word) {
	plain := true // ASCII without a sign
	for i := range len(w.text) {
		switch c := w.text[i]; {
		case 'a' <= c && c <= 'z':
			w.lower++
		case 'A' <= c && c <= 'Z':
			w.upper++
		case c >= utf8.RuneSelf, c == '.', c == '\'', c == '`':
			plain = false
		}
	}
	if !plain && !isASCII(w.text) {
		w.lower, w.upper = 0, 0
		for _, r := range w.text {
			switch {
			case unicode.IsLower(r):
				w.lower++
			case unicode.IsUpper(r):
				w.upper++
			}
		}
	}
	first, _ := utf8.DecodeRuneInString(w.text)
	w.capital = unicode.IsUpper(first) || unicode.IsTitle(first)
	w.acronym = w.upper >= 2 && w.lower == 0
	if w.upper > 0 || !plain {
		w.low = strings.ToLower(plainApostrophes(w.text))
	}
	w.fact = factOf(w.low)
	switch {
	case w.acronym || !plain:
		w.key = foldToken(w.text, Word)
	case w.fact.variant != "":
		w.key = w.fact.variant
	default:
		w.key = american(w.low)
	}
	w.id = v.idOf(w.key, 0)
	w.nameKey, w.nameID = w.key, w.id
	if w.capital && !w.acronym {
		if name := plainName(w.key); name != w.key {
			w.nameKey, w.nameID = name, v.idOf(name, 1)
		}
	}
}

// idOf numbers one of the two keys of a word. Where texts are read alone the number is the
// word's own: equal keys may have several.
func (v *Vocabulary) idOf(key string, which int) int32 {
	if v.keeps {
		return int32(2*len(v.words) + which)
	}
	return v.id(key)
}

// partAcronyms keeps a word in capitals apart from the word of the same letters that
// stands in small ones, "ICE" from "ice", unless a text is all in one case and so tells nothing.
func (v *Vocabulary) partAcronyms(settings []setting) {
	for i := range settings {
		if settings[i].oneCase() {
			return
		}
	}
	for i := range v.slab {
		w := &v.slab[i]
		if !w.acronym || w.form != letters || w.has(IsKnown) || !isASCII(w.text) {
			continue
		}
		if small, ok := v.words[w.low]; ok && small.key == w.key && small.upper == 0 {
			w.key = w.text
			w.id = v.id(w.key)
			w.nameKey, w.nameID = w.key, w.id
		}
	}
}

// readSmall marks the pieces of texts without a capital, in which small letters tell
// nothing: "the us" is a country, and what ends like a name may be one that another text shows.
func (v *Vocabulary) readSmall(settings []setting) {
	for i := range settings {
		s := &settings[i]
		if s.shouting || len(s.ps) < wordsTell || !s.oneCase() {
			continue
		}
		for k := range s.ps {
			p := &s.ps[k]
			p.allSmall = true
			if p.form != letters {
				continue
			}
			if name := plainName(p.key); name != p.key {
				if id, ok := v.ids[name]; ok {
					p.key, p.id = name, id
				}
			}
		}
	}
}

// wordsTell is how many words and signs a text has from which on the lack of
// capitals is its way of writing.
const wordsTell = 6

// umlauts are written with an e where a keyboard has none: Müller, Mueller.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe")

// joinUmlauts gives a word with an umlaut the key of the same with an e, if that is there.
func (v *Vocabulary) joinUmlauts() {
	for i := range v.slab {
		w := &v.slab[i]
		if w.form != letters || w.points == int32(len(w.text)) {
			continue
		}
		plain := umlauts.Replace(norm.NFC.String(w.low))
		if plain == w.low {
			continue
		}
		key := foldWord(plain)
		id, ok := v.ids[key]
		if w.capital && !ok {
			key = plainName(key)
			id, ok = v.ids[key]
		}
		if ok {
			w.key, w.id, w.nameKey, w.nameID = key, id, key, id
		}
	}
}

// joined gives the key of two words written as one, if that is a key already.
func (v *Vocabulary) joined(a, b string) (string, int32, bool) {
	v.buffer = append(append(v.buffer[:0], a...), b...)
	id, ok := v.ids[string(v.buffer)]
	if !ok {
		return "", 0, false
	}
	return string(v.buffer), id, true
}

// shapes tells quickly that no key has the length and the outer letters of a compound.
type shapes [16]uint64

func shapeOf(length int, first, last byte) (word, bit uint) {
	h := uint(length)*2 + uint(first)*37 + uint(last)*113
	return h >> 6 & 15, h & 63
}

// noteShapes remembers the shapes of all keys so far.
func (v *Vocabulary) noteShapes() {
	for key := range v.ids {
		word, bit := shapeOf(len(key), key[0], key[len(key)-1])
		v.shapes[word] |= 1 << bit
	}
}

// mayBeKey reports false where two words written as one are no key.
func (v *Vocabulary) mayBeKey(a, b string) bool {
	word, bit := shapeOf(len(a)+len(b), a[0], b[len(b)-1])
	return v.shapes[word]>>bit&1 == 1
}
