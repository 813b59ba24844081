package window

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// mostEvents is how many are shown at most: each is a row of its own.
const mostEvents = 100

// historyList is what happened to a key, newest first.
type historyList struct {
	OnGrow   func()
	OnEscape func()

	told []told
	all  bool // in sight
	rows *fyne.Container
	more *kit.Button
	Box  *fyne.Container
}

// told is one line of a history.
type told struct{ day, words string }

func newHistoryList() *historyList {
	h := &historyList{rows: container.New(kit.Column{Gap: 6})}
	h.more = kit.NewButton("", "", kit.LookLink, kit.HeightSmall, func() {
		h.all = !h.all
		h.show()
		h.OnGrow()
	})
	h.more.Escape = func() { h.OnEscape() }
	head := container.NewStack(room(kit.HeightSmall), container.New(kit.Middle{}, kit.NewBold(text.T("History"), kit.SizeSmall, kit.ColorMuted).Cut()))
	h.Box = container.New(kit.Column{Gap: 4}, head, h.rows, kit.Inset(container.NewHBox(h.more), 0, 0, -4, 0))
	h.Box.Hide()
	return h
}

// render shows the events of a key.
func (h *historyList) render(k api.Key, events []api.Event, now time.Time) {
	h.told = historyOf(k, events, now)
	h.show()
}

// forget is for another key.
func (h *historyList) forget() {
	h.told, h.all = nil, false
	h.show()
}

func (h *historyList) show() {
	rows := h.told
	kit.Show(h.more, len(rows) > fewRows)
	label := text.T("Show less")
	if !h.all {
		label = text.T("Show all %d", len(rows))
		rows = rows[:min(len(rows), fewRows)]
	}
	h.more.Set(label, "", kit.LookLink)
	h.rows.Objects = nil
	for _, t := range rows {
		day := kit.NewLine(t.day, kit.SizeSmall, kit.ColorMuted).Cut()
		words := kit.NewLine(t.words, kit.SizeSmall, theme.ColorNameForeground).Cut()
		h.rows.Add(container.New(kit.AsOne{By: kit.Beside{First: 68}}, day, words))
	}
	h.rows.Refresh()
	kit.Show(h.Box, len(h.told) > 0)
}

// historyOf is the history of a key in words, newest first. What the same day brought
// several times in a row is said once.
func historyOf(k api.Key, events []api.Event, now time.Time) []told {
	events = withWindow(k, events, now)
	var all []told
	copied := false
	for i := len(events) - 1; i >= 0 && len(all) < mostEvents; i-- {
		e := events[i]
		line := told{dayIn(e.At, now), happened(e, kit.Issuer(k))}
		if e.What == "copied" && e.Note == "" && !copied {
			copied = true
			if k.CopyCount > 1 {
				line.words = text.T("Copied, %d times in all", k.CopyCount)
			}
		}
		if i+1 < len(events) && events[i+1].What == e.What && events[i+1].Note == e.Note && sameDay(events[i+1].At.Local(), e.At.Local()) {
			continue
		}
		all = append(all, line)
	}
	return all
}

// Events that nobody logs: the dates tell them.
const (
	windowOpened = "window opened"
	windowClosed = "window closed"
)

// withWindow adds when the rotation window opened, and when it closed.
func withWindow(k api.Key, events []api.Event, now time.Time) []api.Event {
	events = slices.Clone(events)
	for what, at := range map[string]time.Time{windowOpened: k.DueFrom, windowClosed: k.OverdueFrom} {
		if !at.IsZero() && !at.After(now) && at.After(k.Created) {
			events = append(events, api.Event{At: at, What: what})
		}
	}
	slices.SortStableFunc(events, func(a, b api.Event) int { return a.At.Compare(b.At) })
	return events
}
