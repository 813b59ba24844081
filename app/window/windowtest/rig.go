// Package windowtest is what the tests of the windows need: a rig with a window of the
// test driver, a clock and a service that answer as the test wants, keys to show, and
// what a person would notice: words in sight, contrast, what fits, and pictures.
package windowtest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// Rig is a window on the test driver, and what is around it. Everything the window posts
// waits in a queue until the test lets it run, as on a real UI goroutine.
type Rig struct {
	*testing.T
	Service *Service
	Clock   *Clock
	Queue   chan func()
	Frame   *Frame
	Clip    fyne.Clipboard
	Ran     int // of what was posted
}

// NewRig is a rig with an empty window, in an application of its own.
func NewRig(t *testing.T) *Rig {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, kit.Theme{})
	test.NewWindow(nil).Canvas().Capture() // Fyne keeps what is drawn for a minute, counted from the last picture
	return &Rig{
		T: t, Service: NewService(), Clock: &Clock{At: Today}, Queue: make(chan func(), 100), Clip: test.NewClipboard(),
		Frame: &Frame{Window: test.NewWindow(nil)},
	}
}

// Link is the window's way to the service of the rig.
func (r *Rig) Link() client.Link {
	return client.Link{Service: r.Service, Post: func(f func()) { r.Queue <- f }, Now: r.Clock.Now, After: r.Clock.After}
}

// Until runs what was posted until a condition holds.
func (r *Rig) Until(what string, holds func() bool) {
	r.Helper()
	limit := time.After(30 * time.Second)
	for !holds() {
		select {
		case f := <-r.Queue:
			f()
			r.Ran++
		case <-r.Service.heard:
		case <-limit:
			if len(r.Queue) > 0 { // the machine stood still, not the window
				limit = time.After(time.Second)
				continue
			}
			r.Fatalf("still waiting until %s; the service was asked %q", what, r.Service.Asked())
		}
	}
}

// UntilAsked runs what was posted until the service was asked for this, and no more.
func (r *Rig) UntilAsked(want ...string) {
	r.Helper()
	r.Until(fmt.Sprintf("the service was asked %q", want), func() bool { return slices.Equal(r.Service.Asked(), want) })
}

// UntilAskedAll is UntilAsked where nobody says what comes first.
func (r *Rig) UntilAskedAll(want ...string) {
	r.Helper()
	slices.Sort(want)
	r.Until(fmt.Sprintf("the service was asked %q", want), func() bool { return slices.Equal(slices.Sorted(slices.Values(r.Service.Asked())), want) })
}
