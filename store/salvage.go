package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/salvage"
)

// Salvaged tells what was saved of a damaged project.
type Salvaged struct {
	Path                                   string // of the new file; "" where only a window shows it
	Articles, Claims, Annotations, Changes int
	Lost                                   []string // what was not saved, or not as it was, one line each
}

// Salvage writes all that can be saved of a damaged project into a new one: it
// reads what rows it can from the pages of the file and keeps every text and
// every change that proves itself. Where changes are lost it takes from the
// derived tables how things stood, in new changes by the person of the options.
// The damaged file is left as it is. Undo does not reach beyond the salvage. The
// error wraps [ErrMissing], [ErrFolder], [ErrLocked], [ErrNewer], [ErrEarly],
// [ErrNotProject] where nothing of a project is found, [ErrExists] where
// something is at out, or [ErrDiskFull]; when ctx ends first it is that of ctx.
func Salvage(ctx context.Context, path, out string, o Options) (Salvaged, error) {
	var done Salvaged
	err := file.Create(ctx, "save to", out, func(temp *file.Temp) error {
		c, err := temp.Connect(false)
		if err != nil {
			return err
		}
		done, err = salvageInto(ctx, c, path, o.withDefaults())
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
	p := newProject(path, c, o)
	done, err := salvageInto(ctx, c, path, o)
	if err != nil {
		p.Close()
		return nil, Salvaged{}, file.Explain("open", path, err)
	}
	p.readOnly = "the file is damaged, and this is what can be read of it"
	p.advice = "save it to a new file to work on it"
	return p, done, nil
}

// salvageInto makes a project in an empty database of what can be saved, and
// checks it.
func salvageInto(ctx context.Context, c *file.Conn, path string, o Options) (done Salvaged, err error) {
	const doing = "save"
	if err := makeSchema(c); err != nil {
		return done, err
	}
	err = file.Raw(ctx, doing, path, formats, func(bytes io.ReaderAt, size int64, _ int) error {
		return c.Transaction(func() (err error) {
			done.Lost, err = salvage.Into(ctx, c, bytes, size, salvage.Options{
				Person: o.Person.ID, Name: o.Person.Name, Key: o.Person.Key, Now: o.Now, PageSize: pageSize,
			})
			return err
		})
	})
	if errors.Is(err, salvage.ErrNothing) {
		err = file.NotProject(doing, path, err.Error())
	}
	if err != nil {
		return Salvaged{}, err
	}
	found, err := check.Run(ctx, c, check.Options{})
	if problem := found.Err(); err == nil && problem != nil {
		err = fmt.Errorf("%w: %w", errSalvaged, problem)
	}
	if err != nil {
		return Salvaged{}, err
	}
	return done, c.Each(func(r file.Row) error {
		return r.Scan(&done.Articles, &done.Claims, &done.Annotations, &done.Changes)
	}, "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM claim), "+
		"(SELECT count(*) FROM annotation n JOIN article a ON a.key = n.article), (SELECT count(*) FROM change)")
}

var errSalvaged = errors.New("what was saved did not turn out right, and was thrown away")
