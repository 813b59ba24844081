package rpc_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/rpc"
	"keytray/app/secret"
)

// echo is a service that remembers what it was asked. Methods that a test does
// not need panic through the nil interface.
type echo struct {
	api.Service
	got     any
	err     error
	ended   chan struct{}
	reveals secret.Value
}

func (e *echo) Add(_ context.Context, r api.AddRequest) (api.Key, error) {
	r.Secret = secret.New(r.Secret.Reveal()) // the server wipes its own
	e.got = r
	return api.Key{ID: "id", Name: r.Name, DueFrom: time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC)}, e.err
}

func (e *echo) Rotate(_ context.Context, r api.RotateRequest) (api.Key, error) {
	r.Secret = secret.New(r.Secret.Reveal())
	e.got = r
	return api.Key{Name: r.Name}, e.err
}

func (e *echo) Check(_ context.Context, r api.CheckRequest) (api.Checked, error) {
	r.Secret = secret.New(r.Secret.Reveal())
	e.got = r
	return api.Checked{}, e.err
}

func (e *echo) Edit(_ context.Context, r api.EditRequest) (api.Key, error) {
	e.got = r
	return api.Key{}, e.err
}

func (e *echo) Get(_ context.Context, r api.GetRequest) (secret.Value, error) {
	e.got = r
	return e.reveals, e.err
}

func (e *echo) Recognise(_ context.Context, v secret.Value) (api.Holding, error) {
	e.got = secret.New(v.Reveal())
	return api.Holding{ID: "id", Name: "chat-app", Current: true}, e.err
}

func (e *echo) Call(ctx context.Context, _ api.CallRequest) (api.Called, error) {
	<-ctx.Done()
	return api.Called{}, ctx.Err()
}

func (e *echo) Wait(ctx context.Context, _ uint64) (api.State, error) {
	<-ctx.Done()
	close(e.ended)
	return api.State{}, ctx.Err()
}

// serve starts a server and returns a client of it and a way to stop it.
func serve(t *testing.T, s api.Service) (rpc.Client, func()) {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "run", "agent.sock")
	l, err := rpc.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- rpc.Serve(ctx, l, s) }()
	stop := func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(cancel)
	return rpc.Client{Socket: socket}, stop
}

func TestRequestsArriveWhole(t *testing.T) {
	e := &echo{}
	c, stop := serve(t, e)
	defer stop()
	value := secret.FromString("first\nsecond-" + strings.Repeat("ü", 900))
	created := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	verified := api.Verified{At: created, Result: api.CheckAccepted}
	add := api.AddRequest{Name: "chat-app", Secret: value, Verified: verified, Details: api.Details{Provider: "openai", Tags: []string{"a"}, Created: created, DueAfter: 2, Pinned: true}}
	k, err := c.Add(t.Context(), add)
	if err != nil || k.Name != "chat-app" || k.DueFrom.IsZero() {
		t.Errorf("got %+v, %v", k, err)
	}
	got := e.got.(api.AddRequest)
	if !got.Secret.Equal(value) || !reflect.DeepEqual(got.Details, add.Details) || got.Verified != verified {
		t.Errorf("the details arrived as %+v", got.Details)
	}
	if _, err := c.Rotate(t.Context(), api.RotateRequest{Name: "n", Secret: value, Created: created}); err != nil {
		t.Fatal(err)
	}
	if got := e.got.(api.RotateRequest); !got.Secret.Equal(value) || got.Name != "n" || !got.Created.Equal(created) {
		t.Error("a rotation arrived changed")
	}
	if _, err := c.Check(t.Context(), api.CheckRequest{Provider: "openai", Kind: "project", Secret: value, Confirmed: true}); err != nil {
		t.Fatal(err)
	}
	if got := e.got.(api.CheckRequest); !got.Secret.Equal(value) || got.Provider != "openai" || got.Kind != "project" || !got.Confirmed {
		t.Error("a question about a key arrived changed")
	}
	h, err := c.Recognise(t.Context(), value)
	if err != nil || h != (api.Holding{ID: "id", Name: "chat-app", Current: true}) {
		t.Errorf("recognised as %+v, %v", h, err)
	}
	if got := e.got.(secret.Value); !got.Equal(value) {
		t.Error("a value to recognise arrived changed")
	}
	no, empty := false, []string{}
	if _, err := c.Edit(t.Context(), api.EditRequest{Name: "n", Pinned: &no, Tags: &empty, Expires: &time.Time{}}); err != nil {
		t.Fatal(err)
	}
	if got := e.got.(api.EditRequest); got.Pinned == nil || *got.Pinned || got.Tags == nil || got.Expires == nil || !got.Expires.IsZero() || got.NewName != nil {
		t.Errorf("an edit arrived as %+v", got)
	}
}

func TestAValueComesBackWhole(t *testing.T) {
	e := &echo{reveals: secret.FromString("v\n")}
	c, stop := serve(t, e)
	defer stop()
	got, err := c.Get(t.Context(), api.GetRequest{Name: "n", Why: api.WhyReveal})
	if err != nil || !got.Equal(secret.FromString("v\n")) {
		t.Errorf("another value came back (%v)", err)
	}
}

func TestErrorsKeepTheirKindReasonAndSentence(t *testing.T) {
	e := &echo{err: &api.Error{Kind: api.Locked, Reason: api.SameValue, Key: "chat", Text: "It is locked.", Err: errors.New("cause")}}
	c, stop := serve(t, e)
	defer stop()
	_, err := c.Get(t.Context(), api.GetRequest{})
	if api.KindOf(err) != api.Locked || err.Error() != "It is locked." {
		t.Errorf("got %v", err)
	}
	if reason, key := api.ReasonOf(err); reason != api.SameValue || key != "chat" {
		t.Errorf("its reason is %q, about %q", reason, key)
	}
}

func TestAClientThatHangsUpCancelsItsCall(t *testing.T) {
	e := &echo{ended: make(chan struct{})}
	c, stop := serve(t, e)
	defer stop()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := c.Wait(ctx, 1); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	select {
	case <-e.ended:
	case <-time.After(10 * time.Second):
		t.Fatal("the call goes on")
	}
}

// It may hold a new value that is nowhere else.
// late is a service whose copies tell whether anybody still waited when they began.
type late struct {
	api.Service
	waited chan bool
}

func (l late) Copy(ctx context.Context, _ api.CopyRequest) (api.Clipboard, error) {
	l.waited <- ctx.Err() == nil
	return api.Clipboard{}, nil
}

// An agent that could not run for a while finds calls of people who have given up.
func TestACallWhoseClientHungUpBeforeIsCancelledFromTheStart(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "run", "agent.sock")
	l, err := rpc.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	s := late{waited: make(chan bool, 10)}
	for range cap(s.waited) {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		_, err := rpc.Client{Socket: socket}.Copy(ctx, api.CopyRequest{Name: "chat-app"}) // nobody answers yet
		if cancel(); err == nil {
			t.Fatal("somebody has answered")
		}
	}
	go func() { _ = rpc.Serve(t.Context(), l, s) }()
	for range cap(s.waited) {
		if <-s.waited {
			t.Error("the copy began for somebody who had hung up")
		}
	}
}

func TestNobodyIsToldToEndKeytrayDuringACall(t *testing.T) {
	e := &echo{ended: make(chan struct{})}
	c, stop := serve(t, e)
	defer stop()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := c.Call(ctx, api.CallRequest{Name: "n", What: api.CallRotate})
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "Do not end it") || strings.Contains(err.Error(), "end it and start it") {
		t.Errorf("it says %v", err)
	}
}

func TestStoppingTheServerEndsItsCalls(t *testing.T) {
	e := &echo{ended: make(chan struct{})}
	c, stop := serve(t, e)
	answered := make(chan error, 1)
	go func() {
		_, err := c.Wait(t.Context(), 1)
		answered <- err
	}()
	if !c.Running() {
		t.Fatal("not running")
	}
	stop()
	if err := <-answered; err == nil {
		t.Error("no error")
	}
	if c.Running() {
		t.Error("it still runs")
	}
	if _, err := c.Get(t.Context(), api.GetRequest{}); api.KindOf(err) != api.NoAgent {
		t.Errorf("got %v", err)
	}
}

// typed is a service for which something was typed.
type typed struct {
	api.Service
	all []api.Stroke
}

func (s typed) Focused(context.Context) ([]api.Stroke, error) { return s.all, nil }

func TestWhatWasTypedGoesToThePickerAlone(t *testing.T) {
	s := typed{all: []api.Stroke{{Rune: 'ö'}, {Key: api.StrokeEnter}}}
	c, stop := serve(t, s)
	got, err := c.Focused(t.Context())
	if err != nil || !slices.Equal(got, []api.Stroke{{Rune: 'ö'}, {Key: api.StrokeEnter}}) {
		t.Errorf("the picker is told %v, %v", got, err)
	}
	stop()
	if !slices.Equal(s.all, make([]api.Stroke, 2)) {
		t.Errorf("the agent still has %v", s.all)
	}
}

// every answers each call with the same error.
type every struct{ api.Service }

var errEvery = &api.Error{Kind: api.Refused, Text: "No."}

func (every) State(context.Context) (api.State, error) { return api.State{}, errEvery }

func (every) Wait(context.Context, uint64) (api.State, error) { return api.State{}, errEvery }

func (every) Find(context.Context, string) (api.Key, error) { return api.Key{}, errEvery }

func (every) Add(context.Context, api.AddRequest) (api.Key, error) { return api.Key{}, errEvery }

func (every) Revoke(context.Context, api.RevokeRequest) (api.Key, error) { return api.Key{}, errEvery }

func (every) Restore(context.Context, string) (api.Key, error)     { return api.Key{}, errEvery }
func (every) Snooze(context.Context, api.SnoozeRequest) error      { return errEvery }
func (every) Clear(context.Context) (api.Cleared, error)           { return api.Cleared{}, errEvery }
func (every) History(context.Context, string) ([]api.Event, error) { return nil, errEvery }
func (every) Doctor(context.Context) ([]api.Finding, error)        { return nil, errEvery }
func (every) Report(context.Context) (string, error)               { return "", errEvery }
func (every) Settings(context.Context) ([]api.Setting, error)      { return nil, errEvery }
func (every) Show(context.Context, api.View) error                 { return errEvery }
func (every) Followed(context.Context, uint64) error               { return errEvery }
func (every) Focused(context.Context) ([]api.Stroke, error)        { return nil, errEvery }
func (every) Attach(context.Context) error                         { return errEvery }
func (every) Unlock(context.Context, secret.Value) error           { return errEvery }
func (every) Cancel(context.Context) error                         { return errEvery }
func (every) Quit(context.Context) error                           { return errEvery }
func (every) RemoveProvider(context.Context, string) error         { return errEvery }
func (every) AddProvider(context.Context, api.Provider) (api.Provider, error) {
	return api.Provider{}, errEvery
}

func (every) Check(context.Context, api.CheckRequest) (api.Checked, error) {
	return api.Checked{}, errEvery
}

func (every) Rotate(context.Context, api.RotateRequest) (api.Key, error) {
	return api.Key{}, errEvery
}
func (every) Edit(context.Context, api.EditRequest) (api.Key, error) { return api.Key{}, errEvery }
func (every) Remove(context.Context, api.RemoveRequest) (api.Key, error) {
	return api.Key{}, errEvery
}

func (every) Expose(context.Context, api.ExposeRequest) (api.Key, error) {
	return api.Key{}, errEvery
}

func (every) Unexpose(context.Context, string) (api.Key, error)      { return api.Key{}, errEvery }
func (every) Abandon(context.Context, string) (api.Key, error)       { return api.Key{}, errEvery }
func (every) Turn(context.Context, api.TurnRequest) (api.Key, error) { return api.Key{}, errEvery }
func (every) Tick(context.Context, api.TickRequest) (api.Key, error) { return api.Key{}, errEvery }
func (every) Call(context.Context, api.CallRequest) (api.Called, error) {
	return api.Called{}, errEvery
}

func (every) Copy(context.Context, api.CopyRequest) (api.Clipboard, error) {
	return api.Clipboard{}, errEvery
}

func (every) ChangePassphrase(context.Context, api.PassphraseRequest) error {
	return errEvery
}

func (every) Move(context.Context, api.MoveRequest) (api.Moved, error) {
	return api.Moved{}, errEvery
}

func (every) Fix(context.Context, string) (api.Finding, error) {
	return api.Finding{}, errEvery
}

func (every) Recognise(context.Context, secret.Value) (api.Holding, error) {
	return api.Holding{}, errEvery
}

func (every) Get(context.Context, api.GetRequest) (secret.Value, error) {
	return secret.Value{}, errEvery
}

func (every) SetSetting(context.Context, string, string) (api.Setting, error) {
	return api.Setting{}, errEvery
}

func TestEveryMethodOfTheServiceReachesTheServer(t *testing.T) {
	c, stop := serve(t, every{})
	defer stop()
	service := reflect.TypeFor[api.Service]()
	for i := range service.NumMethod() {
		name := service.Method(i).Name
		call := reflect.ValueOf(c).MethodByName(name)
		args := []reflect.Value{reflect.ValueOf(t.Context())}
		for j := 1; j < call.Type().NumIn(); j++ {
			args = append(args, reflect.Zero(call.Type().In(j)))
		}
		out := call.Call(args)
		if err, _ := out[len(out)-1].Interface().(error); api.KindOf(err) != api.Refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStrangeClientsDoNoHarm(t *testing.T) {
	c, stop := serve(t, &echo{})
	defer stop()
	for name, sent := range map[string]string{
		"garbage": "\x00\xff{]", "another version": `{"v":99,"method":"state"}`, "an unknown method": `{"v":3,"method":"explode"}`,
		"bad parameters": `{"v":3,"method":"add","params":["x"]}`, "no parameters": `{"v":3,"method":"add"}`, "nothing": "",
	} {
		conn, err := net.Dial("unix", c.Socket)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, sent)
		if sent == "" || name == "garbage" {
			_ = conn.Close()
			continue
		}
		var answer struct{ Error *api.Error }
		if err := json.NewDecoder(conn).Decode(&answer); err != nil || answer.Error == nil {
			t.Errorf("%s: answered %+v, %v", name, answer, err)
		}
		_ = conn.Close()
	}
	if _, err := c.Add(t.Context(), api.AddRequest{Name: "n"}); err != nil {
		t.Errorf("it does not serve any more: %v", err)
	}
}

// stopped is a service that can be ended.
type stopped struct {
	api.Service
	times atomic.Int32
}

func (s *stopped) Quit(context.Context) error { s.times.Add(1); return nil }

func TestEveryVersionCanQuitTheAgent(t *testing.T) {
	s := &stopped{}
	c, stop := serve(t, s)
	defer stop()
	for _, version := range []string{"1", "2", "99"} {
		conn, err := net.Dial("unix", c.Socket)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, `{"v":`+version+`,"method":"quit","params":{}}`)
		var answer struct{ Error *api.Error }
		if err := json.NewDecoder(conn).Decode(&answer); err != nil || answer.Error != nil {
			t.Errorf("version %s: %+v, %v", version, answer.Error, err)
		}
		_ = conn.Close()
	}
	if s.times.Load() != 3 {
		t.Errorf("%d of 3 were heard", s.times.Load())
	}
}

func TestAnAgentOfTheFirstVersionCanBeEnded(t *testing.T) {
	l, err := rpc.Listen(filepath.Join(t.TempDir(), "run", "agent.sock"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			var q struct {
				V      int
				Method string
			}
			_ = json.NewDecoder(conn).Decode(&q)
			if q.V == 1 && q.Method == "quit" {
				_, _ = io.WriteString(conn, `{"v":1,"result":{}}`)
			} else {
				_, _ = io.WriteString(conn, `{"v":1,"error":{"kind":"failed","text":"another version"}}`)
			}
			_ = conn.Close()
		}
	}()
	c := rpc.Client{Socket: l.Addr().String()}
	if err := c.Quit(t.Context()); err != nil {
		t.Errorf("it cannot be ended: %v", err)
	}
	if _, err := c.Add(t.Context(), api.AddRequest{Name: "n"}); err == nil || !strings.Contains(err.Error(), "another version") {
		t.Errorf("it is trusted with a key: %v", err)
	}
}

func TestASecondListenerTakesTheSocketOfADeadOne(t *testing.T) {
	c, _ := serve(t, &echo{})
	l, err := rpc.Listen(c.Socket)
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
}
