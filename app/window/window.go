package window

import (
	"context"
	"net/url"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/window/kit"
)

// Sizes of the window.
var (
	usual   = fyne.NewSize(980, 640)
	minimum = fyne.NewSize(400, 480)
)

// onePane is the width below which the list and the detail do not fit side by
// side.
const onePane = 760

// Params is what a window is made of.
type Params struct {
	Window  fyne.Window
	Service api.Service

	// Post runs a function on the UI goroutine, later or at once.
	Post func(func())
	Now  func() time.Time
	// After runs a function on the UI goroutine after a time, unless it is
	// stopped before.
	After func(d time.Duration, f func()) (stop func())
	// SetTheme changes how everything looks.
	SetTheme func(kit.Theme)
	// StartAgent starts an agent when there is none any more; it may be nil.
	StartAgent func() error
	// OpenURL shows a page in the browser; nil where there is none.
	OpenURL func(*url.URL) error
	// Clipboard is where a new key is taken from, and what is cleared of it once
	// it is stored; names and commands are copied there. It may be nil.
	Clipboard fyne.Clipboard
	// View is what the window is opened for.
	View api.View
	Icon fyne.Resource
}

// Window is Keytray's window. Its methods are called on the UI goroutine,
// Follow and Attach excepted.
type Window struct {
	p   Params
	ctx context.Context

	state  api.State
	lost   string  // why there is no state to follow; empty while there is one
	ended  bool    // that is because there is no agent
	shown  *uint64 // serial of the last View that was asked for; nil before the first state
	keys   *keysView
	page   page
	under  []page // what it lies over, and goes back to
	body   *fyne.Container
	frame  *fyne.Container
	banner *banner
	toast  *toast
	status *status

	known *provider.Catalogue // of the state's own providers
	own   []api.Provider
	small bool // opened for a wizard alone

	awaited   string               // a key just stored: the first state that has it selects it
	question  fyne.CanvasObject    // the last one, as it lies over the page
	holds     func(api.State) bool // whether a state leaves it its meaning; may be nil
	problem   string               // what went wrong last, until the next try
	opens     bool                 // the passphrase would help
	waiting   bool                 // the keychain has kept us waiting long enough to say so
	stopWait  func()
	stopCheck func() // gives up asking a provider, while one is asked
	checks    int    // how often one was
	stopToast func()
	fillsIn   bool   // the setup takes a key from the clipboard when one is copied
	closes    bool   // the person has closed the window while a key is being stored
	clearing  func() // takes a stored key off the clipboard, while that is still to be done
	copy      copying
	reveal    revealing
}

// New fills p.Window. What the window asks of the service ends with ctx.
func New(ctx context.Context, p Params) *Window {
	w := &Window{p: p, ctx: ctx, body: container.NewStack(), banner: newBanner(), toast: newToast()}
	w.keys = newKeysView(p.Icon)
	w.wire()
	w.status = newStatus(func() { w.Open(api.View{Name: api.ViewDoctor}) }, func() { w.Open(api.View{Name: api.ViewSettings}) },
		func() { w.typedKey(fyne.KeyEscape) })
	w.frame = container.New(kit.Framed{}, w.banner.box, w.body, w.status.box)
	all := container.NewStack(kit.NewPlate(theme.ColorNameBackground, "", ""), w.frame, w.toast.box)
	p.Window.SetTitle(Title)
	p.Window.SetPadded(false)
	p.Window.SetContent(container.New(kit.AtLeast{Min: minimum}, all))
	p.Window.Resize(usual)
	p.Window.SetCloseIntercept(w.closing)
	w.shortcuts()
	w.turnTo(w.keys)
	if p.View.Name == api.ViewAdd || p.View.Name == api.ViewRotate {
		w.small = true
		p.Window.Resize(setupSize)
	}
	return w
}

// Render shows a state.
func (w *Window) Render(st api.State) {
	before, had := w.state, w.keys.focus()
	w.state, w.lost, w.ended, w.keys.ready = st, "", false, true
	w.waitFor(st.Keychain.Waiting)
	w.followCopy(before.Clipboard)
	w.followQuestion(st)
	w.refresh()
	w.openAwaited()
	w.followShow(st.Show)
	if has := w.keys.focus(); has != had && w.inKeys() {
		w.p.Window.Canvas().Focus(has) // the other is out of sight
	}
	w.refreshHistory(before)
}

// followShow goes to the view that was asked for since the last state. What
// was asked for before the first one is what the window was opened with.
func (w *Window) followShow(s api.Shown) {
	asked := w.shown != nil && s.Serial != *w.shown
	w.shown = &s.Serial
	if asked {
		stays := s.View.Name == api.ViewUnlock || s.View.Name == api.ViewAdd && w.setupOpen() != nil ||
			s.View.Name == api.ViewRotate && w.rotating(s.View.Key) != nil
		if stays || w.mayGo() {
			w.Open(s.View)
		}
		w.p.Window.Show()
		w.p.Window.RequestFocus()
	}
}

// Lost says that the agent does not answer any more, or what it answered instead of
// a state.
func (w *Window) Lost(err error) {
	w.Conceal()
	w.state.Broken = ""
	w.lost, w.ended = sentence(err), api.KindOf(err) == api.NoAgent
	if w.ended {
		w.lost = wordsEnded
		w.shown = nil // the next agent counts from the beginning
		w.state.Clipboard = api.Clipboard{}
	}
	w.refresh()
}

// Broken says that the agent answers but cannot read the list of keys.
func (w *Window) Broken(st api.State) {
	w.Lost(&api.Error{Kind: api.Failed, Text: st.Broken})
	w.state.Broken, w.state.Keychain = st.Broken, st.Keychain
	w.refresh()
}

// refresh brings all that is in sight up to date.
func (w *Window) refresh() {
	below := !isUnderWay(w.page) // the steps of a wizard have a foot of their own
	if w.banner.render(w.message()) || below != w.status.box.Visible() {
		kit.Show(w.status.box, below)
		w.frame.Refresh() // the rest makes room
	}
	w.status.render(w.state, w.copyOf(w.state.Clipboard.ID), w.ended)
	w.page.render(w.state)
}

// after is Params.After that never fires once it was stopped, even if the
// function was already on its way to the UI goroutine.
func (w *Window) after(d time.Duration, f func()) (stop func()) {
	stopped := false
	cancel := w.p.After(d, func() {
		if !stopped {
			f()
		}
	})
	return func() { stopped = true; cancel() }
}
