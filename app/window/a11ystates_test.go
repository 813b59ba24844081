package window

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestWhatAColourTellsIsHeardInWords(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("obsidian")
	e := r.ear(t)
	heard := e.Heard()
	for _, want := range []string{
		"button: whisper-cli, Groq, personal, exposed, 30 days old",
		"button: mirror bot, GitLab, mara-k, expired, 200 days old",
		"button: chat-app, OpenAI, acme-labs, overdue, 203 days old, pinned",
		"button: dotfiles CI, GitHub, mara-k, due, 150 days old, its provider ends it, 18 days left",
		"button: Obsidian notes, OpenAI, personal, due, 94 days old, pinned, chosen",
		"button: All 10, chosen", "button: Unpin", "text: The value is hidden. It ends in kT4Q.",
	} {
		if !strings.Contains(heard, want+"\n") {
			t.Errorf("%q is not heard, but only:\n%s", want, heard)
		}
	}
}

func TestOnOffAndNotAvailableAreHeard(t *testing.T) {
	r := inView(t, screen{setupSize, settingsPages["settings-unavailable"].open})
	if heard := r.ear(t).Heard(); !strings.Contains(heard, ", not available\n") {
		t.Errorf("nothing is heard to be unavailable:\n%s", heard)
	}
	r = inView(t, screen{setupSize, func(r *rig) { r.settingsTab("Clipboard") }})
	e := r.ear(t)
	e.Hears("Clear when I lock the screen: on", "Clear after the first paste: off", "Clear a copied key after: 30 s, chosen", "Clipboard, chosen")
	r = inView(t, screen{setupSize, rotatePages["rotate-3"]})
	if heard := r.ear(t).Heard(); !strings.Contains(heard, ": not checked\n") || !strings.Contains(heard, ": checked\n") {
		t.Errorf("boxes do not tell whether they are checked:\n%s", heard)
	}
	r = inView(t, screen{setupSize, setupPages["setup-2"]})
	r.ear(t).Hears("Step 1, done", "Step 2, now", "Step 3")
}

// The arrow keys choose while the focus is in the search field: it has to say what.
func TestTheSearchSaysWhichKeyEnterCopies(t *testing.T) {
	r := newRig(t, someState())
	e := r.ear(t)
	before := e.Focused()
	r.Key(fyne.KeyDown)
	after := e.Focused()
	if before == after || !strings.Contains(after, ", chosen") || !strings.HasPrefix(after, "Type to find a key, text field, empty. ") {
		t.Errorf("%q became %q", before, after)
	}
	r.Frame.Canvas().Focus(r.win.keys.list.list)
	if got := e.Focused(); got == "" || !strings.HasSuffix(after, got) {
		t.Errorf("the list says %q with the focus, the field above it %q", got, after)
	}
}

// Fyne's bridge takes any other label for another window, and readers begin anew.
func TestWhatIsHeardStandsStillWhileATimeRuns(t *testing.T) {
	r := newRig(t, someState())
	liveCopy(r)
	e := r.ear(t)
	before := e.Heard()
	r.Clock.Forward(5 * time.Second)
	if after := e.Heard(); after != before {
		t.Errorf("5 seconds later other things are heard:\n%s\nand before:\n%s", after, before)
	}
	r.Sees("On the clipboard. Clears in 13 s.")
	at := "12:00:30"
	e.Hears("On the clipboard. Clears at "+at+".", "Clipboard clears at "+at)
}

func TestWhatHappensIsHeardWhereTheFocusIsOnce(t *testing.T) {
	r := newRig(t, someState())
	e := r.ear(t)
	said := func() string {
		for _, s := range windowtest.Bridged(r.Frame.Canvas()) {
			if strings.Contains(s.Label, "Type to find a key") {
				return s.Label
			}
		}
		return ""
	}
	quiet := said()
	r.win.toasting(message{text: "Copied the name."})
	if got := said(); got != "Copied the name. "+quiet {
		t.Errorf("the focus says %q", got)
	}
	r.Frame.Canvas().Focus(r.win.keys.list.chips) // who goes on has heard it
	for _, s := range windowtest.Bridged(r.Frame.Canvas()) {
		if strings.HasPrefix(s.Label, "Copied the name. ") {
			t.Errorf("it is still said, by %q", s.Label)
		}
	}
	e.Hears("Copied the name.")
}

// What goes wrong is heard without being looked for.
func TestWhatIsWrongWithAFormIsHeardAtOnce(t *testing.T) {
	for name, c := range map[string]struct{ view, says string }{
		"an unlock":  {"unlock-wrong", "That passphrase does not open the file."},
		"a new key":  {"setup-3-refused", "OpenAI refused this key."},
		"a key seen": {"setup-3-other", "This looks like an Anthropic key."},
	} {
		r := newRig(t, someState())
		s := everyView()[c.view]
		r.Frame.Resize(s.size)
		windowtest.Bridged(r.Frame.Canvas()) // before
		s.do(r)
		at := -1
		r.win.voice.Moved = func(focus int) { at = focus }
		if all := windowtest.Bridged(r.Frame.Canvas()); at < 0 || !strings.Contains(all[at].Label, c.says) {
			t.Errorf("%s: the reader is at %d of\n%s", name, at, r.ear(t).Heard())
		}
	}
}

func TestTheReaderIsToldWhereTheFocusIs(t *testing.T) {
	r := newRig(t, someState())
	var moved []int
	r.win.voice.Moved = func(focus int) { moved = append(moved, focus) }
	e := r.ear(t)
	for _, f := range []fyne.Focusable{r.win.keys.list.search, r.win.keys.list.chips, r.win.keys.detail.card.copy} {
		r.Frame.Canvas().Focus(f)
		moved = nil
		all := windowtest.Bridged(r.Frame.Canvas())
		if len(moved) == 0 || moved[len(moved)-1] < 0 || all[moved[len(moved)-1]].Label != e.Focused() {
			t.Errorf("with the focus on a %T the reader was told %v", f, moved)
		}
	}
	moved = nil
	windowtest.Bridged(r.Frame.Canvas())
	if len(moved) > 0 {
		t.Error("it is told of no change at all")
	}
}

// What lies over the page is all that can be used.
func TestOnlyTheQuestionIsHeard(t *testing.T) {
	r := newRig(t, someState())
	r.win.confirmDelete("launcher")
	heard := r.ear(t).Heard()
	if !strings.Contains(heard, "text: Delete launcher?\n") || strings.Contains(heard, "whisper-cli") {
		t.Errorf("heard is\n%s", heard)
	}
}

func TestAMenuSaysWhatTheArrowKeysAreOn(t *testing.T) {
	r := inView(t, listScreens()["list-menu"])
	r.Key(fyne.KeyDown)
	e := r.ear(t)
	first := e.Focused()
	r.Key(fyne.KeyDown)
	if second := e.Focused(); first == "" || second == "" || first == second {
		t.Errorf("%q, then %q", first, second)
	}
}

func TestAFieldSaysWhatIsWrongWithIt(t *testing.T) {
	r := newRig(t, someState())
	r.win.openEdit("obsidian")
	f := r.win.keys.detail.editor.created
	f.entry.SetText("yesterday or so")
	f.settle()
	r.Frame.Canvas().Focus(f.focus)
	if got := r.ear(t).Focused(); !strings.HasPrefix(got, "Created, text field: yesterday or so. That is no date.") {
		t.Errorf("it says %q", got)
	}
}

// A value in sight is for the eye: what is given to a screen reader every program can read.
func TestAValueInSightIsNotHeard(t *testing.T) {
	r := inView(t, mainViews()["main-reveal"].screen)
	e := r.ear(t)
	if !strings.Contains(r.Seen(), r.Service.Value[:12]) {
		t.Fatal("it is not in sight")
	}
	e.KeepsSecret(r.Service.Value)
	if strings.Contains(e.Heard(), r.Service.Value[:12]) {
		t.Error("its beginning is heard")
	}
	newRig(t, someState())
	f := kit.NewValueField()
	f.SetPlaceHolder("Passphrase")
	f.SetText(madeUp("openai", "project"))
	if said := f.AccessibilityLabel(); strings.Contains(said, f.Text) || said != "Passphrase, text field, hidden" {
		t.Error("a field with a hidden text says more than that")
	}
}

// Labels are made when a bridge asks: without one nothing is.
func TestNothingIsMadeForTheEarUntilItIsAsked(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Canvas().Capture()
	r.change(func(st *api.State) { st.Keys = st.Keys[:3] })
	r.Frame.Canvas().Capture()
	if rest := r.win.root.Objects[2].(*fyne.Container); len(rest.Objects) != 0 {
		t.Errorf("%d things are made", len(rest.Objects))
	}
}
