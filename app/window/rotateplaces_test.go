package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
)

func TestThePlacesSayWhoHasTheNewKey(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.Sees(wordsPutNew, "2 of 4 done.", "~/code/chat-app/.env", "You marked it as updated", "Still holds the old key", "Vercel, project chat-app",
		"@jonas", "Does not know of the new key yet", wordsCopyMessage, wordsCopyNew, wordsCopyOld, wordsAddPlace)
	r.Misses("Replace…", "Look for the old key")
	if r.Focused() != fyne.Focusable(w.places.copy) {
		t.Error("the copy does not have the focus")
	}
}

func TestAPlaceIsTickedOffAtOnce(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	hold := w.places.ticks[3].check
	test.Tap(hold)
	r.Sees("3 of 4 done.", "You told them")
	r.UntilAsked("tick chat @jonas true")
	r.Until("it is known", func() bool { return len(w.places.asked) == 0 })
	r.Sees("3 of 4 done.")
	test.Tap(hold)
	r.UntilAsked("tick chat @jonas true", "tick chat @jonas false")
	r.Until("it is known", func() bool { return len(w.places.asked) == 0 })
	r.Sees("2 of 4 done.")
}

func TestATickThatIsRefusedIsTakenBack(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "The disk is full."})
	test.Tap(w.places.ticks[1].check)
	r.Until("it is refused", func() bool { return len(w.places.asked) == 0 })
	r.Sees("2 of 4 done.", "The disk is full.")
	if w.places.ticks[1].check.Checked {
		t.Error("the tick is left")
	}
}

func TestTicksOfTheCommandLineAreShown(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.keyIs(func(k *api.Key) {
		k.Places = slices.Clone(k.Places)
		k.Places[1].Has = true
	})
	r.Sees("3 of 4 done.")
	if !w.places.ticks[1].check.Checked {
		t.Error("the box is not ticked")
	}
}

func TestBothValuesAreCopied(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	live := func(old bool) {
		r.change(func(st *api.State) {
			st.Clipboard = api.Clipboard{ID: "chat", Key: "chat-app", Until: r.Clock.At.Add(30 * time.Second), Previous: old}
		})
	}
	r.Press(wordsCopyNew)
	r.UntilAsked("copy chat")
	live(false)
	r.Clock.Forward(12 * time.Second)
	r.Sees("New key on the clipboard. Clears in 18 s.", "18")
	r.Press(wordsCopyOld)
	r.UntilAsked("copy chat", "copy old chat")
	live(true)
	r.Sees("Old key on the clipboard. Clears in 30 s.")
	r.Clock.Forward(time.Second)
	live(false) // copied from the tray
	r.Sees("New key on the clipboard. Clears in 30 s.")
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{Ended: "cleared"} })
	r.Sees(wordsCleared)
	r.Clock.Forward(3 * time.Second)
	r.Sees(wordsCopyHere)
}

func TestACopyThatFailsIsSaid(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	r.Service.Fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked."})
	r.Press(wordsCopyNew)
	r.Until("it says so", func() bool { return r.win.banner.box.Visible() })
	r.Sees("GNOME Keyring is locked.", wordsPutNew)
}

// The message tells a person nothing of the value.
func TestAPersonIsToldWithoutTheValue(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	r.Press(wordsCopyMessage)
	got := r.Clip.Content()
	if !strings.Contains(got, "“chat-app” (OpenAI) changed on 21 Nov 2026") || strings.Contains(got, "h8Ys") || strings.Contains(got, "Rw2A") {
		t.Errorf("the message is %q", got)
	}
	r.Sees(wordsNameCopied)
	r.Clock.Forward(2 * time.Second)
	r.Sees(wordsCopyMessage)
}

// added are the places that an edit adds. One that sent all places would take those away
// that somebody else adds meanwhile.
func added(e api.EditRequest) (all []string) {
	for _, p := range e.AddPlaces {
		all = append(all, p.Location)
	}
	if e.UsedBy != nil {
		return append(all, "and all the others")
	}
	return all
}

func TestAPlaceIsAdded(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces, func(k *api.Key) { usedBy(k) })
	r.Sees(wordsNoPlaces)
	r.Press(wordsAddPlace)
	test.Type(w.places.field, "n8n")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("edit chat")
	r.Until("the field is empty", func() bool { return w.places.field.Text == "" })
	if got := added(r.Service.Edits[0]); !slices.Equal(got, []string{"n8n"}) {
		t.Errorf("the places are %q", got)
	}
	r.at(w, rotatePlaces)
	r.keyIs(func(k *api.Key) { usedBy(k, "n8n") })
	r.Sees("0 of 1 done.", "n8n")
	r.Misses(wordsNoPlaces)
	test.Type(w.places.field, "Vercel")
	r.Press("Next") // adds it first
	r.Until("it is added", func() bool { return w.places.field.Text == "" })
	if got := added(r.Service.Edits[1]); !slices.Equal(got, []string{"Vercel"}) {
		t.Errorf("the places are %q", got)
	}
}

func TestAPlaceThatIsNotStoredStaysInTheField(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.Press(wordsAddPlace)
	test.Type(w.places.field, "n8n")
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "The disk is full."})
	r.Press(wordsAdd)
	r.Until("it says so", func() bool { return r.win.banner.box.Visible() })
	if w.places.field.Text != "n8n" {
		t.Error("what was typed is gone")
	}
}

func TestPlacesThatAreAddedQuicklyAreAllKept(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces, func(k *api.Key) { usedBy(k, "Vercel") })
	r.Press(wordsAddPlace)
	for _, place := range []string{"one", "two", "two"} {
		w.places.field.SetText(place)
		r.Press(wordsAdd)
	}
	r.Until("both are stored", func() bool { return w.places.field.Text == "" && !w.places.adding.busy })
	var all []string
	for _, e := range r.Service.Edits {
		all = append(all, added(e)...)
	}
	if !slices.Equal(all, []string{"one", "two"}) {
		t.Errorf("added are %q", all)
	}
}

// A place that is taken away elsewhere does not come back with the next.
func TestAPlaceThatIsTakenAwayStaysAway(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces, func(k *api.Key) { usedBy(k) })
	r.Press(wordsAddPlace)
	w.places.field.SetText("one")
	r.Press(wordsAdd)
	r.Until("it is stored", func() bool { return w.places.field.Text == "" })
	r.keyIs(func(k *api.Key) { usedBy(k, "one") })
	r.keyIs(func(k *api.Key) { usedBy(k) })
	w.places.field.SetText("two")
	r.Press(wordsAdd)
	r.Until("it is stored", func() bool { return w.places.field.Text == "" })
	if got := added(r.Service.Edits[1]); !slices.Equal(got, []string{"two"}) {
		t.Errorf("the places are %q", got)
	}
}

// A tick that is taken back at once is sent after the one before, so that the last word
// counts.
func TestTicksAreSentInTheirOrder(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	box := w.places.ticks[3].check
	test.Tap(box)
	test.Tap(box)
	r.Until("it is known", func() bool { return len(w.places.asked) == 0 })
	if got := r.Service.Asked(); !slices.Equal(got, []string{"tick chat @jonas true", "tick chat @jonas false"}) {
		t.Errorf("asked %q", got)
	}
	r.Sees("2 of 4 done.")
}
