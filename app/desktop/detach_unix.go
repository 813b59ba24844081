//go:build !windows

package desktop

import (
	"os/exec"
	"syscall"
)

// Detach makes a program that is about to start independent of this one: a
// closed terminal does not end it.
func Detach(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
