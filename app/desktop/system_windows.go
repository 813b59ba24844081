package desktop

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// System is the operating system.
func System() string { return "Windows" }

// Kernel is the version of Windows, in numbers.
func Kernel() string {
	v := windows.RtlGetVersion()
	return fmt.Sprintf("%d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
}
