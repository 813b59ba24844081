package kit

import (
	"testing"
	"time"
)

// A day that does not begin at midnight is itself all the same.
func TestADayIsRightWhereMidnightIsMissing(t *testing.T) {
	for zone, day := range map[string]string{"America/Santiago": "6 Sep 2026", "Africa/Cairo": "24 Apr 2026", "Asia/Beirut": "29 Mar 2026", "UTC": "6 Sep 2026"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Skip(err)
		}
		if got, ok := dayIn(day, loc); !ok || got.Format(dayFormats[0]) != day {
			t.Errorf("%s: %q is %v", zone, day, got)
		}
	}
}
