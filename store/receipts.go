package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/read"
	"claimtrace/store/tables"
)

// Receipt is what came in at one time.
type Receipt struct {
	ID      int64
	At      time.Time
	From    read.Origins // the files
	Changes int
	Aside   bool // it was taken back
	Kept    int  // of one that was taken back: changes that stay in all the same
}

// Receipts lists what came into this copy by merging, the oldest first. What the
// file held when it was first opened, as a package, is none.
func (p *Project) Receipts() (list []Receipt, err error) {
	err = p.view(func() error {
		list, err = receipts(p.conn, "")
		list = slices.DeleteFunc(list, Receipt.begins)
		return err
	})
	return list, err
}

// begins tells whether a receipt is that of what the file held when it was a package.
func (r Receipt) begins() bool { return r.ID == packedIn && r.From[0].File == "" }

func receipts(c *file.Conn, where string, args ...any) ([]Receipt, error) {
	return file.All(c, func(r file.Row) (x Receipt, err error) {
		var at, aside int64
		var origin string
		err = r.Scan(&x.ID, &at, &origin, &aside, &x.Changes, &x.Kept)
		x.At, x.From, x.Aside = time.UnixMilli(at).UTC(), read.ParseOrigins(origin), aside != 0
		if !x.Aside {
			x.Kept = 0
		}
		return x, err
	}, "SELECT r.id, r.at, r.origin, r.aside, coalesce(c.n, 0), coalesce(c.kept, 0) FROM receipt r LEFT JOIN "+
		"(SELECT receipt, count(*) AS n, sum(key NOT IN (SELECT key FROM aside)) AS kept FROM change GROUP BY receipt) c ON c.receipt = r.id "+
		where+" ORDER BY r.id", args...)
}

// TakenBack tells what the taking back of a receipt came to.
type TakenBack struct {
	Receipt
	Changed bool   // else it stood so already
	Stays   []Kept // what of it stays in: see [Project.TakeBack]
}

// Kept is an entity of which changes of a receipt stay in, though it was taken
// back.
type Kept struct {
	Ref
	Name    string
	Changes int
}

// TakeBack takes back what came with a receipt, in this copy only: its changes
// stay in the file, count as had and are passed on, but nothing shows them; with
// again it puts them in again. What another change names that counts, and the
// making of what such a change is of or points at, stays in, and is told. When ctx
// ends first nothing has changed and its error is returned. The error wraps
// [ErrNoEntity] where there is no such receipt, or [ErrInvalid] for what the file
// began with.
func (p *Project) TakeBack(ctx context.Context, receipt int64, again bool) (t TakenBack, err error) {
	err = p.change(func() error {
		defer p.conn.Within(ctx)()
		before, err := receipts(p.conn, "WHERE r.id = ?", receipt)
		switch {
		case err != nil:
			return err
		case len(before) == 0:
			return fmt.Errorf("receipt %d: %w", receipt, ErrNoEntity)
		case before[0].begins():
			return invalid("receipt %d is what the project began with", receipt)
		}
		if t.Changed = before[0].Aside == again; t.Changed {
			if err := p.setAside(ctx, receipt, !again); err != nil {
				return err
			}
		}
		after, err := receipts(p.conn, "WHERE r.id = ?", receipt)
		if err != nil {
			return err
		}
		if t.Receipt = after[0]; t.Aside && t.Kept > 0 {
			t.Stays, err = p.kept(receipt)
		}
		return err
	})
	if err != nil {
		return TakenBack{}, err
	}
	return t, nil
}

// kept lists what stays in of a receipt that is set aside, by kind and id.
func (p *Project) kept(receipt int64) ([]Kept, error) {
	names := p.source.Names()
	list, err := file.All(p.conn, func(r file.Row) (k Kept, err error) {
		var kind, key int64
		if err = r.Scan(&kind, &key, &k.Changes); err != nil {
			return k, err
		}
		word, err := p.log.Text(kind)
		if err != nil {
			return k, err
		}
		k.Kind = annotate.Kind(word)
		k.ID, err = p.log.ID(key)
		return k, err
	}, "SELECT kind, entity, count(*) FROM change WHERE receipt = ? AND key NOT IN (SELECT key FROM aside) GROUP BY kind, entity", receipt)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b Kept) int { return cmp.Or(change.CompareRefs(a.Ref, b.Ref)) })
	for i := range list {
		if list[i].Name, err = names.Of(list[i].Ref); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// setAside sets aside what came with a receipt, or with aside false puts it in
// again. It belongs in a transaction.
func (p *Project) setAside(ctx context.Context, receipt int64, aside bool) error {
	if err := p.conn.Exec("UPDATE receipt SET aside = ? WHERE id = ?", aside, receipt); err != nil {
		return err
	}
	if _, err := p.findAside(ctx); err != nil {
		return err
	}
	if err := tables.Of(p.conn, p.log).Rebuild(ctx); err != nil {
		return err
	}
	return p.unpack()
}
