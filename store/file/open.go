package file

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Options tell how to open a file.
type Options struct {
	Formats
	// ReadOnly opens without the right to change anything.
	ReadOnly bool
	// Check, if not nil, looks at the file once it is locked, and before anything
	// else in it is used: is the list of its tables that of its format? A statement
	// that fails there tells of damage.
	Check func(f *File) error
}

// File is a project file, locked, of which nothing but the header is checked,
// and what Options.Check looks at.
type File struct {
	Path       string
	Conn       *Conn
	Header     []byte // the first 100 bytes, before anything was taken back
	Format     int
	Unfinished bool   // there was something to take back, as after a crash
	ReadOnly   string // why it cannot be changed, "" if it can

	release func()
}

// Open opens a project file and locks it: against all others, or, where it is
// opened or can be opened for reading only, against those who would change it.
// What a crash left half done is taken back; a write-ahead log that another
// program has set it to is given up; temporary files left in its folder are
// removed. The error, which says what was being done, wraps ErrMissing,
// ErrFolder, ErrNotProject, ErrNewer, ErrEarly, ErrLocked, ErrDamaged,
// ErrReadOnly where what is half done cannot be taken back, ErrLongName,
// ErrInTheWay or ErrWriteAhead; when ctx ends first it is that of ctx.
func Open(ctx context.Context, doing, path string, o Options) (_ *File, err error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	f := &File{Path: path}
	if f.release, err = hold(doing, path); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.release()
		}
	}()
	if err := checkNames(doing, path); err != nil {
		return nil, err
	}
	h, err := readHeader(doing, path, o.Formats)
	if err != nil {
		return nil, err
	}
	if h.writeAhead {
		if h, err = settle(doing, path, o); err != nil {
			return nil, err
		}
	}
	f.Header, f.Format = h.bytes, h.format
	if err := stray(path); err != nil {
		return nil, Damaged(doing, path, err)
	}
	f.Unfinished = hotJournal(path)
	mode := "rw"
	if f.ReadOnly = whyReadOnly(path); f.ReadOnly != "" {
		mode = "ro"
	} else if o.ReadOnly {
		f.ReadOnly = "it was opened for reading only"
	} else {
		sweep(filepath.Dir(RealPath(path)), time.Now())
	}
	if f.Conn, err = connect(path, mode); err != nil {
		return nil, ofTheFile(doing, path, err)
	}
	defer f.Conn.Within(ctx)()
	if err := f.take(doing, o); err != nil {
		err = ofTheFile(doing, path, err)
		f.Conn.Close()
		return nil, err
	}
	return f, nil
}

// take takes the lock on an opened file, and checks what can be seen then.
func (f *File) take(doing string, o Options) error {
	// The lock that a transaction takes stays until the file is closed. One
	// who reads only shares it with other readers.
	take := "BEGIN EXCLUSIVE"
	if f.ReadOnly != "" {
		take = "PRAGMA query_only = 1; BEGIN; SELECT count(*) FROM sqlite_schema"
	}
	err := f.Conn.Script(take + "; COMMIT")
	if err == nil {
		err = closedAs(doing, f.Path)
	}
	if err != nil {
		return err
	}
	// What the journal took back may have been a change of the format.
	if f.Format, err = One(f.Conn, Scalar[int], "PRAGMA user_version"); err != nil {
		return err
	}
	if err := o.check(doing, f.Path, f.Format); err != nil {
		return err
	}
	if encoding, err := One(f.Conn, Scalar[string], "PRAGMA encoding"); err != nil || encoding != "UTF-8" {
		return cmp.Or(err, Damaged(doing, f.Path, errUTF16))
	}
	if o.Check == nil {
		return nil
	}
	return o.Check(f)
}

// settle brings a file out of the write-ahead mode that another program has set
// it to, in which it cannot be opened from a folder that is read-only, and is
// three files in one that is kept in step. What that program has not put into
// the file yet is left to it.
func settle(doing, path string, o Options) (header, error) {
	name := filepath.Base(RealPath(path))
	info, err := os.Lstat(RealPath(path) + "-wal")
	switch {
	case err == nil && info.Size() > 0:
		return header{}, Cannot(doing, path, fmt.Errorf("%w, and the last of what it did lies in %s-wal", ErrWriteAhead, name), "close it in that program, or open and close it there once more")
	case o.ReadOnly:
		return header{}, Cannot(doing, path, ErrWriteAhead, "open it once to work on it, which sets that right")
	case whyReadOnly(path) != "":
		return header{}, Cannot(doing, path, fmt.Errorf("%w, and %s", ErrWriteAhead, whyReadOnly(path)), "copy it to a folder that can be written to, and open it there")
	}
	c, err := connect(path, "rw")
	if err != nil {
		return header{}, ofTheFile(doing, path, err)
	}
	mode, err := One(c, Scalar[string], "PRAGMA journal_mode = DELETE")
	if err = cmp.Or(err, c.Close()); err != nil {
		return header{}, ofTheFile(doing, path, err)
	}
	h, err := readHeader(doing, path, o.Formats)
	if err == nil && (h.writeAhead || mode != "delete") {
		err = Cannot(doing, path, ErrWriteAhead, "set it back there: PRAGMA journal_mode = DELETE")
	}
	return h, err
}

// Close gives up the file and its lock.
func (f *File) Close() error {
	defer f.release()
	return f.Conn.Close()
}

// Look reads a little of a file that is not opened to stay: f runs with a
// connection that changes nothing, while others may read the file too. Nobody
// in this process can open any file until f returns, so it must be brief. The
// errors are those of Open.
func Look(ctx context.Context, doing, path string, formats Formats, f func(c *Conn, format int) error) error {
	return look(ctx, doing, path, formats, false, f)
}

// Peek is Look past all locks, at a file that another program may have open and
// may be changing: what f finds need not hang together.
func Peek(ctx context.Context, doing, path string, formats Formats, f func(c *Conn, format int) error) error {
	return look(ctx, doing, path, formats, true, f)
}

func look(ctx context.Context, doing, path string, formats Formats, pastLocks bool, f func(c *Conn, format int) error) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	info, err := ordinary(doing, path)
	if err != nil {
		return err
	}
	held.Lock()
	defer held.Unlock()
	if isHeld(info) {
		return locked(doing, path)
	}
	h, err := readHeader(doing, path, formats)
	if err != nil {
		return err
	}
	mode := "ro&immutable=1"
	if !pastLocks {
		mode = "rw" // what a crash left half done is taken back
		if err := checkNames(doing, path); err != nil {
			return err
		}
		if h.writeAhead {
			return Cannot(doing, path, ErrWriteAhead, "open it once to work on it, which sets that right")
		}
		if err := stray(path); err != nil {
			return Damaged(doing, path, err)
		}
	}
	uri, err := fileURI(path)
	if err != nil {
		return err
	}
	c, err := dial(uri+"?mode="+mode, "NORMAL")
	if err != nil {
		return ofTheFile(doing, path, err)
	}
	restore := c.Within(ctx)
	if err = c.Script("PRAGMA query_only = 1; BEGIN; SELECT count(*) FROM sqlite_schema"); err == nil {
		err = f(c, h.format)
	}
	restore()
	return ofTheFile(doing, path, cmp.Or(err, c.Close()))
}
