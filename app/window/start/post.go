package start

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// poster runs functions on the UI goroutine until the window closes, and none of them
// after that: once its loop has ended Fyne runs them at once, on whatever goroutine they
// come from, and there is nothing left to draw on.
type poster struct {
	run    func(func())
	closed atomic.Bool
}

func newPoster() *poster { return &poster{run: fyne.Do} }

// post runs f soon.
func (p *poster) post(f func()) {
	if !p.closed.Load() {
		p.run(p.whileOpen(f))
	}
}

// after runs f after a time.
func (p *poster) after(d time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(d, func() { p.post(f) })
	return func() { t.Stop() }
}

// whileOpen is f, for what the toolkit itself may call late.
func (p *poster) whileOpen(f func()) func() {
	return func() {
		if !p.closed.Load() {
			f()
		}
	}
}

// quit ends the application soon, with whatever windows there are.
func (p *poster) quit(a fyne.App) { p.run(a.Quit) }

// close ends it.
func (p *poster) close() { p.closed.Store(true) }
