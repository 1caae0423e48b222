package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"claimtrace/annotate"
)

// Options tell how to work with a project. The zero value is right for a
// program.
type Options struct {
	// Reviewer is the name of the person at work, recorded with every change;
	// "reviewer" if empty.
	Reviewer string
	// Now and NewID replace time.Now and annotate.NewID, for tests.
	Now   func() time.Time
	NewID func() annotate.ID
	// ReadOnly opens without the right to change anything.
	ReadOnly bool
}

func (o Options) withDefaults() Options {
	o.Reviewer = cleanName(o.Reviewer)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = annotate.NewID
	}
	return o
}

// Project is an open project file, which is locked against others until
// [Project.Close]. Its methods may be called from several goroutines. What
// changes it is on disk when the call returns.
//
// Besides the errors that each method names, all may return [ErrDamaged], and
// those that write [ErrReadOnly] and [ErrDiskFull].
type Project struct {
	mu       sync.Mutex
	path     string
	conn     *conn // nil once closed
	release  func()
	readOnly string
	reviewer annotate.Reviewer
	now      func() time.Time
	newID    func() annotate.ID
	text     loadedText
}

// Create makes an empty project and opens it. It never replaces anything: the
// error wraps [ErrExists], or [ErrFolder], where something is there already,
// and [ErrMissing] where there is no folder to put it in.
func Create(path string, o Options) (*Project, error) {
	const doing = "create"
	info, err := os.Lstat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, cannot(doing, path, ErrFolder, "give the project a name in it")
	case err == nil:
		return nil, cannot(doing, path, ErrExists, "choose another name, or open it")
	}
	if err := orphan(doing, path); err != nil {
		return nil, err
	}
	temp, err := newFile(doing, path)
	if err != nil {
		return nil, err
	}
	defer discard(temp)
	if err := initialise(temp); err != nil {
		return nil, explain(doing, path, err)
	}
	// The name is taken first, so that the file which Rename replaces is ours.
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		if errors.Is(err, fs.ErrExist) {
			return nil, cannot(doing, path, ErrExists, "choose another name, or open it")
		}
		return nil, explain(doing, path, err)
	}
	if err := cmp.Or(f.Close(), place(temp, path)); err != nil {
		os.Remove(path)
		return nil, explain(doing, path, err)
	}
	return Open(path, o)
}

// newFile makes a temporary file beside path.
func newFile(doing, path string) (string, error) {
	temp, err := tempBeside(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", cannot(doing, path, ErrMissing, "make the folder first, or choose another")
	}
	return temp, explain(doing, path, err)
}

// initialise makes an empty project of the latest format in an empty file.
func initialise(path string) error {
	c, err := connect(path, "rw")
	if err != nil {
		return err
	}
	return cmp.Or(migrate(c, 0, latest), c.close())
}

// Open opens a project or package to work on it. Where the file or its folder
// cannot be written to it opens for reading only, which [Project.ReadOnly]
// explains. The file is checked as a whole, as by [Verify], before anything of
// it is used; derived tables that do not agree with the log are made anew. The
// error wraps
// [ErrMissing], [ErrFolder], [ErrNotProject], [ErrNewer], [ErrLocked] or
// [ErrDamaged].
func Open(path string, o Options) (*Project, error) {
	const doing = "open"
	o = o.withDefaults()
	f, err := openFile(doing, path, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	p := &Project{path: path, conn: f.conn, release: f.release, readOnly: f.readOnly, now: o.Now, newID: o.NewID}
	if err := p.prepare(f.format, o.Reviewer); err != nil {
		p.Close()
		return nil, explain(doing, path, err)
	}
	return p, nil
}

// prepare brings an opened file up to date and checks it.
func (p *Project) prepare(format int, reviewer string) error {
	if err := migrate(p.conn, format, latest); err != nil {
		return err
	}
	found := inspect(p.conn)
	err := found.err(p.path)
	if len(found.file) == 0 && len(found.derived) > 0 && p.readOnly == "" {
		err = p.conn.transaction(func() error {
			if err := rebuild(p.conn); err != nil {
				return err
			}
			return inspect(p.conn).err(p.path)
		})
	}
	if err != nil {
		return err
	}
	p.reviewer, err = reviewerNamed(p.conn, reviewer, p.newID)
	return err
}

// openedFile is a project file, locked, of which nothing but the header and
// the list of tables is checked.
type openedFile struct {
	conn     *conn
	release  func()
	format   int
	readOnly string // why it cannot be changed, "" if it can
}

func openFile(doing, path string, readOnly bool) (f openedFile, err error) {
	if f.release, err = hold(doing, path); err != nil {
		return f, err
	}
	defer func() {
		if err != nil {
			f.release()
			err = explain(doing, path, err)
		}
	}()
	if f.format, err = format(doing, path); err != nil {
		return f, err
	}
	mode := "rw"
	if f.readOnly = whyReadOnly(path); f.readOnly != "" {
		mode = "ro"
	} else if readOnly {
		f.readOnly = "it was opened for reading only"
	}
	if f.conn, err = connect(path, mode); err != nil {
		return f, err
	}
	// The lock that a transaction takes stays until the file is closed. One
	// who reads only shares it with other readers.
	take := "BEGIN EXCLUSIVE"
	if f.readOnly != "" {
		take = "PRAGMA query_only = 1; BEGIN; SELECT count(*) FROM sqlite_schema"
	}
	if err = f.conn.script(take + "; COMMIT"); err == nil {
		err = f.checkObjects(doing, path)
	}
	if err != nil {
		f.conn.close()
	}
	return f, err
}

// checkObjects refuses a database with other tables than a project's, and
// makes missing indexes anew where the file can be changed.
func (f openedFile) checkObjects(doing, path string) error {
	problem, lost, err := foreignObject(f.conn, f.format)
	switch {
	case err != nil:
		return err
	case problem != "":
		return damaged(doing, path, errors.New(problem))
	case len(lost) > 0 && f.readOnly != "":
		return cannot(doing, path, fmt.Errorf("%w (%w: %s)", ErrDamaged, errLost, lost[0].name), "make it anew with claimtrace verify PROJECT --rebuild")
	case len(lost) > 0:
		return restore(f.conn, lost)
	}
	return nil
}

// errLost is part of what is said where only indexes are missing.
var errLost = errors.New("an index is missing")

// Close gives up the project and its lock. Closing it again does nothing.
func (p *Project) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return nil
	}
	err := p.conn.close()
	p.conn = nil
	p.release()
	return explain("close", p.path, err)
}

// SetReviewer names who is at work from now on; "reviewer" if the name is
// empty.
func (p *Project) SetReviewer(name string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	who, err := reviewerNamed(p.conn, cleanName(name), p.newID)
	if err == nil {
		p.reviewer = who
	}
	return explain("read", p.path, err)
}

// Path is the path that the project was opened by.
func (p *Project) Path() string { return p.path }

// ReadOnly is "" for a project that can be changed, else one line that says
// why it cannot be, and what to do.
func (p *Project) ReadOnly() string {
	if p.readOnly == "" {
		return ""
	}
	return fmt.Sprintf("%s is read-only: %s: copy it to another folder to work on it", p.path, p.readOnly)
}

// view runs f with the connection to ourselves.
func (p *Project) view(f func(c *conn) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	return explain("read", p.path, f(p.conn))
}

var errClosed = errors.New("the project is closed: open it again")
