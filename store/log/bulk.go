package log

import (
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Adder adds many changes to a log, several rows with one statement. What it
// adds is in the tables only after Flush.
type Adder struct {
	l                                 *Log
	names                             map[[16]byte]int64 // every id of the file
	last                              int64              // greatest key
	nameRows, rows, references, ended *file.Bulk
	referred                          map[[2]int64]bool
	bare                              bool
}

// NewAdder prepares one. It reads every id of the file, so it is for additions
// that are large, or to files that are small; until [Log.Forget], as after Flush,
// the log knows them by heart too.
func (l *Log) NewAdder() (*Adder, error) {
	names := map[[16]byte]int64{}
	err := eachName(l.c, func(key int64, id [16]byte) error {
		names[id] = key
		return nil
	})
	return l.adder(names), err
}

// adder prepares one where every id of the file is known.
func (l *Log) adder(names map[[16]byte]int64) *Adder {
	a := &Adder{l: l, names: names, referred: map[[2]int64]bool{}}
	a.nameRows = file.NewBulk(l.c, "ROLLBACK", "name", "key, id")
	a.rows = file.NewBulk(l.c, "ROLLBACK", "change", Columns)
	a.references = file.NewBulk(l.c, "IGNORE", "reference", "target, entity")
	a.ended = file.NewBulk(l.c, "IGNORE", "ended", "entity, kind")
	for _, key := range names {
		a.last = max(a.last, key)
	}
	l.all = a.names
	return a
}

// Bare has it leave out what is derived from the log for its own use.
func (a *Adder) Bare() *Adder {
	a.bare = true
	return a
}

// Key is the number that stands for an id, 0 where none does.
func (a *Adder) Key(id change.ID) int64 { return a.names[id.Bytes()] }

// Intern is [Adder.Key] that gives a number to an id that has none.
func (a *Adder) Intern(id change.ID) (int64, error) {
	b := id.Bytes()
	if key := a.names[b]; key != 0 {
		return key, nil
	}
	a.last = max(a.last, a.l.newest) + 1
	a.names[b] = a.last
	return a.last, a.nameRows.Add([]any{a.last, b[:]})
}

func (a *Adder) key(id change.ID) (int64, error) { return a.Intern(id) }

func (a *Adder) word(s string) (int64, error) { return interning{a.l}.word(s) }

// Add adds a change that the log does not have.
func (a *Adder) Add(c *change.Change, receipt int64) error {
	row, err := values(c, receipt, a)
	if err != nil {
		return err
	}
	if a.bare {
		return a.rows.Add(row)
	}
	entity := row[atEntity].(int64)
	if ends(c) {
		if err := a.ended.Add([]any{entity, row[atKind]}); err != nil {
			return err
		}
	}
	change.EachReference(c, func(to change.Ref) {
		key := a.Key(to.ID)
		if pair := [2]int64{key, entity}; err == nil && !a.referred[pair] {
			a.referred[pair] = true
			err = a.references.Add([]any{key, entity})
		}
	})
	if err != nil {
		return err
	}
	return a.rows.Add(row)
}

// Flush writes what was added, after which no more is.
func (a *Adder) Flush() error {
	err := a.Write()
	a.l.Forget()
	return err
}

// Write writes what was added so far. After it the log may be added to by other
// ways too.
func (a *Adder) Write() error {
	for _, b := range []*file.Bulk{a.nameRows, a.rows, a.references, a.ended} {
		if err := b.Flush(); err != nil {
			return err
		}
	}
	a.last = max(a.last, a.l.newest)
	a.l.Forget()
	a.l.all = a.names
	return nil
}

// complete puts a change, of which more texts are here now, in its place.
func (a *Adder) complete(c *change.Change, receipt int64) error {
	row, err := values(c, receipt, a)
	if err != nil {
		return err
	}
	return a.l.c.Exec("UPDATE change SET sets = ?2, more = ?3, seed = ?4 WHERE key = ?1", row[0], row[atSets], row[atMore], row[atSeed])
}
