package window

import (
	"testing"
	"time"

	"keytray/app/api"
)

// copies is what another program puts on the clipboard, and the time until
// somebody has looked.
func (r *rig) copies(text string) {
	r.Clip.SetContent(text)
	r.Clock.Forward(time.Second)
}

func TestACopiedKeyIsFilledInWhereThePersonWantsIt(t *testing.T) {
	key := madeUp("openai", "project")
	r := newRig(t, someState())
	s := r.pasting("openai")
	r.copies(key)
	if s.hasKey() || r.Clock.Waiting() != 0 {
		t.Fatal("it looks at the clipboard without being told to")
	}
	s.paste.fills.SetChecked(true)
	r.Clock.Forward(time.Second)
	if s.hasKey() {
		t.Error("it takes what was copied before it was switched on")
	}
	r.copies("a sentence that somebody copied")
	if s.hasKey() {
		t.Error("it takes what is no key")
	}
	r.copies(key)
	if string(s.paste.field.value) != key {
		t.Error("it does not take a key")
	}
	r.copies(madeUp("anthropic", ""))
	if string(s.paste.field.value) != key {
		t.Error("it replaces a key that is not stored")
	}
	s.paste.field.empty()
	s.paste.changed()
	r.Clock.Forward(time.Second)
	if s.hasKey() {
		t.Error("it takes what was copied while another key was there")
	}
	r.copies(madeUp("anthropic", "") + "\n")
	r.Sees("Switch to Anthropic") // surely one of another provider
	s.takes(key)
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{ID: "chat", Until: r.Clock.At.Add(time.Minute)} })
	r.copies(madeUp("anthropic", ""))
	r.copies(madeUp("openai", "admin"))
	if string(s.paste.field.value) != key {
		t.Error("it takes a key that Keytray itself copied")
	}
	s.paste.fills.SetChecked(false)
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{} })
	r.copies(madeUp("openai", "legacy"))
	if string(s.paste.field.value) != key {
		t.Error("it goes on after it was switched off")
	}
}

func TestACopiedKeyTurnsToTheStepThatTakesIt(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.back()
	s.turn(setupGet)
	s.paste.watch.set(true)
	r.copies(madeUp("openai", "project"))
	if s.at != setupPaste || !s.hasKey() {
		t.Errorf("step %d", s.at)
	}
}

func TestNobodyLooksAtTheClipboardOutOfSight(t *testing.T) {
	for name, away := range map[string]func(r *rig, s *setup){
		"the next step": func(_ *rig, s *setup) { s.takes(filler(47)); s.forward() },
		"settings":      func(r *rig, _ *setup) { r.win.Open(api.View{Name: api.ViewSettings}) },
		"the keys":      func(r *rig, _ *setup) { r.win.openKeys(filterAll, "") },
	} {
		r := newRig(t, someState())
		s := r.pasting("openai")
		s.paste.watch.set(true)
		away(r, s)
		before := string(s.paste.field.value)
		r.Clock.Forward(time.Second)
		if n := r.Clock.Waiting(); n != 0 {
			t.Errorf("%s: %d timers go on", name, n)
		}
		r.copies(madeUp("openai", "project"))
		if string(s.paste.field.value) != before {
			t.Errorf("%s: it looks", name)
		}
	}
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.paste.watch.set(true)
	r.win.Open(api.View{Name: api.ViewSettings})
	r.Clock.Forward(time.Second)
	r.win.Open(api.View{Name: api.ViewAdd})
	s = r.pasting("openai")
	if !s.paste.fills.Checked {
		t.Error("the switch is forgotten while the window is open")
	}
	r.copies(madeUp("openai", "project"))
	if !s.hasKey() {
		t.Error("it does not look again")
	}
}
