package trace

import (
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store"
)

// Stand is where a claim stands, in words.
type Stand struct {
	Word string // "Confirmed", "Mixed", "Open"
	Why  string // the rule that gave it: "by the latest passages, since Friday 30 January 15:00"
	But  string // what speaks against it, a sentence; "" if nothing does
}

// Standing says where a claim stands and by which rule. reviewer names who
// decided; it may be nil, or not know.
func Standing(c store.ClaimRow, reviewer func(annotate.ID) string) Stand {
	s, clock := c.Standing, ClockOf(c)
	since := func(words string) string {
		if !s.Since.Known() {
			return ""
		}
		return words + clock.At(s.Since)
	}
	switch {
	case s.Rule == annotate.ByReviewer:
		return Stand{Capital(s.Word()), decided(c, reviewer), against(c)}
	case s.Mixed:
		return Stand{Word: "Mixed", Why: "because the latest passages differ"}
	case s.Verdict == "":
		return Stand{Word: "Open", Why: "as no passage speaks of it yet"}
	case len(c.Marks) == 1:
		return Stand{Word: Capital(s.Word()), Why: "by the only passage" + since(", ")}
	}
	return Stand{Word: Capital(s.Word()), Why: string(s.Rule) + since(", since ")}
}

// decided tells who decided a claim, when, and why.
func decided(c store.ClaimRow, reviewer func(annotate.ID) string) string {
	who := ""
	if reviewer != nil {
		who = OneLine(reviewer(c.DecidedBy))
	}
	if who == "" {
		who = "a reviewer"
	}
	s := "as " + who + " decided"
	if c.Decided > 0 {
		s += " on " + c.Decided.Time().Local().Format("2 January 2006")
	}
	switch reason := OneLine(c.Reason); {
	case reason != "":
		s += ": “" + strings.TrimRight(reason, ".") + "”"
	case slices.Contains(strings.Fields(c.Withheld), "reason"):
		s += "; the reason was left out of the package"
	}
	return s
}

// against tells what the passages hold against a decision, so that a decision
// hides nothing.
func against(c store.ClaimRow) string {
	if s := c.Standing.Contradiction(); s != "" {
		return "It asks to be decided anew: " + s + "."
	}
	mentions := make([]annotate.Mention, len(c.Marks))
	for i, m := range c.Marks {
		mentions[i] = annotate.Mention{Verdict: m.Verdict, Published: m.Published}
	}
	s := annotate.StandingOf("", mentions)
	if s.Word() == "" || s.Verdict == c.Standing.Verdict {
		return ""
	}
	return "The latest passages leave it " + s.Word() + "."
}

// Turns tells who confirmed the claim first, and who disputed it first. Of
// passages of unknown time nobody knows whether they came before.
func Turns(c store.ClaimRow, ws []store.Witness) Prose {
	confirmed, disputed := firstBy(ws, annotate.Confirmed), firstBy(ws, annotate.Disputed)
	var p Prose
	switch {
	case len(confirmed.by) == 0 && len(disputed.by) == 0:
		return nil
	case confirmed.same(disputed):
		confirmed.tell(&p, c, "confirmed and first disputed")
	case len(disputed.by) == 0:
		confirmed.tell(&p, c, "confirmed")
	default:
		if len(confirmed.by) > 0 {
			confirmed.tell(&p, c, "confirmed")
			p.say("; ")
		}
		disputed.tell(&p, c, "disputed")
	}
	p[0].Text = Capital(p[0].Text)
	p.say(".")
	return p
}

// firsts are those who gave a verdict first.
type firsts struct {
	by      []store.Witness // before whom nobody is known to have given it
	undated bool            // somebody of unknown time gave it too
}

// firstBy tells who gave a verdict first: those before whom nobody is known to
// have given it, or where no time is known, all.
func firstBy(ws []store.Witness, v annotate.Verdict) (f firsts) {
	given := slices.DeleteFunc(slices.Clone(ws), func(w store.Witness) bool { return w.Verdict != v })
	f.undated = undated(given) > 0
	first := annotate.First(publications(given))
	if first == nil {
		f.by = given
	}
	for _, i := range first {
		f.by = append(f.by, given[i])
	}
	return f
}

func publications(ws []store.Witness) []annotate.Publication {
	ps := make([]annotate.Publication, len(ws))
	for i, w := range ws {
		ps[i] = w.In.Published
	}
	return ps
}

// unordered tells whether among witnesses there are articles of which nobody
// knows which came first.
func unordered(ws []store.Witness) bool {
	for i, w := range ws {
		for _, v := range ws[:i] {
			if v.Article != w.Article && v.In.Published.Unordered(w.In.Published) {
				return true
			}
		}
	}
	return false
}

// same tells whether one article, and no other, gave both verdicts first.
func (f firsts) same(other firsts) bool {
	if len(f.by) == 0 || len(other.by) == 0 || f.undated || other.undated {
		return false
	}
	for _, w := range append(slices.Clone(f.by), other.by...) {
		if w.Article != f.by[0].Article {
			return false
		}
	}
	return true
}

// Loose tells of witnesses in the order of lists before which of them the order
// is not known: one of the earlier, and it or one of the later, may have been
// published either way round.
func Loose(ws []store.Witness) []bool {
	loose := make([]bool, len(ws))
	for i, first := range annotate.FirstUnordered(publications(ws)) {
		for first < i && !unordered([]store.Witness{ws[first], ws[i]}) {
			first++
		}
		for k := first + 1; k <= i; k++ {
			loose[k] = true
		}
	}
	return loose
}

func (f firsts) tell(p *Prose, c store.ClaimRow, what string) {
	at := f.by[0].In.Published
	if !at.Known() {
		p.say(what + " by ")
		p.names(f.by, "and")
		p.say(" at an unknown time")
		return
	}
	p.say("first " + what + " by ")
	if unordered(f.by) {
		p.names(f.by, "or")
		p.say(" (" + ClockOf(c).unordered(publications(f.by)) + ")")
	} else {
		p.names(f.by, "and")
		p.say(" (" + ClockOf(c).At(at) + ")")
	}
	if f.undated {
		p.say(", as far as times are known")
	}
}

// names appends the outlets of witnesses, each once and three at most, joined
// by a word.
func (p *Prose) names(ws []store.Witness, join string) {
	var names []string
	for _, w := range ws {
		if name := Outlet(w); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	const most = 3
	rest := 0
	if len(names) > most {
		rest = len(names) - most + 1
		names = names[:most-1]
	}
	for i, name := range names {
		switch {
		case i > 0 && i == len(names)-1 && rest == 0:
			p.say(" " + join + " ")
		case i > 0:
			p.say(", ")
		}
		p.name(name)
	}
	if rest > 0 {
		p.say(" " + join + " " + Count(rest, "other"))
	}
}
