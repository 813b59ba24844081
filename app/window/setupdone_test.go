package window

import (
	"os/exec"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

func TestTheLastStepSaysHowToUseTheKey(t *testing.T) {
	r := newRig(t, someState())
	s := r.ready("meeting notes")
	r.Sees("meeting notes is ready", "Stored in GNOME Keyring. Clipboard cleared.", "4 keys need rotating", "Obsidian notes", "chat-app   (overdue)", "Find a key…",
		"Copy it from the tray", "Or in a terminal", "We remind you on", "21 Feb 2027", ", when its rotation window opens.", "Add another", "Copy now", "Done")
	r.Misses("Cancel", "Back")
	r.Press("Copy")
	if got := r.Clip.Content(); got != `export OPENAI_API_KEY="$(keytray get 'meeting notes')"` {
		t.Errorf("copied %q", got)
	}
	r.Sees("Copied")
	r.Press("Copy now")
	r.UntilAskedAll("check openai", "add meeting notes", "copy new")
	if s.back(); s.at != setupDone {
		t.Error("there is a way back")
	}
	r.Press("Done")
	if r.win.page != page(r.win.keys) || r.win.keys.list.selected != "new" {
		t.Errorf("%q is selected", r.win.keys.list.selected)
	}
}

// The end of a wizard has no status line: it says itself that the key is copied, and when
// the copy goes.
func TestTheEndOfTheSetupSaysThatTheKeyIsCopied(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(setupSize)
	s := r.ready("meeting notes")
	end := s.end
	was, size := r.standsAt(end.now), end.now.Size()
	r.change(func(st *api.State) {
		st.Clipboard = api.Clipboard{ID: s.draft.stored.ID, Key: "meeting notes", Until: today.Add(30 * time.Second)}
	})
	r.Sees("Copied", "On the clipboard. Clears in 30 s.")
	r.Clock.Forward(12 * time.Second)
	r.Sees("On the clipboard. Clears in 18 s.")
	if r.standsAt(end.now) != was || end.now.Size() != size {
		t.Errorf("the button went from %v to %v", was, r.standsAt(end.now))
	}
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{} })
	r.Sees("Copy now")
	r.Misses("On the clipboard.")
}

func TestEnterEndsTheSetup(t *testing.T) {
	r := newRig(t, someState())
	r.ready("meeting notes")
	if r.Key(fyne.KeyReturn); r.win.page != page(r.win.keys) {
		t.Error("Enter does not end it")
	}
}

func TestAnotherKeyBeginsAnew(t *testing.T) {
	r := newRig(t, someState())
	first := r.ready("meeting notes")
	r.Press("Add another")
	s, is := r.win.page.(*setup)
	if !is || s == first || s.at != setupProvider || s.hasKey() {
		t.Errorf("the page is %T", r.win.page)
	}
}

func TestTheReminderIsWhatComesFirst(t *testing.T) {
	k := keyOf("a", "a", "openai", "", 0)
	k.ProviderName = "OpenAI"
	sentence := func() string { return plain(wordsReminder(k)) }
	if got := sentence(); got != "We remind you on 21 Feb 2027, when its rotation window opens." {
		t.Error(got)
	}
	k.Expires = time.Date(2027, 1, 5, 0, 0, 0, 0, time.Local)
	if got := sentence(); got != "OpenAI ends it on 5 Jan 2027. We remind you before." {
		t.Error(got)
	}
	k.Expires, k.Phase = time.Time{}, "due"
	if got := sentence(); got != "It is old enough to be rotated now. We remind you." {
		t.Error(got)
	}
}

func TestTheTrayIsDrawnAsItIs(t *testing.T) {
	st := someState()
	k := keyOf("new", "new", "openai", "", 0)
	names := func() (all []string) {
		for _, k := range trayKeys(st, k) {
			all = append(all, k.ID)
		}
		return all
	}
	if got := names(); !slices.Equal(got, []string{"obsidian", "chat", "new"}) { // pinned, then the last added
		t.Errorf("got %q", got)
	}
	for i := range st.Keys {
		st.Keys[i].Pinned = true
	}
	if got := names(); got[2] != "new" || len(got) != 3 {
		t.Errorf("got %q", got)
	}
	st.Keys = nil
	if got := names(); !slices.Equal(got, []string{"new"}) {
		t.Errorf("got %q", got)
	}
}

func TestAShellReadsTheNameAsItIs(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell")
	}
	for _, name := range []string{"chat-app", "meeting notes", "it's", `"$(id)"`, "a`id`b", `back\slash`, "$HOME", "-n", "", "ü • ', '", "!!"} {
		k := api.Key{Name: name, Env: "A_KEY"}
		script := `keytray() { shift; [ "$1" = -- ] && shift; printf '%s|' "$@"; }; ` + lineOf(k) + `; printf '%s' "$A_KEY"`
		got, err := exec.CommandContext(t.Context(), sh, "-c", script).Output()
		if err != nil || string(got) != name+"|" {
			t.Errorf("%q: got %q, %v", name, got, err)
		}
	}
}

func TestAKeyWithoutAVariableHasNoCommand(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	p.env.SetText("")
	s.forward()
	r.Until("it is stored", func() bool { return s.at == setupDone })
	r.Sees("Copy it from the tray")
	r.Misses("Or in a terminal")
}
