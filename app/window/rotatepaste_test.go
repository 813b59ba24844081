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
	if r.focused() != fyne.Focusable(w.paste.field) {
		t.Error("the field does not have the focus")
	}
	r.sees(wordsPasteNew, wordsOldKept, "not yet", "Paste from clipboard")
	key := secondKey("openai", "project")
	w.takes(key)
	r.sees("A new OpenAI project key.", wordsUnlikeOld, "164 characters", "••••"+key[len(key)-4:], "Does OpenAI accept it?", "OpenAI ends it on", wordsWillClear)
	if r.holds(key[:20]) {
		t.Error("the value is in sight")
	}
}

func TestAKeyThatEndsLikeTheOldOneIsDoubted(t *testing.T) {
	r := newRig(t, someState())
	key := secondKey("openai", "project")
	w := r.rotatingAt(api.StepPaste, func(k *api.Key) { k.Hint = "sk-proj-…" + key[len(key)-4:] })
	w.takes(key)
	r.sees(wordsLikeOld)
	r.misses(wordsUnlikeOld)
}

// Only the agent knows the old value: its sentence is shown where the key was pasted.
func TestTheOldKeyIsRefusedInPlace(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	r.svc.fail(&api.Error{Kind: api.Refused, Text: "This is the old key of chat-app. Paste the new one."})
	r.press("Next")
	r.until("it is refused", func() bool { return w.paste.stop == nil })
	r.at(w, rotatePaste)
	r.sees("This is the old key of chat-app. Paste the new one.")
	if !w.paste.holds() || r.svc.given[0].Len() != 0 {
		t.Error("the value is lost, or the copy that was sent is left")
	}
	r.svc.fail(nil)
	w.takes(madeUp("openai", "project"))
	r.misses("This is the old key")
}

func TestTheKeyOfAnotherProviderIsRefused(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	w.takes(madeUp("anthropic", ""))
	r.sees("This looks like an", "Anthropic", "chat-app is a key of OpenAI.")
	r.misses(wordsKeepAnyway, "Switch to")
	w.forward()
	r.at(w, rotatePaste)
}

func TestADamagedKeyIsKeptOnlyOnRequest(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	w.takes(secondKey("openai", "project")[:90])
	r.sees("Part of the key is missing.")
	if !w.onward.Disabled() {
		t.Error("Next can be pressed")
	}
	r.press(wordsKeepAnyway)
	r.press("Next")
	r.until("it is stored", func() bool { return w.at == rotatePlaces })
}

func TestTheProviderIsAskedAboutTheNewKeyOnRequest(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	if asked := r.svc.asked(); len(asked) > 0 {
		t.Fatalf("asked %q", asked)
	}
	a := accepted()
	a.Expires = today.AddDate(0, 0, 90)
	r.checksNew(w, a)
	r.sees("Accepted by OpenAI just now", "Check again")
	if got := r.svc.checks[0]; got.Provider != "openai" || got.Kind != "project" || got.Name != "" || !got.Confirmed {
		t.Errorf("asked %+v", got)
	}
	if w.paste.expires.Text != "19 Feb 2027" {
		t.Errorf("the end is %q", w.paste.expires.Text)
	}
	r.checksNewAgain(w, api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}})
	r.sees("OpenAI refused this key.", wordsKeepAnyway)
	if !w.onward.Disabled() {
		t.Error("a refused key can be stored without a word")
	}
}

func (r *rig) checksNewAgain(w *rotateWizard, a api.Checked) {
	r.Helper()
	r.svc.set(func() { r.svc.checked = a })
	r.press("Check again")
	r.until("there is an answer", func() bool { return w.paste.check.stop == nil })
}

func TestEscapeStopsTheCheckFirst(t *testing.T) {
	r := newRig(t, someState())
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	w := r.pastesNew()
	r.press("Check")
	r.sees("Asking OpenAI. Esc stops it.")
	r.key(fyne.KeyEscape)
	r.at(w, rotatePaste)
	r.sees("Does OpenAI accept it?")
	r.key(fyne.KeyEscape)
	r.sees("Throw away the pasted key?")
	r.press("Keep going")
	r.at(w, rotatePaste)
	r.press(wordsFinishLater)
	r.press("Throw away")
	if r.win.page != page(r.win.keys) || w.paste.holds() {
		t.Error("the value is left")
	}
}

func TestTheNewValueIsStoredThenCleared(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	key := secondKey("openai", "project")
	r.clip.SetContent(key)
	r.press("Paste from clipboard")
	w.paste.expires.SetText("21 Nov 2027")
	hold := make(chan struct{})
	r.svc.set(func() { r.svc.hold = hold })
	r.press("Next")
	r.sees("Storing…")
	if r.clip.Content() != key {
		t.Error("it is cleared before it is stored")
	}
	close(hold)
	r.until("it is stored", func() bool { return w.at == rotatePlaces })
	r.clock.forward(paintTime)
	if r.clip.Content() != "" || w.paste.holds() {
		t.Error("the value is left")
	}
	got := r.svc.rotated[0]
	if r.svc.secrets[0] != key || got.Name != "chat" || !got.Expires.Equal(onDay("2027-11-21")) || r.svc.given[0].Len() != 0 {
		t.Errorf("got %+v", got)
	}
	if turned := r.turned(); len(turned) > 0 {
		t.Errorf("storing leads to the places by itself; told %q", turned)
	}
	r.sees(wordsPutNew, "••••"+key[len(key)-4:])
}

func TestAnotherCopyOnTheClipboardStays(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	r.clip.SetContent("a shopping list")
	r.press("Next")
	r.until("it is stored", func() bool { return w.at == rotatePlaces })
	r.clock.forward(paintTime)
	if got := r.clip.Content(); got != "a shopping list" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestStoringIsStoppedWithNothingLost(t *testing.T) {
	for gesture, stops := range map[string]func(*rig){
		"the button": func(r *rig) { r.press(wordsFinishLater) },
		"Escape":     func(r *rig) { r.key(fyne.KeyEscape) },
	} {
		r := newRig(t, someState())
		r.svc.set(func() { r.svc.hold = make(chan struct{}) })
		w := r.pastesNew()
		r.press("Next")
		r.until("it is sent", func() bool { return len(r.svc.asked()) == 1 })
		stops(r)
		r.until("it is given up", func() bool { return w.paste.stop == nil })
		r.sees(wordsStopped)
		if r.at(w, rotatePaste); !w.paste.holds() || r.svc.given[0].Len() != 0 {
			t.Errorf("%s: what was pasted is lost, or a copy of it is left", gesture)
		}
		r.svc.set(func() { r.svc.hold = nil })
		r.press("Next")
		r.until("it is stored", func() bool { return w.at == rotatePlaces })
	}
}

func TestAWrongEndDateIsSaidInPlace(t *testing.T) {
	for typed, said := range map[string]string{"31/12": kit.WordsNoDay("The end"), "21 Nov 2026": wordsEndsTooSoon, "1 Jan 2020": wordsEndsTooSoon} {
		r := newRig(t, someState())
		w := r.pastesNew()
		w.paste.expires.SetText(typed)
		r.press("Next")
		r.sees(said)
		if r.focused() != fyne.Focusable(w.paste.expires) {
			t.Errorf("%s: the date does not have the focus", typed)
		}
		w.paste.expires.SetText("")
		r.misses(said)
	}
}

func TestTheWrongKeyCanBeReplacedAfterStoring(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.altLeft()
	r.sees(wordsPasteAnother, "••••h8Ys")
	r.press("Next") // it was the right one
	r.at(w, rotatePlaces)
	r.altLeft()
	w.takes(secondKey("openai", "project"))
	r.press("Next")
	r.until("it is stored", func() bool { return w.at == rotatePlaces })
}

func TestNoKeyIsPutWhereItWouldBeSeen(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.press(wordsAddPlace)
	r.pastes(secondKey("openai", "project"))
	r.sees(wordsPasteInTwo)
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
	r.sees(wordsNoClipboard)
}

func TestTheEndOfOneValueIsNotThatOfAnother(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	w.paste.expires.SetText("1 Mar 2027")
	r.press("Next")
	r.until("it is stored", func() bool { return w.at == rotatePlaces })
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
	r.svc.fail(&api.Error{Kind: api.Refused, Text: "This is the old key of chat-app. Paste the new one, or go back to it with: keytray rotate chat-app --back"})
	r.press("Next")
	r.until("it is refused", func() bool { return w.paste.stop == nil })
	r.sees(wordsIsOldKey)
	r.misses("--back")
	r.svc.fail(nil)
	r.press(wordsGoBack)
	r.sees(wordsGoBackQuestion, "which ends in Rw2A, becomes the current one again")
	r.press("Cancel")
	if n := len(r.svc.rotated); n != 1 {
		t.Fatalf("it is asked to rotate %d times", n)
	}
	r.press(wordsGoBack)
	r.press(wordsGoBackYes)
	r.until("it is done", func() bool { return w.at == rotateCreate })
	got := r.svc.rotated[1]
	if !got.Back || got.Secret.Len() != 0 || got.Name != "chat" {
		t.Errorf("sent %+v", got)
	}
	r.sees("“chat-app” has its old key again.")
	if w.paste.holds() || w.hasNew() {
		t.Error("the value is left, or the wrong one counts as the new one")
	}
}

func TestTheOldKeyIsBackWithoutPastingIt(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	r.altLeft()
	r.untilTurned(w, api.StepPaste)
	r.sees(wordsPasteAnother, wordsGoBack)
	r.press(wordsGoBack)
	r.svc.fail(&api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked."})
	r.press(wordsGoBackYes)
	r.until("it is refused", func() bool { return w.paste.stop == nil })
	r.at(w, rotatePaste)
	r.sees("GNOME Keyring is locked.")
	r = newRig(t, someState())
	r.rotatingAt(api.StepPaste)
	r.misses(wordsGoBack) // nothing is stored
}

// Of some providers a new key has another account, or another public half.
func TestTheNewKeyMayBelongToAnotherAccount(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste, func(k *api.Key) {
		k.Provider, k.ProviderName, k.Kind, k.Account = "langfuse", "Langfuse", "", "the old half"
	})
	w.takes(madeUp("langfuse", "secret"))
	r.sees("Public key", "the old half")
	w.paste.check.account.SetText("")
	r.press("Check at cloud.langfuse.com")
	r.sees("Type the Public key first.")
	if asked := r.svc.asked(); len(asked) > 0 {
		t.Fatalf("asked %q", asked)
	}
	w.paste.check.account.SetText("the new half")
	r.press("Check at cloud.langfuse.com")
	r.until("there is an answer", func() bool { return w.paste.check.stop == nil })
	if got := r.svc.checks[0].Account; got != "the new half" {
		t.Errorf("asked about %q", got)
	}
	r.press("Next")
	r.until("it is stored", func() bool { return w.at == rotatePlaces })
	if got := r.svc.rotated[0].Account; got != "the new half" {
		t.Errorf("it is stored as that of %q", got)
	}
}

func TestTheAccountOfTheKeyIsLeftAlone(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	r.misses("Account")
	r.press("Next")
	r.until("it is stored", func() bool { return w.at == rotatePlaces })
	if got := r.svc.rotated[0].Account; got != "" {
		t.Errorf("it is stored as that of %q", got)
	}
}

// A key that is shown once is not lost to the next paste.
func TestTheNewKeyBeforeCanBeBroughtBack(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotatingAt(api.StepPaste)
	first, second := secondKey("openai", "project"), madeUp("openai", "project")
	w.takes(first)
	r.misses(wordsBringBack)
	w.takes(second)
	r.press(wordsBringBack)
	if string(w.paste.field.value) != first {
		t.Fatal("the first key is not back")
	}
	r.press(wordsBringBack)
	if string(w.paste.field.value) != second {
		t.Error("there is no way back")
	}
	w.paste.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.key(fyne.KeyDelete)
	r.press(wordsBringBack)
	if string(w.paste.field.value) != first {
		t.Error("the first key is lost with the second")
	}
	w.takes("hello")
	if string(w.paste.field.value) != first {
		t.Error("what is no key takes its place")
	}
	r.sees(wordsNoKey, wordsStillHere)
	r.press("Next")
	r.until("it is stored", func() bool { return w.at == rotatePlaces })
	if w.paste.before.there() || r.holds(first[:20]) || r.holds(second[:20]) {
		t.Error("a value is left once it is stored")
	}
}

func TestLeavingWithAKeyBeforeAsks(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	w.takes(madeUp("openai", "project"))
	w.paste.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.key(fyne.KeyDelete)
	r.press(wordsFinishLater)
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
	r.svc.fail(&api.Error{Kind: api.Refused, Text: "chat-app has this value already."})
	r.press("Next")
	r.until("it is refused", func() bool { return w.paste.stop == nil })
	if w.paste.head.fresh.plate.Fill == green {
		t.Error("the value of before is green")
	}
}

func TestTwoKeysInOnePasteAreOneTooMany(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPaste).takes(secondKey("openai", "project") + "\n" + madeUp("openai", "project"))
	r.sees("There is more than one key here.", wordsOneNewKey)
	r.misses("add the others")
}

func TestTheCalendarStaysInTheWindow(t *testing.T) {
	r := newRig(t, someState())
	r.frame.Resize(fyne.NewSize(720, 560))
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
		r.sees(key[:20])
		end()
		r.hides(key)
		if name == "the window" {
			w.paste.field.eye.Set(false)
		}
	}
}
