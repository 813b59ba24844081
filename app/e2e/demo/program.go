package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// program is one that runs until the desktop closes.
type program struct {
	name string
	proc *os.Process
	log  string        // the file with what it says
	done chan struct{} // closed when it has ended
}

// start starts a program on the desktop.
func (d *desktop) start(name string, args ...string) (*program, error) {
	path, err := find(name)
	if err != nil {
		return nil, err
	}
	p := &program{name: filepath.Base(name), done: make(chan struct{})}
	p.log = filepath.Join(d.Dir, "log", fmt.Sprintf("demo-%d-%s.txt", len(d.programs), p.name))
	log, err := os.Create(p.log)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := d.Command(context.Background(), path, args...)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", p.name, err)
	}
	p.proc = cmd.Process
	go func() {
		_ = cmd.Wait() // how it ended does not matter
		close(p.done)
	}()
	d.programs = append(d.programs, p)
	return p, nil
}

// said is what the program has printed.
func (p *program) said() string {
	text, _ := os.ReadFile(p.log)
	return strings.TrimSpace(string(text))
}

// end asks the program to end, and kills it if it does not.
func (p *program) end() {
	_ = p.proc.Signal(syscall.SIGTERM)
	select {
	case <-p.done:
	case <-time.After(2 * time.Second):
		_ = p.proc.Kill()
		<-p.done
	}
}

// output runs a program on the desktop to its end, gives it stdin, and returns what it printed.
func (d *desktop) output(ctx context.Context, stdin []byte, name string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("not done within %v", patience))
	defer cancel()
	cmd := d.Command(ctx, name, args...)
	cmd.Stdin = bytes.NewReader(stdin)
	out, err := cmd.Output()
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w %s", filepath.Base(name), strings.Join(args, " "), err, complaint(err))
	}
	return out, nil
}

// complaint is what the program that failed with err wrote to stderr.
func complaint(err error) string {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return ""
	}
	return string(bytes.TrimSpace(exit.Stderr))
}
