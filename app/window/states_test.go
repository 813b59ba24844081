package window

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// windowStates are the states of the window itself, each with a sentence that it shows.
// Those before the first state have none of the keys.
var windowStates = map[string]struct {
	before bool
	do     func(*rig)
	says   string
}{
	"loading": {true, func(r *rig) { r.Clock.Forward(time.Second) }, "Waiting for the agent."},
	"no-agent": {true, func(r *rig) {
		r.Service.Fail(errors.New("The program is gone. Install Keytray again."))
		r.win.Lost(crashed)
		r.UntilSees("The program is gone.")
	}, "There is nothing to show"},
	"broken": {true, func(r *rig) {
		r.win.Broken(api.State{Broken: "The list of keys is damaged. Nothing was changed."})
	}, "The list of keys is damaged."},
	"ended":   {false, func(r *rig) { r.win.Lost(&api.Error{Kind: api.Ended, Text: "Keytray was quit."}) }, "Keytray was quit."},
	"restart": {false, func(r *rig) { r.win.Lost(crashed) }, "It is being started again."},
	"waiting": {false, func(r *rig) {
		r.change(func(st *api.State) { st.Keychain.Waiting = true })
		r.Clock.Forward(waitTired)
	}, "Waiting for GNOME Keyring."},
	"locked":        {false, keychainIs(api.KeychainLocked), "GNOME Keyring is locked."},
	"no-keychain":   {false, keychainIs(api.KeychainMissing), "No keychain is running."},
	"no-collection": {false, keychainIs(api.KeychainNoCollection), "Your keyring has no default collection yet."},
	"silent":        {false, keychainIs(api.KeychainSilent), "GNOME Keyring does not answer."},
	"help":          {false, func(r *rig) { r.win.help() }, "On this page"},
}

func keychainIs(status string) func(*rig) {
	return func(r *rig) {
		r.change(func(st *api.State) { st.Keychain.Status, st.Keychain.CanMake = status, true })
	}
}

// inState is a window in one of them.
func inState(t *testing.T, name string, variant fyne.ThemeVariant, size fyne.Size) *rig {
	t.Helper()
	s := windowStates[name]
	r := emptyRig(t)
	test.ApplyTheme(t, kit.Theme{Only: &variant})
	r.Frame.Resize(size)
	if !s.before {
		r.win.Render(someState())
	}
	s.do(r)
	return r
}

func TestEveryStateOfTheWindowIsSaidAndReadable(t *testing.T) {
	for name, s := range windowStates {
		for variant, v := range windowtest.Variants {
			for _, size := range []fyne.Size{usual, minimum} {
				r := inState(t, name, v, size)
				r.Sees(s.says)
				r.Readable(name + " " + variant)
				r.ButtonsFit(name)
				r.textFits(name)
			}
		}
	}
}

// TestTheStatesOfTheWindowLookAsTheyDid compares pictures pixel by pixel.
func TestTheStatesOfTheWindowLookAsTheyDid(t *testing.T) {
	for name := range windowStates {
		for variant, v := range windowtest.Variants {
			inState(t, name, v, usual).LooksLike("window-" + name + "-" + variant)
		}
	}
	for _, name := range []string{"loading", "no-agent", "locked", "no-keychain"} {
		for variant, v := range windowtest.Variants {
			inState(t, name, v, minimum).LooksLike("window-" + name + "-400-" + variant)
		}
	}
}

// TestWindowPictures draws the states into the folder that KEYTRAY_PICTURES names.
func TestWindowPictures(t *testing.T) {
	dir := os.Getenv("KEYTRAY_PICTURES")
	if dir == "" {
		t.Skip("KEYTRAY_PICTURES is not set")
	}
	for name := range windowStates {
		for variant, v := range windowtest.Variants {
			for suffix, size := range map[string]fyne.Size{"": usual, "-400": minimum} {
				r := inState(t, name, v, size)
				windowtest.WritePNG(t, filepath.Join(dir, "window-"+name+suffix+"-"+variant+".png"), r.Frame.Canvas().Capture())
			}
		}
	}
}
