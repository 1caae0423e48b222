package log

import (
	"fmt"
	"strconv"
	"strings"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Columns are those of the table change.
const Columns = "key, version, person, copy, number, clock, first, code, args, kind, entity, shape, sets, over, saw, takes, more, seed, receipt"

// Row is a change as it stands in a file.
type Row struct {
	Key     int64
	Change  *change.Change
	Receipt int64 // with what it came; 0 where it was made here
	raw     raw
	traced  bool // names are to be kept, for Check
	names   []named
	words   []worded
	keys    map[change.ID]int64 // of names, where there are many
	wordKey map[string]int64    // of words, where there are many
}

type named struct {
	key int64
	id  change.ID
}

type worded struct {
	key  int64
	word string
}

// manyNames is from where on names are looked up in a map: a hostile row can hold
// so many that the time would grow with their square.
const manyNames = 32

// keyOf and word are the keys by which the row names an id or a word.
func (row *Row) keyOf(id change.ID) int64 {
	if len(row.names) > manyNames {
		if row.keys == nil {
			row.keys = make(map[change.ID]int64, len(row.names))
			for _, n := range row.names {
				if _, twice := row.keys[n.id]; !twice {
					row.keys[n.id] = n.key
				}
			}
		}
		return row.keys[id]
	}
	for _, n := range row.names {
		if n.id == id {
			return n.key
		}
	}
	return 0
}

func (row *Row) key(id change.ID) (int64, error) { return row.keyOf(id), nil }

func (row *Row) word(s string) (int64, error) {
	if len(row.words) > manyNames {
		if row.wordKey == nil {
			row.wordKey = map[string]int64{}
			for _, w := range row.words {
				if _, twice := row.wordKey[w.word]; !twice {
					row.wordKey[w.word] = w.key
				}
			}
		}
		return row.wordKey[s], nil
	}
	for _, w := range row.words {
		if w.word == s {
			return w.key, nil
		}
	}
	return 0, nil
}

// tracer keeps what a row names.
type tracer struct {
	names
	row *Row
}

func (t tracer) id(key int64) (change.ID, error) {
	id, err := t.names.id(key)
	t.row.names = append(t.row.names, named{key, id})
	return id, err
}

func (t tracer) text(key int64) (string, error) {
	word, err := t.names.text(key)
	t.row.words = append(t.row.words, worded{key, word})
	return word, err
}

// raw holds the columns of a row as they are read.
type raw struct {
	version, person, copy, entity int64
	code, kind, shape             int64
	sets                          string
	args, over, saw, takes, more  *string
	seed                          []byte
}

// scanRaw reads a row, without resolving its ids.
func scanRaw(r file.Row) (row Row, err error) {
	c := &change.Change{}
	row.Change = c
	x := &row.raw
	err = r.Scan(&row.Key, &x.version, &x.person, &x.copy, &c.Number, (*int64)(&c.Clock), &c.First, &x.code, &x.args,
		&x.kind, &x.entity, &x.shape, &x.sets, &x.over, &x.saw, &x.takes, &x.more, &x.seed, &row.Receipt)
	if err != nil {
		err = fmt.Errorf("change %d: %w", row.Key, err)
	}
	return row, err
}

// resolve reads the columns of a row into its change. What does not stand there
// as it is written is refused.
func (row *Row) resolve(from names) error {
	c, x := row.Change, &row.raw
	size := len(x.sets)
	for _, part := range []*string{x.args, x.over, x.saw, x.takes, x.more} {
		if part != nil {
			size += len(*part)
		}
	}
	if size > MaxRow {
		return fmt.Errorf("change %d: %w: it has %d bytes", row.Key, errJSON, size)
	}
	n := from
	if row.traced {
		n = tracer{from, row}
	}
	c.Version = int(x.version)
	var err error
	get := func(key int64) change.ID {
		v, failed := n.id(key)
		if failed != nil && err == nil {
			err = failed
		}
		return v
	}
	word := func(key int64) string {
		v, failed := n.text(key)
		if failed != nil && err == nil {
			err = failed
		}
		return v
	}
	c.ID, c.Person, c.Copy, c.Entity.ID = get(row.Key), get(x.person), get(x.copy), get(x.entity)
	c.Did.Code, c.Entity.Kind = word(x.code), change.Kind(word(x.kind))
	c.Own = x.entity == row.Key
	if len(x.seed) == 16 {
		c.Seed = (*[16]byte)(x.seed)
	} else if x.seed != nil {
		err = errJSON
	}
	r := reader{s: x.sets, shape: word(x.shape), c: c, names: n}
	c.Sets = r.fields("sets/")
	failed := r.end()
	part := func(s *string, read func(r *reader)) {
		if s != nil && failed == nil {
			r := reader{s: *s, c: c, names: n}
			read(&r)
			failed = r.end()
		}
	}
	part(x.args, func(r *reader) { c.Did.Args = r.named("") })
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
	part(x.more, func(r *reader) { c.More = r.named("more/") })
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

// Places of columns in a row.
const (
	atArgs = iota + 8
	atKind
	atEntity
	atShape
	atSets
	atOver
	atSaw
	atTakes
	atMore
	atSeed
)

// MaxRow bounds what a row holds as JSON, in bytes: a change of the greatest size
// that there may be, every character of it escaped.
const MaxRow = 6*change.MaxSize + 1<<16

// MaxWord bounds a word, in bytes: the names of all that a change may hold.
const MaxWord = change.MaxSize

// values writes a change as the values of a row, in the order of Columns.
func values(c *change.Change, receipt int64, k keys) ([]any, error) {
	w := writer{c: c, keys: k}
	keyOf := func(id change.ID) int64 {
		v, err := k.key(id)
		w.fail(err)
		return v
	}
	wordOf := func(s string) int64 {
		v, err := k.word(s)
		w.fail(err)
		return v
	}
	row := []any{keyOf(c.ID), int64(c.Version), keyOf(c.Person), keyOf(c.Copy), c.Number, int64(c.Clock), c.First, wordOf(c.Did.Code), nil,
		wordOf(string(c.Entity.Kind)), keyOf(c.Entity.ID), nil, "", nil, nil, nil, nil, nil, receipt}
	for _, part := range parts {
		if w.part(part) {
			row[part] = string(w.b)
		}
	}
	row[atShape] = wordOf(string(w.shape))
	if c.Seed != nil {
		row[atSeed] = c.Seed[:]
	}
	return row, w.err
}

// parts are the columns in which something is written as JSON.
var parts = [...]int{atArgs, atSets, atOver, atSaw, atTakes, atMore}

// part writes what stands in a column, and tells whether there is anything; with
// what is set the shape.
func (w *writer) part(column int) bool {
	c := w.c
	w.b = w.b[:0]
	switch column {
	case atArgs:
		if len(c.Did.Args) == 0 {
			return false
		}
		w.named("", c.Did.Args)
	case atSets:
		w.shape = w.shape[:0]
		w.fields("sets/", c.Sets)
	case atOver:
		if len(c.Over) == 0 {
			return false
		}
		w.list(c.Over)
	case atSaw:
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
	case atTakes:
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
	case atMore:
		if len(c.More) == 0 {
			return false
		}
		w.named("more/", c.More)
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
func (row *Row) canonical() error {
	w := writer{c: row.Change, keys: row, b: make([]byte, 0, 512), shape: make([]byte, 0, 64)}
	x := &row.raw
	same := func(column int, got *string) bool {
		there := w.part(column)
		return there == (got != nil) && (!there || string(w.b) == *got)
	}
	if !same(atArgs, x.args) || !same(atSets, &x.sets) || !same(atOver, x.over) || !same(atSaw, x.saw) || !same(atTakes, x.takes) || !same(atMore, x.more) {
		return fmt.Errorf("change %d: %w", row.Key, errJSON)
	}
	if shape, _ := row.word(string(w.shape)); shape != x.shape {
		return fmt.Errorf("change %d: %w", row.Key, errJSON)
	}
	return w.err
}

// packed reads rows as [file.Pack] packs them. What can hold anything has its
// length before it, so that nobody can make two rows of one.
var packed = []string{
	"key", "version", "person", "copy", "number", "clock", "first", "code", "kind", "entity", "shape", "receipt", "octet_length(sets)", "sets",
	"coalesce(octet_length(seed), -1)", "coalesce(seed, '')",
	// Most rows have none of these, and each costs time.
	"CASE WHEN coalesce(args, over, saw, takes, more) IS NULL THEN 0 ELSE concat_ws(char(10), 1, " +
		"coalesce(octet_length(args), -1), coalesce(args, ''), coalesce(octet_length(over), -1), coalesce(over, ''), " +
		"coalesce(octet_length(saw), -1), coalesce(saw, ''), coalesce(octet_length(takes), -1), coalesce(takes, ''), " +
		"coalesce(octet_length(more), -1), coalesce(more, '')) END",
}

// packedAtOnce is how many rows are packed into one: as many of the greatest as
// SQLite lets one hold.
const packedAtOnce = 64

// unpack reads the next row into c.
func unpack(l *file.Lines, c *change.Change) (row Row) {
	x := &row.raw
	row.Key, x.version, x.person, x.copy, c.Number = l.Int(), l.Int(), l.Int(), l.Int(), l.Int()
	c.Clock, c.First, x.code, x.kind, x.entity, x.shape, row.Receipt = change.Clock(l.Int()), l.Int(), l.Int(), l.Int(), l.Int(), l.Int(), l.Int()
	x.sets = l.Bytes(l.Int())
	if n := l.Int(); n >= 0 {
		x.seed = []byte(l.Bytes(n))
	} else {
		l.Bytes(0)
	}
	if l.Int() > 0 {
		for _, s := range [...]**string{&x.args, &x.over, &x.saw, &x.takes, &x.more} {
			if n := l.Int(); n >= 0 {
				v := l.Bytes(n)
				*s = &v
			} else {
				l.Bytes(0)
			}
		}
	}
	row.Change = c
	return row
}

// named writes values with their names, as an object: of what is rare, and of
// which the shape is not kept.
func (w *writer) named(prefix string, list []change.Field) {
	w.b = append(w.b, '{')
	for i := range list {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.b = append(append(append(w.b, '"'), list[i].Name...), '"', ':')
		if list[i].Type == change.Record { // which is told from a list by its braces
			w.named(prefix+list[i].Name+"/", list[i].Fields)
			continue
		}
		w.value(prefix, &list[i])
	}
	w.b = append(w.b, '}')
}

func (r *reader) named(prefix string) []change.Field {
	r.want('{')
	var list []change.Field
	for r.fail == nil && !r.next('}') {
		if len(list) > 0 {
			r.want(',')
		}
		var f change.Field
		f.Name = r.string()
		r.want(':')
		if r.s != "" && r.s[0] == '{' && (len(r.s) < 3 || r.s[1:3] != `""`) && strings.Count(prefix, "/") < 2 {
			f.Type = change.Record
			f.Fields = r.named(prefix + f.Name + "/")
		} else {
			r.value(prefix, &f)
		}
		if r.many(len(list)) {
			break
		}
		list = append(list, f)
	}
	return list
}
