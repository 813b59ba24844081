//go:build !windows && !darwin

package x11

import (
	"github.com/jezek/xgb/xproto"

	"keytray/app/clipboard"
)

// cleared hears that a selection is not ours any more. It also hears of our own
// giving it up, when nothing is left to do.
func (o *offer) cleared(e xproto.SelectionClearEvent) {
	switch {
	case !o.live.Load():
	case e.Selection != o.atoms.clipboard:
		delete(o.holds, e.Selection)
	default:
		// Somebody else copied; the middle button must not keep the value.
		delete(o.holds, e.Selection)
		o.leave()
		o.within(patience, o.x.Sync)
		o.tell(clipboard.Taken)
	}
}

// leave takes the value away and ends the offer.
func (o *offer) leave() {
	o.live.Store(false)
	o.over = true
	o.dropAll()
	o.giveUp()
	o.wipe()
}

// giveUp gives up every selection that is still ours. Our timestamp keeps it from
// touching what somebody else has copied since (ICCCM 2.3), unless that was in the
// same millisecond: so it asks first.
func (o *offer) giveUp() {
	o.within(patience, func() {
		for selection, owner := range o.owners() {
			if w, _ := owner(); w != o.window { // 0 when the connection has ended
				delete(o.holds, selection)
			}
		}
		for selection := range o.holds {
			xproto.SetSelectionOwner(o.x, xproto.WindowNone, selection, o.since)
		}
	})
}

// owners asks who has the selections that are ours.
func (o *offer) owners() map[xproto.Atom]func() (xproto.Window, error) {
	all := map[xproto.Atom]func() (xproto.Window, error){}
	for selection := range o.holds {
		all[selection] = o.owner(selection)
	}
	return all
}

// takeAway is Clear.
func (o *offer) takeAway() error {
	if !o.live.Load() {
		return nil
	}
	o.dropAll()
	had, err := o.retreat()
	o.wipe()
	if err != nil || !had {
		o.over = true
	}
	return err
}

// pasted ends an offer with Once. Transfers of the paste go on.
func (o *offer) pasted() {
	had, err := o.retreat()
	o.over = err != nil
	o.watch.over = o.watch.over || !had
	if len(o.transfers) == 0 {
		o.wipe()
	}
	o.tell(clipboard.Pasted)
	o.onlyReturned()
}

// retreat gives the selections up and begins to watch whether somebody puts the
// value back. It tells whether the clipboard was ours until then.
func (o *offer) retreat() (had bool, err error) {
	o.live.Store(false)
	o.watch = o.newWatch()
	o.watchSelection()
	o.giveUp()
	o.within(patience, func() {
		for _, owner := range o.owners() {
			if w, _ := owner(); w == o.window {
				err = clipboard.ErrNotCleared
			}
		}
	})
	return o.holds[o.atoms.clipboard], err
}
