//go:build !windows && !darwin

package main

import (
	"context"
	"fmt"
	"time"
)

// The windows cover a minute. One of them has two wake-ups that are not ours: once a minute, a Go program's own monitor
// thread looks how many CPUs there are.
const (
	settling = 10 * time.Second // from the tray item to the first window: every time limit of the start is over
	window   = 20 * time.Second
	windows  = 3
)

// idle measures an agent that nobody uses, beside the keyring daemon, which does nothing meanwhile either.
func (w *world) idle(ctx context.Context) ([]row, error) {
	a, _, err := w.startAgent(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = a.end() }() // the figures are in by then
	keyring, err := w.pidOf(ctx, "org.freedesktop.secrets")
	if err != nil {
		return nil, err
	}
	ours, theirs := &watched{pid: a.pid()}, &watched{pid: keyring}
	if err := pause(ctx, settling); err != nil {
		return nil, err
	}
	for range windows {
		if err := watch(ctx, ours, theirs); err != nil {
			return nil, err
		}
	}
	const peer = "gnome-keyring-daemon"
	what := fmt.Sprintf("idle agent with %d keys: ", keyCount)
	return []row{
		{what + "RSS, MiB", ours.rss, peer, theirs.rss, goal{atMost, 10}},
		{what + "RSS not of files, MiB", ours.anon, peer, theirs.anon, goal{}},
		{fmt.Sprintf("%swake-ups in %.0f s (%d times)", what, window.Seconds(), windows), ours.woken, peer, theirs.woken, goal{atMost, 0}},
	}, nil
}

// watched is a process with what was seen of it, one figure a window.
type watched struct {
	pid              int
	rss, anon, woken sample
}

// watch looks at processes for one window.
func watch(ctx context.Context, processes ...*watched) error {
	before := make([]float64, len(processes))
	for i, p := range processes {
		n, err := wakeups(p.pid)
		if err != nil {
			return err
		}
		before[i] = n
	}
	if err := pause(ctx, window); err != nil {
		return err
	}
	for i, p := range processes {
		after, err := wakeups(p.pid)
		if err != nil {
			return err
		}
		p.woken = append(p.woken, after-before[i])
		if err := p.weigh(); err != nil {
			return err
		}
	}
	return nil
}

func (p *watched) weigh() error {
	rss, err := memory(p.pid, "VmRSS")
	if err != nil {
		return err
	}
	anon, err := memory(p.pid, "RssAnon")
	p.rss, p.anon = append(p.rss, rss), append(p.anon, anon)
	return err
}

// pidOf is the process that owns a name on the session's bus.
func (w *world) pidOf(ctx context.Context, name string) (int, error) {
	conn, err := w.Bus(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	var pid uint32
	err = conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetConnectionUnixProcessID", 0, name).Store(&pid)
	return int(pid), err
}
