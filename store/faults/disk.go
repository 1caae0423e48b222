// Package faults stands between SQLite and the file system, for tests: it
// records every write to the files of a folder, so that what a loss of power
// would leave can be put together; makes writes fail as on a full disk; and
// ends the process in the middle of its work. It knows nothing of projects, and
// no program but a test imports it.
package faults

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Kind is what an event does to a file.
type Kind string

// The events. SQLite's own come by themselves; [Disk.Note] enters others.
const (
	Create   Kind = "create"
	Write    Kind = "write"
	Truncate Kind = "truncate"
	Sync     Kind = "sync"
	Delete   Kind = "delete"
	Rename   Kind = "rename" // to Target, on the disk with the next Names
	Link     Kind = "link"   // Target is another name for the file, likewise
	Names    Kind = "names"  // the names in a file's folder are on the disk
)

// Event is one thing that was done to a file. Offset and Size count bytes.
type Event struct {
	Kind   Kind
	File   string // its path
	Target string // of Rename and Link
	Offset int64  // of Write
	Data   []byte // of Write
	Size   int64  // of Truncate
	Grows  bool   // Write or Create takes room on the disk
	Sure   bool   // Delete is on the disk when it returns
}

// Disk is the file system as SQLite in this process sees it.
type Disk struct {
	mu     sync.Mutex
	folder string // whose files count; "" for none
	events []Event
	before func(number int, e Event) error // asked before each event
	number int
}

// ErrFull is what a function given to [Disk.Watch] returns to make a write
// fail as on a full disk.
var ErrFull = fmt.Errorf("the disk is full")

var (
	installing sync.Once
	disk       = &Disk{}
	inner      uintptr // the file system underneath, a sqlite3_vfs
	tables     = map[uintptr]uintptr{}
	open       = map[uintptr]openFile{}
	opening    sync.Mutex
)

// openFile is what is known of an open file of SQLite's.
type openFile struct {
	name    string
	methods uintptr // those of the file system underneath
}

// Here is the disk of this process, installed or not.
func Here() *Disk { return disk }

// Install puts the disk between SQLite and the file system, for all databases
// that this process opens from then on, and returns it.
func Install() *Disk {
	installing.Do(func() {
		tls := libc.NewTLS()
		inner = sqlite3.Xsqlite3_vfs_find(tls, 0)
		p := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_vfs{})))
		name, err := libc.CString("faults")
		if inner == 0 || p == 0 || err != nil {
			panic("no file system to stand in front of")
		}
		vfs := at[sqlite3.Tsqlite3_vfs](p)
		*vfs = *at[sqlite3.Tsqlite3_vfs](inner)
		vfs.FzName, vfs.FpNext = name, 0
		vfs.FxOpen, vfs.FxDelete = pointer(xOpen), pointer(xDelete)
		if rc := sqlite3.Xsqlite3_vfs_register(tls, p, 1); rc != sqlite3.SQLITE_OK {
			panic(fmt.Sprint("the file system was not accepted: ", rc))
		}
	})
	return disk
}

// Watch records what is done to the files of a folder, from nothing. before,
// which may be nil, is asked before each event, which have numbers from 0: an
// error keeps it from happening.
func (d *Disk) Watch(folder string, before func(number int, e Event) error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	d.folder, d.events, d.before, d.number = folder, nil, before, 0
}

// Stop ends the watch and returns what was recorded.
func (d *Disk) Stop() []Event {
	d.mu.Lock()
	defer d.mu.Unlock()
	events := d.events
	d.folder, d.events, d.before = "", nil, nil
	return events
}

// Count is the number of events so far.
func (d *Disk) Count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.number
}

// Note enters an event that SQLite has no part in. Its error is that of the
// function given to [Disk.Watch]; then it must not happen.
func (d *Disk) Note(e Event) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.inside(e.File) {
		return nil
	}
	n := d.number
	d.number++
	if d.before != nil {
		if err := d.before(n, e); err != nil {
			return err
		}
	}
	d.events = append(d.events, e)
	return nil
}

// watches tells whether what is done to a file counts.
func (d *Disk) watches(file string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.inside(file)
}

func (d *Disk) inside(file string) bool {
	return d.folder != "" && strings.HasPrefix(file, d.folder+string(filepath.Separator))
}

// note enters an event of SQLite's; the result is an error code of SQLite's.
func note(e Event) int32 {
	err := disk.Note(e)
	switch {
	case err == nil:
		return sqlite3.SQLITE_OK
	case err == ErrFull && e.Kind == Create:
		return sqlite3.SQLITE_CANTOPEN
	case err == ErrFull:
		return sqlite3.SQLITE_FULL
	}
	return sqlite3.SQLITE_IOERR
}

// at is what lies at an address that C code knows.
func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// pointer is the address by which C code calls a function, which must be one
// that is declared by its name.
func pointer[T any](f T) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

// function is the function at an address that C code knows.
func function[T any](p *uintptr) T { return *(*T)(unsafe.Pointer(p)) }

func xOpen(tls *libc.TLS, _, name, file uintptr, flags int32, out uintptr) int32 {
	path := ""
	if name != 0 {
		path = libc.GoString(name)
	}
	if _, err := os.Lstat(path); path != "" && os.IsNotExist(err) && flags&sqlite3.SQLITE_OPEN_CREATE != 0 {
		if rc := note(Event{Kind: Create, File: path, Grows: true}); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	vfs := at[sqlite3.Tsqlite3_vfs](inner)
	rc := function[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](&vfs.FxOpen)(tls, inner, name, file, flags, out)
	f := at[sqlite3.Tsqlite3_file](file)
	if rc != sqlite3.SQLITE_OK || f.FpMethods == 0 || path == "" {
		return rc
	}
	opening.Lock()
	defer opening.Unlock()
	if tables[f.FpMethods] == 0 {
		p := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_io_methods{})))
		if p == 0 {
			return rc
		}
		methods := at[sqlite3.Tsqlite3_io_methods](p)
		*methods = *at[sqlite3.Tsqlite3_io_methods](f.FpMethods)
		methods.FxClose, methods.FxWrite = pointer(xClose), pointer(xWrite)
		methods.FxTruncate, methods.FxSync = pointer(xTruncate), pointer(xSync)
		tables[f.FpMethods] = p
	}
	open[file] = openFile{path, f.FpMethods}
	f.FpMethods = tables[f.FpMethods]
	return rc
}

// opened returns the path of an open file and the methods underneath.
func opened(file uintptr) (string, *sqlite3.Tsqlite3_io_methods) {
	opening.Lock()
	defer opening.Unlock()
	f := open[file]
	return f.name, at[sqlite3.Tsqlite3_io_methods](f.methods)
}

func xClose(tls *libc.TLS, file uintptr) int32 {
	_, methods := opened(file)
	opening.Lock()
	delete(open, file)
	opening.Unlock()
	return function[func(*libc.TLS, uintptr) int32](&methods.FxClose)(tls, file)
}

func xWrite(tls *libc.TLS, file, data uintptr, length int32, offset int64) int32 {
	name, methods := opened(file)
	if disk.watches(name) {
		e := Event{Kind: Write, File: name, Offset: offset, Data: bytes.Clone(libc.GoBytes(data, int(length)))}
		if info, err := os.Stat(name); err == nil {
			e.Grows = offset+int64(length) > info.Size()
		}
		if rc := note(e); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	return function[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](&methods.FxWrite)(tls, file, data, length, offset)
}

func xTruncate(tls *libc.TLS, file uintptr, size int64) int32 {
	name, methods := opened(file)
	if rc := note(Event{Kind: Truncate, File: name, Size: size}); rc != sqlite3.SQLITE_OK {
		return rc
	}
	return function[func(*libc.TLS, uintptr, int64) int32](&methods.FxTruncate)(tls, file, size)
}

func xSync(tls *libc.TLS, file uintptr, flags int32) int32 {
	name, methods := opened(file)
	if rc := note(Event{Kind: Sync, File: name}); rc != sqlite3.SQLITE_OK {
		return rc
	}
	return function[func(*libc.TLS, uintptr, int32) int32](&methods.FxSync)(tls, file, flags)
}

func xDelete(tls *libc.TLS, _, name uintptr, folderToo int32) int32 {
	if rc := note(Event{Kind: Delete, File: libc.GoString(name), Sure: folderToo != 0}); rc != sqlite3.SQLITE_OK {
		return rc
	}
	vfs := at[sqlite3.Tsqlite3_vfs](inner)
	return function[func(*libc.TLS, uintptr, uintptr, int32) int32](&vfs.FxDelete)(tls, inner, name, folderToo)
}
