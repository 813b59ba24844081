//go:build !windows && !darwin

package notify

import (
	"bytes"
	"context"
	"errors"
	"html"
	"image"
	"image/draw"
	"image/png"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

// Names of the Desktop Notifications Specification 1.2 (freedesktop.org).
const (
	server  = "org.freedesktop.Notifications"
	path    = "/org/freedesktop/Notifications"
	appName = "Keytray"
	appID   = "io.github.keytray"
)

// callLimit bounds each call: the server is a program that may hang.
const callLimit = 3 * time.Second

type freedesktop struct {
	connect Connect
	pressed Pressed
	icon    func() *picture // decoded when first shown

	mu   sync.Mutex
	conn *dbus.Conn
	ids  map[string]uint32 // tag to the server's ID
}

// New makes a notifier; icon is a PNG. connect must open a private connection:
// signals arrive on it. It is called at the first note, and again if the bus
// went away. appeared is told when somebody begins to show notifications, or does
// so again: what could not be shown may be tried now.
func New(connect Connect, icon []byte, pressed Pressed, appeared func()) Notifier {
	return &freedesktop{
		connect: connect, pressed: pressed, ids: map[string]uint32{},
		icon: sync.OnceValue(func() *picture { return decode(icon) }),
	}
}

func (f *freedesktop) Show(ctx context.Context, n Note) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.open(ctx); err != nil {
		return errors.Join(ErrUnavailable, err)
	}
	object := f.conn.Object(server, path)
	var can []string
	if err := object.CallWithContext(ctx, server+".GetCapabilities", 0).Store(&can); err != nil {
		return errors.Join(ErrUnavailable, err)
	}
	var id uint32
	err := object.CallWithContext(ctx, server+".Notify", 0, appName, f.ids[n.Tag], appID,
		n.Title, body(n, can), actions(n, can), f.hints(n), timeout(n)).Store(&id)
	if err != nil {
		return errors.Join(ErrUnavailable, err)
	}
	f.ids[n.Tag] = id
	return nil
}

// open connects and listens, unless a connection is alive. It must hold mu.
func (f *freedesktop) open(ctx context.Context) error {
	if f.conn != nil && f.conn.Connected() {
		return nil
	}
	conn, err := f.connect(ctx)
	if err != nil {
		return err
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchObjectPath(path), dbus.WithMatchInterface(server)); err != nil {
		_ = conn.Close()
		return err
	}
	f.conn = conn
	clear(f.ids)
	go func() {
		for s := range signals { // closed with the connection
			f.receive(s)
		}
	}()
	return nil
}

// receive reads a signal. Any program on the bus can send one, of any shape.
func (f *freedesktop) receive(s *dbus.Signal) {
	if len(s.Body) != 2 {
		return
	}
	id, ok := s.Body[0].(uint32)
	if !ok {
		return
	}
	tag := f.tag(id)
	if tag == "" {
		return // another program's notification
	}
	switch s.Name {
	case server + ".ActionInvoked":
		if action, ok := s.Body[1].(string); ok {
			f.pressed(tag, action)
		}
	case server + ".NotificationClosed":
		f.mu.Lock()
		delete(f.ids, tag)
		f.mu.Unlock()
	}
}

func (f *freedesktop) tag(id uint32) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	for tag, i := range f.ids {
		if i == id {
			return tag
		}
	}
	return ""
}

func (f *freedesktop) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.conn != nil {
		_ = f.conn.Close()
	}
}

func body(n Note, can []string) string {
	text := n.Body
	if !slices.Contains(can, "actions") && n.NoClick != "" {
		text = strings.TrimSpace(text + " " + n.NoClick)
	}
	if slices.Contains(can, "body-markup") {
		text = html.EscapeString(text)
	}
	return text
}

func actions(n Note, can []string) []string {
	list := []string{}
	if !slices.Contains(can, "actions") {
		return list
	}
	list = append(list, Default, "") // a click on the note; Xfce draws a third button if it has a label
	for _, b := range n.Buttons {
		list = append(list, b.Action, b.Label)
	}
	return list
}

func (f *freedesktop) hints(n Note) map[string]dbus.Variant {
	urgency := byte(1)
	if n.Urgent {
		urgency = 2
	}
	h := map[string]dbus.Variant{"urgency": dbus.MakeVariant(urgency), "desktop-entry": dbus.MakeVariant(appID)}
	if n.Brief {
		h["transient"] = dbus.MakeVariant(true)
	}
	if icon := f.icon(); icon != nil { // the icon theme may not have ours
		h["image-data"] = dbus.MakeVariant(*icon)
	}
	return h
}

// picture is the hint "image-data", type (iiibiiay).
type picture struct {
	Width, Height, RowStride int32
	HasAlpha                 bool
	BitsPerSample, Channels  int32
	Data                     []byte
}

func decode(icon []byte) *picture {
	decoded, err := png.Decode(bytes.NewReader(icon))
	if err != nil {
		return nil
	}
	size := decoded.Bounds()
	rgba := image.NewNRGBA(image.Rect(0, 0, size.Dx(), size.Dy()))
	draw.Draw(rgba, rgba.Rect, decoded, size.Min, draw.Src)
	return &picture{int32(size.Dx()), int32(size.Dy()), int32(rgba.Stride), true, 8, 4, rgba.Pix}
}

// timeout in milliseconds: -1 leaves it to the server, 0 is never.
func timeout(n Note) int32 {
	if n.Urgent {
		return 0
	}
	return -1
}
