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
	"keytray/app/window/kit"
)

// pick shows the quick picker until it closes or ctx ends.
func pick(ctx context.Context, svc api.Service, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel()

	hurry()
	loaded := load(ctx, svc)
	ground := newGround()
	env := os.Environ()
	a := newApp()
	fonts := parseFonts()
	zoom := newZoom(a)
	if len(o.Icon) > 0 { // for lists of windows
		a.SetIcon(fyne.NewStaticResource("keytray.png", o.Icon))
	}
	w := a.Driver().(desktop.Driver).CreateSplashWindow()
	onTop(w)
	first := <-loaded
	look := window.LookOf(first.state.Settings)
	zoom.to(look.TextSize)
	a.Settings().SetTheme(window.ThemeOf(first.state.Settings))
	<-fonts
	ui := newPoster()
	k := window.NewPicker(ctx, window.Params{
		Window: unshown{w, func() bool { return ground.unlist(w) && ground.lay(w) }}, Service: svc, Post: ui.post, Now: time.Now, StartAgent: func() error { return o.StartAgent(env) }, Clipboard: a.Clipboard(),
		After: ui.after, SetTheme: func(t kit.Theme) { a.Settings().SetTheme(t) }, Look: look,
	}, nameStays)
	if first.err == nil && first.state.Broken == "" { // else Follow says why not
		k.Render(first.state)
	}
	w.SetOnClosed(func() {
		ui.close()
		_ = os.Stdout.Close() // tells the agent, before this process has ended
	})
	a.Lifecycle().SetOnEnteredForeground(ui.whileOpen(k.Entered))
	a.Lifecycle().SetOnExitedForeground(ui.whileOpen(k.Left))
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
