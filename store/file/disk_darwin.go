package file

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// diskNumber is where a file lies on the disk: its device and number there.
func diskNumber(_ string, info fs.FileInfo) string {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d:%d", s.Dev, s.Ino)
}

// lastTouched is when anything about a file was changed last, which a program
// cannot set as it can the time of writing.
func lastTouched(info fs.FileInfo) string {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d.%09d", s.Ctimespec.Sec, s.Ctimespec.Nsec)
}

// ownedByUs tells whether a file is of the user who runs the program.
func ownedByUs(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == os.Getuid()
}
