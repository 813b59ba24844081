//go:build !windows && !darwin

package x11

import (
	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// names are the atoms that the server is asked for, in the order of the fields
// of atoms.
var names = [...]string{
	"CLIPBOARD", "TARGETS", "TIMESTAMP", "MULTIPLE", "ATOM_PAIR", "INCR", "UTF8_STRING", "TEXT",
	"text/plain;charset=utf-8", "text/plain;charset=UTF-8", "text/plain", "x-kde-passwordManagerHint",
	"_NET_SUPPORTING_WM_CHECK", "WM_S0", "KEYTRAY_TEXT",
}

type atoms struct {
	clipboard, targets, timestamp, multiple, pair, incr, utf8, text xproto.Atom
	plain8, plain8Upper, plain, hint                                xproto.Atom
	wmCheck, wmOwner, ours                                          xproto.Atom
}

// intern asks for all atoms at once; the answers are read later.
func intern(x *xgb.Conn) func() (atoms, error) {
	var cookies [len(names)]xproto.InternAtomCookie
	for i, name := range names {
		cookies[i] = xproto.InternAtom(x, false, uint16(len(name)), name)
	}
	return func() (a atoms, err error) {
		for i, field := range []*xproto.Atom{
			&a.clipboard, &a.targets, &a.timestamp, &a.multiple, &a.pair, &a.incr, &a.utf8, &a.text,
			&a.plain8, &a.plain8Upper, &a.plain, &a.hint, &a.wmCheck, &a.wmOwner, &a.ours,
		} {
			r, err := cookies[i].Reply()
			if err != nil {
				return atoms{}, err
			}
			*field = r.Atom
		}
		return a, nil
	}
}
