package colleagues

import (
	"unicode"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/store"
)

// entry is a row of the page: what came or will come, what asks to be settled,
// what may be one, a receipt.
type entry struct {
	badge
	name   string // what it is of
	detail string // below it, in small type
	values []value
	beside bool   // the values stand beside one another: what is here, what is in the package
	stands string // which of them stands, in a word

	of       store.Ref
	article  annotate.ID // of a passage
	register string      // of a collision
	carried  annotate.ID // of what waits to be carried over: what that would make
	section  section
	acts     []act // what can be done with it as a whole

	// Of a preview, for what can be chosen there.
	key       string
	alike     *store.Alike
	collision *store.Collision
	ours      annotate.ID // the change that gave the value that is here
}

// badge tells in a word what sort of row it is.
type badge struct {
	words string
	tone  tone
}

type tone uint8

const (
	plain tone = iota
	fresh
	sure
	other // another view of the same
	changed
	clash
)

// The badges.
var (
	isNew     = badge{"new", fresh}
	isSecond  = badge{"second view", other}
	isChanged = badge{"changed", changed}
	isBack    = badge{"back", fresh}
	isGone    = badge{"removed", clash}
	isClash   = badge{"collision", clash}
	isContest = badge{"removed", clash}
	isHidden  = badge{"not shown", plain}
	isAlike   = badge{"the same?", other}
	isOne     = badge{"one", plain}
	isIn      = badge{"in", fresh}
	isAside   = badge{"taken back", plain}
)

// value is one of the values of a row.
type value struct {
	verdict annotate.Verdict // its sign stands before the words; "" for none
	who     string           // stands before them, in the face of the interface
	runs    []run            // none is a dash
	more    string           // below, in small type: who set it, when
	change  annotate.ID      // that set it
	stands  bool
	key     string // chooses it, "" for none
	act     act    // with it alone; its words are "" for none
}

// act is something that can be done with a row.
type act struct {
	words, hint string // what the button says, and what that means
	do          func()
}

// run is a stretch of words that stand on both sides, or on one.
type run struct {
	text   string
	kind   collate.Kind // of a change; "" for words that are the same
	spaced bool
	quiet  bool
}

// plainly is words of which nothing is compared.
func plainly(s string) []run {
	if s = trace.OneLine(s); s == "" {
		return nil
	}
	return []run{{text: s}}
}

func quietly(s string) []run {
	r := plainly(s)
	for i := range r {
		r[i].quiet = true
	}
	return r
}

// longest is how much of a text is shown in a row, in code points; the rest is
// read where it stands.
const longest = 1500

func cut(s string) string {
	if r := []rune(trace.OneLine(s)); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return trace.OneLine(s)
}

// differ sets two texts against one another: what only one of them has is marked
// in it.
func differ(a, b string, o collate.Options) (left, right []run) {
	a, b = cut(a), cut(b)
	if a == "" || b == "" {
		return plainly(a), plainly(b)
	}
	of, to := []rune(a), []rune(b)
	add := func(to []run, runes []rune, all []rune, at int, kind collate.Kind) []run {
		text := trace.OneLine(string(runes))
		if text == "" {
			return to
		}
		spaced := at > 0 && (unicode.IsSpace(runes[0]) || unicode.IsSpace(all[at-1]))
		return append(to, run{text: text, kind: kind, spaced: spaced})
	}
	for _, e := range o.Diff(a, b) {
		kind := e.Kind
		if kind == collate.KindSpelling || kind == collate.KindPunctuation {
			kind = ""
		}
		left = add(left, of[e.BaseStart:e.BaseEnd], of, e.BaseStart, kind)
		right = add(right, to[e.Start:e.End], to, e.Start, kind)
	}
	return left, right
}

// words are those of runs.
func words(runs []run) string {
	s := ""
	for _, r := range runs {
		if r.spaced && s != "" {
			s += " "
		}
		s += r.text
	}
	return s
}
