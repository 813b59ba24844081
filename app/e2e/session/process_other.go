//go:build !linux

package session

import "os/exec"

// endWithParent does nothing: only Linux can tie a program's life to ours.
func endWithParent(*exec.Cmd) {}
