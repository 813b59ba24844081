package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// leakOf opens the page for a leaked key.
func leakOf(t *testing.T, id string, change func(*api.Key)) *rig {
	t.Helper()
	st := manyLives()
	i := slices.IndexFunc(st.Keys, func(k api.Key) bool { return k.ID == id })
	change(&st.Keys[i])
	r := newRig(t, st)
	r.win.Open(api.View{Name: api.ViewLeaked, Key: id})
	if _, is := r.win.page.(*leakedPage); !is {
		t.Fatalf("the page is %T", r.win.page)
	}
	return r
}

// exposes marks a key as a state does.
func exposes(where string, places ...string) func(*api.Key) {
	return func(k *api.Key) {
		k.Phase, k.Exposure, k.UsedBy = "exposed", &api.Exposure{At: today, Where: where, Note: "in a gist"}, places
	}
}

// change changes one key of the state, as the service does.
func (r *rig) changeKey(id string, do func(*api.Key)) {
	r.change(func(st *api.State) {
		st.Keys = slices.Clone(st.Keys)
		do(&st.Keys[slices.IndexFunc(st.Keys, func(k api.Key) bool { return k.ID == id })])
	})
}

// stepsInOrder fails unless texts are in sight, one below the other.
func (r *rig) stepsInOrder(texts ...string) {
	r.Helper()
	r.sees(texts...)
	seen, at := r.seen(), -1
	for _, text := range texts {
		if i := strings.Index(seen, text); i < at {
			r.Errorf("%q comes too early in: %s", text, seen)
		} else {
			at = i
		}
	}
}

func TestTheLeakPageMarksTheKeyWhenItIsOpened(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("launcher")
	r.press("I leaked this key…")
	r.untilAsked("expose launcher")
	r.sees(wordsStopFirst, "launcher, Perplexity, ending in kT4Q")
	r.misses(wordsMarked) // it is not known yet
	r.changeKey("launcher", exposes(""))
	r.sees(wordsMarked)
	r.press("Close")
	if r.win.page != page(r.win.keys) {
		t.Error("Close does not lead back")
	}
	r.sees("This key leaked.", wordsWhatToDo)
	r.misses("I leaked this key…")
	r.press(wordsWhatToDo)
	r.sees(wordsWhereSeen)
	if asked := r.svc.asked(); len(asked) != 1 {
		t.Errorf("a marked key is marked again: %q", asked)
	}
}

func TestALeakCanBeTakenBack(t *testing.T) {
	r := leakOf(t, "launcher", exposes(""))
	r.press(wordsNotLeaked)
	r.untilAsked("unexpose launcher")
	r.until("the page is gone", func() bool { return r.win.page == page(r.win.keys) })
}

func TestWhereItWasSeenSaysWhatComesFirst(t *testing.T) {
	revoke := []string{"Revoke it at OpenAI", wordsLeakDead, wordsLookUsage, wordsReplaceIt}
	replace := []string{wordsReplaceIt, "Revoke it at OpenAI", wordsLeakDead, wordsLookUsage}
	for _, c := range []struct {
		where string
		title string
		why   string
		steps []string
	}{
		{"", wordsStopFirst, "can cost money within minutes", revoke},
		{api.LeakRepository, wordsStopFirst, "programs find keys in public places", revoke},
		{api.LeakComputer, wordsStopFirst, "whoever has the computer", revoke},
		{api.LeakChat, wordsReplaceFirst, "few can have seen it", replace},
		{api.LeakScreen, wordsReplaceFirst, "few can have seen it", replace},
	} {
		r := leakOf(t, "obsidian", exposes(c.where, "a", "b"))
		r.sees(c.title, c.why, "with your 2 places to update")
		r.stepsInOrder(c.steps...)
	}
}

func TestTheAnswerChangesTheOrderAtOnce(t *testing.T) {
	r := leakOf(t, "chat", exposes("", "a"))
	r.press("Chat or e-mail")
	r.untilAsked("expose chat")
	if got := r.svc.exposed[0]; got.Where != api.LeakChat || got.Note != "in a gist" {
		t.Errorf("asked %+v", got)
	}
	r.stepsInOrder(wordsReplaceIt, "Revoke it at OpenAI")
	r.svc.fail(&api.Error{Kind: api.Failed, Text: "The list of keys cannot be written."})
	r.press("Public repository")
	r.until("it failed", func() bool { return r.win.problem != "" })
	r.sees("The list of keys cannot be written.")
	r.stepsInOrder(wordsReplaceIt, "Revoke it at OpenAI")
}

// The leak page has one filled danger button, and it is the first thing to do.
func TestOnlyOneButtonIsFilledWithDanger(t *testing.T) {
	for where, want := range map[string]int{api.LeakRepository: 1, api.LeakChat: 0} {
		r := leakOf(t, "chat", exposes(where, "a"))
		n := 0
		walk(r.frame.Content(), func(o fyne.CanvasObject, visible bool) {
			if b, is := o.(*kit.Button); is && visible && b.Look == kit.LookAlarm {
				n++
			}
		})
		if n != want {
			t.Errorf("%s: %d buttons", where, n)
		}
	}
}

func TestTheLeakPageOpensTheProvidersPages(t *testing.T) {
	r := leakOf(t, "chat", exposes(""))
	for range 4 {
		r.key(fyne.KeyReturn) // is still down from the page before
		r.clock.forward(30 * time.Millisecond)
	}
	r.clock.forward(heldFor)
	r.key(fyne.KeyReturn) // what comes first has the focus
	r.untilAsked("open https://platform.openai.com/api-keys")
	r.press(wordsOpenUsage)
	r.untilAsked("open https://platform.openai.com/api-keys", "open https://platform.openai.com/usage")
	r.svc.fail(errNoBrowser)
	r.press(wordsOpenUsage)
	r.until("the address is there", func() bool { return r.win.page.(*leakedPage).page.fail.Visible() })
	r.sees(wordsNotOpened("https://platform.openai.com/usage"))
}

func TestTheLeakPageChecksTheValueThatLeaked(t *testing.T) {
	r := leakOf(t, "chat", exposes(""))
	r.svc.checked = api.Checked{Verified: api.Verified{At: today, Result: api.CheckAccepted}, Text: "OpenAI accepts this key."}
	r.press("Check")
	r.sees("Asking OpenAI…", "Stop")
	r.until("it is answered", func() bool { return strings.Contains(r.seen(), "OpenAI accepts this key.") })
	if got := r.svc.checks[0]; got.Name != "chat" || got.Previous || got.Secret.Len() != 0 {
		t.Errorf("asked %+v", got)
	}

	r = leakOf(t, "backup", func(k *api.Key) { k.Case.Leaked = &api.Exposure{At: today} })
	r.sees("backup bot, OpenAI, ending in 9fQ2", "The new value is in use.", "The rotation is at step 3 of 5.")
	r.misses(wordsWhereSeen)
	r.svc.checked = api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}, Text: "OpenAI refuses the old key.", Closed: true}
	r.press("Check")
	r.until("it is answered", func() bool { return strings.Contains(r.seen(), "OpenAI refuses the old key.") })
	if got := r.svc.checks[0]; !got.Previous {
		t.Errorf("asked %+v", got)
	}
	r.changeKey("backup", func(k *api.Key) { k.Case, k.Previous = nil, 0 })
	r.sees(wordsLeakOver, "OpenAI refuses the old key.", wordsNotMarked)
	r.misses(wordsNotLeaked, "Revoke it at OpenAI")
}

func TestACheckOfALeakCanBeStopped(t *testing.T) {
	r := leakOf(t, "chat", exposes(""))
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	r.press("Check")
	r.press("Stop")
	r.until("the call has ended", func() bool { return r.ran > 0 })
	r.sees("Check", wordsOneRequest)
	r.misses("You stopped it")
}

func TestALeakedKeyThatIsRefusedIsTickedOff(t *testing.T) {
	r := leakOf(t, "chat", func(k *api.Key) {
		exposes("")(k)
		k.Verified = &api.Verified{At: today, Result: api.CheckRejected}
	})
	r.sees("OpenAI refuses it: it is dead.")
	for _, s := range []*leakStep{r.win.page.(*leakedPage).revoke, r.win.page.(*leakedPage).check} {
		if s.disc.State != kit.DiscDone {
			t.Errorf("%q is not ticked off", s.title.Seg.Text)
		}
	}
	r = leakOf(t, "chat", func(k *api.Key) {
		exposes("")(k)
		k.Verified = &api.Verified{At: today.AddDate(0, 0, -1), Result: api.CheckRejected}
	})
	r.misses("it is dead.") // that was before
}

func TestAProviderThatCanRevokesAfterASecondQuestion(t *testing.T) {
	r := leakOf(t, "dotfiles", func(k *api.Key) { exposes("")(k); k.Calls = []string{api.CallRevoke} })
	r.svc.called = api.Called{Result: api.CallDone, Text: "GitHub revoked the key."}
	r.press("Let GitHub revoke it…")
	r.sees("Let GitHub revoke dotfiles CI?", "This cannot be undone.")
	if asked := r.svc.asked(); len(asked) > 0 {
		t.Fatalf("one press asked %q", asked)
	}
	r.press("Cancel")
	r.press("Let GitHub revoke it…")
	r.press("Revoke dotfiles CI")
	r.untilAsked("call revoke dotfiles dotfiles CI")
	r.until("it is said", func() bool { return strings.Contains(r.seen(), "GitHub revoked the key.") })
	r = leakOf(t, "dotfiles", exposes(""))
	r.misses("Let GitHub")
	r = leakOf(t, "dotfiles", func(k *api.Key) {
		exposes("")(k)
		k.Calls, k.Case = []string{api.CallRevoke}, &api.Case{Number: 1, Of: 5, Started: today, Call: api.CallRevoke, CallAt: today}
	})
	r.sees("Nobody knows whether GitHub revoked it")
	r.misses("Let GitHub")
}

func TestReplacingALeakedKeyOpensTheRotation(t *testing.T) {
	r := leakOf(t, "home", exposes(""))
	r.press("Rotate…")
	if w, is := r.win.page.(*rotateWizard); !is || w.key.ID != "home" || w.at != rotateCreate {
		t.Fatalf("it leads to %T", r.win.page)
	}
	r.sees("Rotate", "Home Assistant, Google …", wordsFinishLater)
}

func TestWithoutAKeyTheLeakPageAsksForOne(t *testing.T) {
	r := newRig(t, manyLives())
	r.win.Open(api.View{Name: api.ViewLeaked})
	r.sees(wordsWhichLeaked, "whisper-cli")
	for _, letter := range "podc" {
		r.focused().TypedRune(letter)
	}
	r.misses("whisper-cli")
	r.clock.forward(heldFor)
	r.key(fyne.KeyReturn)
	r.untilAsked("expose podcast")
	r.sees("podcast intro, ElevenLabs")
	r.key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) {
		t.Errorf("Escape leads to %T", r.win.page)
	}

	r = newRig(t, manyLives())
	r.win.Open(api.View{Name: api.ViewLeaked, Key: "nobody"})
	r.sees(wordsWhichLeaked)
	r.key(fyne.KeyDown)
	r.key(fyne.KeyDown)
	r.key(fyne.KeyUp)
	r.clock.forward(heldFor)
	r.key(fyne.KeyReturn)
	r.sees("mirror bot, GitLab")
	r.win.Open(api.View{Name: api.ViewLeaked})
	r.frame.Canvas().Focus(r.win.page.(*leakedChoice).search)
	r.win.page.(*leakedChoice).search.SetText("zzz")
	r.sees("No key matches “zzz”.")
	r.key(fyne.KeyReturn)
	r.key(fyne.KeyEscape)
	if _, still := r.win.page.(*leakedChoice); still {
		t.Error("Escape does not leave")
	}
}

// A setup that is under way is not lost to what the tray opens.
func TestTheLeakPageAndTheOverviewLieOverASetup(t *testing.T) {
	for _, view := range []string{api.ViewRotation, api.ViewLeaked} {
		r := newRig(t, someState())
		s := r.setup()
		r.win.Open(api.View{Name: view})
		if r.win.page == page(s) {
			t.Errorf("%s does not open", view)
		}
		r.key(fyne.KeyEscape)
		if r.win.page != page(s) {
			t.Errorf("from %s Escape leads to %T", view, r.win.page)
		}
	}
}

func TestTheLastAnswerToWhereItWasSeenCounts(t *testing.T) {
	r := leakOf(t, "chat", exposes("", "a"))
	p := r.win.page.(*leakedPage)
	r.press("Chat or e-mail")
	r.press("Screen share") // nobody waits for its turn any more
	r.press("Public repository")
	r.untilAsked("expose chat", "expose chat")
	r.until("it is noted", func() bool { return !p.marking.Busy })
	if got := r.svc.exposed; got[0].Where != api.LeakChat || got[1].Where != api.LeakRepository {
		t.Errorf("asked %+v", got)
	}
	if len(r.svc.asked()) != 2 || p.place() != api.LeakRepository {
		t.Errorf("asked %q, and the page shows %q", r.svc.asked(), p.place())
	}
	r.svc.fail(&api.Error{Kind: api.Failed, Text: "The list of keys cannot be written."})
	r.press("Chat or e-mail")
	r.untilSees("The list of keys cannot be written.")
	if p.place() != api.LeakRepository {
		t.Errorf("what failed is shown: %q", p.place())
	}
}

// Both are sent one after the other: the mark must not come back behind the last press.
func TestTakingTheMarkBackWaitsForTheAnswerBefore(t *testing.T) {
	r := leakOf(t, "chat", exposes("", "a"))
	r.press("Chat or e-mail")
	r.press(wordsNotLeaked)
	r.until("the page is gone", func() bool { return r.win.page == page(r.win.keys) })
	if got := r.svc.asked(); !slices.Equal(got, []string{"expose chat", "unexpose chat"}) {
		t.Errorf("asked %q", got)
	}
}

func TestTheFootOfTheLeakPageHasButtonsOfTheUsualHeight(t *testing.T) {
	r := leakOf(t, "chat", exposes("", "a"))
	r.frame.Resize(fyne.NewSize(400, 640))
	p := r.win.page.(*leakedPage)
	for _, b := range []*kit.Button{p.leaves, p.takeBack} {
		if h := b.Size().Height; h != b.MinSize().Height {
			t.Errorf("%q is %v high", b.Text, h)
		}
	}
}

func TestTheRingAroundTheIconsOfTheStatusLineIsWhole(t *testing.T) {
	r := newRig(t, someState())
	for _, size := range []fyne.Size{usual, fyne.NewSize(400, 480)} {
		r.frame.Resize(size)
		n := 0
		walk(r.win.status.box, func(o fyne.CanvasObject, _ bool) {
			if b, is := o.(*kit.Button); is {
				n++
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
				const ring = 4
				if bottom := at.Y + b.Size().Height + ring; bottom > r.frame.Canvas().Size().Height {
					t.Errorf("%s ends at %v of %v", b.Icon, bottom, size.Height)
				}
			}
		})
		if n != 2 {
			t.Errorf("%d buttons", n)
		}
	}
}
