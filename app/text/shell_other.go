//go:build !windows

package text

var system = posix
