package window

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestThreeLettersAndEnterCopy(t *testing.T) {
	r := newRig(t, someState())
	test.TypeOnCanvas(r.Frame.Canvas(), "obs")
	r.Sees("Obsidian notes", "OpenAI · personal")
	r.Misses("whisper-cli")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy obsidian")
}

func TestLettersGoToTheSearchFromEverywhere(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Canvas().Focus(nil)
	test.TypeOnCanvas(r.Frame.Canvas(), "gro")
	if got := r.win.keys.list.search.Text; got != "gro" {
		t.Errorf("the search holds %q", got)
	}
	r.Sees("whisper-cli")
}

func TestArrowsMoveOverHeads(t *testing.T) {
	r := newRig(t, someState())
	for range 4 {
		r.Key(fyne.KeyDown)
	}
	if got := r.win.keys.list.selected; got != "dotfiles" {
		t.Errorf("four down from the first: %s", got)
	}
	r.Key(fyne.KeyUp)
	if got := r.win.keys.list.selected; got != "chat" {
		t.Errorf("one up: %s", got)
	}
	for range 9 {
		r.Key(fyne.KeyUp)
	}
	if got := r.win.keys.list.selected; got != "whisper" {
		t.Errorf("up to the top: %s", got)
	}
}

func TestEscapeClearsTheSearchThenCloses(t *testing.T) {
	r := newRig(t, someState())
	closed := false
	r.Frame.SetOnClosed(func() { closed = true })
	test.TypeOnCanvas(r.Frame.Canvas(), "obs")
	r.Key(fyne.KeyEscape)
	if got := r.win.keys.list.search.Text; got != "" || closed {
		t.Errorf("the search holds %q, closed: %v", got, closed)
	}
	if got := r.win.keys.list.selected; got != "obsidian" {
		t.Errorf("the selection went to %q", got)
	}
	r.Key(fyne.KeyEscape)
	if !closed {
		t.Error("the window is still open")
	}
}

func TestANewStateKeepsTheSelection(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("laptop")
	r.change(func(st *api.State) { st.Keys = st.Keys[1:] })
	if got := r.win.keys.list.selected; got != "laptop" {
		t.Errorf("the selection went to %q", got)
	}
	r.change(func(st *api.State) { st.Keys = st.Keys[:5] })
	r.Key(fyne.KeyReturn)
	if got := r.win.keys.list.selected; got != "" || len(r.Service.Asked()) > 0 {
		t.Errorf("the key is gone, %q is selected, and Enter asks %q", got, r.Service.Asked())
	}
	r.change(func(*api.State) {})
	if got := r.win.keys.list.selected; got != "" {
		t.Errorf("the next state selects %q", got)
	}
	r.Key(fyne.KeyDown)
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy " + r.win.keys.list.rows[1].key.ID)
}

func TestChipsCountAndFilter(t *testing.T) {
	r := newRig(t, someState())
	r.Sees("All 10", "Due 5", "Overdue 3", "Exposed 1", "Pinned 2")
	r.Press("Exposed 1")
	r.Sees("whisper-cli")
	r.Misses("mirror bot")
	r.change(func(st *api.State) { st.Keys = st.Keys[1:] })
	r.Sees("No key is exposed.")
}

func TestASearchWithoutMatchSaysSo(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.search.SetText("zzzzzz")
	r.Sees("No key matches “zzzzzz”.")
	r.Misses("Hold to reveal")
	r.Key(fyne.KeyReturn)
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Errorf("Enter asked %q", asked)
	}
}

func TestTheDetailShowsAKey(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Set(func() {
		r.Service.Events = []api.Event{
			{At: today.AddDate(0, -4, 0), What: "edited"},
			{At: today.AddDate(0, -3, 0), What: "added"},
			{At: today, What: "copied"},
			{At: today, What: "copied"},
			{At: today, What: "revealed"},
		}
	})
	r.win.keys.list.open("obsidian")
	r.Until("its history is there", func() bool { return r.win.keys.detail.history.Box.Visible() })
	r.Sees("••••••••••••", "kT4Q", "OPENAI_API_KEY", "In its rotation window. Rotate it before 19 Feb 2027.", "Today · 94 d",
		"Ends at OpenAI", "n8n on home server", "Revealed", "Added", "Spending limit 10 USD a month.", "OpenAI console")
	r.Misses("Edited") // the fifth last event
}

func TestAHintTellsNoLength(t *testing.T) {
	for hint, want := range map[string]string{"": "", "sk-…kT4Q": "kT4Q", "…kT4Q": "kT4Q"} {
		dots, tail := kit.Masked(hint)
		if dots != strings.Repeat("•", 12) || tail != want {
			t.Errorf("%q: %s %s", hint, dots, tail)
		}
	}
}

func TestCtrlAndKeysWork(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	ctrl := func(k fyne.KeyName) {
		r.Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault})
	}
	ctrl(fyne.KeyP)
	r.UntilAsked("edit chat")
	if on := r.Service.Edits[0].Pinned; on == nil || *on {
		t.Error("a pinned key was not unpinned")
	}
	ctrl(fyne.KeyDelete)
	r.UntilAsked("edit chat", "clear")
	r.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{Clipboard: test.NewClipboard()})
	r.UntilAsked("edit chat", "clear", "copy chat")
	ctrl(fyne.Key3)
	r.Misses("dotfiles CI")
	ctrl(fyne.KeyR)
	r.Sees("Rotate chat-app")
	r.Key(fyne.KeyEscape)
	ctrl(fyne.KeyN)
	r.Sees("Add a key")
}

func TestOnePaneWhereThereIsNoRoomForTwo(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(400, 640))
	r.Sees("whisper-cli")
	r.Misses("Hold to reveal")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy whisper")
	r.Key(fyne.KeyRight)
	r.Sees("Hold to reveal", "whisper-cli")
	r.Misses("Needs rotating")
	r.Key(fyne.KeyEscape)
	r.Sees("Needs rotating")
	r.win.keys.list.tap(r.win.keys.list.rows[2].key.ID)
	r.Sees("mirror bot", "Hold to reveal")
	test.Tap(r.win.keys.detail.head.back)
	r.Sees("Needs rotating")
	r.Misses("Hold to reveal")
	r.Frame.Resize(fyne.NewSize(900, 640))
	r.Sees("Needs rotating", "Hold to reveal")
}

func TestEveryButtonIsInsideTheWindow(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("obsidian")
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{ID: "obsidian", Until: today.Add(30 * time.Second)} })
	for _, width := range []float32{980, 900, 760, 759, 400} {
		r.Frame.Resize(fyne.NewSize(width, 1000)) // nothing scrolls
		r.win.openDetail(true)
		r.ButtonsFit(fmt.Sprintf("at %v", width))
	}
}

func TestTheWindowCanBeAsSmallAsPromised(t *testing.T) {
	r := newRig(t, someState())
	if got := r.Frame.Content().MinSize(); got != minimum {
		t.Errorf("at least %v", got)
	}
}

func TestLongNamesAndManyKeysDoNotBreak(t *testing.T) {
	st := someState()
	long := strings.Repeat("sixty wide ", 6)[:60]
	st.Keys = nil
	for i := range 500 {
		k := keyOf(fmt.Sprint("k", i), fmt.Sprintf("key %d", i), "openai", long, i)
		st.Keys = append(st.Keys, k)
	}
	st.Keys[499].Name = long
	r := newRig(t, st)
	for _, width := range []float32{980, 760, 400} {
		r.Frame.Resize(fyne.NewSize(width, 640))
		r.win.keys.list.open("k499")
		for _, o := range r.Roots() {
			windowtest.Walk(o, func(o fyne.CanvasObject, visible bool) {
				if l, ok := o.(*kit.Line); ok && visible && l.Size().Width > width {
					t.Errorf("at %v: %q is %v wide", width, l.Text, l.Size().Width)
				}
			})
		}
		r.Sees("…")
	}
	r.win.keys.list.search.SetText("key 42")
	r.Sees("All 11", "429 d")
}

func TestWelcomeWhileThereIsNoKey(t *testing.T) {
	st := someState()
	st.Keys = nil
	r := newRig(t, st)
	r.Sees("Your API keys, one click away", "Add your first key")
	r.Misses("Type to find a key")
	r.Key(fyne.KeyReturn)
	r.Sees(wordsWho)
	r.win.back()
	r.change(func(st *api.State) { st.Keys = someKeys() })
	if r.Focused() != fyne.Focusable(r.win.keys.list.search) {
		t.Error("the first key came, and the focus is not in the search field")
	}
}
