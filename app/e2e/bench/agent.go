//go:build !windows && !darwin

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// agent is the running program with its icon in the tray.
type agent struct {
	cmd   *exec.Cmd
	ended chan struct{}
	err   error // how it ended; read only after ended
	said  bytes.Buffer
}

func (a *agent) pid() int { return a.cmd.Process.Pid }

// startAgent starts the agent, says how long it took to register its tray item, and has the panel read the menu.
func (w *world) startAgent(ctx context.Context) (*agent, time.Duration, error) {
	if err := w.emptyTray(ctx); err != nil {
		return nil, 0, err
	}
	// The agent outlives ctx, which may be that of one round: end ends it.
	a := &agent{cmd: w.Command(context.WithoutCancel(ctx), w.program), ended: make(chan struct{})}
	a.cmd.Stderr = &a.said
	start := time.Now()
	if err := a.cmd.Start(); err != nil {
		return nil, 0, err
	}
	waiting, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		a.err = a.cmd.Wait()
		cancel()
		close(a.ended)
	}()
	_, err := w.desk.WaitItem(waiting)
	took := time.Since(start)
	if err == nil {
		_, err = w.desk.Menu(waiting)
	}
	if err != nil {
		_ = a.end()
		return nil, 0, fmt.Errorf("the agent did not show itself: %w %s", err, bytes.TrimSpace(a.said.Bytes()))
	}
	return a, took, nil
}

// end asks the agent to end, and kills it when it does not.
func (a *agent) end() error {
	_ = a.cmd.Process.Signal(os.Interrupt) // it may have ended already
	select {
	case <-a.ended:
		return a.err
	case <-time.After(jobLimit):
		_ = a.cmd.Process.Kill()
		<-a.ended
		return fmt.Errorf("the agent did not end within %v", jobLimit)
	}
}

// emptyTray waits until the item of an agent that has ended is gone, so that the next one cannot be taken for it.
func (w *world) emptyTray(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, jobLimit)
	defer cancel()
	for len(w.desk.Items()) > 0 {
		if err := pause(ctx, time.Millisecond); err != nil {
			return fmt.Errorf("the last agent's tray item is still there: %w", err)
		}
	}
	return nil
}

// starts measures from exec to the registered tray item.
func (w *world) starts(ctx context.Context) ([]row, error) {
	samples, err := interleaved(ctx, w.rounds,
		func(ctx context.Context) (time.Duration, error) {
			a, took, err := w.startAgent(ctx)
			if err != nil {
				return 0, err
			}
			return took, a.end()
		},
		prints(w.Session, nonempty, w.program, "version"))
	if err != nil {
		return nil, err
	}
	return []row{{
		what: "start of the agent to its tray item, ms", ours: samples[0],
		peer: "floor: keytray version", theirs: samples[1], goal: goal{atMost, 45},
	}}, nil
}

func nonempty(got string) bool { return got != "" }
