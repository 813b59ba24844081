package window

import (
	"context"
	"fmt"
	"sync"

	"keytray/app/api"
	"keytray/app/secret"
)

// fakeService records what it is asked and answers from its fields.
type fakeService struct {
	mu        sync.Mutex
	state     api.State
	err       error // of every call
	value     string
	hold      chan struct{} // if set, what may be slow waits for it
	calls     []string
	heard     chan struct{} // told of every call
	added     []api.AddRequest
	secrets   []string // of every request, copied out before they are wiped
	given     []secret.Value
	moved     api.Moved
	fixed     api.Finding
	rotated   []api.RotateRequest
	edits     []api.EditRequest
	events    []api.Event
	checks    []api.CheckRequest
	checked   api.Checked    // the answer to them
	providers []api.Provider // that were added
	cleared   api.Cleared
	copied    api.Clipboard // the answer to a copy
	called    api.Called
	sent      []api.CallRequest
	snoozes   []api.SnoozeRequest
	exposed   []api.ExposeRequest
	all       []api.Setting
	found     []api.Finding
	early     chan []api.Stroke // gives what was typed before the picker heard keys; nil for nothing
}

var _ api.Service = (*fakeService)(nil)

// set changes what it answers, also while it is being asked.
func (f *fakeService) set(do func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	do()
}

func (f *fakeService) fail(err error) { f.set(func() { f.err = err }) }

func (f *fakeService) call(what string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, what)
	select {
	case f.heard <- struct{}{}:
	default: // nobody waits, or it is told already
	}
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

// slow is call for what may have to wait; it takes a copy of the secrets.
func (f *fakeService) slow(ctx context.Context, what string, secrets ...secret.Value) error {
	f.mu.Lock()
	for _, s := range secrets {
		f.secrets = append(f.secrets, string(s.Reveal()))
	}
	f.given = append(f.given, secrets...)
	hold := f.hold
	f.mu.Unlock()
	err := f.call(what)
	if hold == nil {
		return err
	}
	select {
	case <-hold:
		return err
	case <-ctx.Done():
		return &api.Error{Kind: api.Failed, Text: "You stopped it before it was done.", Err: ctx.Err()}
	}
}

func (f *fakeService) Add(ctx context.Context, r api.AddRequest) (api.Key, error) {
	err := f.slow(ctx, "add "+r.Name, r.Secret)
	f.set(func() { f.added = append(f.added, r) })
	return api.Key{ID: "new", Name: r.Name}, err
}

func (f *fakeService) Rotate(ctx context.Context, r api.RotateRequest) (api.Key, error) {
	err := f.slow(ctx, "rotate "+r.Name, r.Secret)
	f.set(func() { f.rotated = append(f.rotated, r) })
	for _, k := range f.state.Keys {
		if r.Back && k.ID == r.Name {
			inCase(&k, api.StepCreate)
			k.Previous = 1
			return k, err
		}
	}
	return api.Key{ID: r.Name}, err
}

func (f *fakeService) Unlock(ctx context.Context, passphrase secret.Value) error {
	return f.slow(ctx, "unlock", passphrase)
}

func (f *fakeService) ChangePassphrase(ctx context.Context, r api.PassphraseRequest) error {
	return f.slow(ctx, "change passphrase", r.Old, r.New)
}

func (f *fakeService) Move(ctx context.Context, r api.MoveRequest) (api.Moved, error) {
	err := f.slow(ctx, "move to "+r.To, r.Passphrase)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.moved, err
}

func (f *fakeService) Check(ctx context.Context, r api.CheckRequest) (api.Checked, error) {
	what := "check "
	if r.Previous {
		what = "check old "
	}
	f.set(func() { f.checks = append(f.checks, r) })
	err := f.slow(ctx, what+r.Name+r.Provider, r.Secret)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.checked, err
}

func (f *fakeService) AddProvider(_ context.Context, p api.Provider) (api.Provider, error) {
	err := f.call("add provider " + p.Name)
	f.set(func() { f.providers = append(f.providers, p) })
	p.ID = "own"
	return p, err
}

func (f *fakeService) RemoveProvider(_ context.Context, id string) error {
	return f.call("remove provider " + id)
}

func (f *fakeService) Cancel(context.Context) error { return f.call("cancel") }

func (f *fakeService) Fix(ctx context.Context, fix string) (api.Finding, error) {
	err := f.slow(ctx, "fix "+fix)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.fixed, err
}

func (f *fakeService) Revoke(_ context.Context, r api.RevokeRequest) (api.Key, error) {
	return api.Key{}, f.call("revoke " + r.Name)
}

func (f *fakeService) Turn(_ context.Context, r api.TurnRequest) (api.Key, error) {
	return api.Key{ID: r.Name}, f.call("turn " + r.Name + " " + r.Step)
}

func (f *fakeService) Tick(_ context.Context, r api.TickRequest) (api.Key, error) {
	return api.Key{ID: r.Name}, f.call(fmt.Sprintf("tick %s %s %v", r.Name, r.Place, r.Has))
}

func (f *fakeService) Abandon(_ context.Context, name string) (api.Key, error) {
	return api.Key{ID: name}, f.call("abandon " + name)
}

func (f *fakeService) Call(ctx context.Context, r api.CallRequest) (api.Called, error) {
	err := f.slow(ctx, "call "+r.What+" "+r.Name+" "+r.Confirmed)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sent = append(f.sent, r)
	return f.called, err
}

func (f *fakeService) Unexpose(_ context.Context, name string) (api.Key, error) {
	return api.Key{ID: name}, f.call("unexpose " + name)
}

func (f *fakeService) Edit(_ context.Context, r api.EditRequest) (api.Key, error) {
	f.set(func() { f.edits = append(f.edits, r) }) // before anybody hears of the call
	return api.Key{}, f.call("edit " + r.Name)
}

func (f *fakeService) Remove(_ context.Context, r api.RemoveRequest) (api.Key, error) {
	if r.Forever {
		return api.Key{}, f.call("destroy " + r.Name)
	}
	return api.Key{}, f.call("remove " + r.Name)
}

func (f *fakeService) Restore(_ context.Context, name string) (api.Key, error) {
	return api.Key{}, f.call("restore " + name)
}

func (f *fakeService) Snooze(_ context.Context, r api.SnoozeRequest) error {
	f.set(func() { f.snoozes = append(f.snoozes, r) })
	return f.call("snooze " + r.Name)
}

func (f *fakeService) Expose(_ context.Context, r api.ExposeRequest) (api.Key, error) {
	f.set(func() { f.exposed = append(f.exposed, r) })
	return api.Key{}, f.call("expose " + r.Name)
}

func (f *fakeService) Copy(ctx context.Context, r api.CopyRequest) (api.Clipboard, error) {
	what := "copy "
	if r.Previous {
		what = "copy old "
	}
	err := f.slow(ctx, what+r.Name)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.copied, err
}

func (f *fakeService) Clear(context.Context) (api.Cleared, error) { return f.cleared, f.call("clear") }

func (f *fakeService) Get(ctx context.Context, r api.GetRequest) (secret.Value, error) {
	f.mu.Lock()
	hold, v := f.hold, secret.FromString(f.value)
	f.mu.Unlock()
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
			return secret.Value{}, &api.Error{Kind: api.Failed, Text: "You stopped it before it was done.", Err: ctx.Err()}
		}
	}
	return v, f.call("get " + r.Name + " " + string(r.Why))
}

func (f *fakeService) History(context.Context, string) ([]api.Event, error) {
	err := f.call("history")
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.events, err
}

func (f *fakeService) Doctor(context.Context) ([]api.Finding, error) {
	err := f.call("doctor")
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.found, err
}

func (f *fakeService) Report(context.Context) (string, error) {
	return "keytray        1.2.3\n", f.call("report")
}

func (f *fakeService) Settings(context.Context) ([]api.Setting, error) {
	return f.all, f.call("settings")
}

func (f *fakeService) SetSetting(_ context.Context, key, value string) (api.Setting, error) {
	return api.Setting{Key: key, Value: value}, f.call("set " + key + " " + value)
}

func (f *fakeService) Show(_ context.Context, v api.View) error {
	return f.call("show " + v.Name + " " + v.Key)
}

func (f *fakeService) Find(context.Context, string) (api.Key, error) {
	return api.Key{}, f.call("find")
}

func (f *fakeService) Focused(ctx context.Context) ([]api.Stroke, error) {
	if f.early == nil {
		return nil, nil
	}
	select {
	case all := <-f.early:
		return all, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (f *fakeService) Attach(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
func (f *fakeService) Quit(context.Context) error       { return f.call("quit") }
