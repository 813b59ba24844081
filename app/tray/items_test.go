package tray

import (
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/api"
)

var added = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// key makes the nth key that was added.
func key(n int, name, phase string) api.Key {
	return api.Key{ID: "id-" + name, Name: name, Provider: "openai", ProviderName: "OpenAI", Phase: phase, AddedAt: added.Add(time.Duration(n) * time.Hour)}
}

func state(keys ...api.Key) api.State {
	return api.State{Keys: keys, TrayKeys: 8, Keychain: api.Keychain{Name: "GNOME Keyring", Status: api.KeychainOK}}
}

func titles(items []Item) []string {
	var all []string
	for _, i := range items {
		all = append(all, i.Title)
	}
	return all
}

func TestTheMenuOfAPersonWithKeys(t *testing.T) {
	pinned := key(0, "launcher", "fresh")
	pinned.Pinned = true
	got := titles(Items(state(pinned, key(1, "chat-app", "overdue"), key(2, "Obsidian notes", "due"))))
	want := []string{
		"1 key needs rotating…", "",
		"launcher", "Obsidian notes   (due)", "chat-app   (overdue)", "",
		"Find a key…", "Add a key…", "Rotation…", "", "Settings…", "Quit",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTheStateLineNeverStartsWithAKeysName(t *testing.T) {
	live := state(key(1, "chat-app", "fresh"))
	live.Clipboard = api.Clipboard{ID: "id-chat-app", Key: "chat-app", Until: time.Date(2026, 11, 21, 20, 15, 4, 0, time.UTC)}
	locked, missing := state(), state()
	locked.Keychain.Status, missing.Keychain.Status = api.KeychainLocked, api.KeychainMissing
	waiting := state(key(1, "a", "fresh"))
	waiting.Keychain.Waiting = true
	asking, file := locked, locked
	asking.Keychain.Waiting, file.Keychain.NeedsPassphrase = true, true
	for _, c := range []struct {
		name  string
		state api.State
		want  Item
	}{
		{"no keys", state(), Item{Title: "No keys yet"}},
		{"all fresh", state(key(1, "a", "fresh")), Item{Title: "All keys are fresh"}},
		{"one in its window", state(key(1, "a", "due")), Item{Title: "1 key is in its rotation window…", Action: Open, View: api.ViewRotation}},
		{"four of three kinds", state(key(1, "a", "overdue"), key(2, "b", "expired"), key(3, "c", "exposed"), key(4, "d", "overdue"), key(5, "e", "due")), Item{Title: "4 keys need rotating…", Action: Open, View: api.ViewRotation}},
		{"a key on the clipboard", live, Item{Title: "Clear now · clears at 20:15:04", Action: Clear}},
		{"waiting at its prompt", asking, Item{Title: "Waiting for GNOME Keyring… (click to cancel)", Action: Stop}},
		{"locked file", file, Item{Title: "The encrypted file is locked…", Action: Open, View: api.ViewUnlock}},
		{"locked", locked, Item{Title: "GNOME Keyring is locked…", Action: Open, View: api.ViewDoctor}},
		{"no keychain", missing, Item{Title: "No keychain is running…", Action: Open, View: api.ViewDoctor}},
		{"waiting for the keychain", waiting, Item{Title: "Waiting for GNOME Keyring… (click to cancel)", Action: Stop}},
	} {
		if got := Items(c.state)[0]; got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestTheMenuShowsPinnedThenLastAddedThenUrgentKeys(t *testing.T) {
	s := state(key(0, "old overdue", "overdue"), key(1, "old exposed", "exposed"), key(2, "old expired", "expired"), key(3, "old fresh", "fresh"),
		key(4, "a", "fresh"), key(5, "b", "fresh"), key(6, "c", "overdue"))
	s.Keys[3].Pinned = true
	s.TrayKeys = 4
	want := []string{
		"4 keys need rotating…", "", "old fresh", "c   (overdue)", "b", "a", "",
		"old exposed   (exposed)", "old expired   (expired)", "",
		"Find a key…", "Add a key…", "Rotation…", "", "Settings…", "Quit",
	}
	if got := titles(Items(s)); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestCopyingNeverMovesAKey(t *testing.T) {
	s := state(key(1, "a", "fresh"), key(2, "b", "fresh"))
	before := Items(s)
	s.Keys[0].CopiedAt, s.Keys[0].CopyCount = time.Now(), 9
	s.Clipboard = api.Clipboard{ID: "id-a", Key: "a", Until: time.Now()}
	after := Items(s)
	if !slices.Equal(before[1:], after[1:]) {
		t.Errorf("got  %q\nwant %q", titles(after), titles(before))
	}
}

func TestTheProviderFollowsWhereTwoNamesLookAlike(t *testing.T) {
	a, b := key(1, "chat-app", "due"), key(2, "Chat app", "fresh")
	b.Provider, b.ProviderName = "anthropic", "Anthropic"
	got := strings.Join(titles(Items(state(a, b, key(3, "chat-app-2", "fresh")))), "|")
	for _, want := range []string{"|chat-app - OpenAI   (due)|", "|Chat app - Anthropic|", "|chat-app-2|"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

func TestAKeyThatItsProviderEndsSaysWhen(t *testing.T) {
	k := key(1, "dotfiles CI", "due")
	k.EndsSoon, k.DaysLeft = true, 18
	if got := Items(state(k))[2].Title; got != "dotfiles CI   (ends in 18 d)" {
		t.Errorf("got %q", got)
	}
}

func TestTheIconTellsTheState(t *testing.T) {
	fresh, overdue, ends := state(key(1, "a", "fresh")), state(key(1, "a", "overdue")), state(key(1, "a", "fresh"))
	ends.Keys[0].EndsSoon = true
	live, locked := overdue, overdue
	live.Clipboard.ID = "id-a"
	locked.Keychain.Status = api.KeychainLocked
	for _, c := range []struct {
		state api.State
		icon  string
		tip   string
	}{
		{fresh, "normal", "Keytray"},
		{overdue, "attention", "Keytray: 1 key needs rotating"},
		{ends, "attention", "Keytray"},
		{live, "live", "Keytray: a key is on the clipboard"},
		{locked, "locked", "Keytray: 1 key needs rotating"},
	} {
		if got := Icon(c.state); got != c.icon {
			t.Errorf("icon is %s, want %s", got, c.icon)
		}
		if got := Tooltip(c.state); got != c.tip {
			t.Errorf("tooltip is %q, want %q", got, c.tip)
		}
	}
}
