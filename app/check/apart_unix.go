//go:build unix

package check

import (
	"os/exec"
	"syscall"
)

// apart puts the program into a process group of its own, all of which is ended.
func apart(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
