package picker

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/api"
	"keytray/app/window/windowtest"
)

func TestAPickerRowThatBecameAnotherIsNotCopied(t *testing.T) {
	r := newRig(t, pickable())
	row := r.pick.view.list.rows[2]
	row.MouseDown(nil)
	r.changes(func(st *api.State) {
		st.Keys = slices.Clone(st.Keys)
		st.Keys[5].CopiedAt = windowtest.Today
	})
	row.MouseUp(nil)
	row.Tapped(nil)
	if r.pick.call != nil {
		t.Errorf("a click copies %s, which was not there when the button went down", row.name.Text())
	}
	row.MouseDown(nil)
	row.Tapped(nil)
	r.UntilAsked("copy " + row.of)
}

func TestTheCopyFollowsThePassphraseThoughTheStateIsFirst(t *testing.T) {
	st := pickable()
	st.Keychain = api.Keychain{Store: api.StoreFile, Status: api.KeychainOK}
	r := newRig(t, st)
	r.Service.Fail(&api.Error{Kind: api.Locked, Text: "It is locked."})
	r.types("whi")
	r.Key(fyne.KeyReturn)
	r.Until("it asks", func() bool { return r.pick.form != nil })
	r.changes(func(st *api.State) { st.Keychain.Status, st.Keychain.NeedsPassphrase = api.KeychainLocked, true })
	r.Service.Fail(nil)
	r.types("a passphrase")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy whisper", "unlock")
	r.changes(func(st *api.State) { st.Keychain.Status, st.Keychain.NeedsPassphrase = api.KeychainOK, false })
	r.UntilAsked("copy whisper", "unlock", "copy whisper")
}

func TestEnterCopiesNoOtherKeyThanTheChosenOneInThePicker(t *testing.T) {
	r := newRig(t, pickable())
	r.Key(fyne.KeyDown)
	r.Key(fyne.KeyDown)
	was := r.pick.chosenKey().ID
	r.changes(func(st *api.State) {
		st.Keys = slices.DeleteFunc(slices.Clone(st.Keys), func(k api.Key) bool { return k.ID == was })
	})
	r.changes(func(*api.State) {})
	r.Key(fyne.KeyReturn)
	if got := r.pick.chosenKey().ID; got != "" || r.pick.call != nil {
		t.Errorf("%s is gone, and %q is chosen", was, got)
	}
	r.Key(fyne.KeyDown)
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy obsidian")
}

func TestAChoiceOutOfSightComesIntoSightFirst(t *testing.T) {
	r := newRig(t, pickable())
	l := r.pick.view.list
	for range 5 {
		l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -100)})
	}
	r.Misses("Obsidian notes")
	r.changes(func(*api.State) {})
	r.Misses("Obsidian notes")
	r.Key(fyne.KeyReturn)
	r.Sees("Obsidian notes")
	if r.pick.call != nil {
		t.Error("what nobody has seen is copied")
	}
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy obsidian")
}

func TestAKeyIsNotShownInThePicker(t *testing.T) {
	r := newRig(t, pickable())
	key := windowtest.MadeUp("openai", "project")
	r.pastes(key)
	if strings.Contains(r.Seen(), key) || r.pick.view.search.Text != "" {
		t.Error("it is in sight")
	}
	r.Sees("That looks like a key. Paste it in the window to set it up.")
	r.TextFits("the note", nil)
	r.pastes("whi")
	r.lists("whisper-cli")
}

func TestACopiedNameOutlivesASecondLook(t *testing.T) {
	r := openRig(t, pickable(), time.Minute)
	r.pick.Render(pickable())
	r.types("obs")
	r.with(nameOfIt)
	r.Clock.Forward(copiedStays)
	r.changes(func(st *api.State) { st.Picks++ })
	r.Key(fyne.KeyEscape)
	if r.gone() {
		t.Error(fmt.Sprint("the process ends, and with it ", r.Clip.Content()))
	}
}

// A row that comes under a mouse at rest is not marked as if the mouse had chosen it.
func TestAMouseAtRestMarksNoRow(t *testing.T) {
	r := newRig(t, pickable())
	at := func(y float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(200, y)}}
	}
	marked := func() (n int) {
		for _, row := range r.pick.view.list.rows {
			if row.Visible() && row.ground.Fill != "" {
				n++
			}
		}
		return n
	}
	row := r.pick.view.list.rows[2]
	row.MouseIn(at(180)) // the picker has opened under it
	if marked() != 1 {
		t.Error("the row under a mouse at rest is marked")
	}
	row.MouseMoved(at(181))
	if marked() != 2 {
		t.Error("the row that the mouse moves on is not marked")
	}
	r.types("o")
	if marked() != 1 {
		t.Error("what was typed leaves a mark on another key")
	}
	row.MouseMoved(at(181))
	if marked() != 1 {
		t.Error("the mouse did not move")
	}
}
