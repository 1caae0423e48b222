package file

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// backuper is what the driver's connection can do besides SQL.
type backuper interface {
	NewBackup(uri string) (*sqlite.Backup, error)
}

// rawChunk is how many bytes of a file at rest are copied at a time, between which
// others may use the project: about a millisecond's work.
const rawChunk = 1 << 20

// lockedPage is where SQLite's locks lie, on a page that holds nothing; on Windows
// it cannot be read past them.
const lockedPage = 1 << 30

// WriteAt and Truncate are what is done to a copy without SQLite. Tests look on.
var (
	WriteAt  = (*os.File).WriteAt
	Truncate = os.Truncate
)

// copyRaw copies the bytes of a file in which nothing is under way, and tells
// whether that went on to the end: where anything was written meanwhile it did not.
func (c *Conn) copyRaw(ctx context.Context, to string, turn func(f func() error) error) (whole bool, err error) {
	target, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return false, err
	}
	defer func() { err = cmp.Or(err, target.Close()) }()
	var size int64
	page, wrote := 0, 0
	if err := turn(func() error {
		p, err := c.AtRest()
		if p != nil {
			size, page, wrote = p.all*int64(p.size), p.size, c.wrote
		}
		return err
	}); err != nil {
		return false, err
	}
	b := make([]byte, rawChunk)
	for at := int64(0); at < size; {
		if err := context.Cause(ctx); err != nil {
			return false, err
		}
		next := min(size, at+rawChunk)
		switch {
		case at == lockedPage:
			next = min(size, at+int64(page))
			clear(b[:page])
		case at < lockedPage && next > lockedPage:
			next = lockedPage
		}
		still := true
		if err := turn(func() (err error) {
			if still = c.wrote == wrote && !c.busy; still && at != lockedPage {
				_, err = c.raw.ReadAt(b[:next-at], at)
			}
			return err
		}); err != nil || !still {
			return false, err
		}
		if _, err := WriteAt(target, b[:next-at], at); err != nil {
			return false, err
		}
		at = next
	}
	return size > 0, nil
}

// copyPages is how many pages of the file are copied at a time, between which
// others may use the project: about a millisecond's work.
const copyPages = 256

// CopyTo copies the database into a temporary file: as its bytes lie on the disk,
// or page by page where it is written to meanwhile. turn is called around each part
// of the work. The copy is not yet sure to be on the
// disk. When ctx ends first the error is its cause.
func (c *Conn) CopyTo(ctx context.Context, t *Temp, turn func(f func() error) error) error {
	if whole, err := c.copyRaw(ctx, t.Path, turn); whole || err != nil {
		return err
	}
	if err := Truncate(t.Path, 0); err != nil {
		return err
	}
	uri, err := fileURI(t.Path)
	if err != nil {
		return err
	}
	// Nobody reads a copy before it is whole, so it needs no journal.
	return c.copyTo(ctx, uri+"?mode=rw&_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)", turn)
}

// copyTo copies the database, page by page, into the one at a URI.
func (c *Conn) copyTo(ctx context.Context, uri string, turn func(f func() error) error) error {
	var b *sqlite.Backup
	raw := func(f func(dc any) error) error { return turn(func() error { return c.c.Raw(f) }) }
	if err := raw(func(dc any) (err error) {
		from, ok := dc.(backuper)
		if !ok {
			return errors.New("the driver of the database cannot copy")
		}
		b, err = from.NewBackup(uri)
		return err
	}); err != nil {
		return err
	}
	var err error
	for more := true; more && err == nil; {
		if err = context.Cause(ctx); err == nil {
			err = raw(func(any) (err error) {
				more, err = b.Step(copyPages)
				return err
			})
		}
	}
	return cmp.Or(err, raw(func(any) error {
		// What a step failed at is told again at the end.
		if closing := b.Finish(); err == nil {
			return closing
		}
		return nil
	}))
}

// Memory makes an empty database in memory, which other connections of this
// process can attach.
func Memory() (*Conn, error) {
	return dial("file:/"+rand.Text()+"?vfs=memdb", "NORMAL")
}

// PrivateMemory makes an empty database in memory that none can attach, but to
// which a file that is only read can be attached.
func PrivateMemory() (*Conn, error) {
	return dial("file::memory:?mode=memory", "NORMAL")
}

// InMemory copies a database into memory. When ctx ends first the error is its
// cause.
func (c *Conn) InMemory(ctx context.Context) (*Conn, error) {
	into, err := Memory()
	if err != nil {
		return nil, err
	}
	if err := c.copyTo(ctx, into.uri, func(f func() error) error { return f() }); err != nil {
		into.Close()
		return nil, err
	}
	return into, nil
}

// Compact makes the file as small as what is in it, outside of a transaction.
func (c *Conn) Compact() error {
	// SQLite puts what is left into another database, of its own.
	if _, err := sqlite.Limit(c.c, sqlite3.SQLITE_LIMIT_ATTACHED, 1); err != nil {
		return err
	}
	defer sqlite.Limit(c.c, sqlite3.SQLITE_LIMIT_ATTACHED, 0)
	return c.Script("VACUUM")
}

// Other is the name of the database that is there while Attached runs.
const Other = "other"

// Attached runs f while the database of another connection is there as [Other].
func (c *Conn) Attached(other *Conn, f func() error) error {
	if _, err := sqlite.Limit(c.c, sqlite3.SQLITE_LIMIT_ATTACHED, 1); err != nil {
		return err
	}
	defer sqlite.Limit(c.c, sqlite3.SQLITE_LIMIT_ATTACHED, 0)
	if err := c.Exec("ATTACH ? AS "+Other, other.uri); err != nil {
		return err
	}
	err := c.Script("PRAGMA " + Other + ".locking_mode = NORMAL")
	if err == nil {
		err = f()
	}
	defer c.Within(context.Background())()
	return cmp.Or(err, c.Script("DETACH "+Other)) // a disk that failed once fails again, and one of both is told
}

// copyTries is how often a file is copied that is written to meanwhile.
const copyTries = 5

// OpenCopy calls use with a copy of a file that is open in another process, as
// it stands at one moment; the copy is gone when use returns. Of an error of
// use that wraps ErrDamaged another copy is made, if it may be that two moments
// were copied as one. The error wraps ErrLocked for a file that this process
// has open, or where it is written to all the time; the others are those of
// Open. When ctx ends first its cause is returned.
func OpenCopy(ctx context.Context, doing, path string, o Options, use func(f *File) error) error {
	release, err := hold(doing, path)
	if err != nil {
		return err
	}
	defer release()
	if err := checkNames(doing, path); err != nil {
		return err
	}
	copied, err := NewPrivateTemp()
	if err != nil {
		return Explain(doing, path, err)
	}
	defer copied.Remove()
	for range copyTries {
		still, err := copyStill(ctx, RealPath(path), copied.Path)
		if err != nil {
			return Explain(doing, path, err)
		}
		if !still {
			continue
		}
		sum, err := hashFile(ctx, copied.Path)
		if err != nil {
			return Explain(doing, path, err)
		}
		opening := useCopy(ctx, doing, copied.Path, o, use)
		if opening != nil {
			opening = Explain(doing, path, renamed{opening, copied.Path, path})
		}
		if !errors.Is(opening, ErrDamaged) {
			return opening
		}
		// It may be that two moments were copied as one.
		if now, err := hashFile(ctx, RealPath(path)); err == nil && now == sum {
			return opening
		}
	}
	return locked(doing, path)
}

func useCopy(ctx context.Context, doing, copied string, o Options, use func(f *File) error) error {
	f, err := Open(ctx, doing, copied, o)
	if err != nil {
		return err
	}
	err = use(f)
	return cmp.Or(err, f.Close())
}

// renamed is an error that names a copy, put in the words of the file itself.
type renamed struct {
	error
	from, to string
}

func (r renamed) Error() string { return strings.ReplaceAll(r.error.Error(), r.from, r.to) }
func (r renamed) Unwrap() error { return r.error }

// copyStill copies a file and its journal, and tells whether both were left
// alone meanwhile.
func copyStill(ctx context.Context, from, to string) (still bool, err error) {
	type state struct {
		there bool
		size  int64
		time  int64
	}
	look := func() (both [2]state, err error) {
		for i, suffix := range []string{"", "-journal"} {
			info, err := os.Stat(from + suffix)
			if err == nil {
				both[i] = state{true, info.Size(), info.ModTime().UnixNano()}
			} else if !errors.Is(err, fs.ErrNotExist) {
				return both, err
			}
		}
		return both, nil
	}
	before, err := look()
	if err != nil {
		return false, err
	}
	if err := copyBytes(ctx, from, to); err != nil {
		return false, err
	}
	os.Remove(to + "-journal")
	if before[1].there {
		if err := copyBytes(ctx, from+"-journal", to+"-journal"); errors.Is(err, fs.ErrNotExist) {
			return false, nil
		} else if err != nil {
			return false, err
		}
	}
	after, err := look()
	return before == after, err
}

// Raw calls use with the bytes of a file that need not be in order, of which
// nothing is half done if that can be: what a crash left is taken back in a
// copy. format is 0 where the header does not tell it. The error wraps
// ErrMissing, ErrFolder, ErrNotProject for what is no ordinary file, ErrLocked,
// ErrNewer or ErrEarly; when ctx ends first it is its cause.
func Raw(ctx context.Context, doing, path string, formats Formats, use func(bytes io.ReaderAt, size int64, format int) error) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	release, err := hold(doing, path)
	if err != nil {
		return err
	}
	defer release()
	if err := salvageable(doing, path, formats); err != nil {
		return err
	}
	source, cleanUp, err := settled(ctx, path)
	if err != nil {
		return Explain(doing, path, err)
	}
	defer cleanUp()
	f, err := os.Open(source)
	if err != nil {
		return Explain(doing, path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Explain(doing, path, err)
	}
	h, err := readHeader(doing, source, formats)
	if err != nil {
		h.format = 0
	}
	return use(f, info.Size(), h.format)
}

// salvageable refuses a project that is at work in another window, or of a
// format that the caller cannot read.
func salvageable(doing, path string, formats Formats) error {
	h, err := readHeader(doing, path, formats)
	if errors.Is(err, ErrNewer) || errors.Is(err, ErrEarly) {
		return err
	}
	if h.bytes[18] > 1 || h.bytes[19] > 1 {
		return nil // no window of ours has it so, and SQLite would leave a write-ahead log beside it
	}
	c, err := connect(path, "ro")
	if err == nil {
		err = cmp.Or(c.Script("BEGIN; SELECT count(*) FROM sqlite_schema; COMMIT"), c.Close())
	}
	if err := Explain(doing, path, err); errors.Is(err, ErrLocked) {
		return err
	}
	return nil
}

// settled is the path of a file of which nothing is half done: of itself, or
// of a copy in which SQLite took back what its program left unfinished, if that
// can be.
func settled(ctx context.Context, path string) (source string, cleanUp func(), err error) {
	if !hotJournal(path) || stray(path) != nil {
		return path, func() {}, nil
	}
	copied, err := NewPrivateTemp()
	if err != nil {
		return "", nil, err
	}
	real := RealPath(path)
	if err := cmp.Or(copyBytes(ctx, real, copied.Path), copyBytes(ctx, real+"-journal", copied.Path+"-journal")); err != nil {
		copied.Remove()
		return "", nil, err
	}
	if c, err := copied.Connect(false); err == nil { // else it is read as it is
		_ = c.Script("BEGIN IMMEDIATE; ROLLBACK")
		c.Close()
	}
	return copied.Path, copied.Remove, nil
}

// copyChunk is how many bytes are copied or read between two looks at whether
// to go on.
const copyChunk = 16 << 20

// copyBytes copies a file that is no open database.
func copyBytes(ctx context.Context, from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	return cmp.Or(pour(ctx, target, source), target.Close())
}

// hashFile returns the SHA-256 of a file that is no open database.
func hashFile(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if err := pour(ctx, h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func pour(ctx context.Context, to io.Writer, from io.Reader) error {
	for {
		if err := context.Cause(ctx); err != nil {
			return err
		}
		if _, err := io.CopyN(to, from, copyChunk); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// Hash is the SHA-256 of the file, in hexadecimal, once no connection to it is
// open. When ctx ends first the error is its cause.
func (t *Temp) Hash(ctx context.Context) (string, error) { return hashFile(ctx, t.Path) }
