package desktop

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32      = windows.NewLazySystemDLL("kernel32.dll")
	consoleShares = kernel32.NewProc("GetConsoleProcessList")
	leaveConsole  = kernel32.NewProc("FreeConsole")
)

// LeaveOwnConsole closes the console that Windows opens for a program that was started without one, as at log-in. A
// terminal that somebody types in has its shell in it, and stays.
func LeaveOwnConsole() {
	var in [2]uint32 // it is enough to know whether there are others
	if n, _, _ := consoleShares.Call(uintptr(unsafe.Pointer(&in)), uintptr(len(in))); n == 1 {
		_, _, _ = leaveConsole.Call() // if it stays, it can be closed by hand
	}
}
