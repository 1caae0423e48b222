package log

import (
	"fmt"
	"strconv"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Columns are those of the table change.
const Columns = "key, version, person, copy, number, clock, first, code, args, kind, entity, sets, over, saw, takes, more, seed, receipt"

// Row is a change as it stands in a file.
type Row struct {
	Key     int64
	Change  *change.Change
	Receipt int64 // with what it came; 0 where it was made here
	raw     raw
	traced  bool // names are to be kept, for Check
	names   []named
	keys    map[change.ID]int64 // of names, where there are many
}

type named struct {
	key int64
	id  change.ID
}

// manyNames is from where on names are looked up in a map: a hostile row can hold
// so many that the time would grow with their square.
const manyNames = 32

func (row *Row) keyOf(id change.ID) (int64, error) {
	if len(row.names) > manyNames {
		if row.keys == nil {
			row.keys = make(map[change.ID]int64, len(row.names))
			for _, n := range row.names {
				if _, twice := row.keys[n.id]; !twice {
					row.keys[n.id] = n.key
				}
			}
		}
		return row.keys[id], nil
	}
	for _, n := range row.names {
		if n.id == id {
			return n.key, nil
		}
	}
	return 0, nil
}

// raw holds the columns of a row as they are read.
type raw struct {
	version, person, copy, entity int64
	args                          string
	sets                          string
	over, saw, takes, more        *string
	seed                          []byte
}

// scanRaw reads a row, without resolving its ids.
func scanRaw(r file.Row) (row Row, err error) {
	c := &change.Change{}
	row.Change = c
	x := &row.raw
	err = r.Scan(&row.Key, &x.version, &x.person, &x.copy, &c.Number, (*int64)(&c.Clock), &c.First, &c.Did.Code, &x.args,
		(*string)(&c.Entity.Kind), &x.entity, &x.sets, &x.over, &x.saw, &x.takes, &x.more, &x.seed, &row.Receipt)
	if err != nil {
		err = fmt.Errorf("change %d: %w", row.Key, err)
	}
	return row, err
}

// resolve reads the columns of a row into its change. What does not stand there
// as it is written is refused.
func (row *Row) resolve(name func(int64) (change.ID, error)) error {
	c, x := row.Change, &row.raw
	id := name
	if row.traced {
		id = func(key int64) (change.ID, error) {
			id, err := name(key)
			row.names = append(row.names, named{key, id})
			return id, err
		}
	}
	c.Version = int(x.version)
	var err error
	get := func(key int64) change.ID {
		v, failed := id(key)
		if failed != nil && err == nil {
			err = failed
		}
		return v
	}
	c.ID, c.Person, c.Copy, c.Entity.ID = get(row.Key), get(x.person), get(x.copy), get(x.entity)
	c.Own = x.entity == row.Key
	if len(x.seed) == 16 {
		c.Seed = (*[16]byte)(x.seed)
	} else if x.seed != nil {
		err = errJSON
	}
	r := reader{s: x.sets, c: c, id: id}
	c.Sets = r.fields("sets/")
	failed := r.end()
	part := func(s *string, read func(r *reader)) {
		if s != nil && failed == nil {
			r := reader{s: *s, c: c, id: id}
			read(&r)
			failed = r.end()
		}
	}
	if x.args != "" {
		part(&x.args, func(r *reader) { c.Did.Args = r.fields("") })
	}
	part(x.over, func(r *reader) { c.Over = r.ids() })
	part(x.saw, func(r *reader) {
		r.want('[')
		c.Saw.Beyond = r.ids()
		for r.fail == nil && !r.next(']') && !r.many(len(c.Saw.Copies)) {
			r.want(',')
			r.want('[')
			s := change.SawCopy{Copy: r.key()}
			r.want(',')
			s.UpTo = r.integer()
			r.want(']')
			c.Saw.Copies = append(c.Saw.Copies, s)
		}
	})
	part(x.takes, func(r *reader) {
		r.want('[')
		for r.fail == nil && !r.next(']') && !r.many(len(c.Takes)) {
			if len(c.Takes) > 0 {
				r.want(',')
			}
			r.want('[')
			t := change.Taking{Change: r.key()}
			for r.fail == nil && !r.next(']') && !r.many(len(t.Registers)) {
				r.want(',')
				t.Registers = append(t.Registers, r.string())
			}
			c.Takes = append(c.Takes, t)
		}
	})
	part(x.more, func(r *reader) { c.More = r.fields("more/") })
	if err == nil {
		err = failed
	}
	if err != nil {
		return fmt.Errorf("change %d: %w", row.Key, err)
	}
	return nil
}

func (r *reader) ids() (list []change.ID) {
	r.want('[')
	for r.fail == nil && !r.next(']') && !r.many(len(list)) {
		if len(list) > 0 {
			r.want(',')
		}
		list = append(list, r.key())
	}
	return list
}

// values writes a change as the values of a row, in the order of Columns.
func values(c *change.Change, receipt int64, key func(change.ID) (int64, error)) ([]any, error) {
	w := writer{c: c, key: key}
	keyOf := func(id change.ID) int64 {
		k, err := key(id)
		if err != nil && w.err == nil {
			w.err = err
		}
		return k
	}
	row := []any{keyOf(c.ID), int64(c.Version), keyOf(c.Person), keyOf(c.Copy), c.Number, int64(c.Clock), c.First, c.Did.Code, "",
		string(c.Entity.Kind), keyOf(c.Entity.ID), "", nil, nil, nil, nil, nil, receipt}
	for part, column := range partColumns {
		if w.part(part) {
			row[column] = string(w.b)
		}
	}
	if c.Seed != nil {
		row[16] = c.Seed[:]
	}
	return row, w.err
}

// The parts of a change that are written as JSON, and their columns.
const (
	partArgs = iota
	partSets
	partOver
	partSaw
	partTakes
	partMore
)

var partColumns = [...]int{partArgs: 8, partSets: 11, partOver: 12, partSaw: 13, partTakes: 14, partMore: 15}

// part writes a part of the change, and tells whether there is anything in it.
func (w *writer) part(part int) bool {
	c := w.c
	w.b = w.b[:0]
	switch part {
	case partArgs:
		if len(c.Did.Args) == 0 {
			return false
		}
		w.fields("", c.Did.Args)
	case partSets:
		w.fields("sets/", c.Sets)
	case partOver:
		if len(c.Over) == 0 {
			return false
		}
		w.list(c.Over)
	case partSaw:
		if len(c.Saw.Beyond)+len(c.Saw.Copies) == 0 {
			return false
		}
		w.b = append(w.b, '[')
		w.list(c.Saw.Beyond)
		for _, s := range c.Saw.Copies {
			w.b = append(w.b, ',', '[')
			w.id(s.Copy)
			w.b = append(strconv.AppendInt(append(w.b, ','), s.UpTo, 10), ']')
		}
		w.b = append(w.b, ']')
	case partTakes:
		if len(c.Takes) == 0 {
			return false
		}
		w.b = append(w.b, '[')
		for i, t := range c.Takes {
			if i > 0 {
				w.b = append(w.b, ',')
			}
			w.b = append(w.b, '[')
			w.id(t.Change)
			for _, r := range t.Registers {
				w.b = append(append(append(w.b, ',', '"'), r...), '"')
			}
			w.b = append(w.b, ']')
		}
		w.b = append(w.b, ']')
	case partMore:
		if len(c.More) == 0 {
			return false
		}
		w.fields("more/", c.More)
	}
	return true
}

func (w *writer) list(ids []change.ID) {
	w.b = append(w.b, '[')
	for i, id := range ids {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.id(id)
	}
	w.b = append(w.b, ']')
}

// canonical tells whether a row stands as it would be written.
func (row *Row) canonical(key func(change.ID) (int64, error)) error {
	w := writer{c: row.Change, key: key, b: make([]byte, 0, 512)}
	x := &row.raw
	for part, got := range [...]*string{partArgs: &x.args, partSets: &x.sets, partOver: x.over, partSaw: x.saw, partTakes: x.takes, partMore: x.more} {
		there := w.part(part)
		if part == partArgs && !there {
			there, w.b = true, w.b[:0] // of which '' is written
		}
		if there != (got != nil) || there && string(w.b) != *got {
			return fmt.Errorf("change %d: %w", row.Key, errJSON)
		}
	}
	return w.err
}

// MaxRow is how many bytes the texts of a row can have: of a change of the
// greatest size, if each of its characters has to be written as \u0001 is.
const MaxRow = 8 * change.MaxSize

// packed reads rows as [file.Pack] packs them. What can hold anything has its
// length before it, so that nobody can make two rows of one.
var packed = []string{
	"key", "version", "person", "copy", "number", "clock", "first", "entity", "receipt", "octet_length(code)", "code", "octet_length(kind)", "kind",
	"octet_length(args)", "args", "octet_length(sets)", "sets", "coalesce(octet_length(over), -1)", "coalesce(over, '')",
	"coalesce(octet_length(saw), -1)", "coalesce(saw, '')", "coalesce(octet_length(takes), -1)", "coalesce(takes, '')",
	"coalesce(octet_length(more), -1)", "coalesce(more, '')", "coalesce(octet_length(seed), -1)", "coalesce(seed, '')",
}

// packedAtOnce is how many rows are packed into one: as many of the greatest as
// SQLite lets one hold.
const packedAtOnce = 64

// unpack reads the next row into c.
func unpack(l *file.Lines, c *change.Change) (row Row) {
	x := &row.raw
	row.Key, x.version, x.person, x.copy, c.Number = l.Int(), l.Int(), l.Int(), l.Int(), l.Int()
	c.Clock, c.First, x.entity, row.Receipt = change.Clock(l.Int()), l.Int(), l.Int(), l.Int()
	c.Did.Code, c.Entity.Kind = l.Bytes(l.Int()), change.Kind(l.Bytes(l.Int()))
	x.args, x.sets = l.Bytes(l.Int()), l.Bytes(l.Int())
	for _, s := range [...]**string{&x.over, &x.saw, &x.takes, &x.more} {
		if n := l.Int(); n >= 0 {
			v := l.Bytes(n)
			*s = &v
		} else {
			l.Bytes(0)
		}
	}
	if n := l.Int(); n >= 0 {
		x.seed = []byte(l.Bytes(n))
	} else {
		l.Bytes(0)
	}
	row.Change = c
	return row
}
