//go:build linux || darwin

package rpc

import (
	"net"
	"os"
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
