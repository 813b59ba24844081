package rpc

import (
	"net"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// ours: the folder's rights keep other people out.
func ours(net.Conn) bool { return true }

var poll = windows.NewLazySystemDLL("ws2_32.dll").NewProc("WSAPoll")

// hungUp tells whether the other end is closed already. It waits for nothing.
func hungUp(conn net.Conn) bool {
	c, ok := conn.(syscall.Conn)
	if !ok {
		return false
	}
	raw, err := c.SyscallConn()
	if err != nil {
		return false
	}
	ended := false
	err = raw.Control(func(socket uintptr) {
		const (
			anything = 0x0300 // POLLIN
			gone     = 0x0003 // POLLERR | POLLHUP
		)
		p := struct { // WSAPOLLFD
			socket         uintptr
			asked, happens int16
		}{socket: socket, asked: anything}
		n, _, _ := poll.Call(uintptr(unsafe.Pointer(&p)), 1, 0)
		ended = int32(n) == 1 && p.happens&gone != 0
	})
	return err == nil && ended
}
