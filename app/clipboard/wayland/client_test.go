//go:build linux

package wayland

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"keytray/app/clipboard"
	"keytray/app/secret"
)

func offer() clipboard.Offer { return clipboard.Offer{Value: secret.FromString("value")} }

func TestACompositorWithoutDataControlIsUnfit(t *testing.T) {
	(&fake{}).serve(t)
	began := time.Now()
	if err := New().Put(t.Context(), offer()); !errors.Is(err, clipboard.ErrUnfit) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %v", took)
	}
	if _, err := New().Usable(t.Context()); !errors.Is(err, clipboard.ErrUnfit) {
		t.Errorf("got %v", err)
	}
	if _, err := offered(t.Context()); !errors.Is(err, clipboard.ErrUnfit) {
		t.Errorf("got %v", err)
	}
}

func TestBothDataControlsWork(t *testing.T) {
	for name, f := range map[string]*fake{"wlr": {dataControl: true}, "ext": {ext: true}, "both": {dataControl: true, ext: true}} {
		t.Run(name, func(t *testing.T) {
			f.serve(t)
			b := New()
			defer b.Close()
			if err := b.Put(t.Context(), offer()); err != nil {
				t.Fatal(err)
			}
			if ours, err := b.Ours(t.Context()); !ours || err != nil {
				t.Errorf("ours is %v, %v", ours, err)
			}
			if err := b.Clear(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestACompositorThatDoesNotTakeTheValueRefuses(t *testing.T) {
	(&fake{dataControl: true, deaf: true}).serve(t)
	if err := New().Put(t.Context(), offer()); !errors.Is(err, clipboard.ErrRefused) {
		t.Errorf("got %v", err)
	}
}

func TestACompositorThatKeepsTheValueIsNoticed(t *testing.T) {
	(&fake{dataControl: true, clings: true}).serve(t)
	b := New()
	if err := b.Put(t.Context(), offer()); err != nil {
		t.Fatal(err)
	}
	if err := b.Clear(t.Context()); !errors.Is(err, clipboard.ErrNotCleared) {
		t.Errorf("got %v", err)
	}
}

func TestASilentCompositorIsNotWaitedForForever(t *testing.T) {
	(&fake{silent: true}).serve(t)
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := New().Put(ctx, offer()); !errors.Is(err, clipboard.ErrNoAnswer) {
		t.Errorf("got %v", err)
	}
	began := time.Now()
	if err := New().Put(t.Context(), offer()); !errors.Is(err, clipboard.ErrNoAnswer) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(began); took > startLimit+time.Second {
		t.Errorf("it took %v", took)
	}
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}

func TestGarbageIsAnError(t *testing.T) {
	for name, garbage := range map[string][]byte{
		"too small": words(1, 4<<16), "uneven": words(1, 13<<16, 0, 0), "text": []byte("HTTP/1.1 400 Bad Request\r\n\r\n"),
		"unknown object": words(77, 8<<16), "error without words": words(1, 8<<16), "a string beyond the end": words(1, 24<<16, 1, 1, 99, 0),
		"a huge string": words(1, 24<<16, 1, 1, 0xffffffff, 0),
	} {
		t.Run(name, func(t *testing.T) {
			(&fake{dataControl: true, garbage: garbage}).serve(t)
			if err := New().Put(t.Context(), offer()); err == nil || errors.Is(err, clipboard.ErrNoAnswer) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNoCompositor(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(dir, "stale"), Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	_ = l.Close()
	t.Setenv("XDG_RUNTIME_DIR", dir)
	for _, display := range []string{"", "wayland-0", file, "file", "stale", "/nowhere"} {
		t.Setenv("WAYLAND_DISPLAY", display)
		if err := New().Put(t.Context(), offer()); !errors.Is(err, clipboard.ErrNoDisplay) {
			t.Errorf("%q: got %v", display, err)
		}
	}
}

func FuzzEvents(f *testing.F) {
	f.Add(words(1, 8<<16))
	f.Add(request(5, deviceDataOffer, firstServerID).bytes())
	f.Add(append(request(5, deviceDataOffer, firstServerID).bytes(), request(5, deviceSelection, firstServerID).bytes()...))
	f.Add(request(firstServerID, offerOffer).text("text/plain").bytes())
	f.Add(request(6, sourceSend).text("text/plain").bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		near, far, err := pair()
		if err != nil {
			t.Fatal(err)
		}
		defer far.Close()
		c := newClient(near)
		c.mu.Lock()
		for range 3 {
			c.add(func(uint16, *reader) error { return nil })
		}
		c.id = c.add(c.deviceEvent)
		c.mu.Unlock()
		if _, err := c.newSource(ownTypes, closeFile, func() {}); err != nil {
			t.Fatal(err)
		}
		go c.read()
		_, _ = far.Write(b)
		_ = far.Close()
		<-c.done
	})
}

// pair is a connection with both of its ends.
func pair() (near, far *net.UnixConn, err error) {
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	var both [2]*net.UnixConn
	for i, fd := range fds {
		f := os.NewFile(uintptr(fd), "pair")
		c, err := net.FileConn(f)
		_ = f.Close()
		if err != nil {
			return nil, nil, err
		}
		both[i] = c.(*net.UnixConn)
	}
	return both[0], both[1], nil
}

func TestMessagesRoundTrip(t *testing.T) {
	for _, text := range []string{"", "a", "abc", "abcd", "text/plain;charset=utf-8"} {
		sent := request(7, 3, 1, 2).text(text).number(9).bytes()
		m, size, err := nextMessage(append(sent, 1, 2, 3))
		if err != nil || size != len(sent) || m.object != 7 || m.opcode != 3 || !bytes.Equal(m.bytes(), sent) {
			t.Fatalf("%q: %v, %d, %v", text, m, size, err)
		}
		r := &reader{rest: m.args}
		if a, b, got, last := r.number(), r.number(), r.text(), r.number(); a != 1 || b != 2 || got != text || last != 9 || r.err != nil {
			t.Errorf("%q: %d %d %q %d, %v", text, a, b, got, last, r.err)
		}
	}
}
