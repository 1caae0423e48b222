package store

import (
	"fmt"
	"time"

	"claimtrace/store/file"
)

// What is being typed goes into a draft of this copy, not into the log, and is
// never shared: it becomes one change when the field is left.

// Unfinished is what was being typed into a field.
type Unfinished struct {
	Field string // a name that the one who keeps it gives the field
	Text  string
	At    time.Time // when it was kept
}

// maxDraft is the length of what is kept of one field, in bytes.
const maxDraft = 1 << 18

// KeepDraft keeps what is being typed into a field; "" lets it go. It is on disk
// when the call returns. The error wraps [ErrInvalid] for a text of more than
// 256 KB.
func (p *Project) KeepDraft(field, text string) error {
	if len(text) > maxDraft {
		return fmt.Errorf("%w text: of %d KB at most %d are kept while it is being typed", ErrInvalid, len(text)>>10, maxDraft>>10)
	}
	return p.change(func() error {
		if text == "" {
			return p.conn.Exec("DELETE FROM draft WHERE name = ?", field)
		}
		if err := p.settle(); err != nil {
			return err
		}
		if err := p.keepDesk(); err != nil {
			return err
		}
		return p.conn.Exec("INSERT OR REPLACE INTO draft (name, text, at) VALUES (?, ?, ?)", field, text, p.now().UnixMilli())
	})
}

// Drafts lists what was being typed in this copy when the program ended, by
// field.
func (p *Project) Drafts() (list []Unfinished, err error) {
	err = p.view(func() error {
		if mine, err := p.isMine(); err != nil || !mine {
			return err
		}
		list, err = file.All(p.conn, func(r file.Row) (d Unfinished, err error) {
			var at int64
			err = r.Scan(&d.Field, &d.Text, &at)
			d.At = time.UnixMilli(at).UTC()
			return d, err
		}, "SELECT name, text, at FROM draft ORDER BY name")
		return err
	})
	return list, err
}
