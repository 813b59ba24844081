//go:build linux

package agent

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/desktop"
	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

// patient is a service that the doctor looks at, with nothing around it but what
// the test puts there.
type patient struct {
	*Service
	t     *testing.T
	store *keychaintest.Memory
	dir   string
}

func newPatient(t *testing.T, change func(*Params)) *patient {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"} {
		t.Setenv(name, "")
	}
	t.Setenv("XDG_RUNTIME_DIR", dir)
	p := &patient{t: t, store: keychaintest.New(), dir: dir}
	params := Params{
		Paths: files.Paths{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state"), Runtime: filepath.Join(dir, "run")},
		Store: p.store, Now: func() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) }, Version: "1.2.3", Log: slog.New(slog.DiscardHandler),
		Boards:    func(string) (clipboard.Board, error) { return &clipboardtest.Board{}, nil },
		Autostart: desktop.Autostart{Program: filepath.Join(dir, "keytray"), Place: filepath.Join(dir, "autostart", "io.github.keytray.desktop")},
	}
	if change != nil {
		change(&params)
	}
	p.Service = New(params)
	t.Cleanup(p.Close)
	return p
}

// onDesktop gives the patient a session bus with a desktop on it.
func (p *patient) onDesktop(o fakedesk.Options) *fakedesk.Desk {
	p.t.Helper()
	s := session.New(p.t, session.Options{Keyring: session.NoService})
	p.t.Setenv("DBUS_SESSION_BUS_ADDRESS", s.BusAddress)
	p.t.Setenv("DISPLAY", ":7")
	desk, err := fakedesk.Start(p.t.Context(), s.BusAddress, o)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(desk.Close)
	return desk
}

// finds returns what the doctor says of a check, the worst.
func (p *patient) finds(check string) api.Finding {
	p.t.Helper()
	all, err := p.Doctor(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(f api.Finding) bool { return f.Check == check })
	if i < 0 {
		p.t.Fatalf("nothing is said of %s in %+v", check, all)
	}
	return all[i]
}

// says asserts result and sentence, and what can be done about it.
func (p *patient) says(check, result, sentence, fix string) {
	p.t.Helper()
	f := p.finds(check)
	if f.Result != result || f.Text != sentence || f.Fix != fix || f.Title == "" {
		p.t.Errorf("it says %+v", f)
	}
	if (f.Fix+f.View+f.Command == "") != (f.Does == "") {
		p.t.Errorf("the button says %q and does %q", f.Does, f.Fix+f.View+f.Command)
	}
}

// mends does it and asserts what is said.
func (p *patient) mends(fix, check, want string) {
	p.t.Helper()
	done, err := p.Fix(p.t.Context(), fix)
	if err != nil || done.Text != want || done.Check != check || done.Result != api.FindingOK || done.Title == "" {
		p.t.Errorf("%s: %+v, %v", fix, done, err)
	}
}

func (p *patient) config(key, value string) {
	p.t.Helper()
	if _, err := p.SetSetting(p.t.Context(), key, value); err != nil {
		p.t.Fatal(err)
	}
}

func TestWhatFailedComesFirst(t *testing.T) {
	p := newPatient(t, nil)
	p.store.Play(keychain.Status{Name: "GNOME Keyring", State: keychain.Silent})
	all, err := p.Doctor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	order := api.FindingFailed + api.FindingWarning + api.FindingOK
	for i := 1; i < len(all); i++ {
		if strings.Index(order, all[i].Result) < strings.Index(order, all[i-1].Result) {
			t.Errorf("%s comes before %s", all[i-1].Result, all[i].Result)
		}
	}
	if all[0].Check != api.DoctorKeychain || all[0].Title != "Keychain" {
		t.Errorf("first comes %+v", all[0])
	}
}

func TestTheDoctorAndTheKeychain(t *testing.T) {
	for name, c := range map[string]struct {
		status         keychain.Status
		display        bool
		result, says   string
		fix, does, run string // and what it says then
	}{
		"locked": {
			keychain.Status{Name: "GNOME Keyring", State: keychain.Locked},
			true,
			api.FindingWarning, "GNOME Keyring is locked.", fixUnlock, "Unlock", "GNOME Keyring is unlocked.",
		},
		"locked, nobody to ask": {keychain.Status{Name: "GNOME Keyring", State: keychain.Locked}, false, api.FindingWarning, "GNOME Keyring is locked.", "", "", ""},
		"no collection": {
			keychain.Status{Name: "KWallet", State: keychain.NoCollection, CanMake: true},
			true,
			api.FindingWarning, "KWallet has no default collection yet.", fixUnlock, "Create it", "KWallet is unlocked.",
		},
		"none to be made": {keychain.Status{Name: "oo7", State: keychain.NoCollection}, true, api.FindingFailed, "oo7 has no default collection yet.", "", "", ""},
		"silent":          {keychain.Status{Name: "KeePassXC", State: keychain.Silent}, true, api.FindingFailed, "KeePassXC does not answer.", "", "", ""},
		"missing":         {keychain.Status{Name: "Keychain", State: keychain.Missing}, true, api.FindingFailed, "No keychain is running. Keytray has nowhere safe to keep keys.", "", "Open settings", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, nil)
			if c.display {
				t.Setenv("DISPLAY", ":7")
			}
			p.store.Play(c.status)
			p.says(api.DoctorKeychain, c.result, c.says, c.fix)
			f := p.finds(api.DoctorKeychain)
			if f.Does != c.does {
				t.Errorf("the button says %q", f.Does)
			}
			if f.Shows != (c.fix != "") {
				t.Errorf("a script may have its prompt shown: %+v", f)
			}
			if c.fix != "" {
				p.mends(c.fix, api.DoctorKeychain, c.run)
				p.says(api.DoctorKeychain, api.FindingOK, c.status.Name+" is running and unlocked.", "")
			}
		})
	}
}

func TestUnlockingTheKeychainSaysHowItEnded(t *testing.T) {
	for name, c := range map[string]struct {
		state keychain.State
		fails error
		kind  api.Kind
		says  string
	}{
		"closed":              {keychain.Locked, keychain.ErrDismissed, api.Dismissed, "The keyring stayed locked."},
		"none made":           {keychain.NoCollection, keychain.ErrDismissed, api.Dismissed, "No collection was made, for the prompt was closed."},
		"no answer":           {keychain.Locked, keychain.ErrTimeout, api.Silent, "GNOME Keyring did not answer in time."},
		"none there":          {keychain.Missing, keychain.ErrUnsupported, api.Unavailable, "No keychain is running"},
		"no collection":       {keychain.NoCollection, keychain.ErrNoDefault, api.Unavailable, "GNOME Keyring has no default collection yet."},
		"silent":              {keychain.Silent, nil, api.Silent, "GNOME Keyring did not answer in time."},
		"asks by itself":      {keychain.Locked, keychain.ErrUnsupported, api.Refused, "GNOME Keyring asks for its password by itself"},
		"nobody can be asked": {keychain.Locked, keychain.ErrLocked, api.Locked, "GNOME Keyring is locked."},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, nil)
			p.store.Play(keychain.Status{Name: "GNOME Keyring", State: c.state})
			p.store.Fail(func(op, _ string) error {
				if op == "unlock" {
					return c.fails
				}
				return nil
			})
			err := p.Unlock(t.Context(), secret.Value{})
			if api.KindOf(err) != c.kind || !strings.HasPrefix(err.Error(), c.says) {
				t.Errorf("it says %v (%s)", err, api.KindOf(err))
			}
		})
	}
}

func TestTheWaitForTheKeychainsPromptCanBeCancelled(t *testing.T) {
	p := newPatient(t, nil)
	p.store.Play(keychain.Status{Name: "GNOME Keyring", State: keychain.Locked})
	asked := p.store.Ask("unlock")
	ended := make(chan error, 1)
	go func() { ended <- p.Unlock(context.WithoutCancel(t.Context()), secret.Value{}) }()
	<-asked
	for st := (api.State{}); !st.Keychain.Waiting; {
		var err error
		if st, err = p.Wait(t.Context(), st.Revision); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Cancel(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; api.KindOf(err) != api.Dismissed {
		t.Errorf("got %v", err)
	}
}

// Who hangs up hears nothing of the keychain, and the others nothing wrong: they see
// it as it is.
func TestWhoHangsUpTellsNobodyThatTheKeychainIsGone(t *testing.T) {
	type call = func(p *patient, ctx context.Context) error
	for name, ask := range map[string]call{
		"State":  func(p *patient, ctx context.Context) error { _, err := p.State(ctx); return err },
		"Doctor": func(p *patient, ctx context.Context) error { _, err := p.Doctor(ctx); return err },
		"Unlock": func(p *patient, ctx context.Context) error { return p.Unlock(ctx, secret.Value{}) },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, nil)
			p.store.Play(keychain.Status{Name: "GNOME Keyring", State: keychain.Locked})
			if _, err := p.State(t.Context()); err != nil {
				t.Fatal(err)
			}
			ctx, hangUp := context.WithCancel(t.Context())
			if asked := p.store.Ask("unlock"); name == "Unlock" {
				go func() { <-asked; hangUp() }()
			} else {
				hangUp()
			}
			_ = ask(p, ctx) // nobody hears it
			st, err := p.Wait(t.Context(), 0)
			if err != nil || st.Keychain.Status != api.KeychainLocked {
				t.Errorf("the others see the keychain as %s (%v)", st.Keychain.Status, err)
			}
		})
	}
}

func TestTheDoctorAndNotifications(t *testing.T) {
	p := newPatient(t, nil)
	p.says(api.DoctorNotifications, api.FindingWarning, "There is no display here, so no notifications.", "")

	desk := p.onDesktop(fakedesk.Options{NoNotifications: true, Capabilities: []string{"actions", "body", "inhibitions"}})
	const nobody = "Nothing shows them, so no reminder arrives."
	if f := p.finds(api.DoctorNotifications); f.Result != api.FindingFailed || f.Text != nobody {
		t.Errorf("without a server it says %+v", f)
	}
	if _, err := p.Fix(t.Context(), fixNote); api.KindOf(err) != api.Failed {
		t.Errorf("a test that nobody shows: %v", err)
	}
	p.config("reminders.enabled", "false")
	if f := p.finds(api.DoctorNotifications); f.Result != api.FindingWarning {
		t.Errorf("without reminders it says %+v", f)
	}

	if err := desk.OwnNotes(); err != nil {
		t.Fatal(err)
	}
	if f := p.finds(api.DoctorNotifications); f.Result != api.FindingOK || f.Fix != fixNote || !strings.HasSuffix(f.Text, " shows them.") {
		t.Errorf("with a server it says %+v", f)
	}
	p.mends(fixNote, api.DoctorNotifications, "A test was sent. If you do not see it, look into the notification settings of your desktop.")
	if notes := desk.Notes(); len(notes) != 1 || notes[0].Summary != "This is a test" {
		t.Errorf("on the screen is %+v", notes)
	}

	if err := desk.DoNotDisturb(true); err != nil {
		t.Fatal(err)
	}
	p.says(api.DoctorNotifications, api.FindingWarning, "Your desktop keeps them back, as you asked it to.", "")
	if _, err := p.Fix(t.Context(), fixNote); api.KindOf(err) != api.Refused {
		t.Errorf("a test in silence: %v", err)
	}
}

func TestTheDoctorAndReminders(t *testing.T) {
	p := newPatient(t, nil)
	p.says(api.DoctorReminders, api.FindingWarning, "Keytray is not running, so none comes.", "")
	p.running = true
	p.says(api.DoctorReminders, api.FindingOK, "There is nothing to remind of.", "")
	if _, err := p.Add(t.Context(), api.AddRequest{Name: "chat-app", Secret: keychaintest.Random()}); err != nil {
		t.Fatal(err)
	}
	p.says(api.DoctorReminders, api.FindingOK, "The next one comes on 22 Feb 2027 at 09:00.", "")
	if err := p.Snooze(t.Context(), api.SnoozeRequest{For: 100 * day}); err != nil {
		t.Fatal(err)
	}
	p.says(api.DoctorReminders, api.FindingOK, "They are snoozed until 28 Feb 2027.", "")
	p.config("reminders.enabled", "false")
	p.says(api.DoctorReminders, api.FindingOK, "You have switched them off.", "")
}

func TestTheDoctorAndTheWayOntoTheClipboard(t *testing.T) {
	p := newPatient(t, func(p *Params) {
		p.Boards = func(name string) (clipboard.Board, error) {
			if name == "wayland" {
				return nil, clipboard.ErrUnfit
			}
			return &clipboardtest.Board{}, nil
		}
	})
	p.config("clipboard.board", "wayland")
	p.says(api.DoctorClipboard, api.FindingFailed, "That way onto the clipboard does not work on this desktop. Let Keytray choose: keytray config clipboard.board auto", fixBoard)
	p.mends(fixBoard, api.DoctorClipboard, "Keytray chooses the way onto the clipboard.")
	if f := p.finds(api.DoctorClipboard); f.Result == api.FindingFailed || f.Fix != "" {
		t.Errorf("it says %+v", f)
	}
}

// windowProgram makes a program that says something and ends so.
func windowProgram(t *testing.T, script string) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keytray-window")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return []string{path, "window"}
}

func TestTheDoctorAndTheWindow(t *testing.T) {
	for name, c := range map[string]struct{ script, result, says string }{
		"as it should be": {"echo keytray 1.2.3", api.FindingOK, "The window is installed."},
		"another version": {"echo keytray 1.2.2", api.FindingWarning, "The window has version 1.2.2 and the rest of Keytray 1.2.3."},
		"no OpenGL": {
			"echo '/x/keytray-window: error while loading shared libraries: libGL.so.1: cannot open shared object file' >&2; exit 127",
			api.FindingWarning, "The window cannot open, for the library libGL.so.1 is missing.",
		},
		"no OpenGL, with musl": {
			"echo 'Error loading shared library libGL.so.1: No such file or directory (needed by /x/keytray-window)' >&2; exit 127",
			api.FindingWarning, "The window cannot open, for the library libGL.so.1 is missing.",
		},
		"not for this computer": {"exit 126", api.FindingWarning, "The window's program does not run."},
		"another program":       {"true", api.FindingWarning, "The window's program does not run."},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, func(p *Params) { p.Window = windowProgram(t, c.script) })
			p.says(api.DoctorWindow, c.result, c.says, "")
		})
	}
	newPatient(t, nil).says(api.DoctorWindow, api.FindingWarning, "This build has no window and keytray-window was not found.", "")
}

func TestTheDoctorTellsOfAWindowThatBroke(t *testing.T) {
	p := newPatient(t, func(p *Params) {
		p.Window = windowProgram(t, `case $1 in version) echo keytray 1.2.3;; *) exit 1;; esac`)
	})
	t.Setenv("DISPLAY", ":7")
	if err := p.Show(t.Context(), api.View{Name: api.ViewKeys}); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); p.hasWindow(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the window does not end")
		}
	}
	p.says(api.DoctorWindow, api.FindingWarning, "The window ended by itself the last time.", fixShow)
	p.mends(fixShow, api.DoctorWindow, "The window opens.")
}

// A window's program that says nothing, and has left something behind that keeps its output
// open, does not keep the doctor.
func TestTheDoctorDoesNotWaitForAWindowThatHangs(t *testing.T) {
	t.Parallel()
	s := New(Params{Now: time.Now})
	program := filepath.Join(t.TempDir(), "window")
	if err := os.WriteFile(program, []byte("#!/bin/sh\nsleep 60 &\nwait\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	s.p.Window = []string{program, "window"}
	began := time.Now()
	if f := s.checkWindow(t.Context()); f.Result != api.FindingWarning {
		t.Errorf("it finds %+v", f)
	}
	if took := time.Since(began); took > windowLimit+10*time.Second {
		t.Errorf("it took %v", took)
	}
}
