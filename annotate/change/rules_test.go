package change_test

import (
	"slices"
	"testing"

	"claimtrace/annotate/change"
)

// play is a history written by hand: everyone begins with one article that has
// one passage, tied to one claim.
type play struct {
	*world
	t                       *testing.T
	a, b, c                 *desk
	article, claim, passage change.Ref
}

func newPlay(t *testing.T) *play {
	t.Helper()
	w := newWorld(3, 3, []int64{0, 800 * day, -800 * day}, t.Fatalf)
	w.begin()
	p := &play{world: w, t: t, a: w.desks[0], b: w.desks[1], c: w.desks[2], article: ref("article", 0), claim: w.all[1].Entity, passage: w.all[2].Entity}
	p.meet()
	return p
}

func (p *play) life(d *desk, r change.Ref, alive bool) action {
	a := p.act(d, "sets life", change.Draft{Ref: r, Sets: []change.Field{field(change.Life, change.OfBool(alive))}})
	d.did(a)
	return a
}

func (p *play) set(d *desk, r change.Ref, name string, v change.Value) action {
	a := p.act(d, "edits", change.Draft{Ref: r, Decides: name == "decision", Sets: []change.Field{field(name, v)}})
	d.did(a)
	return a
}

// give hands over all that one has of some entities, or of all.
func (p *play) give(from, to *desk, only ...change.Ref) {
	if to != from {
		p.say("%s takes in what %s has, only of %v", to.name, from.name, only)
	}
	p.handOver(from, to, func(r change.Ref) bool { return len(only) == 0 || slices.Contains(only, r) }, func(string) bool { return false })
}

func (p *play) meet() {
	for range p.desks {
		for _, d := range p.desks {
			for _, o := range p.desks {
				p.give(o, d)
			}
		}
	}
}

func (p *play) want(d *desk, r change.Ref, alive bool) {
	p.t.Helper()
	if d.live(r) != alive {
		p.failed("at %s %s is there: %t", d.name, p.name(r), d.live(r))
	}
}

func words(s string) change.Value { return change.OfText(s) }

func TestRules(t *testing.T) {
	for name, script := range map[string]func(*play){
		"who knew a value replaces it, whatever the clocks say": func(p *play) {
			p.set(p.b, p.claim, "statement", words("by a clock years ahead"))
			p.give(p.b, p.c)
			p.set(p.c, p.claim, "statement", words("by a clock years behind"))
			p.meet()
			if got := p.a.fold(p.claim).Value("statement").Text; got != "by a clock years behind" {
				p.failed("the statement is %q", got)
			}
		},
		"between those that did not know of each other the clock decides, and both are told": func(p *play) {
			p.set(p.b, p.claim, "statement", words("ahead"))
			p.set(p.c, p.claim, "statement", words("behind"))
			p.meet()
			f := p.a.fold(p.claim)
			if f.Value("statement").Text != "ahead" || !slices.Equal(f.Collisions(), []string{"statement"}) || len(f.Values("statement")) != 2 {
				p.failed("the statement is %q, collisions are %v", f.Value("statement").Text, f.Collisions())
			}
			p.set(p.a, p.claim, "statement", words("settled"))
			if f := p.a.fold(p.claim); len(f.Collisions()) > 0 || len(f.Heads("statement")) != 1 {
				p.failed("an edit does not settle it: %v", f.Collisions())
			}
		},
		"what is taken back is followed through": func(p *play) {
			p.set(p.a, p.claim, "statement", words("1"))
			p.give(p.a, p.b)
			p.set(p.b, p.claim, "statement", words("2"))
			p.undoLast(p.a)
			p.meet()
			p.undoLast(p.b)
			p.meet()
			if got := p.c.fold(p.claim).Value("statement").Text; got != "words0" {
				p.failed("the statement is %q", got)
			}
		},
		"a removal does not count against what its maker had not seen": func(p *play) {
			p.set(p.b, p.passage, "note", words("new"))
			p.life(p.a, p.article, false)
			p.want(p.a, p.article, false)
			p.meet()
			p.want(p.c, p.article, true)
			if s := p.c.standing(p.article); len(s.Open) != 1 || s.Open[0].Unseen.Person != p.b.person {
				p.failed("that is not told: %v", s)
			}
			p.life(p.c, p.article, false) // anew, by one who has seen all
			p.meet()
			p.want(p.b, p.article, false)
		},
		"who keeps settles a removal": func(p *play) {
			p.set(p.b, p.passage, "note", words("new"))
			p.life(p.a, p.article, false)
			p.meet()
			p.life(p.c, p.article, true)
			p.meet()
			p.want(p.b, p.article, true)
			if s := p.b.standing(p.article); len(s.Open) > 0 {
				p.failed("it is still told: %v", s)
			}
			p.undoLast(p.c)
			if s := p.c.standing(p.article); len(s.Open) != 1 {
				p.failed("undone, it is not as before: %v", s)
			}
		},
		"work on what is still tied to something removed does not bring that back": func(p *play) {
			p.life(p.a, p.claim, false)
			p.give(p.a, p.b)
			p.set(p.b, p.passage, "note", words("new"))
			p.want(p.b, p.claim, false)
			p.meet()
			p.want(p.c, p.claim, false)
		},
		"who had a removal that did not count worked on what was there": func(p *play) {
			p.set(p.b, p.passage, "note", words("new"))
			p.life(p.a, p.claim, false)
			p.give(p.b, p.a)
			p.want(p.a, p.claim, true)
			p.set(p.a, p.claim, "decision", change.OfRecord(field("verdict", words("confirmed"))))
			p.undoLast(p.b)
			p.meet()
			p.want(p.c, p.claim, true)
		},
		"a passage that cites nothing new does not bear on what its claim's decision cites": func(p *play) {
			p.set(p.a, p.claim, "decision", change.OfRecord(field("evidence", change.OfList(p.passage))))
			p.give(p.a, p.b)
			p.life(p.b, p.passage, false)
			p.set(p.a, p.claim, "statement", words("new"))
			p.meet()
			p.want(p.c, p.passage, false)
		},
		"a decision bears on what it cites": func(p *play) {
			p.life(p.b, p.passage, false)
			p.set(p.a, p.claim, "decision", change.OfRecord(field("evidence", change.OfList(p.passage))))
			p.meet()
			p.want(p.c, p.passage, true)
		},
		"what hangs on what hangs on it bears on it": func(p *play) {
			p.life(p.b, p.article, false)
			p.act(p.a, "comments", change.Draft{Ref: change.Ref{Kind: "comment"}, Sets: []change.Field{
				field(change.Life, change.OfBool(true)), field("about", change.OfRef(p.passage.Kind, p.passage.ID))}})
			p.meet()
			p.want(p.c, p.article, true)
		},
		"what is redone bears anew": func(p *play) {
			p.set(p.a, p.passage, "tie", words("")) // tied to nothing
			p.give(p.a, p.b)
			p.undoLast(p.a)
			p.give(p.a, p.c)
			p.life(p.b, p.claim, false)
			p.meet()
			p.want(p.c, p.claim, true) // b did not know that the passage hangs there again
		},
		"what is moved there in knowledge of a removal takes nothing else there": func(p *play) {
			thing := p.makeAgain(p.b, "makes", ref("later", 1), field("target", change.OfRef(p.article.Kind, p.article.ID)))[0].Entity
			p.set(p.b, thing, "n", change.OfInt(1)) // not seen by the removal, on what does not hang there yet
			p.life(p.a, p.claim, false)
			p.give(p.a, p.b)
			p.set(p.b, thing, "target", change.OfRef(p.passage.Kind, p.passage.ID))
			p.want(p.b, p.claim, false)
			p.meet()
			p.want(p.c, p.claim, false)
		},
		"a making undone after it was seen by others does not take their work": func(p *play) {
			a := p.act(p.a, "adds", change.Draft{Ref: change.Ref{Kind: "claim"}, Sets: []change.Field{field(change.Life, change.OfBool(true))}})
			p.a.did(a)
			p.give(p.a, p.b)
			p.set(p.b, a[0].Entity, "statement", words("of b"))
			p.undoLast(p.a)
			p.want(p.a, a[0].Entity, false)
			p.meet()
			p.want(p.c, a[0].Entity, true)
			p.life(p.c, a[0].Entity, false)
			p.want(p.c, a[0].Entity, false)
		},
		"a making on which others work is not undone": func(p *play) {
			a := p.act(p.a, "adds", change.Draft{Ref: change.Ref{Kind: "claim"}, Sets: []change.Field{field(change.Life, change.OfBool(true))}})
			p.a.did(a)
			p.give(p.a, p.b)
			p.set(p.b, p.passage, "tie", change.OfRef("claim", a[0].Entity.ID))
			p.give(p.b, p.a)
			drafts, left, err := change.Undo(p.a.log, p.a.person, a)
			if err != nil || len(drafts) > 0 || len(left) != 1 || left[0].Why != change.WhyOthers || left[0].By != p.b.person {
				p.failed("undo plans %v, leaves %v: %v", drafts, left, err)
			}
		},
		"a removal on which somebody works since is not redone": func(p *play) {
			p.life(p.a, p.article, false)
			p.undoLast(p.a)
			p.set(p.b, p.passage, "note", words("new"))
			p.give(p.b, p.a)
			u := p.a.redo[0]
			drafts, left, err := change.Redo(p.a.log, u.by, func(r change.Ref, name string) []change.ID { return u.was[register{r, name}] })
			if err != nil || len(drafts) > 0 || len(left) != 1 || left[0].Why != change.WhyWorked || left[0].By != p.b.person {
				p.failed("redo plans %v, leaves %v: %v", drafts, left, err)
			}
		},
		"a removal by one with holes tells what he had beyond them": func(p *play) {
			p.set(p.a, p.claim, "statement", words("not handed over"))
			p.set(p.a, p.passage, "note", words("handed over"))
			p.give(p.a, p.b, p.passage)
			r := p.life(p.b, p.article, false)[0]
			if n := len(r.Saw.Beyond); n != 1 {
				p.failed("it tells of %d changes beyond", n)
			}
			p.meet()
			p.want(p.c, p.article, false)
		},
		"what a removal had seen of a forked copy counts up to the fork": func(p *play) {
			p.set(p.a, p.claim, "statement", words("new"))
			p.give(p.a, p.b)
			p.life(p.b, p.claim, false)
			p.forks = true
			p.rollBack(p.a, p.a.past[2]) // knows nothing of its edit
			p.set(p.a, p.passage, "note", words("under the same number"))
			p.set(p.a, p.passage, "verdict", words("and the next"))
			p.give(p.b, p.c)
			p.want(p.c, p.claim, false)
			p.give(p.a, p.c)
			p.want(p.c, p.claim, true)
			if n, _ := p.c.log.Fork(p.a.copy); n != 4 {
				p.failed("the fork is found at %d", n)
			}
			r := p.life(p.c, p.claim, false)[0]
			for _, s := range r.Saw.Copies {
				if s.Copy == p.a.copy && s.UpTo != 3 {
					p.failed("a removal made now says that all is here up to %d", s.UpTo)
				}
			}
			p.want(p.c, p.claim, false)
		},
		"what is redone bears anew, though two files bear the name of the remover's copy": func(p *play) {
			p.forks = true
			name := p.a.copy
			p.set(p.a, p.passage, "tie", words(""))
			untied := p.a.moment()
			p.life(p.a, p.claim, false)
			p.give(p.a, p.b)
			p.rollBack(p.a, untied)
			p.a.copy, p.a.number = p.newCopy(), 0
			p.undoLast(p.a)
			p.give(p.a, p.b)
			p.want(p.b, p.claim, true)
			p.c.copy, p.c.number = name, 3
			p.set(p.c, p.article, "title", words("under the number of the untying"))
			p.give(p.c, p.b)
			p.want(p.b, p.claim, true)
		},
		"what was undone twice is not redone once": func(p *play) {
			p.set(p.a, p.claim, "statement", words("new"))
			edited := p.a.moment()
			p.undoLast(p.a)
			p.give(p.a, p.b)
			p.rollBack(p.a, edited)
			p.a.copy, p.a.number = p.newCopy(), 0
			p.undoLast(p.a)
			p.give(p.b, p.a)
			u := p.a.redo[0]
			drafts, left, err := change.Redo(p.a.log, u.by, func(r change.Ref, name string) []change.ID { return u.was[register{r, name}] })
			if err != nil || len(drafts) > 0 || len(left) != 1 || left[0].Why != change.WhyMoved {
				p.failed("redo plans %v, leaves %v: %v", drafts, left, err)
			}
		},
		"undone, redone and undone again is undone, where two files bear one name": func(p *play) {
			p.forks = true
			p.c.copy, p.c.number = p.a.copy, p.a.number
			p.set(p.c, p.claim, "statement", words("of the other file"))
			a := p.act(p.a, "adds", change.Draft{Ref: change.Ref{Kind: "claim"}, Sets: []change.Field{field(change.Life, change.OfBool(true))}})
			p.a.did(a)
			p.set(p.a, p.claim, "statement", words("of this file"))
			p.undoLast(p.a)
			p.undoLast(p.a)
			p.give(p.a, p.c)
			p.life(p.c, a[0].Entity, true)
			p.want(p.c, a[0].Entity, true)
			p.undoLast(p.c)
			p.redoLast(p.c)
			p.want(p.c, a[0].Entity, true)
			p.undoLast(p.c)
			p.want(p.c, a[0].Entity, false)
		},
	} {
		t.Run(name, func(t *testing.T) { script(newPlay(t)) })
	}
}
