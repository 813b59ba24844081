//go:build !windows && !darwin

package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"
)

// copies measures from a person's gesture to the moment at which another program can paste the value. Each way copies a
// key of its own, so that what it waits for is never there already. All of them end with at least one `xclip -o`.
func (w *world) copies(ctx context.Context) ([]row, error) {
	last := len(w.keys) - 1 // the menu shows the newest keys
	clicked, copied, theirs, ended := w.keys[last], w.keys[last-1], w.keys[last-2], w.keys[last-3]
	entry, err := w.entry(ctx, clicked.name)
	if err != nil {
		return nil, err
	}
	samples, err := interleaved(ctx, w.rounds,
		w.readable(clicked, func(ctx context.Context) (wait, error) { return nothing, w.desk.ClickID(ctx, entry) }),
		w.readable(theirs, w.spawn("/bin/sh", append([]string{
			"-c", `"$0" lookup "$@" | xclip -selection clipboard`, w.peer,
		}, theirs.item()...)...)),
		w.readable(copied, w.spawn(w.program, "copy", copied.name)),
		w.done(ended, w.spawn(w.program, "copy", ended.name)),
		w.readable(ended, func(context.Context) (wait, error) { return nothing, nil }))
	if err != nil {
		return nil, err
	}
	const pipe = "secret-tool | xclip"
	return []row{
		{"tray click to readable clipboard, ms", samples[0], pipe, samples[1], goal{atMost, 12}},
		{"the same as a share of the peer", samples[0], pipe, samples[1], goal{ofPeer, 1}},
		{"copy to readable clipboard, with an agent, ms", samples[2], pipe, samples[1], goal{}},
		{"copy to its end, when it is readable, ms", samples[3], pipe, samples[1], goal{atMost, 8}},
		{"floor: one xclip -o alone, ms", samples[4], "", nil, goal{}},
	}, nil
}

// wait ends what a gesture has started.
type wait func() error

func nothing() error { return nil }

// readable is the time from a gesture to a paste that brings the key's value.
func (w *world) readable(k key, gesture func(context.Context) (wait, error)) job {
	return func(ctx context.Context) (time.Duration, error) {
		start := time.Now()
		end, err := gesture(ctx)
		if err != nil {
			return 0, err
		}
		for {
			text, err := w.Clipboard(ctx)
			if text == k.value {
				return time.Since(start), end()
			}
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return 0, errors.Join(fmt.Errorf("%s did not get to the clipboard: %w", k.name, err), end())
			}
		}
	}
}

// done is the time from a gesture to its end, after which a paste brings the key's value: the paste is not in it.
func (w *world) done(k key, gesture func(context.Context) (wait, error)) job {
	return func(ctx context.Context) (time.Duration, error) {
		start := time.Now()
		end, err := gesture(ctx)
		if err == nil {
			err = end()
		}
		took := time.Since(start)
		if err != nil {
			return 0, err
		}
		if text, err := w.Clipboard(ctx); err != nil || text != k.value {
			return 0, fmt.Errorf("%s is not on the clipboard when it was copied: %w", k.name, err)
		}
		return took, nil
	}
}

// spawn is the gesture of typing a command.
func (w *world) spawn(program string, args ...string) func(context.Context) (wait, error) {
	return func(ctx context.Context) (wait, error) {
		// Without pipes: xclip stays in the background and would keep them open.
		cmd := w.Command(ctx, program, args...)
		return func() error {
			if err := cmd.Wait(); err != nil {
				return failed(cmd, err)
			}
			return nil
		}, start(cmd)
	}
}

func start(cmd *exec.Cmd) error {
	if err := cmd.Start(); err != nil {
		return failed(cmd, err)
	}
	return nil
}

// entry is the number of the menu entry that copies a key.
func (w *world) entry(ctx context.Context, name string) (int32, error) {
	shown, err := w.desk.Menu(ctx)
	if err != nil {
		return 0, err
	}
	for _, e := range shown {
		if e.Label == name {
			return e.ID, nil
		}
	}
	return 0, fmt.Errorf("the menu does not show %s", name)
}
