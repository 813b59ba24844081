package window

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestAnUnfinishedRotationIsInSight(t *testing.T) {
	r := newRig(t, manyLives())
	r.Sees("rotating, step 2 of 5 · OpenAI")
	r.win.keys.list.open("backup")
	r.Sees("Rotating, step 3 of 5. Begun 19 Nov.", wordsGoOn)
	r.Misses("Rotate…")
	r.Press(wordsGoOn)
	if r.win.page == page(r.win.keys) {
		t.Error("it does not go on")
	}
	r = newRig(t, manyLives())
	r.Sees("Being rotated")
	r.Press("Due 5") // those that nobody has begun with
	r.Misses("backup bot")
	r.win.keys.list.open("laptop")
	r.Sees("Rotate…")
	r.Misses("Rotating,", wordsGoOn)
}

func TestEachPlaceSaysWhichKeyItHas(t *testing.T) {
	lines := func(r *rig) string {
		var all []string
		windowtest.Walk(r.win.keys.detail.usedBy.Box, func(o fyne.CanvasObject, visible bool) {
			if l, is := o.(*kit.Line); is && visible {
				all = append(all, l.Text)
			}
		})
		return strings.Join(all, " | ")
	}
	for name, c := range map[string]struct {
		change func(*api.Key)
		want   string
	}{
		"under way": {func(*api.Key) {}, "Used by | Add a place | cron on home server | has this key | ~/backup/.env | still holds the old key | @mara | not told yet"},
		"no new value yet": {func(k *api.Key) {
			k.Case.Stored, k.Places[0].Has = false, false
		}, "Used by | Add a place | cron on home server | ~/backup/.env | @mara"},
		"done": {func(k *api.Key) { k.Case = nil }, "Used by | Add a place | cron on home server | has this key | ~/backup/.env | not checked | @mara | not checked"},
		"only said to have it": {func(k *api.Key) {
			k.Case, k.Places[0].Assumed = nil, true
		}, "Used by | Add a place | cron on home server | not checked | ~/backup/.env | not checked | @mara | not checked"},
		"never rotated": {func(k *api.Key) {
			k.Case, k.Places[0].Has = nil, false
		}, "Used by | Add a place | cron on home server | ~/backup/.env | @mara"},
	} {
		st := manyLives()
		k := underWay()
		c.change(&k)
		st.Keys[len(st.Keys)-1] = k
		r := newRig(t, st)
		r.win.keys.list.open("backup")
		if got := lines(r); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestTheDetailWarnsOfALeak(t *testing.T) {
	st := manyLives()
	st.Keys[len(st.Keys)-1].Case.Leaked = &api.Exposure{At: today}
	r := newRig(t, st)
	r.win.keys.list.open("whisper")
	r.Sees("This key leaked.", "You marked it as exposed on 20 Nov.", wordsWhatToDo)
	r.win.keys.list.open("backup")
	r.Sees("The old value leaked.", "It can be misused until OpenAI refuses it.", "Exposed 2", "Revoke the old value: it leaked, and may still work.")
	r.Misses("Fresh until")
	r.win.keys.list.open("laptop")
	r.Misses("leaked.", wordsWhatToDo)
	r.Sees("I leaked this key…")
}

const wordsSnoozeWeek = "Snooze 1 week"

func TestTheDetailSaysWhenAKeySpeaksUp(t *testing.T) {
	until := today.AddDate(0, 0, 7)
	for name, c := range map[string]struct {
		change func(*api.Key)
		says   string
		offers []string
		not    []string
	}{
		"fresh":          {func(*api.Key) {}, "Reminds you from 9 Feb 2027 on.", []string{wordsSnoozeWeek, wordsMute}, []string{wordsWake, wordsUnmute}},
		"ends first":     {func(k *api.Key) { k.Expires = today.AddDate(0, 0, 40) }, "Reminds you from 1 Dec 2026 on.", []string{wordsMute}, nil},
		"ends in days":   {func(k *api.Key) { k.Expires = today.AddDate(0, 0, 10) }, "Reminds you before it ends on 1 Dec 2026.", []string{wordsMute}, nil},
		"due":            {func(k *api.Key) { k.Phase = "due" }, "Reminds you until it is rotated.", []string{wordsSnoozeWeek, wordsMute}, nil},
		"snoozed":        {func(k *api.Key) { k.SnoozedUntil = until }, "Snoozed until 28 Nov 2026.", []string{wordsWake}, []string{wordsSnoozeWeek, wordsMute}},
		"snoozed once":   {func(k *api.Key) { k.SnoozedUntil = today.Add(-time.Hour) }, "Reminds you from 9 Feb 2027 on.", []string{wordsSnoozeWeek}, []string{wordsWake}},
		"muted":          {func(k *api.Key) { k.Muted, k.SnoozedUntil = true, until }, "Muted.", []string{wordsUnmute}, []string{wordsSnoozeWeek, wordsWake}},
		"ends this week": {func(k *api.Key) { k.EndsSoon, k.DaysLeft, k.Expires = true, 3, today.AddDate(0, 0, 3) }, "Reminds you before it ends on 24 Nov 2026.", []string{"Snooze 2 days", wordsMute}, []string{wordsSnoozeWeek}},
		"ends tomorrow":  {func(k *api.Key) { k.EndsSoon, k.DaysLeft, k.Expires = true, 1, today.AddDate(0, 0, 1) }, "Reminds you before it ends on 22 Nov 2026.", []string{wordsMute}, []string{wordsSnoozeWeek, "Snooze 0 days"}},
		"the old value leaked": {func(k *api.Key) {
			k.Case, k.Muted, k.SnoozedUntil = underWay().Case, true, until
			k.Case.Leaked = &api.Exposure{At: today}
		}, "Reminds you every day until the old value is dead.", nil, []string{wordsSnoozeWeek, wordsWake, wordsMute, wordsUnmute}},
		"exposed":       {func(k *api.Key) { exposes("")(k); k.Muted = true }, "Reminds you every day until it is replaced.", nil, []string{wordsSnoozeWeek, wordsUnmute}},
		"being rotated": {func(k *api.Key) { k.Case = underWay().Case }, "Reminds you until the rotation is done.", []string{wordsSnoozeWeek}, nil},
	} {
		r := newRig(t, someState())
		r.win.keys.list.open("vercel")
		r.changeKey("vercel", c.change)
		r.Sees(append(c.offers, c.says)...)
		for _, b := range []*kit.Button{r.win.keys.detail.reminds.snooze, r.win.keys.detail.reminds.mute} {
			for _, not := range c.not {
				if b.Visible() && b.Text == not {
					t.Errorf("%s: %q is offered", name, not)
				}
			}
		}
		r.Frame.Resize(fyne.NewSize(400, 1000))
		r.win.openDetail(true)
		r.ButtonsFit(name)
		r.textFits(name)
	}
}

func TestEscapeLeadsFromTheButtonsOfTheDetailToTheList(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(400, 1000))
	r.win.keys.list.open("chat")
	d := r.win.keys.detail
	for _, b := range []*kit.Button{d.reminds.snooze, d.reminds.mute, d.rotate, d.leaked, d.head.pin, d.head.edit, d.head.more} {
		r.win.openDetail(true)
		r.Frame.Canvas().Focus(b)
		r.Key(fyne.KeyEscape)
		if r.win.keys.panes.detail {
			t.Errorf("Escape on %q does nothing", b.AccessibilityLabel())
		}
	}
}

func TestAKeyIsSnoozedAndWoken(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.Press(wordsSnoozeWeek)
	r.UntilAsked("snooze chat")
	r.changeKey("chat", func(k *api.Key) { k.SnoozedUntil = today.Add(r.Service.Snoozes[0].For) })
	r.Sees("Snoozed until 28 Nov 2026.")
	r.Press(wordsWake)
	r.UntilAsked("snooze chat", "snooze chat")
	if got := fmt.Sprint(r.Service.Snoozes); got != fmt.Sprint([]api.SnoozeRequest{{Name: "chat", For: 7 * 24 * time.Hour}, {Name: "chat"}}) {
		t.Errorf("asked %s", got)
	}
	r.changeKey("chat", func(k *api.Key) { k.SnoozedUntil = today })
	r.Press(wordsMute)
	var muted *bool
	r.Until("it is muted", func() bool {
		r.Service.Set(func() {
			if len(r.Service.Edits) == 1 {
				muted = r.Service.Edits[0].Muted
			}
		})
		return muted != nil
	})
	if !*muted {
		t.Error("it is unmuted")
	}
}
