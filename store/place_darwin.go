package store

import (
	"fmt"
	"io/fs"
	"syscall"
)

// placeOf is where a file lies on the disk and when anything about it was
// changed last, which a program cannot set as it can the time of writing.
func placeOf(info fs.FileInfo) string {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d:%d:%d.%09d", s.Dev, s.Ino, s.Ctimespec.Sec, s.Ctimespec.Nsec)
}
