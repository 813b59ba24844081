package start

import (
	"context"
	"os"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/api"
	"keytray/app/window"
)

// pick shows the quick picker until it closes or ctx ends.
func pick(ctx context.Context, svc api.Service, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel()

	hurry()
	loaded := load(ctx, svc)
	env := os.Environ()
	a := newApp()
	fonts := parseFonts()
	zoom := newZoom(a)
	w := a.Driver().(desktop.Driver).CreateSplashWindow()
	onTop(w)
	first := <-loaded
	zoom.to(window.LookOf(first.state.Settings).TextSize)
	a.Settings().SetTheme(window.ThemeOf(first.state.Settings))
	<-fonts
	k := window.NewPicker(ctx, window.Params{
		Window: w, Service: svc, Post: fyne.Do, Now: time.Now, StartAgent: func() error { return o.StartAgent(env) }, Clipboard: a.Clipboard(),
		After: after,
	}, nameStays)
	if first.err == nil && first.state.Broken == "" { // else Follow says why not
		k.Render(first.state)
	}
	w.SetOnClosed(func() { _ = os.Stdout.Close() }) // tells the agent, before this process has ended
	a.Lifecycle().SetOnEnteredForeground(k.Entered)
	a.Lifecycle().SetOnExitedForeground(k.Left)
	if err := show(w); err != nil {
		return err
	}
	background.Go(func() { k.Follow(ctx) })
	stop := context.AfterFunc(ctx, func() { fyne.Do(a.Quit) })
	defer stop()
	a.Run()
	return nil
}

// onTop asks for a place above other windows, in the middle of the screen on which the
// pointer is. The desktop may decide otherwise, and Wayland's do.
func onTop(w fyne.Window) {
	d, ok := w.(desktop.Window)
	if !ok {
		return
	}
	d.RequestAlwaysOnTop()
	if at, ok := pointerScreen(); ok {
		// The driver takes the screen that the window is on for the one to centre it on.
		d.RequestPosition(at.x+1, at.y+1)
	}
}
