package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// welcomed is a window without keys.
func welcomed(t *testing.T) *rig {
	st := someState()
	st.Keys = nil
	return newRig(t, st)
}

func TestTheWelcomeSaysWhatAKeyIs(t *testing.T) {
	r := welcomed(t)
	r.Sees("Your API keys, one click away", "An API key is a password that lets an app use a service in your name.", "What the app uses is billed to you.",
		"Keytray keeps them in GNOME Keyring", "Every key gets a life line", "Example", "Day 86", "3 months", "We remind you", "6 months", "Rotate by then",
		"Add your first key", "Copied a key already? Press "+kit.PasteKey()+" anywhere in this window.")
	r.Misses("!", "Import")
}

func TestEnterOnTheWelcomeStartsTheSetup(t *testing.T) {
	r := welcomed(t)
	if r.Focused() != fyne.Focusable(r.win.keys.welcome.add) {
		t.Fatalf("%T has the focus", r.Focused())
	}
	r.Key(fyne.KeyReturn)
	r.Sees(wordsWho)
	r.Key(fyne.KeyEscape)
	r.Sees("Add your first key")
	if r.Focused() != fyne.Focusable(r.win.keys.welcome.add) {
		t.Error("back on the welcome its button does not have the focus")
	}
}

func TestTheButtonOfTheWelcomeIsAlwaysInSight(t *testing.T) {
	for name, look := range map[string]fyne.Theme{"usual": kit.Theme{}, "larger": windowtest.Larger{}} {
		r := welcomed(t)
		test.ApplyTheme(t, look)
		for _, size := range []fyne.Size{usual, setupSize, {Width: 400, Height: 640}, minimum} {
			r.Frame.Resize(size)
			add := r.win.keys.welcome.add
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(add)
			if at.Y < 0 || at.Y+add.Size().Height > size.Height-28 {
				t.Errorf("%s text, %v: the button is at %v", name, size, at)
			}
			r.textFits(name)
			r.Readable(name)
		}
	}
}

func TestTheExampleGoesWhereThereIsNoRoom(t *testing.T) {
	r := welcomed(t)
	r.Frame.Resize(minimum)
	r.Misses("Every key gets a life line")
	r.Frame.Resize(usual)
	r.Sees("Every key gets a life line")
}

func TestATileIsDrawnAsTheCatalogueSays(t *testing.T) {
	r := newRig(t, someState())
	for _, c := range []struct{ id, name, letters string }{
		{"openai", "OpenAI", "OA"}, {"huggingface", "Hugging Face", "HF"}, {"nobody", "Acme Cloud", "AC"}, {"other", "chat-app", "ch"},
	} {
		tile := kit.NewTile(32)
		tile.Set(c.id, c.name)
		want := kit.TileColor(c.name)
		if p, known := r.win.catalogue().ByID(c.id); known && p.Monogram != "" {
			want = kit.Rgb(kit.Tiles[p.Color])
		}
		if tile.Letters.Text != c.letters || tile.Ground.FillColor != want {
			t.Errorf("%s: %q on %v", c.id, tile.Letters.Text, tile.Ground.FillColor)
		}
	}
}

func TestEveryProviderHasATileColour(t *testing.T) {
	r := newRig(t, api.State{})
	for _, p := range r.win.catalogue().All() {
		if p.Color < 0 || p.Color >= len(kit.Tiles) {
			t.Errorf("%s: colour %d", p.ID, p.Color)
		}
	}
}
