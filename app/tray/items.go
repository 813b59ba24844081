// Package tray is the menu behind the tray icon: a pure function of the state
// (Items), and a thin adapter that shows it (Run).
package tray

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"keytray/app/api"
	"keytray/app/text"
)

// Action is what a click does.
type Action string

// Actions.
const (
	None  Action = ""
	Copy  Action = "copy"  // Item.Key
	Clear Action = "clear" // the clipboard
	Stop  Action = "stop"  // waiting for the keychain
	Open  Action = "open"  // Item.View
	Quit  Action = "quit"
)

// Item is one line of the menu; one without title is a separator.
type Item struct {
	Title  string
	Action Action
	Key    string // its ID, for Copy; for Open the one to show, if one is meant
	View   string // for Open
}

// mostUrgent is how many keys that need the person follow those the menu shows anyway.
const mostUrgent = 2

// Items is the menu. Its order changes only when keys are added, removed,
// pinned or renamed or come to need rotating: hands remember where a key is.
func Items(s api.State) []Item {
	items := []Item{first(s), {}}
	shown, urgent := pick(s)
	for _, k := range shown {
		items = append(items, Item{Title: title(k, s.Keys), Action: Copy, Key: k.ID})
	}
	if len(urgent) > 0 {
		items = append(items, Item{})
		for _, k := range urgent {
			items = append(items, Item{Title: title(k, s.Keys), Action: Copy, Key: k.ID})
		}
	}
	if len(shown) > 0 {
		items = append(items, Item{})
	}
	return append(items,
		Item{Title: text.T("Open Keytray"), Action: Open, View: api.ViewKeys},
		Item{Title: text.T("Find a key…"), Action: Open, View: api.ViewPick},
		Item{Title: text.T("Add a key…"), Action: Open, View: api.ViewAdd},
		Item{Title: text.T("Rotation…"), Action: Open, View: api.ViewRotation},
		Item{Title: text.T("A key leaked…"), Action: Open, View: api.ViewLeaked},
		Item{},
		Item{Title: text.T("Settings…"), Action: Open, View: api.ViewSettings},
		Item{Title: text.T("Quit"), Action: Quit},
	)
}

// Broken is the menu while the state cannot be read.
func Broken() []Item {
	return []Item{
		{Title: text.T("The list of keys cannot be read…"), Action: Open, View: api.ViewDoctor},
		{},
		{Title: text.T("Quit"), Action: Quit},
	}
}

// first is the state line. It never starts with a key's name.
func first(s api.State) Item {
	if s.Clipboard.Live() {
		return Item{Title: text.T("Clear now · clears at %s", text.Clock(s.Clipboard.Until)), Action: Clear}
	}
	if s.Keychain.Waiting {
		return Item{Title: text.T("Waiting for %s… (click to cancel)", cmp.Or(s.Keychain.Name, text.C("waiting for", "the keychain"))), Action: Stop}
	}
	if s.Keychain.NeedsPassphrase {
		return Item{Title: text.T("The encrypted file is locked…"), Action: Open, View: api.ViewUnlock}
	}
	switch s.Keychain.Status {
	case api.KeychainLocked:
		return Item{Title: text.T("%s is locked…", s.Keychain.Name), Action: Open, View: api.ViewDoctor}
	case api.KeychainMissing, api.KeychainNoCollection:
		return Item{Title: text.T("No keychain is running…"), Action: Open, View: api.ViewDoctor}
	}
	if n := needRotating(s); n > 0 {
		return Item{Title: text.NeedRotating(n) + "…", Action: Open, View: api.ViewRotation}
	}
	if under := underway(s); len(under) > 0 {
		return toFinish(under)
	}
	if len(s.Keys) == 0 {
		return Item{Title: text.T("No keys yet")}
	}
	if n := count(s, api.Key.InWindow); n > 0 {
		return Item{Title: text.InWindow(n) + "…", Action: Open, View: api.ViewRotation}
	}
	return Item{Title: text.NeedRotating(0)}
}

// toFinish says that there are rotations to go on with. A single one is opened
// where it stands.
func toFinish(under []api.Key) Item {
	i := Item{Title: text.RotationsToFinish(len(under)) + "…", Action: Open, View: api.ViewRotation}
	if len(under) == 1 {
		i.View, i.Key = api.ViewRotate, under[0].ID
	}
	return i
}

// underway are the keys with a rotation that is not finished.
func underway(s api.State) (all []api.Key) {
	for _, k := range s.Keys {
		if k.Case != nil {
			all = append(all, k)
		}
	}
	return all
}

func needRotating(s api.State) int {
	return count(s, api.Key.NeedsRotating)
}

func count(s api.State, is func(api.Key) bool) int {
	n := 0
	for _, k := range s.Keys {
		if is(k) {
			n++
		}
	}
	return n
}

// pick chooses the keys: pinned ones, then the last added, s.TrayKeys in all;
// after them the first few of the others that need the person.
func pick(s api.State) (shown, urgent []api.Key) {
	keys := slices.Clone(s.Keys)
	slices.SortStableFunc(keys, func(a, b api.Key) int {
		if a.Pinned != b.Pinned {
			if a.Pinned {
				return -1
			}
			return 1
		}
		return b.AddedAt.Compare(a.AddedAt)
	})
	n := min(max(s.TrayKeys, 1), len(keys))
	for _, k := range keys[n:] {
		if standingOf(k) <= unfinished {
			urgent = append(urgent, k)
		}
	}
	slices.SortStableFunc(urgent, func(a, b api.Key) int { return int(standingOf(a) - standingOf(b)) })
	return keys[:n], urgent[:min(len(urgent), mostUrgent)]
}

// title starts with the key's name; the provider follows only where two names
// look alike.
func title(k api.Key, all []api.Key) string {
	t := k.Name
	for _, other := range all {
		if other.ID != k.ID && alike(other.Name, k.Name) {
			t += " - " + k.ProviderName
			break
		}
	}
	if said := said(k); said != "" {
		t += "   (" + said + ")"
	}
	return t
}

// alike compares names as a hasty eye does: letters and digits only.
func alike(a, b string) bool {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, s)
	}
	return letters(a) == letters(b)
}

// Icon names the picture for a state: live, locked, attention or normal, the
// first that fits.
func Icon(s api.State) string {
	endsSoon := func(k api.Key) bool { return k.EndsSoon }
	switch {
	case s.Clipboard.Live():
		return "live"
	case s.Keychain.Status == api.KeychainLocked:
		return "locked"
	case needRotating(s) > 0 || slices.ContainsFunc(s.Keys, endsSoon):
		return "attention"
	}
	return "normal"
}

// Tooltip is what the icon says when pointed at.
func Tooltip(s api.State) string {
	if s.Clipboard.Live() {
		return text.T("Keytray: a key is on the clipboard")
	}
	if n := needRotating(s); n > 0 {
		return "Keytray: " + text.NeedRotating(n)
	}
	if n := len(underway(s)); n > 0 {
		return "Keytray: " + text.RotationsToFinish(n)
	}
	return "Keytray"
}
