package file

import "strings"

// What one statement of a bulk inserts: so many rows, or as many as hold so
// many bytes.
const (
	bulkRows  = 16
	bulkBytes = 1 << 20
)

// Bulk inserts many rows into a table, several with one statement: a statement
// has its price, and SQLite finds the place of a row faster from that of the row
// before. The rows are in the table only after Flush.
type Bulk struct {
	c         *Conn
	one, many string // SQL for one row and for bulkRows
	rows      [][]any
	bytes     int // in rows
	args      []any

	// Inserted, if not nil, is told of rows that were handed over how many of
	// them were inserted.
	Inserted func(rows [][]any, n int64) error
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
	b.args = b.args[:0]
	for _, row := range b.rows {
		b.args = append(b.args, row...)
	}
	rows := b.taken()
	return b.insert(b.many, rows, b.args)
}

// Flush inserts what was handed over and is not in the table yet.
func (b *Bulk) Flush() error {
	rows := b.taken()
	for i, row := range rows {
		if err := b.insert(b.one, rows[i:i+1], row); err != nil {
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

func (b *Bulk) insert(query string, rows [][]any, args []any) error {
	n, err := b.c.Changed(query, args...)
	if err != nil || b.Inserted == nil {
		return err
	}
	return b.Inserted(rows, n)
}
