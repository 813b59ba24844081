package desktop

import "golang.org/x/sys/unix"

// System is the operating system with its version.
func System() string {
	version, _ := unix.Sysctl("kern.osproductversion") // none is said, then
	return "macOS " + numbers(version)
}

// Kernel is the version of the kernel, in numbers.
func Kernel() string {
	version, _ := unix.Sysctl("kern.osrelease")
	return numbers(version)
}
