package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// snoozeOf is how long one press silences a key: a week, or less where its provider
// ends it before that; 0 where it must not be silenced any more.
func snoozeOf(k api.Key) time.Duration {
	const day = 24 * time.Hour
	switch {
	case k.Expires.IsZero() || k.DaysLeft <= 0 || k.DaysLeft > 7:
		return 7 * day
	case k.DaysLeft > 2:
		return 2 * day
	case k.DaysLeft == 2:
		return day
	}
	return 0
}

// reminders says when a key speaks up, and silences it.
type reminders struct {
	OnSnooze func(id string, d time.Duration)
	OnMute   func(id string, muted bool)

	key    api.Key
	words  *kit.Prose
	snooze *kit.Button
	mute   *kit.Button
	box    *fyne.Container
}

func newReminders() *reminders {
	r := &reminders{words: kit.NewProse("", kit.SizeNameSmall, kit.ColorMuted)}
	link := kit.Look{Text: theme.ColorNameHyperlink}
	r.snooze = kit.NewButton("", "", link, kit.HeightSmall, func() { r.OnSnooze(r.key.ID, r.turn()) })
	r.mute = kit.NewButton("", "", link, kit.HeightSmall, func() { r.OnMute(r.key.ID, !r.key.Muted) })
	bell := kit.Inset(widget.NewIcon(kit.Icon("bell", kit.ColorMuted)), 4, 0, 0, 0)
	r.box = container.New(&kit.WithActions{Least: 180},
		container.New(tall{kit.HeightSmall}, container.New(kit.BesideTop{First: 18, Gap: 6}, bell, container.New(kit.Middle{}, r.words))), kit.Inset(kit.Actions(r.snooze, r.mute), 0, 0, 0, -4))
	return r
}

// turn is how long a press silences the key: not at all if it is silent.
func (r *reminders) turn() time.Duration {
	if r.snooze.Text == text.T(wordsWake) {
		return 0
	}
	return snoozeOf(r.key)
}

func (r *reminders) render(k api.Key, now time.Time) {
	r.key = k
	loud := leaked(k) // that is never silent
	snoozed := k.SnoozedUntil.After(now) && !k.Muted && !loud
	r.words.Set(wordsReminders(k, now))
	snooze, mute := text.Snooze(snoozeOf(k)), text.T(wordsMute)
	if snoozed {
		snooze = text.T(wordsWake)
	}
	if k.Muted {
		mute = text.T(wordsUnmute)
	}
	r.snooze.Set(snooze, "", r.snooze.Look)
	r.mute.Set(mute, "", r.mute.Look)
	kit.Show(r.snooze, !k.Muted && !loud && (snoozed || snoozeOf(k) > 0))
	kit.Show(r.mute, !loud && !snoozed)
	r.box.Refresh()
}
