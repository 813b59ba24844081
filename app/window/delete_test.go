package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// dialogButton is a button of the dialog that is open.
func (r *rig) dialogButton(text string) (found *kit.Button) {
	r.Helper()
	walk(r.frame.Canvas().Overlays().Top(), func(o fyne.CanvasObject, visible bool) {
		if b, ok := o.(*kit.Button); ok && visible && b.Text == text {
			found = b
		}
	})
	if found == nil {
		r.Fatalf("the dialog has no button %q", text)
	}
	return found
}

// tabTo presses Tab until a button with this text has the focus.
func (r *rig) tabTo(text string) {
	r.Helper()
	for range 40 {
		r.frame.Canvas().FocusNext()
		if b, ok := r.focused().(*kit.Button); ok && b.AccessibilityLabel() == text {
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
	if _, is := r.focused().(*widget.PopUpMenu); !is {
		r.Fatalf("no menu is open, but %T has the focus", r.focused())
	}
	for _, item := range r.win.keys.detail.menu(r.win.keys.detail.key).Items {
		if item.IsSeparator {
			continue
		}
		r.key(fyne.KeyDown)
		if item.Label == label {
			r.key(fyne.KeyReturn)
			return
		}
	}
	r.Fatalf("the menu has no %q", label)
}

func TestDeleteAsksFirst(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("launcher")
	r.pressMenu("Delete…")
	r.sees("Delete launcher?", "It stays in the bin for 30 days. It still works at Perplexity until you revoke it.")
	if b, ok := r.focused().(*kit.Button); !ok || b.Text != "Cancel" {
		t.Error("the safe choice does not have the focus")
	}
	r.key(fyne.KeyEscape)
	r.misses("Delete launcher?")
	if asked := r.svc.asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

func TestEveryWayToDeleteCanBeUndone(t *testing.T) {
	pointer := func(r *rig, text string) {
		if text == "Delete…" {
			r.pressMenu(text)
		} else {
			r.press(text)
		}
	}
	keyboard := func(r *rig, text string) {
		if text == "Delete…" {
			r.tabTo("More")
			r.key(fyne.KeyReturn)
			r.chooseInMenu(text)
			return
		}
		r.tabTo(text)
		r.key(fyne.KeyReturn)
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
			r.frame.Resize(fyne.NewSize(c.width, 640))
			r.win.keys.list.open("launcher")
			r.win.openDetail(true)
			c.do(r, "Delete…")
			c.do(r, "Delete")
			r.until("it is deleted", func() bool { return r.win.toast.box.Visible() })
			r.change(func(st *api.State) { st.Keys = append(st.Keys[:7:7], st.Keys[8:]...) })
			r.sees("Deleted “launcher”", "Undo")
			if got := r.win.keys.list.selected; got != "obsidian" {
				t.Errorf("%q is selected, not the key below the deleted one", got)
			}
			c.do(r, "Undo")
			r.untilAsked("remove launcher", "restore launcher")
			r.change(func(st *api.State) { st.Keys = someKeys() })
			r.until("it is back", func() bool { return r.win.keys.list.selected == "launcher" })
			r.misses("Deleted “launcher”")
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
	r.press("Delete")
	r.change(func(st *api.State) { // it comes before the answer
		st.Keys = slices.DeleteFunc(slices.Clone(st.Keys), func(k api.Key) bool { return k.ID == last })
	})
	r.until("it is deleted", func() bool { return r.win.toast.box.Visible() })
	if l.selected != above {
		t.Errorf("%q is selected, not the one above the last", l.selected)
	}
	r.pressMenu("Delete…")
	r.press("Delete")
	l.open("chat")
	toasts := r.win.toast.words.Seg.Text
	r.until("it is deleted", func() bool { return r.win.toast.words.Seg.Text != toasts })
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
	r.misses("Delete chat-app?")
	r.until("its page is opened", func() bool { return len(r.svc.asked()) > 0 })
	if asked := r.svc.asked(); len(asked) != 1 || !strings.HasPrefix(asked[0], "open https://") {
		t.Errorf("asked %q", asked)
	}
	r.sees("Revoke “chat-app” there, then delete it here.")
	r.press("Delete…")
	r.dialogButton("Delete").Press()
	r.untilAsked(r.svc.asked()[0], "remove chat")
}

func TestWithoutAPageThereIsNothingToRevokeFirst(t *testing.T) {
	st := someState()
	st.Keys[3].Provider, st.Keys[3].ProviderName = "other", ""
	r := newRig(t, st)
	r.win.keys.list.open("chat")
	r.pressMenu("Delete…")
	r.sees("Delete chat-app?")
	r.misses("Revoke first…")
}

func TestAToastGoesByItself(t *testing.T) {
	r := newRig(t, someState())
	r.win.toasting(message{text: "Something"})
	r.clock.forward(8 * time.Second)
	r.misses("Something")
}
