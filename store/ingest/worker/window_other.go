//go:build !windows

package worker

import "os/exec"

// hideWindow has nothing to hide here.
func hideWindow(*exec.Cmd) {}
