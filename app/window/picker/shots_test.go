package picker

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
	"keytray/app/window/client"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// screens are the states of the picker: how to come to each, and what it says.
var screens = map[string]struct {
	open func(*rig)
	says []string
}{
	"picker": {
		func(r *rig) { r.changes(noting); r.types("op") },
		[]string{"4 of 10", "Op", "chat-app", "••••kT4Q", "203 d", "Also matches notes:", ", “Made when the doors opened for the hackathon”.", "Copy", "Clears after 30 s"},
	},
	"picker-recent": {func(*rig) {}, []string{"10 keys", "chat-app", "Obsidian notes", "Type to find a key"}},
	"picker-scrolled": {func(r *rig) {
		for range 7 {
			r.Key(fyne.KeyDown)
		}
	}, []string{"10 keys"}},
	"picker-copied": {
		func(r *rig) { r.copies("obsidian"); r.Clock.Forward(time.Second) },
		[]string{"29", "Obsidian notes copied", "Paste it now. It clears in 29 s.", "Clear now", "Del", "This window closes by itself.", "Backspace"},
	},
	"picker-once": {
		func(r *rig) {
			r.pick.copied(api.Clipboard{ID: "obsidian", Key: "Obsidian notes", Once: true, Until: windowtest.Today.Add(30 * time.Second)})
		},
		[]string{"It clears after the first paste, or in 30 s."},
	},
	"picker-cleared":   {func(r *rig) { r.copies("obsidian"); r.Key(fyne.KeyDelete); r.UntilSees("Clipboard cleared") }, []string{"Clipboard cleared"}},
	"picker-name":      {func(r *rig) { r.types("obs"); r.with(nameOfIt) }, []string{"OPENAI_API_KEY copied", "stays on the clipboard"}},
	"picker-mistyped":  {func(r *rig) { r.types("oepnia") }, []string{"No key matches “oepnia”. Did you mean OpenAI?", "Find it"}},
	"picker-nothing":   {func(r *rig) { r.types("zzzzzz") }, []string{"No key matches “zzzzzz”."}},
	"picker-wrong":     {func(r *rig) { r.types("due:x") }, []string{"After due: comes"}},
	"picker-empty":     {func(r *rig) { r.changes(func(st *api.State) { st.Keys = nil }) }, []string{"Add your first key", "Add a key"}},
	"picker-locked":    {func(r *rig) { r.changes(keyringLocked) }, []string{"Unlock to see your keys", "GNOME Keyring is locked."}},
	"picker-file":      {func(r *rig) { r.changes(fileIsLocked); r.Key(fyne.KeyReturn) }, []string{"Your keys are locked", "Unlock", "Cancel"}},
	"picker-waiting":   {func(r *rig) { r.holds(); r.Key(fyne.KeyReturn); r.Clock.Forward(client.WaitNoticed) }, []string{"Waiting for GNOME Keyring. It may be asking for your password.", "Cancel"}},
	"picker-loading":   {func(r *rig) { r.pick.ready = false; r.Clock.Forward(client.WaitNoticed) }, []string{"Waiting for Keytray."}},
	"picker-failed":    {func(r *rig) { r.refuses(); r.Key(fyne.KeyReturn); r.UntilSees("was not copied") }, []string{"Obsidian notes was not copied", "No keychain is running.", "Try again"}},
	"picker-unreached": {func(r *rig) { r.pick.Lost(&api.Error{Kind: api.NoAgent}) }, []string{"Start Keytray again", "The agent has ended."}},
	"picker-broken":    {func(r *rig) { r.pick.Lost(&api.Error{Kind: api.Failed, Text: "The list of keys is damaged."}) }, []string{"Open Doctor", "The list of keys is damaged."}},
	"picker-long": {func(r *rig) {
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
func (r *rig) copies(id string) {
	for _, k := range r.pick.state.Keys {
		if k.ID == id {
			r.pick.copied(api.Clipboard{ID: id, Key: k.Name, Until: r.Clock.At.Add(30 * time.Second)})
		}
	}
}

// holds lets what is asked from now on wait.
func (r *rig) holds() { r.Service.Set(func() { r.Service.Hold = make(chan struct{}) }) }

func (r *rig) refuses() {
	r.Service.Fail(&api.Error{Kind: api.Unavailable, Text: "No keychain is running. Keytray has nowhere safe to keep keys."})
}

func TestPickerPictures(t *testing.T) {
	dir := os.Getenv("KEYTRAY_PICTURES")
	if dir == "" {
		t.Skip("KEYTRAY_PICTURES is not set")
	}
	for variant, v := range windowtest.Variants {
		for name, s := range screens {
			r := newRig(t, pickable())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(usual)
			s.open(r)
			windowtest.WritePNG(t, filepath.Join(dir, name+"-"+variant+".png"), r.Frame.Canvas().Capture())
		}
	}
}

func TestThePickerLooksAsItDid(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(screens)) {
		for variant, v := range windowtest.Variants {
			r := newRig(t, pickable())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(usual)
			screens[name].open(r)
			r.LooksLike(name + "-" + variant)
		}
	}
}

func TestThePickerSaysWhatItShows(t *testing.T) {
	for name, s := range screens {
		for variant, v := range windowtest.Variants {
			r := newRig(t, pickable())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			s.open(r)
			r.Sees(s.says...)
			r.Readable(name + ", " + variant)
			r.ButtonsFit(name)
		}
	}
}

func TestMoreOfThePickerLooksAsItDid(t *testing.T) {
	windowtest.InGerman(t)
	for name, says := range map[string]string{"picker": "Kopieren", "picker-locked": "Entsperren"} {
		for variant, v := range windowtest.Variants {
			r := newRig(t, pickable())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			screens[name].open(r)
			r.Sees(says)
			r.Readable(name)
			r.ButtonsFit(name)
			r.TextFits(name, nil)
			r.LooksLike(name + "-de-" + variant)
		}
	}
}

// The program makes text larger by making all of it larger.
func TestTheLargePickerLooksAsItDid(t *testing.T) {
	for variant, v := range windowtest.Variants {
		r := newRig(t, pickable())
		test.ApplyTheme(t, kit.Theme{Only: &v})
		r.Frame.Canvas().(interface{ SetScale(float32) }).SetScale(2)
		r.Frame.Resize(usual)
		r.Sees("chat-app", "Type to find a key")
		r.Readable("picker-200")
		r.TextFits("picker-200", nil)
		r.LooksLike("picker-200-" + variant)
	}
}

func TestTheSearchOfThePickerHasNoFrame(t *testing.T) {
	for variant, v := range windowtest.Variants {
		r := newRig(t, pickable())
		look := windowtest.Show(t, v)
		r.Frame.Resize(usual)
		r.types("op")
		if r.Frame.Canvas().Focused() != fyne.Focusable(r.pick.view.search) {
			t.Fatal("the search has no focus")
		}
		at, size := windowtest.CornerOf(r.pick.view.search), r.pick.view.search.Size()
		picture, ground := r.Frame.Canvas().Capture(), look.Color(kit.ColorSurface, v)
		for x := at.X - 3; x <= at.X+size.Width+3; x++ {
			for _, y := range []float32{at.Y - 1, at.Y, at.Y + 1, at.Y + size.Height - 2, at.Y + size.Height - 1} {
				if !windowtest.Inked(picture, x, y, ground) {
					t.Fatalf("%s: something is drawn at %v, %v", variant, x, y)
				}
			}
		}
	}
}
