package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"keytray/app/api"
	"keytray/app/secret"
)

// mostInput is more than any value: reading stops there.
const mostInput = 1 << 20

// value reads a value: from a pipe or file on stdin, or hidden from a terminal.
// One line end after it is dropped.
func (c *command) value(prompt string) (secret.Value, error) {
	var raw []byte
	var err error
	if f, ok := c.Stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		_, _ = fmt.Fprint(c.Stderr, prompt)
		raw, err = term.ReadPassword(int(f.Fd()))
		_, _ = fmt.Fprintln(c.Stderr)
	} else {
		raw, err = io.ReadAll(io.LimitReader(c.Stdin, mostInput+1))
	}
	if err != nil {
		return secret.Value{}, fmt.Errorf("the value could not be read: %w", err)
	}
	defer clear(raw)
	if len(raw) > mostInput {
		return secret.Value{}, &api.Error{Kind: api.Refused, Text: "The input is longer than 1 MiB. That is no key; nothing was stored."}
	}
	return secret.New(bytes.TrimSuffix(bytes.TrimSuffix(raw, []byte("\n")), []byte("\r"))), nil
}
