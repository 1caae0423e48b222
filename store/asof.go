package store

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/read"
	"claimtrace/store/tables"
)

// Past is a project as it stood at a moment: a [View], so that nothing can be
// changed in it, which follows [Past.Move]. Its derived tables lie in memory, as
// the log up to that moment gives them; the log and the texts are those of the
// project itself.
//
// There are two questions: what had been decided by then, of each copy its
// changes up to the last one whose clock is not later; and what this copy of the
// project knew by then, which leaves out what reached it later.
type Past struct {
	*View

	mu       sync.Mutex
	of       *Project
	received bool
	conn     *file.Conn // nil once closed
	source   *read.Source
	at       atomic.Int64              // milliseconds since 1970
	later    atomic.Int64              // how many changes that had been made by then reached this copy later
	from     atomic.Pointer[[]Arrived] // with what
}

// Reviewer is the person at work in the present.
func (v *Past) Reviewer() annotate.Reviewer { return v.of.Reviewer() }

// Received tells whether what this copy knew by then is shown, not what had been
// decided.
func (v *Past) Received() bool { return v.received }

// Later is how many of the changes that had been made by the moment reached this
// copy of the project after it.
func (v *Past) Later() int { return int(v.later.Load()) }

// LaterWith lists with what these came, the first first.
func (v *Past) LaterWith() []Arrived {
	if list := v.from.Load(); list != nil {
		return *list
	}
	return nil
}

// AsOf returns the project as it stood at a moment. It must be closed, and the
// project itself not before it. received asks what this copy knew by then, else
// what had been decided. When ctx ends first its error is returned.
func (p *Project) AsOf(ctx context.Context, t time.Time, received bool) (*Past, error) {
	v := &Past{of: p, received: received, source: &read.Source{Past: true}}
	v.View = read.NewView(p.path, func() time.Time { return time.UnixMilli(v.at.Load()).UTC() }, func(f func(*read.Source) error) error {
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.conn == nil {
			return errClosed
		}
		return p.view(func() error { return f(v.source) })
	})
	if err := v.goTo(ctx, t); err != nil {
		return nil, p.explain("read", err)
	}
	return v, nil
}

// Move goes to another moment. When ctx ends first nothing is changed and its
// error is returned.
func (v *Past) Move(ctx context.Context, t time.Time) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.conn == nil {
		return errClosed
	}
	return v.of.explain("read", v.goTo(ctx, t))
}

// Close gives up what is shown.
func (v *Past) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.conn == nil {
		return nil
	}
	err := v.conn.Close()
	v.conn = nil
	return err
}

// cutAt works out what counts at a moment.
func (v *Past) cutAt(t time.Time) (cut *log.Cut, later int, from []Arrived, err error) {
	at := t.UnixMilli()
	cut = &log.Cut{UpTo: map[int64]int64{}}
	p := v.of
	// "Up to the last whose clock is not later" holds whatever order clocks ran in.
	if err := p.conn.Each(func(r file.Row) error {
		var copy, number int64
		err := r.Scan(&copy, &number)
		cut.UpTo[copy] = number
		return err
	}, "SELECT copy, max(number) FROM change WHERE clock <= ? GROUP BY copy", at); err != nil {
		return nil, 0, nil, err
	}
	receipts := map[int64]bool{}
	if err := p.conn.Each(func(r file.Row) error {
		id, err := file.Scalar[int64](r)
		receipts[id] = true
		return err
	}, "SELECT id FROM receipt WHERE at <= ?", at); err != nil {
		return nil, 0, nil, err
	}
	if err := p.conn.Each(func(r file.Row) error {
		var id, at int64
		var origin string
		var n int
		err := r.Scan(&id, &at, &origin, &n)
		later += n
		from = append(from, read.NewArrived(id, at, origin))
		return err
	}, "SELECT r.id, r.at, r.origin, count(*) FROM change c JOIN receipt r ON r.id = c.receipt WHERE c.clock <= ?1 AND r.at > ?1 GROUP BY r.id ORDER BY r.id", at); err != nil {
		return nil, 0, nil, err
	}
	if v.received {
		cut.Receipts = receipts
	}
	return cut, later, from, nil
}

// What is done while others wait for the project is done in parts: about so many
// entities are derived, and so many rows read or copied, before they have a turn.
const (
	chunk     = 200
	chunkRows = 10_000
)

// goTo makes the tables of a moment: those of the present, in which the entities
// that have changes after it are derived anew. The present may be worked on
// meanwhile: what is recorded then is after the moment, too.
func (v *Past) goTo(ctx context.Context, t time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p := v.of
	t = t.Truncate(time.Millisecond)
	into, err := p.memoryFor()
	if err != nil {
		return err
	}
	x := tablesOfMoment{of: p, into: into}
	var cut *log.Cut
	var later int
	var from []Arrived
	err = into.Transaction(func() error { return into.Script(tables.Schema + namesInMemory) })
	if err == nil {
		err = p.view(func() (err error) {
			cut, later, from, err = v.cutAt(t)
			return err
		})
	}
	if err == nil {
		x.log = p.log.As(cut)
		x.tables = tables.Of(into, x.log)
		err = x.fill(ctx, cut)
	}
	if err != nil {
		into.Close()
		return err
	}
	if v.conn != nil {
		v.conn.Close()
	}
	v.conn = into
	v.source.Tables, v.source.Log, v.source.Texts = into, x.log, read.TextsOf(p.conn)
	v.at.Store(t.UnixMilli())
	v.later.Store(int64(later))
	v.from.Store(&from)
	return nil
}

const namesInMemory = "CREATE TABLE name (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE) STRICT"

// tablesOfMoment are the tables of a moment while they are made.
type tablesOfMoment struct {
	of     *Project
	into   *file.Conn
	log    *log.Log
	tables *tables.Tables
}

type entityKey struct{ kind, key int64 }

// turn runs f with the project to itself, unless ctx has ended.
func (x tablesOfMoment) turn(ctx context.Context, f func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return x.of.view(f)
}

// fill copies the tables of the present and derives anew what was otherwise.
func (x tablesOfMoment) fill(ctx context.Context, cut *log.Cut) error {
	var last int64
	if err := x.turn(ctx, func() (err error) {
		last, err = file.One(x.of.conn, file.Scalar[int64], "SELECT coalesce(max(key), 0) FROM name")
		return err
	}); err != nil {
		return err
	}
	for from := int64(0); from <= last; from += chunkRows {
		if err := x.turn(ctx, func() (err error) {
			// There may be no keys for very long.
			if from, err = file.One(x.of.conn, file.Scalar[int64], "SELECT coalesce(min(key), ?1) FROM name WHERE key >= ?1", from); err != nil {
				return err
			}
			return x.copyRows(from, from+chunkRows)
		}); err != nil {
			return err
		}
	}
	// Last, so that what was recorded meanwhile is among them.
	seen := map[entityKey]bool{}
	var changed []entityKey
	add := func(e entityKey) {
		if !seen[e] {
			seen[e] = true
			changed = append(changed, e)
		}
	}
	for from, more := int64(0), true; more; from += chunkRows {
		if err := x.turn(ctx, func() (err error) {
			if from, err = file.One(x.of.conn, file.Scalar[int64], "SELECT coalesce(min(key), ?1) FROM change WHERE key >= ?1", from); err != nil {
				return err
			}
			more, err = x.changedAfter(cut, from, add)
			return err
		}); err != nil {
			return err
		}
	}
	var ended []Ref
	if err := x.turn(ctx, func() (err error) {
		ended, err = x.of.log.Ended()
		return err
	}); err != nil {
		return err
	}
	for len(changed)+len(ended) > 0 {
		some, others := changed[:min(chunk, len(changed))], ended[:min(chunk, len(ended))]
		changed, ended = changed[len(some):], ended[len(others):]
		if err := x.turn(ctx, func() error {
			return x.into.Transaction(func() error { return x.derive(some, others) })
		}); err != nil {
			return err
		}
	}
	return nil
}

func (x tablesOfMoment) derive(list []entityKey, refs []Ref) error {
	for _, e := range list {
		id, err := x.log.ID(e.key)
		if err != nil {
			return err
		}
		kind, err := x.log.Text(e.kind)
		if err != nil {
			return err
		}
		refs = append(refs, Ref{Kind: annotate.Kind(kind), ID: id})
	}
	for _, r := range refs {
		if _, err := x.tables.Derive(r); err != nil {
			return err
		}
	}
	return nil
}

// changedAfter calls f with the entities of which changes do not count in a cut,
// among the changes from a key on, and tells whether there are more.
func (x tablesOfMoment) changedAfter(cut *log.Cut, from int64, f func(entityKey)) (more bool, err error) {
	if err := x.of.conn.Each(func(r file.Row) error {
		var e entityKey
		var copy, number, receipt int64
		err := r.Scan(&e.kind, &e.key, &copy, &number, &receipt)
		if number > cut.UpTo[copy] || cut.Receipts != nil && receipt != 0 && !cut.Receipts[receipt] {
			f(e)
		}
		return err
	}, "SELECT kind, entity, copy, number, receipt FROM change WHERE key >= ? AND key < ?", from, from+chunkRows); err != nil {
		return false, err
	}
	return x.of.conn.Has("SELECT 1 FROM change WHERE key >= ? LIMIT 1", from+chunkRows)
}

// memoryFor makes the database in memory that will show a moment. One that a
// file is to be attached to must not be of the kind that has names.
func (p *Project) memoryFor() (*file.Conn, error) {
	if p.readOnly == "" {
		return file.Memory()
	}
	return file.PrivateMemory()
}

// copyRows copies the rows of some keys from the derived tables, and their names.
// SQLite does that a hundred times faster than row by row.
func (x tablesOfMoment) copyRows(from, to int64) error {
	by, with, source, target := x.of.conn, x.into, "main", "other"
	if x.of.readOnly != "" { // what only reads can write nowhere else either
		by, with, source, target = x.into, x.of.conn, "other", "main"
	}
	return by.Attached(with, func() error {
		script := ""
		for _, name := range append(tables.Names(), "name") {
			script += fmt.Sprintf("INSERT INTO %s.%s SELECT * FROM %s.%[2]s WHERE key >= %[4]d AND key < %[5]d;", target, name, source, from, to)
		}
		return by.Script(script)
	})
}
