package main

import (
	"context"
	_ "embed"
	"fmt"
	"image"
	"os"
	"path/filepath"

	"keytray/app/secret"
)

// prompt is another program that wants an API key. It keeps what it was given in files named answer-1 and so on.
//
//go:embed prompt.sh
var prompt string

// terminal is the xterm that prompt runs in.
type terminal struct {
	desk  *desktop
	place image.Rectangle
}

const terminalTitle = "notes-sync"

func openTerminal(ctx context.Context, d *desktop) (*terminal, error) {
	xterm, err := d.start("xterm", "-T", terminalTitle, "-geometry", "70x16+40+112",
		"-fa", "Monospace", "-fs", "11", "-b", "12", "-bg", "#17181b", "-fg", "#ecedef",
		"-xrm", "XTerm*VT100.translations: #override Ctrl Shift <Key>V: insert-selection(CLIPBOARD)",
		"-e", "sh", "-c", prompt)
	if err != nil {
		return nil, err
	}
	place, err := d.framed(ctx, terminalTitle)
	if err != nil {
		return nil, fmt.Errorf("%w; xterm said: %s", err, xterm.said())
	}
	_, err = d.settled(ctx, place)
	return &terminal{d, place}, err
}

// focus clicks into the terminal, so that it gets what is typed.
func (t *terminal) focus(ctx context.Context) (*image.RGBA, error) {
	if err := t.desk.click(ctx, middle(t.place)); err != nil {
		return nil, err
	}
	return t.desk.settled(ctx, t.place)
}

// paste asks the terminal to paste the clipboard.
func (t *terminal) paste(ctx context.Context) error { return t.desk.press(ctx, "ctrl+shift+v") }

// enter ends the line and returns what the program in the terminal was given with its nth question.
func (t *terminal) enter(ctx context.Context, nth int) (secret.Value, error) {
	if err := t.desk.press(ctx, "Return"); err != nil {
		return secret.Value{}, err
	}
	var answer []byte
	err := until(ctx, patience, "the program in the terminal has its answer", func() (_ bool, err error) {
		answer, err = os.ReadFile(filepath.Join(t.desk.Home, fmt.Sprintf("answer-%d", nth)))
		return err == nil, err
	})
	return secret.New(answer), err
}
