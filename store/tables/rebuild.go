package tables

import (
	"cmp"
	"context"
	"fmt"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// Make makes the tables anew, empty, where they may be those of another
// version. Nothing but what belongs to the log may be in the file besides them.
func Make(c *file.Conn) error {
	if err := c.Script(Schema); err != nil {
		return err
	}
	return c.Exec("INSERT OR REPLACE INTO derived (id, version) VALUES (1, ?)", Version)
}

// Rebuild fills the tables, which may hold anything, from the log.
func (t *Tables) Rebuild(ctx context.Context) error {
	for _, name := range Names() {
		if err := t.c.Exec("DELETE FROM " + name + " WHERE true"); err != nil {
			return err
		}
	}
	return t.Fill(ctx)
}

// Fill fills empty tables from the log.
func (t *Tables) Fill(ctx context.Context) error {
	adder := t.Gather()
	if err := t.each(ctx, func(e log.Entity, s annotate.State, open bool) error { return adder.put(e.Key, s, open) }); err != nil {
		return err
	}
	if err := adder.Flush(); err != nil {
		return err
	}
	return t.packAll()
}

// each calls f with what the log says of every entity, in the order of keys, and
// whether a removal of it is open.
func (t *Tables) each(ctx context.Context, f func(e log.Entity, s annotate.State, open bool) error) error {
	names, err := t.log.ReadNames()
	if err != nil {
		return err
	}
	t.log.Learn(names)
	defer t.log.Forget()
	return t.log.Entities(ctx, names, func(e log.Entity) error {
		folded := change.Fold(e.Ref, e.Changes)
		if len(e.Changes) > 1 { // for its life it is asked for again
			t.log.Keep(folded)
		}
		life, err := change.LifeOf(t.log, folded)
		if err != nil {
			return err
		}
		return f(e, annotate.StateOf(folded, life.Live), len(life.Open) > 0)
	})
}

// Filling inserts rows into tables in which they are not yet.
type Filling struct {
	t     *Tables
	bulks map[change.Kind]*file.Bulk
	inbox *file.Bulk
}

// Gather begins to gather rows.
func (t *Tables) Gather() *Filling {
	f := &Filling{t, map[change.Kind]*file.Bulk{}, file.NewBulk(t.c, "ROLLBACK", inboxTable, inboxColumns)}
	for _, table := range ofKind {
		f.bulks[table.kind] = file.NewBulk(t.c, "ROLLBACK", table.name, table.columnList())
	}
	return f
}

func (table *table) columnList() string {
	list := table.columns[0]
	for _, c := range table.columns[1:] {
		list += ", " + c
	}
	return list
}

// Put adds the row of an entity that has just been made, if it can be shown; it
// is in the table after Flush.
func (f *Filling) Put(key int64, s annotate.State) error { return f.put(key, s, false) }

// put adds the rows of an entity.
func (f *Filling) put(key int64, s annotate.State, open bool) error {
	for _, register := range asking(s, open) {
		if err := f.inbox.Add([]any{key, string(s.Kind), register}); err != nil {
			return err
		}
	}
	table := tableOf(s.Kind)
	if table == nil || !s.Shown() {
		return nil
	}
	row, err := table.values(f.t, key, s)
	if err != nil {
		return err
	}
	return f.bulks[s.Kind].Add(row)
}

// Flush writes what was put.
func (f *Filling) Flush() error {
	for _, table := range ofKind {
		if err := f.bulks[table.kind].Flush(); err != nil {
			return err
		}
	}
	return f.inbox.Flush()
}

// Update brings the tables in line with a union. It returns the entities whose
// rows may be other than they were. told, which may be nil, gets what the log says
// of each before its rows are changed. Of a union that is only tried it makes no
// rows of what the log holds, nor tells other rows of passages, and the error may be
// [log.ErrTrial].
func (t *Tables) Update(ctx context.Context, u log.Union, told func(annotate.State) error) (changed []change.Ref, err error) {
	if told == nil {
		told = func(annotate.State) error { return nil }
	}
	ended, err := t.log.Ended()
	if err != nil {
		return nil, err
	}
	trial := t.log.IsTrial()
	if trial {
		// What is asked of a correction is shown with its passage, which may be held.
		if asked, err := t.c.Has("SELECT 1 FROM inbox WHERE kind = ?", string(annotate.KindCorrection)); err != nil || asked {
			return nil, cmp.Or(err, log.ErrTrial)
		}
	}
	untold := func(s annotate.State, open bool) error {
		if trial && len(asking(s, open)) > 0 && (t.log.Holds(s.Ref) || s.Kind == annotate.KindCorrection) {
			return log.ErrTrial
		}
		return nil
	}
	// Of a few passages only what they change is brought up to date.
	var passages *Passages
	if len(u.Touched)+len(ended) <= fewTouched {
		passages = NewPassages()
	}
	fill := t.Gather()
	done := map[change.Ref]bool{}
	for i, x := range u.Touched {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		done[x.Ref] = true
		changed = append(changed, x.Ref)
		key, err := t.log.Key(x.Ref.ID)
		if err != nil {
			return nil, err
		}
		if x.Fresh == nil {
			s, open, err := t.state(x.Ref)
			if err == nil {
				err = untold(s, open)
			}
			if err == nil {
				err = cmp.Or(told(s), t.noteRow(passages, x.Ref.Kind, key), t.putInbox(key, s, open), t.put(key, s), t.noteRow(passages, x.Ref.Kind, key))
			}
			if err != nil {
				return nil, err
			}
			continue
		}
		folded := change.Fold(x.Ref, x.Fresh)
		life, err := change.LifeOf(t.log, folded)
		if err != nil {
			return nil, err
		}
		s := annotate.StateOf(folded, life.Live)
		if err := cmp.Or(untold(s, len(life.Open) > 0), told(s)); err != nil {
			return nil, err
		}
		if t.log.Holds(x.Ref) {
			continue
		}
		if err := fill.put(key, s, len(life.Open) > 0); err != nil {
			return nil, err
		}
	}
	if err := fill.Flush(); err != nil {
		return nil, err
	}
	if passages != nil {
		for _, x := range u.Touched {
			if x.Fresh == nil {
				continue
			}
			key, err := t.log.Key(x.Ref.ID)
			if err != nil {
				return nil, err
			}
			if err := t.noteRow(passages, x.Ref.Kind, key); err != nil {
				return nil, err
			}
		}
	}
	// What came may have kept alive, or let go, what was removed or undone.
	if ended, err = t.log.Ended(); err != nil {
		return nil, err
	}
	for i, r := range ended {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if done[r] {
			continue
		}
		s, open, err := t.state(r)
		if err == nil {
			err = untold(s, open)
		}
		if err != nil {
			return nil, err
		}
		key, err := t.log.Key(r.ID)
		if err != nil {
			return nil, err
		}
		if err := cmp.Or(told(s), t.noteRow(passages, r.Kind, key)); err != nil {
			return nil, err
		}
		if _, err := t.Derive(r); err != nil {
			return nil, err
		}
		if err := t.noteRow(passages, r.Kind, key); err != nil {
			return nil, err
		}
		changed = append(changed, r)
	}
	switch {
	case trial:
		return changed, nil
	case passages != nil:
		return changed, t.Bring(passages)
	}
	return changed, t.packAll()
}

// fewTouched is up to how many entities the rows that they change are brought up
// to date one by one.
const fewTouched = 500

// noteRow notes what the row of an entity, as it is, has to do with rows of others;
// w may be nil.
func (t *Tables) noteRow(w *Passages, kind change.Kind, key int64) error {
	switch {
	case w == nil:
	case kind == annotate.KindArticle:
		w.Article(key)
	case kind == annotate.KindClaim:
		w.Claim(key)
	case kind == annotate.KindAnnotation:
		return t.c.Each(func(r file.Row) error {
			var article, claim int64
			err := r.Scan(&article, &claim)
			w.Article(article)
			w.Claim(claim)
			return err
		}, "SELECT article, claim FROM annotation WHERE key = ?", key)
	}
	return nil
}

// Problem is one disagreement of the tables with the log.
type Problem struct{ What, Why string }

func (p Problem) String() string { return p.What + ": " + p.Why }

// Compare holds the tables against the log. told gets each disagreement, strange
// each entity that is kept though this version cannot read it; state, which may
// be nil, what the log says of each entity that is shown.
func (t *Tables) Compare(ctx context.Context, told func(Problem), strange func(change.Ref), state func(int64, annotate.State)) error {
	asks, err := t.asking()
	if err != nil {
		return err
	}
	cursors := map[change.Kind]*file.Cursor{}
	counts := map[change.Kind]int{}
	for _, table := range ofKind {
		at, err := t.c.Cursor(table.list, len(table.columns))
		if err != nil {
			return err
		}
		defer at.Close()
		cursors[table.kind] = at
	}
	err = t.each(ctx, func(e log.Entity, s annotate.State, open bool) error {
		for _, register := range asking(s, open) {
			if ask := (ask{e.Key, string(s.Kind), register}); asks[ask] {
				delete(asks, ask)
			} else {
				told(Problem{fmt.Sprintf("%s %s", s.Kind, s.ID), "what collides in it is missing from the inbox"})
			}
		}
		table := tableOf(s.Kind)
		if table == nil || s.Strange() {
			strange(e.Ref)
		}
		if table == nil {
			return nil
		}
		at := cursors[s.Kind]
		what := fmt.Sprintf("%s %s", s.Kind, s.ID)
		found, err := at.Find(e.Key)
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if !s.Shown() {
			if found {
				counts[s.Kind]++
				told(Problem{what, "it stands in its table though it is not in the project"})
			}
			return nil
		}
		counts[s.Kind]++
		if state != nil {
			state(e.Key, s)
		}
		if !found {
			told(Problem{what, "it is missing from its table"})
			return nil
		}
		row, err := table.values(t, e.Key, s)
		if err != nil {
			return err
		}
		for i, want := range row {
			if at.Values[i] != want {
				told(Problem{what, fmt.Sprintf("%s in its table does not agree with the log", table.columns[i])})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(asks) > 0 {
		told(Problem{"inbox", fmt.Sprintf("%d of its rows do not agree with the log", len(asks))})
	}
	for _, table := range ofKind {
		n, err := file.One(t.c, file.Scalar[int], "SELECT count(*) FROM "+table.name)
		if err != nil {
			return err
		}
		if n > counts[table.kind] {
			told(Problem{string(table.kind), fmt.Sprintf("the table has %d rows, by the log there are %d", n, counts[table.kind])})
		}
	}
	return nil
}

// ComparePassages holds what the rows of articles and claims tell of their
// passages against the passages.
func (t *Tables) ComparePassages(told func(Problem)) error {
	counts := map[int64]annotate.Tally{}
	marks, err := packed(t.c)
	if err != nil {
		return err
	}
	if err := ScanCounts(t.c, func(article int64, n annotate.Tally) error { counts[article] = n; return nil }); err != nil {
		return err
	}
	if err := t.c.Each(func(r file.Row) error {
		var key int64
		var s string
		err := r.Scan(&key, &s)
		if err == nil && s != marks[key] {
			told(Problem{fmt.Sprint("claim ", key), "the passages in its table do not agree with the log"})
		}
		return err
	}, "SELECT key, "+marksColumn+" FROM claim"); err != nil {
		return err
	}
	return t.c.Each(func(r file.Row) error {
		var key int64
		var n annotate.Tally
		err := r.Scan(&key, &n.Confirmed, &n.Disputed, &n.Unconfirmed)
		if err == nil && n != counts[key] {
			told(Problem{fmt.Sprint("article ", key), "the verdicts counted in its table do not agree with the log"})
		}
		return err
	}, "SELECT key, "+countColumns+" FROM article")
}
