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

// hungUp tells whether the other end is closed already. It reads nothing, and waits for
// nothing.
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
		n, _, err := unix.Recvfrom(int(fd), make([]byte, 1), unix.MSG_PEEK|unix.MSG_DONTWAIT)
		ended = err == nil && n == 0
	})
	return err == nil && ended
}
