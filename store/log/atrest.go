package log

import (
	"context"
	"fmt"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// A log in a file that is at rest is read from its pages: see [file.Pages]. Each
// function takes the pages with the error of asking for them.

// overhead is more than a row takes besides the words in it, in bytes.
const overhead = 1 << 10

func badKey(table string, key int64) error {
	return fmt.Errorf("%s: %w: %d is no key", table, ErrName, key)
}

// nameAtRest is [eachName].
func nameAtRest(pages *file.Pages, err error, f func(key int64, id [16]byte) error) error {
	if err != nil {
		return err
	}
	table, err := pages.Table("name", overhead)
	if err != nil {
		return err
	}
	return table.Rows(context.Background(), func(key int64, record []byte) error {
		c := file.ColumnsOf(record)
		c.Skip(1)
		id := c.Bytes()
		switch err := c.Err(); {
		case err != nil:
			return fmt.Errorf("name %d: %w", key, err)
		case key < 1 || key > lastKey:
			return badKey("name", key)
		case len(id) != 16:
			return notID(key, len(id))
		}
		return f(key, [16]byte(id))
	})
}

// namesAtRest is [Log.ReadNames].
func namesAtRest(pages *file.Pages, err error) (*Names, error) {
	if err != nil {
		return nil, err
	}
	n := newNames()
	table, err := pages.Table("word", MaxWord+overhead)
	if err != nil {
		return nil, err
	}
	if err := table.Rows(context.Background(), func(key int64, record []byte) error {
		c := file.ColumnsOf(record)
		c.Skip(1)
		n.word[key] = c.Text()
		if key < 1 || key > lastKey {
			return badKey("word", key)
		}
		return c.Err()
	}); err != nil {
		return nil, err
	}
	err = nameAtRest(pages, nil, n.add)
	n.read = make([]change.ID, min(len(n.ids), keptNames))
	return n, err
}

// changesAtRest is the table of the log.
func changesAtRest(pages *file.Pages) (*file.Table, error) {
	return pages.Table("change", MaxRow+overhead)
}

// unpackRecord reads a row into c. Its names are not resolved.
func unpackRecord(key int64, record []byte, c *change.Change) (row Row, err error) {
	v := file.ColumnsOf(record)
	v.Skip(1)
	x := &row.raw
	row.Key, row.Change = key, c
	x.version, x.person, x.copy, c.Number, c.Clock, c.First, x.code = v.Int(), v.Int(), v.Int(), v.Int(), change.Clock(v.Int()), v.Int(), v.Int()
	x.args, x.kind, x.entity, x.shape, x.sets = v.Optional(), v.Int(), v.Int(), v.Int(), v.Text()
	x.over, x.saw, x.takes, x.more = v.Optional(), v.Optional(), v.Optional(), v.Optional()
	if seed := v.Bytes(); seed != nil {
		x.seed = append([]byte{}, seed...)
	}
	row.Receipt = v.Int()
	if err := v.Err(); err != nil {
		return row, fmt.Errorf("change %d: %w", key, err)
	}
	if key < 1 || key > lastKey {
		return row, badKey("change", key)
	}
	return row, nil
}

// atRest is the table of the log where its file is at rest, else nil.
func (l *Log) atRest() (*file.Table, error) {
	pages, err := l.c.AtRest()
	if pages == nil || err != nil {
		return nil, err
	}
	return changesAtRest(pages)
}

// eachAtRest is [Log.eachOf].
func eachAtRest(ctx context.Context, table *file.Table, n *Names, keys []int64, f func(Row, error) error) error {
	find := table.Finder()
	var changes []change.Change
	var t traces
	for i, key := range keys {
		record, there, err := find.Find(key)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		if len(changes) == 0 {
			changes = make([]change.Change, packedAtOnce)
		}
		row, err := unpackRecord(key, record, &changes[0])
		if err != nil {
			return err
		}
		changes = changes[1:]
		if n != nil {
			err = t.resolve(&row, n)
		}
		if err := f(row, err); err != nil {
			return err
		}
		if i%packedAtOnce == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}
