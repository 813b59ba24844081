package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// snoozeWeek is how long one press silences a key.
const snoozeWeek = 7 * 24 * time.Hour

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
	return snoozeWeek
}

func (r *reminders) render(k api.Key, now time.Time) {
	r.key = k
	exposed := k.Phase == "exposed" // that is never silent
	snoozed := k.SnoozedUntil.After(now) && !k.Muted && !exposed
	r.words.set(wordsReminders(k, now))
	snooze, mute := wordsSnoozeWeek, wordsMute
	if snoozed {
		snooze = wordsWake
	}
	if k.Muted {
		mute = wordsUnmute
	}
	r.snooze.set(snooze, "", r.snooze.look)
	r.mute.set(mute, "", r.mute.look)
	show(r.snooze, !k.Muted && !exposed)
	show(r.mute, !exposed && !snoozed)
	r.box.Refresh()
}
