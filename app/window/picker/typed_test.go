package picker

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/windowtest"
)

// strokes are those that type a text, and then keys.
func strokes(text string, keys ...string) (all []api.Stroke) {
	for _, r := range text {
		all = append(all, api.Stroke{Rune: r})
	}
	for _, key := range keys {
		all = append(all, api.Stroke{Key: key})
	}
	return all
}

// openEarly opens a picker whose agent keeps what is typed, and has not said it yet. It
// has a state from the beginning, or none.
func openEarly(t *testing.T, st api.State, ready bool) (r *rig, says func(...api.Stroke)) {
	t.Helper()
	r = shutRig(t, st, 0)
	r.Service.Early = make(chan []api.Stroke, 1)
	r.Service.Copied = api.Clipboard{ID: "whisper", Key: "whisper-cli", Until: windowtest.Today.Add(30 * time.Second)}
	if ready {
		r.pick.Render(st)
	}
	r.pick.Entered()
	return r, func(all ...api.Stroke) { r.Service.Early <- all }
}

func (r *rig) untilCaughtUp() {
	r.Helper()
	r.Until("what was typed is done", func() bool { return !r.pick.typed.waits })
}

func TestWhatWasTypedBeforeThePickerHeardKeysIsDoneInOrder(t *testing.T) {
	r, says := openEarly(t, pickable(), true)
	says(strokes("whix", api.StrokeBackspace, api.StrokeDown, api.StrokeUp, api.StrokeEnter)...)
	r.UntilAsked("copy whisper")
	r.UntilSees("whisper-cli copied")
}

// Keys that the picker hears itself come after those that the agent has kept.
func TestWhatIsTypedMeanwhileComesAfterIt(t *testing.T) {
	r, says := openEarly(t, pickable(), true)
	r.types("i")
	r.Key(fyne.KeyReturn)
	if got := r.Service.Asked(); len(got) > 0 {
		t.Fatalf("asked %q before it was known what comes first", got)
	}
	says(strokes("wh")...)
	r.UntilAsked("copy whisper")
	if got := r.pick.view.search.Text; got != "whi" {
		t.Errorf("the search is %q", got)
	}
}

func TestEnterWaitsForTheKeys(t *testing.T) {
	r, says := openEarly(t, pickable(), false)
	says(strokes("whi", api.StrokeEnter)...)
	r.Until("the agent has said it", func() bool { return r.pick.typed.early != nil })
	if got := r.Service.Asked(); len(got) > 0 {
		t.Fatalf("asked %q without keys", got)
	}
	r.pick.Render(pickable())
	r.UntilAsked("copy whisper")
}

// Without seeing the picker nobody wants anything but a key.
func TestEnterThatWasTypedBeforeChoosesNothingButAKey(t *testing.T) {
	locked := pickable()
	locked.Keychain.Status = api.KeychainLocked
	empty := pickable()
	empty.Keys = nil
	for name, st := range map[string]api.State{"locked": locked, "no keys": empty} {
		t.Run(name, func(t *testing.T) {
			r, says := openEarly(t, st, true)
			says(strokes("whi", api.StrokeEnter)...)
			r.untilCaughtUp()
			if got := r.Service.Asked(); len(got) > 0 {
				t.Errorf("asked %q", got)
			}
			if r.gone() {
				t.Error("it is gone")
			}
		})
	}
	t.Run("no agent", func(t *testing.T) {
		r, says := openEarly(t, pickable(), false)
		says(strokes("whi", api.StrokeEnter)...)
		r.Until("the agent has said it", func() bool { return r.pick.typed.early != nil })
		r.pick.Lost(&api.Error{Kind: api.NoAgent, Text: "Keytray is not running."})
		r.untilCaughtUp()
		if got := r.Service.Asked(); len(got) > 0 {
			t.Errorf("asked %q", got)
		}
	})
}

func TestEscapeThatWasTypedBeforeCloses(t *testing.T) {
	r, says := openEarly(t, pickable(), true)
	says(strokes("wh", api.StrokeEscape)...)
	r.Until("it closes", r.gone)
}

// An agent that does not answer holds nobody up.
func TestWithoutAnAnswerThePickerDoesWhatItHeardItself(t *testing.T) {
	r, _ := openEarly(t, pickable(), true)
	r.types("whi")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy whisper")
}

func TestEscapeWaitsForNoAnswer(t *testing.T) {
	r, _ := openEarly(t, pickable(), true)
	r.types("whi")
	r.Key(fyne.KeyEscape)
	if !r.gone() {
		t.Error("it stays")
	}
}

// The picker asks once: the focus comes again after the keychain's own prompt.
func TestThePickerAsksOnceWhatWasTyped(t *testing.T) {
	r, says := openEarly(t, pickable(), true)
	says(strokes("wh")...)
	r.untilCaughtUp()
	says(strokes("zz")...)
	r.pick.Entered()
	r.types("i")
	if got := r.pick.view.search.Text; got != "whi" {
		t.Errorf("the search is %q", got)
	}
}

// Without that the agent would take a picker that came to the front for one that hangs.
func TestThePickerSaysThatItCameWhenItIsCalled(t *testing.T) {
	r, says := openEarly(t, pickable(), true)
	says()
	r.untilCaughtUp()
	r.pick.front = false // the desktop gave the focus to another window
	r.changes(func(st *api.State) { st.Picks++ })
	r.pick.Entered()
	says()
	r.Until("the agent hears of it", func() bool { return len(r.Service.Early) == 0 })
}
