package windowtest

import "time"

// Clock is a time that moves when it is told to.
type Clock struct {
	At     time.Time
	timers []*timer
}

type timer struct {
	at time.Time
	f  func()
}

// Now is its time.
func (c *Clock) Now() time.Time { return c.At }

// After runs f once the clock has moved by d, unless it is stopped before.
func (c *Clock) After(d time.Duration, f func()) func() {
	t := &timer{c.At.Add(d), f}
	c.timers = append(c.timers, t)
	return func() { t.f = nil }
}

// Waiting is the number of timers that are armed.
func (c *Clock) Waiting() (n int) {
	for _, t := range c.timers {
		if t.f != nil {
			n++
		}
	}
	return n
}

// Forward moves the time, and fires what falls due on the way.
func (c *Clock) Forward(d time.Duration) {
	end := c.At.Add(d)
	for {
		var next *timer
		for _, t := range c.timers {
			if t.f != nil && !t.at.After(end) && (next == nil || t.at.Before(next.at)) {
				next = t
			}
		}
		if next == nil {
			c.At = end
			return
		}
		f := next.f
		c.At, next.f = next.at, nil
		f()
	}
}
