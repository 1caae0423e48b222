package log

import (
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Log is the log of a project file, all of it or as far as a [Cut] lets it
// count. It is a [change.Desk]. It is used by one goroutine at a time.
type Log struct {
	c       *file.Conn
	cut     *Cut
	keys    map[change.ID]int64
	ids     map[int64]change.ID
	words   map[string]int64
	texts   map[int64]string   // the words by their keys
	all     map[[16]byte]int64 // every id of the file; nil where they are not known by heart
	newest  int64              // key that was given at last, 0 where none was
	names   *Names             // the same by key, or nil
	folded  map[change.Ref]*change.Folded
	points  map[change.ID][]change.Ref // what refers to what, as far as it was asked
	had     []change.SawCopy           // of all copies, nil where it is not known
	forks   map[change.ID]int64
	aside   map[int64]bool // keys of changes that are set aside here
	isAside bool           // aside is read
}

// Of returns the log in a file.
func Of(c *file.Conn) *Log {
	l := &Log{c: c}
	l.Forget()
	return l
}

// Cut leaves a part of the log out.
type Cut struct {
	// UpTo holds for each copy the last number that counts, by the copy's key; a
	// copy that is not there counts not at all. Where it is nil all do.
	UpTo map[int64]int64
	// Receipts holds the receipts that count besides what was made here; where
	// it is nil all do.
	Receipts map[int64]bool
}

func (cut *Cut) has(row Row) bool {
	if cut == nil {
		return true
	}
	if cut.UpTo != nil && row.Change.Number > cut.UpTo[row.raw.copy] {
		return false
	}
	return cut.Receipts == nil || row.Receipt == 0 || cut.Receipts[row.Receipt]
}

// As returns the log as far as a cut lets it count.
func (l *Log) As(cut *Cut) *Log {
	m := Of(l.c)
	m.cut = cut
	return m
}

// Forget forgets what was read, as after a transaction that was rolled back or
// a union.
func (l *Log) Forget() {
	l.keys, l.ids, l.all, l.newest, l.names = map[change.ID]int64{}, map[int64]change.ID{}, nil, 0, nil
	l.words, l.texts = map[string]int64{}, map[int64]string{}
	l.folded, l.points, l.had, l.forks, l.isAside = map[change.Ref]*change.Folded{}, nil, nil, nil, false
}

// Learn has the log know every id by heart until it forgets them: for who asks
// for most of them.
func (l *Log) Learn(n *Names) {
	if l.all == nil {
		l.all = make(map[[16]byte]int64, n.Len())
		n.each(func(key int64, id [16]byte) { l.all[id] = key })
	}
	l.names = n
}

// Keep has the log know an entity that its reader has folded, until it forgets.
func (l *Log) Keep(f *change.Folded) {
	if len(l.folded) > manyKept {
		l.folded = map[change.Ref]*change.Folded{}
	}
	l.folded[f.Ref] = f
}

const manyKept = 1 << 16

// Key is the number that stands for an id in this file, 0 where none does.
func (l *Log) Key(id change.ID) (int64, error) {
	if k, ok := l.keys[id]; ok {
		return k, nil
	}
	b := id.Bytes()
	if l.all != nil {
		return l.all[b], nil
	}
	k, err := file.One(l.c, file.Scalar[int64], "SELECT key FROM name WHERE id = ?", b[:])
	if errors.Is(err, sql.ErrNoRows) {
		l.keys[id] = 0 // until it gets one
		return 0, nil
	}
	if err == nil {
		l.keep(id, k)
	}
	return k, err
}

func (l *Log) keep(id change.ID, key int64) {
	if len(l.keys) > manyKept {
		l.keys, l.ids = map[change.ID]int64{}, map[int64]change.ID{}
	}
	l.keys[id], l.ids[key] = key, id
}

// Intern is [Log.Key] that gives a number to an id that has none.
func (l *Log) Intern(id change.ID) (int64, error) {
	k, err := l.Key(id)
	if err != nil || k != 0 {
		return k, err
	}
	b := id.Bytes()
	k, err = l.c.Insert("INSERT INTO name (id) VALUES (?)", b[:])
	if err == nil {
		l.keep(id, k)
		l.newest = k
		if l.all != nil {
			l.all[b] = k
		}
	}
	return k, err
}

// Word is the number that stands for a word in this file, 0 where none does.
func (l *Log) Word(s string) (int64, error) {
	if k, ok := l.words[s]; ok {
		return k, nil
	}
	k, err := file.One(l.c, file.Scalar[int64], "SELECT key FROM word WHERE word = ?", s)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err == nil {
		l.keepWord(s, k)
	}
	return k, err
}

func (l *Log) keepWord(s string, key int64) {
	if len(l.words) > manyKept {
		l.words, l.texts = map[string]int64{}, map[int64]string{}
	}
	l.words[s], l.texts[key] = key, s
}

// Text is the word that a number stands for. The error wraps [ErrName].
func (l *Log) Text(key int64) (string, error) {
	if s, ok := l.texts[key]; ok {
		return s, nil
	}
	s, err := file.One(l.c, file.Scalar[string], "SELECT word FROM word WHERE key = ?", key)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("%w (word %d)", ErrName, key)
	}
	if err == nil {
		l.keepWord(s, key)
	}
	return s, err
}

// known looks ids and words up, interning gives them numbers.
type (
	known     struct{ *Log }
	interning struct{ *Log }
)

func (k known) id(key int64) (change.ID, error)     { return k.ID(key) }
func (k known) text(key int64) (string, error)      { return k.Text(key) }
func (k interning) key(id change.ID) (int64, error) { return k.Intern(id) }
func (k interning) word(s string) (key int64, err error) {
	if key, err = k.Word(s); err != nil || key != 0 {
		return key, err
	}
	if key, err = k.c.Insert("INSERT INTO word (word) VALUES (?)", s); err == nil {
		k.keepWord(s, key)
	}
	return key, err
}

// ErrName is returned for a key that stands for nothing.
var ErrName = errors.New("it names something that has no id")

// ID is the id that a key stands for. The error wraps [ErrName].
func (l *Log) ID(key int64) (change.ID, error) {
	if id, ok := l.ids[key]; ok {
		return id, nil
	}
	if l.names != nil {
		if id, err := l.names.ID(key); err == nil {
			return id, nil
		}
	}
	id, err := file.One(l.c, ScanID, "SELECT id FROM name WHERE key = ?", key)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("%w (%d)", ErrName, key)
	}
	if err == nil {
		l.keep(id, key)
	}
	return id, err
}

// ScanID reads a row of one column, an id.
func ScanID(r file.Row) (change.ID, error) {
	var b sql.RawBytes
	if err := r.Scan(&b); err != nil {
		return "", err
	}
	if len(b) != 16 {
		return "", fmt.Errorf("%w: an id has %d bytes", ErrName, len(b))
	}
	return change.IDOf([16]byte(b)), nil
}

// rows reads the rows of a query on the table change that count.
func (l *Log) rows(query string, args ...any) (list []Row, err error) {
	if err := l.readAside(); err != nil {
		return nil, err
	}
	if list, err = file.All(l.c, scanRaw, query, args...); err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(r Row) bool { return l.aside[r.Key] || !l.cut.has(r) })
	for i := range list {
		if err := list[i].resolve(known{l}); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func changesOf(rows []Row) []*change.Change {
	list := make([]*change.Change, len(rows))
	for i := range rows {
		list[i] = rows[i].Change
	}
	return list
}

// ofEntity gives the changes of an entity. Most have one, which they are named by,
// and so need no index.
const ofEntity = "SELECT " + Columns + " FROM change WHERE key = ?1 AND entity = ?1 UNION ALL SELECT " + Columns + " FROM change WHERE entity = ?1 AND entity <> key"

// Fold is that of [change.World]. It is asked so often where life is worked out
// that it is where that ends with the context, however much a hostile log has of
// removals and of what hangs on one another.
func (l *Log) Fold(r change.Ref) (*change.Folded, error) {
	if err := l.c.Ended(); err != nil {
		return nil, err
	}
	if f := l.folded[r]; f != nil {
		return f, nil
	}
	key, err := l.Key(r.ID)
	if err != nil {
		return nil, err
	}
	var rows []Row
	if key != 0 {
		if rows, err = l.rows(ofEntity, key); err != nil {
			return nil, err
		}
		rows = slices.DeleteFunc(rows, func(row Row) bool { return row.Change.Entity.Kind != r.Kind }) // of a forged id
	}
	f := change.Fold(r, changesOf(rows))
	l.Keep(f)
	return f, nil
}

// AllOf returns all changes of an entity, whether they count or not.
func (l *Log) AllOf(r change.Ref) ([]*change.Change, error) {
	key, err := l.Key(r.ID)
	if err != nil || key == 0 {
		return nil, err
	}
	rows, err := file.All(l.c, scanRaw, ofEntity, key)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if err := rows[i].resolve(known{l}); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(changesOf(rows), func(c *change.Change) bool { return c.Entity.Kind != r.Kind }), nil
}

// Doubtful lists the entities of which not all changes count, of which anything
// was removed or taken back, or that nothing here sets life of: any other is in the
// project.
func (l *Log) Doubtful() ([]change.Ref, error) {
	var lives []int64 // shapes of what sets life
	if err := l.c.Each(func(r file.Row) error {
		var key int64
		var word string
		err := r.Scan(&key, &word)
		if slices.Contains(strings.Fields(parenthesised.ReplaceAllString(word, "")), change.Life) {
			lives = append(lives, key)
		}
		return err
	}, "SELECT key, word FROM word"); err != nil {
		return nil, err
	}
	list, err := json.Marshal(lives)
	if err != nil {
		return nil, err
	}
	return l.refs(`SELECT entity, kind FROM ended
		UNION SELECT entity, kind FROM change WHERE key IN (SELECT key FROM aside)
		UNION SELECT entity, kind FROM change WHERE entity <> key AND entity NOT IN
			(SELECT entity FROM change WHERE entity <> key AND shape IN (SELECT value FROM json_each(?)) UNION ALL
			SELECT m.key FROM change o JOIN change m ON m.key = o.entity WHERE o.entity <> o.key AND m.entity = m.key)`, string(list))
}

// parenthesised are the fields of a register in a shape.
var parenthesised = regexp.MustCompile(`\([^()]*\)`)

// refs reads entities, whose ids and kinds are given by their keys.
func (l *Log) refs(query string, args ...any) ([]change.Ref, error) {
	found, err := file.All(l.c, func(r file.Row) (e [2]int64, err error) {
		err = r.Scan(&e[0], &e[1])
		return e, err
	}, query, args...)
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

// Kind is the kind of an entity, "" where the log has no change of it. One id
// is that of one kind; of a forged one it is that of the change so named, or the first.
func (l *Log) Kind(id change.ID) (change.Kind, error) {
	key, err := l.Key(id)
	if err != nil || key == 0 {
		return "", err
	}
	kinds, err := l.kindsOf(key)
	if err != nil || len(kinds) == 0 {
		return "", err
	}
	if len(kinds) > 1 { // a change that is named so is no forgery
		c, err := l.Change(id)
		if err != nil || c != nil && c.Own {
			return kindOf(c), err
		}
	}
	return kinds[0], nil
}

func kindOf(c *change.Change) change.Kind {
	if c == nil {
		return ""
	}
	return c.Entity.Kind
}

// Kinds lists the kinds of what has an id: more than one only of a forged one.
func (l *Log) Kinds(id change.ID) ([]change.Kind, error) {
	key, err := l.Key(id)
	if err != nil || key == 0 {
		return nil, err
	}
	return l.kindsOf(key)
}

// kindsOf lists the kinds of what has a key: none where the log has no change of
// it, more than one only of a forged id.
func (l *Log) kindsOf(key int64) ([]change.Kind, error) {
	words, err := file.All(l.c, file.Scalar[int64], "SELECT kind FROM change WHERE key = ?1 AND entity = ?1 UNION SELECT kind FROM change WHERE entity = ?1 AND entity <> key", key)
	if err != nil {
		return nil, err
	}
	kinds := make([]change.Kind, len(words))
	for i, w := range words {
		s, err := l.Text(w)
		if err != nil {
			return nil, err
		}
		kinds[i] = change.Kind(s)
	}
	slices.Sort(kinds)
	return kinds, nil
}

// Pointing is that of [change.World].
func (l *Log) Pointing(r change.Ref) ([]change.Ref, error) {
	if list, ok := l.points[r.ID]; ok {
		return list, nil
	}
	key, err := l.Key(r.ID)
	if err != nil || key == 0 {
		return nil, err
	}
	found, err := file.All(l.c, file.Scalar[int64], "SELECT entity FROM reference WHERE target = ? ORDER BY entity", key)
	if err != nil {
		return nil, err
	}
	list := make([]change.Ref, 0, len(found))
	for _, key := range found {
		id, err := l.ID(key)
		if err != nil {
			return nil, err
		}
		kinds, err := l.kindsOf(key)
		if err != nil {
			return nil, err
		}
		for _, kind := range kinds {
			list = append(list, change.Ref{Kind: kind, ID: id})
		}
	}
	if l.points == nil || len(l.points) > manyKept {
		l.points = map[change.ID][]change.Ref{}
	}
	l.points[r.ID] = list
	return list, nil
}

// Fork is that of [change.World].
func (l *Log) Fork(copy change.ID) (int64, error) {
	if l.forks == nil {
		forks := map[change.ID]int64{}
		type fork struct{ copy, number int64 }
		found, err := file.All(l.c, func(r file.Row) (f fork, err error) {
			err = r.Scan(&f.copy, &f.number)
			return f, err
		}, "SELECT copy, number FROM fork")
		if err != nil {
			return 0, err
		}
		for _, f := range found {
			id, err := l.ID(f.copy)
			if err != nil {
				return 0, err
			}
			forks[id] = f.number
		}
		l.forks = forks
	}
	return l.forks[copy], nil
}

// Forks lists the copies of which one number was given twice, each with the
// least such number.
func (l *Log) Forks() ([]change.SawCopy, error) {
	if _, err := l.Fork(""); err != nil {
		return nil, err
	}
	var list []change.SawCopy
	for copy, n := range l.forks {
		list = append(list, change.SawCopy{Copy: copy, UpTo: n})
	}
	slices.SortFunc(list, func(a, b change.SawCopy) int { return strings.Compare(string(a.Copy), string(b.Copy)) })
	return list, nil
}

// Had is that of [change.Desk]. What is set aside counts as had.
func (l *Log) Had() ([]change.SawCopy, error) {
	if l.had != nil {
		return slices.Clone(l.had), nil
	}
	type copyRow struct{ key, count, last int64 }
	found, err := file.All(l.c, func(r file.Row) (x copyRow, err error) {
		err = r.Scan(&x.key, &x.count, &x.last)
		return x, err
	}, "SELECT copy, count(*), max(number) FROM change GROUP BY copy")
	if err != nil {
		return nil, err
	}
	list := make([]change.SawCopy, 0, len(found))
	for _, x := range found {
		id, err := l.ID(x.key)
		if err != nil {
			return nil, err
		}
		fork, err := l.Fork(id)
		if err != nil {
			return nil, err
		}
		upTo := x.last
		if x.count != x.last || fork != 0 {
			upTo = 0
			if err := l.c.Each(func(r file.Row) error {
				n, err := file.Scalar[int64](r)
				if err == nil && n == upTo+1 && (fork == 0 || n < fork) {
					upTo = n
				}
				return err
			}, "SELECT DISTINCT number FROM change WHERE copy = ? ORDER BY number", x.key); err != nil {
				return nil, err
			}
		}
		list = append(list, change.SawCopy{Copy: id, UpTo: upTo})
	}
	slices.SortFunc(list, func(a, b change.SawCopy) int { return strings.Compare(string(a.Copy), string(b.Copy)) })
	l.had = list
	return slices.Clone(list), nil
}

// Last is the number of the last change of a copy, 0 where there is none, and
// its id.
func (l *Log) Last(copy change.ID) (number int64, id change.ID, err error) {
	key, err := l.Key(copy)
	if err != nil || key == 0 {
		return 0, "", err
	}
	var at int64
	err = l.c.Each(func(r file.Row) error { return r.Scan(&number, &at) },
		"SELECT number, key FROM change WHERE copy = ? ORDER BY number DESC LIMIT 1", key)
	if err != nil || at == 0 {
		return number, "", err
	}
	id, err = l.ID(at)
	return number, id, err
}

// Live tells whether an entity is in the project.
func (l *Log) Live(r change.Ref) (bool, error) {
	f, err := l.Fold(r)
	if err != nil {
		return false, err
	}
	s, err := change.LifeOf(l, f)
	return s.Live, err
}

// Change returns a change by its id, whether it counts or not; nil where it is
// not here.
func (l *Log) Change(id change.ID) (*change.Change, error) {
	key, err := l.Key(id)
	if err != nil || key == 0 {
		return nil, err
	}
	found, err := file.All(l.c, scanRaw, "SELECT "+Columns+" FROM change WHERE key = ?", key)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0].Change, found[0].resolve(known{l})
}

// ActionOf returns the changes of an action of a copy, in their order.
func (l *Log) ActionOf(copy, first int64) ([]*change.Change, error) {
	rows, err := l.rows("SELECT "+Columns+" FROM change WHERE copy = ? AND number >= ? AND first = ? ORDER BY number", copy, first, first)
	return changesOf(rows), err
}

// Append writes a change at the end of the log; receipt is that with which it
// came, 0 for one that was made here. It must have been checked or composed.
func (l *Log) Append(c *change.Change, receipt int64) error {
	// Its own id first: the keys of changes then go up as they are made.
	row, err := values(c, receipt, interning{l})
	if err != nil {
		return err
	}
	if err := l.c.Exec(insert, row...); err != nil {
		return err
	}
	l.seeMade(c)
	if f := l.folded[c.Entity]; f != nil {
		l.Keep(change.Fold(c.Entity, append(slices.Clone(f.Changes()), c)))
	}
	l.points = nil
	return l.refer(c, row[atEntity], row[atKind])
}

// seeMade brings what is known to be had up to a change that was appended:
// reading it anew takes as long as the log is.
func (l *Log) seeMade(c *change.Change) {
	if l.had == nil {
		return
	}
	i, there := slices.BinarySearchFunc(l.had, c.Copy, func(s change.SawCopy, copy change.ID) int {
		return strings.Compare(string(s.Copy), string(copy))
	})
	switch {
	case l.forks[c.Copy] != 0:
		l.had = nil
	case there && l.had[i].UpTo == c.Number-1:
		l.had[i].UpTo = c.Number
	case !there && c.Number == 1:
		l.had = slices.Insert(l.had, i, change.SawCopy{Copy: c.Copy, UpTo: 1})
	default:
		l.had = nil
	}
}

const insert = "INSERT INTO change (" + Columns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

// refer notes what a change refers to, and whether it ends anything.
func (l *Log) refer(c *change.Change, entity, kind any) (err error) {
	if ends(c) {
		if err := l.c.Exec("INSERT OR IGNORE INTO ended (entity, kind) VALUES (?, ?)", entity, kind); err != nil {
			return err
		}
	}
	change.EachReference(c, func(to change.Ref) {
		if err != nil {
			return
		}
		var key int64
		if key, err = l.Key(to.ID); err == nil {
			err = l.c.Exec("INSERT OR IGNORE INTO reference (target, entity) VALUES (?, ?)", key, entity)
		}
	})
	return err
}

// ends tells whether a change removes its entity or takes something of it back.
func ends(c *change.Change) bool { return c.IsRemoval() || len(c.Takes) > 0 }

// readAside reads which changes are set aside.
func (l *Log) readAside() error {
	if l.isAside {
		return nil
	}
	l.aside, l.isAside = nil, true
	return l.c.Each(func(r file.Row) error {
		key, err := file.Scalar[int64](r)
		if l.aside == nil {
			l.aside = map[int64]bool{}
		}
		l.aside[key] = true
		return err
	}, "SELECT key FROM aside")
}

// Conn is the connection to the file that has the log.
func (l *Log) Conn() *file.Conn { return l.c }

// IsCut tells whether a part of the log does not count.
func (l *Log) IsCut() bool { return l.cut != nil }

// Counts tells whether a row counts, as it does unless the log is cut before it
// or it is set aside.
func (l *Log) Counts(row Row) bool { return !l.aside[row.Key] && l.cut.has(row) }

// At returns the changes with some keys that count, in the order of the keys
// given.
func (l *Log) At(keys []int64) ([]*change.Change, error) {
	if err := l.readAside(); err != nil {
		return nil, err
	}
	var list []*change.Change
	for _, key := range keys {
		row, err := l.changeAt(key)
		if err != nil {
			return nil, err
		}
		if l.Counts(row) {
			list = append(list, row.Change)
		}
	}
	return list, nil
}

// Schema makes the tables of the log, of the texts, and of what belongs to one
// copy.
//
//go:embed schema.sql
var Schema string

// NumberOf is the number of a change in its copy, 0 where it is not here.
func (l *Log) NumberOf(id change.ID) (int64, error) {
	c, err := l.Change(id)
	if err != nil || c == nil {
		return 0, err
	}
	return c.Number, nil
}

// CheckTail checks the form of the last rows.
func (l *Log) CheckTail(n int) error {
	rows, err := file.All(l.c, scanRaw, "SELECT "+Columns+" FROM change ORDER BY key DESC LIMIT ?", n)
	if err != nil {
		return err
	}
	for i := range rows {
		rows[i].traced = true
		if err := rows[i].resolve(known{l}); err != nil {
			return err
		}
		if err := rows[i].Check(); err != nil {
			return err
		}
	}
	return nil
}

// Quote is the words that a change gives of a passage: the field "quote" of the
// register "place", "" where it has none or they are withheld.
func (l *Log) Quote(key int64) (string, error) {
	row, err := l.changeAt(key)
	if err != nil {
		return "", err
	}
	place, _ := row.Change.Set("place")
	return place.Field("quote").Text, nil
}
