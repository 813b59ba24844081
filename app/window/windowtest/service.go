package windowtest

import (
	"context"
	"fmt"
	"sync"

	"keytray/app/api"
	"keytray/app/secret"
)

// Service records what it is asked and answers from its fields. Change these through Set
// once it is in use.
type Service struct {
	mu    sync.Mutex
	heard chan struct{} // told of every call

	Current api.State     // the state that it answers with
	Err     error         // of every call
	Gone    uint64        // the Serial of what the window has gone to
	Value   string        // of every key
	Hold    chan struct{} // if set, what may be slow waits for it
	Calls   []string
	Secrets []string // of every request, copied out before they are wiped
	Given   []secret.Value

	Added     []api.AddRequest
	Rotated   []api.RotateRequest
	Edits     []api.EditRequest
	Checks    []api.CheckRequest
	Providers []api.Provider // that were added
	Sent      []api.CallRequest
	Snoozes   []api.SnoozeRequest
	Exposed   []api.ExposeRequest

	// Answers.
	Moved   api.Moved
	Fixed   api.Finding
	Events  []api.Event
	Checked api.Checked
	Cleared api.Cleared
	Copied  api.Clipboard
	Called  api.Called
	All     []api.Setting
	Found   []api.Finding
	Early   chan []api.Stroke                       // gives what was typed before a picker heard keys; nil for nothing
	Back    func(*api.Key)                          // what becomes of a key whose old value is taken back
	Holds   func(value string) (api.Holding, error) // whose a value is; nil for nobody's. It is no call to note: it follows what is typed
}

var _ api.Service = (*Service)(nil)

// NewService is one in which all goes well.
func NewService() *Service { return &Service{heard: make(chan struct{}, 1)} }

// Set changes what it answers, also while it is being asked.
func (f *Service) Set(do func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	do()
}

// Fail lets every call fail; nil lets it succeed again.
func (f *Service) Fail(err error) { f.Set(func() { f.Err = err }) }

// Note records a call, and fails as all do.
func (f *Service) Note(what string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Calls = append(f.Calls, what)
	select {
	case f.heard <- struct{}{}:
	default: // nobody waits, or it is told already
	}
	return f.Err
}

// Asked is what was asked, in order, histories left out: they follow every
// selection.
func (f *Service) Asked() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []string
	for _, c := range f.Calls {
		if c != "history" {
			all = append(all, c)
		}
	}
	return all
}

func (f *Service) State(context.Context) (api.State, error) { return f.Current, f.Err }

func (f *Service) Wait(ctx context.Context, _ uint64) (api.State, error) {
	<-ctx.Done()
	return api.State{}, ctx.Err()
}

// slow is Note for what may have to wait; it takes a copy of the secrets.
func (f *Service) slow(ctx context.Context, what string, secrets ...secret.Value) error {
	f.mu.Lock()
	for _, s := range secrets {
		f.Secrets = append(f.Secrets, string(s.Reveal()))
	}
	f.Given = append(f.Given, secrets...)
	hold := f.Hold
	f.mu.Unlock()
	err := f.Note(what)
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

func (f *Service) Add(ctx context.Context, r api.AddRequest) (api.Key, error) {
	err := f.slow(ctx, "add "+r.Name, r.Secret)
	f.Set(func() { f.Added = append(f.Added, r) })
	return api.Key{ID: "new", Name: r.Name}, err
}

func (f *Service) Rotate(ctx context.Context, r api.RotateRequest) (api.Key, error) {
	err := f.slow(ctx, "rotate "+r.Name, r.Secret)
	f.Set(func() { f.Rotated = append(f.Rotated, r) })
	for _, k := range f.Current.Keys {
		if r.Back && k.ID == r.Name {
			f.Back(&k)
			return k, err
		}
	}
	return api.Key{ID: r.Name}, err
}

func (f *Service) Unlock(ctx context.Context, passphrase secret.Value) error {
	return f.slow(ctx, "unlock", passphrase)
}

func (f *Service) ChangePassphrase(ctx context.Context, r api.PassphraseRequest) error {
	return f.slow(ctx, "change passphrase", r.Old, r.New)
}

func (f *Service) Move(ctx context.Context, r api.MoveRequest) (api.Moved, error) {
	err := f.slow(ctx, "move to "+r.To, r.Passphrase)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.Moved, err
}

func (f *Service) Check(ctx context.Context, r api.CheckRequest) (api.Checked, error) {
	what := "check "
	if r.Previous {
		what = "check old "
	}
	f.Set(func() { f.Checks = append(f.Checks, r) })
	err := f.slow(ctx, what+r.Name+r.Provider, r.Secret)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.Checked, err
}

func (f *Service) AddProvider(_ context.Context, p api.Provider) (api.Provider, error) {
	err := f.Note("add provider " + p.Name)
	f.Set(func() { f.Providers = append(f.Providers, p) })
	p.ID = "own"
	return p, err
}

func (f *Service) RemoveProvider(_ context.Context, id string) error {
	return f.Note("remove provider " + id)
}

func (f *Service) Cancel(context.Context) error { return f.Note("cancel") }

func (f *Service) Fix(ctx context.Context, fix string) (api.Finding, error) {
	err := f.slow(ctx, "fix "+fix)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.Fixed, err
}

func (f *Service) Revoke(_ context.Context, r api.RevokeRequest) (api.Key, error) {
	return api.Key{}, f.Note("revoke " + r.Name)
}

func (f *Service) Turn(_ context.Context, r api.TurnRequest) (api.Key, error) {
	return api.Key{ID: r.Name}, f.Note("turn " + r.Name + " " + r.Step)
}

func (f *Service) Tick(_ context.Context, r api.TickRequest) (api.Key, error) {
	return api.Key{ID: r.Name}, f.Note(fmt.Sprintf("tick %s %s %v", r.Name, r.Place, r.Has))
}

func (f *Service) Abandon(_ context.Context, name string) (api.Key, error) {
	return api.Key{ID: name}, f.Note("abandon " + name)
}

func (f *Service) Call(ctx context.Context, r api.CallRequest) (api.Called, error) {
	err := f.slow(ctx, "call "+r.What+" "+r.Name+" "+r.Confirmed)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Sent = append(f.Sent, r)
	return f.Called, err
}

func (f *Service) Unexpose(_ context.Context, name string) (api.Key, error) {
	return api.Key{ID: name}, f.Note("unexpose " + name)
}

func (f *Service) Edit(_ context.Context, r api.EditRequest) (api.Key, error) {
	f.Set(func() { f.Edits = append(f.Edits, r) }) // before anybody hears of the call
	return api.Key{}, f.Note("edit " + r.Name)
}

func (f *Service) Remove(_ context.Context, r api.RemoveRequest) (api.Key, error) {
	if r.Forever {
		return api.Key{}, f.Note("destroy " + r.Name)
	}
	return api.Key{}, f.Note("remove " + r.Name)
}

func (f *Service) Restore(_ context.Context, name string) (api.Key, error) {
	return api.Key{}, f.Note("restore " + name)
}

func (f *Service) Snooze(_ context.Context, r api.SnoozeRequest) error {
	f.Set(func() { f.Snoozes = append(f.Snoozes, r) })
	return f.Note("snooze " + r.Name)
}

func (f *Service) Expose(_ context.Context, r api.ExposeRequest) (api.Key, error) {
	f.Set(func() { f.Exposed = append(f.Exposed, r) })
	return api.Key{}, f.Note("expose " + r.Name)
}

func (f *Service) Copy(ctx context.Context, r api.CopyRequest) (api.Clipboard, error) {
	what := "copy "
	if r.Previous {
		what = "copy old "
	}
	err := f.slow(ctx, what+r.Name)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.Copied, err
}

func (f *Service) Clear(context.Context) (api.Cleared, error) { return f.Cleared, f.Note("clear") }

func (f *Service) Recognise(_ context.Context, value secret.Value) (api.Holding, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.Holds == nil {
		return api.Holding{}, nil
	}
	return f.Holds(string(value.Reveal()))
}

func (f *Service) Get(ctx context.Context, r api.GetRequest) (secret.Value, error) {
	f.mu.Lock()
	hold, v := f.Hold, secret.FromString(f.Value)
	f.mu.Unlock()
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
			return secret.Value{}, &api.Error{Kind: api.Failed, Text: "You stopped it before it was done.", Err: ctx.Err()}
		}
	}
	return v, f.Note("get " + r.Name + " " + string(r.Why))
}

func (f *Service) History(context.Context, string) ([]api.Event, error) {
	err := f.Note("history")
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.Events, err
}

func (f *Service) Doctor(context.Context) ([]api.Finding, error) {
	err := f.Note("doctor")
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.Found, err
}

func (f *Service) Report(context.Context) (string, error) {
	return "keytray        1.2.3\n", f.Note("report")
}

func (f *Service) Settings(context.Context) ([]api.Setting, error) {
	return f.All, f.Note("settings")
}

func (f *Service) SetSetting(_ context.Context, key, value string) (api.Setting, error) {
	return api.Setting{Key: key, Value: value}, f.Note("set " + key + " " + value)
}

func (f *Service) Show(_ context.Context, v api.View) error {
	return f.Note("show " + v.Name + " " + v.Key)
}

func (f *Service) Find(context.Context, string) (api.Key, error) {
	return api.Key{}, f.Note("find")
}

func (f *Service) Focused(ctx context.Context) ([]api.Stroke, error) {
	if f.Early == nil {
		return nil, nil
	}
	select {
	case all := <-f.Early:
		return all, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (f *Service) Followed(_ context.Context, serial uint64) error {
	f.Set(func() { f.Gone = serial })
	return nil
}

func (f *Service) Attach(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
func (f *Service) Quit(context.Context) error       { return f.Note("quit") }
