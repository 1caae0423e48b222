package store

import (
	"cmp"
	"context"
	"errors"
	"io"

	"claimtrace/store/file"
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
	err := file.Create(ctx, "save to", out, func(temp *file.Temp) error {
		c, err := temp.Connect(false)
		if err != nil {
			return err
		}
		if err = cmp.Or(setPageSize(c), migrate(c, 0, latest)); err == nil {
			done, err = salvageInto(ctx, c, path, o)
		}
		return cmp.Or(err, c.Close())
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
	c, err := file.Memory()
	if err != nil {
		return nil, Salvaged{}, file.Explain("open", path, err)
	}
	p := &Project{path: path, conn: c, now: o.Now, newID: o.NewID}
	p.closing, p.stop = context.WithCancel(context.Background())
	var done Salvaged
	if err = migrate(c, 0, latest); err == nil {
		done, err = salvageInto(ctx, c, path, o)
	}
	if err == nil {
		p.reviewer, err = reviewerNamed(c, o.Reviewer, o.NewID)
	}
	if err != nil {
		p.Close()
		return nil, Salvaged{}, file.Explain("open", path, err)
	}
	p.readOnly = "the file is damaged, and this is what can be read of it"
	p.advice = "save it to a new file to work on it"
	return p, done, nil
}

// salvageInto fills an empty project with what can be saved.
func salvageInto(ctx context.Context, c *file.Conn, path string, o Options) (done Salvaged, err error) {
	const doing = "save"
	o = o.withDefaults()
	err = file.Raw(ctx, doing, path, formats, func(bytes io.ReaderAt, size int64, format int) error {
		s := &salvage{
			ctx: ctx, c: c, pages: func() *pageReader { return newPageReader(bytes, size) }, format: cmp.Or(format, latest),
			now: o.Now, newID: o.NewID, reviewer: o.Reviewer,
		}
		err := c.Transaction(s.run)
		done = s.done
		return err
	})
	if errors.Is(err, errNothing) {
		err = file.NotProject(doing, path, "nothing of a project is found in it")
	}
	if err != nil {
		return Salvaged{}, err
	}
	if err := inspect(c).err(path); err != nil {
		return Salvaged{}, err
	}
	return done, c.Each(func(r file.Row) error {
		return r.Scan(&done.Articles, &done.Claims, &done.Annotations, &done.Changes)
	}, "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM claim), (SELECT count(*) "+annotationFrom+"), (SELECT count(*) FROM change)")
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
