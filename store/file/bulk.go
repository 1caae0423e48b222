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
	for _, row := range b.taken() {
		b.args = append(b.args, row...)
	}
	return b.c.Exec(b.many, b.args...)
}

// Flush inserts what was handed over and is not in the table yet.
func (b *Bulk) Flush() error {
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
