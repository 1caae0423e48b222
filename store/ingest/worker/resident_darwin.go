package worker

import (
	"syscall"
	"unsafe"
)

// taskInfo is the beginning of struct proc_taskinfo of sys/proc_info.h, filled up
// to its size.
type taskInfo struct {
	virtual, resident uint64
	_                 [80]byte
}

// resident tells how much memory a process has, in bytes.
func resident(pid int) (int64, bool) {
	const pidInfo, pidTaskInfo = 2, 4 // PROC_INFO_CALL_PIDINFO, PROC_PIDTASKINFO
	var info taskInfo
	n, _, errno := syscall.Syscall6(syscall.SYS_PROC_INFO, pidInfo, uintptr(pid), pidTaskInfo, 0,
		uintptr(unsafe.Pointer(&info)), unsafe.Sizeof(info))
	if errno != 0 || n < unsafe.Sizeof(info) {
		return 0, false
	}
	return int64(info.resident), true
}
