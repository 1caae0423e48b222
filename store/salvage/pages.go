package salvage

import (
	"encoding/binary"
	"io"
	"math"
)

// What follows reads rows straight from the pages of a database file, so that
// damage in one of them, or in the trees that lead to them, hides none of the
// others. It knows the file format of SQLite (sqlite.org/fileformat.html, 1.2
// to 2.1) and nothing of what the rows mean, and takes nothing in the file for
// granted.

const (
	magic      = "SQLite format 3\x00"
	headerSize = 100 // of a database, in bytes

	leafOfTable     = 0x0d
	interiorOfTable = 0x05
	leafOfIndex     = 0x0a
	interiorOfIndex = 0x02

	schemaTree = "sqlite_schema"
)

// row is one row as it was found on a page: of a table with rowids, or of an
// index, which is what tables without are.
type row struct {
	tree   string // the table or index whose tree leads to the page; "" where none does
	table  bool
	key    int64 // of a table: the rowid, for which nil stands in values where it has a column
	values []any // nil, int64, float64, string and []byte
}

// pages is a database file, page by page. They count from 1.
type pages struct {
	file  io.ReaderAt
	size  int // of a page, in bytes
	used  int // of a page, without what is reserved at its end
	count int
	free  map[int]bool   // pages on the list of those that are not in use
	trees map[int]string // whose pages are whose
	left  int            // how many pages of long rows are read before the rest are given up
}

// openPages reads what the header says; where that cannot be, pages are taken
// to have the size in which most rows are found, or else the usual one.
func openPages(file io.ReaderAt, length int64, usual int) *pages {
	head := make([]byte, headerSize)
	_, _ = file.ReadAt(head, 0)
	size := int(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 1 << 16
	}
	used := size - int(head[20])
	if string(head[:len(magic)]) != magic || size < 512 || size&(size-1) != 0 || used < 480 {
		p := likeliest(file, length, usual)
		p.findTrees()
		return p
	}
	p := pagesOf(file, length, size, used)
	p.free = p.freeList(int(binary.BigEndian.Uint32(head[32:])), int(binary.BigEndian.Uint32(head[36:])))
	p.findTrees()
	return p
}

func pagesOf(file io.ReaderAt, length int64, size, used int) *pages {
	return &pages{file: file, size: size, used: used, count: int((length + int64(size) - 1) / int64(size))}
}

// likeliest tries pages of all sizes on the beginning of a file.
func likeliest(file io.ReaderAt, length int64, usual int) *pages {
	const tried = 4 << 20 // bytes
	best, most := pagesOf(file, length, usual, usual), 0
	for size := 512; size <= 1<<16; size *= 2 {
		rows := 0
		_ = pagesOf(file, min(length, tried), size, size).rows(func(row) error {
			rows++
			return nil
		})
		if rows > most {
			best, most = pagesOf(file, length, size, size), rows
		}
	}
	return best
}

// page reads one page; what lies beyond the end of the file is zero. start is
// where its own header begins.
func (p *pages) page(n int) (b []byte, start int) {
	b = make([]byte, p.size)
	_, _ = p.file.ReadAt(b, int64(n-1)*int64(p.size))
	if n == 1 {
		start = headerSize
	}
	return b[:p.used], start
}

// freeList reads the list of pages that are not in use, which may hold rows of
// a transaction that was taken back; none if the list is not in order.
func (p *pages) freeList(trunk, count int) map[int]bool {
	free := map[int]bool{}
	take := func(n int) bool {
		if n < 2 || n > p.count || free[n] {
			return false
		}
		free[n] = true
		return true
	}
	for trunk != 0 {
		if !take(trunk) {
			return nil
		}
		b, _ := p.page(trunk)
		leaves := int(binary.BigEndian.Uint32(b[4:]))
		if leaves > len(b)/4-2 {
			return nil
		}
		for i := range leaves {
			if !take(int(binary.BigEndian.Uint32(b[8+4*i:]))) {
				return nil
			}
		}
		trunk = int(binary.BigEndian.Uint32(b))
	}
	if len(free) != count {
		return nil
	}
	return free
}

// findTrees finds out which pages belong to which table or index, as far as the
// list of tables and the trees are whole.
func (p *pages) findTrees() {
	p.trees = map[int]string{}
	if p.count == 0 {
		return
	}
	p.walk(1, schemaTree)
	type root struct {
		page int64
		name string
	}
	var roots []root
	p.left = 2 * p.count
	for n := 1; n <= p.count; n++ {
		if p.trees[n] == schemaTree {
			_ = p.on(n, func(r row) error {
				if len(r.values) == 5 {
					name, _ := r.values[1].(string)
					page, _ := r.values[3].(int64)
					roots = append(roots, root{page, name})
				}
				return nil
			})
		}
	}
	for _, r := range roots {
		if r.name != "" && r.page > 1 && r.page <= int64(p.count) {
			p.walk(int(r.page), r.name)
		}
	}
}

// walk notes the pages that a tree leads to. No page is looked at twice.
func (p *pages) walk(root int, name string) {
	todo := []int{root}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if n < 1 || n > p.count || p.free[n] {
			continue
		}
		if _, done := p.trees[n]; done {
			continue
		}
		p.trees[n] = name
		b, start := p.page(n)
		if b[start] != interiorOfTable && b[start] != interiorOfIndex {
			continue
		}
		p.eachCell(b, start, 12, func(at int) bool {
			if at > 0 && at+4 <= len(b) {
				todo = append(todo, int(binary.BigEndian.Uint32(b[at:])))
			}
			return true
		})
		todo = append(todo, int(binary.BigEndian.Uint32(b[start+8:])))
	}
}

// eachCell calls f with the place of every cell of a page, until it returns
// false.
func (p *pages) eachCell(b []byte, start, head int, f func(at int) bool) {
	for i := range int(binary.BigEndian.Uint16(b[start+3:])) {
		at := start + head + 2*i
		if at+2 > len(b) || !f(int(binary.BigEndian.Uint16(b[at:]))) {
			return
		}
	}
}

// rows calls f for every row that can be read. It stops at the first error of
// f.
func (p *pages) rows(f func(row) error) error {
	// No page belongs to two rows, but where a row is damaged it may lead to the
	// pages of another, which must be read all the same.
	p.left = 2 * p.count
	for n := 1; n <= p.count; n++ {
		if p.free[n] {
			continue
		}
		if err := p.on(n, f); err != nil {
			return err
		}
	}
	return nil
}

// on calls f for every row on one page.
func (p *pages) on(n int, f func(row) error) (err error) {
	b, start := p.page(n)
	kind, head := b[start], 8
	switch kind {
	case leafOfTable, leafOfIndex:
	case interiorOfIndex:
		head = 12
	default:
		return nil
	}
	read := 0
	p.eachCell(b, start, head, func(at int) bool {
		key, payload, here, ok := p.cell(kind, b, at)
		// Cells do not overlap; where they do, one page could give thousands.
		if read += here; read > p.used {
			return false
		}
		if !ok {
			return true
		}
		if values, ok := decode(payload); ok {
			err = f(row{p.trees[n], kind == leafOfTable, key, values})
		}
		return err == nil
	})
	return err
}

// cell reads one cell of a page, of which here bytes are on the page itself.
func (p *pages) cell(kind byte, b []byte, at int) (key int64, payload []byte, here int, ok bool) {
	if at <= 0 || at >= len(b) {
		return 0, nil, 0, false
	}
	b = b[at:]
	if kind == interiorOfIndex {
		if len(b) < 4 {
			return 0, nil, 0, false
		}
		b = b[4:]
	}
	length, n := varint(b)
	b = b[n:]
	if kind == leafOfTable {
		id, m := varint(b)
		if m == 0 {
			return 0, nil, 0, false
		}
		key, b = int64(id), b[m:]
	}
	if n == 0 || length > uint64(p.count)*uint64(p.size) {
		return 0, nil, 0, false
	}
	most := p.used - 35
	if kind != leafOfTable {
		most = (p.used-12)*64/255 - 23
	}
	here = int(length)
	if here > most {
		least := (p.used-12)*32/255 - 23
		here = least + (int(length)-least)%(p.used-4)
		if here > most {
			here = least
		}
	}
	if here > len(b) {
		return 0, nil, 0, false
	}
	if here == int(length) {
		return key, b[:here], here, true
	}
	if here+4 > len(b) {
		return 0, nil, 0, false
	}
	payload = append([]byte{}, b[:here]...)
	next := int(binary.BigEndian.Uint32(b[here:]))
	for len(payload) < int(length) {
		if next < 2 || next > p.count || p.free[next] || p.left == 0 {
			return 0, nil, here, false
		}
		p.left--
		more, _ := p.page(next)
		next = int(binary.BigEndian.Uint32(more))
		more = more[4:]
		payload = append(payload, more[:min(len(more), int(length)-len(payload))]...)
	}
	return key, payload, here, true
}

// maxColumns is more than any table has: a value that is nothing has one byte in a
// row, and sixteen here.
const maxColumns = 100

// decode reads the values of a row: nil, int64, float64, string and []byte.
func decode(b []byte) (values []any, ok bool) {
	length, n := varint(b)
	if n == 0 || length > uint64(len(b)) || length < uint64(n) {
		return nil, false
	}
	types, body := b[n:length], b[length:]
	for len(types) > 0 {
		if len(values) == maxColumns {
			return nil, false
		}
		kind, n := varint(types)
		if n == 0 {
			return nil, false
		}
		types = types[n:]
		var size uint64
		switch {
		case kind >= 12:
			size = (kind - 12) / 2
		case kind <= 7:
			size = []uint64{0, 1, 2, 3, 4, 6, 8, 8}[kind]
		case kind > 9:
			return nil, false
		}
		if size > uint64(len(body)) {
			return nil, false
		}
		part := body[:size]
		body = body[size:]
		switch {
		case kind == 0:
			values = append(values, nil)
		case kind == 7:
			values = append(values, math.Float64frombits(binary.BigEndian.Uint64(part)))
		case kind == 8 || kind == 9:
			values = append(values, int64(kind-8))
		case kind < 7:
			v := int64(int8(part[0]))
			for _, next := range part[1:] {
				v = v<<8 | int64(next)
			}
			values = append(values, v)
		case kind%2 == 0:
			values = append(values, append([]byte{}, part...))
		default:
			values = append(values, string(part))
		}
	}
	return values, len(body) == 0
}

// varint reads a number of 1 to 9 bytes; n is 0 if it is cut off.
func varint(b []byte) (v uint64, n int) {
	for n < len(b) && n < 8 {
		v = v<<7 | uint64(b[n]&0x7f)
		n++
		if b[n-1] < 0x80 {
			return v, n
		}
	}
	if n < len(b) {
		return v<<8 | uint64(b[n]), n + 1
	}
	return 0, 0
}
