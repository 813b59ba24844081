package window

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/window/kit"
)

// fakeClock is a time that moves when it is told to.
type fakeClock struct {
	now    time.Time
	timers []*fakeTimer
}

type fakeTimer struct {
	at time.Time
	f  func()
}

func (c *fakeClock) After(d time.Duration, f func()) func() {
	t := &fakeTimer{c.now.Add(d), f}
	c.timers = append(c.timers, t)
	return func() { t.f = nil }
}

// waiting is the number of timers that are armed.
func (c *fakeClock) waiting() (n int) {
	for _, t := range c.timers {
		if t.f != nil {
			n++
		}
	}
	return n
}

func (c *fakeClock) forward(d time.Duration) {
	end := c.now.Add(d)
	for {
		var next *fakeTimer
		for _, t := range c.timers {
			if t.f != nil && !t.at.After(end) && (next == nil || t.at.Before(next.at)) {
				next = t
			}
		}
		if next == nil {
			c.now = end
			return
		}
		f := next.f
		c.now, next.f = next.at, nil
		f()
	}
}

// frame is a test window that a person can close.
type frame struct {
	fyne.Window
	intercept func()
	closed    bool
}

func (f *frame) SetCloseIntercept(do func()) { f.intercept = do }
func (f *frame) Close()                      { f.closed = true; f.Window.Close() }

// closes presses the window's X, and tells whether the window is gone.
func (r *rig) closes() bool {
	f := r.frame.(*frame)
	if f.intercept != nil {
		f.intercept()
	} else {
		f.Close()
	}
	return f.closed
}

// rig is a window on the test driver. Everything the window posts waits in a
// queue until the test lets it run, as on a real UI goroutine.
type rig struct {
	*testing.T
	win   *Window
	svc   *fakeService
	clock *fakeClock
	queue chan func()
	frame fyne.Window
	theme kit.Theme
	clip  fyne.Clipboard
	ran   int // of what was posted
}

func newRig(t *testing.T, st api.State) *rig {
	t.Helper()
	r := emptyRig(t)
	r.svc.state = st
	r.win.Render(st)
	return r
}

// emptyRig is a window before its first state.
func emptyRig(t *testing.T) *rig {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, kit.Theme{})
	test.NewWindow(nil).Canvas().Capture() // Fyne keeps what is drawn for a minute, counted from the last picture
	r := &rig{T: t, svc: &fakeService{heard: make(chan struct{}, 1)}, clock: &fakeClock{now: today}, queue: make(chan func(), 100), clip: test.NewClipboard()}
	r.frame = &frame{Window: test.NewWindow(nil)}
	r.win = New(t.Context(), Params{
		Window: r.frame, Service: r.svc, Post: func(f func()) { r.queue <- f },
		Now: func() time.Time { return r.clock.now }, After: r.clock.After,
		SetTheme: func(th kit.Theme) { r.theme = th }, StartAgent: func() error { return r.svc.call("start agent") },
		OpenURL: func(u *url.URL) error { return r.svc.call("open " + u.String()) }, Clipboard: r.clip, Icon: appIcon(t),
	})
	return r
}

// appIcon is the picture that the program gives its window.
func appIcon(t *testing.T) fyne.Resource {
	t.Helper()
	picture, err := os.ReadFile(filepath.Join("..", "..", "assets", "icons", "app.png"))
	if err != nil {
		t.Fatal(err)
	}
	return fyne.NewStaticResource("keytray.png", picture)
}

// until runs what was posted until a condition holds.
func (r *rig) until(what string, holds func() bool) {
	r.Helper()
	limit := time.After(30 * time.Second)
	for !holds() {
		select {
		case f := <-r.queue:
			f()
			r.ran++
		case <-r.svc.heard:
		case <-limit:
			if len(r.queue) > 0 { // the machine stood still, not the window
				limit = time.After(time.Second)
				continue
			}
			r.Fatalf("still waiting until %s; the service was asked %q", what, r.svc.asked())
		}
	}
}

// change renders a state that is like the last one but for what do changes.
func (r *rig) change(do func(*api.State)) {
	st := r.win.state
	st.Revision++
	do(&st)
	r.win.Render(st)
}

var today = time.Date(2026, 11, 21, 12, 0, 0, 0, time.Local)

// keyOf is a key that was made so many days ago, with default windows.
func keyOf(id, name, issuer, account string, age int) api.Key {
	created := today.AddDate(0, 0, -age)
	k := api.Key{
		ID: id, Name: name, Provider: issuer, ProviderName: provider.New().Name(issuer), Account: account, Created: created, AddedAt: created, Age: age,
		DueFrom: created.AddDate(0, 3, 0), OverdueFrom: created.AddDate(0, 6, 0), Hint: "sk-…kT4Q", Phase: "fresh",
	}
	switch {
	case !today.Before(k.OverdueFrom):
		k.Phase = "overdue"
	case !today.Before(k.DueFrom):
		k.Phase = "due"
	}
	return k
}

func someKeys() []api.Key {
	keys := []api.Key{
		keyOf("whisper", "whisper-cli", "groq", "personal", 30), keyOf("mirror", "mirror bot", "gitlab", "mara-k", 200),
		keyOf("home", "Home Assistant", "google-gemini", "home", 224), keyOf("chat", "chat-app", "openai", "acme-labs", 203),
		keyOf("dotfiles", "dotfiles CI", "github", "mara-k", 150), keyOf("podcast", "podcast intro", "elevenlabs", "personal", 141),
		keyOf("laptop", "laptop", "huggingface", "mara-k", 116), keyOf("launcher", "launcher", "perplexity", "personal", 108),
		keyOf("obsidian", "Obsidian notes", "openai", "personal", 94), keyOf("vercel", "vercel deploy", "vercel", "", 12),
	}
	keys[0].Phase = "exposed"
	keys[1].Phase, keys[1].Expires = "expired", today.AddDate(0, 0, -3)
	keys[3].Pinned, keys[8].Pinned = true, true
	keys[4].EndsSoon, keys[4].DaysLeft, keys[4].Expires = true, 18, today.AddDate(0, 0, 18)
	keys[8].Expires = today.AddDate(0, 5, 9)
	keys[8].Env, keys[8].Notes = "OPENAI_API_KEY", "Spending limit 10 USD a month. Restricted key: models and chat only."
	keys[8].UsedBy = []string{"Obsidian, Text Generator", "~/notes/scripts/.env", "n8n on home server"}
	return keys
}

func someState() api.State {
	return api.State{
		Revision: 1, Agent: api.Agent{Running: true}, Keys: someKeys(),
		Keychain:     api.Keychain{Name: "GNOME Keyring", Status: api.KeychainOK},
		NextReminder: time.Date(2026, 11, 27, 9, 0, 0, 0, time.Local),
	}
}

func onDay(s string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, s, time.Local)
	if err != nil {
		panic(err)
	}
	return t
}
