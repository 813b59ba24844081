package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
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
	r.Sees(texts...)
	seen, at := r.Seen(), -1
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
	r.Press("I leaked this key…")
	r.UntilAsked("expose launcher")
	r.Sees(wordsStopFirst, "launcher, Perplexity, ending in kT4Q")
	r.Misses(wordsMarked) // it is not known yet
	r.changeKey("launcher", exposes(""))
	r.Sees(wordsMarked)
	r.Press("Close")
	if r.win.page != page(r.win.keys) {
		t.Error("Close does not lead back")
	}
	r.Sees("This key leaked.", wordsWhatToDo)
	r.Misses("I leaked this key…")
	r.Press(wordsWhatToDo)
	r.Sees(wordsWhereSeen)
	if asked := r.Service.Asked(); len(asked) != 1 {
		t.Errorf("a marked key is marked again: %q", asked)
	}
}

func TestALeakCanBeTakenBack(t *testing.T) {
	r := leakOf(t, "launcher", exposes(""))
	r.Press(wordsNotLeaked)
	r.UntilAsked("unexpose launcher")
	r.Until("the page is gone", func() bool { return r.win.page == page(r.win.keys) })
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
		r.Sees(c.title, c.why, "with your 2 places to update")
		r.stepsInOrder(c.steps...)
	}
}

func TestTheAnswerChangesTheOrderAtOnce(t *testing.T) {
	r := leakOf(t, "chat", exposes("", "a"))
	r.Press("Chat or e-mail")
	r.UntilAsked("expose chat")
	if got := r.Service.Exposed[0]; got.Where != api.LeakChat || got.Note != "in a gist" {
		t.Errorf("asked %+v", got)
	}
	r.stepsInOrder(wordsReplaceIt, "Revoke it at OpenAI")
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "The list of keys cannot be written."})
	r.Press("Public repository")
	r.Until("it failed", func() bool { return r.win.problem != "" })
	r.Sees("The list of keys cannot be written.")
	r.stepsInOrder(wordsReplaceIt, "Revoke it at OpenAI")
}

// The leak page has one filled danger button, and it is the first thing to do.
func TestOnlyOneButtonIsFilledWithDanger(t *testing.T) {
	for where, want := range map[string]int{api.LeakRepository: 1, api.LeakChat: 0} {
		r := leakOf(t, "chat", exposes(where, "a"))
		n := 0
		windowtest.Walk(r.Frame.Content(), func(o fyne.CanvasObject, visible bool) {
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
		r.Key(fyne.KeyReturn) // is still down from the page before
		r.Clock.Forward(30 * time.Millisecond)
	}
	r.Clock.Forward(kit.HeldFor)
	r.Key(fyne.KeyReturn) // what comes first has the focus
	r.UntilAsked("open https://platform.openai.com/api-keys")
	r.Press(wordsOpenUsage)
	r.UntilAsked("open https://platform.openai.com/api-keys", "open https://platform.openai.com/usage")
	r.Service.Fail(errNoBrowser)
	r.Press(wordsOpenUsage)
	r.Until("the address is there", func() bool { return r.win.page.(*leakedPage).page.fail.Visible() })
	r.Sees(wordsNotOpened("https://platform.openai.com/usage"))
}

func TestTheLeakPageChecksTheValueThatLeaked(t *testing.T) {
	r := leakOf(t, "chat", exposes(""))
	r.Service.Checked = api.Checked{Verified: api.Verified{At: today, Result: api.CheckAccepted}, Text: "OpenAI accepts this key."}
	r.Press("Check")
	r.Sees("Asking OpenAI…", "Stop")
	r.Until("it is answered", func() bool { return strings.Contains(r.Seen(), "OpenAI accepts this key.") })
	if got := r.Service.Checks[0]; got.Name != "chat" || got.Previous || got.Secret.Len() != 0 {
		t.Errorf("asked %+v", got)
	}

	r = leakOf(t, "backup", func(k *api.Key) { k.Case.Leaked = &api.Exposure{At: today} })
	r.Sees("backup bot, OpenAI, ending in 9fQ2", "The new value is in use.", "The rotation is at step 3 of 5.")
	r.Misses(wordsWhereSeen)
	r.Service.Checked = api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}, Text: "OpenAI refuses the old key.", Closed: true}
	r.Press("Check")
	r.Until("it is answered", func() bool { return strings.Contains(r.Seen(), "OpenAI refuses the old key.") })
	if got := r.Service.Checks[0]; !got.Previous {
		t.Errorf("asked %+v", got)
	}
	r.changeKey("backup", func(k *api.Key) { k.Case, k.Previous = nil, 0 })
	r.Sees(wordsLeakOver, "OpenAI refuses the old key.", wordsNotMarked)
	r.Misses(wordsNotLeaked, "Revoke it at OpenAI")
}

func TestACheckOfALeakCanBeStopped(t *testing.T) {
	r := leakOf(t, "chat", exposes(""))
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	r.Press("Check")
	r.Press("Stop")
	r.Until("the call has ended", func() bool { return r.Ran > 0 })
	r.Sees("Check", wordsOneRequest)
	r.Misses("You stopped it")
}

func TestALeakedKeyThatIsRefusedIsTickedOff(t *testing.T) {
	r := leakOf(t, "chat", func(k *api.Key) {
		exposes("")(k)
		k.Verified = &api.Verified{At: today, Result: api.CheckRejected}
	})
	r.Sees("OpenAI refuses it: it is dead.")
	for _, s := range []*leakStep{r.win.page.(*leakedPage).revoke, r.win.page.(*leakedPage).check} {
		if s.disc.State != kit.DiscDone {
			t.Errorf("%q is not ticked off", s.title.Seg.Text)
		}
	}
	r = leakOf(t, "chat", func(k *api.Key) {
		exposes("")(k)
		k.Verified = &api.Verified{At: today.AddDate(0, 0, -1), Result: api.CheckRejected}
	})
	r.Misses("it is dead.") // that was before
}

func TestAProviderThatCanRevokesAfterASecondQuestion(t *testing.T) {
	r := leakOf(t, "dotfiles", func(k *api.Key) { exposes("")(k); k.Calls = []string{api.CallRevoke} })
	r.Service.Called = api.Called{Result: api.CallDone, Text: "GitHub revoked the key."}
	r.Press("Let GitHub revoke it…")
	r.Sees("Let GitHub revoke dotfiles CI?", "This cannot be undone.")
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Fatalf("one press asked %q", asked)
	}
	r.Press("Cancel")
	r.Press("Let GitHub revoke it…")
	r.Press("Revoke dotfiles CI")
	r.UntilAsked("call revoke dotfiles dotfiles CI")
	r.Until("it is said", func() bool { return strings.Contains(r.Seen(), "GitHub revoked the key.") })
	r = leakOf(t, "dotfiles", exposes(""))
	r.Misses("Let GitHub")
	r = leakOf(t, "dotfiles", func(k *api.Key) {
		exposes("")(k)
		k.Calls, k.Case = []string{api.CallRevoke}, &api.Case{Number: 1, Of: 5, Started: today, Call: api.CallRevoke, CallAt: today}
	})
	r.Sees("Nobody knows whether GitHub revoked it")
	r.Misses("Let GitHub")
}

func TestReplacingALeakedKeyOpensTheRotation(t *testing.T) {
	r := leakOf(t, "home", exposes(""))
	r.Press("Rotate…")
	if w, is := r.win.page.(*rotateWizard); !is || w.key.ID != "home" || w.at != rotateCreate {
		t.Fatalf("it leads to %T", r.win.page)
	}
	r.Sees("Rotate", "Home Assistant, Google …", wordsFinishLater)
}

func TestWithoutAKeyTheLeakPageAsksForOne(t *testing.T) {
	r := newRig(t, manyLives())
	r.win.Open(api.View{Name: api.ViewLeaked})
	r.Sees(wordsWhichLeaked, "whisper-cli")
	for _, letter := range "podc" {
		r.Focused().TypedRune(letter)
	}
	r.Misses("whisper-cli")
	r.Clock.Forward(kit.HeldFor)
	r.Key(fyne.KeyReturn)
	r.UntilAsked("expose podcast")
	r.Sees("podcast intro, ElevenLabs")
	r.Key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) {
		t.Errorf("Escape leads to %T", r.win.page)
	}

	r = newRig(t, manyLives())
	r.win.Open(api.View{Name: api.ViewLeaked, Key: "nobody"})
	r.Sees(wordsWhichLeaked)
	r.Key(fyne.KeyDown)
	r.Key(fyne.KeyDown)
	r.Key(fyne.KeyUp)
	r.Clock.Forward(kit.HeldFor)
	r.Key(fyne.KeyReturn)
	r.Sees("mirror bot, GitLab")
	r.win.Open(api.View{Name: api.ViewLeaked})
	r.Frame.Canvas().Focus(r.win.page.(*leakedChoice).search)
	r.win.page.(*leakedChoice).search.SetText("zzz")
	r.Sees("No key matches “zzz”.")
	r.Key(fyne.KeyReturn)
	r.Key(fyne.KeyEscape)
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
		r.Key(fyne.KeyEscape)
		if r.win.page != page(s) {
			t.Errorf("from %s Escape leads to %T", view, r.win.page)
		}
	}
}

func TestTheLastAnswerToWhereItWasSeenCounts(t *testing.T) {
	r := leakOf(t, "chat", exposes("", "a"))
	p := r.win.page.(*leakedPage)
	r.Press("Chat or e-mail")
	r.Press("Screen share") // nobody waits for its turn any more
	r.Press("Public repository")
	r.UntilAsked("expose chat", "expose chat")
	r.Until("it is noted", func() bool { return !p.marking.Busy })
	if got := r.Service.Exposed; got[0].Where != api.LeakChat || got[1].Where != api.LeakRepository {
		t.Errorf("asked %+v", got)
	}
	if len(r.Service.Asked()) != 2 || p.place() != api.LeakRepository {
		t.Errorf("asked %q, and the page shows %q", r.Service.Asked(), p.place())
	}
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "The list of keys cannot be written."})
	r.Press("Chat or e-mail")
	r.UntilSees("The list of keys cannot be written.")
	if p.place() != api.LeakRepository {
		t.Errorf("what failed is shown: %q", p.place())
	}
}

// Both are sent one after the other: the mark must not come back behind the last press.
func TestTakingTheMarkBackWaitsForTheAnswerBefore(t *testing.T) {
	r := leakOf(t, "chat", exposes("", "a"))
	r.Press("Chat or e-mail")
	r.Press(wordsNotLeaked)
	r.Until("the page is gone", func() bool { return r.win.page == page(r.win.keys) })
	if got := r.Service.Asked(); !slices.Equal(got, []string{"expose chat", "unexpose chat"}) {
		t.Errorf("asked %q", got)
	}
}

func TestTheFootOfTheLeakPageHasButtonsOfTheUsualHeight(t *testing.T) {
	r := leakOf(t, "chat", exposes("", "a"))
	r.Frame.Resize(fyne.NewSize(400, 640))
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
		r.Frame.Resize(size)
		n := 0
		windowtest.Walk(r.win.status.box, func(o fyne.CanvasObject, _ bool) {
			if b, is := o.(*kit.Button); is {
				n++
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
				const ring = 4
				if bottom := at.Y + b.Size().Height + ring; bottom > r.Frame.Canvas().Size().Height {
					t.Errorf("%s ends at %v of %v", b.Icon, bottom, size.Height)
				}
			}
		})
		if n != 2 {
			t.Errorf("%d buttons", n)
		}
	}
}

// Who comes back from the page finds that key selected: Enter copies it, and no other.
func TestTheKeyThatIsChosenAsLeakedIsTheSelectedOne(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.win.Open(api.View{Name: api.ViewLeaked})
	r.win.page.(*leakedChoice).tap("laptop")
	r.win.back()
	if got := r.win.keys.list.selected; got != "laptop" {
		t.Errorf("%q is selected", got)
	}
}
