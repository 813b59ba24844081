//go:build !windows && !darwin

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"keytray/app/e2e/session"
)

// prints is the time from starting a program to its end, its stdout read through a pipe. It fails when right says that
// the program has not printed what it should.
func prints(s *session.Session, right func(string) bool, program string, args ...string) job {
	return func(ctx context.Context) (time.Duration, error) {
		cmd := s.Command(ctx, program, args...)
		var out, said bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &said
		start := time.Now()
		err := cmd.Run()
		took := time.Since(start)
		if err == nil && !right(out.String()) {
			err = errors.New("it did not print what it should") // which may be a value
		}
		if err != nil {
			return 0, fmt.Errorf("%w %s", failed(cmd, err), strings.TrimSpace(said.String()))
		}
		return took, nil
	}
}

// exactly is for prints.
func exactly(want string) func(string) bool {
	return func(got string) bool { return got == want }
}

// failed names the command that did. What it printed is left out.
func failed(cmd *exec.Cmd, err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		err = fmt.Errorf("%w: %s", err, bytes.TrimSpace(exit.Stderr))
	}
	return fmt.Errorf("%s %s: %w", filepath.Base(cmd.Path), strings.Join(cmd.Args[1:], " "), err)
}
