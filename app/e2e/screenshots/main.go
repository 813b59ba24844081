// Command screenshots makes the pictures of the window for the README, from the real program in a virtual display:
// `make screenshots`. Each view is opened as a person opens it, in light and in dark.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

const limit = 5 * time.Minute

func main() {
	out := flag.String("out", "docs/pictures", "`folder` for the pictures")
	bin := flag.String("bin", "bin", "`folder` of keytray and keytray-window")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for _, theme := range []string{"light", "dark"} {
		if err := take(ctx, *bin, *out, theme); err != nil {
			fmt.Fprintln(os.Stderr, "screenshots:", err)
			os.Exit(1)
		}
	}
}

// keys are some of every state. Their values are random.
var keys = []struct {
	name, provider string
	months         int // since it was created
	flags          []string
}{
	{"chat-app", "openai", 8, []string{"--used-by", "chat-app"}},
	{"Home Assistant", "anthropic", 5, []string{"--pin"}},
	{"dotfiles CI", "github", 1, nil},
	{"mirror bot", "huggingface", 7, nil},
	{"Obsidian notes", "openai", 0, []string{"--pin", "--tag", "notes"}},
	{"paper search", "mistral", 4, nil},
	{"map tiles", "other", 2, nil},
	{"whisper-cli", "groq", 1, []string{"--tag", "speech"}},
}

// views are the pictures: a name, and what `keytray window` is asked for.
var views = []struct {
	name string
	args []string
}{
	{"window", []string{"keys", "Obsidian notes"}},
	{"rotation", []string{"rotation"}},
	{"add", []string{"add"}},
	{"rotate", []string{"rotate", "chat-app"}},
	{"settings", []string{"settings"}},
	{"doctor", []string{"doctor"}},
}

// studio is a desktop with the program running.
type studio struct {
	*session.Session
	program string
	last    []byte // the last picture
}

// take makes all pictures in one theme, at a desktop of its own.
func take(ctx context.Context, bin, out, theme string) error {
	program, err := filepath.Abs(filepath.Join(bin, "keytray"))
	if err != nil {
		return err
	}
	desk, err := session.Start(ctx, session.Options{Display: true})
	if err != nil {
		return err
	}
	defer desk.Close()
	host, err := fakedesk.Start(ctx, desk.BusAddress, fakedesk.Options{Eager: true})
	if err != nil {
		return err
	}
	defer host.Close()
	s := &studio{Session: desk, program: program}
	if err := s.furnish(ctx); err != nil {
		return err
	}
	if err := s.keytray(ctx, "", "config", "appearance.theme", theme); err != nil {
		return err
	}
	for _, v := range views {
		if err := s.keytray(ctx, "", append([]string{"window"}, v.args...)...); err != nil {
			return err
		}
		name := filepath.Join(out, v.name+"-"+theme+".png")
		if err := s.picture(ctx, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		fmt.Println(name)
	}
	return s.keytray(ctx, "", "quit")
}

// furnish stores the keys and starts the agent, which need not say what it is for any more.
func (s *studio) furnish(ctx context.Context) error {
	now := time.Now()
	for _, k := range keys {
		args := append([]string{"add", k.name, "--provider", k.provider, "--created", now.AddDate(0, -k.months, -3).Format(time.DateOnly)}, k.flags...)
		if err := s.keytray(ctx, rand.Text()+rand.Text(), args...); err != nil {
			return err
		}
	}
	state := filepath.Join(s.Home, ".local", "state", "keytray")
	if err := os.MkdirAll(state, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(state, "welcomed"), nil, 0o600)
}

// keytray types a command. Those that need the agent start it.
func (s *studio) keytray(ctx context.Context, stdin string, args ...string) error {
	cmd := s.Command(ctx, s.program, args...)
	cmd.Stdin = strings.NewReader(stdin)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("keytray %s: %w: %s", args[0], err, out)
	}
	return nil
}

// The window counts as drawn when it is another than the last one and nothing has moved for a while; the caret in a field
// is on for half a second at a time.
const (
	rest     = 400 * time.Millisecond
	patience = 20 * time.Second
)

// picture waits until the window is drawn, and keeps it.
func (s *studio) picture(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var seen []byte
	since := time.Now()
	for {
		shot, err := s.look(ctx)
		if ctx.Err() != nil {
			return errors.Join(errors.New("the window does not come to rest"), err)
		}
		if err == nil && !bytes.Equal(shot, seen) {
			seen, since = shot, time.Now()
		}
		if !bytes.Equal(seen, s.last) && time.Since(since) >= rest && drawn(seen) {
			s.last = seen
			return os.WriteFile(name, seen, 0o644)
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}

// drawn tells whether there is more than an empty window.
func drawn(shot []byte) bool {
	m, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return false
	}
	colours := map[color.Color]bool{}
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			colours[m.At(x, y)] = true
		}
	}
	return len(colours) >= 20
}

// look is the window as it is, without dates in the file: the same picture is the same bytes.
func (s *studio) look(ctx context.Context) ([]byte, error) {
	id, err := s.Command(ctx, "xdotool", "search", "--onlyvisible", "--name", "^Keytray$").Output()
	if err != nil {
		return nil, err
	}
	cmd := s.Command(ctx, "import", "-silent", "-window", strings.TrimSpace(string(id)), "-strip", "-define", "png:exclude-chunks=date,time", "png:-")
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = fmt.Errorf("%w: %s", err, exit.Stderr)
	}
	return out, err
}
