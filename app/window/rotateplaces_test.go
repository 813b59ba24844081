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
	r.sees(wordsPutNew, "2 of 4 done.", "~/code/chat-app/.env", "You marked it as updated", "Still holds the old key", "Vercel, project chat-app",
		"@jonas", "Does not know of the new key yet", wordsCopyMessage, wordsCopyNew, wordsCopyOld, wordsAddPlace)
	r.misses("Replace…", "Look for the old key")
	if r.focused() != fyne.Focusable(w.places.copy) {
		t.Error("the copy does not have the focus")
	}
}

func TestAPlaceIsTickedOffAtOnce(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	hold := w.places.ticks[3].check
	test.Tap(hold)
	r.sees("3 of 4 done.", "You told them")
	r.untilAsked("tick chat @jonas true")
	r.until("it is known", func() bool { return len(w.places.asked) == 0 })
	r.sees("3 of 4 done.")
	test.Tap(hold)
	r.untilAsked("tick chat @jonas true", "tick chat @jonas false")
	r.until("it is known", func() bool { return len(w.places.asked) == 0 })
	r.sees("2 of 4 done.")
}

func TestATickThatIsRefusedIsTakenBack(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.svc.fail(&api.Error{Kind: api.Failed, Text: "The disk is full."})
	test.Tap(w.places.ticks[1].check)
	r.until("it is refused", func() bool { return len(w.places.asked) == 0 })
	r.sees("2 of 4 done.", "The disk is full.")
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
	r.sees("3 of 4 done.")
	if !w.places.ticks[1].check.Checked {
		t.Error("the box is not ticked")
	}
}

func TestBothValuesAreCopied(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	live := func(old bool) {
		r.change(func(st *api.State) {
			st.Clipboard = api.Clipboard{ID: "chat", Key: "chat-app", Until: r.clock.now.Add(30 * time.Second), Previous: old}
		})
	}
	r.press(wordsCopyNew)
	r.untilAsked("copy chat")
	live(false)
	r.clock.forward(12 * time.Second)
	r.sees("New key on the clipboard. Clears in 18 s.", "18")
	r.press(wordsCopyOld)
	r.untilAsked("copy chat", "copy old chat")
	live(true)
	r.sees("Old key on the clipboard. Clears in 30 s.")
	r.clock.forward(time.Second)
	live(false) // copied from the tray
	r.sees("New key on the clipboard. Clears in 30 s.")
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{Ended: "cleared"} })
	r.sees(wordsCleared)
	r.clock.forward(3 * time.Second)
	r.sees(wordsCopyHere)
}

func TestACopyThatFailsIsSaid(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	r.svc.fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked."})
	r.press(wordsCopyNew)
	r.until("it says so", func() bool { return r.win.banner.box.Visible() })
	r.sees("GNOME Keyring is locked.", wordsPutNew)
}

// The message tells a person nothing of the value.
func TestAPersonIsToldWithoutTheValue(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	r.press(wordsCopyMessage)
	got := r.clip.Content()
	if !strings.Contains(got, "“chat-app” (OpenAI) changed on 21 Nov 2026") || strings.Contains(got, "h8Ys") || strings.Contains(got, "Rw2A") {
		t.Errorf("the message is %q", got)
	}
	r.sees(wordsNameCopied)
	r.clock.forward(2 * time.Second)
	r.sees(wordsCopyMessage)
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
	r.sees(wordsNoPlaces)
	r.press(wordsAddPlace)
	test.Type(w.places.field, "n8n")
	r.key(fyne.KeyReturn)
	r.untilAsked("edit chat")
	r.until("the field is empty", func() bool { return w.places.field.Text == "" })
	if got := added(r.svc.edits[0]); !slices.Equal(got, []string{"n8n"}) {
		t.Errorf("the places are %q", got)
	}
	r.at(w, rotatePlaces)
	r.keyIs(func(k *api.Key) { usedBy(k, "n8n") })
	r.sees("0 of 1 done.", "n8n")
	r.misses(wordsNoPlaces)
	test.Type(w.places.field, "Vercel")
	r.press("Next") // adds it first
	r.until("it is added", func() bool { return w.places.field.Text == "" })
	if got := added(r.svc.edits[1]); !slices.Equal(got, []string{"Vercel"}) {
		t.Errorf("the places are %q", got)
	}
}

func TestAPlaceThatIsNotStoredStaysInTheField(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.press(wordsAddPlace)
	test.Type(w.places.field, "n8n")
	r.svc.fail(&api.Error{Kind: api.Failed, Text: "The disk is full."})
	r.press(wordsAdd)
	r.until("it says so", func() bool { return r.win.banner.box.Visible() })
	if w.places.field.Text != "n8n" {
		t.Error("what was typed is gone")
	}
}

func TestPlacesThatAreAddedQuicklyAreAllKept(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces, func(k *api.Key) { usedBy(k, "Vercel") })
	r.press(wordsAddPlace)
	for _, place := range []string{"one", "two", "two"} {
		w.places.field.SetText(place)
		r.press(wordsAdd)
	}
	r.until("both are stored", func() bool { return w.places.field.Text == "" && !w.places.adding.busy })
	var all []string
	for _, e := range r.svc.edits {
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
	r.press(wordsAddPlace)
	w.places.field.SetText("one")
	r.press(wordsAdd)
	r.until("it is stored", func() bool { return w.places.field.Text == "" })
	r.keyIs(func(k *api.Key) { usedBy(k, "one") })
	r.keyIs(func(k *api.Key) { usedBy(k) })
	w.places.field.SetText("two")
	r.press(wordsAdd)
	r.until("it is stored", func() bool { return w.places.field.Text == "" })
	if got := added(r.svc.edits[1]); !slices.Equal(got, []string{"two"}) {
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
	r.until("it is known", func() bool { return len(w.places.asked) == 0 })
	if got := r.svc.asked(); !slices.Equal(got, []string{"tick chat @jonas true", "tick chat @jonas false"}) {
		t.Errorf("asked %q", got)
	}
	r.sees("2 of 4 done.")
}
