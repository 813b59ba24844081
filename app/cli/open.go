package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
)

// opener is a service that asks for the passphrase when values are wanted from
// the encrypted file while it is locked, if somebody is there to ask.
type opener struct {
	api.Service
	c *command
}

func (o opener) Add(ctx context.Context, r api.AddRequest) (api.Key, error) {
	return opened(ctx, o, func() (api.Key, error) { return o.Service.Add(ctx, r) })
}

func (o opener) Rotate(ctx context.Context, r api.RotateRequest) (api.Key, error) {
	return opened(ctx, o, func() (api.Key, error) { return o.Service.Rotate(ctx, r) })
}

func (o opener) Revoke(ctx context.Context, r api.RevokeRequest) (api.Key, error) {
	return opened(ctx, o, func() (api.Key, error) { return o.Service.Revoke(ctx, r) })
}

func (o opener) Remove(ctx context.Context, r api.RemoveRequest) (api.Key, error) {
	return opened(ctx, o, func() (api.Key, error) { return o.Service.Remove(ctx, r) })
}

func (o opener) Copy(ctx context.Context, r api.CopyRequest) (api.Clipboard, error) {
	return opened(ctx, o, func() (api.Clipboard, error) { return o.Service.Copy(ctx, r) })
}

func (o opener) Get(ctx context.Context, r api.GetRequest) (secret.Value, error) {
	return opened(ctx, o, func() (secret.Value, error) { return o.Service.Get(ctx, r) })
}

func (o opener) Check(ctx context.Context, r api.CheckRequest) (api.Checked, error) {
	return opened(ctx, o, func() (api.Checked, error) { return o.Service.Check(ctx, r) })
}

// Call asks before, not after: what the provider did cannot be done once more.
func (o opener) Call(ctx context.Context, r api.CallRequest) (api.Called, error) {
	if asked, err := o.c.open(ctx, o.Service); asked && err != nil {
		return api.Called{}, err
	}
	return o.Service.Call(ctx, r)
}

func (o opener) Fix(ctx context.Context, fix string) (api.Finding, error) {
	return opened(ctx, o, func() (api.Finding, error) { return o.Service.Fix(ctx, fix) })
}

// opened does it, and once more after the file was opened.
func opened[R any](ctx context.Context, o opener, do func() (R, error)) (R, error) {
	result, err := do()
	if api.KindOf(err) != api.Locked {
		return result, err
	}
	if asked, openErr := o.c.open(ctx, o.Service); !asked {
		return result, err
	} else if openErr != nil {
		return result, openErr
	}
	return do()
}

// open asks for the passphrase of the encrypted file; asked is false where that
// is not what is locked, or nobody is there.
func (c *command) open(ctx context.Context, s api.Service) (asked bool, err error) {
	st, err := s.State(ctx)
	if err != nil || !st.Keychain.NeedsPassphrase {
		return false, nil
	}
	tty, out, err := terminal()
	if err != nil {
		return false, nil
	}
	defer tty.Close()
	passphrase, err := ask(ctx, tty, out, text.T("Passphrase of the encrypted file (not shown): "))
	if err != nil {
		return true, err
	}
	defer passphrase.Wipe()
	return true, s.Unlock(ctx, passphrase)
}

// passphrase reads one from stdin's next line, or hidden from the terminal.
func (c *command) passphrase(ctx context.Context, prompt string) (secret.Value, error) {
	if f, ok := c.Stdin.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		raw, err := interruptible(ctx, c.line)
		defer clear(raw)
		if err != nil {
			return secret.Value{}, noPassphrase(err)
		}
		return secret.New(raw), nil
	}
	tty, out, err := terminal()
	if err != nil {
		return secret.Value{}, err
	}
	defer tty.Close()
	return ask(ctx, tty, out, prompt)
}

// newPassphrase asks twice: what was mistyped could never be typed again.
func (c *command) newPassphrase(ctx context.Context) (secret.Value, error) {
	first, err := c.passphrase(ctx, text.T("New passphrase, at least 8 characters (not shown): "))
	if err != nil {
		return secret.Value{}, err
	}
	again, err := c.passphrase(ctx, text.T("The same again: "))
	if err != nil {
		return secret.Value{}, err
	}
	defer again.Wipe()
	if !first.Equal(again) {
		first.Wipe()
		return secret.Value{}, &api.Error{Kind: api.Refused, Text: text.T("The two are not the same. Nothing was changed; try again.")}
	}
	return first, nil
}

// mostLine is more than any passphrase.
const mostLine = 4096

// line reads one line; at the end of the input it is empty.
func (c *command) line() ([]byte, error) {
	line, err := c.nextLine()
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}

// nextLine reads byte by byte: the next line may be for somebody else. io.EOF
// means that there is none.
func (c *command) nextLine() ([]byte, error) {
	line := make([]byte, 0, mostLine+1)
	for len(line) <= mostLine {
		n, err := c.Stdin.Read(line[len(line) : len(line)+1])
		if n == 1 && line[:len(line)+1][len(line)] == '\n' {
			return bytes.TrimSuffix(line, []byte("\r")), nil
		}
		line = line[:len(line)+n]
		if errors.Is(err, io.EOF) && len(line) > 0 {
			return line, nil
		}
		if err != nil {
			return line, err
		}
	}
	clear(line)
	return nil, text.Error("the line is too long")
}

// ask reads a hidden line from the terminal. Echo comes back also when a signal
// ends the wait.
func ask(ctx context.Context, tty *os.File, out io.Writer, prompt string) (secret.Value, error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	h := hide(int(tty.Fd()))
	defer h.restore()
	_, _ = fmt.Fprint(out, prompt)
	defer func() { _, _ = fmt.Fprintln(out) }()
	raw, err := interruptible(ctx, h.line)
	if err != nil {
		return secret.Value{}, noPassphrase(err)
	}
	defer clear(raw)
	return secret.New(raw), nil
}
