package choose

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// kind is what a line of the list stands for.
type kind int

const (
	parent kind = iota // the folder above
	drive
	folder
	file
)

// entry is one line of the list.
type entry struct {
	kind     kind
	name     string // as the file system has it; of a parent, what to call it
	path     string
	size     int64 // bytes; of files only
	modified time.Time
}

// enters tells whether choosing the entry goes there.
func (e entry) enters() bool { return e.kind != file }

// computer is the place that lists the drives, on systems that have them.
const computer = ""

// listing is what the list shows of a place: the parent first, then folders,
// then files, each in natural order.
type listing struct {
	place   string // an absolute path, or computer
	entries []entry
	files   int
	unread  bool // it could not be read
}

// index is where a path stands in the listing, -1 if it does not.
func (l listing) index(path string) int {
	return slices.IndexFunc(l.entries, func(e entry) bool { return e.path == path && e.kind != parent })
}

// read lists a place. Hidden files, files of other endings and what is
// neither a file nor a folder are left out. With an error it still returns the
// parent and what could be read.
func read(place string, endings []string) (listing, error) {
	l := listing{place: place}
	if place == computer {
		for _, d := range drives() {
			l.entries = append(l.entries, entry{kind: drive, name: d, path: d})
		}
		return l, nil
	}
	if up, ok := above(place); ok {
		l.entries = append(l.entries, entry{kind: parent, name: title(up), path: up})
	}
	found, err := os.ReadDir(place)
	l.unread = err != nil
	var rest []ranked
	for _, d := range found {
		if e, ok := inspect(place, d, endings); ok {
			rest = append(rest, ranked{e, rank(e.name)})
			if e.kind == file {
				l.files++
			}
		}
	}
	slices.SortFunc(rest, ranked.compare)
	for _, r := range rest {
		l.entries = append(l.entries, r.entry)
	}
	return l, err
}

// inspect asks no more of the file system than the list shows, and follows
// links only.
func inspect(place string, d fs.DirEntry, endings []string) (entry, bool) {
	e := entry{kind: folder, name: d.Name(), path: filepath.Join(place, d.Name())}
	if d.Type().IsRegular() && !fits(e.name, endings) || strings.HasPrefix(e.name, ".") {
		return e, false
	}
	info, err := d.Info()
	if err != nil || hidden(info) {
		return e, false
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		if info, err = os.Stat(e.path); err != nil {
			return e, false
		}
	}
	e.modified = info.ModTime()
	if info.IsDir() {
		return e, true
	}
	e.kind, e.size = file, info.Size()
	return e, info.Mode().IsRegular() && fits(e.name, endings)
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

// above is the place above a place; ok is false at the top.
func above(place string) (up string, ok bool) {
	if place == computer {
		return "", false
	}
	if up = filepath.Dir(place); up != place {
		return up, true
	}
	return computer, drives != nil
}

// title is what a place is called.
func title(place string) string {
	if place == computer {
		return "This computer"
	}
	return filepath.Base(place)
}

// nearest is the folder itself or, where it is gone, the first above it that
// is there.
func nearest(place string) string {
	for {
		if info, err := os.Stat(place); err == nil && info.IsDir() || errors.Is(err, fs.ErrPermission) {
			return place
		}
		up, ok := above(place)
		if !ok || up == computer {
			return place
		}
		place = up
	}
}

// errDevice says that a path is that of something which is neither a file nor
// a folder. [look] returns it.
var errDevice = errors.New("it is a device, not a file")

// look tells what stands at a path. That nothing does is not an error.
func look(path string) (k kind, exists bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, false, nil
	case err != nil:
		return 0, false, err
	case info.IsDir():
		return folder, true, nil
	case !info.Mode().IsRegular():
		return 0, true, errDevice
	}
	return file, true, nil
}

// why is the bare reason of an error of the file system.
func why(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}
