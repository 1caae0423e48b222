package store

import (
	"fmt"
	"io/fs"
	"syscall"
)

// placeOf is when the file was made, which a file put in its place does not
// share. More is not to be had from what os.Stat tells here.
func placeOf(info fs.FileInfo) string {
	s, ok := info.Sys().(*syscall.Win32FileAttributeData)
	if !ok {
		return ""
	}
	return fmt.Sprint(s.CreationTime.Nanoseconds())
}
