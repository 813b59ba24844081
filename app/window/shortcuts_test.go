package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

// A shortcut is about the key that the person sees, not about the one in the list below.
func TestShortcutsAreAboutTheKeyOfThePage(t *testing.T) {
	for name, c := range map[string]struct {
		view api.View
		want string // the key; "" for none
	}{
		"leaked":   {api.View{Name: api.ViewLeaked, Key: "launcher"}, "launcher"},
		"rotation": {api.View{Name: api.ViewRotate, Key: "chat"}, "chat"},
		"settings": {api.View{Name: api.ViewSettings}, ""},
		"doctor":   {api.View{Name: api.ViewDoctor}, ""},
	} {
		st := someState()
		i := slices.IndexFunc(st.Keys, func(k api.Key) bool { return k.ID == "launcher" })
		exposes("")(&st.Keys[i])
		r := newRig(t, st)
		r.win.keys.list.open("home")
		r.win.Open(c.view)
		r.ctrl(fyne.KeyR)
		w, is := r.win.page.(*rotateWizard)
		if is != (c.want != "") || is && w.key.ID != c.want {
			t.Errorf("%s: Ctrl R leads to %T", name, r.win.page)
		}
		r.win.Open(c.view)
		r.ctrl(fyne.KeyP)
		if c.want == "" {
			continue
		}
		r.Until("it is pinned", func() bool { return slices.Contains(r.Service.Asked(), "edit "+c.want) })
	}
}
