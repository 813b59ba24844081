//go:build !windows && !darwin

// Package xserver opens connections to the X server: where it is, what lets us
// in, and how long that may take. What is asked of the server is not here.
package xserver

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// Conn is a connection to the X server.
type Conn struct {
	*xgb.Conn
	Root xproto.Window // of the screen that the display's name says
	sock net.Conn
}

// Dial connects to a display, such as :0. When ctx ends, so does the attempt.
func Dial(ctx context.Context, display string) (*Conn, error) {
	Tame()
	a, err := parse(display)
	if err != nil {
		return nil, err
	}
	sock, err := a.dial(ctx)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = sock.Close() })
	defer stop()
	c, err := shake(sock, a)
	if err != nil {
		_ = sock.Close()
		return nil, err
	}
	return c, nil
}

// shake greets the server. xgb takes on trust what the server says of lengths,
// and panics if that is wrong.
func shake(sock net.Conn, a address) (c *Conn, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("the server's greeting makes no sense")
		}
	}()
	x, err := xgb.NewConnNet(&opening{Conn: sock, first: setup(a.cookie(sock.RemoteAddr()))})
	if err != nil {
		return nil, err
	}
	info := xproto.Setup(x)
	if a.screen >= len(info.Roots) {
		return nil, fmt.Errorf("there is no screen %d", a.screen)
	}
	return &Conn{Conn: x, Root: info.Roots[a.screen].Root, sock: sock}, nil
}

// Abort ends the connection at once, whatever waits for it. The server takes
// everything that we had away. xgb's own Close waits for the server's answer.
func (c *Conn) Abort() { _ = c.sock.Close() }
