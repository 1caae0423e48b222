package log

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"runtime"
	"strings"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// A row of another log that is known here says what ours says if it stands as
// ours does, with other keys. That is seen without reading what stands in it, and
// without a hash: ours was checked when it came.

// ours are the keys here of what another file names, 0 for what is not here.
type ours struct {
	ids   []int64 // by the key there, as far as keys are dense
	more  map[int64]int64
	words map[int64]int64
}

func newOurs(theirs, mine *Names, key map[[16]byte]int64) *ours {
	o := &ours{ids: make([]int64, len(theirs.ids)), more: map[int64]int64{}, words: map[int64]int64{}}
	theirs.each(func(at int64, id [16]byte) {
		if at < int64(len(o.ids)) {
			o.ids[at] = key[id]
		} else {
			o.more[at] = key[id]
		}
	})
	words := make(map[string]int64, len(mine.word))
	for at, word := range mine.word {
		words[word] = at
	}
	for at, word := range theirs.word {
		o.words[at] = words[word]
	}
	return o
}

func (o *ours) id(key int64) int64 {
	if key > 0 && key < int64(len(o.ids)) {
		return o.ids[key]
	}
	return o.more[key]
}

func (o *ours) word(key int64) int64 { return o.words[key] }

// ourRows reads rows of ours in the order of a list of their keys.
var ourRows = file.Pack(packed, "FROM (SELECT value AS at FROM json_each(?)) CROSS JOIN change ON key = at")

// altered lists the keys, in order, of the rows of another log that are known
// here and are not as ours are: words are withheld in either, or something else
// is said. Of ours partly has the keys of those of these of which texts may be
// withheld. An error of the other log is a [FromError].
func (l *Log) altered(ctx context.Context, from *Log, x *Comparison) (keys []int64, partly map[int64]bool, err error) {
	mine, err := l.atRest()
	if err != nil {
		return nil, nil, err
	}
	theirs, err := from.atRest()
	if err != nil {
		return nil, nil, FromError{err}
	}
	// Where nothing is written meanwhile all cores can read.
	n := 1
	if mine != nil && theirs != nil {
		n = max(1, min(runtime.GOMAXPROCS(0), len(x.known)/leastPart))
	}
	parts := make([]*alteration, n)
	failed := make(chan error, n)
	for i := range parts {
		a := &alteration{x: x, plans: map[int64]string{}, partly: map[int64]bool{}}
		parts[i] = a
		known := x.known[i*len(x.known)/n : (i+1)*len(x.known)/n]
		read := func(f func(Row, error) error) error { return from.eachOf(ctx, nil, known, f) }
		if theirs != nil {
			read = func(f func(Row, error) error) error { return eachAtRest(ctx, theirs, nil, known, f) }
		}
		ours := l.ourRows
		if mine != nil {
			find := mine.Finder()
			ours = func(at []int64, f func(*Row)) error { return ourRowsAtRest(find, at, f) }
		}
		go func() { failed <- a.run(ctx, read, ours) }()
	}
	partly = map[int64]bool{}
	for range parts {
		err = cmp.Or(err, <-failed)
	}
	for _, a := range parts {
		keys = append(keys, a.keys...)
		maps.Copy(partly, a.partly)
	}
	return keys, partly, err
}

// leastPart is how many rows at least are worth a goroutine.
const leastPart = 1 << 10

// alteration is the finding out of it for some rows.
type alteration struct {
	x      *Comparison
	plans  map[int64]string // of shapes
	keys   []int64
	partly map[int64]bool
}

// run holds rows of the other log against ours, which ours gives for some keys: it
// calls f with each, in their order, nil for one that there is not.
func (a *alteration) run(ctx context.Context, theirs func(func(Row, error) error) error, ours func(at []int64, f func(*Row)) error) error {
	var rows []Row
	var at []int64
	compare := func() error {
		i := 0
		err := ours(at, func(mine *Row) {
			same := false
			if mine != nil {
				plan, ok := a.plans[mine.raw.shape]
				if !ok {
					plan = planOf(a.x.here.word[mine.raw.shape])
					a.plans[mine.raw.shape] = plan
				}
				if same = a.x.ours.same(&rows[i], mine, plan); !same && mine.raw.seed == nil {
					a.partly[mine.Key] = true
				}
			}
			if !same {
				a.keys = append(a.keys, rows[i].Key)
			}
			i++
		})
		rows, at = rows[:0], at[:0]
		return err
	}
	var mine error
	if err := theirs(func(row Row, _ error) error {
		rows, at = append(rows, row), append(at, a.x.ours.id(row.Key))
		if len(rows) == packedAtOnce {
			mine = compare()
		}
		return mine
	}); err != nil && mine == nil && ctx.Err() == nil {
		return FromError{err}
	} else if err != nil {
		return err
	}
	return compare()
}

// ourRows calls f with the rows that have some keys, in their order, nil for one
// that there is not.
func (l *Log) ourRows(at []int64, f func(*Row)) error {
	list, err := json.Marshal(at)
	if err != nil {
		return err
	}
	lines, err := l.c.Packed(ourRows, string(list))
	if err != nil {
		return err
	}
	var c change.Change
	var row Row
	unread := true
	for _, key := range at {
		if unread && lines.More() {
			row = unpack(lines, &c)
			unread = false
		}
		if !unread && row.Key == key {
			f(&row)
			unread = true
		} else {
			f(nil)
		}
	}
	return lines.Err()
}

// ourRowsAtRest is [Log.ourRows].
func ourRowsAtRest(find *file.Finder, at []int64, f func(*Row)) error {
	var c change.Change
	for _, key := range at {
		record, there, err := find.Find(key)
		if err != nil {
			return err
		}
		if !there {
			f(nil)
			continue
		}
		row, err := unpackRecord(key, record, &c)
		if err != nil {
			return err
		}
		f(&row)
	}
	return nil
}

// same tells whether a row of another file stands as one of ours does, of which
// the shape has that plan.
func (o *ours) same(theirs, mine *Row, plan string) bool {
	t, m := &theirs.raw, &mine.raw
	a, b := theirs.Change, mine.Change
	if a.Number != b.Number || a.Clock != b.Clock || a.First != b.First || t.version != m.version ||
		o.id(t.person) != m.person || o.id(t.copy) != m.copy || o.id(t.entity) != m.entity ||
		o.word(t.code) != m.code || o.word(t.kind) != m.kind || o.word(t.shape) != m.shape ||
		(t.seed == nil) != (m.seed == nil) || string(t.seed) != string(m.seed) {
		return false
	}
	part := func(theirs, mine *string, read func(*pair)) bool {
		if theirs == nil || mine == nil {
			return theirs == mine
		}
		p := pair{theirs: *theirs, mine: *mine, o: o}
		read(&p)
		return p.same()
	}
	return part(&t.sets, &m.sets, func(p *pair) { p.sets(plan) }) && part(t.args, m.args, (*pair).named) && part(t.over, m.over, (*pair).keys) &&
		part(t.saw, m.saw, (*pair).saw) && part(t.takes, m.takes, (*pair).takes) && part(t.more, m.more, (*pair).named)
}

// planOf says in which order values and records stand in what has a shape: a v for
// each value, brackets around those of a record.
func planOf(shape string) string {
	var plan []byte
	for i := 0; i < len(shape); i++ {
		switch c := shape[i]; {
		case c == '(' || c == ')':
			plan = append(plan, c)
		case c != ' ' && (i+1 == len(shape) || shape[i+1] == ' ' || shape[i+1] == ')'):
			plan = append(plan, 'v')
		}
	}
	return string(plan)
}

// pair is JSON of two rows, read side by side: ours for where keys stand in it,
// theirs for whether it is the same with keys of its own.
type pair struct {
	theirs, mine string // what is left to be compared
	at           int    // up to where ours was read
	o            *ours
	other        bool
}

func (p *pair) same() bool { return !p.other && p.theirs == p.mine }

// next is the byte of ours that is next, 0 at the end.
func (p *pair) next() byte {
	if p.at < len(p.mine) {
		return p.mine[p.at]
	}
	return 0
}

func (p *pair) digit() bool { c := p.next(); return c >= '0' && c <= '9' }

// key compares a key, and what stands before it.
func (p *pair) key(of func(int64) int64) {
	here := min(p.at, len(p.mine))
	rest, ok := strings.CutPrefix(p.theirs, p.mine[:here])
	theirs, n := digits(rest)
	mine, m := digits(p.mine[here:])
	if !ok || n == 0 || m == 0 || of(theirs) != mine {
		p.other = true
	}
	p.theirs, p.mine, p.at = rest[n:], p.mine[here+m:], 0
}

// digits reads a key as one is written, n bytes of it; 0 where none is.
func digits(s string) (key int64, n int) {
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		if n == 12 || n == 1 && key == 0 {
			return 0, 0
		}
		key = key*10 + int64(s[n]-'0')
		n++
	}
	return key, n
}

// string passes over a string of ours.
func (p *pair) string() {
	for i := p.at + 1; i < len(p.mine); i++ {
		n := strings.IndexByte(p.mine[i:], '"')
		if n < 0 {
			break
		}
		i += n
		escapes := 0
		for p.mine[i-1-escapes] == '\\' { // the quote before it ends that
			escapes++
		}
		if escapes%2 == 0 {
			p.at = i + 1
			return
		}
	}
	p.at = len(p.mine)
}

// ref compares a reference after its bracket.
func (p *pair) ref() {
	p.key(p.o.word)
	p.at++
	p.key(p.o.id)
}

// value compares a value that is no record.
func (p *pair) value() {
	depth := 0
	for p.at < len(p.mine) {
		switch c := p.next(); c {
		case '"':
			p.string()
			continue
		case '[':
			if p.at++; p.digit() {
				p.ref()
			}
			depth++
			continue
		case '{':
			depth++
		case ']', '}':
			if depth--; depth < 0 {
				return
			}
		case ',':
			if depth == 0 {
				return
			}
		}
		p.at++
	}
}

// sets compares what a change sets.
func (p *pair) sets(plan string) {
	for i := range len(plan) {
		p.at++ // a comma, or a bracket of an array
		if plan[i] == 'v' {
			p.value()
		}
	}
}

// named compares an object. No number stands first in an array but a key.
func (p *pair) named() { p.value() }

// keys compares an array of keys, up to its end.
func (p *pair) keys() {
	p.at++
	for p.digit() && !p.other {
		if p.key(p.o.id); p.next() == ',' {
			p.at++
		}
	}
}

func (p *pair) saw() {
	p.at++
	p.keys()
	for p.at++; p.next() == ',' && !p.other; p.at++ {
		p.at += 2
		p.key(p.o.id)
		for p.at++; p.digit(); p.at++ {
		}
	}
}

func (p *pair) takes() {
	for p.at < len(p.mine) && !p.other {
		switch {
		case p.next() == '"':
			p.string()
		case p.digit():
			p.key(p.o.id)
		default:
			p.at++
		}
	}
}
