package store

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// copyTries is how often a file is copied that is written to meanwhile.
const copyTries = 5

// OpenCopy opens for reading a copy of a project that is open in another
// window of this or another program, as it stands at this moment: what [Open]
// answers with [ErrLocked]. The copy is checked as a whole, lies in memory, and
// does not follow what is done to the project. The error wraps [ErrLocked] for
// a project that this process has open, or where it is written to all the
// time; the others are those of Open. When ctx ends first its error is
// returned.
func OpenCopy(ctx context.Context, path string, o Options) (*Project, error) {
	const doing = "open a copy of"
	o = o.withDefaults()
	release, err := hold(doing, path)
	if err != nil {
		return nil, err
	}
	defer release()
	folder, err := os.MkdirTemp("", "claimtrace-")
	if err != nil {
		return nil, explain(doing, path, err)
	}
	defer os.RemoveAll(folder)
	copied := filepath.Join(folder, "copy")
	for range copyTries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		still, err := copyStill(realPath(path), copied)
		if err != nil {
			return nil, explain(doing, path, err)
		}
		if !still {
			continue
		}
		sum, err := hashFile(copied)
		if err != nil {
			return nil, explain(doing, path, err)
		}
		p, opening := openCopied(path, copied, o)
		if !errors.Is(opening, ErrDamaged) {
			return p, explain(doing, path, opening)
		}
		// It may be that two moments were copied as one.
		if now, err := hashFile(realPath(path)); err == nil && now == sum {
			return nil, opening
		}
	}
	return nil, locked(doing, path)
}

// renamed is an error that names a copy, put in the words of the file itself.
type renamed struct {
	error
	from, to string
}

func (r renamed) Error() string { return strings.ReplaceAll(r.error.Error(), r.from, r.to) }
func (r renamed) Unwrap() error { return r.error }

// copyStill copies a file and its journal, and tells whether both were left
// alone meanwhile.
func copyStill(from, to string) (still bool, err error) {
	type state struct {
		there bool
		size  int64
		time  int64
	}
	look := func() (both [2]state, err error) {
		for i, suffix := range []string{"", "-journal"} {
			info, err := os.Stat(from + suffix)
			if err == nil {
				both[i] = state{true, info.Size(), info.ModTime().UnixNano()}
			} else if !errors.Is(err, fs.ErrNotExist) {
				return both, err
			}
		}
		return both, nil
	}
	before, err := look()
	if err != nil {
		return false, err
	}
	if err := copyBytes(from, to); err != nil {
		return false, err
	}
	os.Remove(to + "-journal")
	if before[1].there {
		if err := copyBytes(from+"-journal", to+"-journal"); errors.Is(err, fs.ErrNotExist) {
			return false, nil
		} else if err != nil {
			return false, err
		}
	}
	after, err := look()
	return before == after, err
}

// openCopied puts a copy of a file into memory and checks it.
func openCopied(path, copied string, o Options) (*Project, error) {
	f, err := openFile("open", copied, false)
	if err != nil {
		return nil, renamed{err, copied, path}
	}
	c, err := memoryCopy(f.conn)
	err = cmp.Or(err, f.conn.close())
	f.release()
	if err != nil {
		if c != nil {
			c.close()
		}
		return nil, err
	}
	p := &Project{
		path: path, conn: c, release: func() {}, person: o.Person, now: o.Now, newID: o.NewID,
		readOnly: "it is open in another window, and this is a copy of " + o.Now().Format("15:04:05"),
		advice:   "close it there to work on it here",
	}
	p.closing, p.stop = context.WithCancel(context.Background())
	if f.format < latest {
		if err = inspectBase(c, f.format).err(path); err == nil {
			err = upgrade(c, f.format)
		}
	}
	if err == nil {
		err = inspect(c).err(path)
	}
	if err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}
