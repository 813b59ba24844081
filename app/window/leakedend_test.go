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

// leakedOld is a key whose new value is in use, and whose old one leaked.
func leakedOld(k *api.Key) {
	inCase(k, api.StepPlaces)
	k.Case.Leaked = &api.Exposure{At: today}
}

// without takes a key out of the state, as deleting it does.
func (r *rig) without(id string) {
	r.change(func(st *api.State) {
		st.Keys = slices.DeleteFunc(slices.Clone(st.Keys), func(k api.Key) bool { return k.ID == id })
	})
}

func TestALeakIsDealtWithOnlyWhenTheValueIsDead(t *testing.T) {
	for name, c := range map[string]struct {
		was, now func(*api.Key)
		title    string
		sees     []string
	}{
		"proven dead":    {leakedOld, func(k *api.Key) { k.Case, k.Previous = nil, 0 }, wordsLeakOver, []string{wordsNotMarked}},
		"taken back":     {exposes(""), func(k *api.Key) { k.Phase, k.Exposure = "fresh", nil }, wordsUnmarked, []string{wordsMarkAgain}},
		"old taken back": {leakedOld, func(k *api.Key) { k.Case.Leaked = nil }, wordsUnmarked, []string{wordsMarkAgain}},
		"given up":       {leakedOld, func(k *api.Key) { k.Case = nil }, wordsMayWork, []string{wordsEndedTooEarly, wordsOpenKeys, "ending in Rw2A"}},
		"replaced by its provider": {func(k *api.Key) {
			exposes("")(k)
			k.Versions = []api.Version{{Item: "launcher.1", State: "current"}}
		}, func(k *api.Key) {
			k.Phase, k.Exposure = "fresh", nil
			k.Versions = []api.Version{{Item: "launcher.2", State: "current"}, {Item: "launcher.1", State: "revoked"}}
		}, wordsLeakOver, []string{wordsNotMarked}},
	} {
		r := leakOf(t, "launcher", func(k *api.Key) { c.was(k) })
		r.changeKey("launcher", c.now)
		r.Sees(append(c.sees, c.title)...)
		r.Misses(wordsNotLeaked, wordsMarked, wordsWhereSeen)
		for _, other := range []string{wordsLeakOver, wordsUnmarked, wordsMayWork} {
			if other != c.title && strings.Contains(r.Seen(), other) {
				t.Errorf("%s: it says %q, too", name, other)
			}
		}
		r.Frame.Resize(fyne.NewSize(400, 1000))
		r.ButtonsFit(name)
		r.textFits(name)
	}
}

func TestADeletedKeyMayStillWork(t *testing.T) {
	r := leakOf(t, "launcher", exposes(""))
	r.without("launcher")
	r.Sees(wordsLeakDeleted, "It still works at Perplexity until you revoke it.", wordsOpenKeys)
	r.Misses(wordsLeakOver, wordsNotLeaked, wordsMarked, "Rotate…", "Check")
	r.win.Open(api.View{Name: api.ViewLeaked, Key: "launcher"})
	r.Sees(wordsWhichLeaked)
}

func TestALeakOnceMoreIsMarkedOnceMore(t *testing.T) {
	for name, again := range map[string]func(*rig){
		"the button":   func(r *rig) { r.Press(wordsMarkAgain) },
		"another view": func(r *rig) { r.win.Open(api.View{Name: api.ViewLeaked, Key: "launcher"}) },
	} {
		r := leakOf(t, "launcher", exposes(api.LeakChat))
		r.changeKey("launcher", func(k *api.Key) { k.Phase, k.Exposure = "fresh", nil })
		again(r)
		r.UntilAsked("expose launcher")
		r.changeKey("launcher", exposes(""))
		r.Sees(wordsStopFirst, wordsWhereSeen)
		if r.win.page.(*leakedPage).end != leakOpen {
			t.Errorf("%s: it is over", name)
		}
	}
}

func TestTheNewValueMayLeakToo(t *testing.T) {
	r := leakOf(t, "launcher", leakedOld)
	r.Press(wordsNewToo)
	r.UntilAsked("expose launcher")
	r.changeKey("launcher", exposes("", "a"))
	r.Sees(wordsStopFirst, wordsWhereSeen, "ending in h8Ys") // no longer the old one's
	r.Misses(wordsNewToo)
	r = leakOf(t, "launcher", exposes(""))
	r.Misses(wordsNewToo)
}

func TestALeakIsTakenBackOnce(t *testing.T) {
	r := leakOf(t, "launcher", exposes(""))
	r.Press(wordsNotLeaked)
	r.Press(wordsNotLeaked)
	r.Until("the page is gone", func() bool { return r.win.page == page(r.win.keys) })
	if asked := r.Service.Asked(); len(asked) != 1 {
		t.Errorf("asked %q", asked)
	}

	r = leakOf(t, "launcher", exposes(""))
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "The list of keys cannot be written."})
	r.Press(wordsNotLeaked)
	r.UntilSees("The list of keys cannot be written.")
	r.Service.Fail(nil)
	r.Press(wordsNotLeaked)
	r.Until("the page is gone", func() bool { return r.win.page == page(r.win.keys) })
}

// revocable can be revoked by GitHub itself.
func revocable(mark func(*api.Key)) func(*api.Key) {
	return func(k *api.Key) {
		mark(k)
		k.Provider, k.ProviderName, k.Kind, k.Calls = "github", "GitHub", "classic", []string{api.CallRevoke}
	}
}

// A question about the old value must not be answered about the new one.
func TestAQuestionGoesWithWhatItIsAbout(t *testing.T) {
	for name, change := range map[string]func(*rig){
		"proven dead": func(r *rig) { r.changeKey("launcher", func(k *api.Key) { k.Case, k.Previous = nil, 0 }) },
		"deleted":     func(r *rig) { r.without("launcher") },
		"renamed":     func(r *rig) { r.changeKey("launcher", func(k *api.Key) { k.Name = "other" }) },
	} {
		r := leakOf(t, "launcher", revocable(leakedOld))
		r.Press("Let GitHub revoke it…")
		r.changeKey("launcher", func(k *api.Key) { k.CopyCount++ })
		if r.over() != 1 {
			t.Fatalf("%s: the question goes for nothing", name)
		}
		change(r)
		if r.over() != 0 {
			t.Errorf("%s: the question is still there", name)
		}
		r.Sees(wordsChangedMeanwhile)
	}
}

func TestALeakPageIsNotLeftWhileTheProviderRevokes(t *testing.T) {
	r := leakOf(t, "launcher", revocable(exposes("")))
	r.Service.Set(func() {
		r.Service.Hold = make(chan struct{})
		r.Service.Called = api.Called{Result: api.CallRefused, Text: "GitHub refused to revoke it."}
	})
	r.Press("Let GitHub revoke it…")
	r.Press("Revoke launcher")
	r.UntilAsked("call revoke launcher launcher")
	r.Misses("Let GitHub revoke it…")
	for name, leave := range map[string]func(){
		"Close": func() { r.Press("Close") }, "Esc": func() { r.win.page.escape() }, "Ctrl F": func() { r.ctrl("F") }, "Rotate": func() { r.Press("Rotate…") },
	} {
		if leave(); r.win.page == page(r.win.keys) {
			t.Fatalf("%s leaves the page", name)
		}
	}
	r.Sees("Asking GitHub. Keep this window open until it answers.")
	if r.Closes() {
		t.Fatal("the window closes at once")
	}
	close(r.Service.Hold)
	r.UntilSees("GitHub refused to revoke it.")
	if r.Frame.Closed {
		t.Error("the window is gone, and nobody has read why")
	}
	r.Press("Close")
	if r.win.page != page(r.win.keys) {
		t.Error("Close does not lead back")
	}
}

// GitLab may be another server than the one that gave the token out.
func TestTheLeakPageNamesTheHostOfACall(t *testing.T) {
	r := leakOf(t, "mirror", func(k *api.Key) {
		exposes("")(k)
		k.Kind, k.Calls = "personal", []string{api.CallRevoke}
	})
	r.Press("Let GitLab revoke it…")
	r.Sees("Let GitLab revoke mirror bot?", "gitlab.com", "Revoke mirror bot")
}

func TestTheChoiceOfALeakedKeyStaysWithIt(t *testing.T) {
	r := newRig(t, someState())
	r.win.Open(api.View{Name: api.ViewLeaked})
	p := r.win.page.(*leakedChoice)
	p.choose(2)
	read := p.keys[2].key
	r.changeKey("vercel", func(k *api.Key) { k.Phase = "exposed" })
	r.Clock.Forward(kit.HeldFor + time.Millisecond)
	p.press("Return")
	r.Sees(read.Name + ", ")
	if got := r.win.page.(*leakedPage).key.ID; got != read.ID {
		t.Errorf("Enter takes %q, not %q", got, read.ID)
	}
}
