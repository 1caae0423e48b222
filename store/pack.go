package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// Packed tells what a package holds.
type Packed struct {
	Path              string
	SHA256            string // of the package file, in hexadecimal
	Digest            string // of its content, whatever the layout of the file
	Articles, Changes int
}

// Pack writes a package for a colleague: a project file that is compact,
// verified and digested. What was removed is not in it: neither the texts of
// removed articles nor the changes of removed entities, save the one that
// removed them. With withoutText it holds no article's text, only the quoted
// passages. Undo does not reach beyond the packing.
//
// The package is written beside out and takes its name only when all of it is
// on the disk and checked; an existing package is replaced then, and nothing
// else ever is. When ctx ends first its error is returned. The error wraps
// [ErrExists] where out is anything but a package, [ErrFolder], [ErrMissing]
// where its folder is missing, [ErrLocked] where it is open, or
// [ErrDiskFull].
func (p *Project) Pack(ctx context.Context, out string, withoutText bool) (Packed, error) {
	const doing = "pack into"
	if p.past != nil {
		return Packed{}, errPast
	}
	if err := p.checkTarget(ctx, doing, out); err != nil {
		return Packed{}, err
	}
	var packed Packed
	if err := file.Replace(ctx, doing, out, func(temp *file.Temp) (err error) {
		packed, err = p.packInto(ctx, temp, withoutText)
		return err
	}); err != nil {
		return Packed{}, err
	}
	packed.Path = out
	return packed, nil
}

// checkTarget refuses to replace anything but a package that nobody has open.
func (p *Project) checkTarget(ctx context.Context, doing, out string) error {
	own, err := os.Stat(p.path)
	if info, err2 := os.Stat(out); err == nil && err2 == nil && os.SameFile(own, info) {
		return file.Cannot(doing, out, fmt.Errorf("%w (this very project)", ErrExists), "choose another name")
	}
	return file.MayReplace(ctx, doing, out, "not a package", formats, func(c *file.Conn, format int) (bool, error) {
		if problem, _, err := foreignObject(c, format); err != nil || problem != "" {
			return false, err
		}
		return c.Has("SELECT 1 FROM package")
	})
}

// packInto fills an empty file, and checks what came of it.
func (p *Project) packInto(ctx context.Context, temp *file.Temp, withoutText bool) (packed Packed, err error) {
	if err := initialise(temp); err != nil {
		return packed, err
	}
	c, err := temp.Connect(false)
	if err != nil {
		return packed, err
	}
	err = c.Transaction(func() error {
		if err := p.copyLive(ctx, c, withoutText); err != nil {
			return err
		}
		if err := cmp.Or(rebuild(c), ctx.Err()); err != nil {
			return err
		}
		if packed.Digest, err = digest(c, latest); err != nil {
			return err
		}
		return c.Exec("INSERT INTO package (digest) VALUES (?)", packed.Digest)
	})
	if err = cmp.Or(err, c.Close()); err != nil {
		return packed, err
	}
	// What counts is what a reader will find in the file.
	if c, err = temp.Connect(true); err != nil {
		return packed, err
	}
	if problems := inspect(c).all(); len(problems) > 0 {
		err = fmt.Errorf("%w: %s", errPacked, problems[0])
	} else {
		err = c.Each(func(r file.Row) error { return r.Scan(&packed.Articles, &packed.Changes) },
			"SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM change)")
	}
	if err = cmp.Or(err, c.Close()); err != nil {
		return packed, err
	}
	packed.SHA256, err = temp.Hash(ctx)
	return packed, err
}

var errPacked = errors.New("the package did not turn out right, and was thrown away")

// copyLive copies what is in the project, and no more, into an empty one.
func (p *Project) copyLive(ctx context.Context, to *file.Conn, withoutText bool) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	from := p.conn
	if err := from.Each(func(r file.Row) error {
		list, err := file.RowOf(4)(r)
		if err != nil {
			return err
		}
		if withoutText {
			list[1], list[2], list[3] = nil, nil, nil
		}
		return cmp.Or(to.Exec("INSERT INTO text ("+textColumns+") VALUES (?, ?, ?, ?)", list...), ctx.Err())
	}, "SELECT "+textColumns+" FROM text WHERE sha256 IN (SELECT sha256 FROM article) ORDER BY sha256"); err != nil {
		return err
	}
	gone, err := removed(ctx, from)
	if err != nil {
		return err
	}
	var t tail
	return from.Each(func(r file.Row) error {
		e, err := scanEntry(r)
		if err != nil {
			return err
		}
		if tombstone, ok := gone[e.Entity]; ok && e.ID != tombstone {
			return nil
		}
		e.local = false
		return cmp.Or(t.write(to, e), ctx.Err())
	}, "SELECT "+entryColumns+" FROM change ORDER BY seq")
}

// removed lists the entities that the log knows and the project does not show,
// each with the change that removed it; "" for an annotation that only its
// article's removal hides.
func removed(ctx context.Context, c *file.Conn) (map[annotate.ID]annotate.ID, error) {
	shown := map[annotate.ID]bool{}
	note := func(r file.Row) error {
		id, err := file.Scalar[annotate.ID](r)
		shown[id] = true
		return err
	}
	if err := c.Each(note, "SELECT id FROM article UNION ALL SELECT id FROM claim UNION ALL SELECT n.id "+annotationFrom+
		" UNION ALL SELECT id FROM reviewer UNION ALL SELECT id FROM setting"); err != nil {
		return nil, err
	}
	gone := map[annotate.ID]annotate.ID{}
	err := c.Each(func(r file.Row) error {
		change, err := scanChange(r)
		if err = cmp.Or(err, ctx.Err()); err != nil || shown[change.Entity] {
			return err
		}
		if _, known := gone[change.Entity]; !known {
			gone[change.Entity] = ""
		}
		if change.Fields[annotate.Deleted] == true {
			gone[change.Entity] = change.ID
		}
		return nil
	}, "SELECT "+entryColumns+" FROM change ORDER BY clock, id")
	return gone, err
}
