//go:build !windows && !darwin

package notify

import (
	"slices"

	"github.com/godbus/dbus/v5"
)

// matches are the signals that we listen to.
var matches = [][]dbus.MatchOption{
	{dbus.WithMatchObjectPath(path), dbus.WithMatchInterface(server)},
	{dbus.WithMatchObjectPath(path), dbus.WithMatchInterface(properties), dbus.WithMatchMember("PropertiesChanged"), dbus.WithMatchArg(0, server)},
	{dbus.WithMatchSender(bus), dbus.WithMatchInterface(bus), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, server)},
}

// receive reads a signal. Any program on the bus can send one, of any shape.
func (f *freedesktop) receive(s *dbus.Signal) {
	switch s.Name {
	case server + ".ActionInvoked":
		f.invoked(s.Body)
	case server + ".NotificationClosed":
		f.closed(s.Body)
	case properties + ".PropertiesChanged":
		f.changed(s.Body)
	case bus + ".NameOwnerChanged":
		if s.Sender == bus {
			f.ownerChanged(s.Body)
		}
	}
}

// pair reads two arguments of exactly these types: dbus.Store would take a number
// for a text.
func pair[A, B any](args []any) (a A, b B, ok bool) {
	if len(args) != 2 {
		return a, b, false
	}
	a, first := args[0].(A)
	b, second := args[1].(B)
	return a, b, first && second
}

func (f *freedesktop) invoked(args []any) {
	id, action, ok := pair[uint32, string](args)
	if !ok {
		return
	}
	if tag, serial := f.note(id); tag != "" {
		f.pressed(Press{tag, serial, action})
	}
}

// closed keeps the tag: the signal of the click that closed the note may come
// later, since godbus keeps no order when many signals arrive at once.
func (f *freedesktop) closed(args []any) {
	id, _, ok := pair[uint32, uint32](args) // and a reason, which changes nothing
	if !ok {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, last := range f.last {
		if last.id == id {
			last.closed = true
		}
	}
}

// note is what the server calls id; empty if that is another program's.
func (f *freedesktop) note(id uint32) (tag string, serial uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for tag, last := range f.last {
		if last.id == id {
			return tag, last.serial
		}
	}
	return "", 0
}

// changed sees the end of the silence that the person asked for. Show looks for
// itself, so a liar gains nothing.
func (f *freedesktop) changed(args []any) {
	if len(args) != 3 || args[0] != server {
		return
	}
	values, unsaid, ok := pair[map[string]dbus.Variant, []string](args[1:])
	if ok && (values["Inhibited"].Value() == false || slices.Contains(unsaid, "Inhibited")) {
		f.appeared()
	}
}

// ownerChanged sees a server that starts, ends or takes the place of another. One
// that started because we called it is no news: were it to end at each note, each
// end would be followed by the next try.
func (f *freedesktop) ownerChanged(args []any) {
	if len(args) != 3 || args[0] != server {
		return
	}
	_, now, ok := pair[string, string](args[1:])
	if !ok {
		return
	}
	f.mu.Lock()
	news := f.meet(now)
	f.mu.Unlock()
	if news && now != "" {
		f.appeared()
	}
}
