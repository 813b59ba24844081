package session

import (
	"os/exec"
	"syscall"
)

// endWithParent has the kernel end the program when we die without closing the session.
func endWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
}
