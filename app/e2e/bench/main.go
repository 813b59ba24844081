//go:build !windows && !darwin

// Command bench measures the speed and memory of bin/keytray beside programs that a person would use instead, in the
// same run and in a throw-away desktop: real gnome-keyring, real X server, and a tray host played by package fakedesk.
//
// A goal that is missed is reported, and no failure: the machine may be busy. The exit status is 1 only when something
// could not be measured. What was asked for is in the issue "Speed and memory"; the goals stand beside what they judge.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const limit = 20 * time.Minute // for everything

func main() {
	var p programs
	flag.StringVar(&p.keytray, "program", "bin/keytray", "the program to measure")
	flag.StringVar(&p.window, "window", "bin/keytray-window", "the same with the window")
	flag.StringVar(&p.empty, "empty", "bin/emptywindow", "the window with nothing in it")
	only := flag.String("only", "", "measure this alone: one of the names that are told while measuring")
	rounds := flag.Int("rounds", 20, "how often each thing is done; a first time, to warm up, is not counted")
	flag.Parse()
	measure := func() error { return run(p, *only, *rounds) }
	if flag.Arg(0) == inKeychain {
		measure = func() error { return readKeychain(context.Background(), *rounds, os.Stdout) }
	}
	if err := measure(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// steps are what is measured, in the order in which the world is made to change.
var steps = []struct {
	name    string
	measure func(*world, context.Context) ([]row, error)
}{
	{"commands without an agent", (*world).withoutAgent},
	{"the keychain", (*world).warmKeychain},
	{"pasted keys", (*world).recognise},
	{"long lists", (*world).longLists},
	{"the start of the agent", (*world).starts},
	{"windows", (*world).windows},
	{"typing and scrolling", (*world).typing},
	{"the idle agent, for a minute", (*world).idle},
	{"commands with an agent, and the clipboard", (*world).withAgent},
}

// run measures everything that can be measured, also when something else cannot.
func run(p programs, only string, rounds int) error {
	if rounds < 1 {
		return errors.New("-rounds must be at least 1")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()

	fmt.Println(machine())
	w, err := newWorld(ctx, p, rounds)
	if err != nil {
		return err
	}
	defer w.close()
	var rows []row
	var failed error
	for _, s := range steps {
		if only != "" && only != s.name {
			continue
		}
		fmt.Fprintln(os.Stderr, "bench: measuring", s.name)
		more, err := s.measure(w, ctx)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s could not be measured: %w", s.name, err))
		}
		rows = append(rows, more...)
	}
	fmt.Printf("\nMedians of %d interleaved rounds.\n\n", rounds)
	return errors.Join(failed, report(os.Stdout, rows))
}
