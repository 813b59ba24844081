//go:build !windows

package desktop

// LeaveOwnConsole has nothing to do: only Windows opens consoles for programs.
func LeaveOwnConsole() {}
