package file

import (
	"context"
	"database/sql"
	"strings"
)

// What one statement of a bulk inserts: so many rows, or as many as hold so
// many bytes.
const (
	bulkRows  = 16
	bulkBytes = 1 << 20
)

// Bulk inserts many rows into a table, several with one statement: a statement
// has its price, and SQLite finds the place of a row faster from that of the row
// before. They are written beside the work that makes the next ones, and before
// any other statement of the connection, which then is told if that failed. The
// rows are in the table only after Flush. It belongs in a transaction.
type Bulk struct {
	c         *Conn
	one, many string // SQL for one row and for bulkRows
	rows      [][]any
	bytes     int // in rows
}

// NewBulk prepares one for the columns of a table. onConflict says what becomes
// of a row whose key is there: of "IGNORE" nothing, with "ROLLBACK" all is
// taken back. SQLite need not be able to take back the statement alone then,
// for which it would keep every page as it was.
func NewBulk(c *Conn, onConflict, table, columns string) *Bulk {
	row := "(" + strings.Repeat("?, ", strings.Count(columns, ",")) + "?)"
	one := "INSERT OR " + onConflict + " INTO " + table + " (" + columns + ") VALUES " + row
	return &Bulk{c: c, one: one, many: one + strings.Repeat(", "+row, bulkRows-1)}
}

// Add hands a row over, of which no value may be altered before Flush.
func (b *Bulk) Add(row []any) error {
	b.rows = append(b.rows, row)
	for _, v := range row {
		switch v := v.(type) {
		case string:
			b.bytes += len(v)
		case []byte:
			b.bytes += len(v)
		}
	}
	switch {
	case b.bytes > bulkBytes:
		return b.Flush()
	case len(b.rows) < bulkRows:
		return nil
	}
	args := make([]any, 0, bulkRows*len(row))
	for _, row := range b.taken() {
		args = append(args, row...)
	}
	return b.c.later(b.many, args)
}

// Flush inserts what was handed over and is not in the table yet.
func (b *Bulk) Flush() error {
	if err := b.c.settle(); err != nil {
		return err
	}
	for _, row := range b.taken() {
		if err := b.c.Exec(b.one, row...); err != nil {
			return err
		}
	}
	return nil
}

// taken empties the bulk and returns what was in it.
func (b *Bulk) taken() [][]any {
	rows := b.rows
	b.rows, b.bytes = b.rows[:0], 0
	return rows
}

// late writes statements one after the other beside who hands them over. After
// one that failed it writes no more: SQLite may have taken the transaction back.
type late struct {
	todo chan lateStatement
	done chan struct{}
	err  error // once done is closed
}

type lateStatement struct {
	s    *sql.Stmt
	args []any
}

// lateMost is how many statements wait at the most.
const lateMost = 8

// later has a statement run beside what follows.
func (c *Conn) later(query string, args []any) error {
	if c.lost != nil {
		return c.lost
	}
	s, err := c.prepared(query)
	if err != nil {
		return err
	}
	if c.late == nil {
		l := &late{todo: make(chan lateStatement, lateMost), done: make(chan struct{})}
		c.late = l
		go l.write(c.ctx)
	}
	c.late.todo <- lateStatement{s, args}
	return nil
}

func (l *late) write(ctx context.Context) {
	defer close(l.done)
	for x := range l.todo {
		if l.err == nil {
			_, l.err = x.s.ExecContext(ctx, x.args...)
		}
	}
}

// settle waits until all that was handed over is written, and returns why it is
// not: in a transaction to everybody who asks, until it ends.
func (c *Conn) settle() error {
	if c.late != nil {
		close(c.late.todo)
		<-c.late.done
		err := c.ended(c.late.err)
		if c.late = nil; err != nil {
			c.lost = err
		}
	}
	return c.lost
}
