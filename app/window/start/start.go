// Package start opens the window on the real screen. It is the only package
// that imports Fyne's app package, which needs cgo and a display.
package start

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window"
	"keytray/app/window/client"
)

// Options are what the program gives its window.
type Options struct {
	Icon []byte // PNG
	// StartAgent starts an agent when there is none any more, in an environment.
	StartAgent func(env []string) error
	// Speak changes the language to a value of appearance.language.
	Speak func(language string)
}

// loadLimit is how long the first frame waits for what it shows: longer than an agent
// needs, and shorter than a person would take for a fault.
const loadLimit = 250 * time.Millisecond

// Run shows the window at the view v until it is closed or ctx ends. It must
// run on the main goroutine. Where no window can be opened it says so.
func Run(ctx context.Context, svc api.Service, v api.View, o Options) error {
	if v.Name == api.ViewPick {
		return pick(ctx, svc, o)
	}
	ctx, cancel := context.WithCancel(ctx)
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel()

	hurry()
	loaded, said := load(ctx, svc), askDesktop()
	ground := newGround()
	env := os.Environ()
	a := newApp()
	fonts := parseFonts()
	zoom := newZoom(a)
	ui := newPoster()
	look := newSystem(a.Settings())
	p := window.Params{
		Link:       client.Link{Service: svc, Post: ui.post, Now: time.Now, After: ui.after},
		StartAgent: func() error { return o.StartAgent(env) },
		SetTheme:   look.wear, SetTextSize: zoom.set, Speak: o.Speak,
		OpenURL: a.OpenURL, Clipboard: a.Clipboard(), View: v,
	}
	if len(o.Icon) > 0 {
		p.Icon = fyne.NewStaticResource("keytray.png", o.Icon)
		a.SetIcon(p.Icon)
	}
	p.Window = a.NewWindow(window.Title)
	p.Window.SetMaster()
	p.Heard = tellReader(p.Window, ui.post)
	first := <-loaded
	p.Look = window.LookOf(first.state.Settings)
	zoom.to(p.Look.TextSize)
	look.begin(said, ui.post)
	look.wear(window.ThemeOf(first.state.Settings)) // before anything takes its colours
	if first.err == nil && first.state.Broken == "" {
		p.First = &first.state
	}
	made := make(chan *window.Window, 1)
	go func() {
		<-fonts
		made <- window.Make(ctx, p)
	}()
	content := newLate()
	p.Window.SetPadded(false)
	p.Window.SetContent(content.box)
	p.Window.Resize(window.SizeOf(p))
	var win *window.Window
	begun := false
	content.come = func() {
		begun = true
		ground.lay(p.Window)
		win = <-made
		win.Fill(content.put)
		a.Lifecycle().SetOnExitedForeground(ui.whileOpen(win.Conceal))
		p.Window.SetOnClosed(func() { win.Conceal(); ui.close() })
		if first.state.Broken != "" {
			win.Broken(first.state)
		}
		if v != (api.View{Name: api.ViewKeys}) {
			win.Open(v)
		}
	}
	if err := show(p.Window, &begun); err != nil {
		return err
	}
	if win == nil { // the driver made no window, and has said why
		return window.NoDisplay(errors.New("no window"))
	}
	background.Go(func() {
		if p.First != nil {
			drawFirst(ctx)
		}
		win.Follow(ctx)
	})
	background.Go(func() { win.Attach(ctx) })
	stop := context.AfterFunc(ctx, func() { ui.quit(a) })
	defer stop()
	a.Run()
	return nil
}

// firstState is what the first frame shows.
type firstState struct {
	state api.State
	err   error
}

// load fetches it in one call that asks no keychain, while the toolkit starts. What
// comes too late is shown when it is there.
func load(ctx context.Context, svc api.Service) <-chan firstState {
	loaded := make(chan firstState, 1)
	go func() {
		ctx, cancel := context.WithTimeout(ctx, loadLimit)
		defer cancel()
		st, err := svc.Wait(ctx, 0)
		loaded <- firstState{st, err}
	}()
	return loaded
}

// show opens the window. The driver panics where there is no display. Once our own part
// has begun there is one, and a panic is a fault of ours.
func show(w fyne.Window, begun *bool) (err error) {
	defer func() {
		if *begun {
			return
		}
		if r := recover(); r != nil {
			err = window.NoDisplay(fmt.Errorf("%v", r))
		}
	}()
	w.Show()
	return nil
}
