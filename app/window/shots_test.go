package window

import (
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// screen is how to come to a picture.
type screen struct {
	size fyne.Size
	do   func(*rig)
}

// TestPictures draws the screens into the folder that KEYTRAY_PICTURES names,
// for people to look at.
func TestPictures(t *testing.T) {
	dir := os.Getenv("KEYTRAY_PICTURES")
	if dir == "" {
		t.Skip("KEYTRAY_PICTURES is not set")
	}
	live := func(r *rig) {
		r.win.keys.list.open("obsidian")
		r.Until("there is a history", func() bool { return r.win.keys.detail.history.Box.Visible() })
		r.change(func(st *api.State) {
			st.Clipboard = api.Clipboard{ID: "obsidian", Key: "Obsidian notes", Until: today.Add(30 * time.Second)}
		})
		r.Clock.Forward(12 * time.Second)
	}
	screens := map[string]screen{
		"main": {usual, live},
		"idle": {usual, func(r *rig) { r.win.keys.list.open("chat") }},
		"once": {usual, func(r *rig) { live(r); r.change(func(st *api.State) { st.Clipboard.Once = true }) }},
		"once-400": {fyne.NewSize(400, 640), func(r *rig) {
			live(r)
			r.change(func(st *api.State) { st.Clipboard.Once = true })
			r.win.openDetail(true)
		}},
		"narrow":      {fyne.NewSize(400, 640), live},
		"narrow-key":  {fyne.NewSize(400, 640), func(r *rig) { live(r); r.win.openDetail(true) }},
		"middle":      {fyne.NewSize(760, 640), live},
		"welcome":     {usual, func(r *rig) { r.change(func(st *api.State) { st.Keys = nil }) }},
		"welcome-400": {fyne.NewSize(400, 480), func(r *rig) { r.change(func(st *api.State) { st.Keys = nil }) }},
		"lost":        {usual, func(r *rig) { r.win.Lost(&api.Error{Kind: api.NoAgent, Text: "no agent"}) }},
		"nothing":     {usual, func(r *rig) { r.win.keys.list.search.SetText("opnai") }},
		"confirm":     {usual, func(r *rig) { r.win.confirmDelete("launcher") }},
		"undo": {usual, func(r *rig) {
			r.win.toasting(message{text: wordsDeleted("launcher"), button: "Undo"})
		}},
		"reveal": {usual, func(r *rig) {
			r.Service.Value = "sk-proj-" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz"
			r.win.revealKey("chat", true)
			r.Until("it shows", func() bool { return r.win.keys.detail.card.scroll.Visible() })
		}},
		"long": {usual, func(r *rig) {
			r.change(func(st *api.State) {
				st.Keys[0].Name = "a name of sixty characters is quite long but it is not refused"
				st.Keys[0].Account = st.Keys[0].Name
			})
		}},
	}
	for name, open := range setupPages {
		for suffix, size := range map[string]fyne.Size{"": setupSize, "-400": fyne.NewSize(400, 640)} {
			screens[name+suffix] = screen{size, func(r *rig) { r.Frame.Resize(size); open(r) }}
		}
	}
	maps.Copy(screens, setupScreens())
	maps.Copy(screens, overviewScreens())
	maps.Copy(screens, listScreens())
	maps.Copy(screens, settingsScreens())
	maps.Copy(screens, detailScreens())
	for name, open := range rotatePages {
		for suffix, size := range map[string]fyne.Size{"": setupSize, "-400": fyne.NewSize(400, 640)} {
			screens[name+suffix] = screen{size, func(r *rig) { r.Frame.Resize(size); open(r) }}
		}
	}
	for name, p := range newPages {
		for suffix, size := range map[string]fyne.Size{"": fyne.NewSize(960, 640), "-400": fyne.NewSize(400, 640)} {
			screens[name+suffix] = screen{size, p.open}
		}
	}
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for name, s := range screens {
			if only := os.Getenv("KEYTRAY_PICTURE"); only != "" && !strings.HasPrefix(name, only) {
				continue
			}
			r := newRig(t, someState())
			r.Service.Events = []api.Event{{At: today.AddDate(0, -3, 0), What: "added"}, {At: today, What: "copied"}}
			test.ApplyTheme(t, kit.Theme{Only: &variant})
			r.Frame.Resize(s.size)
			s.do(r)
			r.Frame.Resize(s.size)
			if variant == theme.VariantDark {
				name += "-dark"
			}
			f, err := os.Create(filepath.Join(dir, name+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(f, r.Frame.Canvas().Capture()); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}
