package change_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/change"
	"pgregory.net/rapid"
)

// What has to hold for any history of any people at any desks. "Had", "knew"
// and "nobody" are meant as the oracle knows them, not as changes tell.
//
//  1. One truth. The union of what all have, in any order and grouping and any
//     number of times, with texts withheld or not, has one digest of the log
//     and one of the state, and each change of it is taken in by anyone.
//  2. No value is gone that nobody replaced or took back knowingly: the heads
//     of a register are the changes that set it, but for those taken back and
//     those that the maker of another knowingly replaced. The clock chooses
//     among them and nothing else.
//  3. Nothing made is gone unless somebody removed it, or took its making back,
//     knowing all that hung on it, or what was done there since was done in
//     knowledge of the removal.
//  4. Something removed is gone, where nothing was done there but what the
//     remover had or what was done in knowledge of the removal. (With forks it
//     may be that it is not.)
//  5. A removal that does not count is told of, as long as it is not settled.
//  6. Own view. What somebody does is what he sees: the values that he set, the
//     entity that he made, kept or removed. Nothing else changes by it; only
//     by tying something elsewhere may he let an open removal count.
//  7. Undo and redo at once give back the exact state.
//  8. Undo takes back what the action did and what still is a head, of makings
//     life alone, tells of all that it leaves, changes no other register, and
//     takes no making back on which something hangs that came after it and is
//     not taken back with it.
//  9. Redo sets every register that it takes up to what it was before the undo.
//  10. What a change says that its maker had seen, he had; and a removal and a
//     decision say so of all that bears on the entity.
func (h history) play() (w *world, why string) {
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(failure)
			if !ok {
				panic(r)
			}
			why = string(f)
		}
	}()
	w = newWorld(h.desks, h.persons, h.skews, func(format string, args ...any) { panic(failure(fmt.Sprintf(format, args...))) })
	w.holes, w.forks = h.mode == 5 || h.mode == 7, h.mode > 5
	if h.begun {
		w.begin()
	}
	for _, s := range h.steps {
		w.do(s)
	}
	w.end(h.order)
	return w, ""
}

// failure is what a history that does not hold panics with.
type failure string

// history is all that one history follows from.
type history struct {
	mode, desks, persons int
	begun                bool
	skews                []int64
	steps                []step
	order                uint64
}

func drawHistory(t *rapid.T) history {
	h := history{mode: rapid.IntRange(0, 7).Draw(t, "mode"), begun: bit.Draw(t, "begun"), desks: rapid.IntRange(2, 5).Draw(t, "desks")}
	h.persons = rapid.IntRange(1, h.desks).Draw(t, "persons")
	for range h.desks {
		h.skews = append(h.skews, rapid.SampledFrom([]int64{0, 5, -5, 800 * day, -800 * day, 1 << 60}).Draw(t, "skew"))
	}
	h.steps = rapid.SliceOfN(rapid.Custom(drawStep), most, most).Draw(t, "steps")
	h.order = rapid.Uint64().Draw(t, "order")
	return h
}

// smallest shrinks a history that does not hold: steps are left out, then the
// numbers of those left are made less. A step that is left out changes what all
// later ones choose among, which a shrinker that knows nothing of steps does
// not get far with.
func (h history) smallest() history {
	try := func(change func(*history)) bool {
		s := h
		s.steps, s.skews = slices.Clone(h.steps), slices.Clone(h.skews)
		change(&s)
		_, why := s.play()
		if why != "" {
			h = s
		}
		return why != ""
	}
	for again := true; again; {
		again = false
		for n := len(h.steps); n > 0; n /= 2 {
			for i := 0; i+n <= len(h.steps); {
				if try(func(s *history) { s.steps = slices.Delete(s.steps, i, i+n) }) {
					again = true
				} else {
					i += n
				}
			}
		}
		for _, change := range []func(*history){
			func(s *history) { s.mode = 0 }, func(s *history) { s.mode = 5 }, func(s *history) { s.mode = 6 },
			func(s *history) { s.desks, s.skews, s.persons = 2, s.skews[:2], 2 }, func(s *history) { clear(s.skews) },
		} {
			try(change)
		}
		for i := range h.steps {
			for j := range h.steps[i].numbers() {
				n := *h.steps[i].numbers()[j]
				for _, less := range []int{0, n % 2, n % 4, n % 8, n % 16} {
					if less < n && try(func(s *history) { *s.steps[i].numbers()[j] = less }) {
						again = true
						break
					}
				}
			}
		}
	}
	return h
}

// begin gives everyone the same small project.
func (w *world) begin() {
	for _, k := range []string{"article", "tag"} {
		w.do(step{kind: k})
	}
	for i := range w.desks[1:] {
		w.do(step{kind: "merge", who: i + 1, a: len(w.desks) - 2 - i})
	}
}

const most = 60 // steps of a history

// drawStep draws bit by bit, since numbers are drawn small more often than
// great: a history would have few steps, on few things.
func drawStep(t *rapid.T) step {
	bits := func(n int) (x int) {
		for range n {
			x <<= 1
			if bit.Draw(t, "bit") {
				x++
			}
		}
		return x
	}
	return step{of(kinds, bits(8)), bits(4), bits(6), bits(6), bits(6), bits(6)}
}

var bit = rapid.Bool()

func TestHistories(t *testing.T) {
	set := func(name, value string) {
		f := flag.Lookup(name)
		if f.Value.String() == f.DefValue {
			if err := f.Value.Set(value); err != nil {
				t.Fatal(err)
			}
		}
	}
	set("rapid.checks", fmt.Sprint(histories))
	set("rapid.seed", "1") // the same histories every time
	set("rapid.nofailfile", "true")
	set("rapid.shrinktime", "0s") // see smallest
	seen, n, smallest := map[string]int{}, 0, ""
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t)
		w, why := h.play()
		if why != "" {
			if smallest == "" {
				_, smallest = h.smallest().play()
			}
			t.Fatal(smallest)
		}
		n++
		for what, times := range w.seen {
			seen[what] += times
		}
		seen["changes"] += len(w.all)
	})
	t.Logf("%d histories", n)
	for _, what := range sortedKeys(seen) {
		t.Logf("%8d  %s", seen[what], what)
	}
}

func sortedKeys(m map[string]int) []string {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// end brings all together and judges it.
func (w *world) end(seed uint64) {
	for _, d := range w.desks {
		w.judge(d.name+" in the end", d.log, w.view(d))
	}
	all := change.NewMemory()
	var had set
	for _, d := range w.desks {
		all.Union(d.log)
		had = had.with(d.had)
	}
	w.judge("the union", all, w.viewOf(had))
	w.judgeWords(all, had)
	order := rand.New(rand.NewPCG(seed, 0))
	for range 2 {
		w.sameInAnyOrder(all, order)
	}
}

// sameInAnyOrder is property 1.
func (w *world) sameInAnyOrder(all *change.Memory, order *rand.Rand) {
	log, state := digests(all)
	other := change.NewMemory()
	if order.IntN(2) == 0 { // one by one, some twice, some without words
		list := all.Changes()
		list = append(list, list[:len(list)/2]...)
		order.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, c := range list {
			if order.IntN(3) == 0 {
				c = c.Withhold(func(string) bool { return order.IntN(2) == 0 })
			}
			other.Add(c)
		}
	} else { // in groups of groups
		var logs []*change.Memory
		for _, d := range w.desks {
			logs = append(logs, d.log)
		}
		for len(logs) > 1 {
			order.Shuffle(len(logs), func(i, j int) { logs[i], logs[j] = logs[j], logs[i] })
			both := change.NewMemory()
			both.Union(logs[0])
			both.Union(logs[1])
			both.Union(logs[0])
			logs = append(logs[2:], both)
		}
		other = logs[0]
	}
	if l, s := digests(other); l != log || s != state {
		w.failed("the union in another order has another digest: log %t, state %t", l == log, s == state)
	}
	for _, e := range all.Entities() {
		if a, b := inbox(all, e), inbox(other, e); a != b {
			w.failed("the union in another order tells of %s that %s is open, and told of %s", w.name(e), b, a)
		}
	}
	for _, c := range other.Changes() {
		if err := c.Check(); err != nil {
			w.failed("a change of the union is not taken in: %v", err)
		}
	}
}

// inbox names what took an entity out, and the removals of it that are open.
func inbox(m *change.Memory, e change.Ref) string {
	f, _ := m.Fold(e)
	s, err := change.LifeOf(m, f)
	if err != nil {
		panic(err)
	}
	var ids []change.ID
	for _, r := range s.Removals {
		ids = append(ids, r.ID)
	}
	for _, o := range s.Open {
		ids = append(ids, o.Removal.ID, o.Unseen.ID)
	}
	return fmt.Sprint(ids)
}

func digests(m *change.Memory) (log, state string) {
	log, state, err := m.Digests()
	if err != nil {
		panic(err)
	}
	return log, state
}

// judgeWords checks that a text that any desk has is in the union, as it was
// written.
func (w *world) judgeWords(all *change.Memory, had set) {
	for _, m := range w.all {
		if !had.has(m.i) {
			continue
		}
		c := all.Change(m.ID)
		for _, f := range m.Sets {
			v, _ := c.Set(f.Name)
			if !v.HasWithheld() && !v.Equal(f.Value) {
				w.failed("change %d says %s of %s, and said %s", m.i, w.words(v), f.Name, w.words(f.Value))
			}
			if v.HasWithheld() && slices.ContainsFunc(w.desks, func(d *desk) bool {
				x := d.log.Change(m.ID)
				if x == nil {
					return false
				}
				v, _ := x.Set(f.Name)
				return !v.HasWithheld()
			}) {
				w.failed("%s of change %d is withheld, though a desk has it", f.Name, m.i)
			}
		}
	}
}

// hiddenFork tells whether two files bear one name and what is here does not
// show from where on: then nobody can tell that somebody had not seen what he
// seems to have seen.
func (w *world) hiddenFork(log *change.Memory) bool {
	if !w.forks {
		return false
	}
	type place struct {
		copy   change.ID
		number int64
	}
	seen := map[place]bool{}
	fork := map[change.ID]int64{}
	for _, m := range w.all {
		p := place{m.Copy, m.Number}
		if seen[p] && (fork[m.Copy] == 0 || m.Number < fork[m.Copy]) {
			fork[m.Copy] = m.Number
		}
		seen[p] = true
	}
	for copy, n := range fork {
		if here, _ := log.Fork(copy); here != n {
			return true
		}
	}
	return false
}

// judge is properties 2 to 5 and 10, for what is in a log.
func (w *world) judge(where string, log *change.Memory, v *view) {
	hidden := w.hiddenFork(log)
	if hidden {
		w.seen["logs with a hidden fork"]++
	}
	for _, e := range log.Entities() {
		f, _ := log.Fold(e)
		if v.entities[e] == nil {
			w.failed("%s: %v was never made", where, e)
		}
		for _, r := range append(f.Registers(), change.Life) {
			w.judgeHeads(where, f, v, r)
		}
		life, err := change.LifeOf(log, f)
		if err != nil {
			w.failed("%s: %v", where, err)
		}
		in, out := v.life(e, !w.forks, w.holes)
		if in && !life.Live && !hidden {
			var not []string
			for _, r := range life.Removals {
				if o := v.unknownTo(w.byID[r.ID]); o != nil {
					not = append(not, fmt.Sprintf("who made change %d did not know of change %d", w.byID[r.ID].i, o.i))
				}
			}
			w.failed("%s: %s is gone, and nobody removed it knowing all that hung on it: %s", where, w.name(e), strings.Join(not, ", "))
		}
		if out && life.Live {
			w.failed("%s: %s is there, though it was removed and nothing was done there that its remover did not know", where, w.name(e))
		}
		w.judgeOpen(where, e, v, life)
	}
	if !hidden {
		w.judgeSaw(where, log, v)
	}
}

func (w *world) judgeHeads(where string, f *change.Folded, v *view, register string) {
	want := v.heads(f.Ref, register)
	var ids []change.ID
	for _, m := range want {
		ids = append(ids, m.ID)
	}
	slices.Sort(ids)
	if got := change.HeadIDs(f, register); !slices.Equal(got, ids) {
		w.failed("%s: %s of %s has the changes %v, and should have %v", where, register, w.name(f.Ref), w.numbers(got), w.numbers(ids))
	}
	if len(want) > 1 {
		w.seen["registers with more than one head"]++
	}
	standing := f.Standing(register)
	for _, m := range want {
		if m.Clock > standing.Clock || m.Clock == standing.Clock && m.ID > standing.ID {
			w.failed("%s: of the heads of %s of %s not the one with the greatest clock stands", where, register, w.name(f.Ref))
		}
	}
}

func (w *world) numbers(ids []change.ID) (list []int) {
	for _, id := range ids {
		list = append(list, w.byID[id].i)
	}
	slices.Sort(list)
	return list
}

// judgeOpen is property 5.
func (w *world) judgeOpen(where string, e change.Ref, v *view, life change.Standing) {
	_, removals, takings := v.acts(e)
	if len(removals) > 1 {
		w.seen["two removals or more"]++
	}
	if !life.Live {
		w.seen["removed"]++
		if len(life.Open) > 0 || len(removals)+len(takings) > 0 && len(life.Removals) == 0 {
			w.failed("%s: it is not told what took %s out", where, w.name(e))
		}
		return
	}
	var makings []*made
	for _, m := range v.entities[e] {
		if v.had.has(m.i) && m.IsMaking() {
			makings = append(makings, m)
		}
	}
	settled := replacedBy(makings, change.Life)
	for _, r := range removals {
		told := slices.ContainsFunc(life.Open, func(o change.OpenRemoval) bool { return o.Removal.ID == r.ID })
		if !settled[r] {
			w.seen["removals that do not count"]++
		}
		if !settled[r] && !told {
			w.failed("%s: change %d removed %s, which is there, and that is not told", where, r.i, w.name(e))
		}
	}
	for _, o := range life.Open {
		if r := w.byID[o.Removal.ID]; r.had.has(w.byID[o.Unseen.ID].i) && !w.forks && !w.holes {
			w.failed("%s: change %d is said to have been unseen by change %d, and was seen", where, w.byID[o.Unseen.ID].i, r.i)
		}
		if w.byID[o.Removal.ID].IsRemoval() {
			continue
		}
		w.seen["takings back of makings that do not count"]++
		for _, m := range makings {
			if m.knewSurely.has(w.byID[o.Removal.ID].i) && !v.taken(m, change.Life) {
				w.failed("%s: change %d is told to have taken %s out, which was made again knowing it by change %d", where, w.byID[o.Removal.ID].i, w.name(e), m.i)
			}
		}
	}
}

// judgeSaw is the first half of property 10.
func (w *world) judgeSaw(where string, log *change.Memory, v *view) {
	for _, m := range w.all {
		if !v.had.has(m.i) {
			continue
		}
		for _, o := range w.all {
			if o == m || m.had.has(o.i) || !v.had.has(o.i) {
				continue
			}
			if seen, err := change.HadSeen(log, m.Change, o.Change); err != nil || seen {
				w.failed("%s: change %d says that its maker had seen change %d, which he had not (%v)", where, m.i, o.i, err)
			}
		}
	}
}

// checkOwnView is property 6.
func (w *world) checkOwnView(d *desk, before *view, a action, was state) {
	now := d.state()
	written := map[register]bool{}
	moves := false
	for _, c := range a {
		life := []change.ID{here}
		if c.IsRemoval() {
			life[0] = gone
		}
		if !slices.Equal(now[register{c.Entity, change.Life}], life) {
			w.failed("%s has just worked on %s, and it is %s", d.name, w.name(c.Entity), now[register{c.Entity, change.Life}])
		}
		written[register{c.Entity, change.Life}] = true
		for _, f := range c.Sets {
			r := register{c.Entity, f.Name}
			written[r] = true
			if f.Name == change.Life {
				written[register{c.Entity, setting}] = true
			}
			last := c
			for _, later := range a {
				if _, ok := later.Set(f.Name); ok && later.Entity == c.Entity {
					last = later
				}
			}
			if f.Name != change.Life && !slices.Equal(now[r], []change.ID{last.ID}) {
				w.failed("%s has just set %s of %s, and that does not stand alone", d.name, f.Name, w.name(c.Entity))
			}
			singly, _ := refers(f.Value)
			for _, m := range before.heads(c.Entity, f.Name) {
				v, _ := m.Set(f.Name)
				old, _ := refers(v)
				moves = moves || !slices.Equal(old, singly)
			}
		}
	}
	for r, ids := range now {
		switch {
		case written[r] || slices.Equal(was[r], ids):
		case moves && r.name == change.Life && ids[0] == gone:
			w.seen["removals that count since nothing is tied there any more"]++
		default:
			w.failed("%s changed something that was not written to: %s of %s", d.name, r.name, w.name(r.Ref))
		}
	}
}

// atOnce is property 7.
func (w *world) atOnce(d *desk, before state, times int) {
	after, fork := d.state(), w.fork(d)
	for i := range times {
		want, what := before, "undid"
		if i%2 == 1 {
			want, what = after, "redid"
			w.redoLast(d)
		} else {
			w.undoLast(d)
		}
		if w.fork(d) != fork {
			w.seen["forks shown by an own change"]++
			return
		}
		if where := w.differ(want, d.state()); where != "" {
			w.failed("%s %s at once, and it is not as it was: %s", d.name, what, where)
		}
	}
	w.seen["undone at once"]++
}

// fork is the number from which on another file bears the name of a desk's
// copy, as far as is known there; 0 for none.
func (w *world) fork(d *desk) int64 {
	n, err := d.log.Fork(d.copy)
	if err != nil {
		w.failed("%v", err)
	}
	return n
}

// undoLast takes back the last action of a desk: property 8.
func (w *world) undoLast(d *desk) {
	if len(d.undo) == 0 {
		return
	}
	last := d.undo[len(d.undo)-1]
	d.undo = slices.Clip(d.undo[:len(d.undo)-1])
	before, was, live := w.view(d), d.state(), map[change.Ref]bool{}
	drafts, left, err := change.Undo(d.log, d.person, last)
	if err != nil {
		w.failed("%s: %v", d.name, err)
	}
	u := undone{action: last, was: map[register][]change.ID{}, before: map[register][]change.ID{}, live: map[change.Ref]bool{}}
	taken := map[register]bool{}
	for _, draft := range drafts {
		for _, t := range draft.Takes {
			m := w.byID[t.Change]
			if !slices.ContainsFunc(last, func(c *change.Change) bool { return c.ID == t.Change }) {
				w.failed("undo takes back change %d, which is not of the action", m.i)
			}
			for _, r := range t.Registers {
				taken[register{draft.Ref, r}] = true
				u.before[register{draft.Ref, r}] = change.HeadIDs(d.fold(draft.Ref), r)
				if m.IsMaking() && r != change.Life {
					w.failed("undo takes back more than life of the making %d", m.i)
				}
				if !slices.Contains(before.but(last, m).heads(draft.Ref, r), m) {
					w.failed("undo takes %s of change %d back, over which another stands", r, m.i)
				}
			}
		}
		u.live[draft.Ref] = d.live(draft.Ref)
	}
	for _, c := range last {
		live[c.Entity] = d.live(c.Entity)
		for _, f := range c.Sets {
			m := w.byID[c.ID]
			if m.IsMaking() && f.Name != change.Life || taken[register{c.Entity, f.Name}] || before.taken(m, f.Name) {
				continue
			}
			if !slices.ContainsFunc(left, func(l change.Left) bool { return l.Ref == c.Entity && l.Register == f.Name }) {
				w.failed("undo leaves %s of change %d and does not say so", f.Name, m.i)
			}
		}
	}
	for _, l := range left {
		w.seen["left by undo: "+string(l.Why)]++
	}
	w.checkHangers(d, before, drafts)
	for i := range drafts {
		drafts[i].Did.Code = "undo"
	}
	u.by = w.takeBack(d, "undoes", drafts)
	for r := range taken {
		u.was[r] = change.HeadIDs(d.fold(r.Ref), r.name)
	}
	w.onlyTaken(d, was, taken)
	if len(u.by) > 0 {
		d.redo = append(slices.Clip(d.redo), u)
		d.past = append(d.past, d.moment())
	}
}

func (w *world) takeBack(d *desk, what string, drafts []change.Draft) (by action) {
	first := d.number + 1
	for _, draft := range drafts {
		c := w.put(d, first, draft)
		by = append(by, c)
		for _, t := range c.Takes {
			w.say("%s %s change %d of %s: %v (change %d)", d.name, what, w.byID[t.Change].i, w.name(c.Entity), t.Registers, w.byID[c.ID].i)
		}
	}
	w.seen[what]++
	return by
}

// onlyTaken checks that a taking back changed no register but those it took.
func (w *world) onlyTaken(d *desk, was state, taken map[register]bool) {
	for r, ids := range d.state() {
		if r.name != change.Life && !taken[r] && !(r.name == setting && taken[register{r.Ref, change.Life}]) && !slices.Equal(was[r], ids) {
			w.failed("%s changed something that was not taken back: %s of %s", d.name, r.name, w.name(r.Ref))
		}
	}
}

// checkHangers checks that no making is taken back on which something hangs
// that came after it.
func (w *world) checkHangers(d *desk, before *view, drafts []change.Draft) {
	back := map[change.Ref]bool{}
	for _, draft := range drafts {
		for _, t := range draft.Takes {
			if w.byID[t.Change].IsMaking() {
				back[draft.Ref] = true
			}
		}
	}
	for _, draft := range drafts {
		for _, t := range draft.Takes {
			m := w.byID[t.Change]
			if !m.IsMaking() {
				continue
			}
			bears := before.bears(draft.Ref)
			for _, o := range w.all {
				if !bears.has(o.i) || m.had.has(o.i) || o == m {
					continue
				}
				if o.Entity == draft.Ref && o.Person != d.person && !o.IsMaking() || o.Entity != draft.Ref && !back[o.Entity] && d.live(o.Entity) {
					w.failed("%s takes the making of %s back, on which change %d hangs", d.name, w.name(draft.Ref), o.i)
				}
			}
		}
	}
}

// redoLast takes the last undo back: property 9.
func (w *world) redoLast(d *desk) {
	if len(d.redo) == 0 {
		return
	}
	u := d.redo[len(d.redo)-1]
	d.redo = slices.Clip(d.redo[:len(d.redo)-1])
	was, before := d.state(), w.view(d)
	drafts, left, err := change.Redo(d.log, u.by, func(r change.Ref, name string) []change.ID { return u.was[register{r, name}] })
	if err != nil {
		w.failed("%s: %v", d.name, err)
	}
	for _, l := range left {
		w.seen["left by redo: "+string(l.Why)]++
	}
	for i := range drafts {
		drafts[i].Did.Code = "redo"
	}
	taken := map[register]bool{}
	for _, c := range w.takeBack(d, "redoes", drafts) {
		for _, t := range c.Takes {
			for _, name := range t.Registers {
				r := register{c.Entity, name}
				taken[r] = true
				if got := change.HeadIDs(d.fold(c.Entity), name); !slices.Equal(got, u.before[r]) {
					w.failed("%s redid %s of %s, and it is by changes %v and was by %v", d.name, name, w.name(c.Entity), w.numbers(got), w.numbers(u.before[r]))
				}
				if now := d.live(c.Entity); name == change.Life && now != u.live[c.Entity] && now != w.bringsBack(w.byID[c.ID]) {
					w.failed("%s redid life of %s, and that does not show", d.name, w.name(c.Entity))
				}
			}
		}
	}
	for _, draft := range u.by {
		for _, t := range draft.Takes {
			for _, name := range t.Registers {
				r := register{draft.Entity, name}
				if !taken[r] && !before.taken(w.byID[draft.ID], name) && !slices.ContainsFunc(left, func(l change.Left) bool { return l.Ref == draft.Entity && l.Register == name }) {
					w.failed("redo leaves %s of %s and does not say so", name, w.name(draft.Entity))
				}
			}
		}
	}
	w.onlyTaken(d, was, taken)
	d.undo = append(slices.Clip(d.undo), u.action)
	d.past = append(d.past, d.moment())
}
