package window

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// entryPages are the pages with fields that show what is in them, and how many of those
// there are at least.
var entryPages = map[string]struct {
	least int
	open  func(*rig)
}{
	"keys":      {1, func(*rig) {}},
	"used by":   {2, func(r *rig) { r.win.keys.list.open("obsidian"); r.Press("Add a place") }},
	"edit":      {8, func(r *rig) { r.win.openEdit("obsidian") }},
	"settings":  {1, func(r *rig) { r.win.Open(api.View{Name: api.ViewSettings}) }},
	"a setting": {2, func(r *rig) { r.settingsWith("of.a.newer.version") }},
	"leaked":    {1, func(r *rig) { r.win.Open(api.View{Name: api.ViewLeaked}) }},
	"setup 1":   {1, func(r *rig) { r.setup() }},
	"provider":  {4, func(r *rig) { r.own() }},
	"account": {1, func(r *rig) {
		r.withCheck(&provider.Verify{URL: "https://api.acme.com/v1", AccountLabel: "Account SID"})
	}},
	"setup 4":   {8, func(r *rig) { _, p := r.naming(); p.openMore() }},
	"new value": {1, func(r *rig) { r.pastesNew() }},
	"places":    {1, func(r *rig) { r.rotatingAt(api.StepPlaces).places.openAdd() }},
	"calendar":  {1, func(r *rig) { r.win.Open(api.View{Name: api.ViewRotation}); r.overview().saveCalendar() }},
}

// settingsWith opens the settings with one that the window does not know.
func (r *rig) settingsWith(key string) {
	r.change(func(st *api.State) { st.Settings = []api.Setting{{Key: key, Value: "as it is"}} })
	r.win.Open(api.View{Name: api.ViewSettings})
}

// entries are the fields in sight that show what is in them.
func (r *rig) entries() (all []fyne.CanvasObject) {
	for _, o := range r.Roots() {
		windowtest.Walk(o, func(o fyne.CanvasObject, visible bool) {
			switch o.(type) {
			case *kit.ValueField:
			case interface{ SelectedText() string }:
				if visible {
					all = append(all, o)
				}
			}
		})
	}
	return all
}

// Wherever a key is pasted, it does not stand there in clear.
func TestNoFieldShowsAKeyThatIsPastedIntoIt(t *testing.T) {
	for name, p := range entryPages {
		for i, n := 0, 1; i < n; i++ {
			r := newRig(t, someState())
			p.open(r)
			all := r.entries()
			if n = len(all); n < p.least {
				t.Errorf("%s: only %d fields", name, n)
			}
			if n == 0 {
				break
			}
			key := madeUp("anthropic", "")
			clip := test.NewClipboard()
			clip.SetContent(key)
			all[i].(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
			r.shows(fmt.Sprintf("%s, field %d of %d, %T", name, i+1, n, all[i]), key)
		}
	}
}

// shows fails the test if a value is in clear anywhere.
func (r *rig) shows(where, value string) {
	r.Helper()
	if all := r.everything(); strings.Contains(all, value[:20]) || strings.Contains(all, value[len(value)-10:]) {
		r.Errorf("%s: the key is in the window", where)
	}
}

// A key that came into a search some other way is not left there, nor said again.
func TestASearchDoesNotSayAKeyAgain(t *testing.T) {
	for name, open := range map[string]func(*rig) *kit.Entry{
		"settings": func(r *rig) *kit.Entry {
			r.settingsWith("tray.keys")
			return r.win.page.(*settingsPage).search
		},
		"leaked": func(r *rig) *kit.Entry {
			r.win.Open(api.View{Name: api.ViewLeaked})
			return r.win.page.(*leakedChoice).search
		},
	} {
		r := newRig(t, someState())
		field, key := open(r), madeUp("openai", "project")
		field.SetText(key)
		if r.shows(name, key); field.Text != "" {
			t.Errorf("%s: %d characters are left in the search", name, len(field.Text))
		}
		field.SetText(filler(40)) // may be one
		if seen := r.Seen(); strings.Contains(seen, "“"+filler(5)) {
			t.Errorf("%s: it is said again: %s", name, seen)
		}
	}
}

// What a setting is called is found, whatever it looks like.
func TestTheNameOfASettingIsPastedIntoTheSearch(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Settings = someSettings() })
	r.win.Open(api.View{Name: api.ViewSettings})
	clip := test.NewClipboard()
	clip.SetContent(settingOnLock)
	r.win.page.(*settingsPage).search.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	r.Sees("Clear when I lock the screen")
}
