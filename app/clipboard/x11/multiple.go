//go:build !windows && !darwin

package x11

import (
	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// mostPairs bounds a MULTIPLE request.
const mostPairs = 64

// multiple answers pairs of target and property, which the requestor's property
// lists, one by one. ICCCM 2.6.2 has the owner replace what fails by None, and
// is read in two ways; both halves are replaced here.
func (o *offer) multiple(asked *request, property xproto.Atom) bool {
	to := asked.from
	if property == xproto.AtomNone || o.guarding() {
		return false
	}
	var r *xproto.GetPropertyReply
	o.within(patience, func() {
		r, _ = xproto.GetProperty(o.x, false, to, property, o.atoms.pair, 0, 2*mostPairs).Reply() // nil if it fails
	})
	if r == nil || r.Type != o.atoms.pair || r.Format != 32 || r.BytesAfter > 0 || len(r.Value)%8 != 0 {
		return false
	}
	changed := false
	for pair := r.Value; len(pair) > 0; pair = pair[8:] {
		target, into := xproto.Atom(xgb.Get32(pair)), xproto.Atom(xgb.Get32(pair[4:]))
		if !o.convert(asked, target, into) {
			clear(pair[:8])
			changed = true
		}
	}
	if changed {
		o.change(to, property, o.atoms.pair, 32, r.Value)
	}
	return true
}
