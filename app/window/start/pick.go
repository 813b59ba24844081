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
	"keytray/app/window/client"
	"keytray/app/window/picker"
)

// pick shows the quick picker until it closes or ctx ends.
func pick(ctx context.Context, svc api.Service, o Options) error {
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
	if len(o.Icon) > 0 { // for lists of windows
		a.SetIcon(fyne.NewStaticResource("keytray.png", o.Icon))
	}
	w := a.Driver().(desktop.Driver).CreateSplashWindow()
	onTop(w)
	first := <-loaded
	look := window.LookOf(first.state.Settings)
	zoom.to(look.TextSize)
	ui, own := newPoster(), newSystem(a.Settings())
	own.begin(said, ui.post)
	own.wear(window.ThemeOf(first.state.Settings))
	<-fonts
	k := picker.New(ctx, picker.Params{
		Link:   client.Link{Service: svc, Post: ui.post, Now: time.Now, After: ui.after},
		Window: unshown{w, func() bool { return ground.unlist(w) && ground.lay(w) }}, SetTheme: own.wear, Theme: look.Theme,
		StartAgent: func() error { return o.StartAgent(env) }, Clipboard: a.Clipboard(), NameStays: nameStays,
		Heard: tellReader(w, ui.post),
	})
	if first.err == nil && first.state.Broken == "" { // else Follow says why not
		k.Render(first.state)
	}
	w.SetOnClosed(func() {
		ui.close()
		_ = os.Stdout.Close() // tells the agent, before this process has ended
	})
	a.Lifecycle().SetOnEnteredForeground(ui.whileOpen(k.Entered))
	a.Lifecycle().SetOnExitedForeground(ui.whileOpen(k.Left))
	if err := show(w, new(bool)); err != nil {
		return err
	}
	background.Go(func() { k.Follow(ctx) })
	stop := context.AfterFunc(ctx, func() { ui.quit(a) })
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
