package cli

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"time"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/files"
	"keytray/app/rpc"
	"keytray/app/text"
)

const (
	startLimit = 10 * time.Second // for an agent to answer after its start
	startAgain = 5 * time.Millisecond
)

// started is the agent, started if there is none.
func (c *command) started(ctx context.Context) (rpc.Client, error) {
	paths, err := files.Default()
	if err != nil {
		return rpc.Client{}, err
	}
	if client, ok := rpc.Connect(paths.Socket()); ok {
		return client, nil
	}
	return rpc.Client{Socket: paths.Socket()}, StartAgent(ctx, c.Program, os.Environ())
}

// StartAgent returns when an agent answers, which is program, in an environment, where none
// was there. Commands and windows that have none all come here.
func StartAgent(ctx context.Context, program string, env []string) error {
	paths, err := files.Default()
	if err != nil {
		return err
	}
	waiting, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	if err := startOne(waiting, paths, program, env); err != nil {
		return waited(ctx, waiting, err)
	}
	return nil
}

// waited says why waiting for the agent came to nothing: ctx is that of the person, and
// waiting that with a limit.
func waited(ctx, waiting context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return &api.Error{Kind: api.Failed, Text: text.T("You stopped it before it was done."), Err: ctx.Err()}
	case waiting.Err() != nil:
		paths, _ := files.Default()
		return errors.New(text.T("the tray program does not answer; its log is %s", paths.Log()))
	}
	return err
}

// startOne returns when an agent answers. Of all that find none only one at a time looks
// and starts: a second agent would take itself for a second start by the person, and open
// the window.
func startOne(ctx context.Context, paths files.Paths, program string, env []string) error {
	if err := files.Private(paths.Runtime); err != nil {
		return err
	}
	lock, err := files.Acquire(ctx, paths.StartLock())
	if err != nil {
		return err
	}
	defer lock.Release()
	there, err := comes(ctx, paths)
	if there || err != nil {
		return err
	}
	ended, err := launch(program, env)
	if err != nil {
		return err
	}
	return answers(ctx, paths, ended)
}

// comes waits while an agent is just starting or just ending, and tells whether it
// answers then.
func comes(ctx context.Context, paths files.Paths) (bool, error) {
	for {
		if (rpc.Client{Socket: paths.Socket()}).Running() {
			return true, nil
		}
		lock, err := files.TryAcquire(paths.Lock())
		if err != nil {
			return false, err
		}
		if lock != nil {
			lock.Release()
			return false, nil
		}
		if err := pause(ctx); err != nil {
			return false, err
		}
	}
}

// launch starts an agent that outlives this process; ended hears of its end.
func launch(program string, env []string) (ended <-chan error, err error) {
	agent := exec.Command(program)
	agent.Env = env
	desktop.Detach(agent)
	if err := agent.Start(); err != nil {
		return nil, &api.Error{Kind: api.Failed, Text: text.T("the tray program could not be started: %v", err), Err: err}
	}
	done := make(chan error, 1)
	go func() { done <- agent.Wait() }()
	return done, nil
}

// answers waits until the agent does, or has ended.
func answers(ctx context.Context, paths files.Paths, ended <-chan error) error {
	for !(rpc.Client{Socket: paths.Socket()}).Running() {
		select {
		case err := <-ended:
			if err != nil {
				return errors.New(text.T("the tray program ended at once; its log is %s", paths.Log()))
			}
			ended = nil // the person has started one meanwhile: it answers soon
		default:
		}
		if err := pause(ctx); err != nil {
			return err
		}
	}
	return nil
}

func pause(ctx context.Context) error {
	select {
	case <-time.After(startAgain):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
