package settings

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"keytray/app/text"
)

// WindowPrefix begins the settings that say how old the keys of one provider may
// become: its ID follows. There is one for each provider that the person chose.
const WindowPrefix = "rotation.provider."

// Unset is the value of a setting that is taken back.
const Unset = "default"

const longestWindow = 120 // months

// Window is a rotation window in months, written like 2-3.
type Window struct{ DueAfter, OverdueAfter int }

func (w Window) String() string {
	if w == (Window{}) {
		return Unset
	}
	return fmt.Sprintf("%d-%d", w.DueAfter, w.OverdueAfter)
}

// UnmarshalText reads it.
func (w *Window) UnmarshalText(b []byte) error {
	text := strings.TrimSpace(string(b))
	if text == Unset {
		*w = Window{}
		return nil
	}
	from, until, _ := strings.Cut(text, "-")
	due, err1 := strconv.Atoi(strings.TrimSpace(from))
	overdue, err2 := strconv.Atoi(strings.TrimSpace(until))
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	*w = Window{due, overdue}
	return w.check()
}

func (w Window) check() error {
	if w.DueAfter < 1 || w.OverdueAfter <= w.DueAfter || w.OverdueAfter > longestWindow {
		return text.Error("two numbers of months, the second one higher, like 2-3")
	}
	return nil
}

// windowOf is the window of one provider within the settings.
type windowOf struct {
	s  *Settings
	id string
}

func (w windowOf) get() Window { return w.s.Windows[w.id] }

// set leaves the map of other copies of the settings as it is.
func (w windowOf) set(text string) error {
	var window Window
	if err := window.UnmarshalText([]byte(text)); err != nil {
		return err
	}
	w.s.Windows = maps.Clone(w.s.Windows)
	if window == (Window{}) {
		delete(w.s.Windows, w.id)
		return nil
	}
	if w.s.Windows == nil {
		w.s.Windows = map[string]Window{}
	}
	w.s.Windows[w.id] = window
	return nil
}

// windowEntry is the setting for a provider.
func windowEntry(id string) Entry {
	return Entry{
		WindowPrefix + id, text.T("Keys of %s are rotated between these months, whatever suits the others.", id),
		text.T("two numbers of months up to %d, the second one higher, like 2-3, or %s", longestWindow, Unset),
		func(s *Settings) any { return windowOf{s, id} },
	}
}

// Chosen are the settings that are there because the person chose them.
func Chosen(s Settings) []Entry {
	var all []Entry
	for _, id := range slices.Sorted(maps.Keys(s.Windows)) {
		all = append(all, windowEntry(id))
	}
	return all
}
