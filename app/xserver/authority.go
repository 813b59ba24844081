//go:build !windows && !darwin

package xserver

import (
	"cmp"
	"encoding/binary"
	"net"
	"os"
	"path/filepath"

	"github.com/jezek/xgb"
)

// Families of addresses in an Xauthority file; see Xauth(3).
const (
	familyInternet  = 0
	familyInternet6 = 6
	familyLocal     = 256
	familyWild      = 65535
)

const cookieName = "MIT-MAGIC-COOKIE-1"

// opening is a connection whose first message, the one that opens it, is ours:
// xgb finds the cookie of a display only if it dials itself, and then nobody
// can bound or end the connection to a server that does not answer.
type opening struct {
	net.Conn
	first []byte
}

func (o *opening) Write(p []byte) (int, error) {
	if o.first == nil {
		return o.Conn.Write(p)
	}
	_, err := o.Conn.Write(o.first)
	o.first = nil
	return len(p), err
}

// setup is the message that opens a connection: little endian, protocol 11.0.
func setup(cookie []byte) []byte {
	name := ""
	if cookie != nil {
		name = cookieName
	}
	buf := make([]byte, 12+xgb.Pad(len(name))+xgb.Pad(len(cookie)))
	buf[0] = 'l'
	xgb.Put16(buf[2:], 11)
	xgb.Put16(buf[6:], uint16(len(name)))
	xgb.Put16(buf[8:], uint16(len(cookie)))
	copy(buf[12:], name)
	copy(buf[12+xgb.Pad(len(name)):], cookie)
	return buf
}

// cookie is what lets us in, from the person's Xauthority file; nil if there is
// none, as many servers ask for none.
func (a address) cookie(remote net.Addr) []byte {
	file := cmp.Or(os.Getenv("XAUTHORITY"), filepath.Join(os.Getenv("HOME"), ".Xauthority"))
	entries, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	family, host := a.peer(remote)
	for len(entries) >= 2 {
		of := binary.BigEndian.Uint16(entries)
		entries = entries[2:]
		var fields [4]string // address, number of the display, name, data
		for i := range fields {
			if len(entries) < 2 {
				return nil
			}
			n := int(binary.BigEndian.Uint16(entries))
			if entries = entries[2:]; len(entries) < n {
				return nil
			}
			fields[i], entries = string(entries[:n]), entries[n:]
		}
		here := of == familyWild || of == family && fields[0] == host
		if here && (fields[1] == "" || fields[1] == a.number) && fields[2] == cookieName {
			return []byte(fields[3])
		}
	}
	return nil
}

// peer is how an Xauthority file names the server.
func (a address) peer(remote net.Addr) (family uint16, host string) {
	tcp, ok := remote.(*net.TCPAddr)
	switch {
	case a.local || !ok || tcp.IP.IsLoopback(): // ssh -X is loopback, and counts as local
		host, _ = os.Hostname() // "" matches what says so
		return familyLocal, host
	case tcp.IP.To4() != nil:
		return familyInternet, string(tcp.IP.To4())
	}
	return familyInternet6, string(tcp.IP.To16())
}
