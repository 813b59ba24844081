package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// Who comes back from a page about a key copies that key with Enter, and no other one.
func TestAPageAboutAKeyLeadsBackToIt(t *testing.T) {
	for name, its := range map[string]struct {
		view string
		asks []string // of itself, on a goroutine of its own
	}{"a rotation": {api.ViewRotate, nil}, "a leak": {api.ViewLeaked, []string{"expose home"}}} {
		for _, filter := range []filter{filterAll, filterPinned} {
			r := newRig(t, manyLives())
			r.win.keys.list.setFilter(filter)
			r.win.keys.list.open("chat")
			r.win.Open(api.View{Name: its.view, Key: "home"})
			r.UntilAsked(its.asks...)
			r.Clock.Forward(time.Second)
			r.win.page.escape()
			if r.win.page != page(r.win.keys) || r.win.keys.list.selected != "home" {
				t.Fatalf("%s leads back to %q", name, r.win.keys.list.selected)
			}
			r.Key(fyne.KeyReturn)
			r.Until("Enter asks for something", func() bool { return len(r.Service.Asked()) > len(its.asks) })
			if got := r.Service.Asked()[len(its.asks)]; got != "copy home" {
				t.Errorf("%s: Enter does %q", name, got)
			}
		}
	}
}

// The key may be newer than what the list has seen.
func TestARotationOfANewKeyLeadsBackToIt(t *testing.T) {
	r := newRig(t, someState())
	r.win.Open(api.View{Name: api.ViewDoctor})
	r.change(func(st *api.State) { st.Keys = append(st.Keys[:len(st.Keys):len(st.Keys)], underWay()) })
	r.win.Open(api.View{Name: api.ViewRotate, Key: "backup"})
	r.win.page.escape()
	if got := r.win.keys.list.selected; got != "backup" {
		t.Errorf("it leads back to %q", got)
	}
}

// In a step, Enter on a box goes on as it does in any other field; Space is for the box.
func TestEnterOnABoxGoesOn(t *testing.T) {
	r := newRig(t, someState())
	s := r.own()
	f := s.get.own
	f.name.SetText("Acme")
	r.Frame.Canvas().Focus(f.remember)
	was := f.remember.Checked
	r.Clock.Forward(time.Second)
	f.remember.TypedRune(' ')
	if f.remember.Checked == was || s.at != setupGet {
		t.Fatal("Space does not switch it")
	}
	f.remember.TypedRune(' ')
	r.Key(fyne.KeyReturn)
	if s.at != setupPaste || f.remember.Checked != was {
		t.Errorf("Enter leads to step %d", s.at)
	}

	r = newRig(t, someState())
	w := r.rotatingAt(api.StepPlaces)
	box := firstBox(r)
	r.Frame.Canvas().Focus(box)
	r.Clock.Forward(time.Second)
	r.Key(fyne.KeyReturn)
	r.at(w, rotateRevoke)
}

func firstBox(r *rig) (first *kit.CheckField) {
	windowtest.Walk(r.Frame.Content(), func(o fyne.CanvasObject, visible bool) {
		if c, is := o.(*kit.CheckField); is && visible && first == nil {
			first = c
		}
	})
	return first
}
