//go:build !windows && !darwin

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// shortList is how many keys a person may have.
const shortList = 10

// quiet is how long a window stays open before it is weighed: its start is over then.
const quiet = 700 * time.Millisecond

// face is a program with a window, and what was seen of it.
type face struct {
	at      *session.Session
	screen  *screen
	program string
	args    []string
	env     []string

	painted, closed, rss, uss sample
}

// windows measures windows: from exec to the first frame with content, their memory, and from the request to close to the
// end of the process. Beside ours stand a window of Fyne with nothing in it and the one of KeePassXC without a database.
func (w *world) windows(ctx context.Context) ([]row, error) {
	few, err := w.desktop(ctx, shortList)
	if err != nil {
		return nil, err
	}
	defer few.close()
	many, err := w.desktop(ctx, longList)
	if err != nil {
		return nil, err
	}
	defer many.close()
	keepassxc, err := exec.LookPath("keepassxc")
	if err != nil {
		return nil, &session.MissingError{Programs: []string{"keepassxc"}}
	}
	if err := keePassXCSettings(few.Session); err != nil {
		return nil, err
	}
	faces := []*face{
		{at: few.Session, screen: few.screen, program: few.program, args: []string{"window"}},
		{at: many.Session, screen: many.screen, program: many.program, args: []string{"window"}},
		{at: few.Session, screen: few.screen, program: filepath.Join(w.Dir, emptyWindow)},
		// TMPDIR is where it looks whether it runs already.
		{at: few.Session, screen: few.screen, program: keepassxc, env: []string{"TMPDIR=" + few.Runtime}},
	}
	for round := range w.rounds + 1 {
		for _, f := range faces {
			if err := f.once(ctx, round > 0); err != nil { // the first one warms up
				return nil, fmt.Errorf("%s: %w", filepath.Base(f.program), err)
			}
		}
	}
	return windowRows(faces[0], faces[1], faces[2], faces[3]), nil
}

func windowRows(ten, thousand, empty, keepassxc *face) []row {
	const floor, peer = "floor: empty window of Fyne", "KeePassXC"
	few, many := fmt.Sprintf("window, %d keys: ", shortList), fmt.Sprintf("window, %d keys: ", longList)
	return []row{
		{few + "start to painted, ms", ten.painted, peer, keepassxc.painted, goal{ofPeer, 1.15}},
		{few + "start to painted, ms", ten.painted, floor, empty.painted, goal{}},
		{many + "start to painted, ms", thousand.painted, fmt.Sprintf("%d keys", shortList), ten.painted, goal{overPeer, 15}},
		{few + "RSS, MiB", ten.rss, floor, empty.rss, goal{ofPeer, 1.3}},
		{few + "USS, MiB", ten.uss, floor, empty.uss, goal{ofPeer, 1.3}},
		{few + "RSS, MiB", ten.rss, peer, keepassxc.rss, goal{}},
		{few + "USS, MiB", ten.uss, peer, keepassxc.uss, goal{}},
		{many + "RSS, MiB", thousand.rss, floor, empty.rss, goal{}},
		{many + "USS, MiB", thousand.uss, floor, empty.uss, goal{}},
		{few + "closed to the end of the process, ms", ten.closed, peer, keepassxc.closed, goal{atMost, 200}},
		{many + "closed to the end of the process, ms", thousand.closed, peer, keepassxc.closed, goal{atMost, 200}},
	}
}

// once opens the window, weighs it and closes it.
func (f *face) once(ctx context.Context, counts bool) error {
	ctx, cancel := context.WithTimeout(ctx, jobLimit)
	defer cancel()
	if err := f.screen.blank(ctx); err != nil {
		return err
	}
	f.screen.forget()
	cmd := f.at.Command(ctx, f.program, f.args...)
	cmd.Env = append(cmd.Env, f.env...)
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	at, err := f.screen.painted(ctx)
	if err != nil {
		return err
	}
	if err := pause(ctx, quiet); err != nil {
		return err
	}
	id, pid, err := f.screen.window()
	if err != nil {
		return err
	}
	rss, uss, err := pages(pid)
	if err != nil {
		return err
	}
	process, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return err
	}
	defer unix.Close(process)
	closing := time.Now()
	if err := f.screen.ask(id); err != nil {
		return err
	}
	if err := gone(process); err != nil {
		return err
	}
	took := time.Since(closing)
	if counts {
		f.painted = append(f.painted, milliseconds(at.Sub(start)))
		f.closed = append(f.closed, milliseconds(took))
		f.rss, f.uss = append(f.rss, rss), append(f.uss, uss)
	}
	return <-ended
}

// gone waits for the end of a process, which need not be a child of ours.
func gone(process int) error {
	fds := []unix.PollFd{{Fd: int32(process), Events: unix.POLLIN}}
	for {
		n, err := unix.Poll(fds, int(jobLimit/time.Millisecond))
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if err == nil && n == 0 {
			err = errors.New("the process does not end")
		}
		return err
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// office is a desktop of its own with an agent and a number of keys, all without values: a list shows none.
type office struct {
	*world
	screen *screen
	agent  *agent
}

func (w *world) desktop(ctx context.Context, keys int) (_ *office, err error) {
	home, err := session.Start(ctx, session.Options{Display: true})
	if err != nil {
		return nil, err
	}
	o := &office{world: &world{Session: home, program: w.program, rounds: w.rounds}}
	defer func() {
		if err != nil {
			o.close()
		}
	}()
	if o.desk, err = fakedesk.Start(ctx, home.BusAddress, fakedesk.Options{Eager: true}); err != nil {
		return nil, err
	}
	if _, err := o.fill(index(w.Session), keys); err != nil {
		return nil, err
	}
	if o.screen, err = watchScreen(ctx, home.Display); err != nil {
		return nil, err
	}
	o.agent, _, err = o.startAgent(ctx)
	return o, err
}

func (o *office) close() {
	if o.agent != nil {
		_ = o.agent.end() // the figures are in by then
	}
	if o.screen != nil {
		o.screen.close()
	}
	o.world.close()
}

// keePassXCSettings keep it from opening a window of its own at the first start.
func keePassXCSettings(s *session.Session) error {
	path := filepath.Join(s.Home, ".config", "keepassxc", "keepassxc.ini")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	const settings = "[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\n\n[GUI]\nCheckForUpdates=false\n"
	return os.WriteFile(path, []byte(settings), 0o600)
}
