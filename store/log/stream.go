package log

import (
	"context"
	"database/sql"
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
}

// ReadNames reads every id and every word of a file.
func (l *Log) ReadNames() (*Names, error) {
	n := &Names{ids: make([][16]byte, 1), more: map[int64][16]byte{}, word: map[int64]string{}}
	if err := l.c.Each(func(r file.Row) error {
		var key int64
		var word string
		err := r.Scan(&key, &word)
		n.word[key] = word
		return err
	}, "SELECT key, word FROM word"); err != nil {
		return nil, err
	}
	err := l.c.Each(func(r file.Row) error {
		var key int64
		var b sql.RawBytes
		if err := r.Scan(&key, &b); err != nil {
			return err
		}
		if len(b) != 16 || key < 1 {
			return fmt.Errorf("name %d: an id has 16 bytes, not %d", key, len(b))
		}
		if key == int64(len(n.ids)) {
			n.ids = append(n.ids, [16]byte(b))
		} else {
			n.more[key] = [16]byte(b)
		}
		return nil
	}, "SELECT key, id FROM name ORDER BY key")
	return n, err
}

// Len is the number of ids.
func (n *Names) Len() int { return len(n.ids) - 1 + len(n.more) }

// ID is the id that a key stands for. The error wraps [ErrName].
func (n *Names) ID(key int64) (change.ID, error) {
	if key > 0 && key < int64(len(n.ids)) {
		return change.IDOf(n.ids[key]), nil
	}
	if b, ok := n.more[key]; ok {
		return change.IDOf(b), nil
	}
	return "", fmt.Errorf("%w (%d)", ErrName, key)
}

// frequent remembers the ids that come again and again: those of persons,
// copies and what is referred to.
type frequent struct {
	n    *Names
	kept map[int64]change.ID
}

func (f *frequent) text(key int64) (string, error) {
	word, ok := f.n.word[key]
	if !ok {
		return "", fmt.Errorf("%w (word %d)", ErrName, key)
	}
	return word, nil
}

func (f *frequent) id(key int64) (change.ID, error) {
	if id, ok := f.kept[key]; ok {
		return id, nil
	}
	id, err := f.n.ID(key)
	if err == nil {
		if len(f.kept) > manyKept {
			f.kept = map[int64]change.ID{}
		}
		f.kept[key] = id
	}
	return id, err
}

// Each calls f for every row of the log in the order of their keys, whether it
// counts or not. Where a row is not written as rows are, or names something
// without an id, f gets it with that error.
func (l *Log) Each(ctx context.Context, n *Names, f func(Row, error) error) error {
	return l.each(ctx, n, f, "SELECT "+Columns+" FROM change ORDER BY key")
}

func (l *Log) each(ctx context.Context, n *Names, f func(Row, error) error, query string) error {
	known := &frequent{n, map[int64]change.ID{}}
	turn := 0
	return l.c.Each(func(r file.Row) error {
		if turn++; turn%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		row, err := scanRaw(r)
		if err != nil {
			return f(row, err)
		}
		row.traced = true
		return f(row, row.resolve(known))
	}, query)
}

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
	return errors.Is(err, errJSON) || errors.Is(err, ErrName) || errors.Is(err, change.ErrForm)
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
	others, stop := l.pull(ctx, n, "SELECT "+Columns+" FROM change WHERE entity <> key ORDER BY entity, key")
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
	if err := l.each(ctx, n, func(row Row, err error) error {
		if err != nil {
			return err
		}
		var own []*change.Change
		if l.Counts(row) {
			own = []*change.Change{row.Change}
		}
		return upTo(row.Key, own)
	}, "SELECT "+Columns+" FROM change WHERE entity = key ORDER BY key"); err != nil {
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

// pull is [Log.each] of which the rows are asked for.
func (l *Log) pull(ctx context.Context, n *Names, query string) (next func() (Row, bool, error), stop func()) {
	type step struct {
		row Row
		err error
	}
	pulled, stop := iter.Pull(func(yield func(step) bool) {
		stopped := errors.New("stopped")
		if err := l.each(ctx, n, func(row Row, err error) error {
			if !yield(step{row, err}) {
				return stopped
			}
			return nil
		}, query); err != nil && err != stopped {
			yield(step{err: err})
		}
	})
	return func() (Row, bool, error) {
		s, ok := pulled()
		return s.row, ok && s.err == nil, s.err
	}, stop
}
