package file

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"os"
)

// errTree is returned for a table whose pages are not in order.
var errTree = errors.New("the pages of a table are not in order")

// Digest digests the rows of a table as they stand on the pages of a temporary
// file, in the order of their keys, but for those with some keys: whatever SQLite
// made of them has the same digest in two files only where all bytes are equal. No
// connection may be writing to the file.
func (t *Temp) Digest(ctx context.Context, c *Conn, h hash.Hash, table string, but map[int64]bool) error {
	root, err := One(c, Scalar[int64], "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?", table)
	if err != nil {
		return err
	}
	f, err := os.Open(t.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 100)
	if _, err := f.ReadAt(head, 0); err != nil {
		return err
	}
	size := int(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 1 << 16
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if size < 512 || head[20] != 0 {
		return errTree
	}
	x := tableRows{ctx: ctx, f: f, size: size, left: info.Size() / int64(size), h: h, but: but}
	if err := x.walk(root, 0); err != nil {
		return fmt.Errorf("table %s: %w", table, err)
	}
	return nil
}

// tableRows reads a table, page by page (sqlite.org/fileformat.html, 1.5 and 1.6).
type tableRows struct {
	ctx   context.Context
	f     *os.File
	size  int   // of a page
	left  int64 // how many pages may still be read: none belongs to a table twice
	h     hash.Hash
	but   map[int64]bool
	pages [][]byte // one for each level of the tree, and one for what a page has no room for
}

// deepest is more levels than the tree of any table has.
const deepest = 20

const (
	innerPage = 5
	leafPage  = 13
)

func (x *tableRows) page(n int64, level int) ([]byte, error) {
	if x.left--; x.left < 0 || level > deepest {
		return nil, errTree
	}
	for len(x.pages) <= level {
		x.pages = append(x.pages, make([]byte, x.size))
	}
	b := x.pages[level]
	_, err := x.f.ReadAt(b, (n-1)*int64(x.size))
	return b, err
}

func (x *tableRows) walk(n int64, level int) error {
	if err := x.ctx.Err(); err != nil {
		return err
	}
	b, err := x.page(n, level)
	if err != nil {
		return err
	}
	start := 0
	if n == 1 {
		start = 100
	}
	kind, cells := b[start], int(binary.BigEndian.Uint16(b[start+3:]))
	first := start + 8
	if kind == innerPage {
		first += 4
	}
	if kind != innerPage && kind != leafPage || first+2*cells > x.size {
		return errTree
	}
	for i := range cells {
		at := int(binary.BigEndian.Uint16(b[first+2*i:]))
		if at+4 > x.size {
			return errTree
		}
		if kind == innerPage {
			err = x.walk(int64(binary.BigEndian.Uint32(b[at:])), level+1)
		} else {
			err = x.row(b[at:])
		}
		if err != nil {
			return err
		}
	}
	if kind == innerPage {
		return x.walk(int64(binary.BigEndian.Uint32(b[start+8:])), level+1)
	}
	return nil
}

// row digests one row, which begins on a page.
func (x *tableRows) row(b []byte) error {
	length, n := varint(b)
	key, m := varint(b[n:])
	if n == 0 || m == 0 {
		return errTree
	}
	b = b[n+m:]
	here, most, least := length, int64(x.size-35), int64((x.size-12)*32/255-23)
	if here > most {
		if here = least + (length-least)%int64(x.size-4); here > most {
			here = least
		}
	}
	if here < 0 || here > int64(len(b)) || here < length && here+4 > int64(len(b)) {
		return errTree
	}
	wanted := !x.but[key]
	if wanted {
		var head [16]byte
		binary.BigEndian.PutUint64(head[:], uint64(key))
		binary.BigEndian.PutUint64(head[8:], uint64(length))
		x.h.Write(head[:])
		x.h.Write(b[:here])
	}
	if here == length {
		return nil
	}
	next := int64(binary.BigEndian.Uint32(b[here:]))
	for done := here; done < length; {
		more, err := x.page(next, deepest)
		if err != nil {
			return err
		}
		next = int64(binary.BigEndian.Uint32(more))
		part := more[4:min(int64(x.size), 4+length-done)]
		done += int64(len(part))
		if wanted {
			x.h.Write(part)
		}
	}
	return nil
}

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
