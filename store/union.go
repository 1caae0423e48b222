package store

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/read"
	"claimtrace/store/tables"
)

// united is what a union brought.
type united struct {
	log.Union
	Texts     int
	Originals int   // of texts that were here
	Changed   []Ref // entities whose rows may be other than they were
}

// uniting says how files are united.
type uniting struct {
	another bool                               // one may be of a project that shares no id with this one
	dry     bool                               // the transaction is to be rolled back
	light   bool                               // and new passages are not written down: see [log.ErrTrial]
	read    func()                             // is told of each change that was read, if not nil
	told    func(united, annotate.State) error // gets what the log says of each entity that was touched, before its rows are changed
}

// hold tells of which kinds what is new need not be written down; nil for none.
func (o uniting) hold() func(annotate.Kind) bool {
	if !o.light {
		return nil
	}
	return func(kind annotate.Kind) bool { return kind == annotate.KindAnnotation }
}

const mergeDoing = "merge"

// incoming is a file that is to be taken in, open. It must be compared before, and is
// checked with that but for its log, which is checked as it is taken in.
type incoming struct {
	*file.File
	origin   read.Origin
	manifest *Manifest // of a package, once it was taken in
	compared *log.Comparison
}

// openIncoming opens a project or package to be taken in.
func openIncoming(ctx context.Context, path string) (*incoming, error) {
	f, err := file.Open(ctx, mergeDoing, path, fileOptions(mergeDoing, true))
	if err != nil {
		return nil, err
	}
	return &incoming{File: f, origin: read.Origin{File: filepath.Base(path)}}, nil
}

// check checks it but for its log.
func (in *incoming) check(ctx context.Context) error {
	found, err := check.Run(ctx, in.Conn, check.Options{Foreign: true, Unread: true})
	if err == nil && len(found.File) > 0 {
		err = file.Damaged(mergeDoing, in.Path, errors.New(found.File[0]))
	}
	return file.Explain(mergeDoing, in.Path, err)
}

// theirs is an error of a file that is taken in, worded for a person. It does not
// unwrap, so that it is not taken for one of this project.
func (in *incoming) theirs(err error) error {
	if log.ErrRow(err) {
		err = file.Damaged(mergeDoing, in.Path, err)
	}
	return log.FromError{Err: file.Explain(mergeDoing, in.Path, err)}
}

// ofTheirs is what stands in an error of a file that was taken in, else the error.
func ofTheirs(err error) error {
	var theirs log.FromError
	if errors.As(err, &theirs) {
		return theirs.Err
	}
	return err
}

// unite takes in all changes and texts of files, as one receipt. It belongs in a
// transaction. Only form is checked: what points at nothing here, or is not
// understood, is kept. An error of a file is a [log.FromError].
func (p *Project) unite(ctx context.Context, files []*incoming, o uniting) (u united, err error) {
	defer p.conn.Within(ctx)()
	if !o.dry { // for which no name is needed
		if err := p.settle(); err != nil {
			return u, err
		}
	}
	receipt, err := file.One(p.conn, file.Scalar[int64], "SELECT coalesce(max(id), 0) + 1 FROM receipt")
	if err != nil {
		return u, err
	}
	var words int64
	var from read.Origins
	defer p.log.Forget()
	for _, f := range files {
		before := u.New
		n, err := p.takeIn(ctx, f, receipt, &u, o)
		if err != nil {
			return u, err
		}
		words += n
		if u.New > before {
			from = append(from, f.origin)
		}
	}
	if u.New == 0 && u.Whole == 0 {
		if u.Texts > 0 || u.Originals > 0 || words > 0 {
			err = p.unpack()
		}
		return u, err
	}
	if u.New > 0 {
		if err := p.conn.Exec("INSERT INTO receipt (id, at, origin, aside) VALUES (?, ?, ?, 0)", receipt, p.now().UnixMilli(), from.Text()); err != nil {
			return u, err
		}
		if !o.dry {
			p.desk.changes += int64(u.New)
			for _, id := range u.IDs {
				check.AddID(p.desk.sum, id)
			}
			if err := p.keepDesk(); err != nil {
				return u, err
			}
		}
	}
	moved, err := p.findAside(ctx)
	if err != nil {
		return u, err
	}
	u.Touch(moved...) // what came may need what was set aside
	var told func(annotate.State) error
	if o.told != nil {
		told = func(s annotate.State) error { return o.told(u, s) }
	}
	if u.Changed, err = tables.Of(p.conn, p.log).Update(ctx, u.Union, told); err != nil {
		return u, err
	}
	return u, p.unpack()
}

// takeIn takes in one file, and tells around how many passages there are words
// now that were not here. The log is checked as it is read; what was taken of it
// is taken back with the transaction.
func (p *Project) takeIn(ctx context.Context, f *incoming, receipt int64, u *united, o uniting) (words int64, err error) {
	// What is not here is not known yet, or there may be less of it by now.
	from := log.Of(f.Conn)
	err = p.log.Recompare(ctx, from, f.compared)
	if err == nil && !o.another && !f.compared.SameProject() {
		err = log.FromError{Err: file.Cannot(mergeDoing, f.Path, ErrStranger, "ask for another project to be merged if that is meant")}
	}
	if err == nil {
		err = f.checkCounts(ctx)
	}
	if err == nil {
		var texts int
		texts, err = p.takeTexts(ctx, f.Conn)
		u.Texts += texts
	}
	if err == nil {
		var originals int
		originals, err = p.takeOriginals(f.Conn)
		u.Originals += originals
	}
	if err == nil {
		var came log.Union
		came, err = p.log.Union(ctx, from, f.compared, receipt, o.read, o.hold())
		u.Union.Add(came)
	}
	if err != nil {
		var theirs log.FromError
		if errors.As(err, &theirs) {
			err = f.theirs(theirs.Err)
		}
		return 0, err
	}
	if m := f.manifest; m != nil && m.Who != nil {
		if f.origin.Who = m.Who.Name; m.Seal != nil {
			f.origin.Key = m.Seal.Key
		}
	}
	return p.takeContext(f.Conn)
}

// checkCounts holds the file against what it says of itself. An error of it is a
// [log.FromError].
func (in *incoming) checkCounts(ctx context.Context) error {
	problem, err := check.Counted{Changes: int64(len(in.compared.Theirs.Keys)), Sum: in.compared.Sum}.Problem(in.Conn)
	if err == nil && problem == nil {
		in.manifest, problem, err = checkManifest(ctx, surveyed{in.Conn, in.compared.Theirs, in.compared.Names, in.compared.Digest}, nil)
	}
	if problem != nil {
		err = file.Damaged(mergeDoing, in.Path, problem)
	}
	if err != nil {
		return log.FromError{Err: err}
	}
	return nil
}

// takeTexts copies the texts that are not here.
func (p *Project) takeTexts(ctx context.Context, c *file.Conn) (n int, err error) {
	theirs, err := check.TextNames(ctx, c)
	if err != nil {
		return 0, err
	}
	for _, t := range theirs {
		here, err := file.All(p.conn, file.Scalar[bool], "SELECT text IS NOT NULL FROM text WHERE sha256 = ?", t.Name)
		if err != nil {
			return n, err
		}
		if len(here) > 0 && (here[0] || !t.Here) {
			continue
		}
		row, err := file.One(c, file.RowOf(4), "SELECT sha256, text, source, source_sha256 FROM text WHERE sha256 = ?", t.Name)
		if err != nil {
			return n, err
		}
		if err := p.conn.Exec("INSERT INTO text (sha256, text, source, source_sha256) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "+
			"text = excluded.text, source = excluded.source, source_sha256 = excluded.source_sha256", row...); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
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

// findAside works out which changes are set aside, and returns the entities of
// which others are than were.
func (p *Project) findAside(ctx context.Context) (moved []Ref, err error) {
	was := map[int64]bool{}
	if err := p.conn.Each(func(r file.Row) error {
		key, err := file.Scalar[int64](r)
		was[key] = true
		return err
	}, "SELECT key FROM aside"); err != nil {
		return nil, err
	}
	receipts, err := file.All(p.conn, file.Scalar[int64], "SELECT id FROM receipt WHERE aside = 1")
	if err != nil || len(receipts) == 0 && len(was) == 0 {
		return nil, err
	}
	if err := p.conn.Exec("DELETE FROM aside WHERE true"); err != nil {
		return nil, err
	}
	p.log.Forget()
	names, err := p.log.ReadNames()
	if err != nil {
		return nil, err
	}
	out := map[annotate.ID]int64{} // keys of what is set aside
	changes := map[annotate.ID]*change.Change{}
	makings := map[Ref][]annotate.ID{}
	var todo []*change.Change
	before := map[annotate.ID]bool{} // what was set aside
	if err := p.log.Each(ctx, names, func(row log.Row, err error) error {
		if err != nil {
			return err
		}
		c := row.Change
		changes[c.ID] = c
		if was[row.Key] {
			before[c.ID] = true
		}
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
		return nil, err
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
	seen := map[Ref]bool{}
	move := func(id annotate.ID) {
		if ref := changes[id].Entity; !seen[ref] {
			seen[ref] = true
			moved = append(moved, ref)
		}
	}
	for id, key := range out {
		if err := p.conn.Exec("INSERT INTO aside (key) VALUES (?)", key); err != nil {
			return nil, err
		}
		if !before[id] {
			move(id)
		}
	}
	for id := range before {
		if _, still := out[id]; !still {
			move(id)
		}
	}
	slices.SortFunc(moved, change.CompareRefs)
	p.log.Forget()
	return moved, p.log.FindForks()
}
