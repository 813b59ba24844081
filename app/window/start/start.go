// Package start opens the window on the real screen. It is the only package
// that imports Fyne's app package, which needs cgo and a display.
package start

import (
	"context"
	"fmt"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"keytray/app/api"
	"keytray/app/window"
	"keytray/app/window/kit"
)

// Options are what the program gives its window.
type Options struct {
	Icon       []byte       // PNG
	StartAgent func() error // starts an agent when there is none any more
}

// loadLimit bounds the calls that are made before the first frame.
const loadLimit = 2 * time.Second

// Run shows the window at the view v until it is closed or ctx ends. It must
// run on the main goroutine. Where no window can be opened it says so.
func Run(ctx context.Context, svc api.Service, v api.View, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel()

	a := app.NewWithID("io.github.keytray")
	var icon fyne.Resource
	if len(o.Icon) > 0 {
		icon = fyne.NewStaticResource("keytray.png", o.Icon)
		a.SetIcon(icon)
	}
	state, settings, err := load(ctx, svc)
	a.Settings().SetTheme(window.ThemeOf(settings)) // before anything takes its colours

	post := func(f func()) { fyne.Do(f) }
	w := a.NewWindow(window.Title)
	w.SetMaster()
	win := window.New(ctx, window.Params{
		Window: w, Service: svc, Post: post, Now: time.Now, StartAgent: o.StartAgent, Icon: icon,
		After: func(d time.Duration, f func()) func() {
			t := time.AfterFunc(d, func() { post(f) })
			return func() { t.Stop() }
		},
		SetTheme: func(t kit.Theme) { a.Settings().SetTheme(t) },
		OpenURL:  a.OpenURL, Clipboard: a.Clipboard(), View: v,
	})
	a.Lifecycle().SetOnExitedForeground(win.Conceal)
	win.Apply(settings)
	if err == nil {
		win.Render(state)
	} else {
		win.Lost(err)
	}
	win.Open(v)
	if err := show(w); err != nil {
		return err
	}
	background.Go(func() { win.Follow(ctx) })
	background.Go(func() { win.Attach(ctx) })
	stop := context.AfterFunc(ctx, func() { post(a.Quit) })
	defer stop()
	a.Run()
	return nil
}

// load fetches what the first frame shows. Without settings it has the defaults.
func load(ctx context.Context, svc api.Service) (api.State, []api.Setting, error) {
	ctx, cancel := context.WithTimeout(ctx, loadLimit)
	defer cancel()
	st, err := svc.State(ctx)
	if err != nil {
		return st, nil, err
	}
	settings, _ := svc.Settings(ctx)
	return st, settings, nil
}

// show opens the window. The driver panics where there is no display.
func show(w fyne.Window) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &api.Error{Kind: api.Failed, Text: "The window cannot be opened: there is no display.", Err: fmt.Errorf("%v", r)}
		}
	}()
	w.Show()
	return nil
}
