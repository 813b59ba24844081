//go:build linux

package wayland_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"keytray/app/clipboard"
	"keytray/app/clipboard/wayland"
	"keytray/app/secret"
)

// holdVariable makes this program put a value with the board that it names, and
// wait to be killed.
const holdVariable = "KEYTRAY_TEST_HOLD"

func TestMain(m *testing.M) {
	if kind := os.Getenv(holdVariable); kind != "" {
		hold(kind)
		return
	}
	os.Exit(m.Run())
}

func hold(kind string) {
	var b clipboard.Board = wayland.New()
	if kind == "tool" {
		b = wayland.NewTool()
	}
	err := b.Put(context.Background(), clipboard.Offer{Value: secret.FromString(heldValue), Primary: true})
	fmt.Println("put:", err)
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
}

const heldValue = "value of a killed program"

func TestAKilledProgramLeavesNothing(t *testing.T) {
	for _, kind := range []string{"board", "tool"} {
		t.Run(kind, func(t *testing.T) {
			s := sway(t, false)
			cmd := exec.CommandContext(t.Context(), os.Args[0])
			cmd.Env = append(os.Environ(), holdVariable+"="+kind)
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer stdin.Close()
			stdout, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if said, err := bufio.NewReader(stdout).ReadString('\n'); said != "put: <nil>\n" {
				t.Fatalf("%q, %v", said, err)
			}
			if other(t).Paste() != heldValue || other(t).PastePrimary() != heldValue {
				t.Fatal("it is not there")
			}
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			began := time.Now()
			eventually(t, "it is gone", func() bool { return other(t).Paste() == "" && other(t).PastePrimary() == "" })
			if took := time.Since(began); took > time.Second {
				t.Errorf("that took %v", took)
			}
			if files := holding(t, s.Runtime, heldValue); len(files) > 0 {
				t.Errorf("it is in %q", files)
			}
			if kind == "tool" { // the next copy removes what the killed program left
				b := tool(t)
				put(t, b, "value")
				left(t, b, cmd.Process.Pid)
			}
		})
	}
}

func TestAReaderThatNeverReadsHoldsNobodyUp(t *testing.T) {
	sway(t, false)
	b := board(t)
	before := runtime.NumGoroutine()
	value := strings.Repeat("0123456789abcdef", 1<<16)
	put(t, b, value)
	for range 5 {
		cmd := exec.Command("wl-paste", "-n", "--type", "text/plain") // a context has a goroutine
		stuck, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = cmd.Wait() })
		t.Cleanup(func() { _ = cmd.Process.Kill(); _ = stuck.Close() })
		if _, err := stuck.Read(make([]byte, 1)); err != nil { // it has asked
			t.Fatal(err)
		}
	}
	began := time.Now()
	for range 3 {
		if got := other(t).Paste(); got != value {
			t.Errorf("pasted %d bytes", len(got))
		}
	}
	if ours, err := b.Ours(t.Context()); !ours || err != nil {
		t.Errorf("ours is %v, %v", ours, err)
	}
	if err := b.Clear(t.Context()); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	_ = b.Close()
	goroutines(t, before)
}

func TestPutIsQuick(t *testing.T) {
	sway(t, false)
	for name, b := range map[string]clipboard.Board{"board": board(t), "tool": tool(t)} {
		const times = 20
		began := time.Now()
		for range times {
			put(t, b, "value")
		}
		took := time.Since(began) / times
		t.Logf("%s: %v", name, took)
		if took > time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}
