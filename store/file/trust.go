package file

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A file that this program closed in good order, and that nobody has touched
// since, needs no check of all its rows when it is opened again. What proves
// it is kept apart from the file, in the user's own folder: its place on the
// disk, size and times, its header (in which SQLite counts the changes), and a
// mark of what is in it that the caller gives. Whoever can forge that can do as
// the user anyway. Two things it does not show: bytes changed by another way
// than SQLite's in the few milliseconds that a file system counts as one moment
// with our last write, and a disk that gives back other bytes than it was given.
// A whole check finds both, and so does the check of every backup.
//
// A program that was ended before it could close leaves no record that fits.

const (
	trustFolder = "trust"
	maxTrusted  = 300 // records, of the files used last
)

// Trust is what a file is taken at its word by.
type Trust struct {
	Data   string // the user's own folder; nothing is kept or believed where it is ""
	Checks int    // the number of what a whole check looks for: with another one no record counts
	Mark   string // what is in the file, by its end
}

// record tells how a project file was left.
type record struct {
	Checks   int       `json:"checks"`
	Format   int       `json:"format"`
	Path     string    `json:"path"`
	Disk     string    `json:"disk"`    // see diskNumber
	Touched  string    `json:"touched"` // see lastTouched
	Size     int64     `json:"size"`
	Modified int64     `json:"modified"` // nanoseconds since 1970
	Header   string    `json:"header"`   // SHA-256 of the first 100 bytes
	Mark     string    `json:"mark"`
	Checked  time.Time `json:"checked"` // when all of the file was checked last
}

// KeyOf names a file by its real path, in 32 hexadecimal digits.
func KeyOf(path string) string { return keyOf(RealPath(path)) }

func keyOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}

func trustFile(data, path string) string {
	return filepath.Join(data, trustFolder, KeyOf(path)+".json")
}

// recordOf describes a file that nobody has open but its caller.
func (f *File) recordOf(info fs.FileInfo, head []byte, t Trust, checked time.Time) record {
	sum := sha256.Sum256(head)
	return record{
		Checks: t.Checks, Format: f.Format, Path: RealPath(f.Path), Disk: diskNumber(f.Path, info), Touched: lastTouched(info),
		Size: info.Size(), Modified: info.ModTime().UnixNano(), Header: hex.EncodeToString(sum[:]), Mark: t.Mark, Checked: checked,
	}
}

// Trusted returns when all of an opened file was checked last, if it is as it
// was left by CloseTrusted; ok is false where that cannot be shown.
func (f *File) Trusted(t Trust) (checked time.Time, ok bool) {
	if t.Data == "" || f.Unfinished {
		return time.Time{}, false
	}
	content, err := os.ReadFile(trustFile(t.Data, f.Path))
	if err != nil {
		return time.Time{}, false
	}
	var kept record
	if json.Unmarshal(content, &kept) != nil {
		return time.Time{}, false
	}
	info, err := os.Stat(f.Path)
	if err != nil || f.recordOf(info, f.Header, t, kept.Checked) != kept {
		return time.Time{}, false
	}
	return kept.Checked, true
}

// CloseTrusted closes the file as Close does, and notes how it was left. For
// what is not to be trusted there is Close.
func (f *File) CloseTrusted(t Trust, checked time.Time) error {
	defer f.release()
	before, statErr := os.Stat(f.Path)
	if err := f.Conn.Close(); err != nil || statErr != nil || t.Data == "" {
		return err
	}
	h, err := readHeader("close", f.Path, Formats{f.Format, f.Format})
	if err != nil {
		return nil // another program was quicker; so below
	}
	info, err := os.Stat(f.Path)
	if err != nil {
		return nil
	}
	now := f.recordOf(info, h.bytes, t, checked)
	if now == f.recordOf(before, h.bytes, t, checked) {
		// Without it the next opening takes longer, no more.
		_ = keep(trustFile(t.Data, f.Path), now, maxTrusted, 0)
	}
	return nil
}

// keep writes a record, which whoever reads it finds whole or not at all, and
// drops from its folder the oldest where there are more than most, but none
// that is younger than an age.
func keep(target string, r any, most int, age time.Duration) error {
	content, err := json.Marshal(r)
	if err != nil {
		return err
	}
	folder := filepath.Dir(target)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	temp, err := newTemp(folder)
	if err != nil {
		return err
	}
	defer temp.Remove()
	// It need not survive a loss of power: then the file is not trusted.
	if err := os.WriteFile(temp.Path, content, 0o600); err != nil {
		return err
	}
	if err := os.Rename(temp.Path, target); err != nil {
		return err
	}
	temp.forget()
	return drop(folder, most, age)
}

// drop removes the oldest records of a folder where there are more than most,
// but none that is younger than an age.
func drop(folder string, most int, age time.Duration) error {
	now := time.Now()
	sweep(folder, now)
	type dated struct {
		name string
		time time.Time
	}
	entries, err := os.ReadDir(folder)
	var records []dated
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".json") {
			continue
		}
		if info, err := e.Info(); err == nil { // else another process dropped it
			records = append(records, dated{e.Name(), info.ModTime()})
		}
	}
	if len(records) <= most {
		return err
	}
	slices.SortFunc(records, func(a, b dated) int { return cmp.Or(b.time.Compare(a.time), cmp.Compare(a.name, b.name)) })
	for _, r := range records[most:] {
		if now.Sub(r.time) >= age {
			os.Remove(filepath.Join(folder, r.name))
		}
	}
	return nil
}
