package session

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

const pasteLimit = 2 * time.Second

// Clipboard pastes the clipboard as another program would; empty when nobody owns it. It waits at most two seconds
// for the owner to answer.
func (s *Session) Clipboard(ctx context.Context) (string, error) {
	text, said, err := s.output(ctx, pasteLimit, "xclip", "-o", "-selection", "clipboard")
	if err != nil && strings.Contains(said, "not available") { // xclip's words for: no owner
		return "", nil
	}
	return text, err
}

// SetClipboard plays another program that copies text. That program keeps the clipboard until somebody else copies or
// the session closes. It counts as done once the other program has answered a paste, so the clipboard is read, but
// never before that program has asked for it.
func (s *Session) SetClipboard(ctx context.Context, text string) error {
	if err := installed("xclip"); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, toolLimit)
	defer cancel()
	cmd := s.service("xclip", "-quiet", "-selection", "clipboard", "-i") // quiet means: stays in the foreground
	cmd.Stdin = strings.NewReader(text)
	p, err := s.launch(cmd)
	if err != nil {
		return err
	}
	// It counts the pastes it waits for: 1 when it has asked for the clipboard, 2 when it has answered once.
	if err := p.waitSaid(ctx, "request number 1"); err != nil {
		return err
	}
	for {
		if _, err := s.Clipboard(ctx); err != nil {
			return err
		}
		if p.said("request number 2") {
			return nil
		}
		if err := p.pause(ctx); err != nil {
			return p.failed(fmt.Errorf("it did not get the clipboard: %w", err))
		}
	}
}

// said tells whether the program has printed text on stderr.
func (p *process) said(text string) bool {
	log, err := os.ReadFile(p.log)
	return err == nil && strings.Contains(string(log), text)
}

func (p *process) waitSaid(ctx context.Context, text string) error {
	for !p.said(text) {
		if err := p.pause(ctx); err != nil {
			return p.failed(err)
		}
	}
	return nil
}

// pause is the moment between two looks at a program that cannot tell us when it is ready.
func (p *process) pause(ctx context.Context) error {
	select {
	case <-time.After(2 * time.Millisecond):
		return nil
	case <-p.done:
		return errEnded
	case <-ctx.Done():
		return ctx.Err()
	}
}
