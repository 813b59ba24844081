package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// standsAt is where an object stands in the window.
func (r *rig) standsAt(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

func TestNothingMovesUnderTheMouseWhenTheBannerComes(t *testing.T) {
	for _, width := range []float32{400, 980} {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(width, 640))
		r.win.keys.list.open("obsidian")
		l, d := r.win.keys.list, r.win.keys.detail
		parts := map[string]fyne.CanvasObject{
			"search": l.search, "list": l.list, "pin": d.head.pin, "reveal": d.card.hold, "copy": d.card.copy, "rotate": d.rotate,
		}
		where := map[string]fyne.Position{}
		for name, o := range parts {
			where[name] = r.standsAt(o)
		}
		locks := func(status string) { r.change(func(st *api.State) { st.Keychain.Status = status }) }
		locks(api.KeychainLocked)
		r.Sees("GNOME Keyring is locked.")
		for name, o := range parts {
			if at := r.standsAt(o); at != where[name] {
				t.Errorf("%v wide: %s went from %v to %v", width, name, where[name], at)
			}
		}
		if low := r.standsAt(r.win.banner.box).Y + r.win.banner.box.Size().Height; low > r.standsAt(r.win.status.box).Y+1 || low < 500 {
			t.Errorf("%v wide: the banner ends at %v", width, low)
		}
		locks(api.KeychainOK)
		for name, o := range parts {
			if at := r.standsAt(o); at != where[name] {
				t.Errorf("%v wide: without the banner %s is at %v, not at %v", width, name, at, where[name])
			}
		}
	}
}

// The foot of a page gives way to the banner: a click on its way there hits nothing.
func TestAClickWhileTheBannerComesHitsNothing(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(980, 640))
	r.win.keys.list.open("obsidian")
	leaked := r.win.keys.detail.leaked
	was := r.standsAt(leaked).AddXY(10, 10)
	r.change(func(st *api.State) { st.Keychain.Status = api.KeychainLocked })
	test.TapCanvas(r.Frame.Canvas(), was)
	test.TapCanvas(r.Frame.Canvas(), r.standsAt(leaked).AddXY(10, 10))
	if !r.win.inKeys() || len(r.Service.Asked()) > 0 {
		t.Errorf("a click did something: %q", r.Service.Asked())
	}
	r.Clock.Forward(fyne.CurrentApp().Driver().DoubleTapDelay())
	test.TapCanvas(r.Frame.Canvas(), r.standsAt(leaked).AddXY(10, 10))
	if r.win.inKeys() {
		t.Error("later a click does nothing either")
	}
}

func TestTheFootOfTheDetailStaysInSight(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(980, 640))
	r.wellKnown()
	r.changeKey("obsidian", func(k *api.Key) { k.Tags = []string{"notes", "desktop"} })
	d := r.win.keys.detail
	end := r.standsAt(r.win.status.box).Y
	for name, o := range map[string]fyne.CanvasObject{"links": d.links.box, "leaked": d.leaked} {
		if low := r.standsAt(o).Y + o.Size().Height; low > end || o.Size().Height == 0 {
			t.Errorf("%s end at %v, the window at %v", name, low, end)
		}
	}
	d.scroll.ScrollToBottom()
	if low := r.standsAt(d.note).Y + d.note.Size().Height; low > r.standsAt(d.foot).Y {
		t.Errorf("the note ends at %v, below the foot at %v", low, r.standsAt(d.foot).Y)
	}
	r.win.keys.list.search.SetText("no such key at all")
	if d.all.Visible() && r.win.keys.list.selected == "" {
		t.Error("the foot stays without a key")
	}
}

// The end of a press that the shield takes hides a value all the same, and the next press
// shows it again.
func TestAValueIsNotInSightAfterThePressWhereTheBannerCame(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("obsidian")
	r.Service.Set(func() { r.Service.Value = "a value that nobody guesses" })
	hold, shown := r.win.keys.detail.card.hold, func() bool { return r.Holds("a value that nobody") }
	hold.MouseDown(nil)
	r.Until("the value is in sight", shown)
	r.change(func(st *api.State) { st.Keychain.Status = api.KeychainSilent })
	r.win.still.MouseUp(nil)
	if shown() {
		t.Error("the value stays in sight")
	}
	r.Clock.Forward(fyne.CurrentApp().Driver().DoubleTapDelay())
	hold.MouseDown(nil)
	r.Until("the value is in sight again", shown)
	hold.MouseUp(nil)
}

// A banner that says more takes more room, and what is above it moves as when it came.
func TestAClickWhileTheBannerGrowsHitsNothing(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(400, 640))
	r.win.fail(&api.Error{Kind: api.Failed, Text: "That failed."})
	delay := fyne.CurrentApp().Driver().DoubleTapDelay()
	r.Clock.Forward(delay)
	for name, say := range map[string]string{"as high": "It failed.", "higher": strings.Repeat("That failed for a reason. ", 4)} {
		r.win.fail(&api.Error{Kind: api.Failed, Text: say})
		if taken := r.win.still.Visible(); taken != (name == "higher") {
			t.Errorf("%s: clicks are taken: %v", name, taken)
		}
		r.Clock.Forward(delay)
		if r.win.still.Visible() {
			t.Errorf("%s: clicks are taken for good", name)
		}
		r.win.fail(&api.Error{Kind: api.Failed, Text: "That failed."})
		r.Clock.Forward(delay)
	}
}

// Whoever changes the keychain all the time takes no click for longer than the last change.
func TestTheShieldGoesAfterTheLastOfManyChanges(t *testing.T) {
	r := newRig(t, someState())
	delay := fyne.CurrentApp().Driver().DoubleTapDelay()
	for _, status := range []string{api.KeychainLocked, api.KeychainOK, api.KeychainLocked} {
		r.change(func(st *api.State) { st.Keychain.Status = status })
		r.Clock.Forward(delay / 2)
		if !r.win.still.Visible() {
			t.Fatalf("%s: a click is not taken", status)
		}
	}
	r.Clock.Forward(delay)
	if r.win.still.Visible() {
		t.Error("clicks are taken for good")
	}
	r.change(func(st *api.State) {
		st.Settings, st.Revision = append(st.Settings, api.Setting{Key: settingLanguage, Value: "en"}), st.Revision+1
	})
	r.Clock.Forward(delay)
	if r.win.still.Visible() {
		t.Error("clicks are taken after the window was made anew")
	}
}

// A line parts the banner from a page's foot of the same colour.
func TestALineIsAboveTheBanner(t *testing.T) {
	r := newRig(t, someState())
	r.setup()
	r.change(func(st *api.State) { st.Keychain.Status = api.KeychainLocked })
	line := r.win.banner.box.Objects[0]
	if _, is := line.(*widget.Separator); !is || line.Size().Height < 1 || r.standsAt(line).Y != r.standsAt(r.win.banner.box).Y {
		t.Errorf("above it is %T, %v high", line, line.Size().Height)
	}
}
