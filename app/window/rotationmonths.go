package window

import (
	"time"

	"keytray/app/window/kit"
)

// months is the piece of time that the overview shows. It begins and ends with a month.
type months struct {
	first time.Time
	n     int
	today time.Time
}

// monthsAround is a year ahead and two months back; half a year where there is little
// room.
func monthsAround(now time.Time, narrow bool) months {
	back, n := 2, 14
	if narrow {
		back, n = 1, 6
	}
	y, m, d := now.Date()
	return months{
		first: time.Date(y, m-time.Month(back), 1, 0, 0, 0, 0, now.Location()), n: n,
		today: time.Date(y, m, d, 0, 0, 0, 0, now.Location()),
	}
}

// start is when month i begins; after the last one it is the end.
func (m months) start(i int) time.Time { return m.first.AddDate(0, i, 0) }

// x is where t is on a line of this width, at its ends for what is outside.
func (m months) x(t time.Time, width float32) float32 {
	return kit.Part(t, m.first, m.start(m.n)) * width
}

// shows tells whether t is inside.
func (m months) shows(t time.Time) bool {
	return !t.Before(m.first) && !t.After(m.start(m.n))
}
