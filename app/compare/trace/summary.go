package trace

import (
	"cmp"
	"slices"
	"strings"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
	"claimtrace/store"
)

// mostClauses is how many changes the summary tells.
const mostClauses = 3

// change is one change as the summary may tell it.
type change struct {
	witness  int
	kind     collate.Kind
	old, now string
}

// Summary tells in words how the claim changed: what its sources say in substance
// where that is known, else how its wording changed, what changed first, then what
// weighs most of the rest. It is empty where there are not two witnesses to
// compare.
func (t *Trace) Summary() Prose {
	if len(t.Witnesses) < 2 {
		return nil
	}
	var p Prose
	changes, far := t.changes()
	facts := t.tellFacts()
	switch {
	case len(facts) > 0:
		p = facts
	case len(changes) > 0:
		t.tell(&p, changes)
	case far == 0:
		p.say(t.alike())
	case t.tells():
		p.say("The passages say the same in substance.")
	case far == 1 && len(t.Witnesses) > 2:
		p.say("One passage is in words of its own; the others say the same.")
	case far < len(t.Witnesses)-1:
		p.say(Count(far, "passage"), " are in words of their own; the others say the same.")
	default:
		p.say("The passages share too few words to name single changes.")
	}
	if n := undated(t.Witnesses); n > 0 {
		p.say(" The time of ", Count(n, "passage"), " is unknown: shown apart.")
	}
	return p
}

// A summary names the changes of a witness that has at least nearShare of
// nearOf words in common with the one it is compared with: others are sentences
// of their own, of which it names only figures that stand against others.
const (
	nearShare = 2
	nearOf    = 5
)

// changes lists the changes that say something, in order of publication,
// without those of passages in words of their own, which it counts.
func (t *Trace) changes() (list []change, far int) {
	for i, s := range t.Steps {
		switch {
		case s.Base < 0:
			continue
		case s.Apart:
			far++
			continue
		}
		near := t.kept(s)*nearOf >= t.least(i)*nearShare
		if !near {
			far++
		}
		for _, e := range s.Edits {
			if e.Op == collate.Equal || e.Kind == KindMoved || VoiceOf(e.Kind) == Silent {
				continue
			}
			old, now := t.Words(i, e)
			c := change{i, e.Kind, Trim(old), Trim(now)}
			if c.old+c.now != "" && (near || c.conflicts()) {
				list = append(list, c)
			}
		}
	}
	return list, far
}

// conflicts tells whether a figure stands against another.
func (c change) conflicts() bool {
	old, now := c.figures()
	return c.kind == collate.KindNumber && old != "" && now != ""
}

// Trim takes away the signs around a phrase that is quoted, save those that
// are all of it.
func Trim(s string) string {
	r := []rune(s)
	at := words(r, 0, len(r))
	if at.start == at.end {
		return s
	}
	// What belongs to the first or last word stays: −20 °C, 5 %.
	for at.start > 0 && strings.ContainsRune("-−+$€£#", r[at.start-1]) {
		at.start--
	}
	for at.end < len(r) && strings.ContainsRune("%…", r[at.end]) {
		at.end++
	}
	return string(r[at.start:at.end])
}

// alike tells of witnesses among which nothing of substance differs.
func (t *Trace) alike() string {
	c := t.Counts()
	all := "All " + Count(len(t.Witnesses), "passage") + " are worded alike"
	if len(t.Witnesses) == 2 {
		all = "Both passages are worded alike"
	}
	switch {
	case c[KindMoved] > 0:
		return all + ", but for the order of the words."
	case len(c) > 0:
		return all + ", but for spelling and punctuation."
	}
	return all + "."
}

// tell writes the clauses: the first change in time, then the weightiest of
// the rest, of another kind each.
func (t *Trace) tell(p *Prose, changes []change) {
	first := slices.MinFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(t.late(a), t.late(b)), cmp.Compare(a.witness, b.witness), cmp.Compare(a.weight(), b.weight()))
	})
	w := t.Witnesses[first.witness]
	base := t.Witnesses[t.Steps[first.witness].Base]
	named := -1 // the witness that need not be named again
	clock := ClockOf(t.Claim)
	firsts := t.changedFirst(changes, first)
	switch {
	case !t.fromTheFirst(first.witness) || !base.In.Published.Before(w.In.Published) || w.Article == base.Article:
		p.say("Against ")
		p.name(Outlet(base))
		if pair := []store.Witness{base, w}; unordered(pair) {
			p.say(" (" + clock.unordered(publications(pair)) + ")")
		}
		p.say(": ")
	case unordered(firsts):
		p.say("First changed by ")
		p.names(firsts, "or")
		p.say(" (" + clock.unordered(publications(firsts)) + "): ")
	default:
		p.say("First changed by ")
		p.names(firsts, "and")
		p.say(" " + clock.On(w.In.Published) + ": ")
		if len(firsts) == 1 {
			named = first.witness
		}
	}
	told := []change{first}
	for _, c := range t.weightiest(changes) {
		known := func(d change) bool { return d.kind == c.kind || d.old == c.old && d.now == c.now }
		if len(told) < mostClauses && !slices.ContainsFunc(told, known) {
			told = append(told, c)
		}
	}
	for i, c := range told {
		if i > 0 {
			p.say("; ")
		}
		p.say(c.clause())
		if c.witness != named {
			p.say(" in ")
			p.name(Outlet(t.Witnesses[c.witness]))
		}
		p.say(" (" + c.label() + ")")
	}
	p.say(".")
}

// changedFirst lists a witness of each article that may have made a change
// first: that of the change to begin with, and those that are not known to
// have come after it.
func (t *Trace) changedFirst(changes []change, first change) []store.Witness {
	at := t.Witnesses[first.witness].In.Published
	list := []store.Witness{t.Witnesses[first.witness]}
	for _, c := range changes {
		w := t.Witnesses[c.witness]
		there := func(v store.Witness) bool { return v.Article == w.Article }
		if t.late(c) == t.late(first) && !at.Before(w.In.Published) && !slices.ContainsFunc(list, there) {
			list = append(list, w)
		}
	}
	return list
}

// late orders changes for the one to begin with: a change of substance in
// another article of known time comes first.
func (t *Trace) late(c change) (n int) {
	w := t.Witnesses[c.witness]
	if w.Article == t.Witnesses[t.Steps[c.witness].Base].Article {
		n += 4 // what one article says in two places is no change in time
	}
	if !c.substantial() {
		n += 2
	}
	if !w.In.Published.Known() {
		n++
	}
	return n
}

// substantial tells the kinds that a summary tells before all others.
func (c change) substantial() bool { return Rank(c.kind) < Rank(collate.KindWording) }

// weight orders changes by how much they matter, the least first. A date or a
// name that is only added, or only left out, says less than another one.
func (c change) weight() int {
	n := Rank(c.kind)
	if (c.kind == collate.KindDate || c.kind == collate.KindName) && (c.old == "" || c.now == "") {
		n += len(Kinds)
	}
	return n
}

// weightiest lists the changes of substance by their weight, then by time.
func (t *Trace) weightiest(changes []change) []change {
	list := slices.DeleteFunc(slices.Clone(changes), func(c change) bool { return !c.substantial() })
	slices.SortStableFunc(list, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.weight(), b.weight()), cmp.Compare(a.witness, b.witness))
	})
	return list
}

// fromTheFirst tells whether a witness is compared with one of known time
// before which none is known to have come, so that no earlier one is left out.
func (t *Trace) fromTheFirst(i int) bool {
	if t.Options.Before {
		return true
	}
	published := t.Witnesses[t.Steps[i].Base].In.Published
	return published.Known() && !slices.ContainsFunc(t.Witnesses, func(w store.Witness) bool { return w.In.Published.Before(published) })
}

func undated(ws []store.Witness) (n int) {
	for _, w := range ws {
		if !w.In.Published.Known() {
			n++
		}
	}
	return n
}

// clause tells a change. Figures and times stand as they changed, without the
// words around them: minus 30 → minus 24.
func (c change) clause() string {
	const few = 8
	old, now := Beginning(c.old, few), Beginning(c.now, few)
	if was, is := c.figures(); c.old == "" && is != "" {
		now = is
	} else if c.now == "" && was != "" {
		old = was
	} else if was != "" && is != "" {
		return was + " → " + is
	}
	switch {
	case old == "":
		return "“" + now + "” added"
	case now == "":
		return "“" + old + "” left out"
	}
	return "“" + now + "” for “" + old + "”"
}

// figures finds in a change of number or date what it changed: the numbers, or
// dates, that only one side has; "" where there are none or many.
func (c change) figures() (old, now string) {
	of, ok := figureOf(c.kind)
	if !ok {
		return "", ""
	}
	was, is := reading.Tokenize(c.old), reading.Tokenize(c.now)
	return only(of, was, is), only(of, is, was)
}

// only returns the definite tokens of a type that other tokens do not have,
// where there are one or two.
func only(of reading.TokenType, tokens, others []reading.Token) string {
	var texts []string
	for _, t := range tokens {
		same := func(o reading.Token) bool { return reading.Fold(o) == reading.Fold(t) }
		if t.Type == of && definite(t) && !slices.ContainsFunc(others, same) {
			texts = append(texts, OneLine(t.Text))
		}
	}
	if len(texts) > 2 {
		return ""
	}
	return strings.Join(texts, ", ")
}

// label names the kind of a change, and where certainty or negation came or
// went in other words, which.
func (c change) label() string {
	if c.kind != collate.KindHedge && c.kind != collate.KindNegation || c.old == "" || c.now == "" {
		return string(c.kind)
	}
	switch had, has := holds(c.old, c.kind), holds(c.now, c.kind); {
	case had && !has:
		return string(c.kind) + " lost"
	case has && !had:
		return string(c.kind) + " added"
	}
	return string(c.kind)
}

// holds tells whether words hold such as make a change of a kind: whether
// their coming is one.
func holds(words string, kind collate.Kind) bool {
	const around = "It was so"
	for _, e := range collate.Diff(around+".", around+" "+words+".") {
		if e.Kind == kind {
			return true
		}
	}
	return false
}
