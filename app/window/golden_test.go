package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// goldens are the pictures that are compared with those in testdata.
var goldens = map[string]fyne.Size{
	"setup-1": setupSize, "setup-2": setupSize, "setup-2-lost": setupSize, "setup-own-wrong": setupSize, "setup-welcome": usual,
}

// TestTheSetupLooksAsItDid compares pictures pixel by pixel. With KEYTRAY_GOLDEN set
// it draws them anew: look at them, then keep them.
func TestTheSetupLooksAsItDid(t *testing.T) {
	for name, size := range goldens {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(size)
			setupPages[name](r)
			r.LooksLike(name + "-" + variant)
		}
	}
}
