package folder

import (
	"io/fs"
	"math/bits"
	"syscall"
)

// drives lists the roots of the file system where there are several; nil where
// there is one.
var drives = logicalDrives

// logicalDrives asks Windows which letters are in use. It touches no drive, so
// that an empty one does not make it wait.
func logicalDrives() []string {
	in, _, _ := syscall.NewLazyDLL("kernel32.dll").NewProc("GetLogicalDrives").Call()
	var out []string
	for set := uint32(in); set != 0; set &= set - 1 {
		out = append(out, string(rune('A'+bits.TrailingZeros32(set)))+`:\`)
	}
	return out
}

// hidden tells whether a file is hidden otherwise than by its name.
func hidden(info fs.FileInfo) bool {
	a, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && a.FileAttributes&syscall.FILE_ATTRIBUTE_HIDDEN != 0
}
