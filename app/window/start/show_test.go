package start

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
)

// opening is a window that panics when it is shown.
type opening struct {
	fyne.Window
	before func()
}

func (w opening) Show() {
	w.before()
	panic(errors.New("no display"))
}

func TestADriverThatPanicsHasNoDisplay(t *testing.T) {
	begun := false
	if err := show(opening{before: func() {}}, &begun); err == nil {
		t.Error("it says nothing")
	}
}

// A fault of ours would be taken for a missing display otherwise.
func TestAPanicOfOurOwnIsNoMissingDisplay(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("nobody hears of the panic")
		}
	}()
	begun := false
	_ = show(opening{before: func() { begun = true }}, &begun)
}
