package tables

import (
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// The inbox lists what asks to be settled, so that it is known without folding
// the project. What it lists follows from the log alone, and so is the same in
// every copy that has the same changes; but where texts are withheld nobody can
// tell whether they are equal, and they count as different.

const (
	inboxTable   = "inbox"
	inboxColumns = "key, kind, register"
)

// asking lists the registers of an entity that ask to be settled: those in which
// several values stand, but for those that stay as they were made; and life, where
// a removal is open. What is not in the project asks for nothing.
func asking(s annotate.State, open bool) []string {
	if !s.Live || len(s.Changes()) < 2 {
		return nil
	}
	list := s.Collisions()
	if spec := annotate.Spec(s.Kind); spec != nil {
		list = slices.DeleteFunc(list, func(name string) bool {
			r := spec.RegisterNamed(name)
			return r != nil && r.Who == annotate.Nobody
		})
	}
	if open {
		list = append(list, change.Life)
	}
	return list
}

func (t *Tables) putInbox(key int64, s annotate.State, open bool) error {
	if err := t.c.Exec("DELETE FROM inbox WHERE key = ? AND kind = ?", key, string(s.Kind)); err != nil {
		return err
	}
	for _, register := range asking(s, open) {
		if err := t.c.Exec("INSERT INTO inbox (key, kind, register) VALUES (?, ?, ?)", key, string(s.Kind), register); err != nil {
			return err
		}
	}
	return nil
}

// ask is a row of the inbox.
type ask struct {
	key            int64
	kind, register string
}

// asking reads the inbox.
func (t *Tables) asking() (map[ask]bool, error) {
	asks := map[ask]bool{}
	return asks, t.c.Each(func(r file.Row) error {
		var a ask
		err := r.Scan(&a.key, &a.kind, &a.register)
		asks[a] = true
		return err
	}, "SELECT key, kind, register FROM inbox")
}
