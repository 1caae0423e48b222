package store

import (
	"context"

	"claimtrace/store/file"
)

// copyFile copies the project into a temporary file while others may use it. The
// copy is not yet sure to be on the disk.
func (p *Project) copyFile(ctx context.Context, to *file.Temp) error {
	if p.past != nil {
		return errPast
	}
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

// SaveAs writes a copy of the project at out, to be worked on like any other:
// of a backup, or of what was opened for reading only. Nothing is ever
// replaced. The error wraps [ErrExists], [ErrFolder], [ErrMissing] where there
// is no folder to put it in, or [ErrDiskFull]; when ctx ends first it is that
// of ctx.
func (p *Project) SaveAs(ctx context.Context, out string) error {
	return file.Create(ctx, "save to", out, func(temp *file.Temp) error { return p.copyFile(ctx, temp) })
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

// OpenCopy opens for reading a copy of a project that is open in another
// window of this or another program, as it stands at this moment: what [Open]
// answers with [ErrLocked]. The copy is checked as a whole, lies in memory, and
// does not follow what is done to the project. The error wraps [ErrLocked] for
// a project that this process has open, or where it is written to all the
// time; the others are those of Open. When ctx ends first its error is
// returned.
func OpenCopy(ctx context.Context, path string, o Options) (p *Project, err error) {
	o = o.withDefaults()
	err = file.OpenCopy(ctx, "open a copy of", path, fileOptions(false), func(f *file.File) error {
		p, err = openCopied(ctx, path, f, o)
		return err
	})
	if err != nil && p != nil {
		p.Close()
		p = nil
	}
	return p, err
}

// openCopied puts a copy of a file into memory and checks it.
func openCopied(ctx context.Context, path string, f *file.File, o Options) (*Project, error) {
	c, err := f.Conn.InMemory(ctx)
	if err != nil {
		return nil, err
	}
	p := &Project{
		path: path, conn: c, now: o.Now, newID: o.NewID,
		readOnly: "it is open in another window, and this is a copy of " + o.Now().Format("15:04:05"),
		advice:   "close it there to work on it here",
	}
	p.closing, p.stop = context.WithCancel(context.Background())
	if f.Format < latest {
		if err = inspectBase(c, f.Format).err(path); err == nil {
			err = upgrade(c, f.Format)
		}
	}
	if err == nil {
		err = inspect(c).err(path)
	}
	if err == nil {
		p.reviewer, err = reviewerNamed(c, o.Reviewer, o.NewID)
	}
	if err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}
