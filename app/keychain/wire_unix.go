//go:build !windows && !darwin

package keychain

import (
	"bufio"
	"net"
	"time"
)

// wire is the socket below a D-Bus connection. The library would write to a bus
// that stopped reading for as long as it takes, and could not even be closed
// meanwhile: here a write that gets stuck ends the connection.
type wire struct {
	net.Conn
	in *bufio.Reader
}

func newWire(c net.Conn) wire { return wire{c, bufio.NewReader(c)} }

func (w wire) Read(b []byte) (int, error) { return w.in.Read(b) }

func (w wire) Write(b []byte) (int, error) {
	err := w.SetWriteDeadline(time.Now().Add(ProbeLimit))
	n := 0
	if err == nil {
		n, err = w.Conn.Write(b)
	}
	if err != nil {
		_ = w.Close() // half a message may be out
	}
	return n, err
}
