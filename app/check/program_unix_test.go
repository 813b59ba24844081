//go:build unix

package check_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"keytray/app/check"
	"keytray/app/secret"
)

func crash() { _ = syscall.Kill(os.Getpid(), syscall.SIGKILL) }

// haveChild starts another one that hangs.
func haveChild(file string) {
	self, _ := os.Executable()
	_ = exec.Command(self, childArg, "hang", file).Start()
}

// haveRunaway starts another one that leaves the group, and holds the pipes.
func haveRunaway(file string) {
	self, _ := os.Executable()
	cmd := exec.Command(self, childArg, "hang", file)
	cmd.Stdin, cmd.Stdout = os.Stdin, os.Stdout
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	_ = cmd.Start()
}

func TestWhoKeepsThePipesHoldsUpNobody(t *testing.T) {
	for _, size := range []int{40, 1 << 20} { // more than a pipe takes
		for _, end := range []string{"at the limit", "when the caller leaves"} {
			t.Run(fmt.Sprintf("%d bytes %s", size, end), func(t *testing.T) {
				file := filepath.Join(t.TempDir(), "pid")
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				p, want := child(t, "runaway", file), check.ErrFailed
				if end == "at the limit" {
					p.Patience = 500 * time.Millisecond
				} else {
					want = context.Canceled
					go func() {
						pid(t, file)
						cancel()
					}()
				}
				over, err := asks(ctx, p, file, func() []byte { return bytes.Repeat([]byte("x"), size) })
				if !errors.Is(err, want) || over > 10*time.Second {
					t.Errorf("got %v, %v after the limit, want %v", err, over, want)
				}
				if n := pid(t, file); n > 0 { // 0 would be all of us
					_ = syscall.Kill(n, syscall.SIGKILL)
				}
			})
		}
	}
}

func TestNoProcessIsLeft(t *testing.T) {
	for name, how := range map[string]string{"the program": "hang", "and what it started": "family"} {
		for _, end := range []string{"at the limit", "when the caller leaves"} {
			t.Run(name+" "+end, func(t *testing.T) {
				file := filepath.Join(t.TempDir(), "pid")
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				p, want := child(t, how, file), check.ErrFailed
				if end == "at the limit" {
					p.Patience = 500 * time.Millisecond
				} else {
					want = context.Canceled
					go func() {
						pid(t, file)
						cancel()
					}()
				}
				if _, err := asks(ctx, p, file, func() []byte { return newSecret().Reveal() }); !errors.Is(err, want) {
					t.Errorf("got %v, want %v", err, want)
				}
				if n := pid(t, file); n > 0 {
					poll(t, "it still runs", func() bool { return gone(n) })
				}
			})
		}
	}
}

// asks tells how it ended, and how long after the program's limit. Where the time was over before a busy machine had
// started the child, which notes its number, there is more time, and it asks again.
func asks(ctx context.Context, p check.Program, file string, value func() []byte) (over time.Duration, err error) {
	for ; ; p.Patience *= 2 {
		began := time.Now()
		_, err = p.Ask(ctx, check.Request{Secret: secret.New(value())})
		over = time.Since(began) - p.Patience
		if _, none := os.Stat(file); none == nil || p.Patience == 0 || p.Patience > 20*time.Second {
			return over, err
		}
	}
}

// pid waits until a child has noted its number; it is 0 if none does.
func pid(t *testing.T, file string) int {
	t.Helper()
	var n int
	poll(t, "the child does not start", func() bool {
		content, err := os.ReadFile(file)
		if err == nil {
			n, err = strconv.Atoi(string(content))
		}
		return err == nil
	})
	return n
}

// gone tells whether a process has ended; one of nobody may wait for init to notice.
func gone(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return true
	}
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	return err == nil && len(stat) > 0 && containsZombie(string(stat))
}

func containsZombie(stat string) bool {
	for i := len(stat) - 1; i > 0; i-- {
		if stat[i] == ')' {
			return i+2 < len(stat) && stat[i+2] == 'Z'
		}
	}
	return false
}

func poll(t *testing.T, fails string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Error(fails)
			return
		}
	}
}
