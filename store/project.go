package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/file"
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
	// Data is the folder in which the program keeps, for this user, what
	// belongs to no project: backups, and which files it closed in good order,
	// so that they open without a check of every row. Where it is empty
	// neither is kept. It should not be one that is synchronised.
	Data string
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
	data     string     // Options.Data
	file     *file.File // nil for what lies in memory only
	conn     *file.Conn // to the file, or to what of it lies in memory; nil once closed
	readOnly string     // why it cannot be changed, "" if it can
	advice   string     // what to do then, if not to copy it
	reviewer annotate.Reviewer
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
	if err := file.Create(context.Background(), "create", path, initialise); err != nil {
		return nil, err
	}
	return Open(path, o)
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
	f, err := file.Open(context.Background(), doing, path, fileOptions(o.ReadOnly || backup))
	if err != nil {
		return nil, err
	}
	p := &Project{
		path: path, data: o.Data, file: f, conn: f.Conn, readOnly: f.ReadOnly, now: o.Now, newID: o.NewID,
	}
	if backup {
		p.readOnly, p.advice = "it is a backup of "+b.Made.Format("2 January 2006, 15:04 MST"), "save it as a new project to work on it"
	}
	p.closing, p.stop = context.WithCancel(context.Background())
	if err := p.prepare(f, o.Reviewer); err != nil {
		p.Close()
		return nil, file.Explain(doing, path, err)
	}
	return p, nil
}

// prepare brings an opened file up to date and checks it.
func (p *Project) prepare(f *file.File, reviewer string) (err error) {
	if f.Format < latest {
		if err := p.modernise(f.Format); err != nil {
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
	p.sound = f.Format == latest || p.readOnly == ""
	p.reviewer, err = reviewerNamed(p.conn, reviewer, p.newID)
	return err
}

// check checks all that the file holds, and makes derived tables anew that do
// not agree with the log.
func (p *Project) check() error {
	found := inspect(p.conn)
	if len(found.file) > 0 || len(found.derived) == 0 || p.readOnly != "" {
		return found.err(p.path)
	}
	return p.conn.Transaction(func() error {
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
			p.readOnly = "it is of an older format, and no backup of it could be made before the update (" + file.Reason(p.explain("back up", err)) + ")"
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
	c, err := p.conn.InMemory(context.Background())
	if err == nil {
		p.conn = c
	}
	return err
}

// formats are those that can be read.
var formats = file.Formats{Oldest: 1, Latest: latest}

// fileOptions open a file whose list of tables is a project's.
func fileOptions(readOnly bool) file.Options {
	return file.Options{Formats: formats, ReadOnly: readOnly, Check: checkObjects}
}

// checkObjects refuses a database with other tables than a project's, and
// makes missing indexes anew where the file can be changed.
func checkObjects(f *file.File) error {
	const doing = "open"
	problem, lost, err := foreignObject(f.Conn, f.Format)
	switch {
	case err != nil:
		return err
	case problem != "":
		return file.Damaged(doing, f.Path, errors.New(problem))
	case len(lost) > 0 && f.ReadOnly != "":
		return file.Cannot(doing, f.Path, fmt.Errorf("%w (%w: %s)", ErrDamaged, errLost, lost[0].name), "make it anew with claimtrace verify PROJECT --rebuild")
	case len(lost) > 0:
		return restore(f.Conn, lost)
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
	err := p.closeFile()
	p.conn = nil
	return file.Explain("close", p.path, err)
}

// closeFile closes the file and notes how it was left, unless it is to be
// checked as a whole next time.
func (p *Project) closeFile() error {
	if p.file == nil || p.conn != p.file.Conn {
		err := p.conn.Close()
		if p.file != nil {
			err = cmp.Or(err, p.file.Close())
		}
		return err
	}
	if p.data != "" && p.sound {
		isPackage, err := p.conn.Has("SELECT 1 FROM package")
		t, err2 := logTail(p.conn)
		if err == nil && err2 == nil && !isPackage {
			return p.file.CloseTrusted(p.trust(t), p.checked)
		}
	}
	return p.file.Close()
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
	return file.Explain("read", p.path, err)
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
func (p *Project) view(f func(c *file.Conn) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	return p.explain("read", f(p.conn))
}

// explain words an error for a person, and remembers damage.
func (p *Project) explain(doing string, err error) error {
	err = file.Explain(doing, p.path, err)
	if errors.Is(err, ErrDamaged) {
		p.sound = false
	}
	return err
}

var errClosed = errors.New("the project is closed: open it again")
