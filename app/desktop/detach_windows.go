package desktop

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// Detach makes a program that is about to start independent of this one: a
// closed console does not end it.
func Detach(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.DETACHED_PROCESS | windows.CREATE_NEW_PROCESS_GROUP}
}
