package store

import (
	"cmp"
	"context"
	"errors"
	"os"
	"time"

	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// Report is the result of [Verify].
type Report struct {
	OK       bool
	Problems []string // one line each, which names what is wrong and where; at most about a hundred
	Derived  bool     // all of them lie in what the log can give anew, as [Project.Rebuild] does
	Notes    []string // what is kept though this version cannot read it, or points at nothing here; no problem
}

func reportOf(f check.Findings) Report {
	problems := f.Problems()
	return Report{OK: len(problems) == 0, Problems: problems, Derived: len(f.File) == 0 && len(f.Derived) > 0, Notes: f.Notes}
}

// Check checks the project as [Verify] does, on a copy, so
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
	found, err := checkCopy(ctx, temp, check.Options{}, &Backup{})
	if err != nil {
		return Report{}, p.explain("check", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(found.Problems()) > 0 {
		p.sound = false
	} else {
		p.checked = began
	}
	return reportOf(found), nil
}

// Checked is when all of the file was checked last: at its opening, or before
// that where it has not been touched since by anyone else. What was recorded
// since has been checked as it was recorded.
func (p *Project) Checked() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.checked
}

// Verify checks a project or package that is not open: the file, the texts by
// their hashes, the form of every change, that none was taken out, the derived
// tables against the log, a package's manifest. Damage is reported, not
// returned: the error is for files that cannot be checked, and wraps
// [ErrMissing], [ErrFolder], [ErrNotProject], [ErrNewer], [ErrEarly],
// [ErrLocked], or [ErrReadOnly] where what a crash left half done cannot be
// taken back; when ctx ends first it is that of ctx.
func Verify(ctx context.Context, path string) (Report, error) {
	f, err := file.Open(ctx, "verify", path, fileOptions("verify", true))
	if err != nil {
		if errors.Is(err, ErrDamaged) {
			return Report{Problems: []string{check.OneLine(err.Error())}}, nil
		}
		return Report{}, err
	}
	defer f.Close()
	schema, err := readSchema(f.Conn)
	if err != nil {
		return Report{}, file.Explain("verify", path, err)
	}
	report, err := verify(ctx, f.Conn, schema)
	if err != nil {
		return Report{}, file.Explain("verify", path, err)
	}
	return report, nil
}

func verify(ctx context.Context, c *file.Conn, schema schemaState) (Report, error) {
	found, err := check.Run(ctx, c, check.Options{Foreign: schema.derived})
	if err != nil {
		return Report{}, err
	}
	derived := c
	if schema.bare && len(found.File) == 0 {
		// What a package gives to whoever opens it tells more of it.
		if derived, err = derivedApart(ctx, c); err != nil {
			return Report{}, err
		}
		defer derived.Close()
		if found, err = check.Run(ctx, derived, check.Options{}); err != nil {
			return Report{}, err
		}
	} else {
		for _, o := range schema.lost {
			found.Derived = append(found.Derived, "index "+o.name+": it is missing")
		}
		if schema.derived {
			found.Derived = append(found.Derived, "the derived tables are those of another version, or were changed")
		}
		if len(found.Derived) > 0 {
			derived = nil
		}
	}
	if len(found.File) == 0 {
		_, problem, err := checkManifest(ctx, surveyed{conn: c}, derived)
		if err != nil {
			return Report{}, err
		}
		if problem != nil {
			found.File = append(found.File, problem.Error())
		}
	}
	return reportOf(found), nil
}

// derivedApart derives in memory what a file without derived tables gives.
func derivedApart(ctx context.Context, c *file.Conn) (memory *file.Conn, err error) {
	if memory, err = c.InMemory(ctx); err != nil {
		return nil, err
	}
	schema, err := readSchema(memory)
	if err == nil {
		err = schema.mend(memory)
	}
	if err == nil {
		err = memory.Transaction(func() error {
			l := log.Of(memory)
			return cmp.Or(l.RebuildIndexes(ctx), tables.Of(memory, l).Rebuild(ctx))
		})
	}
	if err != nil {
		memory.Close()
		return nil, err
	}
	return memory, nil
}
