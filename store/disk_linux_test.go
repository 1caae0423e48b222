package store

import (
	"os"
	"strconv"
	"syscall"
	"testing"
)

// smallDisk mounts a file system of that many bytes, where that is allowed.
func smallDisk(t *testing.T, size int) (dir string, ok bool) {
	dir, err := os.MkdirTemp("", "claimtrace-disk")
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+strconv.Itoa(size)); err != nil {
		os.Remove(dir)
		return "", false
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
		os.Remove(dir)
	})
	return dir, true
}
