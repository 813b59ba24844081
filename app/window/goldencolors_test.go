package window

import (
	"testing"

	"keytray/app/window/windowtest"
)

func TestFewColorsLookTheSame(t *testing.T) {
	r := newRig(t, someState())
	picture := windowtest.Right(r.Frame.Canvas().Capture(), 0)
	if part := windowtest.Differing(picture, windowtest.FewColors(picture)); part > 0.0001 {
		t.Errorf("%.3f %% of the pixels differ", part*100)
	}
}
