package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// errStranger is returned by union for a project that shares no id with this
// one.
var errStranger = errors.New("it is another project")

// united is what a union brought.
type united struct {
	log.Union
	Texts   int
	Changed []Ref // entities whose rows may be other than they were
}

// union takes in all changes and texts of the project or package at a path, in
// one transaction, and nothing unless the whole of that file is in order. Only form is
// checked: what points at nothing here, or is not understood, is kept. another
// allows for a project that shares no id with this one. It is not offered to
// anybody yet: merging is to come on top of it.
func (p *Project) union(ctx context.Context, path string, another bool) (u united, err error) {
	const doing = "merge"
	f, err := file.Open(ctx, doing, path, fileOptions(doing, true))
	if err != nil {
		return u, err
	}
	defer f.Close()
	found, err := check.Run(ctx, f.Conn, check.Options{Foreign: true, Unread: true})
	if err == nil && len(found.File) > 0 {
		err = file.Damaged(doing, path, errors.New(found.File[0]))
	}
	if err != nil {
		return u, file.Explain(doing, path, err)
	}
	err = p.change(func() error {
		defer p.conn.Within(ctx)()
		if !another {
			if err := p.shares(f.Conn); err != nil {
				return file.Cannot(doing, path, err, "ask for another project to be merged if that is meant")
			}
		}
		u, err = p.takeIn(ctx, f.Conn, path)
		return err
	})
	var theirs log.FromError
	if errors.As(err, &theirs) {
		if err = theirs.Err; log.ErrRow(err) {
			err = file.Damaged(doing, path, err)
		}
		err = file.Explain(doing, path, err)
	}
	return u, err
}

// shares refuses a project that shares no id with this one.
func (p *Project) shares(c *file.Conn) error {
	mine, err := projectIDs(p.conn)
	if err != nil {
		return err
	}
	theirs, err := projectIDs(c)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(theirs, func(id annotate.ID) bool { return slices.Contains(mine, id) }) {
		return errStranger
	}
	return nil
}

// takeIn takes in a file, of which all but the log was checked. The log is
// checked as it is read; what was taken of it is taken back with the transaction
// that this belongs in. An error of that file is a [log.FromError].
func (p *Project) takeIn(ctx context.Context, c *file.Conn, path string) (u united, err error) {
	if err := p.settle(); err != nil {
		return u, err
	}
	receipt, err := file.One(p.conn, file.Scalar[int64], "SELECT coalesce(max(id), 0) + 1 FROM receipt")
	if err != nil {
		return u, err
	}
	texts, err := p.takeTexts(c)
	if err != nil {
		return u, err
	}
	var counted check.Counted
	if u.Union, err = p.log.Union(ctx, log.Of(c), receipt, counted.Add); err != nil {
		return u, err
	}
	defer p.log.Forget()
	problem, err := counted.Problem(c)
	if err == nil && problem == "" {
		problem, err = checkManifest(ctx, c, false)
	}
	if problem != "" {
		err = file.Damaged("merge", path, errors.New(problem))
	}
	if err != nil {
		return u, log.FromError{Err: err}
	}
	words, err := p.takeContext(c)
	if err != nil {
		return u, err
	}
	if u.Texts = texts; u.New == 0 && u.Whole == 0 {
		if texts > 0 || words > 0 {
			err = p.unpack()
		}
		return u, err
	}
	if u.New > 0 {
		if err := p.conn.Exec("INSERT INTO receipt (id, at, origin, aside) VALUES (?, ?, ?, 0)", receipt, p.now().UnixMilli(), filepath.Base(path)); err != nil {
			return u, err
		}
		p.desk.changes += int64(u.New)
		for _, id := range u.IDs {
			check.AddID(p.desk.sum, id)
		}
		if err := p.keepDesk(); err != nil {
			return u, err
		}
	}
	if err := p.findAside(ctx); err != nil {
		return u, err
	}
	if u.Changed, err = tables.Of(p.conn, p.log).Update(ctx, u.Union, nil); err != nil {
		return u, err
	}
	return u, p.unpack()
}

// takeTexts copies the texts that are not here.
func (p *Project) takeTexts(c *file.Conn) (n int, err error) {
	err = c.Each(func(r file.Row) error {
		row, err := file.RowOf(4)(r)
		if err != nil {
			return err
		}
		added, err := p.conn.Changed("INSERT INTO text (sha256, text, source, source_sha256) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "+
			"text = excluded.text, source = excluded.source, source_sha256 = excluded.source_sha256 WHERE text.text IS NULL AND excluded.text IS NOT NULL", row...)
		n += int(added)
		return err
	}, "SELECT sha256, text, source, source_sha256 FROM text ORDER BY sha256")
	return n, err
}

// takeContext copies the words around passages of texts that were left out of a
// file whose log was taken in, and tells of how many passages.
func (p *Project) takeContext(c *file.Conn) (n int64, err error) {
	err = c.Each(func(r file.Row) error {
		row, err := file.RowOf(3)(r)
		if err != nil {
			return err
		}
		// Nothing proves these words, so they replace none.
		more, err := p.conn.Changed("INSERT OR IGNORE INTO context (annotation, prefix, suffix) SELECT key, ?2, ?3 FROM name WHERE id = ?1", row...)
		n += more
		return err
	}, "SELECT n.id, x.prefix, x.suffix FROM context x JOIN name n ON n.key = x.annotation ORDER BY n.id")
	return n, err
}

// setAside sets aside what came with a receipt, in this copy only, or with
// aside false puts it in again. The rows stay, count as had and are passed on,
// but are not folded; those that a folded change names, and the making of what
// it sets or points at, stay in.
func (p *Project) setAside(ctx context.Context, receipt int64, aside bool) error {
	return p.change(func() error {
		n, err := p.conn.Changed("UPDATE receipt SET aside = ? WHERE id = ?", aside, receipt)
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("receipt %d: %w", receipt, ErrNoEntity)
		}
		if err := p.findAside(ctx); err != nil {
			return err
		}
		return tables.Of(p.conn, p.log).Rebuild(ctx)
	})
}

// findAside works out which changes are set aside.
func (p *Project) findAside(ctx context.Context) error {
	was, err := p.conn.Has("SELECT 1 FROM aside")
	if err != nil {
		return err
	}
	receipts, err := file.All(p.conn, file.Scalar[int64], "SELECT id FROM receipt WHERE aside = 1")
	if err != nil || len(receipts) == 0 && !was {
		return err
	}
	if err := p.conn.Exec("DELETE FROM aside WHERE true"); err != nil {
		return err
	}
	p.log.Forget()
	names, err := p.log.ReadNames()
	if err != nil {
		return err
	}
	out := map[annotate.ID]int64{} // keys of what is set aside
	changes := map[annotate.ID]*change.Change{}
	makings := map[Ref][]annotate.ID{}
	var todo []*change.Change
	if err := p.log.Each(ctx, names, func(row log.Row, err error) error {
		if err != nil {
			return err
		}
		c := row.Change
		changes[c.ID] = c
		if c.IsMaking() {
			makings[c.Entity] = append(makings[c.Entity], c.ID)
		}
		if row.Receipt != 0 && slices.Contains(receipts, row.Receipt) {
			out[c.ID] = row.Key
		} else {
			todo = append(todo, c)
		}
		return nil
	}); err != nil {
		return err
	}
	for len(todo) > 0 {
		c := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		named := slices.Concat(c.Over, c.Saw.Beyond, makings[c.Entity])
		for _, t := range c.Takes {
			named = append(named, t.Change)
		}
		change.EachReference(c, func(r change.Ref) { named = append(named, makings[r]...) })
		for _, id := range named {
			if _, is := out[id]; is {
				delete(out, id)
				todo = append(todo, changes[id])
			}
		}
	}
	for _, key := range out {
		if err := p.conn.Exec("INSERT INTO aside (key) VALUES (?)", key); err != nil {
			return err
		}
	}
	p.log.Forget()
	return p.log.FindForks()
}
