package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// Ctrl Z once too often takes back what was meant: there is a way forward.
func TestWhatWasTakenBackCanBeMadeAgain(t *testing.T) {
	for name, again := range map[string]func(*rig){
		"Ctrl Y":       func(r *rig) { r.shortcut(&fyne.ShortcutRedo{}) },
		"Ctrl Shift Z": func(r *rig) { r.shortcut(kit.RedoShift) },
		"the toast":    func(r *rig) { r.Press("Redo") },
	} {
		r := editingRig(t, "chat")
		r.types("chat bot")
		r.Key(fyne.KeyReturn)
		r.edit(0)
		r.changeKey("chat", func(k *api.Key) { k.Name = "chat bot" })
		r.undoes()
		r.edit(1)
		r.changeKey("chat", func(k *api.Key) { k.Name = "chat-app" })
		r.UntilSees("Undone: the name is “chat-app” again.")
		again(r)
		if e := r.edit(2); *e.NewName != "chat bot" || *e.Was.NewName != "chat-app" {
			t.Errorf("%s: sent %+v, which began from %+v", name, e, e.Was)
		}
		r.changeKey("chat", func(k *api.Key) { k.Name = "chat bot" })
		r.UntilSees("Done again: the name is")
		again = func(r *rig) { r.shortcut(&fyne.ShortcutRedo{}) }
		again(r)
		r.undoes()
		if e := r.edit(3); *e.NewName != "chat-app" {
			t.Errorf("%s: and back once more: sent %+v", name, e)
		}
	}
}

func TestANewChangeLeavesNothingToMakeAgain(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("chat bot")
	r.Key(fyne.KeyReturn)
	r.edit(0)
	r.changeKey("chat", func(k *api.Key) { k.Name = "chat bot" })
	r.undoes()
	r.edit(1)
	r.changeKey("chat", func(k *api.Key) { k.Name = "chat-app" })
	r.UntilSees("Undone: the name is")
	r.win.pin("chat", true)
	if e := r.edit(2); e.Pinned == nil {
		t.Fatalf("sent %+v", e)
	}
	r.Until("it is done", func() bool { return len(r.win.redos) == 0 })
	if r.win.redo() {
		t.Error("an older change can be made over the newer one")
	}
}
