//go:build linux

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"keytray/app/e2e/fakedesk"
)

// notesWindows has the agent start a window that notes its arguments and ends. It
// returns what was noted.
func (p *person) notesWindows() (noted func() string) {
	p.t.Helper()
	dir := p.t.TempDir()
	program, err := os.ReadFile(p.program)
	if err != nil {
		p.t.Fatal(err)
	}
	notes := filepath.Join(dir, "notes")
	for name, content := range map[string][]byte{
		"keytray":        program,
		"keytray-window": []byte("#!/bin/sh\necho \"$@\" >>'" + notes + "'\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o700); err != nil {
			p.t.Fatal(err)
		}
	}
	p.program = filepath.Join(dir, "keytray")
	return func() string {
		raw, _ := os.ReadFile(notes)
		return string(raw)
	}
}

// codeF9 is the key of Xvfb's keyboard, an American one.
const codeF9 = 75

// grabs plays another program that wants a key for itself, until release.
func (p *person) grabs(code xproto.Keycode) (release func()) {
	p.t.Helper()
	conn, err := xgb.NewConnDisplay(p.session.Display)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(conn.Close)
	root := xproto.Setup(conn).DefaultScreen(conn).Root
	if err := xproto.GrabKeyChecked(conn, false, root, 0, code, xproto.GrabModeAsync, xproto.GrabModeAsync).Check(); err != nil {
		p.t.Fatal(err)
	}
	return func() {
		if err := xproto.UngrabKeyChecked(conn, code, root, 0).Check(); err != nil {
			p.t.Error(err)
		}
	}
}

// From whatever program the person is in, the keys open the quick picker.
func TestTheKeysOpenThePickerFromAnywhere(t *testing.T) {
	p := atDesk(t)
	noted := p.notesWindows()
	p.startAgent()
	picked := func() bool { return strings.HasPrefix(noted(), "window pick\n") }
	p.pressesUntil("ctrl+alt+k", "the keys open no picker", picked)
	if rest := strings.ReplaceAll(noted(), "window pick\n", ""); rest != "" {
		t.Errorf("other windows opened: %q", rest)
	}

	p.do("", "config", "shortcut.pick", "super+space")
	before := noted()
	p.pressesUntil("super+space", "the new keys open no picker", func() bool { return noted() != before })

	// What another program has is said, and where to choose others.
	p.do("", "config", "shortcut.pick", "off")
	release := p.grabs(codeF9)
	poll(t, "the doctor does not say that the keys are taken", func() bool {
		p.do("", "config", "shortcut.pick", "F9")
		return strings.Contains(p.do("", "doctor"), "Another program has F9")
	})
	release()
	poll(t, "the keys that are free again do not work", func() bool {
		return strings.Contains(p.do("", "doctor"), "F9 opens the quick picker")
	})
}

// pressesUntil presses keys until something is so: until the agent listens nobody hears them.
func (p *person) pressesUntil(keys, what string, is func() bool) {
	p.t.Helper()
	var last time.Time
	poll(p.t, what, func() bool {
		if time.Since(last) > time.Second { // less counts as one press
			p.xdotool("key", "--clearmodifiers", keys)
			last = time.Now()
		}
		return is()
	})
}

// Keys that another program had work again without anything said or set, once it has let
// them go and the person does something.
func TestKeysThatAnotherProgramHadWorkAgain(t *testing.T) {
	for when, comes := range map[string]func(*person, *fakedesk.ScreenSaver) error{
		"after the menu was open":       func(p *person, _ *fakedesk.ScreenSaver) error { p.click("Settings…"); return nil },
		"after the screen was unlocked": func(_ *person, s *fakedesk.ScreenSaver) error { return s.Unlock() },
	} {
		t.Run(when, func(t *testing.T) {
			p := atDesk(t)
			noted := p.notesWindows()
			saver, err := fakedesk.StartScreenSaver(p.ctx(), p.session.BusAddress, fakedesk.GNOME)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(saver.Close)
			release := p.grabs(codeF9)
			p.do("", "config", "shortcut.pick", "F9")
			p.startAgent()
			poll(t, "the doctor does not say that the keys are taken", func() bool {
				return strings.Contains(p.do("", "doctor"), "Another program has F9")
			})
			release()
			var last time.Time
			poll(t, "the keys do not work again", func() bool {
				if time.Since(last) > time.Second { // the agent may be busy with the doctor's try
					if err := comes(p, saver); err != nil {
						t.Fatal(err)
					}
					p.xdotool("sleep", "0.1", "key", "--clearmodifiers", "F9")
					last = time.Now()
				}
				return strings.Contains(noted(), "window pick\n")
			})
			if said := p.do("", "doctor"); !strings.Contains(said, "F9 opens the quick picker again. Another program had these keys until ") {
				t.Errorf("the doctor says:\n%s", said)
			}
		})
	}
}
