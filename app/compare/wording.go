package compare

import (
	"strings"
	"unicode"

	"claimtrace/annotate/collate"
)

// tone is how words stand to the baseline.
type tone uint8

const (
	same  tone = iota
	fresh      // in this passage only, or in place of other words
	gone       // in the baseline only
	quiet      // the same but for spelling or punctuation
)

// run is a stretch of words of one tone. Its text has single spaces and none
// at its ends.
type run struct {
	text   string
	tone   tone
	kind   collate.Kind // "" for same
	spaced bool         // a space stands before it
	named  bool         // its kind is written after it
}

// wording is how a passage is worded against the baseline.
type wording struct {
	runs   []run
	counts map[collate.Kind]int // changes by kind
	note   string               // what to say below the words; "" if nothing
}

// What is said below a passage whose marks do not speak for themselves.
const (
	noteSame  = "same wording"
	noteQuiet = "same wording, but for spelling and punctuation"
	noteApart = "in words of its own: next to nothing in common with the baseline"
)

// plain is a passage without marks.
func plain(quote string) wording {
	var w wording
	w.add(run{text: set(quote)})
	return w
}

// worded lays out the edits that lead from the baseline to a passage.
func worded(base, quote string, edits []collate.Edit) wording {
	w := wording{counts: map[collate.Kind]int{}}
	b, q := side{[]rune(base), true}, side{[]rune(quote), true}
	kept, loud, figures := 0, false, false
	for _, e := range edits {
		old, text := b.take(e.BaseStart, e.BaseEnd), q.take(e.Start, e.End)
		old.kind, text.kind = e.Kind, e.Kind
		switch {
		case e.Op == collate.Equal:
			kept += len(strings.Fields(text.text))
			w.add(text)
			continue
		case old.text == "" && text.text == "": // only white space, which is set alike
			continue
		case quietly(e.Kind) && text.text != "":
			kept += len(strings.Fields(text.text))
			text.tone = quiet
			w.add(text)
		default:
			w.change(old, text)
		}
		w.counts[e.Kind]++
		loud = loud || !quietly(e.Kind)
		figures = figures || e.Op == collate.Replace && (e.Kind == collate.KindNumber || e.Kind == collate.KindDate)
	}
	words := min(len(strings.Fields(base)), len(strings.Fields(quote)))
	switch {
	case len(w.counts) == 0:
		w.note = noteSame
	case !loud:
		w.note = noteQuiet
	case words >= leastWords && kept*fairShare < words && !figures:
		// Marks would strike all of the one and fill all of the other, and
		// show nothing; save where figures stand against figures.
		w = plain(quote)
		w.note = noteApart
	}
	return w
}

// Two passages of at least leastWords that share fewer than one word in
// fairShare are not marked.
const (
	leastWords = 4
	fairShare  = 5
)

// change adds what was and what stands in its place.
func (w *wording) change(old, text run) {
	old.tone, text.tone = gone, fresh
	if text.text == "" {
		old.named = labelled(old.kind)
		w.add(old)
		return
	}
	text.named = labelled(text.kind)
	if old.spaced && !text.spaced {
		// Words that cling to those before them stay there: "Ukraine’s".
		w.add(text)
		old.spaced = true
		w.add(old)
		return
	}
	w.add(old)
	text.spaced = text.spaced || old.text != ""
	w.add(text)
}

// add appends a run, if it holds anything.
func (w *wording) add(r run) {
	if r.text == "" {
		return
	}
	if n := len(w.runs); n > 0 && r.tone == gone && w.runs[n-1].tone == fresh {
		r.spaced = true
	}
	w.runs = append(w.runs, r)
}

// side walks one of the two texts from edit to edit.
type side struct {
	runes  []rune
	spaced bool // nothing was taken yet, or what was taken last ended with white space
}

// take returns the text of a span in code points as a run.
func (s *side) take(start, end int) run {
	if start == end {
		return run{}
	}
	taken := s.runes[start:end]
	r := run{text: set(string(taken)), spaced: s.spaced || unicode.IsSpace(taken[0])}
	s.spaced = unicode.IsSpace(taken[len(taken)-1])
	return r
}

// set puts single spaces between the words of a text and none at its ends.
func set(s string) string { return strings.Join(strings.Fields(shown(s)), " ") }

// shown leaves out control and format characters, which the face would draw
// as boxes; joiners stay, as they shape the letters around them.
func shown(s string) string {
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

// kinds are the kinds of change in the order of their weight.
var kinds = []collate.Kind{
	collate.KindNegation, collate.KindNumber, collate.KindDate, collate.KindHedge, collate.KindName, collate.KindWording,
	collate.KindAttribution, collate.KindQuotation, collate.KindSpelling, collate.KindPunctuation,
}

// quietly tells the kinds that change nothing of substance.
func quietly(k collate.Kind) bool {
	return k == collate.KindSpelling || k == collate.KindPunctuation
}

// labelled tells the kinds that are written beside the words.
func labelled(k collate.Kind) bool { return !quietly(k) && k != collate.KindWording }
