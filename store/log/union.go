package log

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Union is what a union took in.
type Union struct {
	Receipt int64
	New     int         // changes
	IDs     []change.ID // of these
	Whole   int         // changes of which texts are here now that were withheld
	// Touched lists the entities that have new changes or texts, each once, with
	// all their changes where all of them are new.
	Touched []Touched
	Forks   []change.SawCopy // copies of which a number turned out to be given twice
}

// Touched is an entity that a union touched.
type Touched struct {
	Ref   change.Ref
	Fresh []*change.Change // all that there is, where nothing of it was here
}

// Union takes in all changes of another log, which must have been checked, as a
// receipt of that number. It belongs in a transaction, and the derived tables
// must be brought in line in the same one.
func (l *Log) Union(ctx context.Context, from *Log, receipt int64) (u Union, err error) {
	u.Receipt = receipt
	before, err := l.Forks()
	if err != nil {
		return u, err
	}
	adder, err := l.NewAdder()
	if err != nil {
		return u, err
	}
	had, err := l.entitiesHad()
	if err != nil {
		return u, err
	}
	names, err := from.ReadNames()
	if err != nil {
		return u, err
	}
	at := map[change.Ref]int{}
	touch := func(c *change.Change, key int64, fresh bool) {
		i, ok := at[c.Entity]
		if !ok {
			i = len(u.Touched)
			at[c.Entity] = i
			u.Touched = append(u.Touched, Touched{Ref: c.Entity})
		}
		if fresh {
			u.Touched[i].Fresh = append(u.Touched[i].Fresh, c)
		}
	}
	if err := from.Each(ctx, names, func(row Row, err error) error {
		if err != nil {
			return err
		}
		c := row.Change
		key := adder.Key(c.ID)
		known := key != 0 && had.changes[key]
		if !known {
			entity := adder.Key(c.Entity.ID)
			touch(c, entity, entity == 0 || !had.entities[entity])
			u.New++
			u.IDs = append(u.IDs, c.ID)
			return adder.Add(c, receipt)
		}
		mine, err := l.changeAt(key)
		if err != nil {
			return err
		}
		if whole := change.Complete(mine.Change, c); whole != mine.Change {
			touch(c, 0, false)
			u.Whole++
			return adder.complete(whole, mine.Receipt)
		}
		return nil
	}); err != nil {
		return u, err
	}
	if err := adder.Flush(); err != nil {
		return u, err
	}
	if u.New == 0 {
		return u, nil
	}
	if err := l.findForks(); err != nil {
		return u, err
	}
	after, err := l.Forks()
	if err != nil {
		return u, err
	}
	u.Forks = slices.DeleteFunc(after, func(s change.SawCopy) bool { return slices.Contains(before, s) })
	return u, nil
}

// changeAt returns the change with a key, with its row.
func (l *Log) changeAt(key int64) (Row, error) {
	found, err := file.All(l.c, scanRaw, "SELECT "+Columns+" FROM change WHERE key = ?", key)
	if err != nil {
		return Row{}, err
	}
	if len(found) != 1 {
		return Row{}, fmt.Errorf("%w (%d)", ErrName, key)
	}
	return found[0], found[0].resolve(known{l})
}

type had struct{ changes, entities map[int64]bool }

// entitiesHad lists the keys of all changes and entities.
func (l *Log) entitiesHad() (h had, err error) {
	h = had{map[int64]bool{}, map[int64]bool{}}
	query := file.Pack([]string{"key", "entity"}, fmt.Sprint("FROM change WHERE key > ? ORDER BY key LIMIT ", namesAtOnce))
	for key := int64(0); ; {
		lines, err := l.c.Packed(query, key)
		if err != nil || !lines.More() {
			return h, err
		}
		for lines.More() {
			var entity int64
			key, entity = lines.Int(), lines.Int()
			h.changes[key], h.entities[entity] = true, true
		}
		if err := lines.Err(); err != nil {
			return h, err
		}
	}
}

// findForks notes the copies of which a number was given twice.
func (l *Log) findForks() error {
	l.forks = nil
	if err := l.c.Exec("DELETE FROM fork WHERE true"); err != nil {
		return err
	}
	return l.c.Exec(`INSERT INTO fork (copy, number)
		SELECT copy, min(number) FROM (SELECT copy, number FROM change GROUP BY copy, number HAVING count(*) > 1) GROUP BY copy`)
}

// RebuildIndexes makes anew what is derived from the log for its own use:
// references and forks.
func (l *Log) RebuildIndexes(ctx context.Context) error {
	for _, table := range []string{"reference", "ended"} {
		if err := l.c.Exec("DELETE FROM " + table + " WHERE true"); err != nil {
			return err
		}
	}
	names, err := l.ReadNames()
	if err != nil {
		return err
	}
	if err := l.Each(ctx, names, func(row Row, err error) error {
		if err != nil {
			return err
		}
		return l.refer(row.Change, row.raw.entity, row.raw.kind)
	}); err != nil {
		return err
	}
	return l.findForks()
}

// Ended lists the entities of which anything was removed or taken back.
func (l *Log) Ended() ([]change.Ref, error) {
	found, err := file.All(l.c, func(r file.Row) (e [2]int64, err error) {
		err = r.Scan(&e[0], &e[1])
		return e, err
	}, "SELECT entity, kind FROM ended")
	if err != nil {
		return nil, err
	}
	list := make([]change.Ref, len(found))
	for i, e := range found {
		id, err := l.ID(e[0])
		if err != nil {
			return nil, err
		}
		kind, err := l.Text(e[1])
		if err != nil {
			return nil, err
		}
		list[i] = change.Ref{Kind: change.Kind(kind), ID: id}
	}
	return list, nil
}

// CheckIndexes tells what is wrong with what is derived from the log for its own
// use, "" if nothing is.
func (l *Log) CheckIndexes(ctx context.Context, n *Names) (string, error) {
	want, ending := map[[2]int64]bool{}, map[[2]int64]bool{}
	keys := map[change.ID]int64{}
	if err := l.Each(ctx, n, func(row Row, err error) error {
		if err != nil {
			return err
		}
		change.EachReference(row.Change, func(to change.Ref) {
			key, ok := keys[to.ID]
			if !ok {
				key = row.keyOf(to.ID)
				keys[to.ID] = key
			}
			want[[2]int64{key, row.raw.entity}] = true
		})
		if ends(row.Change) {
			ending[[2]int64{row.raw.entity, row.raw.kind}] = true
		}
		return nil
	}); err != nil {
		return "", err
	}
	for _, x := range []struct {
		table, query string
		want         map[[2]int64]bool
	}{
		{"reference: what refers to what", "SELECT target, entity FROM reference", want},
		{"ended: what was removed or taken back", "SELECT entity, kind FROM ended", ending},
	} {
		found := map[[2]int64]bool{}
		if err := l.c.Each(func(r file.Row) error {
			var pair [2]int64
			err := r.Scan(&pair[0], &pair[1])
			found[pair] = true
			return err
		}, x.query); err != nil {
			return "", err
		}
		if !maps.Equal(found, x.want) {
			return x.table + " does not agree with the log", nil
		}
	}
	type fork struct{ copy, number int64 }
	scan := func(r file.Row) (f fork, err error) {
		err = r.Scan(&f.copy, &f.number)
		return f, err
	}
	there, err := file.All(l.c, scan, "SELECT copy, number FROM fork ORDER BY copy")
	if err != nil {
		return "", err
	}
	right, err := file.All(l.c, scan, `SELECT copy, min(number) FROM (SELECT copy, number FROM change GROUP BY copy, number HAVING count(*) > 1)
		GROUP BY copy ORDER BY copy`)
	if err == nil && !slices.Equal(there, right) {
		return "fork: the numbers given twice do not agree with the log", nil
	}
	return "", err
}
