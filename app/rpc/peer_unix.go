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
	same := false
	return look(conn, func(fd int) {
		uid, err := peer(fd)
		same = err == nil && uid == os.Getuid()
	}) && same
}

// hungUp tells whether the other end is closed already, also where something that it sent
// is not read yet. It waits for nothing.
func hungUp(conn net.Conn) bool {
	ended := false
	return look(conn, func(fd int) {
		p := []unix.PollFd{{Fd: int32(fd)}}
		n, err := unix.Poll(p, 0)
		ended = err == nil && n == 1 && p[0].Revents&unix.POLLHUP != 0
	}) && ended
}

// look runs do with a connection's socket, and tells whether there is one.
func look(conn net.Conn, do func(fd int)) bool {
	u, ok := conn.(*net.UnixConn)
	if !ok {
		return false
	}
	raw, err := u.SyscallConn()
	return err == nil && raw.Control(func(fd uintptr) { do(int(fd)) }) == nil
}
