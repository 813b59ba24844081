//go:build linux

package x11_test

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/clipboard"
	"keytray/app/clipboard/x11"
	"keytray/app/secret"
)

// guarded starts a server that asks for a cookie.
func guarded(t *testing.T, cookie []byte) (display, file string) {
	t.Helper()
	var entry []byte
	entry = binary.BigEndian.AppendUint16(entry, 65535) // any host
	for _, field := range []string{"", "", "MIT-MAGIC-COOKIE-1", string(cookie)} {
		entry = append(binary.BigEndian.AppendUint16(entry, uint16(len(field))), field...)
	}
	file = filepath.Join(t.TempDir(), "xauth")
	if err := os.WriteFile(file, entry, 0o600); err != nil {
		t.Fatal(err)
	}
	number, says, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer number.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-auth", file, "-nolisten", "tcp", "-noreset")
	server.ExtraFiles = []*os.File{says}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	_ = says.Close()
	t.Cleanup(func() { _ = server.Process.Signal(os.Interrupt); _ = server.Wait() }) // removes its lock
	line, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return ":" + strings.TrimSpace(line), file
}

func TestAServerThatAsksForACookieGetsIt(t *testing.T) {
	cookie := bytes.Repeat([]byte{7}, 16)
	display, file := guarded(t, cookie)
	b := x11.New(display)
	defer b.Close()
	offered := clipboard.Offer{Value: secret.FromString("v")}
	t.Setenv("XAUTHORITY", filepath.Join(t.TempDir(), "none"))
	err := b.Put(t.Context(), offered)
	if !errors.Is(err, clipboard.ErrTool) {
		t.Errorf("without a cookie: %v", err)
	}
	t.Setenv("XAUTHORITY", file)
	if err := b.Put(t.Context(), offered); err != nil {
		t.Fatal(err)
	}
	if is, err := b.Ours(t.Context()); !is || err != nil {
		t.Errorf("ours %v, %v", is, err)
	}
}
