package file

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Conn is the one connection to a project file. It is held from opening to
// closing, because the lock on the file goes with it.
type Conn struct {
	uri   string // by which another connection of this process reaches the database
	db    *sql.DB
	c     *sql.Conn
	stmts map[string]*sql.Stmt
	raw   *os.File        // the same file, for reading at rest; nil for a database in memory
	busy  bool            // a transaction is under way
	wrote int             // statements that may have written
	ctx   context.Context // that statements end with, see Within
	late  *late           // what a bulk handed over and is being written; nil for nothing
	lost  error           // why what was handed over in the transaction is not there

	fewPages bool // of the file are in memory
}

// For the whole process, before its first connection: an unknown pragma is an
// error, and on Linux a stray close of the file does not drop SQLite's locks
// (elsewhere that is unavailable, and nothing may open a project's file twice).
func init() {
	sqlite.StrictPragmas(true)
	_, _ = sqlite.OFDLocking(true)
}

// limits that no project reaches and a hostile file runs into.
var limits = map[int]int{
	sqlite3.SQLITE_LIMIT_LENGTH:        LongestRow,
	sqlite3.SQLITE_LIMIT_SQL_LENGTH:    1 << 16,
	sqlite3.SQLITE_LIMIT_EXPR_DEPTH:    32,
	sqlite3.SQLITE_LIMIT_ATTACHED:      0,
	sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}

// connect opens the database at a path, which must exist, in a mode of
// SQLite's: "rw", "ro", or "ro&immutable=1" to pass by all locks.
func connect(path, mode string) (*Conn, error) {
	uri, err := fileURI(path)
	if err != nil {
		return nil, err
	}
	// Before SQLite takes its lock, and closed after it: see doc.go.
	raw, _ := os.Open(path) // why it cannot be is for SQLite to tell
	c, err := dial(uri+"?mode="+mode, "EXCLUSIVE")
	if err != nil {
		raw.Close()
		return nil, err
	}
	if raw != nil && !isAt(raw, path) { // it was replaced in between
		raw.Close()
		raw = nil
	}
	c.raw = raw
	return c, nil
}

// isAt tells whether an open file is still the one at a path.
func isAt(f *os.File, path string) bool {
	mine, err := f.Stat()
	there, err2 := os.Stat(path)
	return err == nil && err2 == nil && os.SameFile(mine, there)
}

// How much of a file's pages is in memory at most: in KiB, as SQLite reads it.
const (
	manyPages = "-65536"
	fewPages  = "-4096"
)

// KeepFewPages has few pages of the file in memory, until the next transaction: for
// what writes so much that pages that are kept would not be written less often.
func (c *Conn) KeepFewPages() {
	c.fewPages = c.Script("PRAGMA cache_size = "+fewPages) == nil // else memory is taken, and no harm done
}

// fileURI names a file as SQLite reads it, whatever stands in its path.
func fileURI(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") { // a drive letter
		slashed = "/" + slashed
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String(), nil
}

// dial opens a connection with the settings that a project needs: the
// rollback journal, since a WAL has no place in a folder that is synchronised
// or read-only; every commit on disk when it returns; the file to ourselves;
// up to 64 MB of its pages in memory, so that many articles at once are written
// once.
func dial(uri, locking string) (*Conn, error) {
	db, err := sql.Open("sqlite", uri+"&_defensive=1&_dqs=0&_error_rc=1"+
		"&_pragma=busy_timeout(0)&_pragma=locking_mode("+locking+")&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)"+
		"&_pragma=mmap_size(0)&_pragma=synchronous(EXTRA)&_pragma=temp_store(MEMORY)&_pragma=cache_size("+manyPages+")")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	c := &Conn{uri: uri, db: db, stmts: map[string]*sql.Stmt{}, ctx: context.Background()}
	if c.c, err = db.Conn(context.Background()); err != nil {
		db.Close()
		return nil, err
	}
	for id, value := range limits {
		if _, err := sqlite.Limit(c.c, id, value); err != nil {
			c.Close()
			return nil, err
		}
	}
	return c, nil
}

// Within makes the statements that follow end when a context does, until
// restore is called: each returns the cause then, and so does what goes through
// rows. Of a transaction only the work can end so: once it begins to be
// committed it is, or is taken back whole. A statement costs a little more
// meanwhile, so it is for work that may take long.
func (c *Conn) Within(ctx context.Context) (restore func()) {
	set := func(ctx context.Context) {
		_ = c.settle() // who asks next is told
		c.ctx = ctx
	}
	before := c.ctx
	set(ctx)
	return func() { set(before) }
}

// Ended returns the cause of the end of the context that statements are within,
// nil while it goes on: for long work between them.
func (c *Conn) Ended() error {
	if c.ctx.Err() == nil {
		return nil
	}
	return context.Cause(c.ctx)
}

// ended returns the cause of the context's end for an error that comes of it.
func (c *Conn) ended(err error) error {
	if err == nil || c.ctx.Err() == nil {
		return err
	}
	if code(err)&0xff == sqlite3.SQLITE_INTERRUPT || errors.Is(err, c.ctx.Err()) {
		return context.Cause(c.ctx)
	}
	return err
}

// failed returns the error of a statement. After some SQLite has taken back the
// transaction by itself: what followed would be done at once and for ever, so that
// nothing does.
func (c *Conn) failed(err error) error {
	if err == nil {
		return nil
	}
	told := c.ended(err)
	switch code(err) & 0xff {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_CONSTRAINT:
		if c.busy {
			c.lost = cmp.Or(c.lost, told)
		}
	}
	return told
}

// Close closes the connection, and with it gives up the lock on the file.
func (c *Conn) Close() error {
	_ = c.settle() // what was not flushed was not wanted
	for _, s := range c.stmts {
		s.Close()
	}
	err := cmp.Or(c.c.Close(), c.db.Close())
	if c.raw != nil {
		c.raw.Close()
	}
	return err
}

// stmt prepares a statement, before which all that was handed over is written.
func (c *Conn) stmt(query string) (*sql.Stmt, error) {
	if err := c.settle(); err != nil {
		return nil, err
	}
	return c.prepared(query)
}

func (c *Conn) prepared(query string) (*sql.Stmt, error) {
	if s, ok := c.stmts[query]; ok {
		return s, nil
	}
	s, err := c.c.PrepareContext(context.Background(), query)
	if err == nil {
		c.stmts[query] = s
	}
	return s, err
}

// Exec runs one statement, which is kept prepared.
func (c *Conn) Exec(query string, args ...any) error {
	_, err := c.Changed(query, args...)
	return err
}

// Changed runs one statement as Exec does, and returns how many rows it
// inserted, changed or deleted.
func (c *Conn) Changed(query string, args ...any) (n int64, err error) {
	s, err := c.stmt(query)
	if err != nil {
		return 0, err
	}
	c.wrote++
	result, err := s.ExecContext(c.ctx, args...)
	if err != nil {
		return 0, c.failed(err)
	}
	return result.RowsAffected()
}

// Insert runs one statement that inserts a row, and returns the row's number.
func (c *Conn) Insert(query string, args ...any) (int64, error) {
	s, err := c.stmt(query)
	if err != nil {
		return 0, err
	}
	c.wrote++
	result, err := s.ExecContext(c.ctx, args...)
	if err != nil {
		return 0, c.failed(err)
	}
	return result.LastInsertId()
}

// Script runs statements that are not worth keeping prepared.
func (c *Conn) Script(sql string) error {
	if err := c.settle(); err != nil {
		return err
	}
	c.wrote++
	_, err := c.c.ExecContext(c.ctx, sql)
	return c.failed(err)
}

// Transaction runs f inside one transaction, which is rolled back when f
// returns an error or the commit fails.
func (c *Conn) Transaction(f func() error) error {
	if c.fewPages {
		c.fewPages = c.Script("PRAGMA cache_size = "+manyPages) != nil
	}
	if err := c.Exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	c.busy = true
	defer func() { c.busy = false }()
	err := f()
	if err == nil && c.ctx.Err() != nil {
		err = context.Cause(c.ctx)
	}
	defer c.Within(context.Background())()
	if err == nil {
		err = c.Exec("COMMIT")
	}
	c.lost = nil
	if err != nil {
		// SQLite may have rolled back by itself, on a full disk for one.
		_ = c.Exec("ROLLBACK")
		if code(err) != 0 {
			// Or not yet: where a write failed it gives up the file as it is, and
			// its lock with it, until the file is used again.
			_ = c.Script("BEGIN EXCLUSIVE; COMMIT")
		}
	}
	return err
}

// Row is a row of a result, to be scanned.
type Row interface{ Scan(dest ...any) error }

// Each calls f for every row of a query.
func (c *Conn) Each(f func(Row) error, query string, args ...any) error {
	s, err := c.stmt(query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(c.ctx, args...)
	if err != nil {
		return c.failed(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return c.ended(err)
		}
	}
	return c.failed(rows.Err())
}

// All returns every row of a query.
func All[T any](c *Conn, scan func(Row) (T, error), query string, args ...any) ([]T, error) {
	var list []T
	err := c.Each(func(r Row) error {
		v, err := scan(r)
		list = append(list, v)
		return err
	}, query, args...)
	return list, err
}

// One returns the first row of a query, or [sql.ErrNoRows].
func One[T any](c *Conn, scan func(Row) (T, error), query string, args ...any) (T, error) {
	var v T
	err := c.Each(func(r Row) (err error) {
		if v, err = scan(r); err == nil {
			err = errFound
		}
		return err
	}, query, args...)
	switch err {
	case nil:
		return v, sql.ErrNoRows
	case errFound:
		return v, nil
	}
	return v, err
}

var errFound = errors.New("found")

// Scalar scans a row of one column.
func Scalar[T any](r Row) (T, error) {
	var v T
	return v, r.Scan(&v)
}

// RowOf scans a row of any columns.
func RowOf(n int) func(Row) ([]any, error) {
	return func(r Row) ([]any, error) {
		vs, ptrs := make([]any, n), make([]any, n)
		for i := range vs {
			ptrs[i] = &vs[i]
		}
		return vs, r.Scan(ptrs...)
	}
}

// Cursor goes through the rows of a query, which come in the order of their
// first column, a number.
type Cursor struct {
	c      *Conn
	rows   *sql.Rows
	Values []any // of the row that it stands on
	dest   []any
	key    int64
	begun  bool
	done   bool
}

// Cursor opens one on a query of n columns; it must be closed.
func (c *Conn) Cursor(query string, n int) (*Cursor, error) {
	s, err := c.stmt(query)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(c.ctx)
	if err != nil {
		return nil, c.ended(err)
	}
	at := &Cursor{c: c, rows: rows, Values: make([]any, n), dest: make([]any, n)}
	for i := range at.dest {
		at.dest[i] = &at.Values[i]
	}
	return at, nil
}

// Close ends it.
func (at *Cursor) Close() { at.rows.Close() }

// Find goes on to the row with a key and tells whether there is one. The keys
// that it is called with must come in order.
func (at *Cursor) Find(key int64) (bool, error) {
	for !at.done && (!at.begun || at.key < key) {
		at.begun = true
		if !at.rows.Next() {
			at.done = true
			return false, at.c.failed(at.rows.Err())
		}
		if err := at.rows.Scan(at.dest...); err != nil {
			return false, at.c.ended(err)
		}
		at.key, _ = at.Values[0].(int64)
	}
	return !at.done && at.key == key, nil
}

// Has tells whether a query has a row.
func (c *Conn) Has(query string, args ...any) (bool, error) {
	_, err := One(c, Scalar[any], query, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// code returns SQLite's extended result code, 0 if err is none of its errors.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}
