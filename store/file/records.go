package file

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"sort"
)

// The rows of whole tables are read straight from the pages of a file that is at
// rest (sqlite.org/fileformat.html, 1.5, 1.6 and 2.1): by way of a statement each
// value has its price, and a log has millions. How they are written so stands in
// filling.go.

// badPages is an error of what lies on pages, which [Explain] words as damage.
type badPages string

func (b badPages) Error() string { return string(b) }

// errTree is returned for a table whose pages are not in order.
const errTree = badPages("the pages of a table are not in order")

// Pages are those of a database as they lie in its file.
type Pages struct {
	file io.ReaderAt
	size int   // of a page
	used int   // of a page, without what is reserved at its end
	all  int64 // how many there are
}

// AtRest returns the pages of a file in which nothing is under way, nil in a
// transaction, and for a database in memory or with nothing in it. They hold until something is written.
// Several goroutines may read them, beside the connection's own work.
func (c *Conn) AtRest() (*Pages, error) {
	if c.raw == nil || c.busy {
		return nil, nil
	}
	return pagesOf(c.raw)
}

func pagesOf(f *os.File) (*Pages, error) {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return nil, err
	}
	head := make([]byte, headerSize)
	if _, err := f.ReadAt(head, 0); err == io.EOF {
		return nil, errTree
	} else if err != nil {
		return nil, err
	}
	size := int(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 1 << 16
	}
	used := size - int(head[20])
	if size < 512 || used < 480 {
		return nil, errTree
	}
	return &Pages{file: f, size: size, used: used, all: info.Size() / int64(size)}, nil
}

// Table is a table in them.
type Table struct {
	*Pages
	name    string
	root    int64
	longest int64 // row, in bytes
}

// Table finds a table, of which a row has so many bytes at the most.
func (p *Pages) Table(name string, longest int64) (*Table, error) {
	root, err := p.root("table", name)
	return &Table{p, name, root, longest}, err
}

// root is the page on which a table, or the index of one, begins: the list of both
// is a table itself, on the first page.
func (p *Pages) root(kind, table string) (root int64, err error) {
	list := &Table{p, "sqlite_schema", 1, LongestRow}
	err = list.Rows(context.Background(), func(_ int64, record []byte) error {
		c := ColumnsOf(record)
		is := c.Text() == kind
		c.Skip(1)
		if is = c.Text() == table && is; is && c.Err() == nil && root == 0 {
			root = c.Int()
		}
		return nil // what is no row of the list names no table
	})
	if err == nil && root == 0 {
		err = badPages("there is no " + kind + " " + table)
	}
	return root, err
}

// Rows calls f with the rows in the order of their keys, each with what stands in
// it, which is good until f returns. Where the pages are not in order, or a row is
// longer than any may be, [Explain] makes of the error that the file is damaged.
func (t *Table) Rows(ctx context.Context, f func(key int64, record []byte) error) error {
	rows := t.cursor(ctx)
	for {
		key, record, there, err := rows.next()
		if err != nil || !there {
			return t.explain(err)
		}
		if err := f(key, record); err != nil {
			return err
		}
	}
}

// Same tells whether two tables have the same rows, byte by byte, but for those with
// some keys, which either may have.
func (t *Table) Same(ctx context.Context, other *Table, but map[int64]bool) (bool, error) {
	mine, theirs := t.cursor(ctx), other.cursor(ctx)
	next := func(c *tableRows) (key int64, record []byte, there bool, err error) {
		for {
			if key, record, there, err = c.next(); err != nil || !there || !but[key] {
				return key, record, there, c.explain(err)
			}
		}
	}
	for {
		key, record, there, err := next(mine)
		if err != nil {
			return false, err
		}
		other, same, more, err := next(theirs)
		if err != nil || !there && !more {
			return err == nil, err
		}
		if there != more || key != other || !bytes.Equal(record, same) {
			return false, nil
		}
	}
}

// tableRows reads a table, page by page.
type tableRows struct {
	*Table
	ctx   context.Context
	left  int64    // how many pages may still be read: none belongs to a table twice
	pages [][]byte // one for each level of the tree, and one for what a page has no room for
	path  []step   // from the root to where the next row stands
	long  []byte   // of a row that does not lie on one page
}

// step is a page on the way to a row.
type step struct {
	cells
	at int // number of the cell that is next
}

// deepest is more levels than the tree of any table has.
const deepest = 20

const (
	innerPage = 5
	leafPage  = 13
)

func (x *tableRows) page(n int64, level int) ([]byte, error) {
	if x.left--; x.left < 0 || level > deepest || n < 1 {
		return nil, errTree
	}
	for len(x.pages) <= level {
		x.pages = append(x.pages, make([]byte, x.size))
	}
	b := x.pages[level]
	if _, err := x.file.ReadAt(b, (n-1)*int64(x.size)); err == io.EOF {
		return nil, errTree
	} else if err != nil {
		return nil, err
	}
	return b[:x.used], nil
}

func (t *Table) explain(err error) error {
	if err == errTree {
		err = fmt.Errorf("table %s: %w", t.name, err)
	}
	return err
}

// cursor begins to read all rows.
func (t *Table) cursor(ctx context.Context) *tableRows {
	return &tableRows{Table: t, ctx: ctx, left: t.all}
}

// next reads the next row, good until the one after it is read; there is false at
// the end.
func (x *tableRows) next() (key int64, record []byte, there bool, err error) {
	if x.left == x.all {
		err = x.enter(x.root)
	}
	for err == nil && len(x.path) > 0 {
		at := &x.path[len(x.path)-1]
		switch at.at++; {
		case at.at <= at.count:
			var b []byte
			if b, err = at.cell(at.at - 1); err != nil {
				break
			}
			if !at.inner {
				key, record, err = x.row(b)
				return key, record, err == nil, err
			}
			err = x.enter(int64(binary.BigEndian.Uint32(b)))
		case at.inner && at.at == at.count+1:
			err = x.enter(at.last)
		default:
			x.path = x.path[:len(x.path)-1]
		}
	}
	return 0, nil, false, err
}

// enter goes to a page below that which the path leads to.
func (x *tableRows) enter(n int64) error {
	if x.ctx.Err() != nil {
		return context.Cause(x.ctx)
	}
	b, err := x.page(n, len(x.path))
	if err != nil {
		return err
	}
	c, err := cellsOf(b, cellsBegin(n))
	x.path = append(x.path, step{cells: c})
	return err
}

// cellsBegin is where on a page what is said of its cells stands: on the first one
// after the header of the file.
func cellsBegin(n int64) int {
	if n == 1 {
		return headerSize
	}
	return 0
}

// cells are those of a page of a table.
type cells struct {
	b     []byte
	inner bool
	first int // where their places stand
	count int
	last  int64 // of an inner page: the page after all of them
}

func cellsOf(b []byte, start int) (c cells, err error) {
	c = cells{b: b, inner: b[start] == innerPage, first: start + 8, count: int(binary.BigEndian.Uint16(b[start+3:]))}
	if c.inner {
		c.first += 4
		c.last = int64(binary.BigEndian.Uint32(b[start+8:]))
	}
	if !c.inner && b[start] != leafPage || c.first+2*c.count > len(b) {
		return c, errTree
	}
	return c, nil
}

// cell is where the cell with a number begins.
func (c *cells) cell(i int) ([]byte, error) {
	at := int(binary.BigEndian.Uint16(c.b[c.first+2*i:]))
	if at+4 > len(c.b) {
		return nil, errTree
	}
	return c.b[at:], nil
}

// key is that of a cell.
func (c *cells) key(i int) (key int64, err error) {
	b, err := c.cell(i)
	if err != nil {
		return 0, err
	}
	n := 4
	if !c.inner {
		_, n = varint(b)
	}
	key, m := varint(b[n:])
	if n == 0 || m == 0 {
		return 0, errTree
	}
	return key, nil
}

// find is the number of the first cell whose key is not less than one; guess is where
// that may well be.
func (c *cells) find(key int64, guess int) (at int, err error) {
	if guess < c.count {
		if k, err := c.key(guess); err == nil && k == key {
			return guess, nil
		}
	}
	at = sort.Search(c.count, func(i int) bool {
		k, failed := c.key(i)
		if failed != nil {
			err = failed
		}
		return k >= key
	})
	return at, err
}

// Finder finds rows by their keys: fastest where these follow one another.
type Finder struct {
	tableRows
	leaf     cells
	from, to int64 // keys of the leaf; none where to < from
	after    int   // number of the cell after that which was found last
}

// Finder makes one, for one goroutine.
func (t *Table) Finder() *Finder {
	return &Finder{tableRows: tableRows{Table: t, ctx: context.Background()}, to: -1}
}

// Find returns what stands in the row with a key, which is good until the next is
// looked for; there is false where none has it. The errors are those of [Table.Rows].
func (x *Finder) Find(key int64) (record []byte, there bool, err error) {
	record, there, err = x.find(key)
	return record, there, x.explain(err)
}

func (x *Finder) find(key int64) (record []byte, there bool, err error) {
	x.left = x.all
	if key < x.from || key > x.to {
		if err := x.descend(key); err != nil {
			return nil, false, err
		}
	}
	at, err := x.leaf.find(key, x.after)
	if err != nil || at == x.leaf.count {
		return nil, false, err
	}
	x.after = at + 1
	b, err := x.leaf.cell(at)
	if err != nil {
		return nil, false, err
	}
	got, record, err := x.row(b)
	return record, got == key, err
}

// descend goes to the leaf on which a row with a key would be.
func (x *Finder) descend(key int64) error {
	x.from, x.to, x.after = 0, -1, 0
	for n, level := x.root, 0; ; level++ {
		b, err := x.page(n, level)
		if err != nil {
			return err
		}
		c, err := cellsOf(b, cellsBegin(n))
		if err != nil {
			return err
		}
		if !c.inner {
			x.leaf = c
			if c.count > 0 {
				if x.from, err = c.key(0); err == nil {
					x.to, err = c.key(c.count - 1)
				}
			}
			return err
		}
		at, err := c.find(key, c.count)
		if err != nil {
			return err
		}
		if n = c.last; at < c.count {
			b, err := c.cell(at)
			if err != nil {
				return err
			}
			n = int64(binary.BigEndian.Uint32(b))
		}
	}
}

// row reads one row, which begins on a page.
func (x *tableRows) row(b []byte) (key int64, record []byte, err error) {
	length, n := varint(b)
	key, m := varint(b[n:])
	if n == 0 || m == 0 || length < 0 {
		return 0, nil, errTree
	}
	if length > x.longest {
		return 0, nil, badPages(fmt.Sprintf("row %d of table %s: it has %d bytes, and no change makes that of a row", key, x.name, length))
	}
	b = b[n+m:]
	here := x.here(length)
	if here > int64(len(b)) || here < length && here+4 > int64(len(b)) {
		return 0, nil, errTree
	}
	if here == length {
		return key, b[:here], nil
	}
	x.long = append(x.long[:0], b[:here]...)
	next := int64(binary.BigEndian.Uint32(b[here:]))
	for left := length - here; left > 0; {
		more, err := x.page(next, deepest)
		if err != nil {
			return 0, nil, err
		}
		next = int64(binary.BigEndian.Uint32(more))
		part := more[4:min(int64(len(more)), 4+left)]
		left -= int64(len(part))
		x.long = append(x.long, part...)
	}
	return key, x.long, nil
}

// here is how many bytes of a row of some length lie on the page itself.
func (p *Pages) here(length int64) int64 {
	most, least := int64(p.used-35), int64((p.used-12)*32/255-23)
	if length <= most {
		return length
	}
	if here := least + (length-least)%int64(p.used-4); here <= most {
		return here
	}
	return least
}

// LongestRow is the length of the longest row that a file can hold, in bytes.
const LongestRow = 1 << 29

// varint reads a number of 1 to 9 bytes, as SQLite writes them; n is 0 if it is cut
// off.
func varint(b []byte) (v int64, n int) {
	for n < len(b) && n < 8 {
		v = v<<7 | int64(b[n]&0x7f)
		n++
		if b[n-1] < 0x80 {
			return v, n
		}
	}
	if n < len(b) {
		return v<<8 | int64(b[n]), n + 1
	}
	return 0, 0
}

// Columns reads the values of a row, one after the other. What does not stand there
// as it should is found by [Columns.Err].
type Columns struct {
	types, body []byte
	bad         bool
}

// ColumnsOf reads a row as [Pages.Rows] gave it.
func ColumnsOf(record []byte) (c Columns) {
	length, n := varint(record)
	if n == 0 || length < int64(n) || length > int64(len(record)) {
		return Columns{bad: true}
	}
	return Columns{types: record[n:length], body: record[length:]}
}

// Err returns [ErrPacked] where a value was not there, or of another type.
func (c *Columns) Err() error {
	if c.bad {
		return ErrPacked
	}
	return nil
}

// sizes are those of values by their types, as far as each has one size alone; -1 where
// there is no such type.
var sizes = [12]int64{0, 1, 2, 3, 4, 6, 8, 8, 0, 0, -1, -1}

// next is the next value and its type; kind 0 is none.
func (c *Columns) next() (kind int64, value []byte) {
	var n int
	if len(c.types) > 0 && c.types[0] < 0x80 { // as nearly all are
		kind, n = int64(c.types[0]), 1
	} else {
		kind, n = varint(c.types)
	}
	size := (kind - 12) / 2
	if uint64(kind) < 12 {
		size = sizes[kind]
	}
	if n == 0 || size < 0 || size > int64(len(c.body)) {
		c.bad, c.types = true, nil
		return 0, nil
	}
	value = c.body[:size]
	c.types, c.body = c.types[n:], c.body[size:]
	return kind, value
}

// IsNull passes over a value, and tells whether there is none.
func (c *Columns) IsNull() bool {
	kind, _ := c.next()
	return kind == 0
}

// Skip passes over values.
func (c *Columns) Skip(n int) {
	for range n {
		c.next()
	}
}

// Int reads a whole number.
func (c *Columns) Int() int64 {
	switch kind, b := c.next(); kind {
	case 8, 9:
		return kind - 8
	case 1, 2, 3, 4, 5, 6:
		v := int64(int8(b[0]))
		for _, next := range b[1:] {
			v = v<<8 | int64(next)
		}
		return v
	}
	c.bad = true
	return 0
}

// Text reads a text that must be there.
func (c *Columns) Text() string {
	kind, b := c.next()
	if kind < 13 || kind%2 == 0 {
		c.bad = true
	}
	return string(b)
}

// Optional reads a text, nil where there is none.
func (c *Columns) Optional() *string {
	kind, b := c.next()
	if kind == 0 {
		return nil
	}
	if kind < 13 || kind%2 == 0 {
		c.bad = true
	}
	s := string(b)
	return &s
}

// Bytes reads bytes, nil where there are none; they are good as long as the row.
func (c *Columns) Bytes() []byte {
	kind, b := c.next()
	if kind == 0 {
		return nil
	}
	if kind < 12 || kind%2 == 1 {
		c.bad = true
	}
	return b
}
