package log

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Names holds every id of a file by its key.
type Names struct {
	ids  [][16]byte // by key, as far as keys are dense
	more map[int64][16]byte
}

// ReadNames reads every id of a file.
func (l *Log) ReadNames() (*Names, error) {
	n := &Names{ids: make([][16]byte, 1), more: map[int64][16]byte{}}
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

// EachByEntity is [Log.Each] in the order of the entities.
func (l *Log) EachByEntity(ctx context.Context, n *Names, f func(Row, error) error) error {
	return l.each(ctx, n, f, "SELECT "+Columns+" FROM change ORDER BY entity, key")
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
		return f(row, row.resolve(known.id))
	}, query)
}

// Check checks the form of a row that [Log.Each] gave: that it stands as it
// would be written, and that its id is its hash. The error wraps
// [change.ErrForm], or says that it is not written as rows are.
func (row *Row) Check() error {
	if err := row.canonical(row.keyOf); err != nil {
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
	var at int64
	var entities []Entity // of one key; more than one only where ids are forged
	flush := func() error {
		for _, e := range entities {
			if err := f(e); err != nil {
				return err
			}
		}
		entities = nil
		return nil
	}
	err := l.EachByEntity(ctx, n, func(row Row, err error) error {
		if err != nil {
			return err
		}
		if row.raw.entity != at {
			if err := flush(); err != nil {
				return err
			}
			at = row.raw.entity
		}
		if l.aside[row.Key] || !l.cut.has(row) {
			return nil
		}
		ref := row.Change.Entity
		i := slices.IndexFunc(entities, func(e Entity) bool { return e.Ref == ref })
		if i < 0 {
			i = len(entities)
			entities = append(entities, Entity{Ref: ref, Key: at})
		}
		entities[i].Changes = append(entities[i].Changes, row.Change)
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}
