package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

// knowsNew gives the state a key that was just stored, below whatever page is in sight.
func (r *rig) knowsNew() {
	r.change(func(st *api.State) {
		st.Keys = append(append([]api.Key{}, st.Keys...), keyOf("new", "meeting notes", "openai", "", 0))
	})
}

// Enter copies the selected key: once the person has gone on to another, no state may lead
// back to the one that was just stored.
func TestAKeyJustStoredIsSelectedOnceAtMost(t *testing.T) {
	r := newRig(t, someState())
	r.ready("meeting notes")
	r.knowsNew()
	r.Clock.Forward(time.Second)
	r.Key(fyne.KeyEscape)
	if got := r.win.keys.list.selected; got != "new" || !r.win.inKeys() {
		t.Fatalf("behind the last page %q is selected", got)
	}
	r.win.keys.list.open("chat")
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{ID: "chat", Until: today.Add(30 * time.Second)} })
	if got := r.win.keys.list.selected; got != "chat" {
		t.Errorf("a state moved the selection to %q", got)
	}
}

// The state that has it may come late.
func TestAKeyJustStoredDoesNotPushAwayAnotherThatWasSelected(t *testing.T) {
	r := newRig(t, someState())
	r.ready("meeting notes")
	r.Clock.Forward(time.Second)
	r.Key(fyne.KeyEscape)
	r.win.keys.list.tap("chat")
	r.knowsNew()
	if got := r.win.keys.list.selected; got != "chat" {
		t.Errorf("a state moved the selection to %q", got)
	}
}

func TestAKeyJustStoredIsSelectedByALateState(t *testing.T) {
	r := newRig(t, someState())
	r.ready("meeting notes")
	r.Clock.Forward(time.Second)
	r.Key(fyne.KeyEscape)
	r.knowsNew()
	if got := r.win.keys.list.selected; got != "new" {
		t.Errorf("%q is selected", got)
	}
}
