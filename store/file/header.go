package file

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"
)

const (
	applicationID = 0x434C5452 // "CLTR"
	magic         = "SQLite format 3\x00"
	headerSize    = 100 // of an SQLite database, in bytes
	lastFormat    = 999 // a greater number is damage, and no format to come
)

// Formats are the numbers of the formats of a project that the caller can
// read, kept in the file's user_version.
type Formats struct{ Oldest, Latest int }

// header is what the first bytes of a file tell.
type header struct {
	bytes      []byte // headerSize of them, 0 where the file is shorter
	format     int
	writeAhead bool // it is set to a write-ahead log
}

var errUTF16 = errors.New("its texts are not written in UTF-8, as another program has it")

// readHeader reads the header of a held file. The error wraps ErrNotProject,
// ErrNewer, ErrEarly or ErrDamaged.
func readHeader(doing, path string, formats Formats) (h header, err error) {
	h.bytes = make([]byte, headerSize)
	f, err := os.Open(path)
	if err != nil {
		return h, Explain(doing, path, err)
	}
	defer f.Close()
	n, err := io.ReadFull(f, h.bytes)
	head := h.bytes[:n]
	switch {
	case n == 0 && err == io.EOF:
		return h, NotProject(doing, path, "it is empty")
	case err != nil && err != io.ErrUnexpectedEOF:
		return h, Explain(doing, path, err)
	case n < headerSize || string(head[:len(magic)]) != magic:
		if isText(head) {
			return h, NotProject(doing, path, "it is a text")
		}
		return h, NotProject(doing, path, "it is a file of another kind")
	case binary.BigEndian.Uint32(head[68:]) != applicationID:
		return h, NotProject(doing, path, "it is another program's database")
	}
	h.format = int(int32(binary.BigEndian.Uint32(head[60:])))
	if err := formats.check(doing, path, h.format); err != nil {
		return h, err
	}
	if binary.BigEndian.Uint32(head[56:]) > 1 {
		return h, Damaged(doing, path, errUTF16)
	}
	switch head[18] | head[19] {
	case 1:
	case 2, 3: // 3 is one of each
		h.writeAhead = true
	default:
		return h, Damaged(doing, path, errors.New("another program has changed how it is written"))
	}
	if want := lengthIn(head); !hotJournal(path) { // with one, the length may not be there yet
		if info, err := f.Stat(); err == nil && info.Size() < want {
			return h, Damaged(doing, path, fmt.Errorf("it is cut off: of %d bytes %d are there", want, info.Size()))
		}
	}
	return h, nil
}

// check refuses a format that the caller cannot read.
func (f Formats) check(doing, path string, format int) error {
	switch {
	case format < 1 || format > lastFormat:
		return Damaged(doing, path, fmt.Errorf("format %d", format))
	case format > f.Latest:
		return Cannot(doing, path, fmt.Errorf("%w (format %d, this one knows %d)", ErrNewer, format, f.Latest), "update Claimtrace")
	case format < f.Oldest:
		return Cannot(doing, path, fmt.Errorf("%w, format %d, which was never released", ErrEarly, format), "make a new project, and add the articles to that")
	}
	return nil
}

// lengthIn is the length of a file by its header, in bytes; 0 where the header
// does not tell.
func lengthIn(head []byte) int64 {
	if !bytes.Equal(head[24:28], head[92:96]) { // the count of pages is of another time
		return 0
	}
	pageSize := int64(binary.BigEndian.Uint16(head[16:]))
	if pageSize == 1 {
		pageSize = 1 << 16
	}
	return pageSize * int64(binary.BigEndian.Uint32(head[28:]))
}

// isText tells whether the first bytes of a file look like text, the last of
// them perhaps being part of a character.
func isText(head []byte) bool {
	for cut := range min(utf8.UTFMax, len(head)) {
		if utf8.Valid(head[:len(head)-cut]) {
			return bytes.IndexByte(head, 0) < 0
		}
	}
	return false
}

// IsDatabase tells whether the file at a path is a database: a project or
// package, whatever its name, or one of another program. It reads the first
// bytes only, and of a file that this process has open as a project not even
// these. It is false where there is no ordinary file; the error is that of
// reading one.
func IsDatabase(path string) (bool, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false, nil
	}
	held.Lock() // until the file is closed again, so that nobody opens it as a project meanwhile
	defer held.Unlock()
	if isHeld(info) {
		return true, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return string(head[:n]) == magic, err
}
