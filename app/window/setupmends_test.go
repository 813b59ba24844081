package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// holding makes the service know whose some values are.
func (r *rig) holding(by map[string]api.Holding) {
	r.Service.Set(func() {
		r.Service.Holds = func(value string) (api.Holding, error) { return by[value], nil }
	})
}

func TestAWholeSentenceIsNotStoredAsAKey(t *testing.T) {
	const sentence = "Dear Mara, here it is"
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(sentence)
	for range 3 {
		r.Key(fyne.KeyReturn)
		r.Clock.Forward(kit.HeldFor)
	}
	if s.at != setupPaste || len(r.Service.Added) > 0 {
		t.Errorf("three times Enter lead to step %d", s.at)
	}
	r.Press(wordsKeepAnyway)
	if r.Key(fyne.KeyReturn); s.at != setupName {
		t.Error("who insists does not get on")
	}

	r = newRig(t, someState())
	w := r.rotating()
	w.jump(rotatePaste)
	w.takes(sentence)
	if r.Key(fyne.KeyReturn); len(r.Service.Rotated) > 0 || w.at != rotatePaste {
		t.Error("it is stored as the new value of a key")
	}
	r.Press(wordsKeepAnyway)
}

func TestALineBreakCanBeTakenOut(t *testing.T) {
	key := madeUp("openai", "project")
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(key[:80] + "\n" + key[80:])
	r.Sees("There is a space or line break inside the key.", wordsKeepAnyway)
	r.Press("Remove the line break")
	if string(s.paste.field.part) != key {
		t.Errorf("%d characters are left", len(s.paste.field.part))
	}
	r.Sees("This looks like an OpenAI project key.")
	s.paste.wipe()
	s.takes(key[:50] + "\r\n" + key[50:100] + "\n  " + key[100:])
	r.Press("Remove the 2 line breaks")
	r.Sees("This looks like an OpenAI project key.")

	w := newRig(t, someState())
	n := w.rotating()
	n.jump(rotatePaste)
	other := secondKey("openai", "project")
	n.takes(other[:80] + "\n" + other[80:])
	w.Press("Remove the line break")
	if string(n.paste.field.part) != other {
		t.Errorf("%d characters are left", len(n.paste.field.part))
	}
}

// Nothing is offered where the rest is no key for sure.
func TestALineBreakIsTakenOutOfAWholeKeyAlone(t *testing.T) {
	key := madeUp("openai", "project")
	for name, text := range map[string]string{
		"cut off": key[:80] + "\n" + key[80:150], "unknown": filler(20) + "\n" + filler(20), "a space": key[:80] + " " + key[80:],
		"words": "Dear Mara,\nhere it is",
	} {
		r := newRig(t, someState())
		s := r.pasting("openai")
		s.takes(text)
		if seen := r.Seen(); strings.Contains(seen, "Remove the") {
			t.Errorf("%s: it is offered in %q", name, seen)
		}
	}
}

func TestAWrongPasteIsTakenAwayWithTheMouse(t *testing.T) {
	for name, open := range map[string]func(r *rig) *pasteField{
		"setup": func(r *rig) *pasteField {
			s := r.pasting("openai")
			s.takes("sk-" + filler(50))
			return s.paste.field
		},
		"rotate": func(r *rig) *pasteField { return r.pastesNew().paste.field },
	} {
		r := newRig(t, someState())
		f := open(r)
		before := string(f.value)
		if !f.remove.Visible() {
			t.Fatalf("%s: there is no way to take it away", name)
		}
		f.remove.Tapped(nil)
		r.Sees("Paste from clipboard", wordsStillHere, wordsBringBack)
		if len(f.value) > 0 || r.Focused() != fyne.Focusable(f) {
			t.Errorf("%s: %d characters are left, the focus is on %T", name, len(f.value), r.Focused())
		}
		r.Press(wordsBringBack)
		if string(f.value) != before {
			t.Errorf("%s: it does not come back", name)
		}
	}
}

func TestWhoTakesAKeyAwayIsAskedBeforeItIsLost(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasted()
	s.paste.field.remove.Tapped(nil)
	s.escape()
	r.Sees("Throw away the pasted key?")
}

func TestAKeyThatIsKeptIsToldAtOnce(t *testing.T) {
	key, other := madeUp("openai", "project"), madeUp("openai", "admin")
	r := newRig(t, someState())
	r.holding(map[string]api.Holding{key: {ID: "obsidian", Name: "Obsidian notes", Current: true}})
	s := r.pasting("openai")
	s.takes(key)
	r.UntilSees("You already keep this key as")
	r.Sees("Obsidian notes", "Show it")
	r.Misses(wordsKeepAnyway, "Does OpenAI accept it?")
	if r.Key(fyne.KeyReturn); s.at != setupPaste || !s.onward.Disabled() {
		t.Error("it can be stored a second time")
	}
	s.takes(other)
	r.Misses("You already keep this key as")
	if s.onward.Disabled() {
		t.Error("another key cannot be stored")
	}
	s.takes(key)
	r.UntilSees("You already keep this key as")
	r.Press("Show it")
	if r.over() != 1 {
		t.Fatal("the other key, pasted over, is thrown away without asking")
	}
	r.Press("Throw away")
	if r.win.keys.list.selected != "obsidian" {
		t.Errorf("%q is selected", r.win.keys.list.selected)
	}
}

func TestCancelDoesNotSayThatAKeptKeyIsLost(t *testing.T) {
	key := madeUp("openai", "project")
	r := newRig(t, someState())
	r.holding(map[string]api.Holding{key: {ID: "obsidian", Name: "Obsidian notes", Current: true}})
	s := r.pasting("openai")
	s.takes(key)
	r.UntilSees("You already keep this key as")
	if s.escape(); r.over() != 0 || r.win.page != page(r.win.keys) {
		t.Error("it asks before a key is lost that is kept")
	}

	// Told only after Store key, for the keychain was locked.
	r = newRig(t, someState())
	s, p := r.naming()
	r.Service.Fail(haveAlready)
	r.holding(map[string]api.Holding{key: {ID: "obsidian", Name: "Obsidian notes", Current: true}})
	s.forward()
	r.Until("it is refused", func() bool { return p.stop == nil })
	r.Until("it is known", func() bool { return s.paste.same.safe() })
	if s.escape(); strings.Contains(r.Seen(), wordsThrowKey) {
		t.Error("it says that the key is lost, and it is kept")
	}
}

func TestANewKeyThatIsNoneIsToldAtOnce(t *testing.T) {
	value := secondKey("openai", "project")
	for name, c := range map[string]struct {
		by   api.Holding
		says string
	}{
		"the same":  {api.Holding{ID: "chat", Name: "chat-app", Current: true}, "This is the value that the key has already."},
		"an old":    {api.Holding{ID: "chat", Name: "chat-app"}, "This is the old key of chat-app. Paste the new one."},
		"another's": {api.Holding{ID: "obsidian", Name: "Obsidian notes", Current: true}, "You already keep this key as"},
		"binned":    {api.Holding{ID: "gone", Name: "launcher", Binned: true}, ", in the bin."},
	} {
		r := newRig(t, someState())
		r.holding(map[string]api.Holding{value: c.by})
		w := r.rotating()
		w.jump(rotatePaste)
		w.takes(value)
		r.UntilSees(c.says)
		if !w.onward.Disabled() {
			t.Errorf("%s: it can be stored", name)
		}
		if w.escape(); r.over() != 0 {
			t.Errorf("%s: Finish later asks before nothing is lost", name)
		}
	}
}

func TestTheSecondOfTwoClicksStoresNothing(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	r.Clock.Forward(kit.HeldFor)
	s.onward.Tapped(nil)
	r.Clock.Forward(120 * time.Millisecond)
	s.onward.Tapped(nil)
	if s.at != setupName || s.name.stop != nil {
		t.Fatalf("step %d, it is being stored: %v", s.at, s.name.stop != nil)
	}
	r.Clock.Forward(kit.HeldFor)
	s.onward.Tapped(nil)
	r.Until("it is stored", func() bool { return s.at == setupDone })
	s.onward.Tapped(nil)
	if r.win.page != page(s) {
		t.Error("the last page is gone before it was read")
	}
}

func TestTheFirstSetupAsksAboutTheLogin(t *testing.T) {
	ready := func(chosen bool) *rig {
		st := someState()
		st.Settings = []api.Setting{{Key: settingLogin, Value: "false", Default: "false", Chosen: chosen}}
		r := newRig(t, st)
		r.ready("meeting notes")
		return r
	}
	const asks = "Start Keytray when I log in"
	set := func(r *rig) []string {
		return slices.DeleteFunc(slices.Clone(r.Service.Asked()), func(c string) bool { return !strings.HasPrefix(c, "set ") })
	}
	r := ready(true)
	r.Misses(asks)
	r.Press("Done")
	if got := set(r); len(got) > 0 {
		t.Errorf("it was answered, and is set: %q", got)
	}

	r = ready(false)
	r.Sees(asks, "It reminds you only while it runs.")
	q := r.win.page.(*setup).steps[setupDone].(*doneStep).login
	for range 12 {
		if r.Focused() == fyne.Focusable(q.on) {
			break
		}
		r.Frame.Canvas().FocusNext()
	}
	if r.Focused() != fyne.Focusable(q.on) {
		t.Fatal("Tab does not reach it")
	}
	r.Key(fyne.KeySpace)
	r.Until("it is set", func() bool { return slices.Equal(set(r), []string{"set start.at_login true"}) })
	r.change(func(st *api.State) {
		st.Settings = []api.Setting{{Key: settingLogin, Value: "true", Default: "false", Chosen: true}}
	})
	r.Sees(asks) // it does not go while one looks
	r.Press("Done")
	if got := set(r); len(got) != 1 {
		t.Errorf("it is set %q", got)
	}

	r = ready(false)
	r.Press("Done") // is an answer, too
	r.Until("it is set", func() bool { return slices.Equal(set(r), []string{"set start.at_login false"}) })
}

func TestALoginThatCannotBeSetSaysSo(t *testing.T) {
	st := someState()
	st.Settings = []api.Setting{{Key: settingLogin, Value: "false", Default: "false"}}
	r := newRig(t, st)
	s := r.ready("meeting notes")
	q := s.steps[setupDone].(*doneStep).login
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "Nothing can be started at login here."})
	q.on.Turn()
	r.UntilSees("Nothing can be started at login here.")
	if q.on.On {
		t.Error("it shows as on")
	}
}
