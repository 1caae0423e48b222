package store

import "errors"

// Report is the result of [Verify].
type Report struct {
	OK       bool
	Problems []string // one line each, which names what is wrong and where; at most about a hundred
	Derived  bool     // all of them lie in what the log can give anew, as [Project.Rebuild] does
}

// Verify checks the project while it is open, as the function Verify does one
// that is not.
func (p *Project) Verify() (Report, error) {
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
	return inspect(f.conn).report(), nil
}
