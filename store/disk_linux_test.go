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

// protectDisk makes a mounted file system one that cannot be written to, and
// gives back what makes it writable again.
func protectDisk(t *testing.T, dir string) (unprotect func()) {
	t.Helper()
	again := func(flags uintptr) {
		if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|flags, ""); err != nil {
			t.Fatal(err)
		}
	}
	again(syscall.MS_RDONLY)
	return func() { again(0) }
}
