package store

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	applicationID = 0x434C5452 // "CLTR"
	magic         = "SQLite format 3\x00"
	headerSize    = 100 // of an SQLite database
	lastFormat    = 999 // a greater number is damage, and no format to come
)

// held lists the project files that this process has open. On most systems
// the lock on a file is lost when the process closes any other handle to it,
// so a file that stands here is not opened a second time.
var held struct {
	sync.Mutex
	files []fs.FileInfo
}

// hold enters an existing file into the list; release takes it out. The error
// wraps ErrMissing, ErrFolder, ErrNotProject or ErrLocked.
func hold(doing, path string) (release func(), err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, cannot(doing, path, ErrMissing, "check the path, or make a new project")
	case err != nil:
		return nil, explain(doing, path, err)
	case info.IsDir():
		return nil, cannot(doing, path, ErrFolder, "name the project file in it")
	case !info.Mode().IsRegular():
		return nil, notProject(doing, path, "it is no ordinary file")
	}
	held.Lock()
	defer held.Unlock()
	for _, other := range held.files {
		if os.SameFile(info, other) {
			return nil, locked(doing, path)
		}
	}
	held.files = append(held.files, info)
	return func() {
		held.Lock()
		defer held.Unlock()
		for i, other := range held.files {
			if other == info {
				held.files = append(held.files[:i], held.files[i+1:]...)
				return
			}
		}
	}, nil
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
	for _, other := range held.files {
		if os.SameFile(info, other) {
			return true, nil
		}
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

func notProject(doing, path, why string) error {
	return cannot(doing, path, fmt.Errorf("%w (%s)", ErrNotProject, why), "choose a .claimtrace file")
}

// readHeader reads the header of a held file, and the number of the format
// from it. The error wraps ErrNotProject, ErrNewer or ErrDamaged.
func readHeader(doing, path string) (head []byte, format int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, explain(doing, path, err)
	}
	defer f.Close()
	head = make([]byte, headerSize)
	n, err := io.ReadFull(f, head)
	head = head[:n]
	switch {
	case n == 0 && err == io.EOF:
		return nil, 0, notProject(doing, path, "it is empty")
	case err != nil && err != io.ErrUnexpectedEOF:
		return nil, 0, explain(doing, path, err)
	case n < headerSize || string(head[:len(magic)]) != magic:
		if isText(head) {
			return nil, 0, notProject(doing, path, "it is a text")
		}
		return nil, 0, notProject(doing, path, "it is a file of another kind")
	case binary.BigEndian.Uint32(head[68:]) != applicationID:
		return nil, 0, notProject(doing, path, "it is another program's database")
	}
	format = int(int32(binary.BigEndian.Uint32(head[60:])))
	switch {
	case format > latest && format <= lastFormat:
		return nil, 0, cannot(doing, path, fmt.Errorf("%w (format %d, this one knows %d)", ErrNewer, format, latest), "update Claimtrace")
	case format < 1 || format > lastFormat:
		return nil, 0, damaged(doing, path, fmt.Errorf("format %d", format))
	case head[18] != 1 || head[19] != 1:
		return nil, 0, damaged(doing, path, errors.New("another program has changed how it is written"))
	}
	if want := lengthIn(head); !hotJournal(path) { // with one, the length may not be there yet
		if info, err := f.Stat(); err == nil && info.Size() < want {
			return nil, 0, damaged(doing, path, fmt.Errorf("it is cut off: of %d bytes %d are there", want, info.Size()))
		}
	}
	return head, format, nil
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

// whyReadOnly tells why a file cannot be changed, "" if it can: SQLite writes
// the file itself and a journal beside it. Write bits that are all unset count
// even where the system would let us write, as it does for root.
func whyReadOnly(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	folder := filepath.Dir(path)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o222 == 0 {
		return "the file is write-protected"
	}
	// On Windows the mark means something else on folders.
	if info, err := os.Stat(folder); err != nil || runtime.GOOS != "windows" && info.Mode().Perm()&0o222 == 0 {
		return "its folder is write-protected"
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return "the file cannot be written to"
	}
	f.Close()
	probe, err := tempBeside(path)
	if err != nil {
		return "its folder cannot be written to"
	}
	os.Remove(probe)
	return ""
}

const (
	tempPrefix = ".claimtrace-"
	tempSuffix = ".tmp"
)

// isTemp tells whether a file's name is that of a temporary one or its journal.
func isTemp(name string) bool {
	return strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(strings.TrimSuffix(name, "-journal"), tempSuffix)
}

// tempBeside makes an empty file with a name of its own in the folder of path.
func tempBeside(path string) (string, error) {
	name := filepath.Join(filepath.Dir(path), tempPrefix+rand.Text()+tempSuffix)
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	return name, f.Close()
}

// discard removes a temporary database and its journal.
func discard(path string) {
	os.Remove(path)
	os.Remove(path + "-journal")
}

// What is done to files without SQLite, and matters when the power is lost.
// Tests look on.
var (
	renameFile = os.Rename
	linkFile   = os.Link
	flush      = (*os.File).Sync
)

// syncFile puts a file's content on the disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return cmp.Or(flush(f), f.Close())
}

// place gives a finished temporary file its name, and puts that on the disk.
func place(temp, path string) error {
	if err := renameFile(temp, path); err != nil {
		return err
	}
	syncFolder(path)
	return nil
}

// syncFolder puts the name of a file on the disk. Not every file system can do
// that, and none has to be told what comes of it.
func syncFolder(path string) {
	if f, err := os.Open(filepath.Dir(path)); err == nil {
		_ = flush(f)
		f.Close()
	}
}
