package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// dialogButton is a button of the dialog that is open.
func (r *rig) dialogButton(text string) (found *kit.Button) {
	r.Helper()
	windowtest.Walk(r.Frame.Canvas().Overlays().Top(), func(o fyne.CanvasObject, visible bool) {
		if b, ok := o.(*kit.Button); ok && visible && b.Text == text {
			found = b
		}
	})
	if found == nil {
		r.Fatalf("the dialog has no button %q", text)
	}
	return found
}

func TestAClickBesideAQuestionLeavesItsFocus(t *testing.T) {
	r := newRig(t, someState())
	r.win.confirmDelete("launcher")
	for _, label := range []string{"Cancel", "Delete"} {
		r.Frame.Canvas().Focus(r.dialogButton(label))
		test.TapCanvas(r.Frame.Canvas(), fyne.NewPos(4, 4))
		r.Clock.Forward(0)
		if b, is := r.Focused().(*kit.Button); !is || b.Text != label || !b.Focused {
			t.Errorf("behind a click beside the question %T has the focus, not %q", r.Focused(), label)
		}
	}
	r.Key(fyne.KeyReturn)
	r.UntilAsked("remove launcher")
	r.Clock.Forward(0)
	if r.win.asks() {
		t.Error("the question is still there")
	}
}

// tabTo presses Tab until a button with this text has the focus.
func (r *rig) tabTo(text string) {
	r.Helper()
	for range 40 {
		r.Frame.Canvas().FocusNext()
		if b, ok := r.Focused().(*kit.Button); ok && b.AccessibilityLabel() == text {
			return
		}
	}
	r.Fatalf("Tab does not reach %q", text)
}

// pressMenu opens the menu of the detail and chooses an item.
func (r *rig) pressMenu(label string) {
	r.Helper()
	r.win.keys.detail.head.more.Press()
	r.chooseInMenu(label)
}

// chooseInMenu goes to an item of the menu that is open by the arrow keys.
func (r *rig) chooseInMenu(label string) {
	r.Helper()
	if _, is := r.Focused().(*widget.PopUpMenu); !is {
		r.Fatalf("no menu is open, but %T has the focus", r.Focused())
	}
	for _, item := range r.win.keys.detail.menu(r.win.keys.detail.key).Items {
		if item.IsSeparator {
			continue
		}
		r.Key(fyne.KeyDown)
		if item.Label == label {
			r.Key(fyne.KeyReturn)
			return
		}
	}
	r.Fatalf("the menu has no %q", label)
}

func TestDeleteAsksFirst(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("launcher")
	r.pressMenu("Delete…")
	r.Sees("Delete launcher?", "It stays in the bin for 30 days. It still works at Perplexity until you revoke it.")
	if b, ok := r.Focused().(*kit.Button); !ok || b.Text != "Cancel" {
		t.Error("the safe choice does not have the focus")
	}
	r.Key(fyne.KeyEscape)
	r.Misses("Delete launcher?")
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

func TestEveryWayToDeleteCanBeUndone(t *testing.T) {
	pointer := func(r *rig, text string) {
		if text == "Delete…" {
			r.pressMenu(text)
		} else {
			r.Press(text)
		}
	}
	keyboard := func(r *rig, text string) {
		if text == "Delete…" {
			r.tabTo("More")
			r.Key(fyne.KeyReturn)
			r.chooseInMenu(text)
			return
		}
		r.tabTo(text)
		r.Key(fyne.KeyReturn)
	}
	for name, c := range map[string]struct {
		width float32
		do    func(*rig, string)
	}{
		"by pointer": {980, pointer}, "by keyboard": {980, keyboard},
		"by pointer in one pane": {400, pointer}, "by keyboard in one pane": {400, keyboard},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, someState())
			r.Frame.Resize(fyne.NewSize(c.width, 640))
			r.win.keys.list.open("launcher")
			r.win.openDetail(true)
			c.do(r, "Delete…")
			c.do(r, "Delete")
			r.Until("it is deleted", func() bool { return r.win.toast.box.Visible() })
			r.change(func(st *api.State) { st.Keys = append(st.Keys[:7:7], st.Keys[8:]...) })
			r.Sees("Deleted “launcher”", "Undo")
			if got := r.win.keys.list.selected; got != "obsidian" {
				t.Errorf("%q is selected, not the key below the deleted one", got)
			}
			c.do(r, "Undo")
			r.UntilAsked("remove launcher", "restore launcher")
			r.change(func(st *api.State) { st.Keys = someKeys() })
			r.Until("it is back", func() bool { return r.win.keys.list.selected == "launcher" })
			r.Misses("Deleted “launcher”")
		})
	}
}

// The last key has none below it; what the person has selected meanwhile stays selected.
func TestAfterADeletionTheNextKeyIsSelected(t *testing.T) {
	r := newRig(t, someState())
	l := r.win.keys.list
	l.key(fyne.KeyEnd)
	last := l.selected
	l.key(fyne.KeyUp)
	above := l.selected
	l.key(fyne.KeyEnd)
	r.pressMenu("Delete…")
	r.Press("Delete")
	r.change(func(st *api.State) { // it comes before the answer
		st.Keys = slices.DeleteFunc(slices.Clone(st.Keys), func(k api.Key) bool { return k.ID == last })
	})
	r.Until("it is deleted", func() bool { return r.win.toast.box.Visible() })
	if l.selected != above {
		t.Errorf("%q is selected, not the one above the last", l.selected)
	}
	r.pressMenu("Delete…")
	r.Press("Delete")
	l.open("chat")
	toasts := r.win.toast.words.Seg.Text
	r.Until("it is deleted", func() bool { return r.win.toast.words.Seg.Text != toasts })
	if l.selected != "chat" {
		t.Errorf("%q is selected, not what the person selected meanwhile", l.selected)
	}
}

func TestAKeyCanBeRevokedBeforeItIsDeleted(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.pressMenu("Delete…")
	r.dialogButton("Cancel")
	r.dialogButton("Revoke first…").Press()
	r.Misses("Delete chat-app?")
	r.Until("its page is opened", func() bool { return len(r.Service.Asked()) > 0 })
	if asked := r.Service.Asked(); len(asked) != 1 || !strings.HasPrefix(asked[0], "open https://") {
		t.Errorf("asked %q", asked)
	}
	r.Sees("Revoke “chat-app” there, then delete it here.")
	r.Press("Delete…")
	r.dialogButton("Delete").Press()
	r.UntilAsked(r.Service.Asked()[0], "remove chat")
}

func TestWithoutAPageThereIsNothingToRevokeFirst(t *testing.T) {
	st := someState()
	st.Keys[3].Provider, st.Keys[3].ProviderName = "other", ""
	r := newRig(t, st)
	r.win.keys.list.open("chat")
	r.pressMenu("Delete…")
	r.Sees("Delete chat-app?")
	r.Misses("Revoke first…")
}

func TestAToastGoesByItself(t *testing.T) {
	r := newRig(t, someState())
	r.win.toasting(message{text: "Something"})
	r.Clock.Forward(8 * time.Second)
	r.Misses("Something")
}

// The answer may come when the person types about another key already.
func TestADeletionThatEndsLateLeavesTheFocus(t *testing.T) {
	r := newRig(t, someState())
	k, _ := r.win.key("chat")
	r.win.delete(k)
	r.win.openEdit("laptop")
	r.UntilSees("Deleted")
	if r.Focused() != r.win.keys.detail.editor.name.focus {
		t.Errorf("%T has the focus", r.Focused())
	}
}

func TestNoKeyThatIsGoneIsAskedAbout(t *testing.T) {
	r := newRig(t, someState())
	r.win.confirmDelete("chat")
	r.Press("Revoke first…")
	r.change(func(st *api.State) {
		st.Keys = slices.DeleteFunc(slices.Clone(st.Keys), func(k api.Key) bool { return k.ID == "chat" })
	})
	r.Press("Delete…")
	if r.win.asks() {
		t.Error("it asks about a key that is not there")
	}
}

func TestTheQuestionGoesWithTheKeyItIsAbout(t *testing.T) {
	r := newRig(t, someState())
	r.win.confirmDelete("chat")
	r.changeKey("chat", func(k *api.Key) { k.Name = "another name" })
	if r.win.asks() {
		t.Error("it asks about a key of another name by now")
	}
}
