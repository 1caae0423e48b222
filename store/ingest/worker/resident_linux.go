package worker

import (
	"fmt"
	"os"
)

// resident tells how much memory a process has, in bytes.
func resident(pid int) (int64, bool) {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0, false
	}
	var size, pages int64
	if n, _ := fmt.Sscan(string(content), &size, &pages); n < 2 {
		return 0, false
	}
	return pages * int64(os.Getpagesize()), true
}
