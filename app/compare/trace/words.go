package trace

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/store"
)

// Span is a stretch of prose; a strong one stands out from the rest.
type Span struct {
	Text   string
	Strong bool
}

// Prose is a sentence or more.
type Prose []Span

// String is the prose without its looks.
func (p Prose) String() string {
	var b strings.Builder
	for _, s := range p {
		b.WriteString(s.Text)
	}
	return b.String()
}

// say appends words.
func (p *Prose) say(words ...string) {
	for _, w := range words {
		if w != "" {
			*p = append(*p, Span{Text: w})
		}
	}
}

// name appends a word that stands out.
func (p *Prose) name(w string) { *p = append(*p, Span{w, true}) }

// Join puts prose after prose, with a space between them.
func Join(all ...Prose) Prose {
	var out Prose
	for _, p := range all {
		if len(p) > 0 && len(out) > 0 {
			out.say(" ")
		}
		out = append(out, p...)
	}
	return out
}

// OneLine puts single spaces between the words of a text and none at its ends.
func OneLine(s string) string { return strings.Join(strings.Fields(Plain(s)), " ") }

// Plain leaves out control and format characters, which a face would draw as
// boxes, or which would turn the direction of what follows; joiners stay, as
// they shape the letters around them.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u200d', r == '\u200c', unicode.IsSpace(r):
			return r
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// Count writes a number with its noun.
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Outlet is what a witness is called.
func Outlet(w store.Witness) string {
	name := w.In.Outlet
	if name == "" {
		name = w.In.Name()
	}
	return OneLine(name)
}

// Verdict is a verdict in a word.
func Verdict(v annotate.Verdict) string {
	if v == "" {
		return "no verdict"
	}
	return string(v)
}

// Name tells the i-th witness apart from the others by its outlet; passages
// of one article by how they begin.
func Name(ws []store.Witness, i int) string {
	for k, w := range ws {
		if k != i && w.Article == ws[i].Article {
			return Outlet(ws[i]) + ": “" + Beginning(ws[i].Quote, 5) + "”"
		}
	}
	return Outlet(ws[i])
}

// Beginning is the first few words of a text, in one line.
func Beginning(s string, few int) string {
	// No word of interest is longer than this; the rest need not be cut.
	const longest = 64
	if most := few*longest + 1; len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + " …"
	}
	words := strings.Fields(Plain(s))
	if len(words) <= few {
		return strings.Join(words, " ")
	}
	return strings.TrimRight(strings.Join(words[:few], " "), ",.;:") + " …"
}

// Sources counts the articles and passages.
func Sources(ws []store.Witness) string {
	articles := map[annotate.ID]bool{}
	for _, w := range ws {
		articles[w.Article] = true
	}
	s := Count(len(articles), "source")
	if len(ws) != len(articles) {
		s += ", " + Count(len(ws), "passage")
	}
	return s
}

// Capital begins words with a capital letter.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
