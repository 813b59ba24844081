//go:build linux || darwin

package rpc

import (
	"net"
	"os"

	"golang.org/x/sys/unix"
)

// ours tells whether the other end belongs to the same person. The folder is
// theirs alone already; this holds if somebody opened it.
func ours(conn net.Conn) bool {
	u, ok := conn.(*net.UnixConn)
	if !ok {
		return false
	}
	raw, err := u.SyscallConn()
	if err != nil {
		return false
	}
	same := false
	err = raw.Control(func(fd uintptr) {
		uid, err := peer(int(fd))
		same = err == nil && uid == os.Getuid()
	})
	return err == nil && same
}

// hungUp tells whether the other end is closed already, also where something that it sent
// is not read yet. It waits for nothing.
func hungUp(conn net.Conn) bool {
	u, ok := conn.(*net.UnixConn)
	if !ok {
		return false
	}
	raw, err := u.SyscallConn()
	if err != nil {
		return false
	}
	ended := false
	err = raw.Control(func(fd uintptr) {
		p := []unix.PollFd{{Fd: int32(fd)}}
		n, err := unix.Poll(p, 0)
		ended = err == nil && n == 1 && p[0].Revents&unix.POLLHUP != 0
	})
	return err == nil && ended
}
