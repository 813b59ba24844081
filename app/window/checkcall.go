package window

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/window/client"
)

// checkCall asks a provider whether it accepts a value that is not stored yet, one
// request at a time. Both wizards do.
type checkCall struct {
	w      *Window
	stop   func() // gives up the call that was sent
	turn   int    // counts the calls, so that the answer to an earlier one is dropped
	slow   func() // stops the wait for what says that it takes long
	region string // that was asked last
	failed string // why there is no answer at all
}

// forget is for another value: what was answered is about the one before.
func (c *checkCall) forget() {
	c.turn++
	c.failed = ""
}

// halt ends the call that was sent, and tells whether there was one.
func (c *checkCall) halt() bool {
	if c.stop == nil {
		return false
	}
	c.stop()
	c.ended()
	c.turn++
	return true
}

func (c *checkCall) ended() {
	c.stop = nil
	c.slow()
}

// noticed is when a wait is long enough to say so.
const noticed = 300 * time.Millisecond

// send asks, and wipes the copy of the value that was sent. waits is called when the
// answer takes a while, answered with nothing in it when there is none.
func (c *checkCall) send(r api.CheckRequest, waits func(), answered func(api.Checked)) {
	c.failed, c.region = "", r.Region
	c.turn++
	turn := c.turn
	c.slow = c.w.after(noticed, waits)
	c.stop = ask(c.w, func(ctx context.Context, svc api.Service) (api.Checked, error) {
		return svc.Check(ctx, r)
	}, func(answer api.Checked, err error) {
		r.Secret.Wipe()
		if turn != c.turn {
			return
		}
		c.ended()
		if err != nil {
			c.failed, answer = client.Sentence(err), api.Checked{}
		}
		answered(answer)
	})
}
