package file

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
)

// Whole tables are written straight to the pages of a new file, as they are read
// (records.go): SQLite moves rows one by one, and looks for the page of each. A page is
// written once, after those that it leads to: rows fill the leaves in the order of
// their keys, and the pages above them are made when all leaves are there.

// Filling is the writing of tables to a file at rest. What is written is good only
// when all went well.
type Filling struct {
	*Pages
	ctx     context.Context
	to      *os.File
	next    int64  // number of the page that is written next
	waiting []byte // pages before it that are not written yet
}

// fillAtOnce is how many bytes are written at a time.
const fillAtOnce = 1 << 20

// Fill has f fill tables of a database to which there is no connection, and in which
// SQLite made them and left them empty.
func (t *Temp) Fill(ctx context.Context, f func(*Filling) error) (err error) {
	to, err := os.OpenFile(t.Path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, to.Close()) }()
	head := make([]byte, headerSize)
	if _, err := to.ReadAt(head, 0); err != nil {
		return err
	}
	pages, err := pagesOf(to)
	if err != nil {
		return err
	}
	// With anything in bytes 52 to 55 SQLite would note of each page what leads to it.
	if lengthIn(head) != pages.all*int64(pages.size) || binary.BigEndian.Uint32(head[52:]) != 0 {
		return errTree
	}
	x := &Filling{Pages: pages, ctx: ctx, to: to, next: pages.all + 1}
	if err := f(x); err != nil {
		return err
	}
	if err := x.flush(); err != nil {
		return err
	}
	_, err = WriteAt(to, binary.BigEndian.AppendUint32(nil, uint32(x.next-1)), 28)
	return err
}

// Copy fills a table with the rows of one of the same name in another file, but for
// those with some keys, each byte by byte as it stands there; and its index, if it has
// one, which is of the column with that number alone and lets no two values be alike.
func (x *Filling) Copy(from *Table, but map[int64]bool, indexed int) error {
	root, err := x.root("table", from.name)
	if err != nil {
		return err
	}
	var index index
	leaves := x.leaves(leafPage, root)
	last, begun := int64(0), false
	if err := from.Rows(x.ctx, func(key int64, record []byte) error {
		if begun && key <= last {
			return errTree
		}
		if last, begun = key, true; but[key] {
			return nil
		}
		if indexed >= 0 {
			if err := index.add(key, record, indexed); err != nil {
				return fmt.Errorf("table %s: row %d: %w", from.name, key, err)
			}
		}
		return leaves.add(key, record)
	}); err != nil {
		return from.explain(err)
	}
	if err := leaves.end(); err != nil || indexed < 0 {
		return err
	}
	if root, err = x.root("index", from.name); err != nil {
		return err
	}
	if err := index.write(x.leaves(leafIndexPage, root)); err != nil {
		return fmt.Errorf("table %s: %w", from.name, err)
	}
	return nil
}

// number is that of the page which is written next.
func (x *Filling) number() (int64, error) {
	var err error
	if x.isLocked(x.next) {
		err = x.put(make([]byte, x.size))
	}
	return x.next, err
}

// isLocked tells whether a page is the one that holds nothing.
func (x *Filling) isLocked(n int64) bool { return (n-1)*int64(x.size) == lockedPage }

// put writes the page with the number that [Filling.number] told.
func (x *Filling) put(page []byte) error {
	x.waiting = append(x.waiting, page...)
	if x.next++; len(x.waiting) < fillAtOnce {
		return nil
	}
	return x.flush()
}

func (x *Filling) flush() error {
	if x.ctx.Err() != nil || len(x.waiting) == 0 {
		return context.Cause(x.ctx)
	}
	_, err := WriteAt(x.to, x.waiting, (x.next-1)*int64(x.size)-int64(len(x.waiting)))
	x.waiting = x.waiting[:0]
	return err
}

// putAt writes a page in the place of an empty one, which a tree begins on.
func (x *Filling) putAt(root int64, page []byte) error {
	at := (root - 1) * int64(x.size)
	var was [8]byte
	if _, err := x.to.ReadAt(was[:], at); err != nil {
		return err
	}
	if root > x.all || binary.BigEndian.Uint16(was[3:]) != 0 {
		return errTree
	}
	_, err := WriteAt(x.to, page, at)
	return err
}

// newPage is a page of cells, which are laid from its end on, and their places after
// what is said of them.
type newPage struct {
	b     []byte
	first int // where their places stand
	used  int // up to where cells may lie
	at    int // from where on they do
	count int
}

func (x *Filling) newPage(kind byte) *newPage {
	p := &newPage{b: make([]byte, x.size), used: x.used}
	p.begin(kind)
	return p
}

// begin has it be empty.
func (p *newPage) begin(kind byte) {
	clear(p.b)
	p.b[0], p.first, p.at, p.count = kind, 8, p.used, 0
	if kind == innerPage || kind == innerIndexPage {
		p.first = 12
	}
}

// room makes room for a cell of so many bytes, nil if there is none.
func (p *newPage) room(n int) []byte {
	if p.first+2*(p.count+1) > p.at-n {
		return nil
	}
	p.at -= n
	binary.BigEndian.PutUint16(p.b[p.first+2*p.count:], uint16(p.at))
	p.count++
	return p.b[p.at : p.at+n]
}

// pop takes the last cell back.
func (p *newPage) pop() (cell []byte) {
	end := p.used
	if p.count--; p.count > 0 {
		end = int(binary.BigEndian.Uint16(p.b[p.first+2*p.count-2:]))
	}
	cell = bytes.Clone(p.b[p.at:end])
	p.at = end
	return cell
}

// done is the page as it is written.
func (p *newPage) done() []byte {
	binary.BigEndian.PutUint16(p.b[3:], uint16(p.count))
	binary.BigEndian.PutUint16(p.b[5:], uint16(p.at)) // 0 is 65536
	return p.b
}

const (
	innerIndexPage = 2
	leafIndexPage  = 10
)

// below is a page to which one above it leads.
type below struct {
	page int64
	cell []byte // what divides it from the next, as it stands there after the page's number
}

// leaves are those of a tree while they are filled.
type leaves struct {
	*Filling
	root  int64
	leaf  *newPage
	inner byte    // kind of the pages above
	full  []below // those that are written
	last  int64   // key
	cell  []byte
}

func (x *Filling) leaves(kind byte, root int64) *leaves {
	return &leaves{Filling: x, root: root, leaf: x.newPage(kind), inner: kind - leafPage + innerPage}
}

// add adds a row of a table.
func (x *leaves) add(key int64, record []byte) error {
	if len(record) < 2 { // nor would it have the four bytes that a cell has at the least
		return errTree
	}
	here := int(x.here(int64(len(record))))
	rest := record[here:]
	x.cell = append(appendVarint(appendVarint(x.cell[:0], int64(len(record))), key), record[:here]...)
	if len(rest) > 0 {
		x.cell = append(x.cell, 0, 0, 0, 0)
	}
	to := x.leaf.room(len(x.cell))
	if to == nil {
		if err := x.write(appendVarint(nil, x.last)); err != nil {
			return err
		}
		if to = x.leaf.room(len(x.cell)); to == nil {
			return errTree // no row is so long
		}
	}
	if x.last = key; len(rest) > 0 {
		first, err := x.spill(rest)
		if err != nil {
			return err
		}
		binary.BigEndian.PutUint32(x.cell[len(x.cell)-4:], uint32(first))
	}
	copy(to, x.cell)
	return nil
}

// spill writes what of a row has no room on its page to others, and tells the first.
func (x *leaves) spill(rest []byte) (first int64, err error) {
	if first, err = x.number(); err != nil {
		return 0, err
	}
	page := make([]byte, x.size)
	for len(rest) > 0 {
		if _, err := x.number(); err != nil {
			return 0, err
		}
		clear(page)
		n := copy(page[4:x.used], rest)
		if rest = rest[n:]; len(rest) > 0 {
			next := x.next + 1
			if x.isLocked(next) {
				next++
			}
			binary.BigEndian.PutUint32(page, uint32(next))
		}
		if err := x.put(page); err != nil {
			return 0, err
		}
	}
	return first, nil
}

// write writes the leaf, which is full, and begins another; cell divides them.
func (x *leaves) write(cell []byte) error {
	n, err := x.number()
	if err == nil {
		x.full = append(x.full, below{n, cell})
		err = x.put(x.leaf.done())
	}
	x.leaf.begin(x.leaf.b[0])
	return err
}

// end writes the last leaf, and all pages above.
func (x *leaves) end() error {
	if len(x.full) == 0 {
		return x.putAt(x.root, x.leaf.done())
	}
	if err := x.write(nil); err != nil {
		return err
	}
	page := x.newPage(x.inner)
	for level := x.full; ; {
		var above []below
		for len(level) > 0 {
			// The last has its place in what is said of the cells, and no page is without any.
			n := 1
			page.begin(x.inner)
			for ; n < len(level); n++ {
				cell := page.room(4 + len(level[n-1].cell))
				if cell == nil {
					break
				}
				binary.BigEndian.PutUint32(cell, uint32(level[n-1].page))
				copy(cell[4:], level[n-1].cell)
			}
			if len(level)-n == 1 {
				page.pop()
				n--
			}
			last := level[n-1]
			binary.BigEndian.PutUint32(page.b[8:], uint32(last.page))
			if n == len(level) && len(above) == 0 {
				return x.putAt(x.root, page.done())
			}
			number, err := x.number()
			if err == nil {
				err = x.put(page.done())
			}
			if err != nil {
				return err
			}
			above, level = append(above, below{number, last.cell}), level[n:]
		}
		level = above
	}
}

// index is what the index of a table has of its rows.
type index struct {
	values []byte // of all entries
	list   []entry
}

// entry is what it has of one row.
type entry struct {
	begins uint64 // the first bytes of its value, in which most differ
	key    int64
	at     int   // where its value stands
	length int32 // of that
	text   int32 // 1 if the value is a text, 0 if it is bytes
}

func (x *index) value(e *entry) []byte { return x.values[e.at : e.at+int(e.length)] }

// add adds a row, by the column with a number.
func (x *index) add(key int64, record []byte, column int) error {
	c := ColumnsOf(record)
	c.Skip(column)
	kind, value := c.next()
	if kind < 12 {
		return ErrPacked
	}
	var begins [8]byte
	copy(begins[:], value)
	x.list = append(x.list, entry{binary.BigEndian.Uint64(begins[:]), key, len(x.values), int32(len(value)), int32(kind % 2)})
	x.values = append(x.values, value...)
	return nil
}

// write writes all entries in their order.
func (x *index) write(to *leaves) error {
	slices.SortFunc(x.list, func(a, b entry) int {
		switch {
		case a.text != b.text: // texts come before bytes
			return int(b.text - a.text)
		case a.begins != b.begins:
			return cmp.Compare(a.begins, b.begins)
		}
		return bytes.Compare(x.value(&a), x.value(&b))
	})
	most := (to.used-12)*64/255 - 23 // of an entry that lies on one page
	var cell []byte
	for i := 0; i < len(x.list); i++ {
		e := &x.list[i]
		if i > 0 && e.text == x.list[i-1].text && bytes.Equal(x.value(e), x.value(&x.list[i-1])) {
			return badPages(fmt.Sprintf("rows %d and %d have one name", x.list[i-1].key, e.key))
		}
		if cell = x.appendCell(cell[:0], e); len(cell) > most {
			return badPages(fmt.Sprintf("row %d has a name of %d bytes", e.key, e.length))
		}
		room := to.leaf.room(len(cell))
		if room == nil {
			// An entry between two leaves stands above them, and nowhere else; and no leaf is empty.
			between := bytes.Clone(cell)
			if i == len(x.list)-1 {
				between = to.leaf.pop()
				i--
			}
			if err := to.write(between); err != nil {
				return err
			}
			continue
		}
		copy(room, cell)
	}
	return to.end()
}

// appendCell writes an entry as it stands on a page: its length, the types of the value
// and the key, and both. What has room on a page has no more than two bytes of each length.
func (x *index) appendCell(b []byte, e *entry) []byte {
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], uint64(e.key))
	kind, size := byte(6), 8
	for i, n := range [...]int{1, 2, 3, 4, 6} {
		if most := int64(1) << (8*n - 1); e.key >= -most && e.key < most {
			kind, size = byte(1+i), n
			break
		}
	}
	var types [12]byte
	head := append(appendVarint(types[:0], 12+2*int64(e.length)+int64(e.text)), kind)
	b = appendVarint(b, int64(1+len(head)+int(e.length)+size))
	b = append(append(b, byte(1+len(head))), head...)
	return append(append(b, x.value(e)...), number[8-size:]...)
}

// appendVarint writes a number as [varint] reads it.
func appendVarint(b []byte, v int64) []byte {
	u := uint64(v)
	if u>>56 != 0 { // nine bytes, of which the last is whole
		for shift := 57; shift >= 8; shift -= 7 {
			b = append(b, byte(u>>shift)|0x80)
		}
		return append(b, byte(u))
	}
	n := 1
	for u>>(7*n) != 0 {
		n++
	}
	for n--; n > 0; n-- {
		b = append(b, byte(u>>(7*n))|0x80)
	}
	return append(b, byte(u)&0x7f)
}
