package log

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Names holds every id and every word of a file by its key.
type Names struct {
	ids  [][16]byte // by key, as far as keys are dense
	more map[int64][16]byte
	word map[int64]string
	read []change.ID // of ids, as far as they were asked for
}

// keptNames is how many ids are kept as text at most.
const keptNames = 1 << 20

// namesAtOnce is how many ids are read with one row.
const namesAtOnce = 2048

// eachName calls f for every id of a file, in the order of their keys.
func eachName(c *file.Conn, f func(key int64, id [16]byte) error) error {
	if pages, err := c.AtRest(); pages != nil || err != nil {
		return nameAtRest(pages, err, f)
	}
	if err := fromOne(c, "key", "name"); err != nil {
		return err
	}
	query := file.Pack([]string{"key", "octet_length(id)", "id"}, fmt.Sprint("FROM name WHERE key > ? ORDER BY key LIMIT ", namesAtOnce))
	for after := int64(0); ; {
		l, err := c.Packed(query, after)
		if err != nil || !l.More() {
			return err
		}
		for l.More() {
			after = l.Int()
			id := l.Bytes(l.Int())
			if err := l.Err(); err != nil {
				return err
			}
			if len(id) != 16 {
				return notID(after, len(id))
			}
			if err := f(after, [16]byte([]byte(id))); err != nil {
				return err
			}
		}
	}
}

func notID(key int64, bytes int) error {
	return fmt.Errorf("name %d: %w: an id has 16 bytes, not %d", key, ErrName, bytes)
}

// lastKey is more than any file has keys. After the greatest number that there is
// none could come, and what goes through keys by the thousand would never end.
const lastKey = 1 << 32

// fromOne refuses keys in a column that no file has: what reads rows in the order
// of their keys begins at 1, so that they would be hidden.
func fromOne(c *file.Conn, column, table string) error {
	for _, query := range []string{"SELECT coalesce(min(" + column + "), 1) FROM " + table, "SELECT coalesce(max(" + column + "), 1) FROM " + table} {
		key, err := file.One(c, file.Scalar[int64], query)
		if err == nil && (key < 1 || key > lastKey) {
			err = fmt.Errorf("%s: %w: %d is no key", table, ErrName, key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ReadNames reads every id and every word of a file. The error wraps [ErrName]
// for what is none.
func (l *Log) ReadNames() (*Names, error) {
	if pages, err := l.c.AtRest(); pages != nil || err != nil {
		return namesAtRest(pages, err)
	}
	if err := fromOne(l.c, "key", "word"); err != nil {
		return nil, err
	}
	n := newNames()
	if err := l.c.Each(func(r file.Row) error {
		var key int64
		var word string
		err := r.Scan(&key, &word)
		n.word[key] = word
		return err
	}, "SELECT key, word FROM word"); err != nil {
		return nil, err
	}
	err := eachName(l.c, n.add)
	n.read = make([]change.ID, min(len(n.ids), keptNames))
	return n, err
}

func newNames() *Names {
	return &Names{ids: make([][16]byte, 1), more: map[int64][16]byte{}, word: map[int64]string{}}
}

func (n *Names) add(key int64, id [16]byte) error {
	if key == int64(len(n.ids)) {
		n.ids = append(n.ids, id)
	} else {
		n.more[key] = id
	}
	return nil
}

// Len is the number of ids.
func (n *Names) Len() int { return len(n.ids) - 1 + len(n.more) }

func (n *Names) each(f func(key int64, id [16]byte)) {
	for i, id := range n.ids[1:] {
		f(int64(i+1), id)
	}
	for key, id := range n.more {
		f(key, id)
	}
}

// ID is the id that a key stands for. The error wraps [ErrName]. It is asked by
// one goroutine at a time.
func (n *Names) ID(key int64) (change.ID, error) {
	if key > 0 && key < int64(len(n.read)) {
		if n.read[key] == "" {
			n.read[key] = change.IDOf(n.ids[key])
		}
		return n.read[key], nil
	}
	if key > 0 && key < int64(len(n.ids)) {
		return change.IDOf(n.ids[key]), nil
	}
	if b, ok := n.more[key]; ok {
		return change.IDOf(b), nil
	}
	return "", fmt.Errorf("%w (%d)", ErrName, key)
}

func (n *Names) id(key int64) (change.ID, error) { return n.ID(key) }

// bytes is the id that a key stands for, as 128 bits.
func (n *Names) bytes(key int64) (id [16]byte, err error) {
	if key > 0 && key < int64(len(n.ids)) {
		return n.ids[key], nil
	}
	id, ok := n.more[key]
	if !ok {
		err = fmt.Errorf("%w (%d)", ErrName, key)
	}
	return id, err
}

func (n *Names) text(key int64) (string, error) {
	word, ok := n.word[key]
	if !ok {
		return "", fmt.Errorf("%w (word %d)", ErrName, key)
	}
	return word, nil
}

// Each calls f for every row of the log in the order of their keys, whether it
// counts or not. Where a row is not written as rows are, or names something
// without an id, f gets it with that error.
func (l *Log) Each(ctx context.Context, n *Names, f func(Row, error) error) error {
	return l.each(ctx, n, nil, f, "WHERE key > ?1 ORDER BY key", func(row *Row) []any { return []any{row.Key} })
}

// eachOf is [Log.Each] for some keys, which are in order. Where there are no names
// nothing of the rows is read but their columns.
func (l *Log) eachOf(ctx context.Context, n *Names, keys []int64, f func(Row, error) error) error {
	if len(keys) == 0 {
		return nil
	}
	if table, err := l.atRest(); err != nil {
		return err
	} else if table != nil {
		return eachAtRest(ctx, table, n, keys, f)
	}
	left := keys
	return l.each(ctx, n, func(key int64) bool {
		at, there := slices.BinarySearch(left, key)
		left = left[at:]
		return there
	}, f, "WHERE key > ?1 ORDER BY key", func(row *Row) []any {
		// What lies between is not read.
		at, there := slices.BinarySearch(left, row.Key)
		if there {
			at++
		}
		if left = left[at:]; len(left) == 0 {
			return []any{int64(lastKey)}
		}
		return []any{left[0] - 1}
	})
}

// each calls f for the rows that are wanted, all where wants is nil.
func (l *Log) each(ctx context.Context, n *Names, wants func(key int64) bool, f func(Row, error) error, order string, place func(*Row) []any) error {
	if err := fromOne(l.c, "key", "change"); err != nil {
		return err
	}
	if n != nil {
		if err := fromOne(l.c, "entity", "change"); err != nil {
			return err
		}
	}
	query := file.Pack(packed, fmt.Sprint("FROM change ", order, " LIMIT ", packedAtOnce))
	for after := place(&Row{}); ; {
		lines, err := l.c.Packed(query, after...)
		if err != nil || !lines.More() {
			return err
		}
		changes := make([]change.Change, packedAtOnce)
		var t traces
		for i := 0; lines.More(); i++ {
			row := unpack(lines, &changes[i%packedAtOnce])
			if err := lines.Err(); err != nil {
				return err
			}
			if wants != nil && !wants(row.Key) {
				after = place(&row)
				continue
			}
			if n == nil {
				after = place(&row)
				if err := f(row, nil); err != nil {
					return err
				}
				continue
			}
			failed := t.resolve(&row, n)
			after = place(&row)
			if err := f(row, failed); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// traces is room for what rows name.
type traces struct {
	names []named
	words []worded
}

// resolve is that of a row, of which what it names is kept for [Row.Check].
func (t *traces) resolve(row *Row, n *Names) error {
	if len(t.names) > cap(t.names)-8 {
		t.names = make([]named, 0, 8*packedAtOnce)
	}
	if len(t.words) > cap(t.words)-8 {
		t.words = make([]worded, 0, 6*packedAtOnce)
	}
	row.traced, row.names, row.words = true, t.names[len(t.names):], t.words[len(t.words):]
	err := row.resolve(n)
	t.names, t.words = append(t.names, row.names...), append(t.words, row.words...)
	return err
}

// EachAhead is [Log.Each] that reads rows ahead in a goroutine of its own,
// which checks them too if that is wanted: the error of f is then that of
// [Row.Check]. Nobody may use the connection of the log or the names until it
// returns.
func (l *Log) EachAhead(ctx context.Context, n *Names, checked bool, f func(Row, error) error) error {
	return ahead(checked, func(f func(Row, error) error) error { return l.Each(ctx, n, f) }, f)
}

// ahead calls f with the rows that each gives, which runs in a goroutine of its own;
// those that are to be checked are so on all cores.
func ahead(checked bool, each func(func(Row, error) error) error, f func(Row, error) error) error {
	type read struct {
		Row
		err error
	}
	type some struct {
		rows  []read
		ready chan struct{} // closed once they are checked; nil where they are not to be
	}
	const atOnce = 256
	ahead, done := make(chan some, 4), make(chan struct{})
	var failed error
	go func() {
		defer close(ahead)
		heavy := 0
		rows := make([]read, 0, atOnce)
		send := func() error {
			next := some{rows: rows}
			if checked {
				next.ready = make(chan struct{})
				go func() {
					defer close(next.ready)
					for i := range next.rows {
						if r := &next.rows[i]; r.err == nil {
							r.err = r.Check()
						}
					}
				}()
			}
			select {
			case ahead <- next:
				rows = make([]read, 0, atOnce)
				return nil
			case <-done:
				return errGivenUp
			}
		}
		failed = each(func(row Row, err error) error {
			// A row may hold fields and references by the ten thousand, each of which
			// takes many times the bytes that it has in the file.
			rows = append(rows, read{row, err})
			if heavy += len(row.raw.sets); len(rows) == atOnce || heavy > 1<<18 {
				heavy = 0
				return send()
			}
			return nil
		})
		if failed == nil {
			failed = send()
		}
	}()
	var err error
	for some := range ahead {
		if some.ready != nil {
			<-some.ready
		}
		for i := range some.rows {
			if err == nil {
				if err = f(some.rows[i].Row, some.rows[i].err); err != nil {
					close(done)
				}
			}
		}
	}
	return cmp.Or(err, failed)
}

var errGivenUp = errors.New("no more rows are wanted")

// Check checks the form of a row that [Log.Each] gave: that it stands as it
// would be written, and that its id is its hash. The error wraps
// [change.ErrForm], or says that it is not written as rows are.
func (row *Row) Check() error {
	if err := row.canonical(); err != nil {
		return err
	}
	if err := row.Change.Check(); err != nil {
		return fmt.Errorf("change %d: %w", row.Key, err)
	}
	return nil
}

// ErrRow tells whether an error is that of one row, not of the file.
func ErrRow(err error) bool {
	return errors.Is(err, errJSON) || errors.Is(err, ErrName) || errors.Is(err, change.ErrForm) || errors.Is(err, file.ErrPacked)
}

// Entity is an entity with all its changes that count.
type Entity struct {
	Ref     change.Ref
	Key     int64
	Changes []*change.Change
}

// Entities calls f for every entity that has changes that count, in the order
// of their keys.
func (l *Log) Entities(ctx context.Context, n *Names, f func(Entity) error) error {
	if err := l.readAside(); err != nil {
		return err
	}
	// Those changes of which the entity has another name, entity by entity.
	others, stop := l.pull(ctx, n)
	defer stop()
	other, more, err := others()
	if err != nil {
		return err
	}
	upTo := func(key int64, with []*change.Change) error {
		for more && other.raw.entity <= key {
			at := other.raw.entity
			var rows []Row
			for more && other.raw.entity == at {
				rows = append(rows, other)
				if other, more, err = others(); err != nil {
					return err
				}
			}
			own := with
			if at != key {
				own = nil
			}
			if err := l.tell(at, own, rows, f); err != nil {
				return err
			}
			if at == key {
				return nil
			}
		}
		return l.tell(key, with, nil, f)
	}
	if err := l.each(ctx, n, nil, func(row Row, err error) error {
		if err != nil {
			return err
		}
		var own []*change.Change
		if l.Counts(row) {
			own = []*change.Change{row.Change}
		}
		return upTo(row.Key, own)
	}, "WHERE entity = key AND key > ?1 ORDER BY key", func(row *Row) []any { return []any{row.Key} }); err != nil {
		return err
	}
	return upTo(math.MaxInt64, nil)
}

// tell calls f with the entities of one key: more than one only where an id was
// forged to be of two kinds.
func (l *Log) tell(key int64, own []*change.Change, others []Row, f func(Entity) error) error {
	var entities []Entity
	put := func(c *change.Change) {
		i := slices.IndexFunc(entities, func(e Entity) bool { return e.Ref == c.Entity })
		if i < 0 {
			i = len(entities)
			entities = append(entities, Entity{Ref: c.Entity, Key: key})
		}
		entities[i].Changes = append(entities[i].Changes, c)
	}
	for _, c := range own {
		put(c)
	}
	for _, row := range others {
		if l.Counts(row) {
			put(row.Change)
		}
	}
	for _, e := range entities {
		if err := f(e); err != nil {
			return err
		}
	}
	return nil
}

// nextOthers are the rows after one of an entity: the rest of that, found by the
// index and not gone through anew each time, then others.
var nextOthers = fmt.Sprintf(`WHERE key IN (SELECT key FROM (SELECT key FROM change WHERE entity <> key AND entity = ?1 AND key > ?2 ORDER BY key LIMIT %d)
	UNION ALL SELECT key FROM (SELECT key FROM change WHERE entity <> key AND entity > ?1 ORDER BY entity, key LIMIT %[1]d) LIMIT %[1]d) ORDER BY +entity, +key`, packedAtOnce)

// pull gives, when it is asked, the rows of what has another name than the
// change, entity by entity.
func (l *Log) pull(ctx context.Context, n *Names) (next func() (Row, bool, error), stop func()) {
	type step struct {
		row Row
		err error
	}
	pulled, stop := iter.Pull(func(yield func(step) bool) {
		stopped := errors.New("stopped")
		if err := l.each(ctx, n, nil, func(row Row, err error) error {
			if !yield(step{row, err}) {
				return stopped
			}
			return nil
		}, nextOthers, func(row *Row) []any { return []any{row.raw.entity, row.Key} }); err != nil && err != stopped {
			yield(step{err: err})
		}
	})
	return func() (Row, bool, error) {
		s, ok := pulled()
		return s.row, ok && s.err == nil, s.err
	}, stop
}
