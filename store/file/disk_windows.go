package file

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// diskNumber is where a file lies on the disk: its volume and number there.
func diskNumber(path string, _ fs.FileInfo) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	var d syscall.ByHandleFileInformation
	if syscall.GetFileInformationByHandle(syscall.Handle(f.Fd()), &d) != nil {
		return ""
	}
	return fmt.Sprintf("%d:%d:%d", d.VolumeSerialNumber, d.FileIndexHigh, d.FileIndexLow)
}

// lastTouched is when a file was made, which a file put in its place does not
// share: when anything about it was changed is not to be had here.
func lastTouched(info fs.FileInfo) string {
	s, ok := info.Sys().(*syscall.Win32FileAttributeData)
	if !ok {
		return ""
	}
	return fmt.Sprint(s.CreationTime.Nanoseconds())
}

// ownedByUs is always so: the folder for temporary files is each user's own.
func ownedByUs(fs.FileInfo) bool { return true }
