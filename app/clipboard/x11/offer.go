//go:build !windows && !darwin

package x11

import (
	"bytes"
	"context"
	"errors"
	"sync/atomic"

	"github.com/jezek/xgb/xproto"

	"keytray/app/clipboard"
	"keytray/app/xserver"
)

// offer is one value on the clipboard, with the connection that serves it. All
// but live belongs to the goroutine in run once that is started.
type offer struct {
	*link
	*teller
	atoms     atoms
	since     xproto.Timestamp     // from when the selections are ours
	holds     map[xproto.Atom]bool // CLIPBOARD, PRIMARY
	value     []byte
	latin1    bool
	gate      *gate
	once      bool
	transfers map[place]*transfer
	fixes     *fixes // nil if the server has no XFixes
	watch     *watch // after the value was taken away
	over      bool   // nothing is left to do
	live      atomic.Bool
	orders    chan func()
	done      chan struct{}
}

// attempts is how often a selection is asked for. Somebody else may copy between
// our timestamp and our request, which the server ignores then.
const attempts = 3

// prepare connects and asks for everything at once: three round trips, with the
// greeting.
func prepare(ctx context.Context, display string, given clipboard.Offer) (*offer, error) {
	l, err := connect(ctx, display)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, l.abort)
	defer stop()
	o := &offer{
		link: l, teller: &teller{told: given.Told}, holds: map[xproto.Atom]bool{}, transfers: map[place]*transfer{},
		orders: make(chan func()), done: make(chan struct{}),
	}
	xproto.CreateWindow(l.x, 0, l.window, l.root, -1, -1, 1, 1, 0, xproto.WindowClassInputOnly, 0,
		xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
	o.touch()
	answer := intern(l.x)
	hasFixes := xproto.QueryExtension(l.x, uint16(len(xfixesName)), xfixesName)
	hasResource := xproto.QueryExtension(l.x, uint16(len(resource)), resource)
	if o.atoms, err = answer(); err != nil {
		return nil, o.fail(ctx, err)
	}
	if r, err := hasFixes.Reply(); err == nil && r.Present {
		xserver.Enable(l.x, xfixesName, r.MajorOpcode)
		o.fixes = &fixes{first: r.FirstEvent}
	}
	r, err := hasResource.Reply()
	if err != nil {
		return nil, o.fail(ctx, err)
	}
	if r.Present {
		xserver.Enable(l.x, resource, r.MajorOpcode)
	}
	if o.since, err = o.serverTime(); err != nil {
		return nil, o.fail(ctx, err)
	}
	o.gate, o.once = l.look(o.atoms, r.Present, given.Once), given.Once
	for _, selection := range selections(o.atoms, given) {
		o.holds[selection] = true
	}
	o.value = bytes.Clone(given.Value.Reveal())
	o.latin1 = isLatin1(o.value)
	return o, nil
}

// touch has the server tell its time: each change of a property of ours is an
// event. A selection must not be owned from "now" (ICCCM 2.1).
func (o *offer) touch() {
	xproto.ChangeProperty(o.x, xproto.PropModeAppend, o.window, xproto.AtomWmName, xproto.AtomString, 8, 0, nil)
}

// serverTime waits for what touch causes.
func (o *offer) serverTime() (xproto.Timestamp, error) {
	for ev := range o.events {
		if e, ok := ev.(xproto.PropertyNotifyEvent); ok {
			return e.Time, nil
		}
	}
	return 0, errGone
}

// fail ends an offer that never was.
func (o *offer) fail(ctx context.Context, err error) error {
	err = failed(ctx, "copy", err)
	o.abort()
	close(o.ended)
	clear(o.value)
	return err
}

var errOutrun = errors.New("another program took the clipboard at once")

// own takes the selections.
func (o *offer) own(ctx context.Context) error {
	stop := context.AfterFunc(ctx, o.abort)
	defer stop()
	err := o.request()
	for n := 1; n < attempts && errors.Is(err, errOutrun); n++ {
		o.touch()
		if o.since, err = o.serverTime(); err == nil {
			err = o.request()
		}
	}
	if err == nil && !stop() {
		err = errGone // ctx has ended, and the connection with it
	}
	if err != nil {
		return o.fail(ctx, err)
	}
	o.live.Store(true)
	return nil
}

func (o *offer) request() error {
	for selection := range o.holds {
		xproto.SetSelectionOwner(o.x, o.window, selection, o.since)
	}
	owner, err := o.owner(o.atoms.clipboard)()
	if err == nil && owner != o.window {
		err = errOutrun
	}
	return err
}

// selections are those that a new offer has.
func selections(a atoms, given clipboard.Offer) []xproto.Atom {
	if given.Primary {
		return []xproto.Atom{a.clipboard, xproto.AtomPrimary}
	}
	return []xproto.Atom{a.clipboard}
}

// ours asks on the caller's goroutine, so that a server which does not answer
// delays the caller only as long as ctx allows.
func (o *offer) ours(ctx context.Context) (bool, error) {
	if o == nil || !o.live.Load() {
		return false, nil
	}
	answer := make(chan xproto.Window, 1)
	go func() {
		w, _ := o.owner(o.atoms.clipboard)() // 0 when the connection has ended
		answer <- w
	}()
	select {
	case w := <-answer:
		return w == o.window && o.live.Load(), nil
	case <-ctx.Done():
		return false, failed(ctx, "ask who owns the clipboard", nil)
	}
}

// clear takes the value away. If the server does not answer in time the
// connection is cut, which takes it away too as soon as the server works again.
func (o *offer) clear(ctx context.Context) error {
	if o == nil {
		return nil
	}
	o.onlyReturned()
	result := make(chan error, 1)
	return o.order(ctx, "clear", result, func() { result <- o.takeAway() })
}

// end takes the value away quietly and waits until nothing is left of the offer.
// It keeps its hands off the selections that another offer of ours has taken:
// both may have done so in the same millisecond, where timestamps protect nothing.
func (o *offer) end(ctx context.Context, taken []xproto.Atom) {
	if o == nil {
		return
	}
	o.silence()
	result := make(chan error, 1)
	err := o.order(ctx, "end", result, func() {
		for _, selection := range taken {
			delete(o.holds, selection)
		}
		o.leave()
		result <- nil
	})
	if err == nil {
		<-o.done
	}
}

// order has the offer's goroutine do something that sends a result.
func (o *offer) order(ctx context.Context, name string, result chan error, f func()) error {
	select {
	case o.orders <- f:
	case <-o.done:
		return nil
	case <-ctx.Done():
		return o.cut(ctx, name)
	}
	select {
	case err := <-result:
		return err
	case <-o.done:
		select {
		case err := <-result:
			return err
		default:
			return nil // the connection has ended, and took everything away
		}
	case <-ctx.Done():
		return o.cut(ctx, name)
	}
}

func (o *offer) cut(ctx context.Context, name string) error {
	o.abort()
	<-o.done
	return failed(ctx, name, errGone)
}

// hush keeps events for later: the selection may go to our next offer.
func (o *offer) hush() {
	if o != nil {
		o.hold()
	}
}

func (o *offer) unhush() {
	if o != nil {
		o.release()
	}
}
