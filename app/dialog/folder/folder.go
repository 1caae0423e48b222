// Package folder is what a file chooser knows of folders, paths and what is
// chosen among them, without widgets. It only looks: it reads folders and asks
// what a path is, and neither opens nor creates a file, so that a project which
// is open elsewhere is safe from it.
package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Kind is what a line of the list stands for.
type Kind int

// The kinds of a line.
const (
	Parent Kind = iota // the folder above
	Drive
	Folder
	File
)

// Entry is one line of the list.
type Entry struct {
	Kind     Kind
	Name     string // as the file system has it; of a parent, what to call it
	Path     string
	Size     int64 // bytes; of files only
	Modified time.Time
}

// Enters tells whether choosing the entry goes there.
func (e Entry) Enters() bool { return e.Kind != File }

// Computer is the place that lists the drives, on systems that have them.
const Computer = ""

// Listing is what the list shows of a place: the parent first, then folders,
// then files, each in natural order.
type Listing struct {
	Place   string // an absolute path, or [Computer]
	Entries []Entry
	Files   int
	Unread  bool // it could not be read
}

// Index is where a path stands in the listing, -1 if it does not.
func (l Listing) Index(path string) int {
	return slices.IndexFunc(l.Entries, func(e Entry) bool { return e.Path == path && e.Kind != Parent })
}

// Read lists a place. Hidden files, files of other endings and what is
// neither a file nor a folder are left out. With an error it still returns the
// parent and what could be read.
func Read(place string, endings []string) (Listing, error) {
	l := Listing{Place: place}
	if place == Computer {
		for _, d := range drives() {
			l.Entries = append(l.Entries, Entry{Kind: Drive, Name: d, Path: d})
		}
		return l, nil
	}
	if up, ok := Above(place); ok {
		l.Entries = append(l.Entries, Entry{Kind: Parent, Name: title(up), Path: up})
	}
	found, err := os.ReadDir(place)
	l.Unread = err != nil
	var rest []ranked
	for _, d := range found {
		if e, ok := inspect(place, d, endings); ok {
			rest = append(rest, ranked{e, rank(e.Name)})
			if e.Kind == File {
				l.Files++
			}
		}
	}
	slices.SortFunc(rest, ranked.compare)
	for _, r := range rest {
		l.Entries = append(l.Entries, r.Entry)
	}
	return l, err
}

// inspect asks no more of the file system than the list shows, and follows
// links only.
func inspect(place string, d fs.DirEntry, endings []string) (Entry, bool) {
	e := Entry{Kind: Folder, Name: d.Name(), Path: filepath.Join(place, d.Name())}
	if d.Type().IsRegular() && !fits(e.Name, endings) || strings.HasPrefix(e.Name, ".") {
		return e, false
	}
	info, err := d.Info()
	if err != nil || hidden(info) {
		return e, false
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		if info, err = os.Stat(e.Path); err != nil {
			return e, false
		}
	}
	e.Modified = info.ModTime()
	if info.IsDir() {
		return e, true
	}
	e.Kind, e.Size = File, info.Size()
	return e, info.Mode().IsRegular() && fits(e.Name, endings)
}

// fits tells whether a file's name has one of the endings; all fit none.
func fits(name string, endings []string) bool {
	for _, e := range endings {
		if len(name) > len(e) && strings.EqualFold(name[len(name)-len(e):], e) {
			return true
		}
	}
	return len(endings) == 0
}

// Above is the place above a place; ok is false at the top.
func Above(place string) (up string, ok bool) {
	if place == Computer {
		return "", false
	}
	if up = filepath.Dir(place); up != place {
		return up, true
	}
	return Computer, drives != nil
}

// title is what a place is called.
func title(place string) string {
	if place == Computer {
		return "This computer"
	}
	return filepath.Base(place)
}

// Nearest is the folder itself or, where it is gone, the first above it that
// is there.
func Nearest(place string) string {
	for {
		if info, err := os.Stat(place); err == nil && info.IsDir() || errors.Is(err, fs.ErrPermission) {
			return place
		}
		up, ok := Above(place)
		if !ok || up == Computer {
			return place
		}
		place = up
	}
}

// errDevice says that a path is that of something which is neither a file nor
// a folder. [Look] returns it.
var errDevice = errors.New("it is a device, not a file")

// Look tells what stands at a path. That nothing does is not an error.
func Look(path string) (k Kind, exists bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, false, nil
	case err != nil:
		return 0, false, err
	case info.IsDir():
		return Folder, true, nil
	case !info.Mode().IsRegular():
		return 0, true, errDevice
	}
	return File, true, nil
}

// why is the bare reason of an error of the file system.
func why(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}
