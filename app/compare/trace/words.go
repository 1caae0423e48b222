package trace

import (
	"fmt"
	"slices"
	"strings"
	"time"
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

// Clock writes times of publication as briefly as tells those of one claim
// apart: by the weekday where all lie within a week. Times are written in the
// offset that they were published with.
type Clock struct {
	time, day string // of the week too
	date      string
}

// NewClock looks at the times of a claim that are known to the day or better.
func NewClock(c store.ClaimRow) Clock {
	var first, last time.Time
	for _, m := range c.Marks {
		if m.Published.Precision() < annotate.ToDay {
			continue
		}
		t := m.Published.Written()
		if first.IsZero() || t.Before(first) {
			first = t
		}
		if t.After(last) {
			last = t
		}
	}
	switch {
	case last.Sub(first) <= 6*24*time.Hour:
		return Clock{"Monday 15:04", "Monday", "Monday"}
	case first.Year() == last.Year():
		return Clock{"Monday 2 January 15:04", "Monday 2 January", "2 January"}
	}
	return Clock{"Monday 2 January 2006 15:04", "Monday 2 January 2006", "2 January 2006"}
}

// At is a time as far as it is known, to the minute; "" for an unknown time.
func (c Clock) At(p annotate.Publication) string {
	return p.Format(annotate.Layouts{Year: "2006", Month: "January 2006", Day: c.day, Time: c.time})
}

// On is the day of a time, as in "on Friday", or the month or year if no more
// is known; "" for an unknown time.
func (c Clock) On(p annotate.Publication) string {
	return p.Format(annotate.Layouts{Year: "in 2006", Month: "in January 2006", Day: "on " + c.date, Time: "on " + c.date})
}

// unordered says that nobody knows the order of some times, and what is known
// of them: "order unknown: both Thursday".
func (c Clock) unordered(ps []annotate.Publication) string {
	var known []string
	for _, p := range ps {
		if s := c.At(p); !slices.Contains(known, s) {
			known = append(known, s)
		}
	}
	said := strings.Join(known, " and ")
	switch {
	case len(known) == 1 && len(ps) == 2:
		said = "both " + said
	case len(known) == 1:
		said = "all " + said
	case len(known) > 2:
		said = known[0] + " to " + known[len(known)-1]
	}
	return "order unknown: " + said
}
