package clipboard

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"strings"
	"sync"
	"time"
)

// patience is how long after the deadline a guard leaves the clearing to a
// program that still lives.
const patience = 2 * time.Second

// Stand is the guard's side. It reads a proof from the program that copies and
// returns as soon as there is nothing left to do: the program says so, or the
// deadline has passed and the value is off the clipboard. If ctx ends while the
// program is gone the value goes at once.
func Stand(ctx context.Context, from io.Reader, boards func(name string) (Lasting, error), alarm func(context.Context, time.Time) error) error {
	in := bufio.NewReader(from)
	line, err := in.ReadBytes('\n')
	if err != nil {
		return err
	}
	var p Proof
	if err := json.Unmarshal(line, &p); err != nil {
		return err
	}
	board, err := boards(p.Board)
	if err != nil {
		return err
	}
	hears := listen(in)
	clocks, stop := context.WithCancel(ctx)
	defer stop()
	deadline, late := due(clocks, p.Until, alarm), due(clocks, p.Until.Add(patience), alarm)
	select {
	case <-hears.relieved:
		return nil
	case <-late: // it lives, and does nothing
	case <-hears.alone:
		select {
		case <-deadline:
		case <-ctx.Done():
		}
	case <-ctx.Done():
		if !hears.isAlone() {
			return ctx.Err()
		}
	}
	return clearAlone(context.WithoutCancel(ctx), board, p, hears.marked())
}

// due is closed at an instant, on whichever clock is there first: the wall's, or
// one that nobody sets.
func due(ctx context.Context, at time.Time, alarm func(context.Context, time.Time) error) <-chan struct{} {
	over := make(chan struct{})
	once := sync.OnceFunc(func() { close(over) })
	timer := time.AfterFunc(time.Until(at), once)
	context.AfterFunc(ctx, func() { timer.Stop() })
	go func() {
		for time.Now().Round(0).Before(at) {
			if alarm(ctx, at) != nil {
				return
			}
		}
		once()
	}()
	return over
}

// ear is what a guard hears after the proof.
type ear struct {
	relieved, alone chan struct{}

	mu   sync.Mutex
	mark string
}

func listen(in *bufio.Reader) *ear {
	e := &ear{relieved: make(chan struct{}), alone: make(chan struct{})}
	go func() {
		for {
			line, err := in.ReadString('\n')
			line = strings.TrimSuffix(line, "\n")
			switch mark, marked := strings.CutPrefix(line, wordMark); {
			case err != nil:
				close(e.alone)
				return
			case line == wordDone:
				close(e.relieved)
				return
			case marked:
				e.mu.Lock()
				e.mark = mark
				e.mu.Unlock()
			}
		}
	}()
	return e
}

func (e *ear) marked() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.mark
}

// isAlone waits a moment: who ends the program may end the guard a little sooner.
func (e *ear) isAlone() bool {
	select {
	case <-e.alone:
		return true
	case <-e.relieved:
	case <-time.After(patience):
	}
	return false
}

func clearAlone(ctx context.Context, board Lasting, p Proof, mark string) error {
	for left := tries; ; left-- {
		_, err := board.ClearIf(ctx, mark, p.Fits)
		if err == nil || left == 1 {
			return err
		}
		time.Sleep(pause)
	}
}
