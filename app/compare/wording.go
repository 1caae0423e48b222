package compare

import (
	"unicode"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
)

// tone is how words stand to those that they are compared with.
type tone uint8

const (
	same  tone = iota
	fresh      // on this side only, or in place of other words
	gone       // struck: they stand on the other side only
	quiet      // the same but for their spelling
	off        // they differ in a way that is switched off
	near       // others that can be true with those
	noted      // said of what a person did
)

// run is a stretch of words of one tone. Its text has single spaces and none
// at its ends.
type run struct {
	text   string
	tone   tone
	kind   collate.Kind // "" for same
	spaced bool         // a space stands before it
	named  bool         // its kind is written after it
	edit   int          // the edit that it is of, one that is marked; −1 for none
	strong bool         // in prose: it stands out
	aside  bool         // said beside the words, in small type
}

// wording is how a passage is worded against another.
type wording struct{ runs []run }

// kindSet is a set of kinds of change, by their rank.
type kindSet [len(trace.Kinds)]bool

func (s *kindSet) has(k collate.Kind) bool {
	i := trace.Rank(k)
	return i < len(s) && s[i]
}

// usual are the kinds that are marked unless a person chooses otherwise.
func usual() (s kindSet) {
	for i, k := range trace.Kinds {
		s[i] = trace.VoiceOf(k) != trace.Silent
	}
	return s
}

// plain is a text without marks.
func plain(text string) wording {
	var w wording
	w.add(run{text: trace.OneLine(text), edit: -1})
	return w
}

// prose sets words of which some stand out.
func prose(p trace.Prose) wording {
	var w wording
	spaced := false
	for _, s := range p {
		r := []rune(s.Text)
		w.add(run{text: trace.OneLine(s.Text), spaced: spaced || len(r) > 0 && unicode.IsSpace(r[0]), strong: s.Strong, edit: -1})
		spaced = len(r) > 0 && unicode.IsSpace(r[len(r)-1])
	}
	return w
}

// inline lays out edits in one text: what was is struck, what stands in its
// place follows.
func inline(base, text []rune, edits []collate.Edit, on kindSet) wording {
	var w wording
	b, t := side{base, true}, side{text, true}
	for i, e := range edits {
		old, now := b.take(e.BaseStart, e.BaseEnd), t.take(e.Start, e.End)
		switch {
		case old.text == "" && now.text == "": // only white space, which is set alike
		case e.Op == collate.Equal:
			w.add(now)
		case !on.has(e.Kind):
			now.silence(e.Kind)
			w.add(now)
		default:
			w.change(old, now, e.Kind, i)
		}
	}
	return w
}

// beside lays out edits in both texts: what differs is marked in each.
func beside(base, text []rune, edits []collate.Edit, on kindSet) (left, right wording) {
	b, t := side{base, true}, side{text, true}
	for i, e := range edits {
		old, now := b.take(e.BaseStart, e.BaseEnd), t.take(e.Start, e.End)
		switch {
		case old.text == "" && now.text == "", e.Op == collate.Equal:
		case !on.has(e.Kind):
			old.silence(e.Kind)
			now.silence(e.Kind)
		default:
			for _, r := range [...]*run{&old, &now} {
				r.tone, r.kind, r.edit = fresh, e.Kind, i
			}
			now.named = trace.Labelled(e.Kind)
			old.named = now.named && now.text == ""
		}
		left.add(old)
		right.add(now)
	}
	return left, right
}

// silence tells words that differ in a way that is not marked: another
// spelling is shown as equal, in grey; signs not at all.
func (r *run) silence(k collate.Kind) {
	r.kind = k
	switch k {
	case collate.KindSpelling:
		r.tone = quiet
	case collate.KindPunctuation:
		r.tone = same
	default:
		r.tone = off
	}
}

// change adds what was and what stands in its place.
func (w *wording) change(old, now run, k collate.Kind, edit int) {
	old.kind, old.tone, old.edit = k, gone, edit
	now.kind, now.tone, now.edit = k, fresh, edit
	if now.text == "" {
		old.named = trace.Labelled(k)
		w.add(old)
		return
	}
	now.named = trace.Labelled(k)
	if old.spaced && !now.spaced {
		// Words that cling to those before them stay there: "Ukraine’s".
		w.add(now)
		old.spaced = true
		w.add(old)
		return
	}
	w.add(old)
	now.spaced = now.spaced || old.text != ""
	w.add(now)
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
		return run{edit: -1}
	}
	taken := s.runes[start:end]
	r := run{text: trace.OneLine(string(taken)), spaced: s.spaced || unicode.IsSpace(taken[0]), edit: -1}
	s.spaced = unicode.IsSpace(taken[len(taken)-1])
	return r
}
