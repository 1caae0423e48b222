package log

import (
	"cmp"
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
// checks the form of each as it comes, but for those that stand as ours do, which
// were checked when they came. [Log.Compare] found out which are here, before
// anything else was taken in. each, if not nil, is called with every change
// that was checked. hold, if not nil, tells of which kinds what is new need not be
// written down, since the union is only tried: then the error may be [ErrTrial]. It
// belongs in a transaction, and the derived tables must be
// brought in line in the same one; until [Log.Forget] the log knows all ids by
// heart. An error of the other log is a [FromError].
func (l *Log) Union(ctx context.Context, from *Log, x *Comparison, receipt int64, each func(), hold func(change.Kind) bool) (u Union, err error) {
	u.Receipt = receipt
	if hold != nil {
		l.held = &held{changes: map[change.Ref][]*change.Change{}}
	}
	numbers := newNumbers(x.Ours)
	before, err := l.Forks()
	if err != nil {
		return u, err
	}
	wanted := slices.Concat(x.other, x.new)
	slices.Sort(wanted)
	if each != nil {
		for range len(x.known) - len(x.other) {
			each()
		}
	}
	adder := l.adder(x.mine)
	had, err := l.entitiesHad(x.New)
	if err != nil {
		return u, err
	}
	at := map[change.Ref]int{}
	touch := func(c *change.Change) error {
		i, ok := at[c.Entity]
		if !ok {
			fresh, err := had.none(adder.Key(c.Entity.ID))
			if err != nil {
				return err
			}
			i = len(u.Touched)
			at[c.Entity] = i
			u.Touched = append(u.Touched, Touched{Ref: c.Entity})
			if fresh {
				u.Touched[i].Fresh = []*change.Change{}
			}
		}
		if u.Touched[i].Fresh != nil {
			u.Touched[i].Fresh = append(u.Touched[i].Fresh, c)
		}
		return nil
	}
	take := func(c *change.Change) error {
		if each != nil {
			each()
		}
		key := adder.Key(c.ID)
		if !x.has.has(key) {
			u.New++
			u.IDs = append(u.IDs, c.ID)
			if err := touch(c); err != nil {
				return err
			}
			if hold != nil && !numbers.add(c) {
				return ErrTrial
			}
			if hold != nil && hold(c.Entity.Kind) && u.Touched[at[c.Entity]].Fresh != nil {
				l.held.add(c)
				return nil
			}
			return adder.Add(c, receipt)
		}
		if !x.partly[key] { // the other was given away without some of its texts
			return nil
		}
		mine, err := l.changeAt(key)
		if err != nil {
			return err
		}
		if whole := change.Complete(mine.Change, c); whole != mine.Change {
			u.Whole++
			return cmp.Or(touch(c), adder.complete(whole, mine.Receipt))
		}
		return nil
	}
	var mine error
	if err := ahead(true, func(f func(Row, error) error) error { return from.eachOf(ctx, x.Names, wanted, f) }, func(row Row, err error) error {
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
	if hold != nil { // else what is held would have to be there
		return u, nil
	}
	if err := l.findForksOf(x, u.IDs); err != nil {
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

// had tells which entities were here.
type had struct {
	l   *Log
	all map[int64]bool // by key; nil where each is looked up
}

// fewNew is up to how many changes what is here is looked up for each: of more
// all that there is is read.
const fewNew = 1000

// entitiesHad prepares for a union of so many changes.
func (l *Log) entitiesHad(changes int) (h had, err error) {
	h.l = l
	if changes <= fewNew {
		return h, nil
	}
	h.all = map[int64]bool{}
	query := file.Pack([]string{"key", "entity"}, fmt.Sprint("FROM change WHERE key > ? ORDER BY key LIMIT ", namesAtOnce))
	for key := int64(0); ; {
		lines, err := l.c.Packed(query, key)
		if err != nil || !lines.More() {
			return h, err
		}
		for lines.More() {
			key = lines.Int()
			h.all[lines.Int()] = true
		}
		if err := lines.Err(); err != nil {
			return h, err
		}
	}
}

// none tells whether there was no change of the entity with a key.
func (h had) none(key int64) (bool, error) {
	if h.all != nil || key == 0 {
		return !h.all[key], nil
	}
	there, err := h.l.c.Has("SELECT 1 FROM change WHERE key = ?1 AND entity = ?1 UNION ALL SELECT 1 FROM change WHERE entity = ?1 AND entity <> key", key)
	return !there, err
}

// findForksOf is [Log.FindForks] after a union that took in some changes.
func (l *Log) findForksOf(x *Comparison, ids []change.ID) error {
	if len(ids) > fewNew {
		return l.FindForks()
	}
	for _, id := range ids {
		twice, err := l.c.Has(`SELECT 1 FROM change c JOIN change o ON o.copy = c.copy AND o.number = c.number AND o.key <> c.key WHERE c.key = ?`, x.mine[id.Bytes()])
		if err != nil {
			return err
		}
		if twice {
			return l.FindForks()
		}
	}
	return nil
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
