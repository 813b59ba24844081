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
	"keytray/app/text"
	"keytray/app/window/kit"
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
	today := startOf(now)
	var stays []stay
	for _, k := range keys {
		if s := stayOf(k); section(k) != 0 && s.to.After(today) && s.from.Before(s.to) {
			stays = append(stays, s)
		}
	}
	best := busiest(stays, today, today.AddDate(1, 0, 0))
	if best.IsZero() {
		return sitting{}
	}
	return sitting{best, inWindow(keys, best)}
}

// busiest is the first day from one up to another on which most windows are open; zero
// where they are too few. The number only grows where a window opens: on each such day
// those that have opened are counted, less those that are over.
func busiest(stays []stay, from, until time.Time) (best time.Time) {
	opens, ends := make([]time.Time, len(stays)), make([]time.Time, len(stays))
	for i, s := range stays {
		opens[i], ends[i] = later(s.from, from), s.to
	}
	slices.SortFunc(opens, time.Time.Compare)
	slices.SortFunc(ends, time.Time.Compare)
	most, over := sittingMin-1, 0
	for i, day := range opens {
		if i+1 < len(opens) && opens[i+1].Equal(day) {
			continue // more open on the same day
		}
		if !day.Before(until) {
			break
		}
		for over < len(ends) && !ends[over].After(day) {
			over++
		}
		if open := i + 1 - over; open > most {
			best, most = day, open
		}
	}
	return best
}

// stay is the time in which a key is in its window, from a day up to another.
type stay struct{ from, to time.Time }

func stayOf(k api.Key) stay {
	s := stay{startOf(k.DueFrom), startOf(k.OverdueFrom)}
	if !k.Expires.IsZero() {
		s.to = sooner(s.to, startOf(k.Expires))
	}
	return s
}

func (s stay) holds(day time.Time) bool { return !day.Before(s.from) && day.Before(s.to) }

func inWindow(keys []api.Key, day time.Time) []api.Key {
	var in []api.Key
	for _, k := range keys {
		if section(k) != 0 && stayOf(k).holds(day) {
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
		if s.day.After(now) && !k.Muted && !leaked(k) && k.SnoozedUntil.Before(s.day) {
			keys = append(keys, k)
		}
	}
	return keys
}

// sittingLine proposes one sitting instead of many.
type sittingLine struct {
	OnRemind func(sitting)

	said   sitting
	of     []api.Key // which it was found for
	on     time.Time // and when
	flat   bool      // there is hardly room for the keys
	text   *kit.Spanned
	remind *kit.Button
	box    *fyne.Container
}

func newSittingLine(escape func()) *sittingLine {
	l := &sittingLine{text: kit.NewSpanned(kit.SizeNameSmall)}
	l.remind = kit.NewButton(text.T(wordsRemindThen), "", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightSmall, func() { l.OnRemind(l.said) })
	l.remind.Escape = escape
	words := container.New(kit.Middle{}, container.New(kit.Iconed{}, widget.NewIcon(kit.Icon("info", theme.ColorNameHyperlink)), l.text))
	l.box = container.New(kit.Column{}, widget.NewSeparator(), container.NewStack(kit.NewPlate(kit.ColorSoft, "", ""),
		kit.Inset(container.New(&kit.WithActions{Least: 300}, words, l.remind), 4, 4, 16, 4)))
	l.box.Hide()
	return l
}

// follow looks for a sitting in a newer state, or on another day.
func (l *sittingLine) follow(st api.State, now time.Time) {
	if l.on.IsZero() || !sameDay(l.on, now) || !sameKeys(l.of, st.Keys) {
		l.of, l.on = st.Keys, now
		l.said = sittingOf(st.Keys, now)
	}
	l.render(l.said, now)
}

func (l *sittingLine) render(s sitting, now time.Time) {
	l.said = s
	kit.Show(l.box, len(s.keys) > 0 && !l.flat)
	if len(s.keys) > 0 {
		l.text.Set(wordsSitting(s.day, len(s.keys), now))
		kit.Show(l.remind, len(s.waiting(now)) > 0)
	}
}

// flatten leaves the line out where the keys need the room.
func (l *sittingLine) flatten(flat bool) {
	l.flat = flat
	kit.Show(l.box, len(l.said.keys) > 0 && !flat)
}

// remindThen makes the keys of a sitting silent until its day.
func (p *rotationPage) remindThen(s sitting) {
	w := p.w
	keys := s.waiting(w.p.Now())
	w.then(snoozing(keys, s.day.Sub(w.p.Now())), func() {
		w.toasting(message{text: wordsSilentUntil(len(keys), s.day), good: true, button: text.T("Undo"), do: func() {
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
