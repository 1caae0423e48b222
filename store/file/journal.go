package file

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// journalMagic begins a journal that holds something to take back. Of one that
// does not the header is cleared; a program that was killed leaves it behind.
const journalMagic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"

// hotJournal tells whether a journal lies beside a file from which SQLite will
// take back what was under way when its program ended.
func hotJournal(path string) bool {
	f, err := os.Open(RealPath(path) + "-journal")
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(journalMagic))
	n, _ := io.ReadFull(f, head)
	return string(head[:n]) == journalMagic
}

// maxPath is how long the real path of a database may be, in bytes: SQLite has
// room for 512 with the name of the journal. On Windows the system sets other
// bounds and tells of them itself.
const maxPath = 504

func tooLong(real string) bool { return runtime.GOOS != "windows" && len(real) > maxPath }

// checkNames refuses a path for which SQLite, or the system, has no room with
// the name of a journal behind it, and one beside whose file something other
// than a file has that name: SQLite would follow a link to wherever it leads.
func checkNames(doing, path string) error {
	real := RealPath(path)
	if tooLong(real) {
		return longName(doing, path)
	}
	for _, suffix := range []string{"-journal", "-wal"} {
		info, err := os.Lstat(real + suffix)
		what := "a device"
		switch {
		case errors.Is(err, syscall.ENAMETOOLONG):
			return longName(doing, path)
		case err != nil || info.Mode().IsRegular():
			continue
		case info.IsDir():
			what = "a folder"
		case info.Mode()&fs.ModeSymlink != 0:
			what = "a link"
		}
		return Cannot(doing, path, fmt.Errorf("%w (%s%s beside it is %s)", ErrInTheWay, filepath.Base(real), suffix, what), "move that away and try again")
	}
	return nil
}

// stray tells of a file beside a project that no project of ours leaves there,
// and that SQLite would take for part of it.
func stray(path string) error {
	real := RealPath(path)
	name := filepath.Base(real)
	if info, err := os.Lstat(real + "-wal"); err == nil && info.Size() > 0 {
		return fmt.Errorf("another program has left %s-wal beside it", name)
	}
	f, err := os.Open(real + "-journal")
	if err != nil || !hotJournal(path) {
		return nil
	}
	defer f.Close()
	if err := checkJournal(f, real); err != nil {
		return fmt.Errorf("%s-journal beside it, from which what was not finished is to be taken back, %w", name, err)
	}
	return nil
}

// checkJournal refuses a hot journal that would make its database longer than
// it is, by terabytes if need be, or that goes with a journal of other
// databases: an action adds to one file, and never takes from its length.
func checkJournal(journal *os.File, database string) error {
	head := make([]byte, 28) // magic, records, nonce, pages, bytes of a sector, bytes of a page
	if _, err := journal.ReadAt(head, 0); err != nil {
		return nil // so short a journal is not played back
	}
	info, err := os.Stat(database)
	if err != nil {
		return err
	}
	pages, pageSize := binary.BigEndian.Uint32(head[16:]), binary.BigEndian.Uint32(head[24:])
	if int64(pages)*int64(pageSize) > info.Size() {
		return errors.New("is damaged")
	}
	if info, err = journal.Stat(); err != nil {
		return err
	}
	end := make([]byte, len(journalMagic)) // stands after the name of the other journal
	if _, err := journal.ReadAt(end, info.Size()-int64(len(end))); err == nil && string(end) == journalMagic {
		return errors.New("is not its own")
	}
	return nil
}

// closedAs refuses a file, which nobody else has open, that was not closed
// properly by another name that it has in this folder: SQLite looks for a
// journal only beside the name that it is given, and would play it back into
// later work.
func closedAs(doing, path string) error {
	real := RealPath(path)
	info, err := os.Stat(real)
	if err != nil {
		return err
	}
	journals, _ := filepath.Glob(filepath.Join(EscapeGlob(filepath.Dir(real)), "*-journal"))
	for _, journal := range journals {
		other := strings.TrimSuffix(journal, "-journal")
		found, err := os.Stat(other)
		if err == nil && os.SameFile(found, info) && RealPath(other) != real && hotJournal(other) {
			return Cannot(doing, path, fmt.Errorf("%w, since it was not closed properly as %s", ErrReadOnly, filepath.Base(other)), "open that first")
		}
	}
	return nil
}

// orphan tells of a journal without its database: SQLite would play it into
// whatever is put in that place.
func orphan(doing, path string) error {
	if err := checkNames(doing, path); err != nil {
		return err
	}
	if info, err := os.Lstat(path + "-journal"); err != nil || info.Size() == 0 {
		return nil
	}
	return Cannot(doing, path, fmt.Errorf("%w (%s-journal, which another project left behind)", ErrExists, filepath.Base(path)),
		"choose another name, or move that file away")
}

// EscapeGlob makes a path stand for itself in a pattern of [filepath.Glob].
func EscapeGlob(path string) string {
	if filepath.Separator == '\\' {
		return path
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
