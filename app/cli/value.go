package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"keytray/app/api"
	"keytray/app/secret"
)

// mostInput is the longest value with its line end: reading stops there.
const mostInput = 1<<20 + 2

// value reads a value: from a pipe or file on stdin, or hidden from a terminal.
// One line end after it is dropped.
func (c *command) value(ctx context.Context, prompt string) (secret.Value, error) {
	read := func() ([]byte, error) { return io.ReadAll(io.LimitReader(c.Stdin, mostInput+1)) }
	if f, ok := c.Stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if echo, err := term.GetState(int(f.Fd())); err == nil {
			defer func() { _ = term.Restore(int(f.Fd()), echo) }() // also after Ctrl-C
		}
		hide(int(f.Fd()))
		_, _ = fmt.Fprint(c.Stderr, prompt)
		defer func() { _, _ = fmt.Fprintln(c.Stderr) }()
		read = func() ([]byte, error) { return typed(int(f.Fd())) }
	}
	raw, err := interruptible(ctx, read)
	defer clear(raw)
	if errors.Is(err, errTooMuch) {
		return secret.Value{}, &api.Error{Kind: api.Refused, Text: "That was more than one line, or more than a terminal takes. Nothing was stored. Put it into a file that only you can read, and give it on stdin: keytray add NAME < FILE"}
	}
	if err != nil {
		return secret.Value{}, fmt.Errorf("the value could not be read: %w. Nothing was stored", err)
	}
	if len(raw) > mostInput {
		return secret.Value{}, &api.Error{Kind: api.Refused, Text: "The input is longer than 1 MiB. That is no key; nothing was stored."}
	}
	value, line := bytes.CutSuffix(raw, []byte("\n"))
	if line {
		value = bytes.TrimSuffix(value, []byte("\r"))
	}
	return secret.New(value), nil
}

// errTooMuch: what was pasted does not fit into one line of a terminal.
var errTooMuch = errors.New("more than a line")

// mostTyped is how long a line can be that Linux hands over whole (termios(3):
// 4,096 characters with its end, the rest is dropped silently).
const mostTyped = 4095

// typed reads one hidden line. What was pasted after it is thrown away: it would
// answer the next question, or go to the shell.
func typed(fd int) ([]byte, error) {
	raw, err := term.ReadPassword(fd)
	if err == nil && (discard(fd) || len(raw) >= mostTyped) {
		clear(raw)
		return nil, errTooMuch
	}
	return raw, err
}

// interruptible stops waiting for a read when ctx ends: a read from a terminal
// or pipe cannot be stopped itself.
func interruptible(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	type result struct {
		raw []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		raw, err := read()
		done <- result{raw, err}
	}()
	select {
	case r := <-done:
		return r.raw, r.err
	case <-ctx.Done():
		return nil, errors.New("you stopped it")
	}
}
