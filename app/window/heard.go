package window

import (
	"fyne.io/fyne/v2"

	"keytray/app/window/kit"
)

// chosenRow is what is heard of the chosen row of a list: arrow keys choose while the focus
// is in the field above it.
func chosenRow(l *kit.Rows) string {
	if row, is := l.Chosen().(fyne.Accessible); is {
		return row.AccessibilityLabel()
	}
	return ""
}

// happened is what became of a copy, which no text in sight may say. Times do not run in it:
// each second would be read out.
func (w *Window) happened() string {
	if c := w.copyOf(w.state.Clipboard.ID); c.live {
		return wordsClearsAt(c)
	}
	return w.copy.said
}
