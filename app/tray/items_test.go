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
		"Open Keytray", "Find a key…", "Add a key…", "Rotation…", "A key leaked…", "", "Settings…", "Quit",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// With fresh keys alone the first line does nothing.
func TestTheWindowOpensFromEveryMenu(t *testing.T) {
	locked := state()
	locked.Keychain.Status = api.KeychainLocked
	for name, s := range map[string]api.State{"no keys": state(), "all fresh": state(key(1, "a", "fresh")), "locked": locked} {
		if !slices.Contains(Items(s), Item{Title: "Open Keytray", Action: Open, View: api.ViewKeys}) {
			t.Errorf("%s: nothing opens the window: %q", name, titles(Items(s)))
		}
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
		"Open Keytray", "Find a key…", "Add a key…", "Rotation…", "A key leaked…", "", "Settings…", "Quit",
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

// rotating makes a key with a rotation under way, of which the third step is next.
func rotating(n int, name, phase string) api.Key {
	k := key(n, name, phase)
	k.Case = &api.Case{Step: api.StepPlaces, Number: 3, Of: 5, Stored: true}
	return k
}

func withLeak(k api.Key) api.Key {
	k.Case.Leaked = &api.Exposure{At: added}
	return k
}

func ending(k api.Key) api.Key {
	k.EndsSoon, k.DaysLeft = true, 18
	return k
}

func TestOfAllThatCanBeSaidOfAKeyTheMostUrgentIs(t *testing.T) {
	for want, k := range map[string]api.Key{
		"a   (exposed)":                 withLeak(rotating(1, "a", "exposed")),
		"a   (expired)":                 withLeak(rotating(1, "a", "expired")),
		"a   (leaked, step 3 of 5)":     ending(withLeak(rotating(1, "a", "overdue"))),
		"a   (overdue)":                 ending(rotating(1, "a", "overdue")),
		"a   (ends in 18 d)":            ending(rotating(1, "a", "due")),
		"a   (rotating, step 3 of 5)":   rotating(1, "a", "due"),
		"a_b   (rotating, step 3 of 5)": rotating(1, "a_b", "fresh"),
		"a   (due)":                     key(1, "a", "due"),
		"a":                             key(1, "a", "fresh"),
	} {
		if got := Items(state(k))[2].Title; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTheStateLineCountsRotationsToFinishWhenNothingNeedsRotating(t *testing.T) {
	for _, c := range []struct {
		name  string
		state api.State
		want  Item
	}{
		{"one", state(key(1, "a", "due"), rotating(2, "b", "fresh")), Item{Title: "1 rotation to finish…", Action: Open, View: api.ViewRotate, Key: "id-b"}},
		{"two", state(rotating(1, "a", "fresh"), rotating(2, "b", "due")), Item{Title: "2 rotations to finish…", Action: Open, View: api.ViewRotation}},
		{"one after a leak", state(rotating(1, "a", "fresh"), withLeak(rotating(2, "b", "fresh"))), Item{Title: "1 key needs rotating…", Action: Open, View: api.ViewRotation}},
		{"something is worse", state(rotating(1, "a", "fresh"), key(2, "b", "overdue")), Item{Title: "1 key needs rotating…", Action: Open, View: api.ViewRotation}},
	} {
		if got := Items(c.state)[0]; got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestAKeyLeakedIsBelowRotation(t *testing.T) {
	items := Items(state())
	i := slices.IndexFunc(items, func(i Item) bool { return i.Title == "Rotation…" })
	if want := (Item{Title: "A key leaked…", Action: Open, View: api.ViewLeaked}); items[i+1] != want {
		t.Errorf("got %+v", items[i+1])
	}
}

func TestAnUnfinishedRotationThatTheMenuWouldNotShowFollows(t *testing.T) {
	s := state(rotating(1, "unfinished", "fresh"), withLeak(rotating(2, "not dead", "fresh")), key(3, "overdue", "overdue"), key(4, "a", "fresh"))
	s.TrayKeys = 1
	want := []string{"a", "", "not dead   (leaked, step 3 of 5)", "overdue   (overdue)", ""}
	if got := titles(Items(s))[2:7]; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	s.Keys = slices.Delete(s.Keys, 2, 3)
	want = []string{"a", "", "not dead   (leaked, step 3 of 5)", "unfinished   (rotating, step 3 of 5)", ""}
	if got := titles(Items(s))[2:7]; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestAStepOnMovesNoKey(t *testing.T) {
	s := state(rotating(1, "a", "fresh"), key(2, "b", "fresh"), key(3, "c", "fresh"))
	before := Items(s)
	s.Keys[0].Case.Number, s.Keys[0].Case.Step = 4, api.StepRevoke
	after := Items(s)
	if !slices.EqualFunc(before, after, func(a, b Item) bool { return a.Action == b.Action && a.Key == b.Key && a.View == b.View }) {
		t.Errorf("got  %q\nwant %q", titles(after), titles(before))
	}
}

func TestTheIconTellsTheState(t *testing.T) {
	fresh, overdue, ends := state(key(1, "a", "fresh")), state(key(1, "a", "overdue")), state(key(1, "a", "fresh"))
	ends.Keys[0].EndsSoon = true
	begun, notDead := state(rotating(1, "a", "fresh")), state(withLeak(rotating(1, "a", "fresh")))
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
		{begun, "normal", "Keytray: 1 rotation to finish"},
		{notDead, "attention", "Keytray: 1 key needs rotating"},
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
