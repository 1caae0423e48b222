package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"

	"modernc.org/sqlite"
)

// backuper is what the driver's connection can do besides SQL.
type backuper interface {
	NewBackup(uri string) (*sqlite.Backup, error)
}

// copyPages is how many pages of the file are copied at a time, between which
// others may use the project: about a millisecond's work.
const copyPages = 256

// copyTo copies the database, page by page, into the one at a URI. turn is
// called around each part of the work.
func (c *conn) copyTo(ctx context.Context, uri string, turn func(f func() error) error) error {
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
	return errors.Join(err, raw(func(any) error {
		// What a step failed at is told again at the end.
		if closing := b.Finish(); err == nil {
			return closing
		}
		return nil
	}))
}

func atOnce(f func() error) error { return f() }

// copyFile copies the project into an empty file while others may use it. The
// copy is not yet sure to be on the disk.
func (p *Project) copyFile(ctx context.Context, to string) error {
	if p.past != nil {
		return errPast
	}
	ctx, done, err := p.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	uri, err := fileURI(to)
	if err != nil {
		return err
	}
	// Nobody reads a copy before it is whole, so it needs no journal.
	return p.conn.copyTo(ctx, uri+"?mode=rw&_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)", func(f func() error) error {
		p.mu.Lock()
		defer p.mu.Unlock()
		return f()
	})
}

// SaveAs writes a copy of the project at out, to be worked on like any other:
// of a backup, or of what was opened for reading only. Nothing is ever
// replaced. The error wraps [ErrExists], [ErrFolder], [ErrMissing] where there
// is no folder to put it in, or [ErrDiskFull]; when ctx ends first it is that
// of ctx.
func (p *Project) SaveAs(ctx context.Context, out string) error {
	return createAt("save to", out, func(temp string) error {
		return cmp.Or(p.copyFile(ctx, temp), syncFile(temp), ctx.Err())
	})
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

// memory makes an empty database in memory, and the URI by which another
// connection of this process can reach it.
func memory() (c *conn, uri string, err error) {
	uri = "file:/" + rand.Text() + "?vfs=memdb"
	c, err = dial(uri, "NORMAL")
	return c, uri, err
}

// memoryCopy copies a database into memory.
func memoryCopy(from *conn) (*conn, error) {
	c, uri, err := memory()
	if err != nil {
		return nil, err
	}
	if err := from.copyTo(context.Background(), uri, atOnce); err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}
