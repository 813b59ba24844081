//go:build !windows && !darwin

package xserver

import (
	"context"
	"errors"
	"net"
	"strconv"
	"strings"
)

var errName = errors.New("this is no name of a display")

// address is what the name of a display says, [protocol/][host]:number[.screen];
// see X(7).
type address struct {
	network, target string
	local           bool
	number          string
	screen          int
}

func parse(name string) (address, error) {
	host, rest, ok := cutLast(name, ":")
	number, screen, hasScreen := strings.Cut(rest, ".")
	n, err := strconv.ParseUint(number, 10, 16)
	if !ok || err != nil {
		return address{}, errName
	}
	a := address{number: number}
	if hasScreen {
		s, err := strconv.ParseUint(screen, 10, 8)
		if err != nil {
			return address{}, errName
		}
		a.screen = int(s)
	}
	protocol, bare, hasProtocol := cutLast(host, "/")
	switch {
	case strings.HasPrefix(host, "/"):
		a.network, a.target, a.local = "unix", host+":"+number, true
	case host == "" || host == "unix" || hasProtocol && protocol == "unix":
		a.network, a.target, a.local = "unix", "/tmp/.X11-unix/X"+number, true
	default:
		a.network, a.target = "tcp", net.JoinHostPort(strings.Trim(bare, "[]"), strconv.FormatUint(6000+n, 10))
	}
	return a, nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}

func (a address) dial(ctx context.Context) (net.Conn, error) {
	var d net.Dialer
	sock, err := d.DialContext(ctx, a.network, a.target)
	if err != nil && a.network == "unix" {
		// The same server without a file, as behind a private /tmp.
		if abstract, second := d.DialContext(ctx, "unix", "@"+a.target); second == nil {
			return abstract, nil
		}
	}
	return sock, err
}
