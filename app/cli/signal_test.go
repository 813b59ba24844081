//go:build linux

package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"keytray/app/rpc"
)

// silent takes one call as an agent does, tells when it has read it and never
// answers.
func silent(t *testing.T, runtime string) (called <-chan error) {
	t.Helper()
	l, err := rpc.Listen(filepath.Join(runtime, "keytray", "agent.sock"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	read := make(chan error, 1)
	go func() {
		conn, err := l.Accept()
		if err == nil {
			t.Cleanup(func() { _ = conn.Close() })
			err = json.NewDecoder(conn).Decode(&struct{}{})
		}
		read <- err
	}()
	return read
}

func TestCtrlCEndsACommandThatWaits(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		said string // "" for one that the signal itself has ended
	}{
		{"one that changes something says what that means", []string{"revoke", "k"}, "You stopped it"},
		{"one that reads ends like any program", []string{"get", "k"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			called := silent(t, dir)
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), self, c.args...)
			cmd.Args[0] = "keytray"
			cmd.Env = []string{"HOME=" + dir, "XDG_RUNTIME_DIR=" + dir}
			var said bytes.Buffer
			cmd.Stderr = &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- cmd.Wait() }()
			select {
			case err := <-called:
				if err != nil {
					t.Error(err)
				}
			case err := <-ended:
				t.Fatalf("it did not wait: %v %s", err, said.String())
			}
			_ = cmd.Process.Signal(os.Interrupt)
			var exit *exec.ExitError
			if err := <-ended; !errors.As(err, &exit) {
				t.Fatalf("it ended with %v", err)
			}
			status := exit.Sys().(syscall.WaitStatus)
			if bySignal := status.Signaled() && status.Signal() == syscall.SIGINT; bySignal != (c.said == "") {
				t.Errorf("it ended with %v", exit)
			}
			if !strings.Contains(said.String(), c.said) {
				t.Errorf("it said %q", said.String())
			}
		})
	}
}
