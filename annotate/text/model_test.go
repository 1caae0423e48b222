package text

import (
	"math/rand/v2"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
)

// model is the straightforward way to segment a text, from its start to its
// end, against which the quick one is held. Offsets are in code points.
type model struct {
	runes      []rune
	boundary   []bool
	paragraphs [][2]int
	words      [][2]int
	sentences  [][2]int // with the spaces around them
}

type pieces interface {
	Next() bool
	Value() string
}

func newModel(s string) *model {
	m := &model{runes: []rune(s)}
	m.boundary = make([]bool, len(m.runes)+1)
	m.boundary[len(m.runes)] = true
	at := 0
	for it := graphemes.FromString(s); it.Next(); at += utf8.RuneCountInString(it.Value()) {
		m.boundary[at] = true
	}
	start := 0
	for line := range strings.SplitSeq(s, "\n") {
		end := start + utf8.RuneCountInString(line)
		m.paragraphs = append(m.paragraphs, [2]int{start, end})
		m.words = append(m.words, m.join(start, end, words.FromString(line), func(string) bool { return false })...)
		m.sentences = append(m.sentences, m.join(start, end, sentences.FromString(line), endsInAbbreviation)...)
		start = end + 1
	}
	return m
}

// join puts pieces of a paragraph together where they part a grapheme, or
// where together they go on.
func (m *model) join(start, end int, it pieces, goesOn func(string) bool) (all [][2]int) {
	at, joined := start, ""
	for it.Next() {
		at += utf8.RuneCountInString(it.Value())
		joined += it.Value()
		if at < end && (!m.boundary[at] || goesOn(joined)) {
			continue
		}
		all = append(all, [2]int{start, at})
		start, joined = at, ""
	}
	return all
}

// after is the first of some parts that ends after a place.
func after(parts [][2]int, point int) int {
	return sort.Search(len(parts), func(i int) bool { return parts[i][1] > point })
}

// holding returns the part of a paragraph that holds a place; the last at its
// end, an empty one if there is none.
func (m *model) holding(parts [][2]int, point int) (int, int) {
	first, last := m.paragraph(point)
	i := after(parts, point)
	if point == last {
		i--
	}
	if i < 0 || i == len(parts) || parts[i][0] < first {
		return first, first
	}
	return parts[i][0], parts[i][1]
}

func (m *model) paragraph(point int) (int, int) {
	for _, p := range m.paragraphs {
		if point <= p[1] {
			return p[0], p[1]
		}
	}
	panic("outside the text")
}

func (m *model) grapheme(point int) (int, int) {
	if point == len(m.runes) {
		return point, point
	}
	start, end := point, point+1
	for !m.boundary[start] {
		start--
	}
	for !m.boundary[end] {
		end++
	}
	return start, end
}

func (m *model) trim(start, end int) (int, int) {
	for start < end && unicode.IsSpace(m.runes[start]) {
		start++
	}
	for start < end && unicode.IsSpace(m.runes[end-1]) {
		end--
	}
	start, _ = m.grapheme(start)
	if !m.boundary[end] {
		_, end = m.grapheme(end)
	}
	return start, end
}

func (m *model) sentence(point int) (int, int) { return m.trim(m.holding(m.sentences, point)) }
func (m *model) word(point int) (int, int)     { return m.holding(m.words, point) }

func (m *model) isWord(w [2]int) bool {
	return strings.ContainsFunc(string(m.runes[w[0]:w[1]]), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

func (m *model) nextWord(point int) int {
	for _, w := range m.words[after(m.words, point):] {
		if m.isWord(w) {
			return w[1]
		}
	}
	return len(m.runes)
}

func (m *model) prevWord(point int) int {
	for i := after(m.words, point-1); i >= 0; i-- {
		if i < len(m.words) && m.words[i][0] < point && m.isWord(m.words[i]) {
			return m.words[i][0]
		}
	}
	return 0
}

// signs holds what the rules of UAX 29 tell apart, several scripts of each.
var signs = strings.Split("a|Z|7|é|ß|Ж|λ|א|ب|中|ア|ｶ|ﾞ|一|、|。|」|«|“|'|’|\"|:|;|,|.|?|!|…|-|_|(|)|\u00ad|\u200b|\u200e|\t|\u0085|\u2028|"+
	" |\u00a0|\u3000|\u0301|\u0308|\u20dd|\u200c|\u200d|\ufe0f|\u0e01|\u0e33|\u0e48|\u0c15|\u0c4d|\u0c3e|क|\u094d|\u093c|\u093f|\u0941|ष|\u0d4e|\u0600|\u06dd|\U000110bd|"+
	"\u1100|\u1161|\u11a8|가|각|\U0001f1fa|\U0001f1e6|\U0001f469|\u2764|\U0001f3fd|©|\U0001f692|\r\n|\r|\n|\u000b|\U000e0020|𝒜|3.14|U.S. |Gen. |e.g. ", "|")

// mixture makes a text of that many signs, in rows and by turns.
func mixture(r *rand.Rand, n int) string {
	var b strings.Builder
	few := signs
	for n > 0 {
		if r.IntN(20) == 0 { // a part of few signs meets rare rules more often
			few = make([]string, 1+r.IntN(6))
			for i := range few {
				few[i] = signs[r.IntN(len(signs))]
			}
		} else if r.IntN(20) == 0 {
			few = signs
		}
		times := 1
		if r.IntN(30) == 0 {
			times = 1 + r.IntN(60)
		}
		b.WriteString(strings.Repeat(few[r.IntN(len(few))], times))
		n -= times
	}
	return b.String()
}

// news makes a text in the manner of an agency's reports: paragraphs of a few
// sentences, with what follows each.
func news(size int, after string) string {
	r := rand.New(rand.NewPCG(3, 1))
	nouns := strings.Fields("minister convoy harbour ceasefire letter village drone reporter spokeswoman council grain Kyiv Odesa Gdańsk Reuters")
	verbs := strings.Fields("said denied visited struck promised confirmed reached didn’t leave couldn’t verify had seen")
	rest := []string{"on Friday", "near the U.S. embassy", "by 6.30 p.m. local time", "with Gen. Lee", "“as a first step”", "(see map)", "at €3.5 million", "in Jan. 2023"}
	var b strings.Builder
	for b.Len() < size {
		for range 2 + r.IntN(4) {
			b.WriteString([]string{"The ", "A ", "“Our ", "Mr. Smith’s ", "J. Doe and the "}[r.IntN(5)])
			for range 1 + r.IntN(3) {
				b.WriteString(nouns[r.IntN(len(nouns))] + " " + verbs[r.IntN(len(verbs))] + " " + rest[r.IntN(len(rest))] + ", ")
			}
			b.WriteString(nouns[r.IntN(len(nouns))] + []string{". ", ".” ", "? ", "! ", "… ", ". "}[r.IntN(6)])
		}
		b.WriteString(after)
	}
	return b.String()
}
