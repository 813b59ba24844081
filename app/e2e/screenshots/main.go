// Command screenshots makes the pictures of the window for the README, from the real program in a virtual display:
// `make screenshots`. Each view is opened as a person opens it; the first in light and in dark.
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
	{"Obsidian notes", "openai", 2, []string{
		"--pin", "--account", "personal", "--used-by", "Obsidian, Text Generator", "--used-by", "~/notes/scripts/.env",
		"--note", "Restricted key: models and chat only.",
	}},
	{"paper search", "mistral", 4, nil},
	{"map tiles", "other", 2, nil},
	{"whisper-cli", "groq", 1, []string{"--tag", "speech"}},
}

// The titles of the windows.
const (
	mainTitle   = "^Keytray$"
	pickerTitle = "^Keytray: find a key$"
)

// views are the pictures: a name, the title of the window, and what `keytray window` is asked for.
var views = []struct {
	name, title string
	args        []string
}{
	{"window", mainTitle, []string{"keys", "Obsidian notes"}},
	{"rotation", mainTitle, []string{"rotation"}},
	{"add", mainTitle, []string{"add"}},
	{"picker", pickerTitle, []string{"pick"}},
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
	if err := s.Command(ctx, "xdotool", "mousemove", "0", "0").Run(); err != nil { // nothing is under the pointer
		return err
	}
	said, err := s.start(ctx)
	if err != nil {
		return err
	}
	for i, v := range views {
		if i > 0 && theme != "light" {
			break // the README has the first one in both
		}
		if err := s.keytray(ctx, "", append([]string{"window"}, v.args...)...); err != nil {
			return err
		}
		name := filepath.Join(out, v.name+"-"+theme+".png")
		if err := s.picture(ctx, v.title, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		fmt.Println(name)
	}
	if err := s.keytray(ctx, "", "quit"); err != nil {
		return err
	}
	all, err := os.ReadFile(said)
	if fault := session.Fault(string(all)); fault != "" {
		err = fmt.Errorf("a window said %q", fault)
	}
	return err
}

// start starts the agent, whose windows say in a file what goes wrong.
func (s *studio) start(ctx context.Context) (said string, err error) {
	log, err := os.Create(filepath.Join(s.Dir, "agent.txt"))
	if err != nil {
		return "", err
	}
	defer log.Close()
	cmd := s.Command(context.Background(), s.program)
	cmd.Stderr = log
	cmd.Env = append(cmd.Env, "KEYTRAY_CHECK_THREADS=1")
	if err := cmd.Start(); err != nil {
		return "", err
	}
	go func() { _ = cmd.Wait() }() // it is asked to quit, and ends with its bus at the latest
	for {                          // until it answers: a command that finds no agent starts another one
		out, err := s.Command(ctx, s.program, "status").Output()
		if err != nil || strings.Contains(string(out), "running (process ") {
			return log.Name(), err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// furnish stores the keys. The program need not say what it is for any more.
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
func (s *studio) picture(ctx context.Context, title, name string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var seen []byte
	since := time.Now()
	for {
		shot, err := s.look(ctx, title)
		if ctx.Err() != nil {
			return errors.Join(errors.New("the window does not come to rest"), err)
		}
		if err == nil && !bytes.Equal(shot, seen) {
			seen, since = shot, time.Now()
		}
		if !bytes.Equal(seen, s.last) && time.Since(since) >= rest && drawn(seen) {
			s.last = seen
			return save(name, seen)
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}

// save keeps a picture as small as it gets.
func save(name string, shot []byte) error {
	m, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return err
	}
	var small bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&small, m); err != nil {
		return err
	}
	return os.WriteFile(name, small.Bytes(), 0o644)
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
func (s *studio) look(ctx context.Context, title string) ([]byte, error) {
	id, err := s.Command(ctx, "xdotool", "search", "--onlyvisible", "--name", title).Output()
	if err != nil {
		return nil, err
	}
	cmd := s.Command(ctx, "import", "-silent", "-window", strings.TrimSpace(string(id)), "-strip", "-depth", "8", "png24:-")
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = fmt.Errorf("%w: %s", err, exit.Stderr)
	}
	return out, err
}
