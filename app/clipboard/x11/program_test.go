//go:build linux

package x11_test

import (
	"sync"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/res"
	"github.com/jezek/xgb/xfixes"
	"github.com/jezek/xgb/xproto"
)

const waitLimit = 10 * time.Second

// program is another program on the display, with one window.
type program struct {
	t      *testing.T
	x      *xgb.Conn
	root   xproto.Window
	window xproto.Window
	events chan xgb.Event // all but requests for what it offers

	mu       sync.Mutex
	copied   string       // what it offers; "" refuses
	asked    int          // how many asked for the text
	replaced func(uint32) // called when a selection has a new owner
	fixes    byte         // the first event of XFixes
}

func join(t *testing.T, display string) *program {
	t.Helper()
	x, err := xgb.NewConnDisplay(display)
	if err != nil {
		t.Fatal(err)
	}
	p := &program{t: t, x: x, events: make(chan xgb.Event, 10000)}
	p.root = xproto.Setup(x).DefaultScreen(x).Root
	p.window = p.newWindow()
	go p.pump()
	t.Cleanup(x.Close)
	return p
}

func (p *program) newWindow() xproto.Window {
	w, err := xproto.NewWindowId(p.x)
	if err == nil {
		err = xproto.CreateWindowChecked(p.x, 0, w, p.root, 0, 0, 10, 10, 0, xproto.WindowClassInputOutput, 0,
			xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange}).Check()
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return w
}

// focus takes the input focus.
func (p *program) focus() {
	xproto.MapWindow(p.x, p.window)
	xproto.SetInputFocus(p.x, xproto.InputFocusPointerRoot, p.window, xproto.TimeCurrentTime)
	p.x.Sync()
}

// blur takes the focus from everybody.
func (p *program) blur() {
	xproto.SetInputFocus(p.x, xproto.InputFocusNone, xproto.InputFocusNone, xproto.TimeCurrentTime)
	p.x.Sync()
}

func (p *program) pump() {
	for {
		ev, err := p.x.WaitForEvent()
		if ev == nil && err == nil {
			close(p.events)
			return
		}
		switch e := ev.(type) {
		case nil:
		case xproto.SelectionRequestEvent:
			p.serve(e)
		default:
			p.mu.Lock()
			replaced, fixes := p.replaced, p.fixes
			p.mu.Unlock()
			if b := ev.Bytes(); replaced != nil && b[0]&127 == fixes {
				replaced(xgb.Get32(b[8:]))
				continue
			}
			p.events <- ev
		}
	}
}

func (p *program) serve(e xproto.SelectionRequestEvent) {
	p.mu.Lock()
	text := p.copied
	p.asked++
	p.mu.Unlock()
	property := e.Property
	switch {
	case text == "" || e.Target != p.atom("UTF8_STRING"):
		property = xproto.AtomNone
	case len(text) > piece:
		xproto.ChangeWindowAttributes(p.x, e.Requestor, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
		size := make([]byte, 4)
		xgb.Put32(size, uint32(len(text)))
		xproto.ChangeProperty(p.x, xproto.PropModeReplace, e.Requestor, property, p.atom("INCR"), 32, 1, size)
		go p.pieces(e, text)
	default:
		xproto.ChangeProperty(p.x, xproto.PropModeReplace, e.Requestor, property, e.Target, 8, uint32(len(text)), []byte(text))
	}
	reply := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property}
	xproto.SendEvent(p.x, false, e.Requestor, 0, string(reply.Bytes()))
}

const piece = 100_000 // bytes of a long text

// pieces writes a long text, each piece when the one before was taken.
func (p *program) pieces(e xproto.SelectionRequestEvent, text string) {
	for {
		next(p, func(n xproto.PropertyNotifyEvent) bool {
			return n.Window == e.Requestor && n.Atom == e.Property && n.State == xproto.PropertyDelete
		})
		now := text[:min(piece, len(text))]
		text = text[len(now):]
		xproto.ChangeProperty(p.x, xproto.PropModeReplace, e.Requestor, e.Property, e.Target, 8, uint32(len(now)), []byte(now))
		if now == "" {
			return
		}
	}
}

// offer copies a text.
func (p *program) offer(selection, text string) {
	p.mu.Lock()
	p.copied = text
	p.mu.Unlock()
	xproto.SetSelectionOwner(p.x, p.window, p.atom(selection), xproto.TimeCurrentTime)
	p.x.Sync()
}

func (p *program) asks() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked
}

// watch calls f with each new owner of the clipboard, as managers do. f runs
// where events are read, so it must not wait for one.
func (p *program) watch(f func(owner uint32)) {
	p.t.Helper()
	r, err := xproto.QueryExtension(p.x, 6, "XFIXES").Reply()
	if err != nil || !r.Present {
		p.t.Fatal("there is no XFixes")
	}
	p.enable("XFIXES", r.MajorOpcode)
	p.mu.Lock()
	p.replaced, p.fixes = f, r.FirstEvent
	p.mu.Unlock()
	if _, err := xfixes.QueryVersion(p.x, 1, 0).Reply(); err != nil {
		p.t.Fatal(err)
	}
	if err := xfixes.SelectSelectionInputChecked(p.x, p.window, p.atom("CLIPBOARD"), 1).Check(); err != nil {
		p.t.Fatal(err)
	}
}

// enable is used in place of the extensions' Init, which races with connections.
func (p *program) enable(name string, opcode byte) {
	p.x.ExtLock.Lock()
	defer p.x.ExtLock.Unlock()
	p.x.Extensions[name] = opcode
}

func (p *program) clients() int {
	p.t.Helper()
	r, err := xproto.QueryExtension(p.x, 10, "X-Resource").Reply()
	if err != nil || !r.Present {
		p.t.Fatal("there is no X-Resource")
	}
	p.enable("X-Resource", r.MajorOpcode)
	all, err := res.QueryClients(p.x).Reply()
	if err != nil {
		p.t.Fatal(err)
	}
	return len(all.Clients)
}

func (p *program) windows() int {
	p.t.Helper()
	r, err := xproto.QueryTree(p.x, p.root).Reply()
	if err != nil {
		p.t.Fatal(err)
	}
	return len(r.Children)
}

func (p *program) atom(name string) xproto.Atom {
	r, err := xproto.InternAtom(p.x, false, uint16(len(name)), name).Reply()
	if err != nil {
		p.t.Errorf("no atom: %v", err)
		return 0
	}
	return r.Atom
}

// owner is the window that owns a selection.
func (p *program) owner(selection string) xproto.Window {
	p.t.Helper()
	r, err := xproto.GetSelectionOwner(p.x, p.atom(selection)).Reply()
	if err != nil {
		p.t.Fatal(err)
	}
	return r.Owner
}

// next waits for an event.
func next[E xgb.Event](p *program, fits func(E) bool) E {
	p.t.Helper()
	limit := time.After(waitLimit)
	for {
		select {
		case ev, ok := <-p.events:
			if !ok {
				p.t.Fatal("the display ended")
			}
			if e, ok := ev.(E); ok && fits(e) {
				return e
			}
		case <-limit:
			p.t.Fatalf("no %T came", *new(E))
		}
	}
}

// ask asks for the clipboard as a target, and tells whether it was answered.
func (p *program) ask(w xproto.Window, target, property string, at xproto.Timestamp) bool {
	p.t.Helper()
	into := xproto.Atom(xproto.AtomNone)
	if property != "" {
		into = p.atom(property)
	}
	xproto.ConvertSelection(p.x, w, p.atom("CLIPBOARD"), p.atom(target), into, at)
	e := next(p, func(e xproto.SelectionNotifyEvent) bool { return e.Requestor == w && e.Target == p.atom(target) })
	return e.Property != xproto.AtomNone
}

type property struct {
	typ    string
	format byte
	data   []byte
}

func (v property) numbers() (all []uint32) {
	for b := v.data; len(b) >= 4; b = b[4:] {
		all = append(all, xgb.Get32(b))
	}
	return all
}

// take reads a property and deletes it.
func (p *program) take(w xproto.Window, name string) property {
	p.t.Helper()
	r, err := xproto.GetProperty(p.x, true, w, p.atom(name), 0, 0, 1<<24).Reply()
	if err != nil {
		p.t.Fatal(err)
	}
	v := property{format: r.Format, data: r.Value}
	if r.Type != 0 {
		n, err := xproto.GetAtomName(p.x, r.Type).Reply()
		if err != nil {
			p.t.Fatal(err)
		}
		v.typ = n.Name
	}
	return v
}

// finish reads what was answered, piece by piece if it comes so.
func (p *program) finish(w xproto.Window, name string) property {
	p.t.Helper()
	v := p.take(w, name)
	if v.typ != "INCR" {
		return v
	}
	var all []byte
	into := p.atom(name)
	for {
		next(p, func(e xproto.PropertyNotifyEvent) bool {
			return e.Window == w && e.Atom == into && e.State == xproto.PropertyNewValue
		})
		piece := p.take(w, name)
		if len(piece.data) == 0 {
			return property{piece.typ, piece.format, all}
		}
		all = append(all, piece.data...)
	}
}

// paste asks for the clipboard; "" if it is refused.
func (p *program) paste(target string) property {
	p.t.Helper()
	if !p.ask(p.window, target, "PASTED", xproto.TimeCurrentTime) {
		return property{}
	}
	return p.finish(p.window, "PASTED")
}

func (p *program) text() string {
	p.t.Helper()
	return string(p.paste("UTF8_STRING").data)
}

// eventually waits for something that another program does.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for limit := time.Now().Add(waitLimit); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("it never came that %s", what)
		}
	}
}
