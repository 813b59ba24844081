//go:build !windows && !darwin

package desktop

import (
	"os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

// System is the operating system with its version (os-release(5)).
func System() string {
	for _, path := range []string{"/etc/os-release", "/usr/lib/os-release"} {
		content, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(content)) {
			if name, ok := strings.CutPrefix(line, "PRETTY_NAME="); ok {
				return strings.Trim(strings.TrimSpace(name), `"'`)
			}
		}
	}
	return runtime.GOOS
}

// Kernel is the version of the kernel, in numbers.
func Kernel() string {
	var u unix.Utsname
	if unix.Uname(&u) != nil {
		return ""
	}
	return numbers(unix.ByteSliceToString(u.Release[:]))
}
