package change_test

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"claimtrace/annotate/change"
)

// world is some people at some desks, who work on copies of one project and
// hand each other what they have.
type world struct {
	*truth
	desks  []*desk
	time   int64
	names  map[change.Ref]string
	counts map[change.Kind]int
	trace  []string
	seen   map[string]int // how often each situation occurred
	holes  bool           // a package with a part of a project was handed over
	forks  bool           // a copy's name is borne by two files
	copies int
	fail   func(format string, args ...any)
}

// desk is one person at one copy.
type desk struct {
	name     string
	person   change.ID
	copy     change.ID
	number   int64
	skew     int64
	log      *change.Memory
	had      set
	receipts []*change.Change
	undo     []action
	redo     []undone
	past     []moment // to which the file can be rolled back
	judged   *view    // what the oracle says of what is here; nil after a change
}

type action []*change.Change

type undone struct {
	action action
	by     action
	was    map[register][]change.ID // heads as the undo left them
	before map[register][]change.ID // and as it found them
	live   map[change.Ref]bool      // as it found them
}

type register struct {
	change.Ref
	name string
}

type moment struct {
	receipts int
	had      set
	number   int64
	copy     change.ID
	undo     []action
	redo     []undone
}

const day = 24 * 60 * 60 * 1000

func newWorld(desks, persons int, skews []int64, fail func(string, ...any)) *world {
	w := &world{
		truth: newTruth(), time: 1_700_000_000_000, names: map[change.Ref]string{}, counts: map[change.Kind]int{},
		seen: map[string]int{}, fail: fail,
	}
	for i := range desks {
		d := w.newDesk(change.NamedID("person", fmt.Sprint(i%persons)), skews[i])
		w.say("%s is at a copy of person %d, clock %+d d", d.name, i%persons, d.skew/day)
	}
	return w
}

func (w *world) newDesk(person change.ID, skew int64) *desk {
	d := &desk{name: string(rune('A' + len(w.desks))), person: person, copy: w.newCopy(), skew: skew, log: change.NewMemory()}
	d.past = []moment{d.moment()}
	w.desks = append(w.desks, d)
	return d
}

func (w *world) newCopy() change.ID {
	w.copies++
	return change.NamedID("copy", fmt.Sprint(w.copies))
}

func (w *world) say(format string, args ...any) {
	w.trace = append(w.trace, fmt.Sprintf(format, args...))
}

func (w *world) failed(format string, args ...any) {
	w.fail("%s\n    %s", fmt.Sprintf(format, args...), strings.Join(w.trace, "\n    "))
}

// name is a short name of an entity for the trace.
func (w *world) name(r change.Ref) string {
	if w.names[r] == "" {
		w.counts[r.Kind]++
		w.names[r] = fmt.Sprintf("%s%d", r.Kind, w.counts[r.Kind])
	}
	return w.names[r]
}

func (w *world) words(v change.Value) string {
	switch v.Type {
	case change.Text:
		if v.Withheld != nil {
			return "withheld"
		}
		return v.Text
	case change.Int, change.Bool:
		return fmt.Sprint(v.Int)
	case change.Reference:
		return w.name(v.Ref)
	case change.List:
		var list []string
		for _, r := range v.List {
			list = append(list, w.name(r))
		}
		return "[" + strings.Join(list, " ") + "]"
	case change.Record:
		return "{" + w.fieldWords(v.Fields) + "}"
	}
	return "none"
}

func (w *world) fieldWords(fields []change.Field) string {
	var list []string
	for _, f := range fields {
		list = append(list, f.Name+"="+w.words(f.Value))
	}
	return strings.Join(list, " ")
}

func (d *desk) fold(r change.Ref) *change.Folded {
	f, err := d.log.Fold(r)
	if err != nil {
		panic(err)
	}
	return f
}

func (d *desk) standing(r change.Ref) change.Standing {
	s, err := change.LifeOf(d.log, d.fold(r))
	if err != nil {
		panic(err)
	}
	return s
}

func (d *desk) live(r change.Ref) bool { return d.standing(r).Live }

func (d *desk) gone(r change.Ref) bool { return d.fold(r).Known() && !d.live(r) }

// visible tells whether a person at the desk can see an entity: it is in the
// project, and what it is a part of is.
func (d *desk) visible(r change.Ref) bool {
	if !d.live(r) {
		return false
	}
	f := d.fold(r)
	switch r.Kind {
	case "annotation":
		return d.live(f.Value("place").Field("article").Ref)
	case "comment":
		return d.visible(f.Value("about").Ref)
	case "join":
		return d.live(f.Value("a").Ref) && d.live(f.Value("b").Ref)
	}
	return true
}

// choose lists the entities of some kinds for which a condition holds, in the
// order in which they were made.
func (w *world) choose(d *desk, which func(change.Ref) bool, kinds ...change.Kind) []change.Ref {
	var list []change.Ref
	for _, m := range w.all {
		if d.had.has(m.i) && (len(kinds) == 0 || slices.Contains(kinds, m.Entity.Kind)) && !slices.Contains(list, m.Entity) {
			list = append(list, m.Entity)
		}
	}
	return slices.DeleteFunc(list, func(r change.Ref) bool { return !which(r) })
}

func (d *desk) clock(w *world) change.Clock {
	return change.Clock(min(max(w.time+d.skew, 0), int64(change.LastClock)))
}

// put records one change at a desk, and the truth about it.
func (w *world) put(d *desk, first int64, draft change.Draft) *change.Change {
	d.number++
	if first == 0 {
		first = d.number
	}
	var seed [16]byte
	binary.BigEndian.PutUint64(seed[:], uint64(len(w.all)+1))
	if draft.Did.Code == "" {
		draft.Did.Code = "work"
	}
	// The same done twice after a file was rolled back would be one change.
	draft.Did.Args = []change.Field{field("n", change.OfInt(int64(len(w.all))))}
	before := w.view(d)
	c, err := change.Compose(d.log, change.Stamp{
		Person: d.person, Copy: d.copy, Number: d.number, First: first, Clock: d.clock(w),
	}, draft, seed)
	if err != nil {
		w.failed("%s cannot record %v: %v", d.name, draft, err)
	}
	if err := c.Check(); err != nil {
		w.failed("%s recorded what no copy would take in: %v", d.name, err)
	}
	m := w.add(c, before)
	before.knows(m, d.gone, !w.forks, w.holes)
	w.takeIn(d, c, m.i)
	w.checkSaw(d, m)
	return c
}

// checkSaw checks that a removal, a taking back of a making or a decision tells
// of all that bore on its entity that its maker had it.
func (w *world) checkSaw(d *desk, m *made) {
	takesMaking := slices.ContainsFunc(m.Takes, func(t change.Taking) bool {
		return w.byID[t.Change].IsMaking() && slices.Contains(t.Registers, change.Life)
	})
	if !m.IsRemoval() && !takesMaking && !m.sets("decision") {
		return
	}
	bears := m.view.bears(m.Entity)
	for _, o := range w.all {
		if !bears.has(o.i) {
			continue
		}
		if seen, err := change.HadSeen(d.log, m.Change, o.Change); err != nil || !seen {
			w.failed("%s recorded change %d and did not say that it had seen change %d of %s (%v)", d.name, m.i, o.i, w.name(o.Entity), err)
		}
	}
}

func (w *world) takeIn(d *desk, c *change.Change, i int) bool {
	if !d.log.Add(c) {
		return false
	}
	d.receipts = append(d.receipts, c)
	d.had = d.had.with(nil)
	d.had.add(i)
	d.judged = nil
	return true
}

func (w *world) view(d *desk) *view {
	if d.judged == nil {
		d.judged = w.viewOf(d.had)
	}
	return d.judged
}

// act records the changes of one action. what says in words what it is.
func (w *world) act(d *desk, what string, drafts ...change.Draft) action {
	var a action
	first := d.number + 1
	for _, draft := range drafts {
		c := w.put(d, first, draft)
		a = append(a, c)
		w.say("%s %s: %s %s (change %d)", d.name, what, w.name(c.Entity), w.fieldWords(c.Sets), w.byID[c.ID].i)
	}
	return a
}

// did puts an ordinary action where undo finds it.
func (d *desk) did(a action) {
	if len(a) > 0 {
		d.undo, d.redo = append(slices.Clip(d.undo), a), nil
	}
}

func (d *desk) moment() moment {
	return moment{len(d.receipts), d.had, d.number, d.copy, slices.Clip(d.undo), slices.Clip(d.redo)}
}

// rollBack puts the file back to what it was at a moment.
func (w *world) rollBack(d *desk, to moment) {
	d.log, d.receipts = change.NewMemory(), slices.Clip(d.receipts[:to.receipts])
	for _, c := range d.receipts {
		d.log.Add(c)
	}
	d.had, d.number, d.copy, d.undo, d.redo, d.judged = to.had, to.number, to.copy, to.undo, to.redo, nil
	d.past = slices.DeleteFunc(d.past, func(m moment) bool { return m.receipts > to.receipts })
}

// handOver gives another desk what this one has of some entities, without the
// texts that hide names.
func (w *world) handOver(from, to *desk, which func(change.Ref) bool, hide func(path string) bool) {
	for _, m := range w.all {
		if from.had.has(m.i) && which(m.Entity) {
			c := from.log.Change(m.ID).Withhold(hide)
			if err := c.Check(); err != nil {
				w.failed("change %d of %s is not taken in: %v", m.i, w.name(m.Entity), err)
			}
			if w.takeIn(to, c, m.i) && !c.Whole() {
				w.seen["texts withheld"]++
			}
		}
	}
}

// state is what a person at a desk sees of the log: life, and what stands in
// each register.
type state map[register][]change.ID

// setting stands in a state for the changes that set life, of which removals
// that do not count are told.
const setting = "setting of life"

const gone, here = change.ID("gone"), change.ID("here")

func (d *desk) state() state {
	s := state{}
	for _, r := range d.log.Entities() {
		f := d.fold(r)
		life := gone
		if d.live(r) {
			life = here
		}
		s[register{r, change.Life}] = []change.ID{life}
		if heads := change.HeadIDs(f, change.Life); len(heads) > 0 {
			s[register{r, setting}] = heads
		}
		for _, name := range f.Registers() {
			if heads := change.HeadIDs(f, name); len(heads) > 0 {
				s[register{r, name}] = heads
			}
		}
	}
	return s
}

// differ names a register in which two states differ; those of what the first
// does not know, and the second has not in the project, count as equal.
func (w *world) differ(a, b state) string {
	var found []string
	name := func(r register) string { return w.name(r.Ref) + " " + r.name }
	for r, ids := range a {
		if !slices.Equal(ids, b[r]) {
			found = append(found, name(r))
		}
	}
	for r := range b {
		life := register{r.Ref, change.Life}
		_, known := a[life]
		if _, ok := a[r]; !ok && (known || slices.Equal(b[life], []change.ID{here})) {
			found = append(found, name(r))
		}
	}
	slices.Sort(found)
	return strings.Join(slices.Compact(found), ", ")
}
