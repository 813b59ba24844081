package window

import (
	"crypto/sha256"
	"maps"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// pasting opens the setup at the step where a key of a provider is pasted.
func (r *rig) pasting(id string) *setup {
	r.Helper()
	s := r.setup()
	p, ok := r.win.catalogue().ByID(id)
	if !ok {
		r.Fatalf("no provider %s", id)
	}
	s.choose(p)
	s.turn(setupPaste)
	return s
}

// takes pastes a text as a person does.
func (s *setup) takes(text string) {
	clip := test.NewClipboard()
	clip.SetContent(text)
	s.paste.field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
}

// answers presses Check and waits for the answer.
func (r *rig) answers(s *setup, a api.Checked) {
	r.Helper()
	r.Service.Set(func() { r.Service.Checked = a })
	r.Press("Check")
	r.Until("there is an answer", func() bool { return s.paste.check.stop == nil })
}

func accepted() api.Checked {
	return api.Checked{
		Verified: api.Verified{At: today, Result: api.CheckAccepted}, Text: "Accepted by OpenAI just now.", Host: "api.openai.com",
		Count: 41, Counts: "models", Took: 420 * time.Millisecond,
	}
}

// naming is the step after an accepted key.
func (r *rig) naming() (*setup, *nameStep) {
	r.Helper()
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	r.answers(s, accepted())
	s.forward()
	r.Clock.Forward(kit.HeldFor)
	return s, s.steps[setupName].(*nameStep)
}

// ready is the last step.
func (r *rig) ready(name string) *setup {
	r.Helper()
	s, p := r.naming()
	p.name.SetText(name)
	r.Clip.SetContent("")
	s.forward()
	r.Until("it is stored", func() bool { return s.at == setupDone })
	r.Clock.Forward(kit.HeldFor)
	s.draft.cleared = true
	r.change(func(st *api.State) {
		k := keyOf("new", name, "openai", "", 0)
		k.ProviderName, k.Env = "OpenAI", "OPENAI_API_KEY"
		st.Keys = append(st.Keys, k)
	})
	return s
}

// messages are what the paste step says of what is pasted.
var messages = map[string]func(r *rig) *setup{
	"empty": func(r *rig) *setup { return r.pasting("openai") },
	"cut":   func(r *rig) *setup { s := r.pasting("openai"); s.takes(madeUp("openai", "project")[:97]); return s },
	"begins": func(r *rig) *setup {
		s := r.setup()
		key := madeUp("openai", "project")
		s.pasted(key[:84] + key[85:])
		return s
	},
	"refused": func(r *rig) *setup {
		s := r.pasting("openai")
		s.takes(madeUp("openai", "project"))
		r.answers(s, api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}, Text: "OpenAI refused this key. Revoked or mistyped.", Took: time.Second})
		return s
	},
	"silent": func(r *rig) *setup {
		s := r.pasting("openai")
		s.takes(madeUp("openai", "project"))
		r.answers(s, api.Checked{Verified: api.Verified{At: today, Result: api.CheckUnknown}})
		return s
	},
	"other": func(r *rig) *setup { s := r.pasting("openai"); s.takes(madeUp("anthropic", "")); return s },
	"admin": func(r *rig) *setup { s := r.pasting("openai"); s.takes(madeUp("openai", "admin")); return s },
	"unknown": func(r *rig) *setup {
		s := r.pasting("openai")
		s.takes("Zk9" + strings.Repeat("qV3x", 9))
		return s
	},
	"quotes": func(r *rig) *setup {
		s := r.pasting("openai")
		s.takes(`export X="` + madeUp("openai", "project") + `"`)
		return s
	},
	"wrapped": func(r *rig) *setup {
		s := r.pasting("openai")
		k := madeUp("openai", "project")
		s.takes(k[:80] + "\n" + k[80:])
		return s
	},
	"kept": func(r *rig) *setup {
		s := r.pasting("openai")
		s.takes(madeUp("openai", "project"))
		s.paste.same.of, s.paste.same.by = sha256.Sum256(s.paste.field.part), api.Holding{ID: "obsidian", Name: "Obsidian notes", Current: true}
		s.paste.recognised()
		return s
	},
	"spaces": func(r *rig) *setup {
		s := r.pasting("openai")
		k := madeUp("openai", "project")
		s.takes(k[:80] + " " + k[80:])
		return s
	},
	"several": func(r *rig) *setup {
		s := r.pasting("openai")
		s.takes(madeUp("openai", "project") + "\n" + madeUp("anthropic", ""))
		return s
	},
	"long":     func(r *rig) *setup { s := r.pasting("openai"); s.takes(strings.Repeat("a1B2", 5<<18)); return s },
	"question": func(r *rig) *setup { s := r.pasting("other"); s.takes(strings.Repeat("9af3c0d1", 4)); return s },
	"limited": func(r *rig) *setup {
		s := r.pasting("openai")
		s.takes(madeUp("openai", "project"))
		r.answers(s, api.Checked{Verified: api.Verified{At: today, Result: api.CheckLimited}, Text: "OpenAI knows this key but allows it little. That can be what you chose.", Took: time.Second})
		return s
	},
	"checking": func(r *rig) *setup {
		s := r.pasting("openai")
		s.takes(madeUp("openai", "project"))
		r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
		r.Press("Check")
		r.Clock.Forward(time.Second)
		return s
	},
	"gitlab":  func(r *rig) *setup { s := r.pasting("gitlab"); s.takes(madeUp("gitlab", "")); return s },
	"nocheck": func(r *rig) *setup { s := r.pasting("pypi"); s.takes(madeUp("pypi", "")); return s },
	"held": func(r *rig) *setup {
		s := r.pasting("openai")
		s.takes(madeUp("openai", "project"))
		s.paste.field.eye.Set(true)
		return s
	},
}

// lastSteps are the steps from pasting on, as a person meets them.
var lastSteps = map[string]func(*rig){
	"setup-3": func(r *rig) {
		s := r.pasting("openai")
		s.takes(madeUp("openai", "project"))
		r.answers(s, accepted())
	},
	"setup-4": func(r *rig) {
		_, p := r.naming()
		p.used.set([]string{"Obsidian", "~/notes/scripts/.env"})
		p.name.SetText("meeting notes")
		p.name.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		p.expires.SetDay(onDay("2027-11-21"))
	},
	"setup-4-first": func(r *rig) { r.naming() },
	"setup-4-more": func(r *rig) {
		_, p := r.naming()
		p.openMore()
	},
	"setup-4-wrong": func(r *rig) {
		s, p := r.naming()
		p.created.SetText("31/12")
		s.forward()
	},
	"setup-5": func(r *rig) { r.ready("meeting notes") },
	"setup-5-login": func(r *rig) {
		r.change(func(st *api.State) {
			st.Settings = []api.Setting{{Key: settingLogin, Value: "false", Default: "false"}}
		})
		r.ready("meeting notes")
	},
	"setup-5-long": func(r *rig) {
		r.ready("a name of sixty characters is quite long but it's not refused")
	},
}

// setupScreens are the pictures of the steps from pasting on.
func setupScreens() map[string]screen {
	small, narrow := fyne.NewSize(720, 560), fyne.NewSize(400, 640)
	steps := maps.Clone(lastSteps)
	for name, open := range messages {
		steps["setup-3-"+name] = func(r *rig) { open(r) }
	}
	screens := map[string]screen{}
	for name, do := range steps {
		screens[name] = screen{small, do}
		screens[name+"-400"] = screen{narrow, do}
	}
	return screens
}
