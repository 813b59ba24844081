package window

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// turned are the steps that the agent was told of.
func (r *rig) turned() []string {
	var all []string
	for _, c := range r.Service.Asked() {
		if len(c) > len("turn chat ") && c[:len("turn chat ")] == "turn chat " {
			all = append(all, c[len("turn chat "):])
		}
	}
	return all
}

func (r *rig) untilTurned(w *rotateWizard, steps ...string) {
	r.Helper()
	r.Until("the agent knows the step", func() bool { return slices.Equal(r.turned(), steps) && !w.turns.busy })
}

// at fails the test unless the wizard is in sight, at a step.
func (r *rig) at(w *rotateWizard, step int) {
	r.Helper()
	if r.win.page != page(w) || w.at != step {
		r.Errorf("the page is %T, at step %d; it should be at %d", r.win.page, w.at, step)
	}
}

func TestARotationBeginsWithANewKeyAtTheProvider(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.Sees("Rotate", "chat-app, OpenAI", "New key", "Paste it", "Update places", "Revoke the old", "Done",
		wordsCreateFirst, wordsOldWorks, "Old", "••••kT4Q", "not yet", "Open platform.openai.com/api-keys", "Create new secret key",
		"chat-app-2026-11", wordsNotYetDelete, wordsStopAnywhere, wordsFinishLater)
	r.Misses("Back", "Cancel", wordsGiveUp, "**", wordsKeyLeaked)
	if w.focus() != fyne.Focusable(w.create.opens) {
		t.Error("the page to open does not have the focus")
	}
}

// Who only looks has no unfinished rotation afterwards.
func TestLookingBeginsNoRotation(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.Key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) {
		t.Fatalf("the page is %T", r.win.page)
	}
	if w.turns.busy || len(w.turns.sent) > 0 {
		t.Errorf("the agent is told of step %q", w.turns.sent)
	}
}

func TestARotationBeginsWhenThePageIsOpened(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.Press("Open platform.openai.com/api-keys")
	r.untilTurned(w, api.StepCreate)
	if r.Focused() != fyne.Focusable(w.onward) {
		t.Error("Enter does not go on")
	}
	r.Sees(wordsGiveUp)
}

func TestEachStepIsKept(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.Press("Next")
	r.at(w, rotatePaste)
	r.untilTurned(w, api.StepPaste)
	r.altLeft()
	r.at(w, rotateCreate)
	r.untilTurned(w, api.StepPaste, api.StepCreate)
	r = newRig(t, someState())
	w = r.rotatingAt(api.StepPlaces)
	r.Press("Next")
	r.at(w, rotateRevoke)
	r.untilTurned(w, api.StepRevoke)
	r.Clock.Forward(kit.HeldFor)
	r.Press("Back")
	r.at(w, rotatePlaces)
	r.untilTurned(w, api.StepRevoke, api.StepPlaces)
}

func TestFinishLaterLeavesAtOnceAndGoesOnThere(t *testing.T) {
	for step, number := range map[string]int{api.StepCreate: rotateCreate, api.StepPaste: rotatePaste, api.StepPlaces: rotatePlaces, api.StepRevoke: rotateRevoke} {
		r := newRig(t, someState())
		r.rotatingAt(step)
		r.Press(wordsFinishLater)
		if r.win.page != page(r.win.keys) || r.over() != 0 {
			t.Fatalf("%s: the page is %T", step, r.win.page)
		}
		w := r.rotating()
		r.at(w, number)
		for range number { // there is a way back to all before
			r.altLeft()
		}
		r.at(w, rotateCreate)
	}
}

// Another start of the window finds the rotation where the agent keeps it.
func TestARotationGoesOnInAnotherWindow(t *testing.T) {
	st := someState()
	inCase(&st.Keys[3], api.StepPlaces)
	r := newRig(t, st)
	w := r.rotating()
	r.at(w, rotatePlaces)
	r.Sees("2 of 4 done.", "••••Rw2A", "••••h8Ys")
	if w.turns.busy {
		t.Error("it tells the agent what that knows")
	}
}

func TestARotationFollowsTheCommandLine(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.Press("Next")
	r.untilTurned(w, api.StepPaste)
	r.keyIs(func(k *api.Key) { inCase(k, api.StepPaste) })
	r.at(w, rotatePaste)
	r.keyIs(func(k *api.Key) { inCase(k, api.StepPlaces) })
	r.at(w, rotatePlaces)
	r.Sees("••••h8Ys", "2 of 4 done.")
	r.keyIs(func(k *api.Key) { k.Case, k.Previous = nil, 0 })
	r.at(w, rotateDone)
	r.Sees("chat-app has a new key", "The value of the old one was deleted here.")
}

// A state that was on its way while the person went on leads nowhere back.
func TestALateStateDoesNotLeadBack(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.Press("Next")
	r.untilTurned(w, api.StepPaste)
	r.keyIs(func(k *api.Key) { inCase(k, api.StepPaste) })
	r.altLeft()
	r.untilTurned(w, api.StepPaste, api.StepCreate)
	r.keyIs(func(k *api.Key) { inCase(k, api.StepPaste) })
	r.at(w, rotateCreate)
	r.keyIs(func(k *api.Key) { inCase(k, api.StepCreate) })
	r.at(w, rotateCreate)
}

func TestARotationThatIsGivenUpElsewhereIsLeft(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPaste)
	r.keyIs(func(k *api.Key) { k.Case = nil })
	if r.win.page != page(r.win.keys) {
		t.Errorf("the page is %T", r.win.page)
	}
	r.Sees("No key was destroyed.")
}

func TestWhatElseHappensTakesNoPastedValueAway(t *testing.T) {
	for name, step := range map[string]string{"stored": api.StepPlaces, "given up": ""} {
		r := newRig(t, someState())
		w := r.pastesNew()
		r.keyIs(func(k *api.Key) {
			if k.Case = nil; step != "" {
				inCase(k, step)
			}
		})
		if r.at(w, rotatePaste); !w.paste.holds() {
			t.Errorf("%s: the value is gone", name)
		}
		if step != "" {
			r.Sees(wordsRotatedMeanwhile)
		}
		r.Press("Next")
		r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	}
}

func TestARotationCanBeGivenUpWhileNothingIsStored(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepCreate)
	r.Press(wordsGiveUp)
	r.UntilAsked("abandon chat")
	r.Until("it is left", func() bool { return r.win.page == page(r.win.keys) })
	r.rotatingAt(api.StepPlaces)
	r.altLeft()
	r.altLeft()
	r.Sees(wordsCreateFirst)
	r.Misses(wordsGiveUp)
}

func TestTheSameRotationIsGoneOnWith(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	r.win.Open(api.View{Name: api.ViewSettings})
	r.Sees("Changes apply at once.")
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewRotate, Key: "chat"}, Serial: 3} })
	if r.at(w, rotatePaste); !w.paste.holds() {
		t.Error("the value is gone")
	}
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewRotate, Key: "home"}, Serial: 4} })
	r.at(w, rotatePaste)
	r.Sees(wordsKeepsNew)
}

func TestTheSettingsLeadBackToTheRotation(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.ctrl(fyne.KeyComma)
	r.Sees("Changes apply at once.")
	r.Key(fyne.KeyEscape)
	r.at(w, rotatePlaces)
}

func TestAStepThatIsNotKeptIsSaid(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "The list of keys cannot be written: the disk is full."})
	r.Press("Next")
	r.Until("it says so", func() bool { return r.win.banner.box.Visible() })
	r.Sees("the disk is full")
	r.at(w, rotatePaste)
	r.Service.Fail(nil)
	r.change(func(*api.State) {})
	r.untilTurned(w, api.StepPaste, api.StepPaste)
}

func TestAnAgentThatEndsLosesNoPastedValue(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	gone := &api.Error{Kind: api.NoAgent, Text: "no agent"}
	r.Service.Fail(gone)
	r.win.Lost(gone)
	r.Press("Next")
	r.Until("it fails", func() bool { return w.paste.stop == nil })
	r.UntilSees("Start again")
	r.Sees("The agent has ended. Start it again, then try once more.")
	if r.at(w, rotatePaste); !w.paste.holds() {
		t.Fatal("the value is gone")
	}
	r.Service.Fail(nil)
	r.change(func(*api.State) {})
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
}

func TestTheWindowTitleNamesNoKey(t *testing.T) {
	r := newRig(t, someState())
	r.pastesNew()
	if got := r.Frame.Title(); got != Title {
		t.Errorf("the title is %q", got)
	}
}

func TestAWindowForARotationHasTheSizeOfTheWizard(t *testing.T) {
	r := newRig(t, someState())
	w := opened(t.Context(), Params{
		Link: r.win.p.Link, Window: r.Frame,
		View: api.View{Name: api.ViewRotate, Key: "chat"},
	})
	w.Render(someState())
	w.Open(api.View{Name: api.ViewRotate, Key: "chat"})
	if got := r.Frame.Canvas().Size(); got != setupSize {
		t.Errorf("it is %v", got)
	}
	w.page.escape()
	if got := r.Frame.Canvas().Size(); got != usual {
		t.Errorf("the keys are %v", got)
	}
}

func TestTheRotationOfADeletedKeyIsLeft(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	r.deletes("chat")
	if r.win.page != page(r.win.keys) {
		t.Errorf("the page is %T", r.win.page)
	}
	r.Sees("“chat-app” was deleted")
}

func TestADeletedKeyTakesNoPastedValueAway(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	keys := r.win.state.Keys
	r.deletes("chat")
	if r.at(w, rotatePaste); !w.paste.holds() {
		t.Fatal("the value is gone")
	}
	r.Sees(wordsDeletedMeanwhile)
	r.change(func(st *api.State) { st.Keys = keys })
	r.Misses(wordsDeletedMeanwhile)
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
}

// deletes puts a key into the bin, as a command does.
func (r *rig) deletes(id string) {
	r.change(func(st *api.State) {
		st.Keys = slices.DeleteFunc(slices.Clone(st.Keys), func(k api.Key) bool { return k.ID == id })
	})
}

func TestARenamedKeyHasItsNewNameEverywhere(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	if r.Sees("chat-app, OpenAI", "chat-app-2026-11"); r.Focused() != fyne.Focusable(w.create.opens) {
		t.Fatal("the page to open does not have the focus")
	}
	r.keyIs(func(k *api.Key) { k.Name = "bot" })
	r.Sees("bot, OpenAI", "bot-2026-11")
	r.Misses("chat-app")
	if r.Focused() != fyne.Focusable(w.create.opens) {
		t.Error("the focus is on a button that is gone")
	}
	r.keyIs(func(k *api.Key) { k.Provider, k.ProviderName = "groq", "Groq" })
	r.Sees("bot, Groq", "Open console.groq.com")
	r.Misses("OpenAI", "platform.openai.com")
}

// A value that is pasted already survives that the rotation before it ends elsewhere.
func TestAnEndElsewhereTakesNoPastedValueAway(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.altLeft()
	w.takes(secondKey("openai", "project"))
	r.keyIs(func(k *api.Key) { k.Case, k.Previous = nil, 0 })
	if r.at(w, rotatePaste); !w.paste.holds() {
		t.Fatal("the value is gone")
	}
	r.Sees("The value of the old one was deleted here.", wordsBeginsAnother)
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
}

// The step is told while states come in: both read the key.
func TestAStepIsToldWhileStatesComeIn(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	for range 10 {
		r.Press("Next")
		for range 50 {
			r.keyIs(func(k *api.Key) { k.CopyCount++ })
		}
		r.Until("it is told", func() bool { return !w.turns.busy })
		r.altLeft()
		for range 50 {
			r.keyIs(func(k *api.Key) { k.CopyCount++ })
		}
		r.Until("it is told", func() bool { return !w.turns.busy })
		r.Clock.Forward(kit.HeldFor)
	}
	if told := r.turned(); len(told) != 20 || told[0] != api.StepPaste || told[19] != api.StepCreate {
		t.Errorf("told %q", told)
	}
}

func TestAValueIsThrownAwayWithTheRotationOnlyWhenAsked(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	r.altLeft()
	r.Press(wordsGiveUp)
	r.Sees("Throw away the pasted key?")
	r.Press("Keep going")
	if asked := r.Service.Asked(); slices.Contains(asked, "abandon chat") || !w.paste.holds() {
		t.Fatalf("asked %q, or the value is gone", asked)
	}
	r.Press(wordsGiveUp)
	r.Press("Throw away")
	r.Until("it is left", func() bool { return r.win.page == page(r.win.keys) })
	if w.paste.holds() {
		t.Error("the value is left")
	}
}

func TestARotationIsGivenUpOnce(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepCreate)
	r.Press(wordsGiveUp)
	r.Press(wordsGiveUp)
	r.Until("it is left", func() bool { return r.win.page == page(r.win.keys) })
	if asked := r.Service.Asked(); !slices.Equal(asked, []string{"abandon chat"}) {
		t.Errorf("asked %q", asked)
	}
}

// Who holds Enter down opens one page, and goes no further.
func TestEnterHeldDownBeginsNoRotation(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	held := func(n int) {
		for range n {
			r.Key(fyne.KeyReturn)
			r.Clock.Forward(30 * time.Millisecond)
		}
	}
	held(20)
	if r.at(w, rotateCreate); w.turns.last != "" {
		t.Fatal("the rotation has begun")
	}
	r.Clock.Forward(kit.HeldFor)
	held(20)
	r.untilTurned(w, api.StepCreate)
	r.at(w, rotateCreate)
	opened := 0
	for _, c := range r.Service.Asked() {
		if len(c) > 5 && c[:5] == "open " {
			opened++
		}
	}
	if opened > 1 {
		t.Errorf("%d pages are opened", opened)
	}
}
