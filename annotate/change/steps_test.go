package change_test

import (
	"fmt"
	"slices"

	"claimtrace/annotate/change"
)

// step is one thing that somebody does. What it chooses among depends on what
// there is, so its numbers are taken modulo that.
type step struct {
	kind       string
	who        int
	a, b, c, d int
}

func (s *step) numbers() []*int { return []*int{&s.who, &s.a, &s.b, &s.c, &s.d} }

// GoString is short, for histories that failed.
func (s step) GoString() string {
	if s.kind == "nothing" {
		return "-"
	}
	return fmt.Sprintf("%s %d %d %d %d %d", s.kind, s.who, s.a, s.b, s.c, s.d)
}

// kinds of steps, each as often as it is to be tried. The first one does
// nothing: so shrinking leaves steps out.
var kinds = func() (list []string) {
	for _, k := range []struct {
		name  string
		times int
	}{
		{"nothing", 1}, {"merge", 14}, {"tag", 8}, {"edit", 9}, {"remove", 10}, {"undo", 8}, {"redo", 5}, {"keep", 4}, {"again", 6},
		{"article", 4}, {"decide", 4}, {"comment", 4}, {"restore", 4}, {"join", 3}, {"setting", 2}, {"pair", 2}, {"later", 3},
		{"package", 4}, {"copied", 1}, {"rolled back", 2}, {"clock", 2},
	} {
		for range k.times {
			list = append(list, k.name)
		}
	}
	return list
}()

func of[T any](list []T, i int) T { return list[i%len(list)] }

func ref(kind change.Kind, n int) change.Ref {
	return change.Ref{Kind: kind, ID: change.NamedID(string(kind), fmt.Sprint(n))}
}

func field(name string, v change.Value) change.Field { return change.Field{Name: name, Value: v} }

func place(article change.Ref, s step) change.Value {
	return change.OfRecord(
		field("article", change.OfRef(article.Kind, article.ID)), field("start", change.OfInt(int64(s.b%9))),
		field("end", change.OfInt(int64(10+s.c%9))), field("quote", change.OfText(fmt.Sprintf("quote%d", s.b%9))),
	)
}

// do lets somebody do something, and checks what he sees of it.
func (w *world) do(s step) {
	d := of(w.desks, s.who)
	w.time += int64(s.d%4) * 7
	switch s.kind {
	case "undo":
		w.undoLast(d)
		return
	case "redo":
		w.redoLast(d)
		return
	case "merge", "package", "copied", "rolled back", "clock":
		w.carry(d, s)
		return
	}
	before, view := d.state(), w.view(d)
	fork := w.fork(d)
	a := w.work(d, s)
	if a == nil {
		return
	}
	d.did(a)
	d.past = append(d.past, d.moment())
	if w.fork(d) != fork {
		// With this very action it shows that another file bears the name of
		// this copy. What its removals had seen is not sure any more, and what
		// they took out is here again.
		w.seen["forks shown by an own change"]++
		return
	}
	w.checkOwnView(d, view, a, before)
	if at := s.d >> 2 % 8; at > 4 {
		w.atOnce(d, before, at-4)
	}
}

// work does one ordinary action; nil where there was nothing to do.
func (w *world) work(d *desk, s step) action {
	visible := w.choose(d, d.visible)
	articles, claims := w.choose(d, d.visible, "article"), w.choose(d, d.visible, "claim")
	text := func(n int) change.Value { return change.OfText(fmt.Sprintf("words%d", n%5)) }
	switch s.kind {
	case "article":
		return w.makeAgain(d, "adds", ref("article", s.a%2), field("key", change.OfRecord(field("sha256", change.OfText(fmt.Sprint(s.a%2))), field("chars", change.OfInt(99)))),
			field("title", text(s.b)), field("publication", text(s.c)))
	case "setting":
		r := ref("setting", s.a%2)
		if !d.live(r) {
			return w.makeAgain(d, "sets", r, field("value", text(s.b)))
		}
		return w.edit(d, r, field("value", text(s.b)))
	case "pair":
		return w.makeAgain(d, "holds equal", ref("equal", s.a%2))
	case "tag":
		if len(articles) == 0 {
			return nil
		}
		var a action
		passage := change.Draft{Ref: change.Ref{Kind: "annotation"}, Sets: []change.Field{
			field(change.Life, change.OfBool(true)), field("place", place(of(articles, s.a), s)), field("verdict", text(s.c)), field("note", text(s.b)),
		}}
		switch {
		case s.c%3 == 0:
			a = w.act(d, "tags", change.Draft{Ref: change.Ref{Kind: "claim"}, Sets: []change.Field{field(change.Life, change.OfBool(true)), field("statement", text(s.a))}})
			passage.Sets = append(passage.Sets, field("tie", change.OfRef("claim", a[0].Entity.ID)))
			first := d.number
			c := w.put(d, first, passage)
			w.say("%s   and: %s %s (change %d)", d.name, w.name(c.Entity), w.fieldWords(c.Sets), w.byID[c.ID].i)
			return append(a, c)
		case s.c%3 == 1 && len(claims) > 0:
			c := of(claims, s.b)
			passage.Sets = append(passage.Sets, field("tie", change.OfRef(c.Kind, c.ID)))
		}
		return w.act(d, "tags", passage)
	case "edit":
		return w.editSomething(d, s, visible, claims, text)
	case "decide":
		if len(claims) == 0 {
			return nil
		}
		var evidence []change.Ref
		if passages := w.choose(d, d.visible, "annotation"); len(passages) > 0 {
			evidence = append(evidence, of(passages, s.b))
			if s.c%2 == 1 {
				evidence = append(evidence, of(passages, s.c))
			}
		}
		var drafts []change.Draft
		for i := range 1 + s.d>>5%2 {
			if c := of(claims, s.a+i); i == 0 || c != of(claims, s.a) {
				drafts = append(drafts, change.Draft{Ref: c, Decides: true, Sets: []change.Field{field("decision", change.OfRecord(
					field("verdict", text(s.c)), field("reason", text(s.b)), field("evidence", change.OfList(evidence...))))}})
			}
		}
		return w.act(d, "decides", drafts...)
	case "comment":
		about := slices.DeleteFunc(visible, func(r change.Ref) bool {
			return !slices.Contains([]change.Kind{"article", "claim", "annotation", "comment"}, r.Kind)
		})
		if len(about) == 0 {
			return nil
		}
		r := of(about, s.a)
		return w.act(d, "comments on", change.Draft{Ref: change.Ref{Kind: "comment"}, Sets: []change.Field{
			field(change.Life, change.OfBool(true)), field("about", change.OfRef(r.Kind, r.ID)), field("text", text(s.b))}})
	case "join":
		if len(claims) < 2 {
			return nil
		}
		x, y := of(claims, s.a), of(claims, s.a+1+s.b%(len(claims)-1))
		if change.CompareRefs(x, y) > 0 {
			x, y = y, x
		}
		return w.makeAgain(d, "joins", change.Ref{Kind: "join", ID: change.NamedID("join", string(x.ID), string(y.ID))},
			field("a", change.OfRef(x.Kind, x.ID)), field("b", change.OfRef(y.Kind, y.ID)))
	case "later":
		if len(visible) == 0 {
			return nil
		}
		r := of(visible, s.b)
		return w.makeAgain(d, "makes what is not known yet:", ref("later", s.a%2), field("target", change.OfRef(r.Kind, r.ID)),
			field("others", change.OfRecord(field("list", change.OfList(of(visible, s.c))), field("n", change.OfInt(int64(s.d))))))
	case "remove":
		if len(visible) == 0 {
			return nil
		}
		var drafts []change.Draft
		for i := range 1 + s.d>>5%2 {
			if r := of(visible, s.a+i*s.b); i == 0 || r != of(visible, s.a) {
				drafts = append(drafts, change.Draft{Ref: r, Sets: []change.Field{field(change.Life, change.OfBool(false))}})
			}
		}
		return w.act(d, "removes", drafts...)
	case "keep":
		open := w.choose(d, func(r change.Ref) bool { return len(d.standing(r).Open) > 0 })
		if len(open) == 0 {
			return nil
		}
		w.seen["keeps"]++
		return w.act(d, "keeps", change.Draft{Ref: of(open, s.a), Sets: []change.Field{field(change.Life, change.OfBool(true))}})
	case "again":
		removed := w.choose(d, d.gone)
		if len(removed) == 0 {
			return nil
		}
		w.seen["makings again"]++
		return w.makeAgain(d, "makes again", of(removed, s.a))
	case "restore":
		return w.restore(d, s, visible)
	}
	return nil
}

// makeAgain makes an entity that has a name: life, and the registers that never
// had a value. What is there already is not made.
func (w *world) makeAgain(d *desk, what string, r change.Ref, sets ...change.Field) action {
	if d.live(r) {
		return nil
	}
	had := d.fold(r).Registers()
	sets = slices.DeleteFunc(sets, func(f change.Field) bool { return slices.Contains(had, f.Name) })
	return w.act(d, what, change.Draft{Ref: r, Sets: append(sets, field(change.Life, change.OfBool(true)))})
}

// edit sets a register, where that changes anything.
func (w *world) edit(d *desk, r change.Ref, f change.Field) action {
	if x := d.fold(r); len(x.Heads(f.Name)) == 1 && x.Value(f.Name).Equal(f.Value) {
		return nil
	}
	return w.act(d, "edits", change.Draft{Ref: r, Sets: []change.Field{f}, Decides: f.Name == "decision"})
}

func (w *world) editSomething(d *desk, s step, visible, claims []change.Ref, text func(int) change.Value) action {
	if len(visible) == 0 {
		return nil
	}
	r := of(visible, s.a)
	if s.d%16 == 15 && r.Kind == "claim" { // one action may set a register twice
		return w.act(d, "edits", change.Draft{Ref: r, Sets: []change.Field{field("statement", text(s.b)), field("other", text(s.b))}},
			change.Draft{Ref: r, Sets: []change.Field{field("statement", text(s.b+1))}})
	}
	switch r.Kind {
	case "article":
		return w.edit(d, r, field(of([]string{"title", "publication"}, s.b), text(s.c)))
	case "claim":
		return w.edit(d, r, field("statement", text(s.c)))
	case "annotation":
		switch s.b % 4 {
		case 0:
			return w.edit(d, r, field("verdict", text(s.c)))
		case 1:
			return w.edit(d, r, field("place", place(d.fold(r).Value("place").Field("article").Ref, s)))
		case 2:
			return w.edit(d, r, field("note", text(s.c)))
		}
		tie := change.OfText("")
		if len(claims) > 0 && s.c%4 > 0 {
			c := of(claims, s.c)
			tie = change.OfRef(c.Kind, c.ID)
		}
		return w.edit(d, r, field("tie", tie))
	case "comment":
		return w.edit(d, r, field("text", text(s.c)))
	case "later":
		to := of(visible, s.c)
		return w.edit(d, r, field("target", change.OfRef(to.Kind, to.ID)))
	}
	return nil
}

// restore sets a register to what it was by some change of it, where all that
// that refers to can be seen.
func (w *world) restore(d *desk, s step, visible []change.Ref) action {
	if len(visible) == 0 {
		return nil
	}
	r := of(visible, s.a)
	registers := d.fold(r).Registers()
	if len(registers) == 0 {
		return nil
	}
	name := of(registers, s.b)
	var values []change.Value
	for _, c := range d.fold(r).Changes() {
		v, ok := c.Set(name)
		singly, cited := refers(v)
		if ok && !v.HasWithheld() && !slices.ContainsFunc(append(singly, cited...), func(r change.Ref) bool { return !d.visible(r) }) {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return nil
	}
	a := w.edit(d, r, field(name, of(values, s.c)))
	if a != nil {
		w.seen["values restored"]++
	}
	return a
}

// carry is what happens to whole files.
func (w *world) carry(d *desk, s step) {
	o := of(w.desks, s.who+1+s.a%max(1, len(w.desks)-1))
	hide := func(string) bool { return false }
	switch s.c % 6 {
	case 1:
		hide = func(string) bool { return true }
	case 2:
		hide = func(path string) bool { return path == "sets/note" || path == "sets/place/quote" }
	case 3:
		hide = func(path string) bool { return len(path)%2 == 0 }
	}
	switch s.kind {
	case "package":
		if !w.holes {
			return
		}
		known := w.choose(o, func(change.Ref) bool { return true })
		var in []string
		which := func(r change.Ref) bool {
			i := slices.Index(known, r)
			return (s.b*37+s.d)>>(i%8)&1 == 1
		}
		for _, r := range known {
			if which(r) {
				in = append(in, w.name(r))
			}
		}
		w.say("%s takes in a package of %s with %v", d.name, o.name, in)
		w.handOver(o, d, which, hide)
		w.seen["packages with a part"]++
	case "merge":
		w.say("%s takes in all that %s has", d.name, o.name)
		w.handOver(o, d, func(change.Ref) bool { return true }, hide)
	case "copied":
		if len(w.desks) > 6 {
			return
		}
		n := w.newDesk(d.person, d.skew)
		for _, c := range d.receipts {
			n.log.Add(c)
		}
		n.receipts, n.had, n.number, n.undo, n.redo = slices.Clip(d.receipts), d.had, d.number, slices.Clip(d.undo), slices.Clip(d.redo)
		if w.forks && s.b%4 > 0 {
			n.copy = d.copy
			w.seen["copied files under the same name"]++
		} else {
			n.number = 0
		}
		n.past = []moment{n.moment()}
		w.say("%s is a copy of the file of %s, under the same name: %t", n.name, d.name, n.copy == d.copy)
		return
	case "rolled back":
		to := of(d.past, len(d.past)-1-s.b%len(d.past))
		same := w.forks && s.a%4 > 0
		if len(to.had) == 0 || to.receipts == len(d.receipts) {
			return
		}
		w.rollBack(d, to)
		if !same {
			d.copy, d.number = w.newCopy(), 0
		}
		w.seen["files rolled back"]++
		w.say("%s is rolled back to the first %d changes it took in, under the same name: %t", d.name, to.receipts, same)
		return
	case "clock":
		d.skew = of([]int64{0, 1 << 60, -1 << 40, 900 * day, -900 * day, 1}, s.b)
		w.say("the clock of %s goes wrong by %d d", d.name, d.skew/day)
		return
	}
	d.past = append(d.past, d.moment())
	w.judge(d.name+" after that", d.log, w.view(d))
}
