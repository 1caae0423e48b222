package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// A file that this program closed in good order, and that nobody has touched
// since, needs no check of all its rows when it is opened again. What proves
// it is kept apart from the file, in the user's own folder: its place on the
// disk, size and times, its header (in which SQLite counts the changes), and
// the end of the log's chain of sums. Whoever can forge that can do as the
// user anyway. Two things it does not show: bytes changed by another way than
// SQLite's in the few milliseconds that a file system counts as one moment with
// our last write, and a disk that gives back other bytes than it was given.
// [Project.Check] and [Verify] find both, and so does the check of every
// backup.
//
// No record is kept of a package, of a file in which damage was met, or by a
// program that was ended before it could close: these get the whole check.

// checks is the number of what a whole check looks for: it goes up when a
// check is added, so that files are checked for that, too.
const checks = 1

const (
	knownFolder = "known"
	maxKnown    = 300 // records, of the files used last
)

// record tells how a project file was left.
type record struct {
	Checks   int       `json:"checks"`
	Format   int       `json:"format"`
	Path     string    `json:"path"`
	Place    string    `json:"place"` // see placeOf
	Size     int64     `json:"size"`
	Modified int64     `json:"modified"` // nanoseconds since 1970
	Header   string    `json:"header"`   // SHA-256 of the first 100 bytes
	Seq      int64     `json:"seq"`      // of the last change
	Sum      string    `json:"sum"`      // of that change
	Checked  time.Time `json:"checked"`  // when all of the file was checked last
}

// realPath is the absolute path of a file without links in it.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return path
}

// keyOf names a file by its real path.
func keyOf(path string) string {
	sum := sha256.Sum256([]byte(realPath(path)))
	return hex.EncodeToString(sum[:16])
}

func knownFile(data, path string) string {
	return filepath.Join(data, knownFolder, keyOf(path)+".json")
}

// recordOf describes a file that nobody has open but its caller.
func recordOf(path string, info fs.FileInfo, head []byte, t tail, checked time.Time) record {
	sum := sha256.Sum256(head)
	return record{
		Checks: checks, Format: latest, Path: realPath(path), Place: placeOf(info), Size: info.Size(),
		Modified: info.ModTime().UnixNano(), Header: hex.EncodeToString(sum[:]), Seq: t.seq, Sum: hex.EncodeToString(t.sum), Checked: checked,
	}
}

// recall returns when all of a file was checked last, if it is as it was left;
// ok is false where that cannot be shown.
func (p *Project) recall(f openedFile) (checked time.Time, ok bool) {
	if p.data == "" || f.format != latest || f.unfinished {
		return time.Time{}, false
	}
	content, err := os.ReadFile(knownFile(p.data, p.path))
	if err != nil {
		return time.Time{}, false
	}
	var kept record
	if json.Unmarshal(content, &kept) != nil {
		return time.Time{}, false
	}
	info, err := os.Stat(p.path)
	if err != nil {
		return time.Time{}, false
	}
	t, err := soundTail(p.conn)
	if err != nil || recordOf(p.path, info, f.header, t, kept.Checked) != kept {
		return time.Time{}, false
	}
	isPackage, err := p.conn.has("SELECT 1 FROM package")
	return kept.Checked, err == nil && !isPackage
}

// tailRows is how many of the last changes are checked on every opening.
const tailRows = 100

// soundTail returns the end of the log, whose last rows it checks.
func soundTail(c *conn) (t tail, err error) {
	last, err := all(c, scanEntry, "SELECT "+entryColumns+" FROM change ORDER BY seq DESC LIMIT ?", tailRows+1)
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

// farewell is what [Project.Close] notes before it gives up the lock; nil if
// the file is to be checked as a whole next time.
func (p *Project) farewell() func() {
	if p.data == "" || !p.sound {
		return nil
	}
	isPackage, err := p.conn.has("SELECT 1 FROM package")
	if err != nil || isPackage {
		return nil
	}
	t, err := logTail(p.conn)
	if err != nil {
		return nil
	}
	before, err := os.Stat(p.path)
	if err != nil {
		return nil
	}
	return func() {
		head, format, err := readHeader("close", p.path)
		if err != nil || format != latest {
			return
		}
		info, err := os.Stat(p.path)
		if err != nil {
			return
		}
		// Another program may have been quicker than the look at the header.
		now := recordOf(p.path, info, head, t, p.checked)
		if now == recordOf(p.path, before, head, t, p.checked) {
			_ = remember(p.data, now) // without it the next opening takes longer, no more
		}
	}
}

// remember writes a record, and drops the oldest where there are many.
func remember(data string, r record) error {
	content, err := json.Marshal(r)
	if err != nil {
		return err
	}
	target := knownFile(data, r.Path)
	folder := filepath.Dir(target)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	temp, err := tempBeside(target)
	if err != nil {
		return err
	}
	if err = os.WriteFile(temp, content, 0o600); err == nil {
		err = os.Rename(temp, target)
	}
	if err != nil {
		os.Remove(temp)
		return err
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) <= maxKnown {
		return err
	}
	times := make(map[string]time.Time, len(entries))
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			times[e.Name()] = info.ModTime()
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int {
		return cmp.Or(times[b.Name()].Compare(times[a.Name()]), cmp.Compare(a.Name(), b.Name()))
	})
	for _, e := range entries[maxKnown:] {
		os.Remove(filepath.Join(folder, e.Name()))
	}
	return nil
}
