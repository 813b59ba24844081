//go:build linux

package wayland

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// killAfter is how long wl-copy has to end when it is asked to.
const killAfter = time.Second

// child is a running wl-copy.
type child struct {
	cmd    *exec.Cmd
	folder *folder
	output *os.File
	done   chan struct{} // closed when it has ended and its files are gone
	err    error         // how it ended; read after done
}

// start runs the program so that it ends when we do, however we end. The kernel
// ties that to the thread which started the program (prctl(2),
// https://go.dev/issue/27505), and Go ends threads when it likes: so the
// goroutine that waits for the program keeps its thread as long.
func (c *child) start() error {
	c.cmd.SysProcAttr = &syscall.SysProcAttr{
		Pdeathsig: syscall.SIGKILL,
		Setpgid:   true, // it has cat write: that has to end too
	}
	c.done = make(chan struct{})
	began := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := c.cmd.Start()
		began <- err
		if err != nil {
			return
		}
		c.err = c.cmd.Wait()
		c.signal(syscall.SIGKILL) // what it has left behind
		c.folder.remove()
		close(c.done)
	}()
	return <-began
}

// signal is for the program and for those that it has started.
func (c *child) signal(s syscall.Signal) { _ = syscall.Kill(-c.cmd.Process.Pid, s) }

func (c *child) alive() bool {
	select {
	case <-c.done:
		return false
	default:
		return true
	}
}

// end ends it, and waits for it.
func (c *child) end() {
	if c == nil {
		return
	}
	if c.alive() {
		c.signal(syscall.SIGTERM)
	}
	select {
	case <-c.done:
	case <-time.After(killAfter):
		c.signal(syscall.SIGKILL)
		<-c.done
	}
	_ = c.output.Close()
}

// said is what it wrote to stderr. That is a file in memory: a pipe would have
// to be read for as long as anybody keeps its other end.
func (c *child) said() string {
	b, _ := io.ReadAll(io.NewSectionReader(c.output, 0, 300))
	return strings.TrimSpace(string(b))
}

// memory makes a file that is in memory only.
func memory(name string, content []byte) (*os.File, error) {
	fd, err := unix.MemfdCreate(name, unix.MFD_CLOEXEC)
	if err != nil {
		return nil, err
	}
	f := os.NewFile(uintptr(fd), name)
	if _, err := f.Write(content); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
