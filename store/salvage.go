package store

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Salvaged tells what was saved of a damaged project.
type Salvaged struct {
	Path                                   string // of the new file; "" where only a window shows it
	Articles, Claims, Annotations, Changes int
	Lost                                   []string // what was not saved, or not as it was, one line each
}

// Salvage writes all that can be saved of a damaged project into a new one: it
// reads what rows it can from the pages of the file, keeps those that the
// log's chain of sums and all other checks bear out, and takes from the derived
// tables what the log has lost. The damaged file is left as it is. Undo does
// not reach beyond the salvage. The error wraps [ErrMissing], [ErrFolder],
// [ErrLocked], [ErrNewer], [ErrNotProject] where nothing of a project is found,
// [ErrExists] where something is at out, or [ErrDiskFull]; when ctx ends first
// it is that of ctx.
func Salvage(ctx context.Context, path, out string, o Options) (Salvaged, error) {
	var done Salvaged
	err := createAt("save to", out, func(temp string) error {
		c, err := connect(temp, "rw")
		if err != nil {
			return err
		}
		if err = cmp.Or(setPageSize(c), migrate(c, 0, latest)); err == nil {
			done, err = salvageInto(ctx, c, path, o)
		}
		return cmp.Or(err, c.close(), syncFile(temp), ctx.Err())
	})
	if err != nil {
		return Salvaged{}, err
	}
	done.Path = out
	return done, nil
}

// OpenDamaged opens for reading what [Salvage] would save of a project that
// [Open] refuses as damaged. The errors are those of Salvage.
func OpenDamaged(ctx context.Context, path string, o Options) (*Project, Salvaged, error) {
	o = o.withDefaults()
	release, err := hold("open", path)
	if err != nil {
		return nil, Salvaged{}, err
	}
	release() // salvageInto holds it while it reads
	c, _, err := memory()
	if err != nil {
		return nil, Salvaged{}, explain("open", path, err)
	}
	p := &Project{path: path, conn: c, release: func() {}, person: o.Person, now: o.Now, newID: o.NewID}
	p.closing, p.stop = context.WithCancel(context.Background())
	var done Salvaged
	if err = migrate(c, 0, latest); err == nil {
		done, err = salvageInto(ctx, c, path, o)
	}
	if err != nil {
		p.Close()
		return nil, Salvaged{}, explain("open", path, err)
	}
	p.readOnly = "the file is damaged, and this is what can be read of it"
	p.advice = "save it to a new file to work on it"
	return p, done, nil
}

// salvageInto fills an empty project with what can be saved.
func salvageInto(ctx context.Context, c *conn, path string, o Options) (Salvaged, error) {
	const doing = "save"
	o = o.withDefaults()
	release, err := hold(doing, path)
	if err != nil {
		return Salvaged{}, err
	}
	defer release()
	if err := salvageable(doing, path); err != nil {
		return Salvaged{}, err
	}
	source, cleanUp, err := settled(path)
	if err != nil {
		return Salvaged{}, explain(doing, path, err)
	}
	defer cleanUp()
	f, err := os.Open(source)
	if err != nil {
		return Salvaged{}, explain(doing, path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Salvaged{}, explain(doing, path, err)
	}
	s := &salvage{
		ctx: ctx, c: c, pages: func() *pageReader { return newPageReader(f, info.Size()) }, format: latest,
		now: o.Now, newID: o.NewID, person: o.Person,
	}
	if _, format, err := readHeader(doing, source); err == nil {
		s.format = format
	}
	if err := c.transaction(s.run); err != nil {
		if errors.Is(err, errNothing) {
			err = notProject(doing, path, "nothing of a project is found in it")
		}
		return Salvaged{}, err
	}
	if err := inspect(c).err(path); err != nil {
		return Salvaged{}, err
	}
	return s.done, c.each(func(r row) error {
		return r.Scan(&s.done.Articles, &s.done.Claims, &s.done.Annotations, &s.done.Changes)
	}, "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM claim), (SELECT count(*) "+annotationFrom+"), (SELECT count(*) FROM change)")
}

// salvageable refuses a project that is at work in another window, or that a
// later version made.
func salvageable(doing, path string) error {
	if _, _, err := readHeader(doing, path); errors.Is(err, ErrNewer) {
		return err
	}
	c, err := connect(path, "ro")
	if err == nil {
		err = cmp.Or(c.script("BEGIN; SELECT count(*) FROM sqlite_schema; COMMIT"), c.close())
	}
	if err := explain(doing, path, err); errors.Is(err, ErrLocked) {
		return err
	}
	return nil
}

// settled is the path of a file of which nothing is half done: of itself, or
// of a copy in which SQLite took back what its program left unfinished, if that
// can be.
func settled(path string) (source string, cleanUp func(), err error) {
	if !hotJournal(path) || stray(path) != nil {
		return path, func() {}, nil
	}
	folder, err := os.MkdirTemp("", "claimtrace-")
	if err != nil {
		return "", nil, err
	}
	cleanUp = func() { os.RemoveAll(folder) }
	source = filepath.Join(folder, "copy")
	real := realPath(path)
	if err := cmp.Or(copyBytes(real, source), copyBytes(real+"-journal", source+"-journal")); err != nil {
		cleanUp()
		return "", nil, err
	}
	if c, err := connect(source, "rw"); err == nil { // else it is read as it is
		_ = c.script("BEGIN IMMEDIATE; ROLLBACK")
		c.close()
	}
	return source, cleanUp, nil
}

// copyBytes copies a file that is no open database.
func copyBytes(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return cmp.Or(err, target.Close())
}

var errNothing = errors.New("nothing was found")

// write writes the log that was put together, and derives the tables from it.
func (s *salvage) write() error {
	var t tail
	for _, e := range s.log {
		if s.dropped[e.Entity] {
			continue
		}
		if err := t.write(s.c, e); err != nil {
			return err
		}
	}
	return rebuild(s.c)
}
