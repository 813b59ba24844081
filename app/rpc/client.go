package rpc

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"time"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
)

// dialLimit bounds connecting: the socket is on this machine.
const dialLimit = 2 * time.Second

// fresh is how long a connection is kept for a first call: an agent that ends
// waits for who is connected.
const fresh = 100 * time.Millisecond

// Client is an api.Service that asks the agent.
type Client struct {
	Socket string
	kept   chan net.Conn // for the first call, if Connect made the client
}

// Connect returns a client if an agent answers. A first call that follows at
// once uses the connection that has found this out.
func Connect(socket string) (Client, bool) {
	conn, err := net.DialTimeout("unix", socket, dialLimit)
	if err != nil {
		return Client{}, false
	}
	c := Client{Socket: socket, kept: make(chan net.Conn, 1)}
	c.kept <- conn
	time.AfterFunc(fresh, func() {
		select {
		case conn := <-c.kept:
			_ = conn.Close()
		default:
		}
	})
	return c, true
}

// connect returns a connection for one call.
func (c Client) connect(ctx context.Context) (net.Conn, error) {
	select {
	case conn := <-c.kept:
		return conn, nil
	default:
		dialer := net.Dialer{Timeout: dialLimit}
		return dialer.DialContext(ctx, "unix", c.Socket)
	}
}

// Running tells whether an agent answers.
func (c Client) Running() bool {
	conn, err := net.DialTimeout("unix", c.Socket, dialLimit)
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}

// A call that never asks the person is answered within quick, others within
// patient, which is longer than the keychain's own limit. Some wait for ever.
const (
	quick   = 15 * time.Second
	patient = 3 * time.Minute
	forever = 0
)

// calls is the method that makes a provider change something.
const calls = "call"

var limits = map[string]time.Duration{
	"wait": forever, "attach": forever, "move": forever,
	"add": patient, "rotate": patient, "revoke": patient, "remove": patient, "copy": patient, "get": patient, "check": patient, calls: patient, "doctor": patient,
	"fix": patient, "unlock": patient, "change_passphrase": patient,
}

func call[R any](ctx context.Context, c Client, method string, params any) (R, error) {
	var result R
	limit, known := limits[method]
	if !known {
		limit = quick
	}
	if limit != forever {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	raw, err := json.Marshal(params)
	if err != nil {
		return result, err
	}
	conn, err := c.connect(ctx)
	if err != nil {
		return result, &api.Error{Kind: api.NoAgent, Text: text.T("Keytray is not running. Start it with: keytray"), Err: err}
	}
	defer conn.Close()
	// Hanging up is how a call is cancelled.
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	err = json.NewEncoder(conn).Encode(request{V: spoken(method), Method: method, Params: raw})
	clear(raw)
	var a response
	if err == nil {
		err = json.NewDecoder(conn).Decode(&a)
	}
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded) && method == calls: // it may hold a new value that is nowhere else
		return result, &api.Error{Kind: api.Failed, Text: text.T("Keytray did not answer in time, and may still be at work on it. Do not end it; look at the key in some minutes."), Err: ctx.Err()}
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return result, &api.Error{Kind: api.Failed, Text: text.T("Keytray did not answer in time. If that happens again, end it and start it with: keytray"), Err: ctx.Err()}
	case ctx.Err() != nil:
		return result, &api.Error{Kind: api.Failed, Text: text.T("You stopped it before it was done."), Err: ctx.Err()}
	case err != nil:
		return result, &api.Error{Kind: api.NoAgent, Text: text.T("Keytray stopped before it answered. Start it with: keytray"), Err: err}
	case a.V != protocol && method != quit:
		return result, errors.New(text.T("the running agent is of another version: quit it and start it again"))
	case a.Error != nil:
		return result, a.Error
	}
	err = json.Unmarshal(a.Result, &result)
	clear(a.Result)
	return result, err
}

func do(ctx context.Context, c Client, method string, params any) error {
	_, err := call[none](ctx, c, method, params)
	return err
}

// State implements api.Service.
func (c Client) State(ctx context.Context) (api.State, error) {
	return call[api.State](ctx, c, "state", none{})
}

// Wait implements api.Service.
func (c Client) Wait(ctx context.Context, revision uint64) (api.State, error) {
	return call[api.State](ctx, c, "wait", waitParams{revision})
}

// Find implements api.Service.
func (c Client) Find(ctx context.Context, name string) (api.Key, error) {
	return call[api.Key](ctx, c, "find", nameParams{name})
}

// Add implements api.Service.
func (c Client) Add(ctx context.Context, r api.AddRequest) (api.Key, error) {
	return call[api.Key](ctx, c, "add", addParams{r.Details, r.Name, r.Secret.Reveal(), r.Verified})
}

// Rotate implements api.Service.
func (c Client) Rotate(ctx context.Context, r api.RotateRequest) (api.Key, error) {
	value := r.Secret.Reveal()
	r.Secret = secret.Value{}
	return call[api.Key](ctx, c, "rotate", rotateParams{r, value})
}

// Revoke implements api.Service.
func (c Client) Revoke(ctx context.Context, r api.RevokeRequest) (api.Key, error) {
	return call[api.Key](ctx, c, "revoke", r)
}

// Turn implements api.Service.
func (c Client) Turn(ctx context.Context, r api.TurnRequest) (api.Key, error) {
	return call[api.Key](ctx, c, "turn", r)
}

// Tick implements api.Service.
func (c Client) Tick(ctx context.Context, r api.TickRequest) (api.Key, error) {
	return call[api.Key](ctx, c, "tick", r)
}

// Abandon implements api.Service.
func (c Client) Abandon(ctx context.Context, name string) (api.Key, error) {
	return call[api.Key](ctx, c, "abandon", nameParams{name})
}

// Call implements api.Service.
func (c Client) Call(ctx context.Context, r api.CallRequest) (api.Called, error) {
	return call[api.Called](ctx, c, calls, r)
}

// Unexpose implements api.Service.
func (c Client) Unexpose(ctx context.Context, name string) (api.Key, error) {
	return call[api.Key](ctx, c, "unexpose", nameParams{name})
}

// Edit implements api.Service.
func (c Client) Edit(ctx context.Context, r api.EditRequest) (api.Key, error) {
	return call[api.Key](ctx, c, "edit", r)
}

// Remove implements api.Service.
func (c Client) Remove(ctx context.Context, r api.RemoveRequest) (api.Key, error) {
	return call[api.Key](ctx, c, "remove", r)
}

// Restore implements api.Service.
func (c Client) Restore(ctx context.Context, name string) (api.Key, error) {
	return call[api.Key](ctx, c, "restore", nameParams{name})
}

// Snooze implements api.Service.
func (c Client) Snooze(ctx context.Context, r api.SnoozeRequest) error {
	return do(ctx, c, "snooze", r)
}

// Expose implements api.Service.
func (c Client) Expose(ctx context.Context, r api.ExposeRequest) (api.Key, error) {
	return call[api.Key](ctx, c, "expose", r)
}

// Copy implements api.Service.
func (c Client) Copy(ctx context.Context, r api.CopyRequest) (api.Clipboard, error) {
	return call[api.Clipboard](ctx, c, "copy", r)
}

// Check implements api.Service.
func (c Client) Check(ctx context.Context, r api.CheckRequest) (api.Checked, error) {
	return call[api.Checked](ctx, c, "check", checkParams{r, r.Secret.Reveal()})
}

// AddProvider implements api.Service.
func (c Client) AddProvider(ctx context.Context, p api.Provider) (api.Provider, error) {
	return call[api.Provider](ctx, c, "add_provider", p)
}

// RemoveProvider implements api.Service.
func (c Client) RemoveProvider(ctx context.Context, id string) error {
	return do(ctx, c, "remove_provider", nameParams{id})
}

// Clear implements api.Service.
func (c Client) Clear(ctx context.Context) (api.Cleared, error) {
	return call[api.Cleared](ctx, c, "clear", none{})
}

// Recognise implements api.Service.
func (c Client) Recognise(ctx context.Context, value secret.Value) (api.Holding, error) {
	return call[api.Holding](ctx, c, "recognise", valueParams{value.Reveal()})
}

// Get implements api.Service.
func (c Client) Get(ctx context.Context, r api.GetRequest) (secret.Value, error) {
	v, err := call[valueResult](ctx, c, "get", r)
	return take(v.Secret), err
}

// Unlock implements api.Service.
func (c Client) Unlock(ctx context.Context, passphrase secret.Value) error {
	return do(ctx, c, "unlock", passphraseParams{New: passphrase.Reveal()})
}

// ChangePassphrase implements api.Service.
func (c Client) ChangePassphrase(ctx context.Context, r api.PassphraseRequest) error {
	return do(ctx, c, "change_passphrase", passphraseParams{r.Old.Reveal(), r.New.Reveal()})
}

// Move implements api.Service.
func (c Client) Move(ctx context.Context, r api.MoveRequest) (api.Moved, error) {
	return call[api.Moved](ctx, c, "move", moveParams{r.To, r.Passphrase.Reveal()})
}

// Cancel implements api.Service.
func (c Client) Cancel(ctx context.Context) error { return do(ctx, c, "cancel", none{}) }

// Fix implements api.Service.
func (c Client) Fix(ctx context.Context, fix string) (api.Finding, error) {
	return call[api.Finding](ctx, c, "fix", nameParams{fix})
}

// History implements api.Service.
func (c Client) History(ctx context.Context, name string) ([]api.Event, error) {
	return call[[]api.Event](ctx, c, "history", nameParams{name})
}

// Doctor implements api.Service.
func (c Client) Doctor(ctx context.Context) ([]api.Finding, error) {
	return call[[]api.Finding](ctx, c, "doctor", none{})
}

// Report implements api.Service.
func (c Client) Report(ctx context.Context) (string, error) {
	return call[string](ctx, c, "report", none{})
}

// Settings implements api.Service.
func (c Client) Settings(ctx context.Context) ([]api.Setting, error) {
	return call[[]api.Setting](ctx, c, "settings", none{})
}

// SetSetting implements api.Service.
func (c Client) SetSetting(ctx context.Context, key, value string) (api.Setting, error) {
	return call[api.Setting](ctx, c, "set_setting", settingParams{key, value})
}

// Show implements api.Service.
func (c Client) Show(ctx context.Context, v api.View) error { return do(ctx, c, "show", v) }

// Followed implements api.Service.
func (c Client) Followed(ctx context.Context, serial uint64) error {
	return do(ctx, c, "followed", serialParams{serial})
}

// Focused implements api.Service.
func (c Client) Focused(ctx context.Context) ([]api.Stroke, error) {
	return call[[]api.Stroke](ctx, c, "focused", none{})
}

// Attach implements api.Service.
func (c Client) Attach(ctx context.Context) error { return do(ctx, c, "attach", none{}) }

// Quit implements api.Service.
func (c Client) Quit(ctx context.Context) error { return do(ctx, c, quit, none{}) }
