//go:build linux

package wayland

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"keytray/app/clipboard"
)

// fileLimit is how long wl-copy has to make its file. One that makes none keeps
// the value in memory.
const fileLimit = 500 * time.Millisecond

// startCopy has wl-copy offer the value.
//
// wl-copy up to 2.2 writes what it reads from stdin to a file, and has cat print
// that file at each paste; a killed wl-copy leaves it behind. So the value is not
// on stdin, but in a file in memory that wl-copy and its cats inherit as number 3.
// When wl-copy has made its file and waits for something to put in there, we put
// a link to number 3 in its place, and then end stdin. The file's directory has a
// random name, below /tmp for 2.1 whatever TMPDIR says; the file itself is named
// like the pipe on stdin, so we know it.
func startCopy(ctx context.Context, value []byte, args []string) (_ *child, err error) {
	c := &child{}
	if c.folder, err = newFolder(); err != nil {
		return nil, err
	}
	held, err := memory("value", value)
	if err != nil {
		c.folder.remove()
		return nil, err
	}
	defer held.Close()
	if c.output, err = memory("output", nil); err != nil {
		c.folder.remove()
		return nil, err
	}
	stdin, feed, err := c.folder.pipe()
	if err != nil {
		c.folder.remove()
		return nil, err
	}
	defer stdin.Close()
	// With a type of its own, wl-copy does not guess one, and offers all names
	// that text goes by.
	c.cmd = exec.Command("wl-copy", append(args, "--foreground", "--type", "text/plain")...)
	c.cmd.Env = toolEnv("TMPDIR=" + c.folder.path)
	c.cmd.Stdin, c.cmd.Stderr, c.cmd.ExtraFiles = stdin, c.output, []*os.File{held}
	if err := c.start(); err != nil {
		_ = feed.Close()
		c.folder.remove()
		return nil, fmt.Errorf("%w: %w", clipboard.ErrTool, err)
	}
	if err := c.feed(ctx, feed, value); err != nil {
		c.end()
		return nil, err
	}
	return c, nil
}

// feed puts the link in place of wl-copy's file, and ends stdin. A wl-copy
// without a file gets the value on stdin.
func (c *child) feed(ctx context.Context, feed *os.File, value []byte) error {
	defer feed.Close()
	limit := time.After(fileLimit)
	for {
		if file := c.folder.copied(); file != "" {
			return link(file)
		}
		select {
		case <-time.After(time.Millisecond):
		case <-c.done:
			return fmt.Errorf("%w: wl-copy: %w: %s", clipboard.ErrTool, c.err, c.said())
		case <-ctx.Done():
			return fmt.Errorf("%w: wl-copy did not start in time", clipboard.ErrRefused)
		case <-limit:
			_ = feed.SetWriteDeadline(time.Now().Add(fileLimit))
			if _, err := feed.Write(value); err != nil {
				return fmt.Errorf("%w: wl-copy does not read: %w", clipboard.ErrTool, err)
			}
			return nil
		}
	}
}

// conceal does late what feed does in time: the file may have come after all,
// with the value in it.
func (c *child) conceal() {
	file := c.folder.copied()
	if info, err := os.Lstat(file); err == nil && info.Mode().IsRegular() {
		_ = link(file) // the folder's end removes the file as well
	}
}

// link puts a link to the third file of whoever reads it in the file's place.
func link(file string) error {
	tmp := filepath.Join(filepath.Dir(file), "link")
	if err := os.Symlink("/proc/self/fd/3", tmp); err != nil {
		return err
	}
	return os.Rename(tmp, file)
}

// pipe makes the pipe for stdin, which has a name.
func (f *folder) pipe() (stdin, feed *os.File, err error) {
	path := filepath.Join(f.path, f.name)
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		return nil, nil, err
	}
	// Opened without waiting for the other end; the program gets an end that waits.
	in, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	stdin = os.NewFile(uintptr(in), path)
	out, err := syscall.Open(path, syscall.O_WRONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, nil, errors.Join(err, stdin.Close())
	}
	feed = os.NewFile(uintptr(out), path)
	if err := syscall.SetNonblock(in, false); err != nil {
		return nil, nil, errors.Join(err, stdin.Close(), feed.Close())
	}
	return stdin, feed, nil
}
