package agent

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/clipboard"
	"keytray/app/files"
	"keytray/app/keychain/keychaintest"
	"keytray/app/shortcut"
)

// keyboard is a desktop that listens for keys, played by a test.
type keyboard struct {
	mu     sync.Mutex
	wanted *shortcut.Wanted // nil while nothing is listened for
	taken  string           // what another program has
	began  int              // how often somebody began to listen
}

func (k *keyboard) listen(ctx context.Context, w shortcut.Wanted) {
	k.mu.Lock()
	k.wanted = &w
	k.began++
	st := shortcut.Standing{State: shortcut.Works}
	if w.Combination.String() == k.taken {
		st = shortcut.Standing{State: shortcut.Taken, Err: errors.New("taken")}
	}
	k.mu.Unlock()
	w.Tell(st)
	<-ctx.Done()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.wanted = nil
}

func (k *keyboard) takes(keys string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.taken = keys
}

func (k *keyboard) times() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.began
}

// now is what is listened for; "" for nothing.
func (k *keyboard) now() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.wanted == nil {
		return ""
	}
	return k.wanted.Combination.String()
}

func (k *keyboard) heard() shortcut.Wanted {
	k.mu.Lock()
	defer k.mu.Unlock()
	return *k.wanted
}

// typing is an agent that listens, and the file in which its window notes how it
// was started.
func typing(t *testing.T) (s *Service, k *keyboard, started string) {
	t.Helper()
	t.Setenv("DISPLAY", ":7")
	dir := t.TempDir()
	started = filepath.Join(dir, "started")
	k = &keyboard{}
	s = New(Params{
		Paths: files.Paths{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state")},
		Store: keychaintest.New(), Now: time.Now, Log: slog.New(slog.DiscardHandler), Shortcut: k.listen,
		Boards: func(string) (clipboard.Board, error) { return nil, clipboard.ErrNoDisplay },
		// It stays open until the test ends.
		Window: []string{"sh", "-c", `echo "$@" >>"$0"; while [ -e "$0" ]; do sleep 0.02; done`, started, "window"},
	})
	s.running = true
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); s.heed(ctx) }()
	t.Cleanup(func() {
		cancel()
		<-ended
		s.Close()
		_ = os.Remove(started)
	})
	return s, k, started
}

func within(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 20 s", what)
		}
	}
}

func set(t *testing.T, s *Service, key, value string) {
	t.Helper()
	if _, err := s.SetSetting(t.Context(), key, value); err != nil {
		t.Fatal(err)
	}
}

func noteOf(t *testing.T, s *Service, key string) api.Setting {
	t.Helper()
	all, err := s.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all[slices.IndexFunc(all, func(e api.Setting) bool { return e.Key == key })]
}

func TestPressingTheKeysOpensThePickerOnce(t *testing.T) {
	s, k, started := typing(t)
	within(t, "the default is listened for", func() bool { return k.now() == "Ctrl+Alt+K" })
	for range 10 { // a desktop that repeats a held key
		k.heard().Pressed()
	}
	within(t, "the window starts", func() bool {
		raw, _ := os.ReadFile(started)
		return len(raw) > 0
	})
	k.heard().Pressed()
	if raw, _ := os.ReadFile(started); string(raw) != "window pick\n" {
		t.Errorf("windows started as: %q", raw)
	}
	if note := noteOf(t, s, "shortcut.pick").Note; note != "" {
		t.Errorf("what works is noted: %q", note)
	}
}

func TestPressesCloseTogetherCountOnce(t *testing.T) {
	s, _, _ := typing(t)
	at := time.Now()
	for _, c := range []struct {
		after  time.Duration
		counts bool
	}{
		{0, true}, {30 * time.Millisecond, false}, {399 * time.Millisecond, false}, {700 * time.Millisecond, false}, {1100 * time.Millisecond, true},
	} {
		if got := s.pressCounts(at.Add(c.after)); got != c.counts {
			t.Errorf("after %v: %v", c.after, got)
		}
	}
}

func TestAChangedShortcutIsFollowedAtOnce(t *testing.T) {
	s, k, _ := typing(t)
	within(t, "the default is listened for", func() bool { return k.now() == "Ctrl+Alt+K" })
	set(t, s, "shortcut.pick", "super+space")
	within(t, "the new keys are listened for", func() bool { return k.now() == "Super+Space" })
	set(t, s, "tray.keys", "5")
	set(t, s, "shortcut.pick", "off")
	within(t, "nothing is listened for", func() bool { return k.now() == "" })
	if e := noteOf(t, s, "shortcut.pick"); e.Value != "off" || e.Note != "" {
		t.Errorf("off is %+v", e)
	}
	set(t, s, "shortcut.pick", "F9")
	within(t, "keys are listened for again", func() bool { return k.now() == "F9" })
	if n := k.times(); n != 3 {
		t.Errorf("listening began %d times, want 3", n)
	}
}

func TestHowTheShortcutStandsIsToldBesideTheSetting(t *testing.T) {
	s, k, _ := typing(t)
	within(t, "the default is listened for", func() bool { return k.now() == "Ctrl+Alt+K" })
	for _, c := range []struct {
		told        shortcut.Standing
		note        string
		unavailable bool
		result      string
		text        string
	}{
		{shortcut.Standing{State: shortcut.Works}, "", false, api.FindingOK, "Ctrl Alt K opens the quick picker."},
		{shortcut.Standing{State: shortcut.Works, Keys: "F9"}, "Your desktop chose the keys: F9. Change them in its settings.", false, api.FindingOK, "chose: F9"},
		{shortcut.Standing{State: shortcut.NoKey}, "This keyboard does not have that key. Choose another one.", false, api.FindingWarning, "no key for Ctrl Alt K"},
		{shortcut.Standing{State: shortcut.Gone}, "Your desktop does not answer. Keytray tries again.", false, api.FindingWarning, "does not answer"},
		{shortcut.Standing{State: shortcut.None}, "Not available on this desktop. Bind this command yourself: keytray pick", true, api.FindingWarning, "lets no program listen"},
		// The last one: these are tried again, see below.
		{shortcut.Standing{State: shortcut.Taken}, "Another program has these keys. Choose others.", false, api.FindingWarning, "Another program has Ctrl Alt K"},
	} {
		before, err := s.State(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if c.told.State == shortcut.Taken {
			k.takes("Ctrl+Alt+K")
		}
		k.heard().Tell(c.told)
		e := noteOf(t, s, "shortcut.pick")
		if e.Note != c.note || e.Unavailable != c.unavailable {
			t.Errorf("%s: %+v", c.told.State, e)
		}
		if after, err := s.State(t.Context()); err != nil || c.told.Keys != "" && after.Revision == before.Revision {
			t.Errorf("%s: an open window is not told: %v", c.told.State, err)
		}
		if f := s.checkShortcut()[0]; f.Result != c.result || !strings.Contains(f.Text, c.text) {
			t.Errorf("%s: the doctor says %+v", c.told.State, f)
		}
	}
}

// Nobody looks again and again whether keys are free that another program has: that is
// done when something else happens anyway.
func TestTakenKeysAreTriedAgain(t *testing.T) {
	attach := func(ctx context.Context, s *Service) (detach func()) {
		ctx, detach = context.WithCancel(ctx)
		go func() { _ = s.Attach(ctx) }()
		return detach
	}
	for when, do := range map[string]func(t *testing.T, s *Service) (free func(release func())){
		"by the doctor": func(t *testing.T, s *Service) func(func()) {
			return func(release func()) { release(); _, _ = s.Doctor(t.Context()) }
		},
		"when the menu or a window asks for the state": func(t *testing.T, s *Service) func(func()) {
			return func(release func()) { release(); _, _ = s.State(t.Context()) }
		},
		"when a window opens": func(t *testing.T, s *Service) func(func()) {
			return func(release func()) { release(); t.Cleanup(attach(t.Context(), s)) }
		},
		"when a window closes": func(t *testing.T, s *Service) func(func()) {
			detach := attach(t.Context(), s)
			within(t, "a window is open", s.hasWindow)
			return func(release func()) { release(); detach() }
		},
		"when the picker closes": func(t *testing.T, s *Service) func(func()) {
			if err := s.Show(t.Context(), api.View{Name: api.ViewPick}); err != nil {
				t.Fatal(err)
			}
			return func(release func()) { release(); _ = s.picker.cmd.Process.Kill() }
		},
	} {
		t.Run(when, func(t *testing.T) {
			s, k, _ := typing(t)
			within(t, "the default is listened for", func() bool { return k.now() == "Ctrl+Alt+K" })
			k.takes("Ctrl+Alt+J")
			set(t, s, "shortcut.pick", "Ctrl+Alt+J")
			within(t, "it is taken", func() bool { return s.shortcutStanding().State == shortcut.Taken })
			free := do(t, s)
			if f := s.checkShortcut()[0]; f.Result != api.FindingWarning || f.View != api.ViewSettings {
				t.Errorf("the doctor says %+v", f)
			}
			free(func() { k.takes("") })
			within(t, "it works", func() bool { return s.shortcutStanding().State == shortcut.Works })
			if f := s.checkShortcut()[0]; f.Result != api.FindingOK || !strings.Contains(f.Text, "again. Another program had these keys until ") {
				t.Errorf("the doctor says %+v", f)
			}
			set(t, s, "shortcut.pick", "F9")
			within(t, "other keys are listened for", func() bool { return k.now() == "F9" && s.shortcutStanding().State == shortcut.Works })
			if f := s.checkShortcut()[0]; f.Text != "F9 opens the quick picker." {
				t.Errorf("the doctor says of other keys: %+v", f)
			}
		})
	}
}

// While they stay taken nothing that people see changes with each try.
func TestATryInVainIsNotNoticed(t *testing.T) {
	s, k, _ := typing(t)
	k.takes("Ctrl+Alt+J")
	set(t, s, "shortcut.pick", "Ctrl+Alt+J")
	within(t, "it is taken", func() bool { return s.shortcutStanding().State == shortcut.Taken })
	before, err := s.state(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	began := k.times()
	s.tryTaken()
	within(t, "it is tried", func() bool { return k.times() > began })
	if after, err := s.state(t.Context()); err != nil || after.Revision != before.Revision {
		t.Errorf("windows are told of it: %d, before %d, %v", after.Revision, before.Revision, err)
	}
}

func TestWhoDeclinesAtTheDesktopHasNoShortcut(t *testing.T) {
	s, k, _ := typing(t)
	within(t, "the default is listened for", func() bool { return k.now() == "Ctrl+Alt+K" })
	k.heard().Tell(shortcut.Standing{State: shortcut.Declined})
	within(t, "nothing is listened for", func() bool { return k.now() == "" })
	if e := noteOf(t, s, "shortcut.pick"); e.Value != "off" {
		t.Errorf("the setting is %+v", e)
	}
}

func TestABadShortcutSaysWhatIsWrong(t *testing.T) {
	s, _, _ := typing(t)
	for keys, want := range map[string]string{
		"Ctrl+":        "A key is missing.",
		"Ctrl+Hyper+K": "There is no such key.",
		"Ctrl+K+L":     "more than one key",
		"K":            "could not be typed any more",
		"Ctrl+V":       "Every program needs these keys.",
	} {
		_, err := s.SetSetting(t.Context(), "shortcut.pick", keys)
		if api.KindOf(err) != api.Usage || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", keys, err)
		}
	}
}

func TestACommandListensForNothing(t *testing.T) {
	s, k, _ := typing(t)
	within(t, "the agent listens", func() bool { return k.now() != "" })
	s.running = false
	if all := s.checkShortcut(); all != nil {
		t.Errorf("the doctor of a command says %+v", all)
	}
}
