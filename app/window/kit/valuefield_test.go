package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A line end comes along when a passphrase is copied from a file: it is none of it, and
// the field stays one of one line.
func TestAPastedPassphraseHasNoLineEnd(t *testing.T) {
	test.NewTempApp(t)
	for _, end := range []string{"", "\n", "\r\n"} {
		f := NewValueField()
		clip := test.NewClipboard()
		clip.SetContent("two words" + end)
		f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
		s := f.Take()
		if got := string(s.Reveal()); got != "two words" || f.MultiLine || f.Text != "" {
			t.Errorf("with %q at its end it is %q, on several lines: %v, and %d characters stay", end, got, f.MultiLine, len(f.Text))
		}
		s.Wipe()
	}
}
