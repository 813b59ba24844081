package agent_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

type fixture struct {
	*agent.Service
	store *keychaintest.Memory
	board *clipboardtest.Board
	paths files.Paths
	now   time.Time
	// checker is what asks providers, of the next service.
	checker func(context.Context, check.Request) (check.Answer, error)
	speak   func(language string) // of the next service
}

func start(t *testing.T) *fixture {
	t.Helper()
	dir := t.TempDir()
	f := &fixture{
		store: keychaintest.New(), board: &clipboardtest.Board{},
		paths: files.Paths{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state"), Runtime: filepath.Join(dir, "run")},
		now:   time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC),
	}
	return f.again(t)
}

// again is a service over the same files and keychain, as the next process has.
func (f *fixture) again(t *testing.T) *fixture {
	t.Helper()
	next := *f
	next.Service = agent.New(agent.Params{
		Checker: f.checker, Speak: f.speak,
		Paths: f.paths, Store: f.store, Boards: func(string) (clipboard.Board, error) { return f.board, nil }, Now: func() time.Time { return next.now }, Version: "1.2.3", Log: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(next.Close)
	return &next
}

func (f *fixture) add(t *testing.T, name string, value secret.Value) api.Key {
	t.Helper()
	k, err := f.Add(t.Context(), api.AddRequest{Name: name, Secret: value})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// openAI makes a value of the form of an OpenAI project key.
func openAI() secret.Value {
	fill := strings.Repeat(strings.ToUpper(string(keychaintest.Random().Reveal())), 2)[:74]
	return secret.FromString("sk-proj-" + fill + "T3Blbk" + "FJ" + fill)
}

func TestAKeyIsRecognisedByItsForm(t *testing.T) {
	f := start(t)
	value := openAI()
	k := f.add(t, "chat-app", value)
	tail := string(value.Reveal()[value.Len()-4:])
	if k.Provider != "openai" || k.Env != "OPENAI_API_KEY" || k.Hint != "sk-proj-…"+tail {
		t.Errorf("got provider %s, variable %s, a hint of %d characters", k.Provider, k.Env, len(k.Hint))
	}
	if k := f.add(t, "other", keychaintest.Random()); k.Provider != "other" || k.Env != "" {
		t.Errorf("an unknown form: %s, %s", k.Provider, k.Env)
	}
}

func TestAStoredValueIsRecognised(t *testing.T) {
	f := start(t)
	value, stranger := openAI(), openAI()
	k := f.add(t, "chat-app", value)
	if got, err := f.Recognise(t.Context(), value); err != nil || got != (api.Holding{ID: k.ID, Name: "chat-app", Current: true}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := f.Recognise(t.Context(), stranger); err != nil || got.ID != "" {
		t.Errorf("of nobody: %+v, %v", got, err)
	}
	if _, err := f.Remove(t.Context(), api.RemoveRequest{Name: "chat-app"}); err != nil {
		t.Fatal(err)
	}
	if got, err := f.Recognise(t.Context(), value); err != nil || got.ID != k.ID || !got.Binned {
		t.Errorf("in the bin: %+v, %v", got, err)
	}
	f.store.Play(keychain.Status{State: keychain.Locked})
	if _, err := f.Recognise(t.Context(), value); api.KindOf(err) != api.Locked {
		t.Errorf("with a locked keychain: %v", err)
	}
}

func TestEveryFailureHasItsKindAndASentence(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	f := start(t)
	value := keychaintest.Random()
	f.add(t, "chat-app", value)
	get := func() error { _, err := f.Get(t.Context(), api.GetRequest{Name: "chat-app"}); return err }
	cp := func() error { _, err := f.Copy(t.Context(), api.CopyRequest{Name: "chat-app"}); return err }
	keychainSays := func(err error) func() error {
		return func() error {
			f.store.Fail(func(string, string) error { return err })
			defer f.store.Fail(nil)
			return get()
		}
	}
	boardSays := func(err error) func() error {
		return func() error {
			f.board.Fail(func(string) error { return err })
			defer f.board.Fail(nil)
			return cp()
		}
	}
	for name, c := range map[string]struct {
		run  func() error
		kind api.Kind
	}{
		"locked":            {keychainSays(keychain.ErrLocked), api.Locked},
		"dismissed":         {keychainSays(keychain.ErrDismissed), api.Dismissed},
		"no keychain":       {keychainSays(keychain.ErrUnavailable), api.Unavailable},
		"silent":            {keychainSays(keychain.ErrTimeout), api.Silent},
		"value gone":        {keychainSays(keychain.ErrNotFound), api.NotFound},
		"something else":    {keychainSays(errors.New("boom")), api.Failed},
		"no display":        {boardSays(clipboard.ErrNoDisplay), api.NoDisplay},
		"no clipboard tool": {boardSays(clipboard.ErrNoTool), api.Failed},
		"silent clipboard":  {boardSays(clipboard.ErrTimeout), api.Failed},
		"no focus":          {boardSays(clipboard.ErrRefused), api.Failed},
		"another system":    {boardSays(clipboard.ErrUnfit), api.Failed},
		"no such key":       {func() error { _, err := f.Find(t.Context(), "nobody"); return err }, api.NotFound},
		"not in the bin":    {func() error { _, err := f.Restore(t.Context(), "chat-app"); return err }, api.NotFound},
		"nothing previous":  {func() error { _, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "chat-app"}); return err }, api.Refused},
		"the same value": {func() error {
			_, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat-app", Secret: value})
			return err
		}, api.Refused},
		"too short a time": {func() error {
			_, err := f.Copy(t.Context(), api.CopyRequest{Name: "chat-app", ClearAfter: time.Second})
			return err
		}, api.Usage},
		"an unknown setting": {func() error { _, err := f.SetSetting(t.Context(), "no.such", "1"); return err }, api.Usage},
		"no window":          {func() error { return f.Show(t.Context(), api.View{Name: api.ViewKeys}) }, api.NoDisplay},
	} {
		err := c.run()
		if err == nil || api.KindOf(err) != c.kind {
			t.Errorf("%s: kind %v of %v", name, api.KindOf(err), err)
			continue
		}
		said := err.Error()
		if first := said[:1]; first != strings.ToUpper(first) || strings.Contains(said, "\n") || strings.Contains(said, "!") || strings.Contains(said, string(value.Reveal())) {
			t.Errorf("%s: no plain sentence: %q", name, said)
		}
	}
}

func TestCopyPutsTheValueOnTheClipboardAndCountsIt(t *testing.T) {
	f := start(t)
	value := keychaintest.Random()
	k := f.add(t, "chat-app", value)
	live, err := f.Copy(t.Context(), api.CopyRequest{Name: "chat"})
	if err != nil || live.ID != k.ID || live.Key != "chat-app" {
		t.Fatalf("%+v, %v", live, err)
	}
	if f.board.Content() != string(value.Reveal()) {
		t.Error("something else is on the clipboard")
	}
	wait(t, f, func(s api.State) bool {
		return len(s.Keys) == 1 && s.Keys[0].CopyCount == 1 && s.Clipboard.Key == "chat-app"
	})
	out, err := f.Clear(t.Context())
	if err != nil || out.Result != api.ClearedOurs || out.Key != "chat-app" || f.board.Content() != "" {
		t.Errorf("%+v, %v", out, err)
	}
	wait(t, f, func(s api.State) bool { return !s.Clipboard.Live() && s.Clipboard.Ended == api.ClearedOurs })
	if _, err := f.Copy(t.Context(), api.CopyRequest{Name: "chat"}); err != nil {
		t.Fatal(err)
	}
	f.board.SetContent("somebody else's")
	if _, err := f.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	wait(t, f, func(s api.State) bool { return s.Clipboard.Ended == api.ClearedNotOurs && s.Keys[0].CopyCount == 2 })
}

func TestACopyEndsWithItsFirstPasteIfAskedFor(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	paste := func(r api.CopyRequest, once bool) {
		t.Helper()
		live, err := f.Copy(t.Context(), r)
		if err != nil || live.Once != once {
			t.Fatalf("%+v, %v", live, err)
		}
		wait(t, f, func(s api.State) bool { return s.Clipboard.Live() && s.Clipboard.Once == once })
		f.board.Paste()
	}
	pasted := func(s api.State) bool { return !s.Clipboard.Live() && s.Clipboard.Ended == api.ClearedOnPaste }
	paste(api.CopyRequest{Name: "chat-app", Once: true}, true)
	wait(t, f, pasted)
	paste(api.CopyRequest{Name: "chat-app"}, false)
	if f.board.Content() == "" {
		t.Error("it went with the paste, unasked")
	}
	if _, err := f.SetSetting(t.Context(), "clipboard.clear_after_paste", "true"); err != nil {
		t.Fatal(err)
	}
	paste(api.CopyRequest{Name: "chat-app"}, true)
	wait(t, f, pasted)
	f.board.Blind()
	paste(api.CopyRequest{Name: "chat-app", Once: true}, false)
}

func TestADisplayThatEndsEndsTheCopy(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	if _, err := f.Copy(t.Context(), api.CopyRequest{Name: "chat-app"}); err != nil {
		t.Fatal(err)
	}
	f.board.Tell(clipboard.Lost)
	wait(t, f, func(s api.State) bool { return !s.Clipboard.Live() && s.Clipboard.Ended == api.ClearedGone })
}

// wait follows the state until ok, as a window does.
func wait(t *testing.T, f *fixture, ok func(api.State) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for revision := uint64(0); ; {
		s, err := f.Wait(ctx, revision)
		if err != nil {
			t.Fatalf("the state never came: %v", err)
		}
		if ok(s) {
			return
		}
		revision = s.Revision
	}
}

func TestWaitSaysThatTheKeychainMakesUsWait(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	answer := make(chan struct{})
	f.store.Fail(func(op, _ string) error {
		if op == "get" {
			<-answer
		}
		return nil
	})
	done := make(chan error, 1)
	go func() {
		_, err := f.Get(context.Background(), api.GetRequest{Name: "chat-app"})
		done <- err
	}()
	wait(t, f, func(s api.State) bool { return s.Keychain.Waiting })
	close(answer)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	wait(t, f, func(s api.State) bool { return !s.Keychain.Waiting })
}

func TestDatesAreThePersonsDays(t *testing.T) {
	f := start(t)
	zone := time.FixedZone("Auckland", 13*60*60)
	f.now = time.Date(2026, 11, 21, 1, 0, 0, 0, zone) // still 20 November in UTC
	k := f.add(t, "chat-app", keychaintest.Random())
	want := time.Date(2027, 2, 21, 0, 0, 0, 0, zone)
	if !k.DueFrom.Equal(want) {
		t.Errorf("the window opens %v, want %v", k.DueFrom, want)
	}
}

func TestADamagedSettingsFileIsSaidAndDefaultsApply(t *testing.T) {
	f := start(t)
	if err := os.MkdirAll(f.paths.Config, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.paths.Settings(), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := f.State(t.Context())
	if err != nil || !strings.Contains(s.Notice, "settings.json") || s.TrayKeys != 8 {
		t.Errorf("%q, %v", s.Notice, err)
	}
}

func TestTheDoctorRepairsWhatACrashCutOff(t *testing.T) {
	f := start(t)
	f.store.Fail(func(op, account string) error {
		if op == "status" || account == vault.FingerprintItem {
			return nil
		}
		return keychain.ErrTimeout
	})
	if _, err := f.Add(t.Context(), api.AddRequest{Name: "slow", Secret: keychaintest.Random()}); api.KindOf(err) != api.Silent {
		t.Fatalf("got %v", err)
	}
	assertFinding(t, f, "slow: an operation on it is not finished.")
	f.store.Fail(nil)
	assertFinding(t, f, "slow: Storing it was cut off before its value reached the keychain: the empty entry is removed.")
	assertFinding(t, f, "The list of keys is whole: 0 keys.")
}

func assertFinding(t *testing.T, f *fixture, want string) {
	t.Helper()
	all, err := f.Doctor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range all {
		if finding.Text == want {
			return
		}
	}
	t.Errorf("%q is not in %+v", want, all)
}

// A face can lead to the key that has a value already; one in the bin has no page.
func TestAValueThatIsKeptAlreadyNamesItsKey(t *testing.T) {
	f := start(t)
	value := keychaintest.Random()
	k := f.add(t, "chat", value)
	again := func() (api.Reason, string) {
		_, err := f.Add(t.Context(), api.AddRequest{Name: "again", Secret: value})
		if api.KindOf(err) != api.Refused {
			t.Errorf("added again: %v", err)
		}
		return api.ReasonOf(err)
	}
	if reason, key := again(); reason != api.SameValue || key != k.ID {
		t.Errorf("its reason is %q, about %q", reason, key)
	}
	if _, err := f.Remove(t.Context(), api.RemoveRequest{Name: "chat"}); err != nil {
		t.Fatal(err)
	}
	if reason, key := again(); reason != "" || key != "" {
		t.Errorf("of one in the bin the reason is %q, about %q", reason, key)
	}
}
