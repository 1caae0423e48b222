package file

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"sync"
	"syscall"
)

// thisBoot is what the names of temporary files begin with that were made on
// this machine since it was started: of these, and no others, claims can be
// seen here. "" where that is not known.
var thisBoot = sync.OnceValue(func() string {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(id)
	return hex.EncodeToString(sum[:4]) + "-"
})

// A claim is a lock on one byte, far behind those that SQLite locks. It belongs
// to the open file: neither closing another handle ends it nor does it bind the
// process that has it.
const (
	setOpenFileLock = 37      // F_OFD_SETLK
	claimByte       = 1 << 40 // behind SQLite's, which lie at 1 << 30
)

// claim claims an open temporary file.
func claim(f *os.File) claiming {
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: claimByte, Len: 1}
	switch err := syscall.FcntlFlock(f.Fd(), setOpenFileLock, &lock); {
	case errors.Is(err, syscall.EAGAIN), errors.Is(err, syscall.EACCES):
		return taken
	case err != nil:
		return unknown
	}
	if info, err := f.Stat(); err == nil {
		if s, ok := info.Sys().(*syscall.Stat_t); ok && s.Nlink == 0 {
			return taken
		}
	}
	return claimed
}
