//go:build !unix

package desktop

import "time"

// Now is the time, in the zone in which the program was started.
func Now() time.Time { return time.Now() }
