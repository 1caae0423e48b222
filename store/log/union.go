package log

import (
	"context"
	"fmt"
	"maps"
	"math"
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

// Add adds what a union took in after this one, with the same receipt.
func (u *Union) Add(v Union) {
	at := make(map[change.Ref]int, len(u.Touched))
	if len(v.Touched) > 0 {
		for i, t := range u.Touched {
			at[t.Ref] = i
		}
	}
	for _, t := range v.Touched {
		if i, twice := at[t.Ref]; twice {
			u.Touched[i].Fresh = nil // there is more of it by now
		} else {
			u.Touched = append(u.Touched, t)
		}
	}
	u.Receipt, u.New, u.Whole = v.Receipt, u.New+v.New, u.Whole+v.Whole
	u.IDs, u.Forks = append(u.IDs, v.IDs...), append(u.Forks, v.Forks...)
}

// Touch adds entities that it touched otherwise.
func (u *Union) Touch(refs ...change.Ref) {
	if len(refs) == 0 {
		return
	}
	v := Union{Receipt: u.Receipt}
	for _, r := range refs {
		v.Touched = append(v.Touched, Touched{Ref: r})
	}
	u.Add(v)
}

// FromError is an error of the log that is taken in, not of the one that takes
// it in. It does not unwrap, so that nobody takes it for the other.
type FromError struct{ Err error }

func (e FromError) Error() string { return e.Err.Error() }

// Union takes in all changes of another log as a receipt of that number, and
// checks the form of each as it comes; each, which is called with every change
// that is in order, may refuse the rest. It belongs in a transaction, and the
// derived tables must be brought in line in the same one; until [Log.Forget] the
// log knows all ids by heart. An error of the other log is a [FromError].
func (l *Log) Union(ctx context.Context, from *Log, receipt int64, each func(*change.Change)) (u Union, err error) {
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
		return u, FromError{err}
	}
	at := map[change.Ref]int{}
	touch := func(c *change.Change, fresh bool) {
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
	take := func(c *change.Change) error {
		each(c)
		key := adder.Key(c.ID)
		if known := key != 0 && had.changes[key]; !known {
			entity := adder.Key(c.Entity.ID)
			touch(c, entity == 0 || !had.entities[entity])
			u.New++
			u.IDs = append(u.IDs, c.ID)
			return adder.Add(c, receipt)
		}
		if !had.partly[key] {
			return nil
		}
		mine, err := l.changeAt(key)
		if err != nil {
			return err
		}
		if whole := change.Complete(mine.Change, c); whole != mine.Change {
			touch(c, false)
			u.Whole++
			return adder.complete(whole, mine.Receipt)
		}
		return nil
	}
	var mine error
	if err := from.EachAhead(ctx, names, true, func(row Row, err error) error {
		if err == nil {
			mine = take(row.Change)
			err = mine
		}
		return err
	}); err != nil && mine == nil && ctx.Err() == nil {
		return u, FromError{err}
	} else if err != nil {
		return u, err
	}
	if err := adder.Flush(); err != nil {
		return u, err
	}
	l.all = adder.names
	if u.New == 0 {
		return u, nil
	}
	if err := l.FindForks(); err != nil {
		return u, err
	}
	after, err := l.Forks()
	if err != nil {
		return u, err
	}
	u.Forks = slices.DeleteFunc(after, func(s change.SawCopy) bool { return slices.Contains(before, s) })
	return u, nil
}

// HasAll tells whether all changes of another log are here. An error of the other
// log is a [FromError].
func (l *Log) HasAll(from *Log) (bool, error) {
	mine, err := l.entitiesHad()
	if err != nil {
		return false, err
	}
	keys := map[[16]byte]int64{}
	if err := eachName(l.c, func(key int64, id [16]byte) error { keys[id] = key; return nil }); err != nil {
		return false, err
	}
	theirs, err := from.entitiesHad()
	if err != nil {
		return false, FromError{err}
	}
	found := 0
	if err := eachName(from.c, func(key int64, id [16]byte) error {
		if theirs.changes[key] && mine.changes[keys[id]] {
			found++
		}
		return nil
	}); err != nil {
		return false, FromError{err}
	}
	return found == len(theirs.changes), nil
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

// had holds the keys of all changes, of those of which not all texts are here,
// and of all entities.
type had struct{ changes, partly, entities map[int64]bool }

func (l *Log) entitiesHad() (h had, err error) {
	h = had{map[int64]bool{}, map[int64]bool{}, map[int64]bool{}}
	query := file.Pack([]string{"key", "entity", "seed IS NULL"}, fmt.Sprint("FROM change WHERE key > ? ORDER BY key LIMIT ", namesAtOnce))
	for key := int64(0); ; {
		lines, err := l.c.Packed(query, key)
		if err != nil || !lines.More() {
			return h, err
		}
		for lines.More() {
			var entity int64
			key, entity = lines.Int(), lines.Int()
			h.changes[key], h.entities[entity] = true, true
			if lines.Int() != 0 {
				h.partly[key] = true
			}
		}
		if err := lines.Err(); err != nil {
			return h, err
		}
	}
}

// FindForks notes the copies of which a number was given twice, by changes that are
// not set aside: so a fork that somebody forged goes with what it came with.
func (l *Log) FindForks() error {
	l.forks = nil
	if err := l.c.Exec("DELETE FROM fork WHERE true"); err != nil {
		return err
	}
	return l.c.Exec(`INSERT INTO fork (copy, number)
		SELECT copy, min(number) FROM (SELECT copy, number FROM change WHERE key NOT IN (SELECT key FROM aside) GROUP BY copy, number HAVING count(*) > 1) GROUP BY copy`)
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
	x := NewIndexes()
	if err := l.Each(ctx, names, func(row Row, err error) error {
		if err == nil {
			x.Add(row)
		}
		return err
	}); err != nil {
		return err
	}
	if err := x.write(l.c); err != nil {
		return err
	}
	return l.FindForks()
}

// Ended lists the entities of which anything was removed or taken back.
func (l *Log) Ended() ([]change.Ref, error) {
	return l.refs("SELECT entity, kind FROM ended")
}

// Indexes are what the log gives for its own use, worked out anew, to be held
// against what stands in the file.
type Indexes struct{ references, ended map[[2]int64]bool }

// NewIndexes begins with nothing.
func NewIndexes() *Indexes { return &Indexes{map[[2]int64]bool{}, map[[2]int64]bool{}} }

// Add takes up the next row of the log, which [Log.Each] gave.
func (x *Indexes) Add(row Row) {
	change.EachReference(row.Change, func(to change.Ref) {
		x.references[[2]int64{row.keyOf(to.ID), row.raw.entity}] = true
	})
	if ends(row.Change) {
		x.ended[[2]int64{row.raw.entity, row.raw.kind}] = true
	}
}

// write puts them into tables that are empty, in the order of their keys.
func (x *Indexes) write(c *file.Conn) error {
	for _, index := range []struct {
		table, columns string
		rows           map[[2]int64]bool
	}{{"reference", "target, entity", x.references}, {"ended", "entity, kind", x.ended}} {
		bulk := file.NewBulk(c, "ROLLBACK", index.table, index.columns)
		for _, row := range slices.SortedFunc(maps.Keys(index.rows), func(a, b [2]int64) int { return slices.Compare(a[:], b[:]) }) {
			if err := bulk.Add([]any{row[0], row[1]}); err != nil {
				return err
			}
		}
		if err := bulk.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// Compare tells what is wrong in the file, "" if nothing is.
func (x *Indexes) Compare(l *Log) (string, error) {
	for _, index := range []struct {
		what, table, first, second string
		want                       map[[2]int64]bool
	}{
		{"what refers to what", "reference", "target", "entity", x.references},
		{"what was removed or taken back", "ended", "entity", "kind", x.ended},
	} {
		agrees, err := samePairs(l.c, index.table, index.first, index.second, index.want)
		if err != nil {
			return "", err
		}
		if !agrees {
			return index.table + ": " + index.what + " does not agree with the log", nil
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
	right, err := file.All(l.c, scan, `SELECT copy, min(number) FROM (SELECT copy, number FROM change WHERE key NOT IN (SELECT key FROM aside) GROUP BY copy, number HAVING count(*) > 1)
		GROUP BY copy ORDER BY copy`)
	if err == nil && !slices.Equal(there, right) {
		return "fork: the numbers given twice do not agree with the log", nil
	}
	return "", err
}

// samePairs tells whether a table of two columns holds what is wanted and no more.
func samePairs(c *file.Conn, table, first, second string, want map[[2]int64]bool) (bool, error) {
	query := file.Pack([]string{first, second}, fmt.Sprintf("FROM %s WHERE (%s, %s) > (?, ?) ORDER BY %[2]s, %[3]s LIMIT %d",
		table, first, second, namesAtOnce))
	pair := [2]int64{math.MinInt64, math.MinInt64}
	for found := 0; ; {
		lines, err := c.Packed(query, pair[0], pair[1])
		if err != nil || !lines.More() {
			return found == len(want), err
		}
		for lines.More() {
			pair = [2]int64{lines.Int(), lines.Int()}
			if !want[pair] || lines.Err() != nil {
				return false, lines.Err()
			}
			found++
		}
	}
}
