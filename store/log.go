package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"strconv"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// entry is one row of the log.
type entry struct {
	annotate.Change
	seq   int64
	json  string // the fields as they stand in the file
	local bool   // made in this copy
	sum   []byte
}

const entryColumns = "seq, id, clock, reviewer, action, verb, undoes, kind, entity, fields, local, sum"

// scanEntry reads a row of the log. Its error names the row, and wraps
// annotate.ErrField where the fields cannot be those of the kind.
func scanEntry(r file.Row) (e entry, err error) {
	if err := r.Scan(&e.seq, &e.ID, &e.Clock, &e.Reviewer, &e.Action, &e.Verb, &e.Undoes, &e.Kind, &e.Entity,
		&e.json, &e.local, &e.sum); err != nil {
		return e, fmt.Errorf("change %d: %w", e.seq, err)
	}
	if e.Fields, err = annotate.UnmarshalFields(e.Kind, []byte(e.json)); err != nil {
		err = fmt.Errorf("change %d (%q): %w", e.seq, e.ID, err)
	}
	return e, err
}

func scanChange(r file.Row) (annotate.Change, error) {
	e, err := scanEntry(r)
	return e.Change, err
}

// chain is the sum of a row of the log: SHA-256 over the sum of the row before
// and the row's values, each with its length, so that no row can be altered,
// left out or moved without all sums after it being wrong.
func (e entry) chain(before []byte) []byte {
	local := "0"
	if e.local {
		local = "1"
	}
	b := append(make([]byte, 0, 512+len(e.json)), before...)
	for _, s := range [...]string{
		string(e.ID), strconv.FormatInt(int64(e.Clock), 10), string(e.Reviewer), string(e.Action), e.Verb,
		string(e.Undoes), string(e.Kind), string(e.Entity), e.json, local,
	} {
		b = append(strconv.AppendInt(b, int64(len(s)), 10), ':')
		b = append(b, s...)
	}
	sum := sha256.Sum256(b)
	return sum[:]
}

var errChain = errors.New("a change, or what stood before it, was altered or taken out")

// tail is where the log goes on.
type tail struct {
	seq   int64
	sum   []byte
	clock annotate.Clock // the greatest in the log, not always the last
}

func logTail(c *file.Conn) (t tail, err error) {
	err = c.Each(func(r file.Row) error { return r.Scan(&t.seq, &t.sum) }, "SELECT seq, sum FROM change ORDER BY seq DESC LIMIT 1")
	if err != nil {
		return t, err
	}
	err = c.Each(func(r file.Row) error { return r.Scan(&t.clock) }, "SELECT clock FROM change ORDER BY clock DESC LIMIT 1")
	return t, err
}

const insertEntry = "INSERT INTO change (" + entryColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

// write adds an entry at the end.
func (t *tail) write(c *file.Conn, e entry) error {
	row, err := t.follow(e)
	if err != nil {
		return err
	}
	return c.Exec(insertEntry, row...)
}

// follow makes an entry the next of the log, with its seq, fields and sum
// filled in, and returns its row; fields that are written already, in json, are
// not written again.
func (t *tail) follow(e entry) (row []any, err error) {
	if e.json == "" {
		fields, err := annotate.MarshalFields(e.Fields)
		if err != nil {
			return nil, err
		}
		e.json = string(fields)
	}
	if t.seq == math.MaxInt64 {
		return nil, fmt.Errorf("%w (the log has no row left)", ErrDamaged)
	}
	e.seq = t.seq + 1
	e.sum = e.chain(t.sum)
	t.seq, t.sum, t.clock = e.seq, e.sum, max(t.clock, e.Clock)
	return []any{
		e.seq, string(e.ID), int64(e.Clock), string(e.Reviewer), string(e.Action), e.Verb, string(e.Undoes),
		string(e.Kind), string(e.Entity), e.json, e.local, e.sum,
	}, nil
}

// entriesOf returns the changes of one entity in the order of the log.
func entriesOf(c *file.Conn, entity annotate.ID) ([]entry, error) {
	return file.All(c, scanEntry, "SELECT "+entryColumns+" FROM change WHERE entity = ? ORDER BY seq", entity)
}

func changesOf(entries []entry) []annotate.Change {
	changes := make([]annotate.Change, len(entries))
	for i, e := range entries {
		changes[i] = e.Change
	}
	return changes
}

// History returns the changes of one entity, removed ones included, oldest
// first: by clock, then id. It is empty for an id that nothing has.
func (p *Project) History(id annotate.ID) (list []annotate.Change, err error) {
	err = p.log(func(c *file.Conn, until annotate.Clock) (err error) {
		list, err = historyOf(c, id, until)
		return err
	})
	return list, err
}

func historyOf(c *file.Conn, id annotate.ID, until annotate.Clock) ([]annotate.Change, error) {
	return file.All(c, scanChange, "SELECT "+entryColumns+" FROM change WHERE entity = ? AND clock <= ? ORDER BY clock, id", id, until)
}

// page is how many changes are read at a time.
const page = 500

// Changes calls f for every change in the log, oldest first: by clock, then
// id. It stops at the first error of f and returns it. The project may be used
// within f.
func (p *Project) Changes(f func(annotate.Change) error) error {
	var last annotate.Change
	for {
		var list []annotate.Change
		err := p.log(func(c *file.Conn, until annotate.Clock) (err error) {
			list, err = file.All(c, scanChange, "SELECT "+entryColumns+
				" FROM change WHERE (clock, id) > (?, ?) AND clock <= ? ORDER BY clock, id LIMIT ?", last.Clock, last.ID, until, page)
			return err
		})
		if err != nil {
			return err
		}
		for _, change := range list {
			if err := f(change); err != nil {
				return err
			}
		}
		if len(list) < page {
			return nil
		}
		last = list[len(list)-1]
	}
}

// Counts returns how many articles, claims and annotations the project has,
// and how many changes its log holds.
func (p *Project) Counts() (articles, claims, annotations, changes int, err error) {
	if err = p.view(func(c *file.Conn) error {
		return c.Each(func(r file.Row) error { return r.Scan(&articles, &claims, &annotations) },
			"SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM claim), (SELECT count(*) "+annotationFrom+")")
	}); err != nil {
		return 0, 0, 0, 0, err
	}
	err = p.log(func(c *file.Conn, until annotate.Clock) (err error) {
		changes, err = file.One(c, file.Scalar[int], "SELECT count(*) FROM change WHERE clock <= ?", until)
		return err
	})
	return articles, claims, annotations, changes, err
}
