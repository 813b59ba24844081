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
	"keytray/app/text"
)

// mostInput is the longest value with its line end: reading stops there.
const mostInput = 1<<20 + 2

// value reads a value: from a pipe or file on stdin, or hidden from a terminal.
// One line end after it is dropped. same is the command that takes it from a file.
func (c *command) value(ctx context.Context, prompt, same string) (secret.Value, error) {
	read := func() ([]byte, error) { return io.ReadAll(io.LimitReader(c.Stdin, mostInput+1)) }
	if f, ok := c.Stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		h := hide(int(f.Fd()))
		defer h.restore() // also after Ctrl-C
		_, _ = fmt.Fprint(c.Stderr, prompt)
		defer func() { _, _ = fmt.Fprintln(c.Stderr) }()
		read = h.paste
	}
	raw, err := interruptible(ctx, read)
	defer clear(raw)
	if errors.Is(err, errTooMuch) {
		return secret.Value{}, &api.Error{
			Kind: api.Refused, Err: errTooMuch,
			Text: text.T("That was more than one line, or more than a terminal takes. Nothing was stored. Copy the key alone; or put it into a file that only you can read, and give it on stdin: %s < FILE", same),
		}
	}
	if err != nil {
		return secret.Value{}, &api.Error{Kind: api.Failed, Text: text.T("The value could not be read: %v. Nothing was stored.", err), Err: err}
	}
	if len(raw) > mostInput {
		return secret.Value{}, &api.Error{Kind: api.Refused, Text: text.T("The input is longer than 1 MiB. That is no key; nothing was stored.")}
	}
	value, line := bytes.CutSuffix(raw, []byte("\n"))
	if line {
		value = bytes.TrimSuffix(value, []byte("\r"))
	}
	return secret.New(value), nil
}

// noPassphrase says that what was to be typed or piped did not come.
func noPassphrase(err error) error {
	return &api.Error{Kind: api.Failed, Text: text.T("The passphrase could not be read: %v. Nothing was changed.", err), Err: err}
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
		return nil, text.Error("you stopped it")
	}
}
