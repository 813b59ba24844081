package window

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func TestTheEndSaysWhatWasDone(t *testing.T) {
	r := newRig(t, someState())
	r.rotated()
	r.Sees("chat-app has a new key", "Fresh until 21 Feb 2027", "••••••••••••", "h8Ys", "New key accepted by OpenAI", "11:53", "4 of 4 places updated",
		"Next in line:", "whisper-cli", "Groq, exposed", "Rotate whisper-cli…", wordsCopyNew, "Done")
}

func TestANewKeyIsDoneFromTheFirstStepToTheLast(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotating()
	r.Press("Next")
	key := secondKey("openai", "project")
	w.takes(key)
	r.Clip.SetContent(key)
	r.checksNew(w, accepted())
	r.Press("Next")
	r.Until("it is stored", func() bool { return w.at == rotatePlaces })
	r.Clock.Forward(paintTime)
	r.Clock.Forward(kit.HeldFor)
	r.Press("Next")
	r.at(w, rotateRevoke)
	r.checksOld(w, refusedOld())
	r.at(w, rotateDone)
	r.Sees("New key accepted by OpenAI", "refused by OpenAI", wordsClipboardDone)
	r.Clock.Forward(kit.HeldFor)
	r.Key(fyne.KeyReturn)
	if r.win.page != page(r.win.keys) {
		t.Errorf("the page is %T", r.win.page)
	}
	if r.Holds(key[:20]) {
		t.Error("the value is left in the window")
	}
}

func TestTheNextKeyIsOffered(t *testing.T) {
	r := newRig(t, someState())
	r.rotated()
	r.Press("Rotate whisper-cli…")
	w, is := r.win.page.(*rotateWizard)
	if !is || w.key.ID != "whisper" {
		t.Fatalf("the page is %T", r.win.page)
	}
	r.at(w, rotateCreate)
}

func TestTheMostUrgentKeyIsNextInLine(t *testing.T) {
	keys := someKeys()
	for _, want := range []string{"whisper", "mirror", "home", "chat", ""} {
		k := nextInLine(keys, "nobody")
		if k.ID != want {
			t.Fatalf("%q comes next, not %q", k.ID, want)
		}
		for i := range keys {
			if keys[i].ID == want {
				keys[i].Phase = "fresh"
			}
		}
	}
}

func TestTheNewKeyIsCopiedFromTheEnd(t *testing.T) {
	r := newRig(t, someState())
	r.rotated()
	r.Press(wordsCopyNew)
	r.UntilAsked("check old chat", "copy chat")
}

func TestTheEndOfARotationSaysThatTheKeyIsCopied(t *testing.T) {
	r := newRig(t, someState())
	r.rotated()
	r.change(func(st *api.State) {
		st.Clipboard = api.Clipboard{ID: "chat", Key: "chat-app", Until: r.Clock.At.Add(30 * time.Second)}
	})
	r.Sees("Copied", "On the clipboard. Clears in 30 s.")
	r.Clock.Forward(12 * time.Second)
	r.Sees("On the clipboard. Clears in 18 s.")
	r.change(func(st *api.State) { st.Clipboard = api.Clipboard{} })
	r.Sees(wordsCopyNew)
	r.Misses("On the clipboard.")
}

func TestEscapeLeavesTheEnd(t *testing.T) {
	r := newRig(t, someState())
	r.rotated()
	before := r.Service.Asked()
	r.Key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) || r.over() != 0 {
		t.Fatalf("the page is %T, with %d things over it", r.win.page, r.over())
	}
	if asked := r.Service.Asked(); len(asked) != len(before) {
		t.Errorf("leaving asks %q", asked[len(before):])
	}
	w := r.rotating()
	r.at(w, rotateCreate) // it is over: the next one begins anew
	r.Misses(wordsHasNew("chat-app"))
}

func TestTheEndTellsInTheOrderOfTime(t *testing.T) {
	r := newRig(t, someState())
	w := r.rotated()
	w.didAt(deedBoard, wordsClipboardDone, today.Add(-6*time.Minute))
	var said []string
	for _, d := range w.told() {
		said = append(said, d.text)
	}
	want := []string{wordsNewAccepted("OpenAI"), wordsUpdated(4), wordsClipboardDone, "Old key …Rw2A refused by OpenAI"}
	if !slices.Equal(said, want) {
		t.Errorf("it tells %q", said)
	}
}
