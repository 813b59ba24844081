package fakedesk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

// See https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html
const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	shortcutsName = "org.freedesktop.portal.GlobalShortcuts"
	registryName  = "org.freedesktop.host.portal.Registry"
)

// PortalOptions says what the portal is like. The zero value takes every shortcut.
type PortalOptions struct {
	NoShortcuts bool   // it does not know the interface
	Old         bool   // it takes no names of programs, as before 1.20
	Answer      uint32 // to BindShortcuts: 0 yes, 1 the person declined, 2 something failed
	Trigger     string // what it says that the person chose
}

// Portal is a desktop's portal for global shortcuts.
type Portal struct {
	options PortalOptions
	conn    *dbus.Conn

	mu      sync.Mutex // guards what follows
	changed chan struct{}
	apps    map[string]string // names of programs, by their connections
	bound   []Bound
}

// Bound is a shortcut that a program asked for.
type Bound struct {
	App         string // the name it gave; "" if none
	ID          string
	Description string
	Trigger     string // the preferred one
	Session     dbus.ObjectPath
}

// StartPortal puts a portal on the session bus at busAddress. The context bounds the start only; the caller ends it with
// Close.
func StartPortal(ctx context.Context, busAddress string, o PortalOptions) (*Portal, error) {
	conn, err := connect(ctx, busAddress)
	if err != nil {
		return nil, fmt.Errorf("fakedesk: %w", err)
	}
	p := &Portal{options: o, conn: conn, changed: make(chan struct{}), apps: map[string]string{}}
	if err := p.serve(); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("fakedesk: %w", err)
	}
	return p, nil
}

func (p *Portal) serve() error {
	objects := map[string]any{}
	if !p.options.NoShortcuts {
		objects[shortcutsName] = shortcuts{p}
		objects["org.freedesktop.DBus.Properties"] = values{"version": uint32(1)}
	}
	if !p.options.Old {
		objects[registryName] = registry{p}
	}
	for name, object := range objects {
		if err := p.conn.Export(object, portalPath, name); err != nil {
			return err
		}
	}
	return take(p.conn, portalName)
}

// Close takes the portal off the bus. Closing twice does nothing.
func (p *Portal) Close() { _ = p.conn.Close() } // the bus may be gone already

// Bound lists what was asked for, oldest first.
func (p *Portal) Bound() []Bound {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.bound)
}

// AwaitBound waits until so many shortcuts were asked for, and returns the last.
func (p *Portal) AwaitBound(ctx context.Context, count int) (Bound, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		p.mu.Lock()
		bound, changed := p.bound, p.changed
		p.mu.Unlock()
		if len(bound) >= count {
			return bound[len(bound)-1], nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return Bound{}, fmt.Errorf("%d shortcuts were asked for, not %d: %w", len(bound), count, ctx.Err())
		}
	}
}

// Press presses the shortcut that was asked for last.
func (p *Portal) Press() error {
	b, err := p.last()
	if err != nil {
		return err
	}
	none := map[string]dbus.Variant{}
	return p.emit(shortcutsName+".Activated", b.Session, b.ID, uint64(time.Now().UnixMilli()), none)
}

// Choose tells that the person chose other keys.
func (p *Portal) Choose(trigger string) error {
	b, err := p.last()
	if err != nil {
		return err
	}
	return p.emit(shortcutsName+".ShortcutsChanged", b.Session, described(b, trigger))
}

func (p *Portal) last() (Bound, error) {
	all := p.Bound()
	if len(all) == 0 {
		return Bound{}, fmt.Errorf("no shortcut was asked for")
	}
	return all[len(all)-1], nil
}

func (p *Portal) emit(signal string, body ...any) error {
	if err := p.conn.Emit(portalPath, signal, body...); err != nil {
		return err
	}
	return flush(p.conn)
}

// registry is where programs say who they are.
type registry struct{ p *Portal }

// Register takes a name once for each connection.
func (r registry) Register(sender dbus.Sender, app string, _ map[string]dbus.Variant) *dbus.Error {
	r.p.mu.Lock()
	defer r.p.mu.Unlock()
	r.p.apps[string(sender)] = app
	return nil
}

// shortcuts is what programs see of the portal. It answers before it returns, as nothing forbids.
type shortcuts struct{ p *Portal }

// CreateSession serves nobody without a name, unless the portal is old.
func (s shortcuts) CreateSession(sender dbus.Sender, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	s.p.mu.Lock()
	app := s.p.apps[string(sender)]
	s.p.mu.Unlock()
	if app == "" && !s.p.options.Old {
		return "", dbus.NewError("org.freedesktop.portal.Error.NotAllowed", []any{"An app id is required"})
	}
	session := handle("session", sender, options["session_handle_token"])
	return s.answer(sender, options, 0, map[string]dbus.Variant{"session_handle": dbus.MakeVariant(string(session))})
}

type detailed struct {
	ID      string
	Details map[string]dbus.Variant
}

// BindShortcuts asks the person, who answers at once.
func (s shortcuts) BindShortcuts(sender dbus.Sender, session dbus.ObjectPath, wanted []detailed, _ string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	results := map[string]dbus.Variant{}
	s.p.mu.Lock()
	for _, w := range wanted {
		b := Bound{App: s.p.apps[string(sender)], ID: w.ID, Session: session}
		b.Description, _ = w.Details["description"].Value().(string)
		b.Trigger, _ = w.Details["preferred_trigger"].Value().(string)
		s.p.bound = append(s.p.bound, b)
		results["shortcuts"] = dbus.MakeVariant(described(b, s.p.options.Trigger))
	}
	close(s.p.changed)
	s.p.changed = make(chan struct{})
	s.p.mu.Unlock()
	return s.answer(sender, options, s.p.options.Answer, results)
}

func described(b Bound, trigger string) []detailed {
	details := map[string]dbus.Variant{"description": dbus.MakeVariant(b.Description)}
	if trigger != "" {
		details["trigger_description"] = dbus.MakeVariant(trigger)
	}
	return []detailed{{b.ID, details}}
}

func (s shortcuts) answer(sender dbus.Sender, options map[string]dbus.Variant, code uint32, results map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	request := handle("request", sender, options["handle_token"])
	if err := s.p.conn.Emit(request, "org.freedesktop.portal.Request.Response", code, results); err != nil {
		return "", dbus.MakeFailedError(err)
	}
	return request, nil
}

// handle is the path of a request or session.
func handle(kind string, sender dbus.Sender, token dbus.Variant) dbus.ObjectPath {
	name := strings.NewReplacer(":", "", ".", "_").Replace(string(sender))
	last, _ := token.Value().(string)
	return portalPath + dbus.ObjectPath("/"+kind+"/"+name+"/"+last)
}
