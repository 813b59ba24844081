package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
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
	words  *prose
	snooze *button
	mute   *button
	box    *fyne.Container
}

func newReminders() *reminders {
	r := &reminders{words: newProse("", sizeNameSmall, colorMuted)}
	link := look{text: theme.ColorNameHyperlink}
	r.snooze = newButton("", "", link, heightSmall, func() { r.OnSnooze(r.key.ID, r.turn()) })
	r.mute = newButton("", "", link, heightSmall, func() { r.OnMute(r.key.ID, !r.key.Muted) })
	bell := inset(widget.NewIcon(icon("bell", colorMuted)), 4, 0, 0, 0)
	r.box = container.New(&withActions{least: 180},
		container.New(besideTop{18, 6}, bell, container.New(middle{}, r.words)), actions(r.snooze, r.mute))
	return r
}

// turn is how long a press silences the key: not at all if it is silent.
func (r *reminders) turn() time.Duration {
	if r.snooze.text == wordsWake {
		return 0
	}
	return snoozeOf(r.key)
}

func (r *reminders) render(k api.Key, now time.Time) {
	r.key = k
	loud := leaked(k) // that is never silent
	snoozed := k.SnoozedUntil.After(now) && !k.Muted && !loud
	r.words.set(wordsReminders(k, now))
	snooze, mute := text.Snooze(snoozeOf(k)), wordsMute
	if snoozed {
		snooze = wordsWake
	}
	if k.Muted {
		mute = wordsUnmute
	}
	r.snooze.set(snooze, "", r.snooze.look)
	r.mute.set(mute, "", r.mute.look)
	show(r.snooze, !k.Muted && !loud && (snoozed || snoozeOf(k) > 0))
	show(r.mute, !loud && !snoozed)
	r.box.Refresh()
}
