package cli

import (
	"errors"
	"strings"

	"keytray/app/api"
	"keytray/app/text"
)

// keep stores the value. Whatever fails, it can be tried again with what was pasted:
// the provider may never show the value again.
func (d *dialogue) keep(r api.RotateRequest, found *pasted) (api.Key, error) {
	for {
		err := d.settle(found)
		if err == nil {
			var k api.Key
			if k, err = d.s.Rotate(d.ctx, r); err == nil {
				return k, nil
			}
		}
		kind := api.KindOf(err)
		if kind == api.Refused || kind == api.Usage || errors.Is(err, errStopped) || d.ctx.Err() != nil {
			return api.Key{}, err
		}
		d.write("%s", err)
		// On some systems the rest of a paste answers this: then Enter is no yes.
		if yes, stopped := d.yes(d.ctx, text.T("Try again to store what you pasted?"), discards); stopped != nil || !yes {
			return api.Key{}, printed(status(err))
		}
		d.reconnect()
		if k, stored := d.storedAfterAll(r); stored {
			return k, nil
		}
	}
}

// settle asks once about a value that may be another than the person means.
func (d *dialogue) settle(found *pasted) error {
	if found.asIs || len(found.doubts) > 0 {
		return nil
	}
	doubts, err := d.doubts(*found)
	if err != nil || len(doubts) == 0 {
		return err
	}
	d.write("%s", strings.Join(doubts, " "))
	yes, err := d.yes(d.ctx, text.T("Store it all the same?"), false)
	if err != nil {
		return err
	}
	if !yes {
		return &api.Error{Kind: api.Refused, Text: text.T("It was not stored. Paste the new one.")}
	}
	found.doubts = doubts
	return nil
}

// reconnect finds an agent that was started again, or goes on without one.
func (d *dialogue) reconnect() {
	if d.own != nil {
		return
	}
	if s, err := d.service(); err == nil {
		d.s = s
	}
}

// storedAfterAll tells whether an attempt that failed has stored the value: an answer
// can be lost on its way.
func (d *dialogue) storedAfterAll(r api.RotateRequest) (api.Key, bool) {
	k, err := d.s.Find(d.ctx, d.key.ID)
	if err != nil || k.CurrentItem() == d.key.CurrentItem() {
		return api.Key{}, false
	}
	now, err := d.s.Get(d.ctx, api.GetRequest{Name: k.ID, Why: api.WhyGet})
	defer now.Wipe()
	return k, err == nil && now.Equal(r.Secret)
}
