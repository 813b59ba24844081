package window

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

var nameTaken = &api.Error{Kind: api.Refused, Text: "A key named launcher exists."}

// noteOf is what the n-th edit says of the note, and of which key.
func (r *rig) noteOf(n int) (key, note string) {
	r.Helper()
	e := r.edit(n)
	if e.Notes == nil {
		r.Fatalf("sent %+v", e)
	}
	return e.Name, *e.Notes
}

// note begins to type a note.
func (r *rig) note(text string) {
	r.Helper()
	r.Frame.Canvas().Focus(r.win.keys.detail.editor.notes.focus)
	r.types(text)
}

// goesOn types on wherever that leads, as the canvas does.
func (r *rig) goesOn(text string) {
	for _, letter := range text {
		if f := r.Focused(); f != nil {
			f.TypedRune(letter)
		} else {
			r.win.typedRune(letter)
		}
	}
}

func TestWhatIsTypedNeverLandsInAnotherKey(t *testing.T) {
	for name, turns := range map[string]func(*rig){
		"the key is gone": func(r *rig) { r.without("chat") },
		"another key came": func(r *rig) {
			r.win.await("back")
			r.change(func(st *api.State) {
				st.Keys = append(slices.Clone(st.Keys), keyOf("back", "back again", "openai", "", 5))
			})
		},
	} {
		r := editingRig(t, "chat")
		r.note("half a no")
		turns(r)
		if key, note := r.noteOf(0); key != "chat" || note != "half a no" {
			t.Errorf("%s: the note of %s is %q", name, key, note)
		}
		r.goesOn("te")
		r.win.openEdit("vercel")
		r.Frame.Canvas().FocusNext()
		r.win.closeEdit()
		if r.edits() != 1 {
			t.Errorf("%s: more was sent: %+v", name, r.edit(1))
		}
	}
}

func TestAPlaceThatIsTypedNeverLandsInAnotherKey(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.Press("Add a place")
	r.typesOn("my ser")
	r.win.await("back")
	r.change(func(st *api.State) {
		st.Keys = append(slices.Clone(st.Keys), keyOf("back", "back again", "openai", "", 5))
	})
	if e := r.edit(0); e.Name != "chat" || len(e.AddPlaces) != 1 || e.AddPlaces[0].Location != "my ser" {
		t.Errorf("sent %+v", e)
	}
	r.goesOn("ver")
	r.Frame.Canvas().Focus(r.win.keys.list.search)
	if r.edits() != 1 {
		t.Errorf("more was sent: %+v", r.edit(1))
	}
}

func TestOfAKeyThatIsGoneThereIsNothingToEdit(t *testing.T) {
	r := editingRig(t, "chat")
	r.note("belongs to chat-app")
	r.Service.Fail(&api.Error{Kind: api.NotFound, Text: "There is no such key."})
	r.without("chat")
	r.UntilSees("“chat-app” was not changed")
	if r.win.toast.act.Visible() {
		t.Errorf("there is a button: %q", r.win.toast.act.Text)
	}
	if !r.Closes() {
		t.Error("the window does not close")
	}
}

func TestAnEditThatIsRefusedAfterDoneIsNotSentAgain(t *testing.T) {
	r := editingRig(t, "chat")
	r.Service.Fail(nameTaken)
	r.types("launcher")
	test.Tap(r.win.keys.detail.head.done)
	r.UntilSees("“chat-app” was not changed")
	r.Service.Fail(nil)
	r.win.keys.list.open("vercel")
	if r.edits() != 1 {
		t.Errorf("it was sent again: %+v", r.edit(1))
	}
	r.Press("Edit")
	r.Sees(nameTaken.Text)
	if f := r.Focused().(*kit.Entry); f.Text != "launcher" || r.win.keys.list.selected != "chat" {
		t.Errorf("the field of %s has %q", r.win.keys.list.selected, f.Text)
	}
}

func TestWhatWasRefusedOutlivesTheToast(t *testing.T) {
	r := editingRig(t, "chat")
	r.Service.Fail(nameTaken)
	r.note("a long note")
	r.win.keys.list.open("vercel")
	r.UntilSees("“chat-app” was not changed")
	r.Clock.Forward(9 * time.Second)
	r.Misses("“chat-app” was not changed")
	if r.Closes() {
		t.Error("the window closes without a question")
	}
	r.Sees("Throw away what you typed?")
	r.Key(fyne.KeyEscape)
	r.win.openEdit("vercel")
	if got := r.win.keys.detail.editor.notes.entry.Text; got != "" {
		t.Errorf("the note of another key is %q", got)
	}
	r.win.openEdit("chat")
	r.Sees(nameTaken.Text)
	if got := r.win.keys.detail.editor.notes.entry.Text; got != "a long note" {
		t.Errorf("the note is %q", got)
	}
	r.Service.Fail(nil)
	r.typesOn(".")
	r.win.closeEdit()
	if key, note := r.noteOf(1); key != "chat" || note != "a long note." {
		t.Errorf("the note of %s is %q", key, note)
	}
}

func TestTypedWhileAChangeIsOnItsWayIsSavedToo(t *testing.T) {
	r := editingRig(t, "chat")
	r.note("one")
	r.Frame.Canvas().Unfocus()
	r.note("one and two")
	r.win.keys.list.open("vercel")
	r.noteOf(0)
	if key, note := r.noteOf(1); key != "chat" || note != "one and two" {
		t.Errorf("the note of %s is %q", key, note)
	}
}

func TestEscapeEndsTheEditingThenClosesTheWindowOnceAllIsSaved(t *testing.T) {
	r := editingRig(t, "chat")
	closed := func() bool { return r.Frame.Closed }
	r.note("a long note")
	r.Frame.Canvas().Unfocus()
	r.win.typedKey(fyne.KeyEscape)
	if r.Misses("Done"); closed() {
		t.Fatal("the window is closed")
	}
	r.Key(fyne.KeyEscape)
	if closed() && r.edits() == 0 {
		t.Error("the window is closed before the note is saved")
	}
	r.Until("it is closed", closed)
	if key, note := r.noteOf(0); key != "chat" || note != "a long note" {
		t.Errorf("the note of %s is %q", key, note)
	}
}

func TestARefusedTextIsAskedAboutBeforeTheWindowCloses(t *testing.T) {
	r := editingRig(t, "chat")
	r.Frame.Canvas().Focus(r.win.keys.detail.editor.created.focus)
	r.types("some day")
	r.Frame.Canvas().Unfocus()
	if r.Closes() {
		t.Fatal("the window closes")
	}
	r.Press("Throw away")
	if !r.Frame.Closed {
		t.Error("Throw away does not close it")
	}
}

func TestClosingTheWindowSavesAPlace(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.Press("Add a place")
	r.typesOn("my server")
	if r.Closes() {
		t.Error("the window does not wait")
	}
	if e := r.edit(0); len(e.AddPlaces) != 1 || e.AddPlaces[0].Location != "my server" {
		t.Errorf("sent %+v", e)
	}
	r.Until("it is closed", func() bool { return r.Frame.Closed })

	r = editingRig(t, "obsidian")
	r.Frame.Canvas().Focus(r.win.keys.detail.usedBy.edits["n8n on home server"].name.focus)
	r.types("n8n in the cellar")
	if r.Closes() {
		t.Error("the window does not wait")
	}
	if e := r.edit(0); e.RenamePlace == nil || e.RenamePlace.To != "n8n in the cellar" {
		t.Errorf("sent %+v", e)
	}
	r.Until("it is closed", func() bool { return r.Frame.Closed })
}

// A field that is out of sight when its change is refused says so, and has it again.
func TestEveryFieldComesBackWithWhatWasRefused(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*rig)
		back func(*detail) string
		want string
	}{
		"a tag": {func(r *rig) {
			r.Frame.Canvas().Focus(r.win.keys.detail.editor.tags.chips.entry)
			r.typesOn("prod")
		}, func(d *detail) string { return d.editor.tags.chips.entry.Text }, "prod"},
		"a place": {func(r *rig) {
			r.Press("Add a place")
			r.typesOn("my server")
		}, func(d *detail) string { return d.usedBy.field.Text }, "my server"},
		"the name of a place": {func(r *rig) {
			r.Frame.Canvas().Focus(r.win.keys.detail.usedBy.edits["n8n on home server"].name.focus)
			r.types("cellar")
		}, func(d *detail) string { return d.usedBy.edits["n8n on home server"].name.entry.Text }, "cellar"},
		"the rotation window": {
			func(r *rig) { r.win.keys.detail.editor.window.due.SetSelected("8 months") },
			func(d *detail) string { return d.editor.window.due.Selected }, "8 months",
		},
	} {
		r := editingRig(t, "obsidian")
		r.Service.Fail(nameTaken)
		c.do(r)
		r.win.keys.list.open("vercel")
		r.UntilSees("“Obsidian notes” was not changed")
		r.Press("Edit")
		r.Sees(nameTaken.Text, "Done")
		if got := c.back(r.win.keys.detail); got != c.want || r.win.keys.detail.key.ID != "obsidian" {
			t.Errorf("%s: %q", name, got)
		}
		if r.edits() != 1 {
			t.Errorf("%s: sent %d times", name, r.edits())
		}
	}
}

func TestMendingAnEditAsksBeforeAPastedKeyIsLost(t *testing.T) {
	r := editingRig(t, "chat")
	r.Service.Fail(nameTaken)
	r.note("a long note")
	r.win.keys.list.open("vercel")
	r.UntilSees("“chat-app” was not changed")
	r.win.openSetup().pasted(madeUp("openai", ""))
	r.Press("Edit")
	r.Sees("Throw away the pasted key?")
	if _, pasted, _ := r.win.held(); !pasted {
		t.Error("the key is gone")
	}
	r.Press("Throw away")
	if got := r.win.keys.detail.editor.notes.entry.Text; got != "a long note" {
		t.Errorf("the note is %q", got)
	}
}

// What is out of sight follows the theme, too: an arrow of the other one can hardly be seen.
func TestTheFieldsFollowTheThemeWhileTheyAreClosed(t *testing.T) {
	light, dark := windowtest.Variants["light"], windowtest.Variants["dark"]
	r := newRig(t, someState())
	test.ApplyTheme(t, kit.Theme{Only: &light})
	r.Frame.Resize(tallWindow)
	r.win.openEdit("obsidian")
	r.Frame.Canvas().Capture()
	r.win.closeEdit()
	test.ApplyTheme(t, kit.Theme{Only: &dark})
	r.win.openEdit("obsidian")
	changed := r.Frame.Canvas().Capture()

	r = newRig(t, someState())
	test.ApplyTheme(t, kit.Theme{Only: &dark})
	r.Frame.Resize(tallWindow)
	r.win.openEdit("obsidian")
	if !reflect.DeepEqual(r.Frame.Canvas().Capture(), changed) {
		t.Error("opened after the theme changed, they look otherwise")
	}
}
