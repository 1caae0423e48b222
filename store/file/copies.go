package file

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// A copy's name is good for one file in one place. So what this user knows of
// a copy is kept outside it too: where the two disagree the file was copied,
// restored, salvaged or rolled back since.

const (
	copiesFolder = "copies"
	maxCopies    = 300
	youngCopy    = 90 * 24 * time.Hour // a record is not dropped before that
)

// Copy is what is known of a copy of a project outside its file.
type Copy struct {
	Copy   string `json:"copy"`   // its id
	Disk   string `json:"disk"`   // its file's place on the disk, as OnDisk tells
	Path   string `json:"path"`   // its file's real path
	Number int64  `json:"number"` // of its last change
	Last   string `json:"last"`   // that change's id
	Open   bool   `json:"open"`   // it has been opened to work on and not closed since
}

// OnDisk tells where a file lies: on the disk, by device and number there,
// which stay when it is written to or renamed ("" where the system has no such
// numbers), and its real path.
func OnDisk(path string) (disk, real string, err error) {
	real = RealPath(path)
	info, err := os.Stat(real)
	if err != nil {
		return "", "", err
	}
	return diskNumber(real, info), real, nil
}

func copyFile(data, copy string) string {
	return filepath.Join(data, copiesFolder, keyOf(copy)+".json")
}

// Recall returns what was remembered of a copy; ok is false where nothing was,
// or it cannot be read. data is the user's own folder.
func Recall(data, copy string) (c Copy, ok bool) {
	content, err := os.ReadFile(copyFile(data, copy))
	if data == "" || err != nil || json.Unmarshal(content, &c) != nil || c.Copy != copy {
		return Copy{}, false
	}
	return c, true
}

// Remember notes what is known of a copy, in the place of what was. Whoever
// reads it meanwhile finds the old or the new. Of more than 300 copies the
// oldest notes go, but none of the last 90 days.
func Remember(data string, c Copy) error {
	if data == "" {
		return errNoData
	}
	return keep(copyFile(data, c.Copy), c, maxCopies, youngCopy)
}

var errNoData = errors.New("there is no folder for what is known of copies")
