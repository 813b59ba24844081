package start

import (
	"slices"
	"testing"
	"time"
)

// What was posted before the window closed and comes to run after that finds nothing to
// draw on; neither does what is posted later, or by a timer.
func TestAClosedWindowIsLeftAlone(t *testing.T) {
	var queue []func()
	p := newPoster()
	p.run = func(f func()) { queue = append(queue, f) }
	var did []string
	does := func(what string) func() { return func() { did = append(did, what) } }

	p.post(does("posted"))
	queue[0]()
	p.whileOpen(does("focused"))()
	p.post(does("posted, run late"))
	stop := p.after(time.Hour, does("timed"))
	defer stop()
	p.close()
	queue[1]()
	p.post(does("posted late"))
	p.whileOpen(does("focused late"))()

	if want := []string{"posted", "focused"}; !slices.Equal(did, want) {
		t.Errorf("it did %q, want %q", did, want)
	}
	if len(queue) != 2 {
		t.Errorf("%d functions were given to the toolkit, want 2: its queue ends with the window", len(queue))
	}
}
