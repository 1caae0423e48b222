// Package corpus makes news-like text and highlights to measure with: of any
// size, always the same for the same seed, and nobody's property.
//
// The words are made up. How often each comes is Zipf's law with Mandelbrot's
// correction, as in every language; the frequent ones are short. 10,000 words
// are about 60 kB, and 1,000,000 hold most of a vocabulary of 48,000, as a
// corpus of news does.
package corpus

import (
	"math/rand/v2"
	"strings"
	"sync"
)

const vocabularySize = 48_000

// The share of words that are names and numbers, that follow a comma or a
// dash, and of longer sentences that somebody says.
const (
	nameShare   = 0.03
	numberShare = 0.015
	commaShare  = 0.05
	dashShare   = 0.006
	quoteShare  = 0.12
)

// Text returns a text of so many words: paragraphs of 40 to 90 with a blank
// line between them, of sentences with names, numbers, curly quotes and long
// dashes. A shorter text of the same seed is the beginning of a longer one, but
// for its last full stop.
func Text(seed uint64, words int) string {
	w := &writer{draw: newDraw(seed), left: words}
	w.Grow(words*6 + words/4)
	for w.left > 0 {
		if w.Len() > 0 {
			w.WriteString("\n\n")
		}
		w.paragraph(40 + w.draw.IntN(51))
	}
	return w.String()
}

// draw is where all chance comes from.
type draw struct {
	*rand.Rand
	rank *rand.Zipf
}

func newDraw(seed uint64) draw {
	r := rand.New(rand.NewPCG(seed, vocabularySize))
	return draw{r, rand.NewZipf(r, 1.05, 2.7, vocabularySize-1)}
}

func (d draw) chance(share float64) bool { return d.Float64() < share }

// between returns a number from low to high.
func (d draw) between(low, high int) int { return low + d.IntN(high-low+1) }

type writer struct {
	strings.Builder
	draw draw
	left int // words still to be written
}

func (w *writer) paragraph(words int) {
	for words > 0 && w.left > 0 {
		n := w.draw.between(8, 28)
		if words -= n; words < 0 {
			n, words = n+words, 0
		}
		w.sentence(n)
		if words > 0 && w.left > 0 {
			w.WriteByte(' ')
		}
	}
}

// sentence writes so many words, in parts with commas or dashes between them.
// Some are said by somebody, and then in quotes up to the last three words.
// Where the text ends, so does the sentence.
func (w *writer) sentence(words int) {
	quoted := words > 12 && w.draw.chance(quoteShare)
	speaker := words
	if quoted {
		w.WriteString("“")
		speaker = words - 3
	}
	for i := 0; i < words && w.left > 0; i++ {
		switch {
		case i == 0:
		case quoted && i == speaker:
			w.WriteString(",” ")
		case w.draw.chance(commaShare):
			w.WriteString(", ")
		case w.draw.chance(dashShare):
			w.WriteString(" — ")
		default:
			w.WriteByte(' ')
		}
		w.word(i == 0, quoted && i > speaker)
	}
	w.WriteByte('.')
}

func (w *writer) word(first, name bool) {
	w.left--
	switch {
	case name || w.draw.chance(nameShare):
		w.WriteString(capital(vocabulary()[w.draw.between(2_000, 6_000)]))
		if !name && w.draw.chance(0.1) {
			w.WriteString("’s")
		}
	case !first && w.draw.chance(numberShare):
		w.number()
	default:
		s := vocabulary()[w.draw.rank.Uint64()]
		if first {
			s = capital(s)
		}
		w.WriteString(s)
	}
}

// number writes one of two to five digits, with a comma before the last three.
func (w *writer) number() {
	digits := []byte{byte('1' + w.draw.IntN(9))}
	for range w.draw.between(1, 4) {
		digits = append(digits, byte('0'+w.draw.IntN(10)))
	}
	if n := len(digits); n > 3 {
		w.Write(digits[:n-3])
		w.WriteByte(',')
		digits = digits[n-3:]
	}
	w.Write(digits)
}

func capital(s string) string { return string(s[0]-'a'+'A') + s[1:] }

// vocabulary returns the made-up words, the most frequent first.
var vocabulary = sync.OnceValue(func() []string {
	r := draw{Rand: rand.New(rand.NewPCG(1, vocabularySize))}
	known := make(map[string]bool, vocabularySize)
	words := make([]string, 0, vocabularySize)
	for len(words) < vocabularySize {
		low, high := letters(len(words))
		if s := coined(r, r.between(low, high)); !known[s] && strings.ContainsAny(s, vowels) {
			known[s] = true
			words = append(words, s)
		}
	}
	return words
})

// letters returns how short and how long a word of a rank may be.
func letters(rank int) (low, high int) {
	switch {
	case rank < 12:
		return 1, 3
	case rank < 60:
		return 2, 4
	case rank < 400:
		return 3, 6
	case rank < 3_000:
		return 4, 8
	}
	return 5, 11
}

const vowels = "eaoiuea"

// coined makes up a word of so many letters that can be spoken.
func coined(r draw, letters int) string {
	const consonants = "tnsrhldcmfpgwybvk"
	s := make([]byte, 0, letters)
	vowel, doubled := r.chance(0.3), false
	for len(s) < letters {
		from := consonants
		if vowel {
			from = vowels
		}
		s = append(s, from[r.IntN(len(from))])
		// now and then two consonants or two vowels meet
		if doubled = !doubled && r.chance(0.2); !doubled {
			vowel = !vowel
		}
	}
	return string(s)
}
