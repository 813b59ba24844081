package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func TestThePastedKeyIsRecognisedAndMasked(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	if r.Focused() != fyne.Focusable(w.paste.field) {
		t.Error("the field does not have the focus")
	}
	r.Sees(wordsPasteNew, wordsOldKept, "not yet", "Paste from clipboard")
	key := secondKey("openai", "project")
	w.takes(key)
	r.Sees("A new OpenAI project key.", wordsUnlikeOld, "164 characters", "••••"+key[len(key)-4:], "Does OpenAI accept it?", "OpenAI ends it on", wordsWillClear)
	if r.Holds(key[:20]) {
		t.Error("the value is in sight")
	}
}

func TestAKeyThatEndsLikeTheOldOneIsDoubted(t *testing.T) {
	r := newRig(t, someState())
	key := secondKey("openai", "project")
	w := r.rotatingAt(api.StepPaste, func(k *api.Key) { k.Hint = "sk-proj-…" + key[len(key)-4:] })
	w.takes(key)
	r.Sees(wordsLikeOld)
	r.Misses(wordsUnlikeOld)
}

// Only the agent knows the old value: its sentence is shown where the key was pasted.
func TestTheOldKeyIsRefusedInPlace(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	r.Service.Fail(&api.Error{Kind: api.Refused, Reason: api.OldValue, Text: "This is the old key of chat-app. Paste the new one."})
	r.Press("Next")
	r.Until("it is refused", func() bool { return w.paste.stop == nil })
	r.at(w, rotatePaste)
	r.Sees("This is the old key of chat-app. Paste the new one.")
	if !w.paste.holds() || r.Service.Given[0].Len() != 0 {
		t.Error("the value is lost, or the copy that was sent is left")
	}
	r.Service.Fail(nil)
	w.takes(madeUp("openai", "project"))
	r.Misses("This is the old key")
}

func TestTheKeyOfAnotherProviderIsRefused(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	w.takes(madeUp("anthropic", ""))
	r.Sees("This looks like an", "Anthropic", "chat-app is a key of OpenAI.")
	r.Misses(wordsKeepAnyway, "Switch to")
	w.forward()
	r.at(w, rotatePaste)
}

func TestADamagedKeyIsKeptOnlyOnRequest(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	w.takes(secondKey("openai", "project")[:90])
	r.Sees("Part of the key is missing.")
	if !w.onward.Disabled() {
		t.Error("Next can be pressed")
	}
	r.Press(wordsKeepAnyway)
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
}

func TestTheProviderIsAskedAboutTheNewKeyOnRequest(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Fatalf("asked %q", asked)
	}
	a := accepted()
	a.Expires = today.AddDate(0, 0, 90)
	r.checksNew(w, a)
	r.Sees("Accepted by OpenAI just now", "Check again")
	if got := r.Service.Checks[0]; got.Provider != "openai" || got.Kind != "project" || got.Name != "" || !got.Confirmed {
		t.Errorf("asked %+v", got)
	}
	if w.paste.expires.Text != "19 Feb 2027" {
		t.Errorf("the end is %q", w.paste.expires.Text)
	}
	r.checksNewAgain(w, api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}})
	r.Sees("OpenAI refused this key.", wordsKeepAnyway)
	if !w.onward.Disabled() {
		t.Error("a refused key can be stored without a word")
	}
}

func (r *rig) checksNewAgain(w *rotateWizard, a api.Checked) {
	r.Helper()
	r.Service.Set(func() { r.Service.Checked = a })
	r.Press("Check again")
	r.Until("there is an answer", func() bool { return w.paste.check.stop == nil })
}

func TestEscapeStopsTheCheckFirst(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	w := r.pastesNew()
	r.Press("Check")
	r.Sees("Asking OpenAI. Esc stops it.")
	r.Key(fyne.KeyEscape)
	r.at(w, rotatePaste)
	r.Sees("Does OpenAI accept it?")
	r.Key(fyne.KeyEscape)
	r.Sees("Throw away the pasted key?")
	r.Press("Keep going")
	r.at(w, rotatePaste)
	r.Press(wordsFinishLater)
	r.Press("Throw away")
	if r.win.page != page(r.win.keys) || w.paste.holds() {
		t.Error("the value is left")
	}
}

func TestTheNewValueIsStoredThenCleared(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	key := secondKey("openai", "project")
	r.Clip.SetContent(key)
	r.Press("Paste from clipboard")
	w.paste.expires.SetText("21 Nov 2027")
	hold := make(chan struct{})
	r.Service.Set(func() { r.Service.Hold = hold })
	r.Press("Next")
	r.Sees("Storing…")
	if r.Clip.Content() != key {
		t.Error("it is cleared before it is stored")
	}
	close(hold)
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	r.Clock.Forward(paintTime)
	if r.Clip.Content() != "" || w.paste.holds() {
		t.Error("the value is left")
	}
	got := r.Service.Rotated[0]
	if r.Service.Secrets[0] != key || got.Name != "chat" || !got.Expires.Equal(onDay("2027-11-21")) || r.Service.Given[0].Len() != 0 {
		t.Errorf("got %+v", got)
	}
	if turned := r.turned(); len(turned) > 0 {
		t.Errorf("storing leads to the places by itself; told %q", turned)
	}
	r.Sees(wordsPutNew, "••••"+key[len(key)-4:])
}

func TestAnotherCopyOnTheClipboardStays(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	r.Clip.SetContent("a shopping list")
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	r.Clock.Forward(paintTime)
	if got := r.Clip.Content(); got != "a shopping list" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestStoringIsStoppedWithNothingLost(t *testing.T) {
	for gesture, stops := range map[string]func(*rig){
		"the button": func(r *rig) { r.Press(wordsFinishLater) },
		"Escape":     func(r *rig) { r.Key(fyne.KeyEscape) },
	} {
		r := newRig(t, someState())
		r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
		w := r.pastesNew()
		r.Press("Next")
		r.Until("it is sent", func() bool { return len(r.Service.Asked()) == 1 })
		stops(r)
		r.Until("it is given up", func() bool { return w.paste.stop == nil })
		r.Sees(wordsStopped)
		if r.at(w, rotatePaste); !w.paste.holds() || r.Service.Given[0].Len() != 0 {
			t.Errorf("%s: what was pasted is lost, or a copy of it is left", gesture)
		}
		r.Service.Set(func() { r.Service.Hold = nil })
		r.Press("Next")
		r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	}
}

func TestAWrongEndDateIsSaidInPlace(t *testing.T) {
	for typed, said := range map[string]string{"31/12": kit.WordsNoDay("The end"), "21 Nov 2026": wordsEndsTooSoon, "1 Jan 2020": wordsEndsTooSoon} {
		r := newRig(t, someState())
		w := r.pastesNew()
		w.paste.expires.SetText(typed)
		r.Press("Next")
		r.Sees(said)
		if r.Focused() != fyne.Focusable(w.paste.expires) {
			t.Errorf("%s: the date does not have the focus", typed)
		}
		w.paste.expires.SetText("")
		r.Misses(said)
	}
}

func TestTheWrongKeyCanBeReplacedAfterStoring(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.altLeft()
	r.Sees(wordsPasteAnother, "••••h8Ys")
	r.Press("Next") // it was the right one
	r.at(w, rotatePlaces)
	r.altLeft()
	w.takes(secondKey("openai", "project"))
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
}

func TestNoKeyIsPutWhereItWouldBeSeen(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.Press(wordsAddPlace)
	r.pastes(secondKey("openai", "project"))
	r.Sees(wordsPasteInTwo)
	if w.places.field.Text != "" {
		t.Error("the key is in sight")
	}
}

func TestSpacesReplaceNoNewKey(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	before := string(w.paste.field.part)
	w.takes("  \n ")
	if string(w.paste.field.part) != before {
		t.Error("spaces took its place")
	}
	w.paste.wipe()
	w.takes("")
	r.Sees(wordsNoClipboard)
}

func TestTheEndOfOneValueIsNotThatOfAnother(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	w.paste.expires.SetText("1 Mar 2027")
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	r.altLeft()
	w.takes(madeUp("openai", "project"))
	if got := w.paste.expires.Text; got != "" {
		t.Errorf("it ends on %q", got)
	}
	a := accepted()
	a.Expires = today.AddDate(0, 0, 90)
	r.checksNew(w, a)
	if w.paste.expires.Text == "" {
		t.Fatal("the end that the provider tells is not taken")
	}
	w.takes(secondKey("openai", "project"))
	if got := w.paste.expires.Text; got != "" {
		t.Errorf("the other one ends on %q", got)
	}
}

// Who pastes the old key after a wrong one can go back to it.
func TestAWrongPasteHasAWayBack(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.altLeft()
	r.untilTurned(w, api.StepPaste)
	w.takes(secondKey("openai", "project"))
	r.Service.Fail(&api.Error{Kind: api.Refused, Reason: api.OldValue, Text: "This is the old key of chat-app. Paste the new one, or go back to it with: keytray rotate chat-app --back"})
	r.Press("Next")
	r.Until("it is refused", func() bool { return w.paste.stop == nil })
	r.Sees(wordsIsOldKey)
	r.Misses("--back")
	r.Service.Fail(nil)
	r.Press(wordsGoBack)
	r.Sees(wordsGoBackQuestion, "which ends in Rw2A, becomes the current one again")
	r.Press("Cancel")
	if n := len(r.Service.Rotated); n != 1 {
		t.Fatalf("it is asked to rotate %d times", n)
	}
	r.Press(wordsGoBack)
	r.Press(wordsGoBackYes)
	r.Until("it is done", func() bool { return w.at == rotateCreate })
	got := r.Service.Rotated[1]
	if !got.Back || got.Secret.Len() != 0 || got.Name != "chat" {
		t.Errorf("sent %+v", got)
	}
	r.Sees("“chat-app” has its old key again.")
	if w.paste.holds() || w.hasNew() {
		t.Error("the value is left, or the wrong one counts as the new one")
	}
}

func TestTheOldKeyIsBackWithoutPastingIt(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.altLeft()
	r.untilTurned(w, api.StepPaste)
	r.Sees(wordsPasteAnother, wordsGoBack)
	r.Press(wordsGoBack)
	r.Service.Fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked."})
	r.Press(wordsGoBackYes)
	r.Until("it is refused", func() bool { return w.paste.stop == nil })
	r.at(w, rotatePaste)
	r.Sees("GNOME Keyring is locked.")
	r = newRig(t, someState())
	r.rotatingAt(api.StepPaste)
	r.Misses(wordsGoBack) // nothing is stored
}

// Of some providers a new key has another account, or another public half.
func TestTheNewKeyMayBelongToAnotherAccount(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste, func(k *api.Key) {
		k.Provider, k.ProviderName, k.Kind, k.Account = "langfuse", "Langfuse", "", "the old half"
	})
	w.takes(madeUp("langfuse", "secret"))
	r.Sees("Public key", "the old half")
	w.paste.check.account.SetText("")
	r.Press("Check at cloud.langfuse.com")
	r.Sees("Type the Public key first.")
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Fatalf("asked %q", asked)
	}
	w.paste.check.account.SetText("the new half")
	r.Press("Check at cloud.langfuse.com")
	r.Until("there is an answer", func() bool { return w.paste.check.stop == nil })
	if got := r.Service.Checks[0].Account; got != "the new half" {
		t.Errorf("asked about %q", got)
	}
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	if got := r.Service.Rotated[0].Account; got != "the new half" {
		t.Errorf("it is stored as that of %q", got)
	}
}

func TestTheAccountOfTheKeyIsLeftAlone(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	r.Misses("Account")
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	if got := r.Service.Rotated[0].Account; got != "" {
		t.Errorf("it is stored as that of %q", got)
	}
}

// A key that is shown once is not lost to the next paste.
func TestTheNewKeyBeforeCanBeBroughtBack(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	first, second := secondKey("openai", "project"), madeUp("openai", "project")
	w.takes(first)
	r.Misses(wordsBringBack)
	w.takes(second)
	r.Press(wordsBringBack)
	if string(w.paste.field.value) != first {
		t.Fatal("the first key is not back")
	}
	r.Press(wordsBringBack)
	if string(w.paste.field.value) != second {
		t.Error("there is no way back")
	}
	w.paste.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.Key(fyne.KeyDelete)
	r.Press(wordsBringBack)
	if string(w.paste.field.value) != first {
		t.Error("the first key is lost with the second")
	}
	w.takes("hello")
	if string(w.paste.field.value) != first {
		t.Error("what is no key takes its place")
	}
	r.Sees(wordsNoKey, wordsStillHere)
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	if w.paste.before.there() || r.Holds(first[:20]) || r.Holds(second[:20]) {
		t.Error("a value is left once it is stored")
	}
}

func TestLeavingWithAKeyBeforeAsks(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	w.takes(madeUp("openai", "project"))
	w.paste.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.Key(fyne.KeyDelete)
	r.Press(wordsFinishLater)
	if r.win.page != page(w) || r.over() == 0 {
		t.Error("the key before is thrown away without a question")
	}
}

// The new value is green only when nothing speaks against it.
func TestADoubtfulKeyIsNotGreen(t *testing.T) {
	green := kit.PhaseColor("fresh", kit.ToneTint)
	for text, good := range map[string]bool{
		secondKey("openai", "project"):      true,
		madeUp("anthropic", ""):             false,
		secondKey("openai", "project")[:90]: false,
	} {
		r := newRig(t, someState())
		w := r.rotatingAt(api.StepPaste)
		w.takes(text)
		if is := w.paste.head.fresh.plate.Fill == green; is != good {
			t.Errorf("green is %v where the page says %q", is, plain(w.paste.verdict.Text))
		}
	}
	r := newRig(t, someState())
	w := r.pastesNew()
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "chat-app has this value already."})
	r.Press("Next")
	r.Until("it is refused", func() bool { return w.paste.stop == nil })
	if w.paste.head.fresh.plate.Fill == green {
		t.Error("the value of before is green")
	}
}

func TestTwoKeysInOnePasteAreOneTooMany(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPaste).takes(secondKey("openai", "project") + "\n" + madeUp("openai", "project"))
	r.Sees("There is more than one key here.", wordsOneNewKey)
	r.Misses("add the others")
}

func TestTheCalendarStaysInTheWindow(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(720, 560))
	w := r.pastesNew()
	w.paste.expires.Open.Press()
	over := w.paste.expires.Over
	if over == nil {
		t.Fatal("there is no calendar")
	}
	at, size, room := over.Position(), over.MinSize(), r.win.p.Window.Canvas().Size()
	if at.X < 0 || at.Y < 0 || at.X+size.Width > room.Width || at.Y+size.Height > room.Height {
		t.Errorf("it is at %v, of %v, in %v", at, size, room)
	}
}

func TestLosingTheForegroundConcealsTheNewValue(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	key := secondKey("openai", "project")
	w.takes(key)
	for name, end := range map[string]func(){"the window": r.win.Conceal, "the press": r.win.released} {
		w.paste.field.eye.Set(true)
		r.Sees(key[:20])
		end()
		r.hides(key)
		if name == "the window" {
			w.paste.field.eye.Set(false)
		}
	}
}
