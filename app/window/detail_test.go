package window

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestAMissingValueCanBePastedAgainOrRemoved(t *testing.T) {
	missing := &api.Error{Kind: api.NotFound, Text: "The value is not in the keychain any more."}
	for name, ask := range map[string]func(*rig){
		"copied":   func(r *rig) { r.win.keys.detail.card.copy.Press() },
		"revealed": func(r *rig) { r.win.keys.detail.card.hold.MouseDown(nil) },
	} {
		r := newRig(t, someState())
		if name == "copied" {
			r.Frame.Resize(fyne.NewSize(400, 900))
		}
		r.win.keys.list.open("launcher")
		r.win.openDetail(true)
		before := r.win.keys.detail.card.box.MinSize().Height
		r.Service.Fail(missing)
		ask(r)
		r.UntilSees("This key is not in the keychain.")
		r.Sees("It may have been deleted in another app.", "Paste it again", "Remove")
		r.Misses("Hold to reveal", "any more")
		if now := r.win.keys.detail.card.box.MinSize().Height; now != before {
			t.Errorf("%s: the card was %v high, and is %v", name, before, now)
		}
		r.Service.Fail(nil)
		r.win.keys.list.open("chat")
		r.Misses("This key is not in the keychain.")
		r.win.keys.list.open("launcher")
		r.Press("Paste it again")
		if z, is := r.win.page.(*rotateWizard); !is || z.at != rotatePaste || z.key.ID != "launcher" {
			t.Errorf("%s: no new value can be pasted", name)
		}
		r.win.back()
		r.win.keys.list.open("launcher")
		r.Press("Remove")
		r.Sees("Delete launcher?")
	}
}

func TestANewValueIsNotMissing(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("launcher")
	r.Service.Fail(&api.Error{Kind: api.NotFound, Text: "gone"})
	r.Key(fyne.KeyReturn)
	r.UntilSees("This key is not in the keychain.")
	r.changeKey("launcher", func(k *api.Key) { k.Versions = []api.Version{{Item: "launcher.2", State: "current"}} })
	r.Sees("Hold to reveal")
	r.Misses("This key is not in the keychain.")
}

func TestTheCardIsAsHighInEveryState(t *testing.T) {
	for _, width := range []float32{400, 980} {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(width, 900))
		r.win.keys.list.open("chat")
		r.win.openDetail(true)
		height := func() float32 { return r.win.keys.detail.card.box.Size().Height }
		idle := height()
		for state, do := range map[string]func(){
			"live": func() {
				r.change(func(st *api.State) {
					st.Clipboard = api.Clipboard{ID: "chat", Until: r.Clock.At.Add(30 * time.Second)}
				})
			},
			"cleared": func() { r.win.say("chat", wordsCleared, 2*time.Second) },
			"other":   func() { r.win.say("chat", wordsNotOurs, 4*time.Second) },
		} {
			do()
			if now := height(); now != idle {
				t.Errorf("%v wide, %s: %v high, and %v while idle", width, state, now, idle)
			}
		}
	}
}

func TestTheHistoryIsShortThenWhole(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Set(func() {
		r.Service.Events = []api.Event{{At: today.AddDate(0, -4, 0), What: "added"}}
		for i := range 6 {
			r.Service.Events = append(r.Service.Events, api.Event{At: today.AddDate(0, 0, i-20), What: "checked", Note: api.CheckAccepted})
		}
	})
	r.changeKey("obsidian", func(k *api.Key) { k.CopyCount = 12 })
	r.win.keys.list.open("obsidian")
	r.UntilSees("Accepted by OpenAI")
	r.Misses("Added")
	r.Press("Show all 8")
	r.Sees("Added", "Rotation window opened", "Show less")
	r.Press("Show less")
	r.Misses("Added")
}

func TestHistoryInWords(t *testing.T) {
	k := someKeys()[8]
	k.CopyCount = 12
	got := historyOf(k, []api.Event{
		{At: today.AddDate(0, -3, 0), What: "added"},
		{At: today.AddDate(0, 0, -1), What: "copied"},
		{At: today.AddDate(0, 0, -1), What: "copied"},
		{At: today.Add(-time.Hour), What: "copied"},
		{At: today, What: "copied"},
		{At: today, What: "snoozed"},
		{At: today, What: "from_a_newer_version", Note: "x"},
	}, today)
	want := "[{Today From_a_newer_version, x} {Today Reminders snoozed} {Today Copied, 12 times in all} {Yesterday Copied} {19 Nov Rotation window opened} {21 Aug Added}]"
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}

func TestLinksLeadOnlyToTheCatalogue(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.Press("Usage")
	r.Until("it is opened", func() bool { return len(r.Service.Asked()) > 0 })
	if got := r.Service.Asked()[0]; !strings.HasPrefix(got, "open https://platform.openai.com/") {
		t.Errorf("asked to %s", got)
	}
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "no browser"})
	r.Press("OpenAI console")
	r.UntilSees("https://platform.openai.com/")
	r.Press("Copy address")
	if got := r.Clip.Content(); !strings.HasPrefix(got, "https://platform.openai.com/") {
		t.Errorf("%q was copied", got)
	}
	r.Sees("Copied the address")
	r.Misses("Copy this address into it")
	r.Press("OpenAI console")
	r.UntilSees("Copy this address into it")
	r.Press("Close")
	r.Misses("Copy this address into it")
}

func TestTheVariableIsCopiedByName(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("obsidian")
	test.Tap(r.win.keys.detail.variable.copy)
	if got := r.Clip.Content(); got != "OPENAI_API_KEY" {
		t.Errorf("the clipboard has %q", got)
	}
	r.pressMenu("Copy line for a shell")
	if got := r.Clip.Content(); got != `export OPENAI_API_KEY="$(keytray get 'Obsidian notes')"` {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestTheMenuSilencesAndWakes(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.pressMenu("Mute")
	if e := r.edit(0); e.Muted == nil || !*e.Muted {
		t.Errorf("sent %+v", e)
	}
	r.changeKey("chat", func(k *api.Key) { k.Muted = true })
	r.pressMenu("Unmute")
	if e := r.edit(1); *e.Muted {
		t.Errorf("sent %+v", e)
	}
	r.changeKey("chat", func(k *api.Key) { k.Muted = false })
	r.pressMenu(wordsSnoozeWeek)
	r.Until("it is snoozed", func() bool { return len(r.Service.Asked()) == 3 })
}

func TestTheFocusGoesThroughTheDetailInItsOrder(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(980, 1200))
	r.Service.Set(func() { r.Service.Events = []api.Event{{At: today, What: "added"}} })
	r.changeKey("obsidian", func(k *api.Key) { k.UsedBy = append(k.UsedBy, "four", "five") })
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{ID: "obsidian", Until: today.Add(30 * time.Second)} })
	r.win.keys.list.open("obsidian")
	r.Frame.Canvas().Focus(r.win.keys.detail.head.pin)
	var reached []string
	for range 16 {
		switch f := r.Focused().(type) {
		case *kit.Button:
			reached = append(reached, f.AccessibilityLabel())
		case *kit.HoldButton:
			reached = append(reached, f.AccessibilityLabel())
		}
		r.Frame.Canvas().FocusNext()
	}
	want := "Unpin, Edit, More, Hold to reveal, Copied, Clear now, Ctrl Del, Copy variable name, Check, Rotate…, Snooze 1 week, Mute, Add a place, Show all 5, OpenAI console, Usage, Limits"
	if got := strings.Join(reached, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Without the button for a leak the links have more room: not so for the next key.
func TestTheLinksLeaveRoomForTheButtonBesideThem(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(usual)
	for _, id := range []string{"whisper", "home", "whisper", "chat", "dotfiles"} {
		r.win.keys.list.open(id)
		r.ButtonsFit(id)
	}
}

func TestTheNameOfTheKeyIsNotCut(t *testing.T) {
	const long = "a name of sixty characters is quite long but it is not refused"
	for _, width := range []float32{400, 720, 760, 980} {
		for _, name := range []string{"Obsidian notes", long} {
			r := newRig(t, someState())
			r.Frame.Resize(fyne.NewSize(width, 640))
			r.changeKey("obsidian", func(k *api.Key) { k.Name, k.Account = name, "" })
			r.win.keys.list.open("obsidian")
			r.win.openDetail(true)
			shown, from := r.win.keys.detail.head.name, r.win.keys.detail.head.from
			if rooms := shown.Size(); !shown.Fits(slices.Repeat([]float32{rooms.Width}, nameLines)...) {
				t.Errorf("%v wide: %q has %v", width, name, rooms)
			}
			var said []string
			windowtest.Walk(shown, func(o fyne.CanvasObject, _ bool) {
				if c, is := o.(*canvas.Text); is {
					said = append(said, strings.TrimSpace(c.Text))
					if end := c.Position().Y + c.Size().Height; end > shown.Size().Height+0.5 {
						t.Errorf("%v wide: %q ends at %v of %v", width, c.Text, end, shown.Size().Height)
					}
				}
			})
			if got := strings.Join(said, " "); got != name {
				t.Errorf("%v wide: %q is shown as %q", width, name, got)
			}
			if name != long && len(said) > 1 {
				t.Errorf("%v wide: %q has two lines", width, name)
			}
			if end := windowtest.CornerOf(shown).Y + shown.Size().Height; end > windowtest.CornerOf(from).Y+0.5 {
				t.Errorf("%v wide: the name ends at %v, and what is below it begins at %v", width, end, windowtest.CornerOf(from).Y)
			}
			r.ButtonsFit(name)
			r.textFits(name)
		}
	}
}
