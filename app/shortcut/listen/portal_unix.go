//go:build !windows && !darwin

package listen

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/desktop"
	"keytray/app/shortcut"
)

// Names of the portal
// (https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html).
const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	shortcutsName = "org.freedesktop.portal.GlobalShortcuts"
	ownerChanged  = "org.freedesktop.DBus.NameOwnerChanged"
)

// shortcutID names our one combination; desktops keep what the person chose for it.
const shortcutID = "pick"

var (
	errPortalGone = errors.New("the portal ended")
	errPortalNew  = errors.New("another portal took its place")
	errBusGone    = errors.New("the session bus ended")
	errDeclined   = errors.New("the person declined")
)

// byPortal listens through the desktop's portal, and asks again when that comes
// back. On a desktop without one it waits for one.
func byPortal(ctx context.Context, w shortcut.Wanted) {
	p, err := openPortal(ctx, w)
	if err == nil {
		defer p.conn.Close()
		err = p.listen(ctx)
	}
	if ctx.Err() == nil {
		w.Tell(shortcut.Standing{State: shortcut.None, Err: err})
		<-ctx.Done()
	}
}

// portal is a connection of its own to the session bus.
type portal struct {
	w       shortcut.Wanted
	conn    *dbus.Conn
	signals <-chan *dbus.Signal
	owner   string // of the portal's name
	session dbus.ObjectPath
	told    shortcut.Standing
}

func openPortal(ctx context.Context, w shortcut.Wanted) (*portal, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conn, err := desktop.Bus(ctx)
	if err != nil {
		return nil, err
	}
	signals := make(chan *dbus.Signal, 32)
	conn.Signal(signals)
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, portalName)},
		{dbus.WithMatchSender(portalName), dbus.WithMatchInterface(requestName)},
		{dbus.WithMatchSender(portalName), dbus.WithMatchInterface(sessionName)},
		{dbus.WithMatchSender(portalName), dbus.WithMatchInterface(shortcutsName)},
	} {
		if err := conn.AddMatchSignalContext(ctx, match...); err != nil {
			_ = conn.Close()
			return nil, err
		}
	}
	return &portal{w: w, conn: conn, signals: signals}, nil
}

// listen returns when ctx ends, or the bus.
func (p *portal) listen(ctx context.Context) error {
	for {
		keys, err := p.bind(ctx)
		if ctx.Err() != nil || errors.Is(err, errBusGone) {
			return err
		}
		if errors.Is(err, errPortalNew) {
			continue
		}
		p.tell(standing(keys, err))
		if err := p.serve(ctx); err != nil {
			return err
		}
	}
}

func standing(keys string, err error) shortcut.Standing {
	s := shortcut.Standing{State: shortcut.Works, Keys: keys, Err: err}
	switch {
	case errors.Is(err, errDeclined):
		s.State = shortcut.Declined
	case errors.Is(err, errPortalGone):
		s.State = shortcut.Gone
	case err != nil:
		s.State = shortcut.None
	}
	return s
}

func (p *portal) tell(s shortcut.Standing) {
	if s.State != p.told.State || s.Keys != p.told.Keys {
		p.told = s
		p.w.Tell(s)
	}
}

// serve hears presses until there is another portal than the one that was asked.
func (p *portal) serve(ctx context.Context) error {
	for {
		s, err := p.next(ctx)
		if errors.Is(err, errPortalGone) {
			p.tell(standing("", err))
			continue
		}
		if err != nil {
			return err
		}
		switch s.Name {
		case ownerChanged:
			return nil
		case shortcutsName + ".Activated":
			if path, id := second(s); path == p.session && id == shortcutID {
				p.w.Pressed()
			}
		case shortcutsName + ".ShortcutsChanged":
			if path, all := second(s); path == p.session {
				p.tell(standing(triggers(all), nil))
			}
		case sessionName + ".Closed":
			if s.Path == p.session {
				p.tell(shortcut.Standing{State: shortcut.None, Err: errors.New("the desktop ended the session")})
			}
		}
	}
}

// next waits for a signal of the portal that was asked. A new owner of its name
// comes as a signal too, and the end of the portal as an error.
func (p *portal) next(ctx context.Context) (*dbus.Signal, error) {
	for {
		select {
		case s, ok := <-p.signals:
			if !ok {
				return nil, errBusGone
			}
			if s.Name != ownerChanged {
				if s.Sender == p.owner { // the bus does not filter what is sent to us directly
					return s, nil
				}
				continue
			}
			name, owner := changed(s)
			if name != portalName || owner == p.owner {
				continue
			}
			p.owner = owner
			if owner == "" {
				return nil, errPortalGone
			}
			return s, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// changed is the name that has a new owner, and that.
func changed(s *dbus.Signal) (name, owner string) {
	if len(s.Body) == 3 {
		name, _ = s.Body[0].(string)
		owner, _ = s.Body[2].(string)
	}
	return name, owner
}

// second is what a signal of a session carries: the session, and what it is about.
func second(s *dbus.Signal) (session dbus.ObjectPath, about any) {
	if len(s.Body) < 2 {
		return "", nil
	}
	session, _ = s.Body[0].(dbus.ObjectPath)
	return session, s.Body[1]
}

// triggers are the keys that the desktop chose, in its words; "" if it does not say.
func triggers(all any) string {
	var list []struct {
		ID      string
		Details map[string]dbus.Variant
	}
	if dbus.Store([]any{all}, &list) != nil {
		return ""
	}
	for _, each := range list {
		if each.ID == shortcutID {
			words, _ := each.Details["trigger_description"].Value().(string)
			return strings.TrimSpace(words)
		}
	}
	return ""
}

// trigger is a combination as the portal writes it
// (https://specifications.freedesktop.org/shortcuts-spec/latest/).
func trigger(c shortcut.Combination) string {
	var words []string
	for _, m := range []struct {
		is   shortcut.Modifier
		name string
	}{{shortcut.Ctrl, "CTRL"}, {shortcut.Alt, "ALT"}, {shortcut.Shift, "SHIFT"}, {shortcut.Super, "LOGO"}} {
		if c.Mods&m.is != 0 {
			words = append(words, m.name)
		}
	}
	return strings.Join(append(words, keysymOf(c.Key).name), "+")
}

// answerLimit bounds what no person is asked for; the bus may have to start the
// portal, and that other programs.
const answerLimit = 30 * time.Second

// bind asks for the combination. Each session can do so once. The desktop may ask
// the person, who may take any time.
func (p *portal) bind(ctx context.Context) (keys string, err error) {
	p.session = ""
	asking, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	if err := p.meet(asking); err != nil {
		return "", err
	}
	results, err := p.request(asking, "CreateSession", map[string]dbus.Variant{"session_handle_token": dbus.MakeVariant("keytray")})
	if err != nil {
		return "", fmt.Errorf("CreateSession: %w", err)
	}
	switch session := results["session_handle"].Value().(type) { // a string by mistake of the first version
	case string:
		p.session = dbus.ObjectPath(session)
	case dbus.ObjectPath:
		p.session = session
	}
	if !p.session.IsValid() {
		return "", errors.New("CreateSession: no session came")
	}
	wanted := []struct {
		ID      string
		Details map[string]dbus.Variant
	}{{shortcutID, map[string]dbus.Variant{
		"description": dbus.MakeVariant(p.w.Purpose), "preferred_trigger": dbus.MakeVariant(trigger(p.w.Combination)),
	}}}
	results, err = p.request(ctx, "BindShortcuts", map[string]dbus.Variant{}, p.session, wanted, "")
	if err != nil {
		return "", fmt.Errorf("BindShortcuts: %w", err)
	}
	return triggers(results["shortcuts"].Value()), nil
}
