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
		row.names = make([]named, 0, 8)
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
		for r.fail == nil && !r.next(']') {
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
		for r.fail == nil && !r.next(']') {
			if len(c.Takes) > 0 {
				r.want(',')
			}
			r.want('[')
			t := change.Taking{Change: r.key()}
			for r.fail == nil && !r.next(']') {
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
	for r.fail == nil && !r.next(']') {
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
	taken := func() string {
		s := string(w.b)
		w.b = w.b[:0]
		return s
	}
	row := []any{keyOf(c.ID), int64(c.Version), keyOf(c.Person), keyOf(c.Copy), c.Number, int64(c.Clock), c.First, c.Did.Code, "",
		string(c.Entity.Kind), keyOf(c.Entity.ID), "", nil, nil, nil, nil, nil, receipt}
	if len(c.Did.Args) > 0 {
		w.fields("", c.Did.Args)
		row[8] = taken()
	}
	w.fields("sets/", c.Sets)
	row[11] = taken()
	if len(c.Over) > 0 {
		w.list(c.Over)
		row[12] = taken()
	}
	if len(c.Saw.Beyond)+len(c.Saw.Copies) > 0 {
		w.b = append(w.b, '[')
		w.list(c.Saw.Beyond)
		for _, s := range c.Saw.Copies {
			w.b = append(w.b, ',', '[')
			w.id(s.Copy)
			w.b = append(strconv.AppendInt(append(w.b, ','), s.UpTo, 10), ']')
		}
		w.b = append(w.b, ']')
		row[13] = taken()
	}
	if len(c.Takes) > 0 {
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
		row[14] = taken()
	}
	if len(c.More) > 0 {
		w.fields("more/", c.More)
		row[15] = taken()
	}
	if c.Seed != nil {
		row[16] = c.Seed[:]
	}
	return row, w.err
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
	want, err := values(row.Change, row.Receipt, key)
	if err != nil {
		return err
	}
	x := &row.raw
	same := func(at int, got *string) bool {
		s, ok := want[at].(string)
		return got == nil && !ok || got != nil && ok && *got == s
	}
	if want[8] != x.args || want[11] != x.sets || !same(12, x.over) || !same(13, x.saw) || !same(14, x.takes) || !same(15, x.more) {
		return fmt.Errorf("change %d: %w", row.Key, errJSON)
	}
	return nil
}
