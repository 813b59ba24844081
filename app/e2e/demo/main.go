// Command demo plays Keytray's main job like a person, on a real desktop in a virtual display: keys go into
// gnome-keyring, one is copied from the menu of the tray icon in xfce4-panel and pasted into an xterm, leaves the
// clipboard by itself, and a key eight months old brings a notification. It checks each step and leaves pictures of it.
//
// Whole-program tests are not here (package e2e): they see more, faster, on a desktop that package fakedesk plays.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// limit is for the whole run, which takes about 20 seconds on two cores.
const limit = 2 * time.Minute

func main() {
	out := flag.String("out", "build/demo", "`folder` for the pictures")
	bin := flag.String("bin", "bin", "`folder` of keytray and keytray-window")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("the demo took longer than %v", limit))
	defer cancel()
	if err := play(ctx, *bin, *out); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// play shows all steps on a desktop of its own.
func play(ctx context.Context, bin, out string) error {
	bin, err := filepath.Abs(bin)
	if err != nil {
		return err
	}
	if err := installed(bin); err != nil {
		return err
	}
	pictures, err := newAlbum(out)
	if err != nil {
		return err
	}
	desk, err := openDesktop(ctx)
	if err != nil {
		return fmt.Errorf("the virtual desktop did not start: %w", err)
	}
	defer desk.close()

	s := &story{desk: desk, app: &keytray{desk: desk, path: filepath.Join(bin, "keytray")}, pictures: pictures}
	for i, step := range s.steps() {
		if err := step.play(ctx); err != nil {
			return s.failed(step.name, err)
		}
		fmt.Printf("%d. %s\n", i+1, step.checked)
	}
	fmt.Println("Pictures:")
	for _, path := range pictures.saved {
		fmt.Println("  " + path)
	}
	return nil
}

// failed tells at which step the story ended and what the agent's log says, and keeps a picture of that moment.
func (s *story) failed(step string, err error) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience) // the run's own may be over
	defer cancel()
	if shot, lookErr := s.desk.look(ctx); lookErr == nil {
		err = errors.Join(err, s.pictures.save(failedPicture, shot))
	}
	return fmt.Errorf("the step %q failed: %w\nThe log of the tray program: %s", step, err, s.app.log())
}
