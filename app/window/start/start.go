// Package start opens the window on the real screen. It is the only package
// that imports Fyne's app package, which needs cgo and a display.
package start

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"keytray/app/api"
	"keytray/app/window"
)

// Options are what the program gives its window.
type Options struct {
	Icon       []byte       // PNG
	StartAgent func() error // starts an agent when there is none any more
}

// firstState bounds the one call that is made before the first frame.
const firstState = 2 * time.Second

// Run shows the window at the view v until it is closed or ctx ends. It must
// run on the main goroutine.
func Run(ctx context.Context, svc api.Service, v api.View, o Options) error {
	a := app.NewWithID("io.github.keytray")
	a.Settings().SetTheme(window.Theme{})
	var icon fyne.Resource
	if len(o.Icon) > 0 {
		icon = fyne.NewStaticResource("keytray.png", o.Icon)
		a.SetIcon(icon)
	}

	ctx, cancel := context.WithCancel(ctx)
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel()

	post := func(f func()) { fyne.Do(f) }
	w := a.NewWindow(window.Title)
	w.SetMaster()
	win := window.New(ctx, window.Params{
		Window: w, Service: svc, Post: post, Now: time.Now, StartAgent: o.StartAgent, Icon: icon,
		After: func(d time.Duration, f func()) func() {
			t := time.AfterFunc(d, func() { post(f) })
			return func() { t.Stop() }
		},
	})
	a.Lifecycle().SetOnExitedForeground(win.Conceal)

	first, err := state(ctx, svc)
	if err != nil {
		win.Lost(err)
	} else {
		win.Render(first)
	}
	win.Open(v)

	background.Go(func() { win.Follow(ctx, first.Revision) })
	background.Go(func() { win.Attach(ctx) })
	stop := context.AfterFunc(ctx, func() { post(a.Quit) })
	defer stop()
	w.ShowAndRun()
	return nil
}

func state(ctx context.Context, svc api.Service) (api.State, error) {
	ctx, cancel := context.WithTimeout(ctx, firstState)
	defer cancel()
	return svc.State(ctx)
}
