package window

import "time"

// recheckAfter is when an old value that is still accepted is asked about again by
// itself: revoking takes a provider some minutes.
var recheckAfter = []time.Duration{time.Minute, 3 * time.Minute, 10 * time.Minute}

// recheck asks again after a while, counted from when the person asked, as long as
// the window is open.
type recheck struct {
	after func(time.Duration, func()) (stop func())
	now   func() time.Time
	look  func()

	asked time.Time // when the person did
	tries int
	next  time.Time // when it looks again; zero if it does not
	stop  func()
}

// begin is for a person who asks.
func (c *recheck) begin() {
	c.halt()
	c.asked, c.tries = c.now(), 0
}

// arm waits for the next time, if there is one.
func (c *recheck) arm() bool {
	c.halt()
	for c.tries < len(recheckAfter) {
		next := c.asked.Add(recheckAfter[c.tries])
		c.tries++
		if wait := next.Sub(c.now()); wait > 0 {
			c.next = next
			c.stop = c.after(wait, func() {
				c.halt()
				c.look()
			})
			return true
		}
	}
	return false
}

func (c *recheck) halt() {
	if c.stop != nil {
		c.stop()
	}
	c.stop, c.next = nil, time.Time{}
}
