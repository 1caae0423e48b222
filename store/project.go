package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/person"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/read"
	"claimtrace/store/tables"
)

// Ref names one entity.
type Ref = annotate.Ref

// What a reader gives, by the names that the rest of the program uses.
type (
	View       = read.View
	ArticleRow = read.ArticleRow
	ClaimRow   = read.ClaimRow
	Mark       = read.Mark
	Witness    = read.Witness
	Filter     = read.Filter
	Pair       = read.Pair
	Counts     = read.Counts
	Revision   = read.Revision
	Edit       = read.Edit
	Removed    = read.Removed
	Inbox      = read.Inbox
	Collision  = read.Collision
	Contested  = read.Contested
	Held       = read.Held
	Arrived    = read.Arrived
	Origin     = read.Origin
	Selection  = read.Selection
	Facet      = read.Facet
	Facets     = read.Facets
	FacetTable = read.FacetTable
	FacetRow   = read.FacetRow
	FacetCell  = read.FacetCell
	Corrected  = read.Corrected
	Dismissal  = read.Dismissal
	Offer      = read.Offer
	Contents   = read.Contents
	Amount     = read.Amount
)

// CompareArticles and CompareClaims order rows as the lists are ordered.
var (
	CompareArticles = read.CompareArticles
	CompareClaims   = read.CompareClaims
	TableOfFacets   = read.TableOfFacets
)

// Person is one who can be at work on a project: one of this user's own, whose
// private key lies in the preferences. The zero Person is somebody without a
// key who is not met again, for tests and for those who only read.
type Person struct {
	ID   annotate.ID // of the key
	Name string      // "reviewer" if empty
	Key  string      // the public one
}

// orSomebody fills in what is not known of a person.
func (w Person) orSomebody() Person {
	if w.ID == "" {
		w.ID = annotate.NewID()
	}
	w.Name = cmp.Or(person.CleanName(w.Name), "reviewer")
	return w
}

// Options tell how to work with a project. The zero value is right for a
// program.
type Options struct {
	// Person is who is at work, recorded with every change.
	Person Person
	// Now and Random replace time.Now and the system's randomness: for tests,
	// and for projects that are to be the same whoever makes them.
	Now    func() time.Time
	Random io.Reader
	// ReadOnly opens without the right to change anything.
	ReadOnly bool
	// Data is the folder in which the program keeps, for this user, what
	// belongs to no project: backups, which files it closed in good order, so
	// that they open without a check of every row, and where the copies of
	// projects lie that this user works on. Where it is empty none of these is
	// kept. It should not be one that is synchronised.
	Data string
	// Originals keeps in backups what texts were read from: pages and documents.
	Originals bool
}

func (o Options) withDefaults() Options {
	o.Person = o.Person.orSomebody()
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	return o
}

// Project is an open project file, which is locked against others until
// [Project.Close]. Its methods may be called from several goroutines. What
// changes it is on disk when the call returns. What only reads it is that of
// its [View].
//
// Besides the errors that each method names, all may return [ErrDamaged], and
// those that write [ErrReadOnly] and [ErrDiskFull].
type Project struct {
	*View

	mu        sync.Mutex
	path      string
	data      string      // Options.Data
	originals atomic.Bool // Options.Originals
	file      *file.File  // nil for one that lies in memory alone
	conn      *file.Conn  // nil once closed
	log       *log.Log
	source    *read.Source
	readOnly  string // why it cannot be changed, "" if it can
	advice    string // what to do then, if not to copy it
	person    Person
	now       func() time.Time
	random    io.Reader
	desk      desk
	checked   time.Time // when all of the file was checked last
	sound     bool      // no damage was met since

	closing context.Context // ends when the project is to be closed
	stop    context.CancelFunc
	work    sync.WaitGroup // copies that are being made
}

// newProject makes a project of an open database.
func newProject(path string, c *file.Conn, o Options) *Project {
	p := &Project{path: path, data: o.Data, conn: c, person: o.Person, now: o.Now, random: o.Random, sound: true}
	p.originals.Store(o.Originals)
	p.log = log.Of(c)
	p.source = &read.Source{Tables: c, Log: p.log, Texts: read.TextsOf(c)}
	p.View = read.NewView(path, nil, func(f func(*read.Source) error) error {
		return p.view(func() error { return f(p.source) })
	})
	p.closing, p.stop = context.WithCancel(context.Background())
	return p
}

// Create makes an empty project and opens it. It never replaces anything: the
// error wraps [ErrExists], or [ErrFolder], where something is there already,
// and [ErrMissing] where there is no folder to put it in.
func Create(path string, o Options) (*Project, error) {
	if err := file.Create(context.Background(), "create", path, func(t *file.Temp) error {
		c, err := t.Connect(false)
		if err != nil {
			return err
		}
		err = makeSchema(c)
		if err == nil {
			p := newProject(path, c, o.withDefaults())
			_, err = p.act(codeProject, func(rec *recording) error { return rec.makeProject() })
		}
		return cmp.Or(err, c.Close())
	}); err != nil {
		return nil, err
	}
	return Open(path, o)
}

// Open opens a project or package to work on it. Where the file or its folder
// cannot be written to it opens for reading only, which [Project.ReadOnly]
// explains. The file is checked as a whole, as by [Verify], before anything of
// it is used, unless it is one that this program closed in good order and that
// nobody has touched since, which it notes in Options.Data; derived tables that
// do not agree with the log are made anew. The error wraps [ErrMissing],
// [ErrFolder], [ErrNotProject], [ErrNewer], [ErrEarly], [ErrLocked] or
// [ErrDamaged].
func Open(path string, o Options) (*Project, error) { return OpenWithin(context.Background(), path, o) }

// IsPackage tells whether the file at path is a package in which nothing was done since it
// came, without bringing anything in it up to date. Its errors are those of [Open].
func IsPackage(ctx context.Context, path string) (is bool, err error) {
	const doing = "open"
	f, err := file.Open(ctx, doing, path, fileOptions(doing, true))
	if err != nil {
		return false, err
	}
	is, err = f.Conn.Has("SELECT 1 FROM package")
	return is, cmp.Or(err, f.Close())
}

// OpenWithin is [Open] that is broken off when ctx ends, with its error.
func OpenWithin(ctx context.Context, path string, o Options) (*Project, error) {
	const doing = "open"
	o = o.withDefaults()
	b, backup := BackupAt(path)
	f, err := file.Open(ctx, doing, path, fileOptions(doing, o.ReadOnly || backup))
	if err != nil {
		return nil, err
	}
	p := newProject(path, f.Conn, o)
	p.file, p.readOnly = f, f.ReadOnly
	if backup {
		p.readOnly, p.advice = "it is a backup of "+b.Made.Format("2 January 2006, 15:04 MST"), "save it as a new project to work on it"
	}
	if err := p.prepare(ctx); err != nil {
		p.sound = false
		p.Close()
		return nil, file.Explain(doing, path, err)
	}
	return p, nil
}

// fileOptions open a file whose list of tables is a project's.
func fileOptions(doing string, readOnly bool) file.Options {
	return file.Options{Formats: formats, ReadOnly: readOnly, Check: func(f *file.File) error {
		s, err := readSchema(f.Conn)
		if err == nil && s.foreign != "" {
			err = file.Damaged(doing, f.Path, errors.New(s.foreign))
		}
		return err
	}}
}

// prepare checks an opened file and brings what is derived in it up to date: in
// the file, or for reading only in memory.
func (p *Project) prepare(ctx context.Context) error {
	schema, err := readSchema(p.conn)
	if err != nil {
		return err
	}
	if len(schema.lost) == 0 && !schema.derived {
		if checked, ok := p.recall(); ok {
			p.checked = checked
			return nil
		}
	}
	found, err := check.Run(ctx, p.conn, check.Options{Foreign: len(schema.lost) > 0 || schema.derived})
	if err != nil {
		return err
	}
	if len(found.File) > 0 {
		return file.Damaged("open", p.path, errors.New(found.File[0]))
	}
	inOrder := len(found.Derived) == 0 && len(schema.lost) == 0 && !schema.derived
	derived := p.conn
	if !inOrder {
		derived = nil
	}
	m, problem, err := checkManifest(ctx, surveyed{conn: p.conn}, derived)
	if err != nil {
		return err
	}
	if problem != nil {
		return file.Damaged("open", p.path, problem)
	}
	p.checked = p.now()
	if inOrder {
		return nil
	}
	if p.readOnly != "" {
		if err := p.intoMemory(ctx); err != nil {
			return err
		}
	}
	if err := schema.mend(p.conn); err != nil {
		return err
	}
	return p.conn.Transaction(func() error {
		if err := p.rebuild(ctx); err != nil || m == nil {
			return err
		}
		problem, err := m.checkShown(p.conn)
		if problem != nil {
			err = file.Damaged("open", p.path, problem)
		}
		return err
	})
}

// intoMemory puts a copy of the file in its place, which can be changed where
// the file must not be.
func (p *Project) intoMemory(ctx context.Context) error {
	c, err := p.conn.InMemory(ctx)
	if err == nil {
		p.conn = c
		p.log = log.Of(c)
		*p.source = read.Source{Tables: c, Log: p.log, Texts: read.TextsOf(c)}
	}
	return err
}

// rebuild makes anew all that is derived from the log. It belongs in a
// transaction.
func (p *Project) rebuild(ctx context.Context) error {
	defer p.conn.Within(ctx)()
	p.log.Forget()
	// The log is read by its indexes. REINDEX alone makes anew those that the
	// connection knows of, which of a copy are none before it is read.
	if err := p.conn.Script("SELECT count(*) FROM sqlite_schema; REINDEX"); err != nil {
		return err
	}
	if err := p.log.RebuildIndexes(ctx); err != nil {
		return err
	}
	if _, err := p.findAside(ctx); err != nil {
		return err
	}
	return tables.Of(p.conn, p.log).Rebuild(ctx)
}

// Rebuild makes the derived tables anew from the log.
func (p *Project) Rebuild(ctx context.Context) error {
	return p.change(func() error { return p.rebuild(ctx) })
}

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
	p.leaveDesk()
	if p.data != "" && p.sound {
		isPackage, err := p.conn.Has("SELECT 1 FROM package")
		mark, err2 := p.mark()
		if err == nil && err2 == nil && !isPackage {
			return p.file.CloseTrusted(p.trust(mark), p.checked)
		}
	}
	return p.file.Close()
}

// checks is the number of what a whole check looks for: it goes up when a
// check is added, so that files are checked for that, too.
const checks = 2

func (p *Project) trust(mark string) file.Trust {
	return file.Trust{Data: p.data, Checks: checks*1000 + tables.Version, Mark: mark}
}

// mark tells what is in the file, in brief.
func (p *Project) mark() (mark string, err error) {
	err = p.conn.Each(func(r file.Row) error {
		var copy, number, changes int64
		var sum []byte
		err := r.Scan(&copy, &number, &changes, &sum)
		mark = fmt.Sprintf("%d %d %d %x", copy, number, changes, sum)
		return err
	}, "SELECT copy, number, changes, sum FROM here WHERE id = 1")
	return mark, err
}

// tailRows is how many of the last changes are checked on every opening.
const tailRows = 100

// recall returns when all of the file was checked last, if it is as it was left;
// ok is false where that cannot be shown.
func (p *Project) recall() (checked time.Time, ok bool) {
	mark, err := p.mark()
	if err != nil {
		return time.Time{}, false
	}
	if checked, ok = p.file.Trusted(p.trust(mark)); !ok {
		return checked, false
	}
	if isPackage, err := p.conn.Has("SELECT 1 FROM package"); err != nil || isPackage {
		return checked, false
	}
	return checked, p.log.CheckTail(tailRows) == nil
}

// SetPerson says who is at work from now on.
func (p *Project) SetPerson(who Person) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	p.person = who.orSomebody()
	return nil
}

// Reviewer is the person at work. Until that person's first change the project
// does not know the reviewer, or not by this name.
func (p *Project) Reviewer() annotate.Reviewer {
	p.mu.Lock()
	defer p.mu.Unlock()
	return annotate.Reviewer{ID: p.person.ID, Name: p.person.Name, Key: p.person.Key}
}

// ReadOnly is "" for a project that can be changed, else one line that says
// why it cannot be, and what to do.
func (p *Project) ReadOnly() string {
	if p.readOnly == "" {
		return ""
	}
	return fmt.Sprintf("%s is read-only: %s: %s", p.path, p.readOnly, p.whatThen())
}

func (p *Project) whatThen() string {
	return cmp.Or(p.advice, "copy it to another folder to work on it")
}

// view runs f with the project to itself.
func (p *Project) view(f func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	return p.explain("read", f())
}

// explain words an error for a person, and remembers damage.
func (p *Project) explain(doing string, err error) error {
	if errors.Is(err, read.ErrText) || errors.Is(err, log.ErrName) || errors.Is(err, change.ErrForm) {
		err = file.Damaged(doing, p.path, err)
	}
	err = file.Explain(doing, p.path, err)
	if errors.Is(err, ErrDamaged) {
		p.sound = false
	}
	return err
}

// begin keeps [Project.Close] waiting until done is called; the context ends
// when it waits.
func (p *Project) begin(ctx context.Context) (_ context.Context, done func(), err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil || p.closing.Err() != nil {
		return nil, nil, errClosed
	}
	p.work.Add(1)
	ctx, stop := context.WithCancelCause(ctx)
	unlink := context.AfterFunc(p.closing, func() { stop(errClosed) })
	return ctx, func() {
		unlink()
		stop(nil)
		p.work.Done()
	}, nil
}

// copyFile copies the project into an empty file while others may use it. The
// copy is not yet sure to be on the disk.
func (p *Project) copyFile(ctx context.Context, to *file.Temp) error {
	ctx, done, err := p.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	return p.conn.CopyTo(ctx, to, func(f func() error) error {
		p.mu.Lock()
		defer p.mu.Unlock()
		return f()
	})
}

// copyStill is [Project.copyFile] while nobody else can use the project.
func (p *Project) copyStill(ctx context.Context, to *file.Temp) error {
	return p.conn.CopyTo(ctx, to, func(f func() error) error { return f() })
}

// SaveAs writes a copy of the project at out, to be worked on like any other:
// of a backup, or of what was opened for reading only. Nothing is ever
// replaced. The error wraps [ErrExists], [ErrFolder], [ErrMissing] where there
// is no folder to put it in, or [ErrDiskFull]; when ctx ends first it is that
// of ctx.
func (p *Project) SaveAs(ctx context.Context, out string) error {
	return file.Create(ctx, "save to", out, func(temp *file.Temp) error { return p.copyFile(ctx, temp) })
}

// OpenCopy opens for reading a copy of a project that is open in another
// window of this or another program, as it stands at this moment: what [Open]
// answers with [ErrLocked]. The copy is checked as a whole, lies in memory, and
// does not follow what is done to the project. The error wraps [ErrLocked] for
// a project that this process has open, or where it is written to all the
// time; the others are those of Open. When ctx ends first its error is
// returned.
func OpenCopy(ctx context.Context, path string, o Options) (p *Project, err error) {
	const doing = "open a copy of"
	o = o.withDefaults()
	err = file.OpenCopy(ctx, doing, path, fileOptions(doing, false), func(f *file.File) error {
		c, err := f.Conn.InMemory(ctx)
		if err != nil {
			return err
		}
		p = newProject(path, c, o)
		p.readOnly = "it is open in another window, and this is a copy of " + o.Now().Format("15:04:05")
		p.advice = "close it there to work on it here"
		found, err := check.Run(ctx, c, check.Options{})
		if err == nil && len(found.File) > 0 {
			err = file.Damaged(doing, path, errors.New(found.File[0]))
		}
		if err == nil && len(found.Derived) > 0 {
			err = c.Transaction(func() error { return p.rebuild(ctx) })
		}
		if err != nil {
			p.Close()
		}
		return err
	})
	if err != nil {
		return nil, file.Explain(doing, path, err)
	}
	return p, nil
}
