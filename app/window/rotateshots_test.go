package window

import (
	"math/rand/v2"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

// rotating opens the rotation of chat-app.
func (r *rig) rotating() *rotateWizard {
	r.Helper()
	r.win.Open(api.View{Name: api.ViewRotate, Key: "chat"})
	w, is := r.win.page.(*rotateWizard)
	if !is {
		r.Fatalf("the page is %T", r.win.page)
	}
	return w
}

// rotatingAt opens the rotation of chat-app where it stands at a step.
func (r *rig) rotatingAt(step string, do ...func(*api.Key)) *rotateWizard {
	r.Helper()
	r.keyIs(func(k *api.Key) {
		inCase(k, step)
		for _, more := range do {
			more(k)
		}
	})
	return r.rotating()
}

// keyIs changes chat-app in the state.
func (r *rig) keyIs(do func(*api.Key)) {
	r.change(func(st *api.State) {
		st.Keys = append([]api.Key{}, st.Keys...)
		for i := range st.Keys {
			if st.Keys[i].ID == "chat" {
				do(&st.Keys[i])
			}
		}
	})
}

// inCase puts a key into a step of its rotation.
func inCase(k *api.Key, step string) {
	k.Case = &api.Case{Step: step, Number: stepNumber(step), Of: 5, Started: today.Add(-time.Hour), OldHint: "sk-…Rw2A"}
	k.Hint, k.Previous = "sk-…Rw2A", 0
	if step == api.StepPlaces || step == api.StepRevoke {
		k.Case.Stored, k.Previous, k.Hint = true, 1, "sk-…h8Ys"
		k.Created, k.DueFrom, k.OverdueFrom, k.Phase, k.Age = today, today.AddDate(0, 3, 0), today.AddDate(0, 6, 0), "fresh", 0
	}
	usedBy(k, "~/code/chat-app/.env", "~/.config/systemd/user/chat-app.service.d/override.conf", "Vercel, project chat-app", "@jonas")
	k.Places[0].Has, k.Places[2].Has = true, true
}

func usedBy(k *api.Key, places ...string) {
	k.UsedBy, k.Places = places, nil
	for _, p := range places {
		k.Places = append(k.Places, api.Place{Location: p, Person: p[0] == '@'})
	}
}

func stepNumber(step string) int {
	for i, s := range api.Steps {
		if s == step {
			return i + 1
		}
	}
	panic("no step " + step)
}

// takes pastes a text as a person does.
func (r *rotateWizard) takes(text string) {
	clip := test.NewClipboard()
	clip.SetContent(text)
	r.paste.field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
}

// secondKey is a second key of a kind as nobody has one.
func secondKey(id, kind string) string {
	p, _ := provider.New().ByID(id)
	k, _ := p.Kind(kind)
	return providertest.Example(k.Example, rand.New(rand.NewPCG(7, 9)))
}

// pastes takes a new OpenAI key in the second step.
func (r *rig) pastesNew() *rotateWizard {
	r.Helper()
	w := r.rotatingAt(api.StepPaste)
	w.takes(secondKey("openai", "project"))
	return w
}

// checksNew lets the provider answer about the new key.
func (r *rig) checksNew(w *rotateWizard, a api.Checked) {
	r.Helper()
	r.Service.Set(func() { r.Service.Checked = a })
	r.Press("Check")
	r.Until("there is an answer", func() bool { return w.paste.check.stop == nil })
}

// checksOld lets the provider answer about the old key.
func (r *rig) checksOld(w *rotateWizard, a api.Checked) {
	r.Helper()
	r.Service.Set(func() { r.Service.Checked = a })
	r.Press(wordsCheckDead)
	r.Until("there is an answer", func() bool { return !w.revoke.waits() })
}

func stillAccepted() api.Checked {
	return api.Checked{Verified: api.Verified{At: today, Result: api.CheckAccepted}, Text: "OpenAI still accepts the old key."}
}

func refusedOld() api.Checked {
	return api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}, Text: "OpenAI refuses the old key.", Closed: true}
}

// rotated is the end of a rotation that went through all of its steps here.
func (r *rig) rotated() *rotateWizard {
	r.Helper()
	w := r.rotatingAt(api.StepRevoke, func(k *api.Key) {
		for i := range k.Places {
			k.Places[i].Has = true
		}
	})
	w.didAt(deedNew, wordsNewAccepted("OpenAI"), today.Add(-7*time.Minute))
	r.checksOld(w, refusedOld())
	r.keyIs(func(k *api.Key) { k.Case, k.Previous = nil, 0 })
	return w
}

// rotatePages are the steps of a rotation as a person meets them.
var rotatePages = map[string]func(*rig){
	"rotate-1": func(r *rig) { r.rotating() },
	"rotate-1-leaked": func(r *rig) {
		r.keyIs(func(k *api.Key) {
			usedBy(k, "~/code/chat-app/.env", "Vercel")
			k.Exposure = &api.Exposure{At: today.AddDate(0, 0, -1), Where: api.LeakRepository}
		})
		r.rotating()
	},
	"rotate-1-dead": func(r *rig) {
		r.keyIs(func(k *api.Key) {
			k.Exposure = &api.Exposure{At: today.AddDate(0, 0, -1), Where: api.LeakRepository}
			k.Verified = &api.Verified{At: today, Result: api.CheckRejected}
		})
		r.rotating()
	},
	"rotate-1-call": func(r *rig) {
		r.win.Open(api.View{Name: api.ViewRotate, Key: r.gitlab()})
	},
	"rotate-1-confirm": func(r *rig) {
		r.win.Open(api.View{Name: api.ViewRotate, Key: r.gitlab()})
		r.Press(wordsLetCall("GitLab", api.CallRotate))
	},
	"rotate-1-unknown": func(r *rig) {
		id := r.gitlab()
		r.change(func(st *api.State) {
			st.Keys = append([]api.Key{}, st.Keys...)
			st.Keys[1].Case = &api.Case{Step: api.StepCreate, Number: 1, Of: 5, Started: today, Call: api.CallRotate, CallAt: today.Add(-time.Hour)}
		})
		r.win.Open(api.View{Name: api.ViewRotate, Key: id})
	},
	"rotate-2-empty": func(r *rig) { r.rotatingAt(api.StepPaste) },
	"rotate-2": func(r *rig) {
		r.checksNew(r.pastesNew(), accepted())
	},
	"rotate-2-before": func(r *rig) {
		r.pastesNew().takes(madeUp("openai", "project"))
	},
	"rotate-2-other": func(r *rig) { r.rotatingAt(api.StepPaste).takes(madeUp("anthropic", "")) },
	"rotate-2-cut":   func(r *rig) { r.rotatingAt(api.StepPaste).takes(secondKey("openai", "project")[:90]) },
	"rotate-2-refuse": func(r *rig) {
		w := r.pastesNew()
		r.checksNew(w, api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}})
	},
	"rotate-2-account": func(r *rig) {
		w := r.rotatingAt(api.StepPaste, func(k *api.Key) {
			k.Provider, k.ProviderName, k.Kind, k.Account = "langfuse", "Langfuse", "", "the public half"
		})
		w.takes(madeUp("langfuse", "secret"))
	},
	"rotate-2-stored": func(r *rig) {
		r.rotatingAt(api.StepPlaces)
		r.altLeft()
	},
	"rotate-2-old": func(r *rig) {
		w := r.rotatingAt(api.StepPlaces)
		r.altLeft()
		w.takes(secondKey("openai", "project"))
		r.Service.Fail(&api.Error{Kind: api.Refused, Reason: api.OldValue, Text: "This is the old key of chat-app. Paste the new one, or go back to it with: keytray rotate chat-app --back"})
		r.Press("Next")
		r.Until("it is refused", func() bool { return w.paste.stop == nil })
	},
	"rotate-2-back": func(r *rig) {
		r.rotatingAt(api.StepPlaces)
		r.altLeft()
		r.Press(wordsGoBack)
	},
	"rotate-3": func(r *rig) {
		r.rotatingAt(api.StepPlaces)
		r.change(func(st *api.State) {
			st.Clipboard = api.Clipboard{ID: "chat", Key: "chat-app", Until: today.Add(30 * time.Second)}
		})
		r.Clock.Forward(12 * time.Second)
	},
	"rotate-3-none": func(r *rig) {
		r.rotatingAt(api.StepPlaces, func(k *api.Key) { usedBy(k) })
		r.Press(wordsAddPlace)
	},
	"rotate-4": func(r *rig) {
		r.checksOld(r.rotatingAt(api.StepRevoke), stillAccepted())
	},
	"rotate-4-nocheck": func(r *rig) {
		r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Provider, k.ProviderName = "pypi", "PyPI" })
	},
	"rotate-4-sure": func(r *rig) {
		r.rotatingAt(api.StepRevoke)
		r.Press(wordsSkipCheck)
	},
	"rotate-4-leaked": func(r *rig) {
		r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Case.Leaked = &api.Exposure{At: today.AddDate(0, 0, -1), Where: api.LeakChat} })
	},
	"rotate-4-call": func(r *rig) {
		r.rotatingAt(api.StepRevoke, func(k *api.Key) {
			k.Provider, k.ProviderName, k.Kind, k.Calls = "github", "GitHub", "classic", []string{api.CallRevoke}
		})
	},
	"rotate-4-gone": func(r *rig) {
		r.rotatingAt(api.StepRevoke, func(k *api.Key) { k.Previous = 0 })
	},
	"rotate-5":        func(r *rig) { r.rotated() },
	"rotate-5-behind": func(r *rig) { r.checksOld(r.rotatingAt(api.StepRevoke), refusedOld()) },
}

// gitlab makes the key of GitLab one that can be replaced by a call.
func (r *rig) gitlab() string {
	r.change(func(st *api.State) {
		st.Keys = append([]api.Key{}, st.Keys...)
		k := &st.Keys[1]
		k.Kind, k.Calls = "personal", []string{api.CallRotate, api.CallRevoke}
		usedBy(k, "mirror bot on the home server", "~/.netrc")
	})
	return "mirror"
}
