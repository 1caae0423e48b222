package store

import (
	"cmp"
	"context"

	"claimtrace/store/file"
)

// The original of an article is what its text was read from: a page, a document.
// It can be left out and its hash stays, so that it is known to be missing and
// takes its place again when it comes by.

// hasOriginals and lacksOriginals find a text whose original is here, or was left
// out. Types are told by the beginnings of rows: the texts need not be read.
const (
	hasOriginals   = "SELECT 1 FROM text WHERE typeof(source) = 'blob'"
	lacksOriginals = "SELECT sha256, source_sha256 FROM text WHERE typeof(source) = 'null' AND typeof(source_sha256) = 'text'"
)

// BackUpOriginals tells whether backups from now on hold the originals, as
// Options.Originals does.
func (p *Project) BackUpOriginals(are bool) { p.originals.Store(are) }

// leaveOriginals leaves the originals out of a copy of a project that nobody uses
// yet, and makes it as small as it is without them.
func leaveOriginals(ctx context.Context, copied *file.Temp) error {
	c, err := copied.Connect(false)
	if err != nil {
		return err
	}
	restore := c.Within(ctx)
	has, err := c.Has(hasOriginals)
	if err == nil && has {
		// It is thrown away where this breaks off.
		if err = c.Script("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; UPDATE text SET source = NULL WHERE typeof(source) = 'blob'"); err == nil {
			err = c.Compact()
		}
	}
	restore()
	return cmp.Or(err, c.Close())
}

// takeOriginals takes from a file the originals that were left out of this one,
// and tells how many.
func (p *Project) takeOriginals(c *file.Conn) (n int, err error) {
	type lacking struct{ text, sum string }
	list, err := file.All(p.conn, func(r file.Row) (l lacking, err error) {
		err = r.Scan(&l.text, &l.sum)
		return l, err
	}, lacksOriginals)
	if err != nil {
		return 0, err
	}
	for _, l := range list {
		found, err := file.All(c, file.Scalar[[]byte], "SELECT source FROM text WHERE sha256 = ? AND source_sha256 = ? AND source IS NOT NULL", l.text, l.sum)
		if err != nil {
			return n, err
		}
		for _, source := range found {
			if err := p.conn.Exec("UPDATE text SET source = ? WHERE sha256 = ?", source, l.text); err != nil {
				return n, err
			}
			n++
		}
	}
	return n, nil
}
