//go:build !windows && !darwin

package x11

import (
	"time"

	"github.com/jezek/xgb/xproto"
)

// serve answers one request for a selection, with None if it is refused.
func (o *offer) serve(e xproto.SelectionRequestEvent) {
	property := e.Property
	if property == xproto.AtomNone && e.Target != o.atoms.multiple {
		property = e.Target // an old program: ICCCM 2.2
	}
	r := request{from: e.Requestor}
	answered := o.mayServe(e) && o.answer(&r, e.Target, property)
	if !answered {
		property = xproto.AtomNone
	}
	reply := xproto.SelectionNotifyEvent{
		Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property,
	}
	xproto.SendEvent(o.x, false, e.Requestor, 0, string(reply.Bytes()))
	if r.pasted && o.once {
		o.pasted()
	}
}

// request is one that is being answered.
type request struct {
	from     xproto.Window
	judged   bool // it asked for the text
	admitted bool // and may have it
	pasted   bool // and that is a paste
}

// admits judges a request for the text, once.
func (o *offer) admits(r *request) bool {
	if !r.judged {
		r.judged = true
		r.admitted, r.pasted = o.gate.admit(o.asker(r.from), time.Now())
	}
	return r.admitted
}

// mayServe tells whether the selection was ours at the time of the request.
// Times wrap around after 49.7 days.
func (o *offer) mayServe(e xproto.SelectionRequestEvent) bool {
	early := e.Time != xproto.TimeCurrentTime && int32(e.Time-o.since) < 0
	return o.holds[e.Selection] && !early && (o.live.Load() || o.guarding())
}

// answer writes what was asked for to a property, and tells whether it did.
func (o *offer) answer(r *request, target, property xproto.Atom) bool {
	if target == o.atoms.multiple {
		return o.multiple(r, property)
	}
	return o.convert(r, target, property)
}

// convert is answer for one target. A guard has no text to give.
func (o *offer) convert(r *request, target, property xproto.Atom) bool {
	a, to := o.atoms, r.from
	switch {
	case property == xproto.AtomNone:
		return false
	case target == a.targets:
		o.words(to, property, xproto.AtomAtom, o.targets()...)
		return true
	case target == a.timestamp:
		o.words(to, property, xproto.AtomInteger, uint32(o.since))
		return true
	case o.guarding():
		return false
	case target == a.hint:
		o.change(to, property, target, 8, []byte("secret"))
		return true
	}
	typ, value, latin1 := target, o.value, false
	switch target {
	case a.utf8, a.plain8, a.plain8Upper, a.plain:
	case a.text:
		typ = a.utf8
	case xproto.AtomString:
		if !o.latin1 {
			return false
		}
		latin1 = true
	default: // SAVE_TARGETS and DELETE too: nobody keeps or moves a secret
		return false
	}
	if !o.admits(r) {
		return false
	}
	if latin1 {
		value = toLatin1(o.value)
	}
	o.send(place{to, property}, typ, value, latin1)
	return true
}

func (o *offer) targets() []uint32 {
	a := o.atoms
	all := []xproto.Atom{a.targets, a.timestamp}
	if !o.guarding() {
		all = append(all, a.multiple, a.utf8, a.plain8, a.plain8Upper, a.plain, a.text)
		if o.latin1 {
			all = append(all, xproto.AtomString)
		}
		all = append(all, a.hint)
	}
	list := make([]uint32, len(all))
	for i, each := range all {
		list[i] = uint32(each)
	}
	return list
}
