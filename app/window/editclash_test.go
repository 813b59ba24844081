package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestAnEditSaysWhatItBeganFrom(t *testing.T) {
	r := editingRig(t, "obsidian")
	was := someKeys()[8]
	r.types("notes")
	r.Frame.Canvas().FocusNext()
	if e := r.edit(0); e.Was == nil || e.Was.NewName == nil || *e.Was.NewName != was.Name {
		t.Errorf("the name began from %+v", e.Was)
	}
	r.note("mine")
	r.Frame.Canvas().Unfocus()
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
	r.Sees("Meanwhile this was changed elsewhere, to “theirs”.", "Keep what I typed", "Take the other")
	for name, leaves := range map[string]func(){
		"Enter":          func() { r.Key(fyne.KeyReturn) },
		"Tab":            func() { r.Frame.Canvas().Focus(r.win.keys.detail.editor.name.focus); r.Frame.Canvas().FocusNext() },
		"another letter": func() { r.Frame.Canvas().Focus(r.win.keys.detail.editor.name.focus); r.typesOn("!") },
		"a state":        func() { r.change(func(*api.State) {}) },
	} {
		leaves()
		r.Sees("Meanwhile this was changed elsewhere, to “theirs”.")
		if f := r.win.keys.detail.editor.name.entry; f.Text != "mine" && f.Text != "mine!" || r.edits() > 0 {
			t.Errorf("%s: the field has %q, %d edits were sent", name, f.Text, r.edits())
		}
	}
}

func TestThePersonDecidesWhichTextStays(t *testing.T) {
	r := clashing(t)
	r.Key(fyne.KeyReturn) // leads to the first of the two
	if b, is := r.Focused().(*kit.Button); !is || b.Text != "Keep what I typed" {
		t.Errorf("Enter leads to %T", r.Focused())
	}
	r.Key(fyne.KeyReturn)
	if e := r.edit(0); *e.NewName != "mine" || *e.Was.NewName != "theirs" {
		t.Errorf("sent %+v, which began from %+v", e, e.Was)
	}
	r.Misses("Keep what I typed")

	r = clashing(t)
	r.Press("Take the other")
	if f, is := r.Focused().(*kit.Entry); !is || f.Text != "theirs" || r.edits() > 0 {
		t.Errorf("the field has %q, %d edits were sent", f.Text, r.edits())
	}
	r.Misses("Take the other")
	r.types("ours")
	r.Key(fyne.KeyReturn)
	if e := r.edit(0); *e.NewName != "ours" || *e.Was.NewName != "theirs" {
		t.Errorf("sent %+v, which began from %+v", e, e.Was)
	}
}

func TestAClashThatTheAgentSeesFirst(t *testing.T) {
	r := editingRig(t, "chat")
	r.Service.Fail(&api.Error{Kind: api.Changed, Text: "It was changed elsewhere meanwhile."})
	r.note("mine")
	r.Frame.Canvas().Unfocus()
	r.UntilSees("It was changed elsewhere meanwhile.")
	r.changeKey("chat", func(k *api.Key) { k.Notes = "theirs,\nin two lines" })
	r.Sees("Meanwhile this was changed elsewhere, to “theirs, in two lines”.", "Keep what I typed")
	r.Service.Fail(nil)
	r.Press("Keep what I typed")
	if e := r.edit(1); *e.Notes != "mine" || *e.Was.Notes != "theirs,\nin two lines" {
		t.Errorf("sent %+v, which began from %+v", e, e.Was)
	}
}

func TestAClashAtTheEndOfTheEditingIsNotLost(t *testing.T) {
	r := clashing(t)
	test.Tap(r.win.keys.detail.head.done)
	r.Sees("“theirs” was not changed")
	if r.edits() > 0 {
		t.Errorf("sent %+v", r.edit(0))
	}
	r.Press("Edit")
	if f := r.win.keys.detail.editor.name.entry; f.Text != "mine" {
		t.Errorf("the field has %q", f.Text)
	}
}

func TestUndoNeverWritesOverWhatSomebodyElseChanged(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("chat bot")
	r.Key(fyne.KeyReturn)
	r.edit(0)
	r.changeKey("chat", func(k *api.Key) { k.Name = "chat bot" })
	r.Service.Fail(&api.Error{Kind: api.Changed, Text: "It was changed elsewhere meanwhile."})
	r.undoes()
	if e := r.edit(1); *e.NewName != "chat-app" || *e.Was.NewName != "chat bot" {
		t.Errorf("sent %+v, which began from %+v", e, e.Was)
	}
	r.UntilSees("It was changed again since then, and stays as it is.")
}

func TestAClashFitsAndIsReadable(t *testing.T) {
	for _, german := range []bool{false, true} {
		if german {
			windowtest.InGerman(t)
		}
		for name, v := range windowtest.Variants {
			r := clashing(t)
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(fyne.NewSize(400, 1500))
			r.win.openEdit("chat")
			r.Frame.Resize(fyne.NewSize(400, 1500)) // what wraps is as high as it is wide
			r.ButtonsFit(name)
			r.textFits(name)
			r.Readable(name)
			if need := r.win.keys.detail.all.MinSize().Width; need > 400 {
				t.Errorf("%s, German %v: the page needs %v", name, german, need)
			}
		}
	}
}
