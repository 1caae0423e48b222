package anchor

import (
	"strings"
	"unicode"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// alike leads from characters that a keyboard does not have, or a page breaks
// lines with, to what is typed for them.
var alike = map[rune]rune{
	'’': '\'', '‘': '\'', 'ʼ': '\'', '‚': '\'', '′': '\'', '`': '\'', '´': '\'',
	'“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '″': '"',
	'‐': '-', '‑': '-', '–': '-', '—': '-', '−': '-',
}

// typed is a text as it is typed, with the place of each of its characters in the
// text, and of its end.
func typed(s string) (characters []rune, at []int) {
	i := -1
	for _, r := range s {
		i++
		switch {
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			if len(characters) > 0 && characters[len(characters)-1] == ' ' {
				continue // much white space is as good as one space
			}
			r = ' '
		case r == '\u00ad':
			continue
		case alike[r] != 0:
			r = alike[r]
		}
		characters, at = append(characters, r), append(at, i)
	}
	return characters, append(at, i+1)
}

// Typed returns every place at which the words occur when what is typed stands for
// what is printed: ' for ’, a space for a no-break space or a line end, - for a
// dash.
func Typed(o *text.Offsets, quote string) []annotate.Span {
	words, _ := typed(strings.TrimSpace(quote))
	if len(words) == 0 {
		return nil
	}
	all, at := typed(o.Text())
	var spans []annotate.Span
	for i := 0; i+len(words) <= len(all); i++ {
		if all[i] != words[0] || string(all[i:i+len(words)]) != string(words) {
			continue
		}
		// A run of white space counts once: the passage ends before what follows.
		spans = append(spans, annotate.Span{Start: at[i], End: at[i+len(words)-1] + 1})
	}
	return spans
}

// Nearest finds the passage that has most words of a quote in their places, at
// least half of them. Where several have as many it is the first.
func Nearest(o *text.Offsets, quote string) (span annotate.Span, ok bool) {
	want := wordsOf(quote)
	all := wordsOf(o.Text())
	const most = 200 // words that are looked at
	want = want[:min(len(want), most)]
	best := 0
	for i := range all {
		same := 0
		for k, w := range want {
			if i+k < len(all) && all[i+k].folded == w.folded {
				same++
			}
		}
		if same > best {
			best = same
			span = annotate.Span{Start: all[i].start, End: all[min(i+len(want), len(all))-1].end}
		}
	}
	return span, best > 0 && best*2 >= len(want)
}

// oneWord is a word with its place.
type oneWord struct {
	folded     string
	start, end int
}

func wordsOf(s string) (words []oneWord) {
	var letters []rune
	i, start := 0, 0
	end := func() {
		if len(letters) > 0 {
			words = append(words, oneWord{string(letters), start, i})
			letters = nil
		}
	}
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if letters == nil {
				start = i
			}
			letters = append(letters, unicode.ToLower(r))
		} else {
			end()
		}
		i++
	}
	end()
	return words
}
