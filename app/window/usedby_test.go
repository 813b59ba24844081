package window

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// inPlaces is what the detail says of the places that use the key.
func (r *rig) inPlaces() string {
	var all []string
	windowtest.Walk(r.win.keys.detail.usedBy.Box, func(o fyne.CanvasObject, visible bool) {
		if l, is := o.(*kit.Line); is && visible && l.Text != "" {
			all = append(all, l.Text)
		}
	})
	return strings.Join(all, " | ")
}

func TestAPlaceIsAddedWhereThePlacesAre(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("obsidian")
	r.Press("Add a place")
	r.typesOn("@mara")
	r.Key(fyne.KeyReturn)
	if e := r.edit(0); !reflect.DeepEqual(e.AddPlaces, []api.Place{{Location: "@mara", Has: true, Assumed: true}}) || e.UsedBy != nil {
		t.Errorf("sent %+v", e)
	}
	if f, is := r.Focused().(*kit.Entry); !is || f.Text != "" {
		t.Error("another one cannot be typed at once")
	}
	r.changeKey("obsidian", func(k *api.Key) { k.UsedBy = append(k.UsedBy, "@mara") })
	r.Key(fyne.KeyEscape)
	r.Sees("@mara", "Add a place")
	r.undoes()
	if e := r.edit(1); !reflect.DeepEqual(e.RemovePlaces, []string{"@mara"}) {
		t.Errorf("sent %+v", e)
	}
}

func TestARefusedPlaceCanBeMended(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("obsidian")
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "That looks like a key."})
	r.Press("Add a place")
	r.typesOn("somewhere")
	r.Key(fyne.KeyReturn)
	r.UntilSees("That looks like a key.")
	if got := r.win.keys.detail.usedBy.field.Text; got != "somewhere" {
		t.Errorf("the field has %q", got)
	}
}

func TestPlacesOfOtherKeysAreSuggested(t *testing.T) {
	r := newRig(t, someState())
	r.changeKey("chat", func(k *api.Key) { k.UsedBy = []string{"n8n on home server", "laptop"} })
	r.win.keys.list.open("launcher")
	r.Press("Add a place")
	r.typesOn("n8")
	r.Sees("n8n on home server")
	r.Key(fyne.KeyDown)
	r.Key(fyne.KeyReturn)
	if e := r.edit(0); len(e.AddPlaces) != 1 || e.AddPlaces[0].Location != "n8n on home server" {
		t.Errorf("sent %+v", e)
	}
}

func TestAPlaceIsRenamedMovedAndRemoved(t *testing.T) {
	r := editingRig(t, "obsidian")
	u := r.win.keys.detail.usedBy
	first := u.edits["Obsidian, Text Generator"]
	r.Frame.Canvas().Focus(first.name.focus)
	r.types("Obsidian")
	r.Frame.Canvas().FocusNext()
	if e := r.edit(0); e.RenamePlace == nil || *e.RenamePlace != (api.PlaceName{From: "Obsidian, Text Generator", To: "Obsidian"}) {
		t.Errorf("sent %+v", e)
	}
	r.changeKey("obsidian", func(k *api.Key) { k.UsedBy[0] = "Obsidian" })
	u.edits["Obsidian"].down.Press()
	if e := r.edit(1); !reflect.DeepEqual(e.OrderPlaces, []string{"~/notes/scripts/.env", "Obsidian", "n8n on home server"}) || e.UsedBy != nil {
		t.Errorf("sent %+v", e)
	}
	u.remove("~/notes/scripts/.env")
	if e := r.edit(2); !reflect.DeepEqual(e.RemovePlaces, []string{"~/notes/scripts/.env"}) {
		t.Errorf("sent %+v", e)
	}
	r.UntilSees("Removed the place “~/notes/scripts/.env”")
	r.changeKey("obsidian", func(k *api.Key) { k.UsedBy = []string{"Obsidian", "n8n on home server"} })
	r.Press("Undo")
	if e := r.edit(3); len(e.AddPlaces) != 1 || e.AddPlaces[0].Has || len(e.OrderPlaces) != 3 {
		t.Errorf("sent %+v: nobody knew whether the place has the key", e)
	}
}

func TestATypedNameOutlivesItsPlace(t *testing.T) {
	r := editingRig(t, "obsidian")
	u := r.win.keys.detail.usedBy
	r.Frame.Canvas().Focus(u.edits["n8n on home server"].name.focus)
	r.types("n8n at home")
	r.changeKey("obsidian", func(k *api.Key) { k.UsedBy = k.UsedBy[:2] })
	if u.field.Text != "n8n at home" || !u.enter.Visible() {
		t.Errorf("what was typed is gone: %q", u.field.Text)
	}
}

func TestFourPlacesAreInSightThenAll(t *testing.T) {
	r := newRig(t, someState())
	r.changeKey("chat", func(k *api.Key) { k.UsedBy = []string{"one", "two", "three", "four", "five", "six"} })
	r.win.keys.list.open("chat")
	if got := r.inPlaces(); strings.Contains(got, "five") || !strings.Contains(got, "four") {
		t.Errorf("in sight: %s", got)
	}
	r.Press("Show all 6")
	if got := r.inPlaces(); !strings.Contains(got, "six") || !strings.Contains(got, "Show less") {
		t.Errorf("in sight: %s", got)
	}
}

func TestTagsAreChips(t *testing.T) {
	r := newRig(t, someState())
	r.changeKey("launcher", func(k *api.Key) { k.Tags = []string{"desktop", "work"} })
	r.changeKey("chat", func(k *api.Key) { k.Tags = []string{"work"} })
	r.win.keys.list.open("chat")
	r.Sees("work")
	r.ctrl(fyne.KeyE)
	f := r.win.keys.detail.editor.tags
	f.chips.open()
	r.typesOn("desk")
	r.Key(fyne.KeyDown)
	r.Key(fyne.KeyReturn)
	if e := r.edit(0); !reflect.DeepEqual(e.AddTags, []string{"desktop"}) || len(e.RemoveTags) > 0 || e.Tags != nil {
		t.Errorf("sent %+v", e)
	}
	r.changeKey("chat", func(k *api.Key) { k.Tags = []string{"work", "desktop", "of another window"} })
	f.chips.remove("work")
	if e := r.edit(1); !reflect.DeepEqual(e.RemoveTags, []string{"work"}) || len(e.AddTags) > 0 {
		t.Errorf("sent %+v", e)
	}
	r.UntilSees("Removed the tag “work”")
	r.changeKey("chat", func(k *api.Key) { k.Tags = []string{"desktop", "of another window"} })
	r.undoes()
	if e := r.edit(2); !reflect.DeepEqual(e.AddTags, []string{"work"}) {
		t.Errorf("sent %+v", e)
	}
}

func TestARefusedTagCanBeMended(t *testing.T) {
	r := editingRig(t, "chat")
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "A tag is too long."})
	f := r.win.keys.detail.editor.tags
	r.Frame.Canvas().Focus(f.chips.entry)
	r.typesOn("long")
	r.Key(fyne.KeyReturn)
	r.UntilSees("A tag is too long.")
	if len(f.chips.all) > 0 || f.chips.entry.Text != "long" {
		t.Errorf("chips %q, typed %q", f.chips.all, f.chips.entry.Text)
	}
}
