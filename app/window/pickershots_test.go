package window

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// pickerScreens are the states of the picker: how to come to each, and what it says.
var pickerScreens = map[string]struct {
	open func(*pickRig)
	says []string
}{
	"picker": {
		func(r *pickRig) { r.changes(noting); r.types("op") },
		[]string{"4 of 10", "Op", "chat-app", "••••kT4Q", "203 d", "Also matches notes:", ", “Made when the doors opened for the hackathon”.", "Copy", "Clears after 30 s"},
	},
	"picker-recent": {func(*pickRig) {}, []string{"10 keys", "chat-app", "Obsidian notes", "Type to find a key"}},
	"picker-scrolled": {func(r *pickRig) {
		for range 7 {
			r.key(fyne.KeyDown)
		}
	}, []string{"10 keys"}},
	"picker-copied": {
		func(r *pickRig) { r.copies("obsidian"); r.clock.forward(time.Second) },
		[]string{"29", "Obsidian notes copied", "Paste it now. It clears in 29 s.", "Clear now", "Del", "This window closes by itself.", "Backspace"},
	},
	"picker-once": {
		func(r *pickRig) {
			r.pick.copied(api.Clipboard{ID: "obsidian", Key: "Obsidian notes", Once: true, Until: today.Add(30 * time.Second)})
		},
		[]string{"It clears after the first paste, or in 30 s."},
	},
	"picker-cleared":   {func(r *pickRig) { r.copies("obsidian"); r.key(fyne.KeyDelete); r.untilSees("Clipboard cleared") }, []string{"Clipboard cleared"}},
	"picker-name":      {func(r *pickRig) { r.types("obs"); r.with(nameOfIt) }, []string{"OPENAI_API_KEY copied", "stays on the clipboard"}},
	"picker-mistyped":  {func(r *pickRig) { r.types("oepnia") }, []string{"No key matches “oepnia”. Did you mean OpenAI?", "Find it"}},
	"picker-nothing":   {func(r *pickRig) { r.types("zzzzzz") }, []string{"No key matches “zzzzzz”."}},
	"picker-wrong":     {func(r *pickRig) { r.types("due:x") }, []string{"After due: comes"}},
	"picker-empty":     {func(r *pickRig) { r.changes(func(st *api.State) { st.Keys = nil }) }, []string{"Add your first key", "Add a key"}},
	"picker-locked":    {func(r *pickRig) { r.changes(keyringLocked) }, []string{"Unlock to see your keys", "GNOME Keyring is locked."}},
	"picker-file":      {func(r *pickRig) { r.changes(fileIsLocked); r.key(fyne.KeyReturn) }, []string{"Your keys are locked", "Unlock", "Cancel"}},
	"picker-waiting":   {func(r *pickRig) { r.holds(); r.key(fyne.KeyReturn); r.clock.forward(waitNoticed) }, []string{"Waiting for GNOME Keyring. It may be asking for your password.", "Cancel"}},
	"picker-loading":   {func(r *pickRig) { r.pick.ready = false; r.clock.forward(waitNoticed) }, []string{"Waiting for Keytray."}},
	"picker-failed":    {func(r *pickRig) { r.refuses(); r.key(fyne.KeyReturn); r.untilSees("was not copied") }, []string{"Obsidian notes was not copied", "No keychain is running.", "Try again"}},
	"picker-unreached": {func(r *pickRig) { r.pick.Lost(&api.Error{Kind: api.NoAgent}) }, []string{"Start Keytray again", "The agent has ended."}},
	"picker-broken":    {func(r *pickRig) { r.pick.Lost(&api.Error{Kind: api.Failed, Text: "The list of keys is damaged."}) }, []string{"Open Doctor", "The list of keys is damaged."}},
	"picker-long": {func(r *pickRig) {
		r.changes(func(st *api.State) {
			st.Keys = slices.Clone(st.Keys)
			st.Keys[3].Name = "a name of sixty characters is quite long but it is not refused"
			st.Keys[3].Account = st.Keys[3].Name
			st.Keys[8].Account = st.Keys[3].Name
		})
	}, []string{"a name of sixty"}},
}

func noting(st *api.State) {
	st.Keys = slices.Clone(st.Keys)
	st.Keys[2].Provider, st.Keys[2].ProviderName = "openrouter", "OpenRouter"
	st.Keys[6].Notes = "Made when the doors opened for the hackathon."
}

func keyringLocked(st *api.State) { st.Keychain.Status = api.KeychainLocked }

func fileIsLocked(st *api.State) {
	st.Keychain = api.Keychain{Name: "the encrypted file", Status: api.KeychainLocked, Store: api.StoreFile, File: true, FileLocked: true, NeedsPassphrase: true}
}

// copies copies a key, as the service answers it.
func (r *pickRig) copies(id string) {
	for _, k := range r.pick.state.Keys {
		if k.ID == id {
			r.pick.copied(api.Clipboard{ID: id, Key: k.Name, Until: r.clock.now.Add(30 * time.Second)})
		}
	}
}

// holds lets what is asked from now on wait.
func (r *pickRig) holds() { r.svc.set(func() { r.svc.hold = make(chan struct{}) }) }

func (r *pickRig) refuses() {
	r.svc.fail(&api.Error{Kind: api.Unavailable, Text: "No keychain is running. Keytray has nowhere safe to keep keys."})
}

func TestPickerPictures(t *testing.T) {
	dir := os.Getenv("KEYTRAY_PICTURES")
	if dir == "" {
		t.Skip("KEYTRAY_PICTURES is not set")
	}
	for variant, v := range variants {
		for name, s := range pickerScreens {
			r := newPickRig(t, pickable())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.frame.Resize(pickerSize)
			s.open(r)
			writePNG(t, filepath.Join(dir, name+"-"+variant+".png"), r.frame.Canvas().Capture())
		}
	}
}

func TestThePickerLooksAsItDid(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(pickerScreens)) {
		for variant, v := range variants {
			r := newPickRig(t, pickable())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.frame.Resize(pickerSize)
			pickerScreens[name].open(r)
			r.looksLike(name + "-" + variant)
		}
	}
}

func TestThePickerSaysWhatItShows(t *testing.T) {
	for name, s := range pickerScreens {
		for variant, v := range variants {
			r := newPickRig(t, pickable())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			s.open(r)
			r.sees(s.says...)
			r.readable(name + ", " + variant)
			r.buttonsFit(name)
		}
	}
}
