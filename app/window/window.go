package window

import (
	"context"
	"net/url"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/window/client"
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
	client.Link
	Window fyne.Window

	// SetTheme changes how everything looks.
	SetTheme func(kit.Theme)
	// SetTextSize makes everything so many percent as large as usual; it may be nil.
	SetTextSize func(percent int)
	// Speak changes the language to a value of appearance.language; it may be nil.
	Speak func(language string)
	// Look is what the three of them have been given so far.
	Look Look
	// First is the state that the first frame shows; nil where there is none yet.
	First *api.State
	// StartAgent starts an agent when there is none any more; it may be nil.
	StartAgent func() error
	// OpenURL shows a page in the browser; nil where there is none.
	OpenURL func(*url.URL) error
	// Clipboard is where a new key is taken from, and what is cleared of it once
	// it is stored; names and commands are copied there. It may be nil.
	Clipboard fyne.Clipboard
	// Heard is told when a screen reader gets something else, and which part of it has the
	// focus; -1 is none. It may be nil.
	Heard func(focus int)
	// View is what the window is opened for.
	View api.View
	Icon fyne.Resource
}

// Window is Keytray's window. Its methods are called on the UI goroutine,
// Follow and Attach excepted.
type Window struct {
	p   Params
	ctx context.Context

	state api.State
	look  Look
	losing
	shown *asked // the last View that was asked for; nil before the first state
	keys  *keysView
	page  page
	under []page        // what it lies over, and goes back to
	lives *rotationPage // the overview, once it was opened: made again it would be many things each time
	body  *fyne.Container
	frame *fyne.Container
	still *shield // over all, while something moves

	speaking speaking
	voice    *kit.Voice
	root     *fyne.Container // of it
	filled   bool            // it is in the window
	absent   *absent         // nil where it was never needed
	middle   *fyne.Container
	banner   *banner
	toast    *toast
	offered  *undoable // what the toast in sight takes back
	status   *status
	low      *fyne.Container // above it
	seated   *fyne.Container // where the banner is: there, or in the page

	known *provider.Catalogue // of the state's own providers
	own   []api.Provider
	small bool // opened for a wizard alone

	awaited  string               // a key just stored: the first state that has it selects it
	question fyne.CanvasObject    // the last one, as it lies over the page
	holds    func(api.State) bool // whether a state leaves it its meaning; may be nil
	redos    []change             // what was taken back, the last one at the end
	problem  string               // what went wrong last, until the next try
	address  string               // of a page that no browser has shown, which it is about
	opens    bool                 // the passphrase would help
	locks    bool                 // it is that the keychain is locked
	again    func()               // tries what went wrong once more; may be nil
	waits
	stopCheck func() // gives up asking a provider, while one is asked
	checks    int    // how often one was
	stopToast func()
	stopStill func()
	fillsIn   bool   // the setup takes a key from the clipboard when one is copied
	writes    int    // calls under way that change something
	closes    bool   // the person has closed the window while there are some
	clearing  func() // takes a stored key off the clipboard, while that is still to be done
	copy      copying
	reveal    revealing
	editing   editing
	settings  map[string]*kit.Latest // changes of each that are under way
	undos     []*undoable
	gone      map[string]string // keys whose value is missing, and which
}

// Make makes what Fill puts into p.Window, with all that the first frame shows. It leaves
// p.Window alone, which the driver may be making at the same time. What the window asks of
// the service ends with ctx.
func Make(ctx context.Context, p Params) *Window {
	w := &Window{p: p, ctx: ctx, look: p.Look, settings: map[string]*kit.Latest{}, body: container.NewStack(), small: forWizard(p)}
	w.stopLate = w.after(client.WaitNoticed, func() {
		w.late = true
		w.refresh()
	})
	w.build()
	w.page, w.body.Objects = w.keys, []fyne.CanvasObject{w.keys.content()}
	if p.First != nil { // laid out and drawn once, with all that is in it
		w.Render(*p.First)
	} else {
		w.refresh()
	}
	w.root.Resize(SizeOf(p))
	return w
}

// Fill puts it all into p.Window; put makes one object the content.
func (w *Window) Fill(put func(fyne.CanvasObject)) {
	win := w.p.Window
	win.SetTitle(Title)
	win.SetPadded(false)
	win.Resize(SizeOf(w.p))
	put(w.root)
	w.filled = true
	win.SetCloseIntercept(w.closing)
	w.listen()
	win.SetOnDropped(w.dropped)
	if f := w.keys.focus(); f != nil {
		win.Canvas().Focus(f)
	}
}

// SizeOf is how large the window opens.
func SizeOf(p Params) fyne.Size {
	if forWizard(p) {
		return p.Look.sized(setupSize)
	}
	return p.Look.sized(usual)
}

// forWizard tells whether the window is opened for a wizard alone.
func forWizard(p Params) bool { return p.View.Name == api.ViewAdd || p.View.Name == api.ViewRotate }

// build makes all but the pages that lie over the keys.
func (w *Window) build() {
	w.lives = nil
	w.banner, w.toast, w.keys = newLowBanner(), newToast(w.footHeight), newKeysView(w.p.Icon)
	w.wire()
	w.status = newStatus(func() { w.Open(api.View{Name: api.ViewDoctor}) }, func() { w.Open(api.View{Name: api.ViewSettings}) },
		func() { w.typedKey(fyne.KeyEscape) })
	w.middle = container.NewStack(w.body)
	// The banner comes and goes below: what is above it, and under the mouse, stays there.
	w.low, w.seated = container.New(kit.Column{}), nil
	below := container.New(kit.Column{}, w.low, w.status.box)
	w.still = newShield(func() {})
	w.still.released = w.released
	w.frame = container.New(kit.Framed{}, noTop(), container.NewStack(w.middle, w.toast.box), below)
	// There is no plate below: the window itself is of that colour, and painting it once
	// more would take as long as all the rest.
	w.voice = kit.NewVoice(kit.AtLeast{Min: w.look.least()}, container.NewStack(w.frame, w.still), w.p.Window.Canvas)
	w.voice.Moved, w.voice.Live = w.p.Heard, w.happened
	w.root = w.voice.Box
}

// Render shows a state.
func (w *Window) Render(st api.State) {
	before, had := w.state, w.keys.focus()
	again := w.found()
	w.state, w.keys.ready = st, true
	w.waitFor(st.Keychain.Waiting)
	w.followSettings(before.Settings)
	w.followCopy(before.Clipboard)
	w.followLock(before.Keychain)
	w.followQuestion(st)
	w.refresh()
	w.openAwaited()
	w.followShow(st.Agent, st.Show)
	if has := w.keys.focus(); has != had && w.inKeys() && w.filled {
		w.p.Window.Canvas().Focus(has) // the other is out of sight
	}
	w.refreshHistory(before)
	if p, asks := w.page.(interface{ reconnected() }); again && asks {
		p.reconnected()
	}
}

// asked is a View that an agent was asked for. Each agent counts from the beginning.
type asked struct {
	pid    int
	serial uint64
}

// followShow goes to the view that was asked for since the last state. What
// was asked for before the first one is what the window was opened with.
func (w *Window) followShow(agent api.Agent, s api.Shown) {
	now, before := asked{agent.PID, s.Serial}, w.shown
	w.shown = &now
	if before == nil || now == *before || now.pid != before.pid && now.serial == 0 {
		return
	}
	stays := s.View.Name == api.ViewUnlock || s.View.Name == api.ViewAdd && w.setupOpen() != nil ||
		s.View.Name == api.ViewRotate && w.rotating(s.View.Key) != nil
	if stays || w.mayGo() {
		w.Open(s.View)
	}
	ask(w, func(ctx context.Context, svc api.Service) (struct{}, error) {
		return struct{}{}, svc.Followed(ctx, s.Serial)
	}, func(struct{}, error) {})
	w.p.Window.Show()
	w.p.Window.RequestFocus()
}

// refresh brings all that is in sight up to date.
func (w *Window) refresh() {
	_, foot := w.page.(footed)
	w.seat()
	m := w.message()
	if !w.keys.ready && w.page == page(w.keys) && (w.late || m.text != "") { // there is room for it
		w.missing().render(m)
		m = message{}
	} else {
		w.present()
	}
	was := w.banner.height()
	if w.banner.render(m) || foot == w.status.box.Visible() {
		kit.Show(w.status.box, !foot)
		w.frame.Refresh() // the rest makes room
	}
	if was != w.banner.height() && !w.reveal.down { // who holds a button down clicks on nothing
		w.holdStill()
	}
	w.status.render(w.state, w.copyOf(w.state.Clipboard.ID), w.ended)
	w.page.render(w.state)
	w.speakSoon()
}

// after is client.Link's Later.
func (w *Window) after(d time.Duration, f func()) (stop func()) { return w.p.Later(d, f) }
