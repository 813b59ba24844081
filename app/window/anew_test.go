package window

import (
	"crypto/rand"
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/text"
)

// speaks changes the language in the settings, as a command does.
func (r *rig) speaks(tag string) {
	r.win.p.Speak = text.Use
	r.Cleanup(func() { text.Use("en") })
	r.change(func(st *api.State) {
		st.Settings = someSettings()
		setTo(st, settingLanguage, tag)
	})
}

func TestEveryPageSpeaksTheNewLanguageAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		open          func(*rig)
		before, after string
	}{
		"keys":       {func(r *rig) {}, "Hold to reveal", "Zum Anzeigen halten"},
		"settings":   {func(r *rig) { r.win.Open(api.View{Name: api.ViewSettings}) }, "Changes apply at once.", "Änderungen gelten sofort."},
		"doctor":     {func(r *rig) { r.win.Open(api.View{Name: api.ViewDoctor}) }, "Check again", "Noch mal prüfen"},
		"bin":        {func(r *rig) { r.win.over(newBinPage(r.win)) }, "Bin", "Papierkorb"},
		"overview":   {func(r *rig) { r.win.Open(api.View{Name: api.ViewRotation}) }, "Rotation", "Austausch"},
		"help":       {func(r *rig) { r.win.help() }, "Keyboard shortcuts", "Tastenkürzel"},
		"passphrase": {func(r *rig) { r.win.over(newPassphrasePage(r.win)) }, "Change the passphrase", "Passphrase ändern"},
		"setup":      {func(r *rig) { r.win.openSetup() }, "Cancel", "Abbrechen"},
		"rotate":     {func(r *rig) { r.rotatingAt(api.StepPlaces) }, "Finish later", "Später fertig machen"},
	} {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(980, 900))
		r.win.keys.list.open("obsidian")
		c.open(r)
		r.Sees(c.before)
		r.speaks("de")
		if want := text.T(c.before); want != c.before && want != c.after {
			c.after = want
		}
		t.Log(name)
		r.Sees(c.after)
		r.Misses(c.before)
		r.win.p.Speak = nil
		text.Use("en")
	}
}

func TestAnotherLanguageTakesNothingThatWasTyped(t *testing.T) {
	r := newRig(t, someState())
	s := r.win.openSetup()
	s.pasted(madeUp("openai", ""))
	r.speaks("de")
	if r.win.page != page(s) || !s.hasKey() {
		t.Error("the pasted key is gone")
	}

	text.Use("en")
	r = newRig(t, someState())
	r.win.over(newPassphrasePage(r.win))
	typed := rand.Text()
	r.win.page.(*passphrasePage).old.SetText(typed)
	r.speaks("de")
	if got := r.win.page.(*passphrasePage).old.Text; got != typed {
		t.Error("the passphrase is another one")
	}
}

func TestAnotherLanguageWaitsForWhatIsTypedAboutAKey(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("chat bot")
	before := r.win.keys
	r.speaks("de")
	if e := r.edit(0); *e.NewName != "chat bot" {
		t.Errorf("sent %+v", e)
	}
	r.Until("the window speaks German", func() bool { return r.win.keys != before })
	if !r.win.keys.detail.editing {
		t.Error("the editing has ended")
	}

	text.Use("en")
	r = editingRig(t, "chat")
	r.Service.Fail(nameTaken)
	r.types("launcher")
	r.speaks("de")
	r.UntilSees(nameTaken.Text)
	if f := r.win.keys.detail.editor.name.entry; f.Text != "launcher" {
		t.Errorf("the field has %q", f.Text)
	}
}

func TestAnotherLanguageComesOnceARefusedEditIsDropped(t *testing.T) {
	for name, drop := range map[string]func(*rig){
		"Esc gives the old name back": func(r *rig) { r.Key(fyne.KeyEscape) },
		"another name is saved":       func(r *rig) { r.types("chat bot"); r.Key(fyne.KeyReturn) },
	} {
		r := editingRig(t, "chat")
		r.Service.Fail(nameTaken)
		r.types("launcher")
		r.Key(fyne.KeyReturn)
		r.UntilSees(nameTaken.Text)
		r.Service.Fail(nil)
		r.speaks("de")
		r.Sees("launcher")
		if text.Language() != "en" {
			t.Fatalf("%s: a part speaks %s while the name is refused", name, text.Language())
		}
		drop(r)
		r.Until(name+", and the window speaks German", func() bool { return !r.win.speaking.later })
		r.Key(fyne.KeyEscape)
		r.Sees(text.T("Hold to reveal"))
		r.Misses("Hold to reveal")
		r.win.p.Speak = nil
		text.Use("en")
	}
}

// A letter that follows a refusal is not saved before the person is done, and no new
// field takes the next one's place.
func TestAnotherLanguageDoesNotCutInWhileANameIsTyped(t *testing.T) {
	r := editingRig(t, "chat")
	r.Service.Fail(nameTaken)
	r.types("launcher")
	r.Key(fyne.KeyReturn)
	r.UntilSees(nameTaken.Text)
	r.Service.Fail(nil)
	r.speaks("de")
	r.typesOn(" two")
	r.change(func(st *api.State) { st.Notice = "something else" })
	r.Until("the tries are over", func() bool { return !r.win.speaking.tries })
	if f := r.win.keys.detail.editor.name.entry; f.Text != "launcher two" || text.Language() != "en" {
		t.Errorf("the field has %q, in %s", f.Text, text.Language())
	}
	r.Key(fyne.KeyReturn)
	r.Until("the window speaks German", func() bool { return text.Language() == "de" })
}

// A wizard with something in it, and its end, is of one language with all around it.
func TestAnotherLanguageWaitsForAWizard(t *testing.T) {
	for name, c := range map[string]struct {
		open  func(*rig)
		leave func(*rig)
	}{
		"a pasted key": {func(r *rig) { r.win.openSetup().pasted(madeUp("openai", "")) }, func(r *rig) {
			r.Key(fyne.KeyEscape)
			r.dialogButton("Throw away").OnTapped()
		}},
		"a rotation's end": {func(r *rig) { r.rotatingAt(api.StepPlaces).jump(rotateDone) }, func(r *rig) { r.win.back() }},
		"a leak with an answer": {func(r *rig) {
			r.win.openLeaked("whisper")
			r.win.page.(*leakedPage).answer = "It still works."
		}, func(r *rig) { r.win.back() }},
	} {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(980, 900))
		c.open(r)
		open := r.win.page
		r.speaks("de")
		if r.win.page != open || text.Language() != "en" {
			t.Fatalf("%s: the language changed to %s meanwhile", name, text.Language())
		}
		r.win.refresh()
		r.Sees("The new language comes once you are done here.")
		c.leave(r)
		r.Until(name+" is left, and the window speaks German", func() bool { return !r.win.speaking.later })
		r.Sees(text.T("Hold to reveal"))
		r.Misses("Hold to reveal")
		r.win.p.Speak = nil
		text.Use("en")
	}
}
