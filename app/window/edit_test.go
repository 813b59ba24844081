package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// editingRig is a rig with a key whose fields are open.
func editingRig(t *testing.T, id string) *rig {
	t.Helper()
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(980, 1200)) // nothing scrolls
	r.win.keys.list.open(id)
	r.ctrl(fyne.KeyE)
	return r
}

// undoes presses Ctrl Z.
func (r *rig) undoes() { r.shortcut(&fyne.ShortcutUndo{}) }

func (r *rig) shortcut(s fyne.Shortcut) {
	_, undoes := s.(*fyne.ShortcutUndo)
	if f, ok := r.Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	} else if undoes && r.win.inKeys() { // as the canvas is told to
		r.win.undo()
	}
}

// types types into the field with the focus, over what is there.
func (r *rig) types(text string) {
	r.Helper()
	f, ok := r.Focused().(fyne.Shortcutable)
	if !ok {
		r.Fatalf("%T has the focus, which takes no text", r.Focused())
	}
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	if text == "" {
		r.Key(fyne.KeyBackspace)
	}
	r.typesOn(text)
}

// typesOn types on where the focus is.
func (r *rig) typesOn(text string) {
	for _, letter := range text {
		r.Focused().TypedRune(letter)
	}
}

// edit is the n-th edit that the service was asked for.
func (r *rig) edit(n int) (e api.EditRequest) {
	r.Helper()
	r.Until("it is saved", func() bool {
		there := false
		r.Service.Set(func() {
			if there = len(r.Service.Edits) > n; there {
				e = r.Service.Edits[n]
			}
		})
		return there && !r.win.editing.busy
	})
	return e
}

func (r *rig) edits() (n int) {
	r.Service.Set(func() { n = len(r.Service.Edits) })
	return n
}

func TestCtrlEAndF2BeginAtTheName(t *testing.T) {
	for name, opens := range map[string]func(*rig){
		"Ctrl E": func(r *rig) { r.ctrl(fyne.KeyE) },
		"F2":     func(r *rig) { r.Key(fyne.KeyF2) },
		"button": func(r *rig) { test.Tap(r.win.keys.detail.head.edit) },
		"menu":   func(r *rig) { r.pressMenu("Rename") },
		"click":  func(r *rig) { r.win.keys.detail.head.names.Objects[0].(*editable).Tapped(nil) },
	} {
		r := newRig(t, someState())
		r.win.keys.list.open("chat")
		opens(r)
		if f, is := r.Focused().(*kit.Entry); !is || f.Text != "chat-app" || f.SelectedText() != "chat-app" {
			t.Errorf("%s: the name is not what is typed over", name)
		}
		r.Sees("Done", "Variable", "Rotate between")
	}
}

func TestEnterSavesOneFieldAndEndsTheEditing(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("chat bot")
	r.Key(fyne.KeyReturn)
	e := r.edit(0)
	if e.Name != "chat" || e.NewName == nil || *e.NewName != "chat bot" {
		t.Errorf("sent %+v", e)
	}
	if e.Notes != nil || e.Tags != nil || e.UsedBy != nil || e.Account != nil || e.Created != nil {
		t.Error("more was sent than was changed")
	}
	r.Misses("Done")
	r.Sees("Hold to reveal")
}

func TestTabSavesEachFieldByItself(t *testing.T) {
	r := editingRig(t, "obsidian")
	d := r.win.keys.detail
	r.Frame.Canvas().Focus(d.editor.account.focus)
	r.types("work")
	r.Frame.Canvas().FocusNext()
	if e := r.edit(0); e.Account == nil || *e.Account != "work" || e.Env != nil {
		t.Errorf("sent %+v", e)
	}
	if f, is := r.Focused().(*kit.Entry); !is || f.Text != "OPENAI_API_KEY" {
		t.Error("Tab does not lead to the variable")
	}
	r.types("OPENAI_KEY")
	r.Frame.Canvas().FocusNext()
	if e := r.edit(1); e.Env == nil || *e.Env != "OPENAI_KEY" || e.Account != nil {
		t.Errorf("sent %+v", e)
	}
	r.Sees("Done")
}

func TestEscapeGivesTheOldTextBackThenEnds(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("something else")
	r.Key(fyne.KeyEscape)
	if f := r.Focused().(*kit.Entry); f.Text != "chat-app" {
		t.Errorf("the field has %q", f.Text)
	}
	r.Key(fyne.KeyEscape)
	r.Misses("Done")
	if r.edits() > 0 {
		t.Error("something was saved")
	}
	if r.Focused() != fyne.Focusable(r.win.keys.list.search) {
		t.Error("the focus is nowhere")
	}
}

func TestARefusedEditSaysSoBesideTheFieldAndKeepsWhatWasTyped(t *testing.T) {
	r := editingRig(t, "chat")
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "A key named launcher exists."})
	r.types("launcher")
	r.Key(fyne.KeyReturn)
	r.UntilSees("A key named launcher exists.")
	if f := r.win.keys.detail.editor.name; f.entry.Text != "launcher" {
		t.Errorf("the field has %q", f.entry.Text)
	}
	r.Sees("Done")
	r.change(func(*api.State) {})
	if f := r.win.keys.detail.editor.name; f.entry.Text != "launcher" || !f.wrong.Visible() {
		t.Error("a state took it away")
	}
	r.types("launcher 2")
	r.Misses("A key named launcher exists.")
	r.Service.Fail(nil)
	r.Key(fyne.KeyReturn)
	if e := r.edit(1); *e.NewName != "launcher 2" {
		t.Errorf("sent %+v", e)
	}
}

func TestAStateLeavesWhatIsBeingTyped(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("half a na")
	r.changeKey("chat", func(k *api.Key) { k.Account, k.Name = "elsewhere", "renamed elsewhere" })
	if f := r.Focused().(*kit.Entry); f.Text != "half a na" {
		t.Errorf("the field has %q", f.Text)
	}
	if got := r.win.keys.detail.editor.account.entry.Text; got != "elsewhere" {
		t.Errorf("the account, which nobody types in, is %q", got)
	}
	r.Key(fyne.KeyEscape)
	if f := r.Focused().(*kit.Entry); f.Text != "renamed elsewhere" {
		t.Errorf("Escape gave %q", f.Text)
	}
}

func TestAnotherKeySavesWhatWasTyped(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("chat bot")
	r.win.keys.list.open("launcher")
	if e := r.edit(0); e.Name != "chat" || *e.NewName != "chat bot" {
		t.Errorf("sent %+v", e)
	}
	r.Misses("Done")
	r.Sees("launcher")
}

func TestWhatWasRefusedLaterCanBeMended(t *testing.T) {
	r := editingRig(t, "chat")
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "A key named home exists."})
	r.types("home")
	r.win.keys.list.open("launcher")
	r.UntilSees("“chat-app” was not changed")
	r.Press("Edit")
	r.Sees("A key named home exists.", "Done")
	if f := r.win.keys.detail.editor.name; r.win.keys.list.selected != "chat" || f.entry.Text != "home" {
		t.Errorf("the field of %s has %q", r.win.keys.list.selected, f.entry.Text)
	}
}

func TestDatesAreRead(t *testing.T) {
	r := editingRig(t, "chat")
	d := r.win.keys.detail
	r.Frame.Canvas().Focus(d.editor.created.focus)
	r.types("some day")
	r.Frame.Canvas().FocusNext()
	r.Sees("That is no date. Write it like 21 Nov 2026.")
	r.Frame.Canvas().Focus(d.editor.created.focus)
	r.types("2026-05-03")
	r.Key(fyne.KeyReturn)
	if e := r.edit(0); e.Created == nil || !e.Created.Equal(onDay("2026-05-03")) || e.Expires != nil {
		t.Errorf("sent %+v", e)
	}
	r = editingRig(t, "obsidian")
	r.Frame.Canvas().Focus(r.win.keys.detail.editor.expires.focus)
	r.types("")
	r.Key(fyne.KeyReturn)
	if e := r.edit(0); e.Expires == nil || !e.Expires.IsZero() {
		t.Errorf("sent %+v", e)
	}
}

func TestTheWindowOfAKeyIsChosen(t *testing.T) {
	r := newRig(t, someState())
	r.changeKey("chat", func(k *api.Key) { k.DueAfter, k.OverdueAfter = 3, 6 })
	r.win.keys.list.open("chat")
	r.ctrl(fyne.KeyE)
	f := r.win.keys.detail.editor.window
	if f.due.Selected != "3 months" || f.over.Selected != "6 months" {
		t.Fatalf("shows %q and %q", f.due.Selected, f.over.Selected)
	}
	r.Service.Fail(&api.Error{Kind: api.Usage, Text: "The window must open before it closes."})
	f.due.SetSelected("8 months")
	r.UntilSees("The window must open before it closes.")
	if f.due.Selected != "8 months" {
		t.Error("the choice is gone")
	}
	r.Service.Fail(nil)
	f.over.SetSelected("12 months")
	if e := r.edit(1); *e.DueAfter != 8 || *e.OverdueAfter != 12 {
		t.Errorf("sent %+v", e)
	}
	r.changeKey("chat", func(k *api.Key) { k.DueAfter, k.OverdueAfter = 8, 12 })
	f.due.SetSelected("As in the settings")
	if e := r.edit(2); *e.DueAfter != 0 || e.OverdueAfter != nil {
		t.Errorf("sent %+v", e)
	}
}

func TestANoteOfSeveralLines(t *testing.T) {
	r := editingRig(t, "obsidian")
	f := r.win.keys.detail.editor.notes
	r.Frame.Canvas().Focus(f.focus)
	f.entry.SetText("one")
	f.entry.CursorColumn = 3
	r.Key(fyne.KeyReturn)
	r.typesOn("two")
	r.Frame.Canvas().FocusNext()
	if e := r.edit(0); e.Notes == nil || *e.Notes != "one\ntwo" {
		t.Errorf("sent %+v", e)
	}
	if r.Focused() == fyne.Focusable(f.entry) {
		t.Error("Tab does not lead on")
	}
}

func TestAnEditIsUndone(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("chat bot")
	r.Key(fyne.KeyReturn)
	r.edit(0)
	r.changeKey("chat", func(k *api.Key) { k.Name = "chat bot" })
	r.undoes()
	if e := r.edit(1); e.Name != "chat" || *e.NewName != "chat-app" {
		t.Errorf("sent %+v", e)
	}
	r.UntilSees("Undone: the name is “chat-app” again.") // Ctrl Z may have been pressed in another field
	r.undoes()
	if r.edits() > 2 {
		t.Error("it is undone twice")
	}
}

func TestWhatSomebodyElseHasChangedSinceThenStays(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("chat bot")
	r.Key(fyne.KeyReturn)
	r.edit(0)
	r.changeKey("chat", func(k *api.Key) { k.Name = "renamed elsewhere" })
	r.undoes()
	r.Sees("It was changed again since then, and stays as it is.")
	if r.edits() > 1 {
		t.Error("it was taken back")
	}
}

func TestARemovedNoteComesBack(t *testing.T) {
	r := editingRig(t, "obsidian")
	r.Frame.Canvas().Focus(r.win.keys.detail.editor.notes.focus)
	r.types("")
	r.Frame.Canvas().FocusNext()
	r.edit(0)
	r.UntilSees("Removed the note")
	r.changeKey("obsidian", func(k *api.Key) { k.Notes = "" })
	r.Press("Undo")
	if e := r.edit(1); *e.Notes != someKeys()[8].Notes {
		t.Errorf("sent %+v", e)
	}
	r.UntilSees("Undone: the note of “Obsidian notes” is the one before.")
	r.Misses("Removed the note")
}

func TestADeletionIsUndoneByCtrlZ(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("launcher")
	r.pressMenu("Delete…")
	r.Press("Delete")
	r.UntilSees("Deleted “launcher”")
	r.undoes()
	r.UntilAsked("remove launcher", "restore launcher")
	r.Misses("Deleted “launcher”")
}

func TestAKeyIsNotPastedIntoAField(t *testing.T) {
	r := editingRig(t, "chat")
	key := madeUp("openai", "")
	r.Clip.SetContent(key)
	r.shortcut(&fyne.ShortcutPaste{Clipboard: r.Clip})
	r.Sees("This is a key.")
	if f := r.Focused().(*kit.Entry); f.Text != "chat-app" {
		t.Error("it is in the field")
	}
}

func TestEditingFitsAndIsReadable(t *testing.T) {
	for _, width := range []float32{400, 760, 980} {
		for name, v := range windowtest.Variants {
			r := editingRig(t, "obsidian")
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.changeKey("obsidian", func(k *api.Key) {
				k.Tags, k.DueAfter, k.OverdueAfter = []string{"work", "notes", "a rather long tag"}, 3, 6
			})
			r.Frame.Resize(fyne.NewSize(width, 1500))
			r.win.openEdit("obsidian")
			r.ButtonsFit(name)
			r.textFits(name)
			r.Readable(name)
		}
	}
}

func TestTabReachesEveryField(t *testing.T) {
	r := editingRig(t, "obsidian")
	d := r.win.keys.detail
	var reached []fyne.Focusable
	for range 60 {
		reached = append(reached, r.Focused())
		r.Frame.Canvas().FocusNext()
	}
	e := d.editor
	for name, f := range map[string]fyne.Focusable{
		"name": e.name.focus, "account": e.account.focus, "variable": e.env.focus, "tags": e.tags.chips.entry, "notes": e.notes.focus,
		"created": e.created.focus, "ends": e.expires.focus, "due": e.window.due, "overdue": e.window.over, "done": d.head.done,
		"first place": d.usedBy.edits["Obsidian, Text Generator"].name.focus, "add a place": d.usedBy.add,
	} {
		if !slices.Contains(reached, f) {
			t.Errorf("Tab does not reach: %s", name)
		}
	}
}

// Whoever types goes through all the fields, and meets the buttons after the last one.
func TestTabGoesThroughTheFieldsInOneGo(t *testing.T) {
	for _, width := range []float32{400, 980} {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(width, 1200))
		r.win.openEdit("obsidian")
		d := r.win.keys.detail
		e := d.editor
		for _, next := range []struct {
			name  string
			field fyne.Focusable
		}{
			{"name", e.name.focus},
			{"account", e.account.focus},
			{"variable", e.env.focus},
			{"tags", e.tags.chips.entry},
			{"notes", e.notes.focus},
			{"created", e.created.focus},
			{"calendar", nil},
			{"ends", e.expires.focus},
			{"calendar", nil},
			{"due", e.window.due},
			{"overdue", e.window.over},
		} {
			if next.field != nil && r.Focused() != next.field {
				t.Errorf("%v wide: Tab leads to %T, not to: %s", width, r.Focused(), next.name)
			}
			r.Frame.Canvas().FocusNext()
		}
		if b, is := r.Focused().(*kit.Button); !is || b != d.head.pin && b != d.head.done {
			t.Errorf("%v wide: Tab leads from the fields to %T, not to the buttons", width, r.Focused())
		}
		r.win.closeEdit()
		r.Frame.Canvas().Focus(d.head.edit)
		r.Frame.Canvas().FocusNext()
		r.Frame.Canvas().FocusNext()
		if r.Focused() != fyne.Focusable(d.card.hold) && r.Focused() != fyne.Focusable(&d.card.hold.Button) {
			t.Errorf("%v wide: Tab leads from the head to %T, not to the value", width, r.Focused())
		}
	}
}

// What differs by a space at its end alone is no change, and the next field not done with.
func TestEnterAfterASpaceEndsTheEditing(t *testing.T) {
	r := editingRig(t, "chat")
	r.types("chat-app ")
	r.Key(fyne.KeyReturn)
	r.Misses("Done")
	r.Sees("Hold to reveal")
	if r.edits() != 0 {
		t.Error("nothing was changed, and yet it is saved")
	}
}

// A deed stays one that can be taken back until that was done.
func TestAnUndoThatFailedCanBeTriedAgain(t *testing.T) {
	r := newRig(t, someState())
	r.win.pin("chat", false)
	r.edit(0)
	unpin := func(k *api.Key) { k.Pinned = false }
	r.changeKey("chat", unpin)
	r.Service.Fail(&api.Error{Kind: api.NoAgent, Text: "No agent runs."})
	r.undoes()
	r.UntilSees("The agent has ended. Start it again, then try once more.")
	r.Service.Fail(nil)
	r.undoes()
	if e := r.edit(2); e.Pinned == nil || !*e.Pinned {
		t.Errorf("the second try sent %+v", e)
	}
	r.UntilSees("Undone")
}

// Somebody else has changed the same since: then it is not tried for ever.
func TestAnUndoThatCameTooLateIsOver(t *testing.T) {
	r := newRig(t, someState())
	r.win.pin("chat", false)
	r.edit(0)
	r.changeKey("chat", func(k *api.Key) { k.Pinned = false })
	r.Service.Fail(&api.Error{Kind: api.Changed, Text: "It was changed meanwhile."})
	r.undoes()
	r.UntilSees("It was changed again since then")
	if r.win.undo() {
		t.Error("it can be tried again")
	}
}
