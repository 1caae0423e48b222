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
	at       atomic.Int64 // milliseconds since 1970
	later    atomic.Int64 // how many changes that had been made by then reached this copy later
}

// Reviewer is the person at work in the present.
func (v *Past) Reviewer() annotate.Reviewer { return v.of.Reviewer() }

// Received tells whether what this copy knew by then is shown, not what had been
// decided.
func (v *Past) Received() bool { return v.received }

// Later is how many of the changes that had been made by the moment reached this
// copy of the project after it.
func (v *Past) Later() int { return int(v.later.Load()) }

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
func (v *Past) cutAt(t time.Time) (cut *log.Cut, later int, err error) {
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
		return nil, 0, err
	}
	receipts := map[int64]bool{}
	if err := p.conn.Each(func(r file.Row) error {
		id, err := file.Scalar[int64](r)
		receipts[id] = true
		return err
	}, "SELECT id FROM receipt WHERE at <= ?", at); err != nil {
		return nil, 0, err
	}
	if later, err = file.One(p.conn, file.Scalar[int],
		"SELECT count(*) FROM change c JOIN receipt r ON r.id = c.receipt WHERE c.clock <= ?1 AND r.at > ?1", at); err != nil {
		return nil, 0, err
	}
	if v.received {
		cut.Receipts = receipts
	}
	return cut, later, nil
}

// chunk is how many entities are derived before others may use the project.
const chunk = 200

// goTo makes the tables of a moment: those of the present, in which the entities
// that have changes after it are derived anew, or new ones, whichever is less
// work.
func (v *Past) goTo(ctx context.Context, t time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p := v.of
	t = t.Truncate(time.Millisecond)
	var cut *log.Cut
	var later int
	var changed []entityKey
	into, err := p.memoryFor()
	if err != nil {
		return err
	}
	then := tablesOfMoment{into: into}
	fail := func(err error) error {
		into.Close()
		return err
	}
	if err := into.Transaction(func() error { return into.Script(tables.Schema) }); err != nil {
		return fail(err)
	}
	if err := p.view(func() error {
		if cut, later, err = v.cutAt(t); err != nil {
			return err
		}
		if changed, err = p.changedAfter(cut); err != nil {
			return err
		}
		return p.copyDerived(into)
	}); err != nil {
		return fail(err)
	}
	then.log = p.log.As(cut)
	then.tables = tables.Of(into, then.log)
	for len(changed) > 0 {
		some := changed[:min(chunk, len(changed))]
		changed = changed[len(some):]
		if err := p.view(func() error {
			return into.Transaction(func() error { return then.derive(some) })
		}); err != nil {
			return fail(err)
		}
		if err := ctx.Err(); err != nil {
			return fail(err)
		}
	}
	if v.conn != nil {
		v.conn.Close()
	}
	v.conn = into
	v.source.Tables, v.source.Log, v.source.Texts = into, then.log, read.TextsOf(p.conn)
	v.at.Store(t.UnixMilli())
	v.later.Store(int64(later))
	return nil
}

// tablesOfMoment are the tables of a moment while they are made.
type tablesOfMoment struct {
	into   *file.Conn
	log    *log.Log
	tables *tables.Tables
}

type entityKey struct {
	kind string
	key  int64
}

func (x tablesOfMoment) derive(list []entityKey) error {
	for _, e := range list {
		id, err := x.log.ID(e.key)
		if err != nil {
			return err
		}
		if _, err := x.tables.Derive(Ref{Kind: annotate.Kind(e.kind), ID: id}); err != nil {
			return err
		}
	}
	return nil
}

// changedAfter lists the entities of which changes do not count in a cut, and
// those whose life may hang on it.
func (p *Project) changedAfter(cut *log.Cut) ([]entityKey, error) {
	seen := map[entityKey]bool{}
	var list []entityKey
	add := func(e entityKey) {
		if !seen[e] {
			seen[e] = true
			list = append(list, e)
		}
	}
	if err := p.conn.Each(func(r file.Row) error {
		var e entityKey
		var copy, number, receipt int64
		err := r.Scan(&e.kind, &e.key, &copy, &number, &receipt)
		if number > cut.UpTo[copy] || cut.Receipts != nil && receipt != 0 && !cut.Receipts[receipt] {
			add(e)
		}
		return err
	}, "SELECT kind, entity, copy, number, receipt FROM change"); err != nil {
		return nil, err
	}
	ended, err := p.log.Ended()
	if err != nil {
		return nil, err
	}
	for _, r := range ended {
		key, err := p.log.Key(r.ID)
		if err != nil {
			return nil, err
		}
		add(entityKey{string(r.Kind), key})
	}
	return list, nil
}

// memoryFor makes the database in memory that will show a moment. One that a
// file is to be attached to must not be of the kind that has names.
func (p *Project) memoryFor() (*file.Conn, error) {
	if p.readOnly == "" {
		return file.Memory()
	}
	return file.PrivateMemory()
}

// copyDerived copies the derived tables, and the names, into a database in
// memory. SQLite does that a hundred times faster than row by row.
func (p *Project) copyDerived(into *file.Conn) error {
	by, with, source, target := p.conn, into, "main", "other"
	if p.readOnly != "" { // what only reads can write nowhere else either
		by, with, source, target = into, p.conn, "other", "main"
	}
	return by.Attached(with, func() error {
		script := fmt.Sprintf("CREATE TABLE %s.name (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE) STRICT; INSERT INTO %[1]s.name SELECT * FROM %[2]s.name;", target, source)
		for _, name := range tables.Names() {
			script += fmt.Sprintf("INSERT INTO %s.%s SELECT * FROM %s.%s;", target, name, source, name)
		}
		return by.Script(script)
	})
}
