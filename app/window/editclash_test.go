package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func TestAnEditSaysWhatItBeganFrom(t *testing.T) {
	r := editingRig(t, "obsidian")
	was := someKeys()[8]
	r.types("notes")
	r.frame.Canvas().FocusNext()
	if e := r.edit(0); e.Was == nil || e.Was.NewName == nil || *e.Was.NewName != was.Name {
		t.Errorf("the name began from %+v", e.Was)
	}
	r.note("mine")
	r.frame.Canvas().Unfocus()
	if e := r.edit(1); e.Was == nil || e.Was.Notes == nil || *e.Was.Notes != was.Notes {
		t.Errorf("the note began from %+v", e.Was)
	}
}

// clashing is a rig in which somebody types over a name that a command changes meanwhile.
func clashing(t *testing.T) *rig {
	t.Helper()
	r := editingRig(t, "chat")
	r.types("mine")
	r.changeKey("chat", func(k *api.Key) { k.Name = "theirs" })
	return r
}

func TestATextThatWasChangedElsewhereIsNotWrittenOver(t *testing.T) {
	r := clashing(t)
	r.sees("Meanwhile this was changed elsewhere, to “theirs”.", "Keep what I typed", "Take the other")
	for name, leaves := range map[string]func(){
		"Enter":          func() { r.key(fyne.KeyReturn) },
		"Tab":            func() { r.frame.Canvas().Focus(r.win.keys.detail.editor.name.focus); r.frame.Canvas().FocusNext() },
		"another letter": func() { r.frame.Canvas().Focus(r.win.keys.detail.editor.name.focus); r.typesOn("!") },
		"a state":        func() { r.change(func(*api.State) {}) },
	} {
		leaves()
		r.sees("Meanwhile this was changed elsewhere, to “theirs”.")
		if f := r.win.keys.detail.editor.name.entry; f.Text != "mine" && f.Text != "mine!" || r.edits() > 0 {
			t.Errorf("%s: the field has %q, %d edits were sent", name, f.Text, r.edits())
		}
	}
}

func TestThePersonDecidesWhichTextStays(t *testing.T) {
	r := clashing(t)
	r.key(fyne.KeyReturn) // leads to the first of the two
	if b, is := r.focused().(*kit.Button); !is || b.Text != "Keep what I typed" {
		t.Errorf("Enter leads to %T", r.focused())
	}
	r.key(fyne.KeyReturn)
	if e := r.edit(0); *e.NewName != "mine" || *e.Was.NewName != "theirs" {
		t.Errorf("sent %+v, which began from %+v", e, e.Was)
	}
	r.misses("Keep what I typed")

	r = clashing(t)
	r.press("Take the other")
	if f, is := r.focused().(*kit.Entry); !is || f.Text != "theirs" || r.edits() > 0 {
		t.Errorf("the field has %q, %d edits were sent", f.Text, r.edits())
	}
	r.misses("Take the other")
	r.types("ours")
	r.key(fyne.KeyReturn)
	if e := r.edit(0); *e.NewName != "ours" || *e.Was.NewName != "theirs" {
		t.Errorf("sent %+v, which began from %+v", e, e.Was)
	}
}

func TestAClashThatTheAgentSeesFirst(t *testing.T) {
	r := editingRig(t, "chat")
	r.svc.fail(&api.Error{Kind: api.Changed, Text: "It was changed elsewhere meanwhile."})
	r.note("mine")
	r.frame.Canvas().Unfocus()
	r.untilSees("It was changed elsewhere meanwhile.")
	r.changeKey("chat", func(k *api.Key) { k.Notes = "theirs,\nin two lines" })
	r.sees("Meanwhile this was changed elsewhere, to “theirs, in two lines”.", "Keep what I typed")
	r.svc.fail(nil)
	r.press("Keep what I typed")
	if e := r.edit(1); *e.Notes != "mine" || *e.Was.Notes != "theirs,\nin two lines" {
		t.Errorf("sent %+v, which began from %+v", e, e.Was)
	}
}

func TestAClashAtTheEndOfTheEditingIsNotLost(t *testing.T) {
	r := clashing(t)
	test.Tap(r.win.keys.detail.head.done)
	r.sees("“theirs” was not changed")
	if r.edits() > 0 {
		t.Errorf("sent %+v", r.edit(0))
	}
	r.press("Edit")
	if f := r.win.keys.detail.editor.name.entry; f.Text != "mine" {
		t.Errorf("the field has %q", f.Text)
	}
}

func TestUndoNeverWritesOverWhatSomebodyElseChanged(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("chat bot")
	r.key(fyne.KeyReturn)
	r.edit(0)
	r.changeKey("chat", func(k *api.Key) { k.Name = "chat bot" })
	r.svc.fail(&api.Error{Kind: api.Changed, Text: "It was changed elsewhere meanwhile."})
	r.undoes()
	if e := r.edit(1); *e.NewName != "chat-app" || *e.Was.NewName != "chat bot" {
		t.Errorf("sent %+v, which began from %+v", e, e.Was)
	}
	r.untilSees("It was changed again since then, and stays as it is.")
}

func TestAClashFitsAndIsReadable(t *testing.T) {
	for name, v := range variants {
		r := clashing(t)
		test.ApplyTheme(t, kit.Theme{Only: &v})
		r.frame.Resize(fyne.NewSize(400, 1500))
		r.win.openEdit("chat")
		r.buttonsFit(name)
		r.textFits(name)
		r.readable(name)
	}
}
