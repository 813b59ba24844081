package window

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// sitting is a day on which many keys can be rotated one after the other.
type sitting struct {
	day  time.Time
	keys []api.Key // that are in their window then
}

// sittingMin is how many keys make it worth saying.
const sittingMin = 5

// sittingOf is the first day of the next year on which most keys are in their window;
// the zero sitting if they are too few on every day.
func sittingOf(keys []api.Key, now time.Time) sitting {
	y, m, d := now.Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, now.Location())
	days := []time.Time{today} // the number only grows where a window opens
	for _, k := range keys {
		if open := startOf(k.DueFrom); open.After(today) && open.Before(today.AddDate(1, 0, 0)) {
			days = append(days, open)
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	var best sitting
	for _, day := range slices.CompactFunc(days, time.Time.Equal) {
		if in := inWindow(keys, day); len(in) >= sittingMin && len(in) > len(best.keys) {
			best = sitting{day, in}
		}
	}
	return best
}

func inWindow(keys []api.Key, day time.Time) []api.Key {
	var in []api.Key
	for _, k := range keys {
		ended := !k.Expires.IsZero() && !day.Before(startOf(k.Expires))
		if !day.Before(startOf(k.DueFrom)) && day.Before(startOf(k.OverdueFrom)) && !ended && section(k) != 0 {
			in = append(in, k)
		}
	}
	return in
}

func startOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// waiting are those of its keys that would speak up before, and could be asked to wait.
func (s sitting) waiting(now time.Time) []api.Key {
	var keys []api.Key
	for _, k := range s.keys {
		if s.day.After(now) && !k.Muted && k.SnoozedUntil.Before(s.day) {
			keys = append(keys, k)
		}
	}
	return keys
}

// sittingLine proposes one sitting instead of many.
type sittingLine struct {
	OnRemind func(sitting)

	said   sitting
	text   *spanned
	remind *button
	box    *fyne.Container
}

func newSittingLine(escape func()) *sittingLine {
	l := &sittingLine{text: newSpanned(sizeNameSmall)}
	l.remind = newButton(wordsRemindThen, "", look{text: theme.ColorNameHyperlink}, heightSmall, func() { l.OnRemind(l.said) })
	l.remind.escape = escape
	words := container.New(middle{}, container.New(iconed{}, widget.NewIcon(icon("info", theme.ColorNameHyperlink)), l.text))
	l.box = container.New(column{}, widget.NewSeparator(), container.NewStack(newPlate(colorSoft, "", ""),
		inset(container.New(&withActions{least: 240}, words, l.remind), 4, 4, 16, 4)))
	l.box.Hide()
	return l
}

func (l *sittingLine) render(s sitting, now time.Time) {
	l.said = s
	show(l.box, len(s.keys) > 0)
	if len(s.keys) > 0 {
		l.text.set(wordsSitting(s.day, len(s.keys), now))
		show(l.remind, len(s.waiting(now)) > 0)
	}
}

// remindThen makes the keys of a sitting silent until its day.
func (p *rotationPage) remindThen(s sitting) {
	w := p.w
	keys := s.waiting(w.p.Now())
	w.then(snoozing(keys, s.day.Sub(w.p.Now())), func() {
		w.toasting(message{text: wordsSilentUntil(len(keys), s.day), button: "Undo", do: func() {
			w.toasting(message{})
			w.do(waking(keys, w.p.Now()))
		}})
	})
}

func snoozing(keys []api.Key, d time.Duration) func(context.Context, api.Service) error {
	return func(ctx context.Context, svc api.Service) error {
		for _, k := range keys {
			if err := svc.Snooze(ctx, api.SnoozeRequest{Name: k.ID, For: d}); err != nil {
				return err
			}
		}
		return nil
	}
}

// waking snoozes the keys as long as they were before.
func waking(keys []api.Key, now time.Time) func(context.Context, api.Service) error {
	return func(ctx context.Context, svc api.Service) error {
		for _, k := range keys {
			if err := svc.Snooze(ctx, api.SnoozeRequest{Name: k.ID, For: max(k.SnoozedUntil.Sub(now), 0)}); err != nil {
				return err
			}
		}
		return nil
	}
}
