package store

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"claimtrace/store/file"
)

// No record is kept of a package, or of a file in which damage was met: these
// get the whole check.

// checks is the number of what a whole check looks for: it goes up when a
// check is added, so that files are checked for that, too.
const checks = 1

// trust is what the file is taken at its word by, with the end of its log.
func (p *Project) trust(t tail) file.Trust {
	return file.Trust{Data: p.data, Checks: checks, Mark: fmt.Sprintf("%d:%x", t.seq, t.sum)}
}

// recall returns when all of a file was checked last, if it is as it was left;
// ok is false where that cannot be shown.
func (p *Project) recall(f *file.File) (checked time.Time, ok bool) {
	if p.data == "" || f.Format != latest {
		return time.Time{}, false
	}
	t, err := soundTail(p.conn)
	if err != nil {
		return time.Time{}, false
	}
	if checked, ok = f.Trusted(p.trust(t)); !ok {
		return time.Time{}, false
	}
	isPackage, err := p.conn.Has("SELECT 1 FROM package")
	return checked, err == nil && !isPackage
}

// tailRows is how many of the last changes are checked on every opening.
const tailRows = 100

// soundTail returns the end of the log, whose last rows it checks.
func soundTail(c *file.Conn) (t tail, err error) {
	last, err := file.All(c, scanEntry, "SELECT "+entryColumns+" FROM change ORDER BY seq DESC LIMIT ?", tailRows+1)
	if err != nil {
		return t, err
	}
	slices.Reverse(last)
	for i, e := range last {
		if i == 0 && len(last) > tailRows {
			continue // only for its sum
		}
		var before []byte
		if i > 0 {
			before = last[i-1].sum
		}
		if !bytes.Equal(e.sum, e.chain(before)) {
			return t, errChain
		}
	}
	return logTail(c)
}
