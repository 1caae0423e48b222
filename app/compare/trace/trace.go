// Package trace follows one claim from source to source: how each passage is
// worded against another, how all of them align, what changed first, who
// confirmed first, and where the claim stands, in words.
//
// It knows no window, so that the comparison on the screen, its copies and the
// report say the same. A trace does not change once it is made; any number of
// goroutines may read it.
package trace

import (
	"slices"
	"strings"
	"unicode"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
	"claimtrace/store"
)

// Options tell how witnesses are compared.
type Options struct {
	collate.Options
	Base   int  // the witness that the others are compared with
	Before bool // each is compared with the one before it instead
}

// Trace is a claim with its witnesses, each compared with another.
type Trace struct {
	Claim     store.ClaimRow
	Witnesses []store.Witness // in order of publication, those of unknown time last
	Options   Options
	Steps     []Step // of each witness
	texts     [][]rune
	said      []store.Facets // what the witnesses say; nil where it is not known
}

// Step is how a witness differs from the one that it is compared with.
type Step struct {
	Base  int            // the witness that it is compared with; −1 for none
	Alone string         // why that is none: a few words; "" for the baseline itself
	Edits []collate.Edit // that lead from the base to it, those of [KindMoved] among them; offsets are code points of the quotes
	Moves []collate.Move // from the base, whose offsets come first
	Apart bool           // next to nothing in common: marks would show nothing
}

// Why a witness is compared with none, where each is compared with the one
// before it.
const (
	aloneFirst     = "nothing was published before it"
	aloneUnordered = "nothing is known to have been published before it"
	aloneUndated   = "its time is unknown, so nobody knows what came before it"
)

// New compares the witnesses of a claim. With a few passages of a sentence
// each it takes less than a millisecond, with long ones as long as
// [collate.Diff] takes for each.
func New(c store.ClaimRow, ws []store.Witness, o Options) *Trace {
	t := &Trace{Claim: c, Witnesses: ws, Options: o, Steps: make([]Step, len(ws)), texts: make([][]rune, len(ws))}
	for i, w := range ws {
		t.texts[i] = []rune(w.Quote)
	}
	for i := range ws {
		t.Steps[i] = t.step(i)
	}
	return t
}

func (t *Trace) step(i int) Step {
	if !t.Options.Before {
		if i == t.Options.Base {
			return Step{Base: -1}
		}
		return t.against(i, t.Options.Base)
	}
	if !t.Witnesses[i].In.Published.Known() {
		return Step{Base: -1, Alone: aloneUndated}
	}
	before := t.before(i)
	if len(before) == 0 {
		unordered := func(w store.Witness) bool {
			return w.Article != t.Witnesses[i].Article && w.In.Published.Unordered(t.Witnesses[i].In.Published)
		}
		if slices.ContainsFunc(t.Witnesses, unordered) {
			return Step{Base: -1, Alone: aloneUnordered}
		}
		return Step{Base: -1, Alone: aloneFirst}
	}
	best, most := Step{}, -1
	for _, k := range before {
		s := t.against(i, k)
		if kept := t.kept(s); kept > most {
			best, most = s, kept
		}
	}
	return best
}

// mostBefore is how many passages of the article before are looked at for the
// one that is most like a witness.
const mostBefore = 8

// before lists the passages of the last article that is known to have come
// before that of a witness.
func (t *Trace) before(i int) (all []int) {
	ws := t.Witnesses
	last := i - 1
	for last >= 0 && !ws[last].In.Published.Before(ws[i].In.Published) {
		last--
	}
	for k := 0; k <= last && len(all) < mostBefore; k++ {
		if ws[k].Article == ws[last].Article {
			all = append(all, k)
		}
	}
	return all
}

// against compares a witness with another.
func (t *Trace) against(i, base int) Step {
	from, to := t.Witnesses[base].Quote, t.Witnesses[i].Quote
	o := t.Options.At(t.Witnesses[base].Place(), t.Witnesses[i].Place())
	s := Step{Base: base, Edits: o.Diff(from, to)}
	if from != to {
		s.Moves = moves(from, to, o)
		s.markMoved(t.texts[base], t.texts[i])
	}
	s.Apart = t.apart(i, s)
	return s
}

// mostMoved is the length up to which texts are searched for moved passages,
// in bytes: in longer ones words stand together by chance.
const mostMoved = 20_000

func moves(from, to string, o collate.Options) []collate.Move {
	if len(from) > mostMoved || len(to) > mostMoved {
		return nil
	}
	return o.Collate([]string{from, to}).Moves
}

// markMoved turns edits into moves that take out, or put in, words of a moved
// passage and nothing else.
func (s *Step) markMoved(base, text []rune) {
	s.pairMoved(base, text)
	for k := range s.Edits {
		e := &s.Edits[k]
		if e.Op == collate.Equal {
			continue
		}
		out, in := words(base, e.BaseStart, e.BaseEnd), words(text, e.Start, e.End)
		gone, come := false, false
		for _, m := range s.Moves {
			if standsFor(e.Kind) && single(base[m.Start:m.End]) {
				continue // alone it says something else there
			}
			gone = gone || m.Start <= out.start && out.end <= m.End
			come = come || m.ToStart <= in.start && in.end <= m.ToEnd
		}
		if (gone || out.start == out.end) && (come || in.start == in.end) && (gone || come) {
			e.Kind = KindMoved
		}
	}
}

// standsFor reports the kinds of what says something else in another place.
func standsFor(k collate.Kind) bool {
	return k == collate.KindNumber || k == collate.KindDate || k == collate.KindName || k == collate.KindNegation || k == collate.KindHedge
}

// single reports a text of one word.
func single(text []rune) bool { return !slices.ContainsFunc(text, unicode.IsSpace) }

// mostPaired is the length up to which words that are taken out in one place
// are looked for among those that are put in elsewhere, in code points.
const mostPaired = 300

// pairMoved finds edits that take out what others put in: a date or a name
// may move alone.
func (s *Step) pairMoved(base, text []rune) {
	out := map[string]span{}
	for _, e := range s.Edits {
		if e.Op != collate.Delete || e.BaseEnd-e.BaseStart > mostPaired {
			continue
		}
		if at := words(base, e.BaseStart, e.BaseEnd); at.start < at.end {
			out[keys(base[at.start:at.end])] = at
		}
	}
	if len(out) == 0 {
		return
	}
	for _, e := range s.Edits {
		if e.Op != collate.Insert || e.End-e.Start > mostPaired {
			continue
		}
		in := words(text, e.Start, e.End)
		if in.start == in.end {
			continue
		}
		key := keys(text[in.start:in.end])
		if from, ok := out[key]; ok && from.end-from.start >= leastMoved {
			s.Moves = append(s.Moves, collate.Move{Start: from.start, End: from.end, To: 1, ToStart: in.start, ToEnd: in.end})
			delete(out, key)
		}
	}
}

// leastMoved is the length from which words are told to have moved, in code
// points: an article or a preposition may stand anywhere.
const leastMoved = 4

// keys are the words of a text, those that say the same alike.
func keys(text []rune) string {
	var b strings.Builder
	for _, t := range reading.Tokenize(string(text)) {
		if t.Type != reading.Punctuation {
			b.WriteString(reading.Fold(t) + " ")
		}
	}
	return b.String()
}

type span struct{ start, end int }

// words is the part of a span of code points without spaces and signs at its
// ends.
func words(text []rune, start, end int) span {
	around := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }
	for start < end && around(text[start]) {
		start++
	}
	for start < end && around(text[end-1]) {
		end--
	}
	return span{start, end}
}

// kept counts the words that a witness has from the one it is compared with,
// those with other spelling among them.
func (t *Trace) kept(s Step) (n int) {
	for _, e := range s.Edits {
		if e.Op == collate.Equal || VoiceOf(e.Kind) == Silent {
			n += countWords(string(t.texts[s.Base][e.BaseStart:e.BaseEnd]))
		}
	}
	return n
}

// Two passages of at least leastWords that share fewer than one word in
// fairShare are not marked.
const (
	leastWords = 4
	fairShare  = 5
)

// apart tells whether marks would strike all of the one and fill all of the
// other, and show nothing; save where figures stand against figures.
func (t *Trace) apart(i int, s Step) bool {
	for _, e := range s.Edits {
		old, now := string(t.texts[s.Base][e.BaseStart:e.BaseEnd]), string(t.texts[i][e.Start:e.End])
		if figures(e, old, now) {
			return false
		}
	}
	least := t.leastOf(i, s.Base)
	return least >= leastWords && t.kept(s)*fairShare < least
}

// figures tells whether an edit puts a figure or a date in the place of another.
func figures(e collate.Edit, old, now string) bool {
	of, ok := figureOf(e.Kind)
	is := func(t reading.Token) bool { return t.Type == of && definite(t) }
	return ok && e.Op == collate.Replace && slices.ContainsFunc(reading.Tokenize(old), is) && slices.ContainsFunc(reading.Tokenize(now), is)
}

// figureOf is the type of tokens that a change of a kind is about.
func figureOf(k collate.Kind) (of reading.TokenType, ok bool) {
	switch k {
	case collate.KindNumber:
		return reading.Number, true
	case collate.KindDate:
		return reading.Date, true
	}
	return 0, false
}

// definite tells a figure that names its number ("forty", "a week") from one
// that does not ("days").
func definite(t reading.Token) bool {
	return t.Type == reading.Date || strings.ContainsFunc(reading.Fold(t), unicode.IsDigit)
}

// least is the number of words that a witness and its base can have in common.
func (t *Trace) least(i int) int { return t.leastOf(i, t.Steps[i].Base) }

func (t *Trace) leastOf(i, base int) int {
	return min(countWords(t.Witnesses[base].Quote), countWords(t.Witnesses[i].Quote))
}

// countWords counts what stands between spaces and is no mere sign.
func countWords(s string) (n int) {
	for w := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// Words returns what an edit of the i-th witness takes out and puts in, each
// in one line.
func (t *Trace) Words(i int, e collate.Edit) (old, now string) {
	now = OneLine(string(t.texts[i][e.Start:e.End]))
	if base := t.Steps[i].Base; base >= 0 {
		old = OneLine(string(t.texts[base][e.BaseStart:e.BaseEnd]))
	}
	return old, now
}

// Changes counts the changes of the i-th witness by kind.
func (t *Trace) Changes(i int) Counts {
	c := Counts{}
	for _, e := range t.Steps[i].Edits {
		if e.Op == collate.Equal {
			continue
		}
		if old, now := t.Words(i, e); old != "" || now != "" { // else only white space, which is set alike
			c[e.Kind]++
		}
	}
	return c
}

// Counts counts the changes of all witnesses by kind, without those of
// witnesses in words of their own.
func (t *Trace) Counts() Counts {
	c := Counts{}
	for i, s := range t.Steps {
		if !s.Apart {
			c.Add(t.Changes(i))
		}
	}
	return c
}
