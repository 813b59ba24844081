package session

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

var errEnded = errors.New("it ended")

// process is one program that the session started.
type process struct {
	name string
	pid  int
	log  string // the file with its stderr
	proc *os.Process
	done chan struct{} // closed when it has ended
	err  error         // how it ended; read only after done
}

// launch starts cmd as one of the session's own programs, to be ended by Close. Its stderr goes to a file: with a
// pipe, a grandchild that holds the other end would keep us waiting after the program itself has ended.
func (s *Session) launch(cmd *exec.Cmd) (*process, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errClosed
	}
	name := filepath.Base(cmd.Path)
	log, err := os.Create(filepath.Join(s.Dir, "log", fmt.Sprintf("%02d-%s.txt", len(s.started), name)))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd.Stderr = log
	p := &process{name: name, log: log.Name(), done: make(chan struct{})}
	if err := p.start(cmd); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	s.started = append(s.started, p)
	return p, nil
}

// start runs cmd so that it also ends when we are killed. The kernel ties that to the thread which started the
// program (prctl(2), golang.org/issue/27505), so the goroutine that waits for the program keeps its thread.
func (p *process) start(cmd *exec.Cmd) error {
	endWithParent(cmd)
	began := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		began <- err
		if err == nil {
			p.err = cmd.Wait()
			close(p.done)
		}
	}()
	if err := <-began; err != nil {
		return err
	}
	p.proc, p.pid = cmd.Process, cmd.Process.Pid
	return nil
}

// ask asks the program to end.
func (p *process) ask() { _ = p.proc.Signal(syscall.SIGTERM) }

// kill ends the program at once and waits until it is gone.
func (p *process) kill() {
	_ = p.proc.Kill()
	<-p.done
}

// end waits for a program that was asked to end, and kills it when it does not.
func (p *process) end() {
	select {
	case <-p.done:
	case <-time.After(endLimit):
		p.kill()
	}
}

// failed says that the program did not do its part: why, and what it printed.
func (p *process) failed(why error) error {
	select {
	case <-p.done:
		why = errEnded
		if p.err != nil {
			why = fmt.Errorf("%w: %w", errEnded, p.err)
		}
	default:
	}
	said, _ := os.ReadFile(p.log)
	if text := strings.TrimSpace(string(said)); text != "" {
		return fmt.Errorf("%s: %w; it said: %s", p.name, why, text)
	}
	return fmt.Errorf("%s: %w", p.name, why)
}

// answer launches cmd, which reports on file descriptor 3 when it is ready, and returns the first line it writes there.
func (s *Session) answer(ctx context.Context, cmd *exec.Cmd) (*process, string, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, "", err
	}
	defer r.Close()
	cmd.ExtraFiles = []*os.File{w}
	p, err := s.launch(cmd)
	_ = w.Close() // only the program's end stays open, so that its death reads as an end of file
	if err != nil {
		return nil, "", err
	}
	defer context.AfterFunc(ctx, func() { _ = r.SetReadDeadline(time.Now()) })()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err == nil {
		return p, strings.TrimSpace(line), nil
	}
	if errors.Is(err, io.EOF) {
		p.end()
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return nil, "", p.failed(fmt.Errorf("it did not get ready: %w", err))
}
