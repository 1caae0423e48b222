package store

import (
	"encoding/binary"
	"io"
	"math"
)

// What follows reads rows straight from the pages of a database file, so that
// damage in one of them, or in the trees that lead to them, hides none of the
// others. It knows the file format of SQLite (sqlite.org/fileformat.html, 1.2
// to 2.1) as far as the rows of a project need it, and takes nothing in the
// file for granted.

const (
	headerSize = 100 // of a database, in bytes
	magic      = "SQLite format 3\x00"

	leafOfTable     = 0x0d
	leafOfIndex     = 0x0a
	interiorOfIndex = 0x02
)

// pageReader is a database file, page by page. Pages count from 1.
type pageReader struct {
	file  io.ReaderAt
	size  int // of a page, in bytes
	used  int // of a page, without what is reserved at its end
	count int
	free  map[int]bool // pages on the list of those that are not in use
	taken map[int]bool // overflow pages that belong to a row
}

// newPageReader reads what the header says; where that cannot be, pages are
// taken to have the size in which most rows are found.
func newPageReader(file io.ReaderAt, length int64) *pageReader {
	head := make([]byte, headerSize)
	_, _ = file.ReadAt(head, 0)
	size := int(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 1 << 16
	}
	used := size - int(head[20])
	if string(head[:len(magic)]) != magic || size < 512 || size&(size-1) != 0 || used < 480 {
		return likeliest(file, length)
	}
	r := pagesOf(file, length, size, used)
	r.free = r.freeList(int(binary.BigEndian.Uint32(head[32:])), int(binary.BigEndian.Uint32(head[36:])))
	return r
}

func pagesOf(file io.ReaderAt, length int64, size, used int) *pageReader {
	return &pageReader{file: file, size: size, used: used, count: int((length + int64(size) - 1) / int64(size)), taken: map[int]bool{}}
}

// likeliest tries pages of all sizes on the beginning of a file.
func likeliest(file io.ReaderAt, length int64) *pageReader {
	const tried = 4 << 20 // bytes
	best, most := pagesOf(file, length, pageSize, pageSize), 0
	for size := 512; size <= 1<<16; size *= 2 {
		rows := 0
		_ = pagesOf(file, min(length, tried), size, size).rows(func(bool, int64, []any) error {
			rows++
			return nil
		})
		if rows > most {
			best, most = pagesOf(file, length, size, size), rows
		}
	}
	return best
}

// page reads one page; what lies beyond the end of the file is zero.
func (r *pageReader) page(n int) []byte {
	b := make([]byte, r.size)
	_, _ = r.file.ReadAt(b, int64(n-1)*int64(r.size))
	return b[:r.used]
}

// freeList reads the list of pages that are not in use, which may hold rows of
// a transaction that was taken back; none if the list is not in order.
func (r *pageReader) freeList(trunk, count int) map[int]bool {
	free := map[int]bool{}
	take := func(n int) bool {
		if n < 2 || n > r.count || free[n] {
			return false
		}
		free[n] = true
		return true
	}
	for trunk != 0 {
		if !take(trunk) {
			return nil
		}
		b := r.page(trunk)
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

// rows calls f for every row that can be read: of tables with rowids, and of
// indexes, which is what tables without are. It stops at the first error of f.
func (r *pageReader) rows(f func(table bool, rowid int64, values []any) error) error {
	for n := 1; n <= r.count; n++ {
		if r.free[n] {
			continue
		}
		b, start := r.page(n), 0
		if n == 1 {
			start = headerSize
		}
		kind := b[start]
		head := 8
		switch kind {
		case leafOfTable, leafOfIndex:
		case interiorOfIndex:
			head = 12
		default:
			continue
		}
		cells := int(binary.BigEndian.Uint16(b[start+3:]))
		read := 0
		for i := range cells {
			at := start + head + 2*i
			if at+2 > len(b) {
				break
			}
			rowid, payload, here, ok := r.cell(kind, b, int(binary.BigEndian.Uint16(b[at:])))
			// Cells do not overlap; where they do, one page could give thousands.
			if read += here; read > r.used {
				break
			}
			if !ok {
				continue
			}
			if values, ok := decode(payload); ok {
				if err := f(kind == leafOfTable, rowid, values); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// cell reads one cell of a page, of which here bytes are on the page itself.
func (r *pageReader) cell(kind byte, b []byte, at int) (rowid int64, payload []byte, here int, ok bool) {
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
		rowid, b = int64(id), b[m:]
	}
	if n == 0 || length > uint64(r.count)*uint64(r.size) {
		return 0, nil, 0, false
	}
	most := r.used - 35
	if kind != leafOfTable {
		most = (r.used-12)*64/255 - 23
	}
	here = int(length)
	if here > most {
		least := (r.used-12)*32/255 - 23
		here = least + (int(length)-least)%(r.used-4)
		if here > most {
			here = least
		}
	}
	if here > len(b) {
		return 0, nil, 0, false
	}
	if here == int(length) {
		return rowid, b[:here], here, true
	}
	if here+4 > len(b) {
		return 0, nil, 0, false
	}
	payload = append(make([]byte, 0, length), b[:here]...)
	next := int(binary.BigEndian.Uint32(b[here:]))
	for len(payload) < int(length) {
		// No page belongs to two rows; who follows one twice would never end.
		if next < 2 || next > r.count || r.taken[next] || r.free[next] {
			return 0, nil, here, false
		}
		r.taken[next] = true
		more := r.page(next)
		next = int(binary.BigEndian.Uint32(more))
		more = more[4:]
		payload = append(payload, more[:min(len(more), int(length)-len(payload))]...)
	}
	return rowid, payload, here, true
}

// decode reads the values of a row: nil, int64, float64, string and []byte.
func decode(b []byte) (values []any, ok bool) {
	length, n := varint(b)
	if n == 0 || length > uint64(len(b)) || length < uint64(n) {
		return nil, false
	}
	types, body := b[n:length], b[length:]
	for len(types) > 0 {
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
	return values, true
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
