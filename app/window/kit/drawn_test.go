package kit

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/secret"
)

// Fyne lays out anew whatever has new parts: an open window would be painted for ever.
func TestTheSameLayoutKeepsItsParts(t *testing.T) {
	test.NewTempApp(t)
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	scale := Scale{Phase: "due", Created: day, Due: day.AddDate(0, 3, 0), Over: day.AddDate(0, 6, 0), end: day.AddDate(0, 9, 0), Today: day.AddDate(0, 4, 0)}
	small, big, shown := NewSmallBar(), NewBigBar(), NewClearText()
	small.Set(scale, "")
	big.Set(scale)
	shown.Set(secret.New([]byte("made up")))
	for name, w := range map[string]fyne.Widget{"small bar": small, "big bar": big, "value": shown, "example": NewLifeLine().(*fyne.Container).Objects[1].(*fyne.Container).Objects[0].(*fyne.Container).Objects[1].(fyne.Widget)} {
		r := test.WidgetRenderer(w)
		size := fyne.NewSize(300, 100)
		w.Resize(size)
		before := slices.Clone(r.Objects())
		r.Layout(size)
		if len(before) == 0 || !slices.Equal(before, r.Objects()) {
			t.Errorf("the %s has other parts after the same layout", name)
		}
		w.Resize(size.AddWidthHeight(50, 0))
		if slices.Equal(before, r.Objects()) {
			t.Errorf("the %s does not follow its width", name)
		}
	}
}
