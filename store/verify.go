package store

import (
	"cmp"
	"context"
	"errors"
	"os"
	"time"

	"claimtrace/store/file"
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
	err := p.view(func(c *file.Conn) error {
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
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Report{}, file.Explain("check", p.path, err)
	}
	temp, err := file.NewTemp(folder)
	if err != nil {
		return Report{}, file.Explain("check", p.path, err)
	}
	defer temp.Remove()
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
	f, err := file.Open(context.Background(), "verify", path, fileOptions(true))
	if err != nil {
		if errors.Is(err, ErrDamaged) {
			return Report{Problems: []string{oneLine(err.Error())}, Derived: errors.Is(err, errLost)}, nil
		}
		return Report{}, err
	}
	defer f.Close()
	if f.Format == latest {
		return inspect(f.Conn).report(), nil
	}
	if found := inspectBase(f.Conn, f.Format); len(found.all()) > 0 {
		return found.report(), nil
	}
	// Its derived tables are held against the log as they will be.
	c, err := f.Conn.InMemory(context.Background())
	if err != nil {
		return Report{}, file.Explain("verify", path, err)
	}
	defer c.Close()
	if err := upgrade(c, f.Format); err != nil {
		return Report{}, file.Explain("verify", path, err)
	}
	return inspect(c).report(), nil
}
