package worker

import (
	"os/exec"
	"syscall"
)

// hideWindow keeps a console from being opened for the child.
func hideWindow(cmd *exec.Cmd) {
	const noWindow = 0x08000000 // CREATE_NO_WINDOW
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true, CreationFlags: noWindow}
}
