package preferences

import (
	"os"
	"path/filepath"
	"runtime"
)

// Originals tells whether backups are to hold what texts were read from, pages and
// documents. They are not where that cannot be known.
func Originals() bool {
	p, _ := Load()
	return p.Originals
}

// DataFolder returns where the program keeps, for this user, what belongs to
// no project: backups, and which files were closed in good order. It is one
// that systems do not synchronise or clear; "" where there is none.
func DataFolder() string {
	folder := os.UserConfigDir
	if runtime.GOOS == "windows" {
		folder = os.UserCacheDir // of what lies in AppData the part that stays on this machine
	}
	dir, err := folder()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "claimtrace", "data")
}
