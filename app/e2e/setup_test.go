//go:build linux

package e2e_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

// From the very first start to a stored key, by keyboard alone: the window opens
// by itself, leads to the provider's page, takes the key from the clipboard and
// takes it off there.
func TestTheFirstKeyIsSetUpByKeyboard(t *testing.T) {
	p := atDesk(t)
	binary(t, "keytray-window")
	if err := os.Remove(p.welcomed()); err != nil {
		t.Fatal(err)
	}
	visited := p.playsBrowser()
	screen := p.screen()
	began := time.Now()
	p.startAgent()
	p.xdotool("windowfocus", "--sync", p.waitXWindow("^Keytray$"))
	strokes := 0
	press := func(keys ...string) {
		strokes += len(keys)
		p.xdotool(append([]string{"key", "--clearmodifiers"}, keys...)...)
	}

	screen.waitNew("0-welcome")
	press("Return")
	screen.waitNew("1-provider")
	press("o", "p", "e", "n", "a", "i")
	screen.waitNew("1-found")
	press("Return")
	screen.waitNew("2-get-the-key")
	press("Return") // opens the page
	poll(t, "the provider's page does not open", func() bool {
		raw, _ := os.ReadFile(visited)
		return string(raw) == "https://platform.openai.com/api-keys\n"
	})
	// The person makes a key there, and copies it.
	value := madeUpKey(t, "openai", "project")
	if err := p.session.SetClipboard(p.ctx(), value); err != nil {
		t.Fatal(err)
	}
	press("Return") // Next
	screen.waitNew("3-paste")
	press("ctrl+v")
	screen.waitNew("3-recognised")
	press("Return")
	screen.waitNew("4-name")
	p.pressUntilStored("OpenAI", func() { press("Return") })
	screen.waitNew("5-done")
	p.waitClipboardCleared()
	screen.last = screen.look() // the page says so by now
	poll(t, "Enter does not leave the last page", func() bool {
		press("Return") // ignored while it may still be held down
		return screen.changes()
	})
	screen.waitNew("6-keys")
	t.Logf("from the start of the program to a stored key: %d keystrokes, %.1f s", strokes, time.Since(began).Seconds())

	k := p.show("OpenAI")
	if k.Provider != "openai" || k.Kind != "project" || k.Env != "OPENAI_API_KEY" {
		t.Errorf("it is stored as %+v", k)
	}
	if got := p.do("", "get", "OpenAI"); got != value {
		t.Error("another value was stored")
	}
	p.assertNowhere(value)
}

// Somebody who has copied a key already needs three strokes.
func TestACopiedKeyIsStoredWithThreeStrokes(t *testing.T) {
	p := atDesk(t)
	binary(t, "keytray-window")
	if err := os.Remove(p.welcomed()); err != nil {
		t.Fatal(err)
	}
	screen := p.screen()
	value := madeUpKey(t, "anthropic", "key")
	if err := p.session.SetClipboard(p.ctx(), "export ANTHROPIC_API_KEY='"+value+"'\n"); err != nil {
		t.Fatal(err)
	}
	p.startAgent()
	p.xdotool("windowfocus", "--sync", p.waitXWindow("^Keytray$"))
	screen.waitNew("fast-0-welcome")
	p.xdotool("key", "--clearmodifiers", "ctrl+v")
	screen.waitNew("fast-1-recognised")
	p.xdotool("key", "--clearmodifiers", "Return")
	screen.waitNew("fast-2-name")
	p.pressUntilStored("Anthropic", func() { p.xdotool("key", "--clearmodifiers", "Return") })
	screen.waitNew("fast-3-done")
	if got := p.do("", "get", "Anthropic"); got != value {
		t.Error("not the key alone was stored")
	}
	p.waitClipboardCleared()
}

// pressUntilStored presses a key, again if nothing comes of it: the step ignores
// an Enter that may be held down from the one before.
func (p *person) pressUntilStored(name string, press func()) {
	p.t.Helper()
	poll(p.t, name+" is not stored", func() bool {
		press()
		for end := time.Now().Add(2 * time.Second); time.Now().Before(end); {
			if _, _, status := p.run("", "show", name); status == 0 {
				return true
			}
		}
		return false
	})
}

// waitClipboardCleared waits for what the last page does once it is in sight.
func (p *person) waitClipboardCleared() {
	p.t.Helper()
	poll(p.t, "the clipboard is not cleared after the key was stored", func() bool {
		got, err := p.session.Clipboard(p.t.Context())
		return err == nil && got == ""
	})
}

// madeUpKey has the form of a provider's keys.
func madeUpKey(t *testing.T, id, kind string) string {
	t.Helper()
	p, ok := provider.New().ByID(id)
	k, known := p.Kind(kind)
	if !ok || !known {
		t.Fatalf("the catalogue has no %s %s", id, kind)
	}
	return providertest.Key(k, rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())))
}

// playsBrowser puts a program into the person's PATH that writes down which pages
// it was asked to open.
func (p *person) playsBrowser() (visited string) {
	p.t.Helper()
	dir := filepath.Join(p.session.Dir, "browser")
	visited = filepath.Join(dir, "visited")
	script := "#!/bin/sh\nprintf '%s\\n' \"$1\" >>'" + visited + "'\n"
	if err := os.MkdirAll(dir, 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil {
		p.t.Fatal(err)
	}
	p.env = append(p.env, "PATH="+dir+":"+os.Getenv("PATH"))
	return visited
}

// assertNowhere fails the test if a value stands in any file of the person's.
func (p *person) assertNowhere(value string) {
	p.t.Helper()
	keyrings := filepath.Join(p.session.Home, ".local", "share", "keyrings")
	err := filepath.WalkDir(p.session.Home, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path, keyrings) {
			return nil
		}
		raw, _ := os.ReadFile(path)
		if strings.Contains(string(raw), value) {
			p.t.Errorf("the value stands in %s", path)
		}
		return nil
	})
	if err != nil {
		p.t.Error(err)
	}
}
