//go:build linux

package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/godbus/dbus/v5"
)

func TestProgramsGetThePrivateEnvironmentAndNothingElse(t *testing.T) {
	t.Setenv("WAYLAND_DISPLAY", "wayland-9")
	t.Setenv("XAUTHORITY", "/outside")
	t.Setenv("KEYTRAY_OUTSIDE", "1")
	t.Setenv("GOCOVERDIR", "/cover")
	s := New(t, Options{Keyring: NoService})
	out, err := s.Command(t.Context(), "env").Output()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(out)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		names = append(names, name)
		if private := strings.HasPrefix(name, "XDG_") || name == "HOME"; private && !strings.HasPrefix(value, s.Dir) {
			t.Errorf("%s is not private: %s", name, value)
		}
	}
	slices.Sort(names)
	want := []string{
		"DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "GOCOVERDIR", "GTK_A11Y", "HOME", "LANG", "LIBGL_ALWAYS_SOFTWARE", "NO_AT_BRIDGE", "PATH",
		"TZ", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME",
	}
	if !slices.Equal(names, want) {
		t.Errorf("environment has\n%v, want\n%v", names, want)
	}
}

func TestASessionWithoutBusHasNoAddress(t *testing.T) {
	s := New(t, Options{NoBus: true})
	for _, v := range s.Env() {
		if strings.HasPrefix(v, "DBUS_SESSION") || strings.HasPrefix(v, "DISPLAY=") {
			t.Errorf("unexpected %s", v)
		}
	}
	if _, err := s.Bus(t.Context()); err == nil {
		t.Error("got a connection to a bus that is not there")
	}
}

func TestCloseLeavesNothingBehind(t *testing.T) {
	s := New(t, Options{Display: true})
	if err := s.SetClipboard(t.Context(), "kept by a program"); err != nil {
		t.Fatal(err)
	}
	var pids []int
	for _, p := range s.started {
		pids = append(pids, p.pid)
	}
	if len(pids) != 4 { // X server, bus, keyring, clipboard owner
		t.Errorf("recorded %d programs, want 4", len(pids))
	}
	s.Close()
	for _, pid := range pids {
		if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
			t.Errorf("process %d is still there (%v)", pid, err)
		}
	}
	gone(t, s.Dir)
	gone(t, socketOf(s.Display))
	s.Close() // again: nothing happens
	if err := s.SetClipboard(t.Context(), "late"); !errors.Is(err, errClosed) {
		t.Errorf("a closed session started a program: %v", err)
	}
}

func TestServicesDieOnRequest(t *testing.T) {
	s := New(t, Options{Display: true})
	conn := connect(t, s)
	for _, stop := range []func() error{s.StopKeyring, s.StopKeyring, s.StopDisplay, s.StopDisplay, s.StopBus, s.StopBus} {
		if err := stop(); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range []*process{s.keyring, s.display, s.bus} {
		if err := syscall.Kill(p.pid, 0); !errors.Is(err, syscall.ESRCH) {
			t.Errorf("%s is still there (%v)", p.name, err)
		}
	}
	if err := conn.BusObject().Call("org.freedesktop.DBus.GetId", 0).Err; err == nil {
		t.Error("the bus still answers")
	}
	if _, err := s.Clipboard(t.Context()); err == nil {
		t.Error("the display still answers")
	}
	gone(t, socketOf(s.Display)) // although the X server had no chance to remove it
}

// A program that lost its display must not find itself on another session's.
func TestANumberOfADisplayIsNotUsedAgainSoon(t *testing.T) {
	first := New(t, Options{NoBus: true, Display: true})
	first.Close()
	second := New(t, Options{NoBus: true, Display: true})
	if err := second.StopDisplay(); err != nil {
		t.Fatal(err)
	}
	third := New(t, Options{NoBus: true, Display: true})
	if first.Display == second.Display || second.Display == third.Display {
		t.Errorf("the displays are %s, %s and %s", first.Display, second.Display, third.Display)
	}
}

func TestTwoSessionsKnowNothingOfEachOther(t *testing.T) {
	a, b := New(t, Options{Display: true}), New(t, Options{Display: true})
	store(t, a, "sk-of-a")
	if err := a.SetClipboard(t.Context(), "clipboard of a"); err != nil {
		t.Fatal(err)
	}
	if v, ok, err := b.LookupSecret(t.Context(), "service", "keytray"); ok || err != nil {
		t.Errorf("the other keyring answers %q, %v, %v", v, ok, err)
	}
	if got, err := b.Clipboard(t.Context()); got != "" || err != nil {
		t.Errorf("the other clipboard holds %q, %v", got, err)
	}
	b.Close()
	if v, ok, err := a.LookupSecret(t.Context(), "service", "keytray"); v != "sk-of-a" || !ok || err != nil {
		t.Errorf("after the other closed: %q, %v, %v", v, ok, err)
	}
}

func TestStartSaysWhatIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Start(t.Context(), Options{Display: true})
	var missing *MissingError
	if !errors.As(err, &missing) || len(missing.Programs) != 3 {
		t.Fatalf("got %v, want three missing programs", err)
	}
	if want := "gnome-keyring-daemon (Debian package gnome-keyring)"; !strings.Contains(err.Error(), want) {
		t.Errorf("%q does not say %q", err, want)
	}
}

func TestStartSaysWhichProgramDiedAndWhy(t *testing.T) {
	bin := t.TempDir()
	fake := "#!/bin/sh\necho no room for a keyring >&2\nexit 3\n"
	if err := os.WriteFile(filepath.Join(bin, "gnome-keyring-daemon"), []byte(fake), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	_, err := Start(t.Context(), Options{})
	for _, want := range []string{"gnome-keyring-daemon", "exit status 3", "no room for a keyring"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
	_, err = Start(t.Context(), Options{Keyring: NoService, Display: true, Screen: "nonsense"})
	if err == nil || !strings.Contains(err.Error(), "Xvfb") || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("%v does not tell of Xvfb and its screen", err)
	}
}

func TestStartEndsWithItsContext(t *testing.T) {
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "dbus-daemon"), []byte("#!/bin/sh\nexec sleep 60\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Start(ctx, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's end", err)
	}
}

func connect(t *testing.T, s *Session) *dbus.Conn {
	t.Helper()
	conn, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func gone(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there (%v)", path, err)
	}
}

func lockFile(s *Session) string { return "/tmp/.X" + strings.TrimPrefix(s.Display, ":") + "-lock" }

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		s, err := Start(b.Context(), Options{Display: true})
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}

func TestCloseEndsWhatTheSessionsProgramsStarted(t *testing.T) {
	s := New(t, Options{Keyring: NoService})
	// The shell ends at once; what it leaves behind is nobody's child.
	out, err := s.Command(t.Context(), "sh", "-c", "setsid sleep 1000 >/dev/null 2>&1 & echo $!").Output()
	if err != nil {
		t.Fatal(err)
	}
	pid := strings.TrimSpace(string(out))
	if _, err := os.Stat("/proc/" + pid); err != nil {
		t.Fatal(err)
	}
	s.Close()
	status, err := os.ReadFile("/proc/" + pid + "/status")
	if err == nil && !strings.Contains(string(status), "zombie") {
		t.Errorf("process %s lives", pid)
	}
}
