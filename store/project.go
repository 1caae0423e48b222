package store

import (
	"cmp"
	"context"
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
	// Person is who is at work, recorded with every change.
	Person Person
	// Now and NewID replace time.Now and annotate.NewID, for tests.
	Now   func() time.Time
	NewID func() annotate.ID
	// ReadOnly opens without the right to change anything.
	ReadOnly bool
	// Data is the folder in which the program keeps, for this user, what
	// belongs to no project: backups, and which files it closed in good order,
	// so that they open without a check of every row. Where it is empty
	// neither is kept. It should not be one that is synchronised.
	Data string
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = annotate.NewID
	}
	o.Person = o.Person.orSomebody(o.NewID)
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
	data     string // Options.Data
	conn     *conn  // nil once closed
	release  func()
	readOnly string // why it cannot be changed, "" if it can
	advice   string // what to do then, if not to copy it
	person   Person
	now      func() time.Time
	newID    func() annotate.ID
	text     loadedText
	checked  time.Time // when all of the file was checked last
	sound    bool      // no damage was met since

	closing context.Context // ends when the project is to be closed
	stop    context.CancelFunc
	work    sync.WaitGroup // copies that are being made

	past *past // nil for a project that is shown as it is
}

// Create makes an empty project and opens it. It never replaces anything: the
// error wraps [ErrExists], or [ErrFolder], where something is there already,
// and [ErrMissing] where there is no folder to put it in.
func Create(path string, o Options) (*Project, error) {
	const doing = "create"
	if err := createAt(doing, path, initialise); err != nil {
		return nil, err
	}
	return Open(path, o)
}

// createAt makes a new file, which fill fills under another name. Nothing is
// ever replaced.
func createAt(doing, path string, fill func(temp string) error) error {
	info, err := os.Lstat(path)
	switch {
	case err == nil && info.IsDir():
		return cannot(doing, path, ErrFolder, "give the project a name in it")
	case err == nil:
		return cannot(doing, path, ErrExists, "choose another name, or open it")
	}
	if err := orphan(doing, path); err != nil {
		return err
	}
	temp, err := newFile(doing, path)
	if err != nil {
		return err
	}
	defer discard(temp)
	if err := fill(temp); err != nil {
		return explain(doing, path, err)
	}
	// A second name for the file replaces nothing and is there at once. Where a
	// file can have only one, the name is taken first, so that the file which
	// Rename replaces is ours.
	if err := linkFile(temp, path); err == nil {
		syncFolder(path)
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		if errors.Is(err, fs.ErrExist) {
			return cannot(doing, path, ErrExists, "choose another name, or open it")
		}
		return explain(doing, path, err)
	}
	if err = f.Close(); err == nil {
		err = place(temp, path)
	}
	if err != nil {
		os.Remove(path)
		return explain(doing, path, err)
	}
	return nil
}

// newFile makes a temporary file beside path.
func newFile(doing, path string) (string, error) {
	temp, err := tempBeside(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", cannot(doing, path, ErrMissing, "make the folder first, or choose another")
	}
	return temp, explain(doing, path, err)
}

// Open opens a project or package to work on it. Where the file or its folder
// cannot be written to it opens for reading only, which [Project.ReadOnly]
// explains. The file is checked as a whole, as by [Verify], before anything of
// it is used, unless it is one that this program closed in good order and that
// nobody has touched since, which it notes in Options.Data; derived tables that
// do not agree with the log are made anew. A project of an older format is
// brought to the latest one, after a backup in Options.Data. The error wraps
// [ErrMissing], [ErrFolder], [ErrNotProject], [ErrNewer], [ErrLocked] or
// [ErrDamaged].
func Open(path string, o Options) (*Project, error) {
	const doing = "open"
	o = o.withDefaults()
	b, backup := BackupAt(path)
	f, err := openFile(doing, path, o.ReadOnly || backup)
	if err != nil {
		return nil, err
	}
	p := &Project{
		path: path, data: o.Data, conn: f.conn, release: f.release, readOnly: f.readOnly, person: o.Person, now: o.Now, newID: o.NewID,
	}
	if backup {
		p.readOnly, p.advice = "it is a backup of "+b.Made.Format("2 January 2006, 15:04 MST"), "save it as a new project to work on it"
	}
	p.closing, p.stop = context.WithCancel(context.Background())
	if err := p.prepare(f); err != nil {
		p.Close()
		return nil, explain(doing, path, err)
	}
	return p, nil
}

// prepare brings an opened file up to date and checks it.
func (p *Project) prepare(f openedFile) error {
	if f.format < latest {
		if err := p.modernise(f.format); err != nil {
			return err
		}
	}
	known := false
	if p.checked, known = p.recall(f); !known {
		if err := p.check(); err != nil {
			return err
		}
		p.checked = p.now()
	}
	p.sound = f.format == latest || p.readOnly == ""
	return nil
}

// check checks all that the file holds, and makes derived tables anew that do
// not agree with the log.
func (p *Project) check() error {
	found := inspect(p.conn)
	if len(found.file) > 0 || len(found.derived) == 0 || p.readOnly != "" {
		return found.err(p.path)
	}
	return p.conn.transaction(func() error {
		if err := rebuild(p.conn); err != nil {
			return err
		}
		return inspect(p.conn).err(p.path)
	})
}

// modernise brings a project of an older format to the latest one: in its file,
// of which a backup is made before, or for reading only in memory.
func (p *Project) modernise(format int) error {
	if err := inspectBase(p.conn, format).err(p.path); err != nil {
		return err
	}
	if p.readOnly == "" && p.data != "" {
		if _, err := p.backup(context.Background(), BeforeMigration); err != nil {
			p.readOnly = "it is of an older format, and no backup of it could be made before the update (" + reason(p.explain("back up", err)) + ")"
		}
	}
	if p.readOnly != "" {
		if err := p.intoMemory(); err != nil {
			return err
		}
	}
	return upgrade(p.conn, format)
}

// intoMemory puts a copy of the file in its place, which can be changed where
// the file must not be.
func (p *Project) intoMemory() error {
	c, err := memoryCopy(p.conn)
	if err != nil {
		return err
	}
	file, release := p.conn, p.release
	p.conn, p.release = c, func() {
		file.close()
		release()
	}
	return nil
}

// openedFile is a project file, locked, of which nothing but the header and
// the list of tables is checked.
type openedFile struct {
	conn       *conn
	release    func()
	header     []byte
	format     int
	unfinished bool   // there was something to take back, as after a crash
	readOnly   string // why it cannot be changed, "" if it can
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
	if f.header, f.format, err = readHeader(doing, path); err != nil {
		return f, err
	}
	if err = stray(path); err != nil {
		return f, damaged(doing, path, err)
	}
	f.unfinished = hotJournal(path)
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
		err = closedAs(doing, path)
	}
	if err == nil {
		// What the journal took back may have been a change of the format.
		if f.format, err = one(f.conn, scalar[int], "PRAGMA user_version"); err == nil {
			err = f.checkObjects(doing, path)
		}
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

// Close gives up the project and its lock. A copy that is being made is broken
// off. Closing it again does nothing.
func (p *Project) Close() error {
	p.mu.Lock()
	p.stop()
	p.mu.Unlock()
	p.work.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return nil
	}
	remember := p.farewell()
	err := p.conn.close()
	p.conn = nil
	if err == nil && remember != nil {
		remember()
	}
	p.release()
	return explain("close", p.path, err)
}

// SetPerson says who is at work from now on.
func (p *Project) SetPerson(who Person) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	p.person = who.orSomebody(p.newID)
	return nil
}

// Path is the path that the project was opened by.
func (p *Project) Path() string { return p.path }

// ReadOnly is "" for a project that can be changed, else one line that says
// why it cannot be, and what to do.
func (p *Project) ReadOnly() string {
	why, advice := p.whyNot()
	if why == "" {
		return ""
	}
	return fmt.Sprintf("%s is read-only: %s: %s", p.path, why, advice)
}

// whyNot tells why the project cannot be changed, "" if it can, and what to do.
func (p *Project) whyNot() (why, advice string) {
	if t, ok := p.Moment(); ok {
		return "it is shown as it stood on " + t.Format("2 January 2006, 15:04:05 MST"), "go back to the present to work on it"
	}
	return p.readOnly, cmp.Or(p.advice, "copy it to another folder to work on it")
}

// view runs f with the connection to ourselves.
func (p *Project) view(f func(c *conn) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	return p.explain("read", f(p.conn))
}

// explain words an error for a person, and remembers damage.
func (p *Project) explain(doing string, err error) error {
	err = explain(doing, p.path, err)
	if errors.Is(err, ErrDamaged) {
		p.sound = false
	}
	return err
}

var errClosed = errors.New("the project is closed: open it again")
