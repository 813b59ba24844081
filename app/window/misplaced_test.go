package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func TestAKeyPastedIntoTheSearchOfTheKeysIsSetUp(t *testing.T) {
	key := madeUp("openai", "project")
	r := newRig(t, someState())
	if r.Focused() != fyne.Focusable(r.win.keys.list.search) {
		t.Fatalf("%T has the focus", r.Focused())
	}
	r.pastes(key)
	s, is := r.win.page.(*setup)
	if !is || s.at != setupPaste || !s.hasKey() {
		t.Fatalf("the page is %T", r.win.page)
	}
	r.hides(key)
	if r.win.keys.list.search.Text != "" {
		t.Error("the search field has it too")
	}
}

func TestWhatIsPastedToBeLookedForIsLookedFor(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keys[0].Name = "production-backend-2026" })
	for _, text := range []string{"chat", "production-backend-2026"} {
		r.win.keys.list.search.SetText("")
		r.pastes(text)
		if r.win.keys.list.search.Text != text {
			t.Errorf("%q is not looked for", text)
		}
	}
}

func TestAKeyIsNotPutWhereItWouldBeInSight(t *testing.T) {
	key := madeUp("openai", "project")
	clip := test.NewClipboard()
	clip.SetContent("my key " + key + "\n")
	for step, open := range map[string]func(*rig) map[string]fyne.Shortcutable{
		"2": func(r *rig) map[string]fyne.Shortcutable {
			f := r.own().get.own
			return map[string]fyne.Shortcutable{"provider": f.name, "page": f.page, "variable": f.env, "start": f.starts}
		},
		"3": func(r *rig) map[string]fyne.Shortcutable {
			s := r.pasting("openai")
			return map[string]fyne.Shortcutable{"account": s.paste.check.account}
		},
		"4": func(r *rig) map[string]fyne.Shortcutable {
			_, p := r.naming()
			p.openMore()
			return map[string]fyne.Shortcutable{
				"name": p.name, "variable": p.env, "places": p.used.entry, "scopes": p.scopes, "limit": p.limit, "account": p.account,
				"tags": p.tags, "notes": p.notes, "created": p.created, "expires": p.expires,
			}
		},
	} {
		r := newRig(t, someState())
		for name, field := range open(r) {
			r.win.toasting(message{})
			field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
			if r.Sees(wordsPasteThere); r.Holds(key) {
				t.Errorf("step %s: %s takes a key", step, name)
			}
		}
	}
}

// The value in step 3 may be of a form that nobody knows.
func TestThePastedValueIsNotPutIntoTheNoteEither(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(filler(47))
	s.forward()
	p := s.name
	clip := test.NewClipboard()
	clip.SetContent("it is " + filler(47))
	p.notes.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if r.Sees(wordsPasteThere); p.notes.Text != "" {
		t.Error("it is in the notes")
	}
	clip.SetContent("https://platform.openai.com/settings/organization/api-keys")
	if p.notes.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip}); p.notes.Text == "" {
		t.Error("an address cannot be pasted")
	}
}

// However it came there: nothing is sent with a key in sight.
func TestAKeyInAFieldIsNotStored(t *testing.T) {
	key := madeUp("openai", "project")
	for name, at := range map[string]func(*nameStep) *kit.Entry{
		"name": func(p *nameStep) *kit.Entry { return p.name }, "tags": func(p *nameStep) *kit.Entry { return p.tags },
	} {
		r := newRig(t, someState())
		s, p := r.naming()
		at(p).SetText(key)
		s.forward()
		r.Sees(wordsPasteThere)
		if p.stop != nil || r.Focused() != fyne.Focusable(at(p)) {
			t.Errorf("%s: it is sent, or %T has the focus", name, r.Focused())
		}
	}
	r := newRig(t, someState())
	s := r.own()
	s.get.own.name.SetText(key)
	s.forward()
	r.Sees(wordsPasteThere)
	if s.at != setupGet {
		t.Errorf("step %d", s.at)
	}
}
