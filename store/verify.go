package store

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// Report is the result of [Verify].
type Report struct {
	OK       bool
	Problems []string // one line each, which names what is wrong and where; at most about a hundred
	Derived  bool     // all of them lie in what the log can give anew, as [Project.Rebuild] does
}

// Verify checks the project while it is open, as the function Verify does one
// that is not.
func (p *Project) Verify() (Report, error) {
	if p.past != nil {
		return Report{}, errPast
	}
	var found findings
	err := p.view(func(c *conn) error {
		found = inspect(c)
		return nil
	})
	if err != nil {
		return Report{}, err
	}
	return found.report(), nil
}

// Check checks the project as [Verify] does, on a copy made page by page, so
// that the project can be used meanwhile; for a file that was opened on the
// word of its record. When ctx ends first its error is returned. The error
// wraps [ErrDiskFull] where there is no room for the copy.
func (p *Project) Check(ctx context.Context) (Report, error) {
	folder := cmp.Or(p.data, os.TempDir())
	began := p.now()
	err := os.MkdirAll(folder, 0o700)
	if err != nil {
		return Report{}, explain("check", p.path, err)
	}
	sweep(folder, began)
	temp, err := tempBeside(filepath.Join(folder, "x"))
	if err != nil {
		return Report{}, explain("check", p.path, err)
	}
	defer discard(temp)
	if err := p.copyFile(ctx, temp); err != nil {
		return Report{}, p.explain("check", err)
	}
	var changes int
	found, err := inspectCopy(temp, &changes)
	if err != nil {
		return Report{}, p.explain("check", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if problems := found.all(); len(problems) > 0 {
		p.sound = false
	} else {
		p.checked = began
	}
	return found.report(), nil
}

// Checked is when all of the file was checked last: at its opening, or before
// that where it has not been touched since by anyone else. What was recorded
// since has been checked as it was recorded.
func (p *Project) Checked() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.checked
}

func (f findings) report() Report {
	problems := f.all()
	return Report{OK: len(problems) == 0, Problems: problems, Derived: len(f.file) == 0 && len(f.derived) > 0}
}

// Verify checks a project or package that is not open: the file, the texts by
// their hashes, every row of the log and the chain of its sums, the derived
// tables against the log, a package's digest. Damage is reported, not
// returned: the error is for files that cannot be checked, and wraps
// [ErrMissing], [ErrFolder], [ErrNotProject], [ErrNewer], [ErrLocked], or
// [ErrReadOnly] where what a crash left half done cannot be taken back.
func Verify(path string) (Report, error) {
	f, err := openFile("verify", path, true)
	if err != nil {
		if errors.Is(err, ErrDamaged) {
			return Report{Problems: []string{oneLine(err.Error())}, Derived: errors.Is(err, errLost)}, nil
		}
		return Report{}, err
	}
	defer f.release()
	defer f.conn.close()
	if f.format == latest {
		return inspect(f.conn).report(), nil
	}
	if found := inspectBase(f.conn, f.format); len(found.all()) > 0 {
		return found.report(), nil
	}
	// Its derived tables are held against the log as they will be.
	c, err := memoryCopy(f.conn)
	if err != nil {
		return Report{}, explain("verify", path, err)
	}
	defer c.close()
	if err := upgrade(c, f.format); err != nil {
		return Report{}, explain("verify", path, err)
	}
	return inspect(c).report(), nil
}
