package check

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// apart keeps the program from opening a console of its own.
func apart(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NO_WINDOW, HideWindow: true}
}
