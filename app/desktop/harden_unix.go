//go:build !windows

package desktop

import "golang.org/x/sys/unix"

// NoCoreDumps keeps the memory of this process out of crash files.
func NoCoreDumps() {
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}) // nothing else to try
}
