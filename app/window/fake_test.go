package window

import (
	"context"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/secret"
)

// fakeService records what it is asked and answers from its fields.
type fakeService struct {
	mu      sync.Mutex
	state   api.State
	err     error // of every call
	value   string
	hold    chan struct{} // if set, Get waits for it
	calls   []string
	added   []api.AddRequest
	secrets []string // of added and rotated, copied out before they are wiped
	rotated []api.RotateRequest
	edits   []api.EditRequest
	events  []api.Event
	cleared api.Cleared
	all     []api.Setting
	found   []api.Finding
}

var _ api.Service = (*fakeService)(nil)

func (f *fakeService) call(what string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, what)
	return f.err
}

// asked is what was asked, in order, histories left out: they follow every
// selection.
func (f *fakeService) asked() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []string
	for _, c := range f.calls {
		if c != "history" {
			all = append(all, c)
		}
	}
	return all
}

func (f *fakeService) State(context.Context) (api.State, error) { return f.state, f.err }

func (f *fakeService) Wait(ctx context.Context, _ uint64) (api.State, error) {
	<-ctx.Done()
	return api.State{}, ctx.Err()
}

func (f *fakeService) Add(_ context.Context, r api.AddRequest) (api.Key, error) {
	err := f.call("add " + r.Name)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.added = append(f.added, r)
	f.secrets = append(f.secrets, string(r.Secret.Reveal()))
	return api.Key{ID: "new", Name: r.Name}, err
}

func (f *fakeService) Rotate(_ context.Context, r api.RotateRequest) (api.Key, error) {
	err := f.call("rotate " + r.Name)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rotated = append(f.rotated, r)
	f.secrets = append(f.secrets, string(r.Secret.Reveal()))
	return api.Key{ID: r.Name}, err
}

func (f *fakeService) Revoke(_ context.Context, name string) (api.Key, error) {
	return api.Key{}, f.call("revoke " + name)
}

func (f *fakeService) Edit(_ context.Context, r api.EditRequest) (api.Key, error) {
	err := f.call("edit " + r.Name)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.edits = append(f.edits, r)
	return api.Key{}, err
}

func (f *fakeService) Remove(_ context.Context, r api.RemoveRequest) (api.Key, error) {
	return api.Key{}, f.call("remove " + r.Name)
}

func (f *fakeService) Restore(_ context.Context, name string) (api.Key, error) {
	return api.Key{}, f.call("restore " + name)
}
func (f *fakeService) Snooze(context.Context, api.SnoozeRequest) error { return f.call("snooze") }

func (f *fakeService) Expose(_ context.Context, r api.ExposeRequest) (api.Key, error) {
	return api.Key{}, f.call("expose " + r.Name)
}

func (f *fakeService) Copy(_ context.Context, r api.CopyRequest) (api.Clipboard, error) {
	return api.Clipboard{}, f.call("copy " + r.Name)
}

func (f *fakeService) Clear(context.Context) (api.Cleared, error) { return f.cleared, f.call("clear") }

func (f *fakeService) Get(_ context.Context, r api.GetRequest) (secret.Value, error) {
	if f.hold != nil {
		<-f.hold
	}
	return secret.FromString(f.value), f.call("get " + r.Name + " " + string(r.Why))
}

func (f *fakeService) History(context.Context, string) ([]api.Event, error) {
	return f.events, f.call("history")
}
func (f *fakeService) Doctor(context.Context) ([]api.Finding, error) {
	return f.found, f.call("doctor")
}
func (f *fakeService) Settings(context.Context) ([]api.Setting, error) {
	return f.all, f.call("settings")
}

func (f *fakeService) SetSetting(_ context.Context, key, value string) (api.Setting, error) {
	return api.Setting{Key: key, Value: value}, f.call("set " + key + " " + value)
}
func (f *fakeService) Show(context.Context, api.View) error { return f.call("show") }
func (f *fakeService) Find(context.Context, string) (api.Key, error) {
	return api.Key{}, f.call("find")
}
func (f *fakeService) Attach(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
func (f *fakeService) Quit(context.Context) error       { return f.call("quit") }

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

// rig is a window on the test driver. Everything the window posts waits in a
// queue until the test lets it run, as on a real UI goroutine.
type rig struct {
	*testing.T
	win   *Window
	svc   *fakeService
	clock *fakeClock
	queue chan func()
	frame fyne.Window
}

func newRig(t *testing.T, st api.State) *rig {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, Theme{})
	r := &rig{T: t, svc: &fakeService{state: st}, clock: &fakeClock{now: today}, queue: make(chan func(), 100)}
	r.frame = test.NewTempWindow(t, nil)
	r.win = New(t.Context(), Params{
		Window: r.frame, Service: r.svc, Post: func(f func()) { r.queue <- f },
		Now: func() time.Time { return r.clock.now }, After: r.clock.After, StartAgent: func() error { return r.svc.call("start agent") },
	})
	r.win.Render(st)
	return r
}

// until runs what was posted until a condition holds.
func (r *rig) until(what string, holds func() bool) {
	r.Helper()
	limit := time.After(5 * time.Second)
	for !holds() {
		select {
		case f := <-r.queue:
			f()
		case <-limit:
			r.Fatalf("still waiting until %s", what)
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
func keyOf(id, name, provider, account string, age int) api.Key {
	created := today.AddDate(0, 0, -age)
	k := api.Key{
		ID: id, Name: name, Provider: provider, Account: account, Created: created, AddedAt: created, Age: age,
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
