package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// wellKnown is a key of which everything is known.
func (r *rig) wellKnown() {
	r.Service.Set(func() {
		r.Service.Events = []api.Event{
			{At: today.AddDate(0, -3, -2), What: "added"},
			{At: today.AddDate(0, 0, -9), What: "edited"},
			{At: today.AddDate(0, 0, -2), What: "checked", Note: api.CheckAccepted},
			{At: today, What: "copied"},
		}
	})
	r.changeKey("obsidian", func(k *api.Key) {
		k.Verified = &api.Verified{At: today.AddDate(0, 0, -2), Result: api.CheckAccepted}
		k.CopyCount, k.DueAfter, k.OverdueAfter = 12, 3, 6
		k.Places = []api.Place{{Location: k.UsedBy[0], Has: true}, {Location: k.UsedBy[1], Has: true}, {Location: k.UsedBy[2]}}
	})
	r.win.keys.list.open("obsidian")
	r.Until("there is a history", func() bool { return r.win.keys.detail.history.Box.Visible() })
	r.win.openDetail(true)
}

// tallWindow is a window in which nothing of the detail scrolls.
var tallWindow = fyne.NewSize(980, 900)

// detailScreens are the states of the detail.
func detailScreens() map[string]screen {
	states := map[string]func(*rig){
		"detail": func(r *rig) { r.wellKnown() },
		"detail-copied": func(r *rig) {
			r.wellKnown()
			r.change(func(st *api.State) {
				st.Clipboard = api.Clipboard{ID: "obsidian", Key: "Obsidian notes", Until: today.Add(30 * time.Second)}
			})
			r.Clock.Forward(12 * time.Second)
		},
		"detail-cleared": func(r *rig) {
			r.wellKnown()
			r.win.say("obsidian", wordsCleared, 2*time.Second)
		},
		"detail-gone": func(r *rig) {
			r.wellKnown()
			r.Service.Fail(&api.Error{Kind: api.NotFound, Text: "gone"})
			r.win.copyKey("obsidian")
			r.UntilSees("not in the keychain.")
		},
		"detail-rotating": func(r *rig) {
			r.change(func(st *api.State) { *st = manyLives(); st.Revision = 9 })
			r.win.keys.list.open("backup")
			r.win.openDetail(true)
		},
		"detail-leaked": func(r *rig) {
			r.change(func(st *api.State) { *st = manyLives(); st.Revision = 9 })
			r.win.keys.list.open("whisper")
			r.win.openDetail(true)
		},
		"detail-edit": func(r *rig) {
			r.wellKnown()
			r.changeKey("obsidian", func(k *api.Key) { k.Tags = []string{"notes", "desktop"} })
			r.win.openEdit("obsidian")
		},
		"detail-refused": func(r *rig) {
			r.wellKnown()
			r.win.openEdit("obsidian")
			r.Service.Fail(&api.Error{Kind: api.Refused, Text: "A key named chat-app exists. Choose another name."})
			r.types("chat-app")
			r.Key(fyne.KeyReturn)
			r.UntilSees("Choose another name.")
		},
		"detail-place": func(r *rig) {
			r.wellKnown()
			r.changeKey("chat", func(k *api.Key) { k.UsedBy = []string{"home assistant", "laptop at home"} })
			r.Press("Add a place")
			r.typesOn("home")
		},
		"detail-removed": func(r *rig) {
			r.wellKnown()
			r.changeKey("obsidian", func(k *api.Key) { k.Tags = []string{"notes", "desktop"} })
			r.win.openEdit("obsidian")
			r.win.keys.detail.editor.tags.chips.remove("notes")
			r.UntilSees("Removed the tag")
		},
	}
	all := map[string]screen{}
	for name, do := range states {
		all[name] = screen{tallWindow, do}
		all[name+"-400"] = screen{fyne.NewSize(400, 900), do}
	}
	return all
}

// detailGoldens are the states that are compared pixel by pixel.
var detailGoldens = []string{
	"detail", "detail-copied", "detail-gone", "detail-rotating", "detail-leaked", "detail-edit", "detail-refused", "detail-place",
	"detail-400", "detail-copied-400", "detail-gone-400", "detail-edit-400",
}

func TestTheDetailLooksAsItDid(t *testing.T) {
	screens := detailScreens()
	for _, name := range detailGoldens {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(screens[name].size)
			screens[name].do(r)
			r.ButtonsFit(name)
			r.textFits(name)
			r.Readable(name)
			list := 0
			if screens[name].size == tallWindow {
				list = 381 // and the line beside it
			}
			r.LooksLikePart(name+"-"+variant, list)
		}
	}
}
