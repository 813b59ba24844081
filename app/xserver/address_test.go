//go:build !windows && !darwin

package xserver

import (
	"encoding/binary"
	"net"
	"os"
	"path/filepath"
	"testing"
)

func TestNamesOfDisplays(t *testing.T) {
	for name, want := range map[string]address{
		":0":            {"unix", "/tmp/.X11-unix/X0", true, "0", 0},
		":1.2":          {"unix", "/tmp/.X11-unix/X1", true, "1", 2},
		"unix:7":        {"unix", "/tmp/.X11-unix/X7", true, "7", 0},
		"localhost:10":  {"tcp", "localhost:6010", false, "10", 0},
		"tcp/host:1.0":  {"tcp", "host:6001", false, "1", 0},
		"[::1]:3":       {"tcp", "[::1]:6003", false, "3", 0},
		"/tmp/dir/x:12": {"unix", "/tmp/dir/x:12", true, "12", 0},
	} {
		if got, err := parse(name); err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	for _, name := range []string{"", "0", ":", ":x", ":-1", ":1.x", ":1.", "host"} {
		if got, err := parse(name); err == nil {
			t.Errorf("%q became %+v", name, got)
		}
	}
}

func TestTheCookieOfADisplay(t *testing.T) {
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	var file []byte
	entry := func(family uint16, fields ...string) {
		file = binary.BigEndian.AppendUint16(file, family)
		for _, f := range fields {
			file = append(binary.BigEndian.AppendUint16(file, uint16(len(f))), f...)
		}
	}
	entry(familyLocal, "elsewhere", "0", cookieName, "other host")
	entry(familyLocal, host, "1", cookieName, "other number")
	entry(familyLocal, host, "0", "XDM-AUTHORIZATION-1", "other kind")
	entry(familyLocal, host, "0", cookieName, "local")
	entry(familyInternet, "\x0a\x00\x00\x01", "0", cookieName, "far")
	entry(familyWild, "", "", cookieName, "any")
	path := filepath.Join(t.TempDir(), "xauth")
	t.Setenv("XAUTHORITY", path)
	far := &net.TCPAddr{IP: net.IPv4(10, 0, 0, 1)}
	for _, c := range []struct {
		a      address
		remote net.Addr
		want   string
	}{
		{address{local: true, number: "0"}, &net.UnixAddr{}, "local"},
		{address{number: "0"}, &net.TCPAddr{IP: net.IPv6loopback}, "local"},
		{address{number: "0"}, far, "far"},
		{address{local: true, number: "5"}, &net.UnixAddr{}, "any"},
		{address{number: "0"}, &net.TCPAddr{IP: net.ParseIP("2001:db8::1")}, "any"},
	} {
		if got := c.a.cookie(c.remote); got != nil {
			t.Errorf("without a file: %q", got)
		}
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := c.a.cookie(c.remote); string(got) != c.want {
			t.Errorf("%+v: %q, want %q", c.a, got, c.want)
		}
		if err := os.WriteFile(path, file[:len(file)-1], 0o600); err != nil { // cut off
			t.Fatal(err)
		}
		if got := c.a.cookie(c.remote); c.want == "any" && got != nil {
			t.Errorf("cut off: %q", got)
		}
		_ = os.Remove(path)
	}
}
