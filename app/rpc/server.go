package rpc

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"keytray/app/api"
	"keytray/app/files"
	"keytray/app/text"
)

// requestLimit is how long a client may take to say what it wants.
const requestLimit = 5 * time.Second

// longestSocket is what every system takes: 103 bytes on macOS, 107 on Linux (unix(7)).
const longestSocket = 103

// acceptAgain is the pause when there are too many open files.
const acceptAgain = 100 * time.Millisecond

// Listen opens the socket. The caller holds the agent's lock, so a socket file
// that is there was left by an agent that died.
func Listen(socket string) (net.Listener, error) {
	if len(socket) > longestSocket {
		return nil, text.Errorf("the path %s is too long for a socket: set XDG_RUNTIME_DIR to a shorter folder", socket)
	}
	if err := files.Private(filepath.Dir(socket)); err != nil {
		return nil, err
	}
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return net.Listen("unix", socket)
}

// Serve answers calls until ctx ends, and returns when the last one is over.
func Serve(ctx context.Context, l net.Listener, s api.Service) error {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	defer l.Close() // also where AfterFunc has not come to it yet
	var calls sync.WaitGroup
	defer calls.Wait()
	defer cancel() // first, for some calls wait for ever
	for {
		conn, err := l.Accept()
		if ctx.Err() != nil {
			if err == nil { // it came in the instant of the end: its caller waits for an answer
				_ = conn.Close()
			}
			return nil
		}
		if errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) { // until some calls are over
			time.Sleep(acceptAgain)
			continue
		}
		if err != nil {
			return err
		}
		calls.Go(func() {
			defer conn.Close()
			if ours(conn) {
				answer(ctx, conn, s)
			}
		})
	}
}

// answer serves one connection.
func answer(ctx context.Context, conn net.Conn, s api.Service) {
	_ = conn.SetReadDeadline(time.Now().Add(requestLimit))
	in := json.NewDecoder(io.LimitReader(conn, mostBytes))
	var q request
	if err := in.Decode(&q); err != nil {
		return
	}
	_ = conn.SetReadDeadline(time.Time{})
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // the client says nothing more: a read ends when it hangs up
		_, _ = io.Copy(io.Discard, conn)
		cancel()
	}()
	if hungUp(conn) { // before we came to it: nobody may have what they have given up
		cancel()
	}
	a := response{V: protocol}
	result, err := dispatch(ctx, s, q)
	if err == nil {
		a.Result, err = json.Marshal(result)
	}
	switch v := result.(type) { // what nobody needs here any more
	case valueResult:
		clear(v.Secret)
	case []api.Stroke:
		clear(v)
	}
	if err != nil {
		a = response{V: protocol, Error: shown(err)}
	}
	_ = conn.SetWriteDeadline(time.Now().Add(requestLimit))
	_ = json.NewEncoder(conn).Encode(a)
	clear(a.Result)
}

func shown(err error) *api.Error {
	var e *api.Error
	if errors.As(err, &e) {
		return e
	}
	return &api.Error{Kind: api.Failed, Text: err.Error()}
}

func dispatch(ctx context.Context, s api.Service, q request) (any, error) {
	if q.V != protocol && q.Method != quit {
		return nil, &api.Error{Kind: api.Failed, Text: text.T("The running agent is of another version. Quit Keytray from its tray icon and start it again.")}
	}
	method, ok := methods[q.Method]
	if !ok {
		return nil, &api.Error{Kind: api.Failed, Text: text.T("The running agent does not know this request. Quit Keytray from its tray icon and start it again.")}
	}
	return method(ctx, s, q.Params)
}

// method decodes the parameters P and calls f.
func method[P, R any](f func(context.Context, api.Service, P) (R, error)) func(context.Context, api.Service, json.RawMessage) (any, error) {
	return func(ctx context.Context, s api.Service, raw json.RawMessage) (any, error) {
		var p P
		if err := json.Unmarshal(raw, &p); err != nil {
			return nil, &api.Error{Kind: api.Failed, Text: text.T("The agent could not read the request.")}
		}
		clear(raw) // it may have held a value
		return f(ctx, s, p)
	}
}

type none struct{}

var methods = map[string]func(context.Context, api.Service, json.RawMessage) (any, error){
	"state": method(func(ctx context.Context, s api.Service, _ none) (api.State, error) { return s.State(ctx) }),
	"wait": method(func(ctx context.Context, s api.Service, p waitParams) (api.State, error) {
		return s.Wait(ctx, p.Revision)
	}),
	"add": method(func(ctx context.Context, s api.Service, p addParams) (api.Key, error) {
		r := p.request()
		defer r.Secret.Wipe()
		return s.Add(ctx, r)
	}),
	"rotate": method(func(ctx context.Context, s api.Service, p rotateParams) (api.Key, error) {
		r := p.request()
		defer r.Secret.Wipe()
		return s.Rotate(ctx, r)
	}),
	"check": method(func(ctx context.Context, s api.Service, p checkParams) (api.Checked, error) {
		r := p.request()
		defer r.Secret.Wipe()
		return s.Check(ctx, r)
	}),
	"add_provider": method(func(ctx context.Context, s api.Service, p api.Provider) (api.Provider, error) {
		return s.AddProvider(ctx, p)
	}),
	"remove_provider": method(func(ctx context.Context, s api.Service, p nameParams) (none, error) {
		return none{}, s.RemoveProvider(ctx, p.Name)
	}),
	"find": method(func(ctx context.Context, s api.Service, p nameParams) (api.Key, error) { return s.Find(ctx, p.Name) }),
	"revoke": method(func(ctx context.Context, s api.Service, p api.RevokeRequest) (api.Key, error) {
		return s.Revoke(ctx, p)
	}),
	"edit": method(func(ctx context.Context, s api.Service, p api.EditRequest) (api.Key, error) { return s.Edit(ctx, p) }),
	"remove": method(func(ctx context.Context, s api.Service, p api.RemoveRequest) (api.Key, error) {
		return s.Remove(ctx, p)
	}),
	"restore": method(func(ctx context.Context, s api.Service, p nameParams) (api.Key, error) { return s.Restore(ctx, p.Name) }),
	"turn":    method(func(ctx context.Context, s api.Service, p api.TurnRequest) (api.Key, error) { return s.Turn(ctx, p) }),
	"tick":    method(func(ctx context.Context, s api.Service, p api.TickRequest) (api.Key, error) { return s.Tick(ctx, p) }),
	"abandon": method(func(ctx context.Context, s api.Service, p nameParams) (api.Key, error) {
		return s.Abandon(ctx, p.Name)
	}),
	"call": method(func(ctx context.Context, s api.Service, p api.CallRequest) (api.Called, error) { return s.Call(ctx, p) }),
	"unexpose": method(func(ctx context.Context, s api.Service, p nameParams) (api.Key, error) {
		return s.Unexpose(ctx, p.Name)
	}),
	"snooze": method(func(ctx context.Context, s api.Service, p api.SnoozeRequest) (none, error) {
		return none{}, s.Snooze(ctx, p)
	}),
	"expose": method(func(ctx context.Context, s api.Service, p api.ExposeRequest) (api.Key, error) {
		return s.Expose(ctx, p)
	}),
	"copy": method(func(ctx context.Context, s api.Service, p api.CopyRequest) (api.Clipboard, error) {
		return s.Copy(ctx, p)
	}),
	"clear": method(func(ctx context.Context, s api.Service, _ none) (api.Cleared, error) { return s.Clear(ctx) }),
	"recognise": method(func(ctx context.Context, s api.Service, p valueParams) (api.Holding, error) {
		v := take(p.Secret)
		defer v.Wipe()
		return s.Recognise(ctx, v)
	}),
	"get": method(func(ctx context.Context, s api.Service, p api.GetRequest) (valueResult, error) {
		v, err := s.Get(ctx, p)
		return valueResult{v.Reveal()}, err
	}),
	"unlock": method(func(ctx context.Context, s api.Service, p passphraseParams) (none, error) {
		v := take(p.New)
		defer v.Wipe()
		return none{}, s.Unlock(ctx, v)
	}),
	"change_passphrase": method(func(ctx context.Context, s api.Service, p passphraseParams) (none, error) {
		r := api.PassphraseRequest{Old: take(p.Old), New: take(p.New)}
		defer r.Old.Wipe()
		defer r.New.Wipe()
		return none{}, s.ChangePassphrase(ctx, r)
	}),
	"move": method(func(ctx context.Context, s api.Service, p moveParams) (api.Moved, error) {
		r := api.MoveRequest{To: p.To, Passphrase: take(p.Passphrase)}
		defer r.Passphrase.Wipe()
		return s.Move(ctx, r)
	}),
	"cancel": method(func(ctx context.Context, s api.Service, _ none) (none, error) { return none{}, s.Cancel(ctx) }),
	"fix":    method(func(ctx context.Context, s api.Service, p nameParams) (api.Finding, error) { return s.Fix(ctx, p.Name) }),
	"history": method(func(ctx context.Context, s api.Service, p nameParams) ([]api.Event, error) {
		return s.History(ctx, p.Name)
	}),
	"doctor":   method(func(ctx context.Context, s api.Service, _ none) ([]api.Finding, error) { return s.Doctor(ctx) }),
	"report":   method(func(ctx context.Context, s api.Service, _ none) (string, error) { return s.Report(ctx) }),
	"settings": method(func(ctx context.Context, s api.Service, _ none) ([]api.Setting, error) { return s.Settings(ctx) }),
	"set_setting": method(func(ctx context.Context, s api.Service, p settingParams) (api.Setting, error) {
		return s.SetSetting(ctx, p.Key, p.Value)
	}),
	"show": method(func(ctx context.Context, s api.Service, p api.View) (none, error) { return none{}, s.Show(ctx, p) }),
	"followed": method(func(ctx context.Context, s api.Service, p serialParams) (none, error) {
		return none{}, s.Followed(ctx, p.Serial)
	}),
	"focused": method(func(ctx context.Context, s api.Service, _ none) ([]api.Stroke, error) { return s.Focused(ctx) }),
	"attach":  method(func(ctx context.Context, s api.Service, _ none) (none, error) { return none{}, s.Attach(ctx) }),
	quit:      method(func(ctx context.Context, s api.Service, _ none) (none, error) { return none{}, s.Quit(ctx) }),
}
