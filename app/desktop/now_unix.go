//go:build unix

package desktop

import (
	"io/fs"
	"os"
	"sync"
	"time"
)

// Now is the time where the person is. The Go runtime reads the time zone once, and
// an agent runs for weeks: after a journey it would still go by the zone in which it
// was started. A zone given in the environment stays (tzset(3)).
func Now() time.Time {
	if _, given := os.LookupEnv("TZ"); given {
		return time.Now()
	}
	return system.now()
}

var system = zoneFile{path: "/etc/localtime"}

// zoneFile is a file that says which time zone it is.
type zoneFile struct {
	path string

	mu   sync.Mutex
	seen fs.FileInfo
	zone *time.Location // nil is what the runtime has read
}

func (z *zoneFile) now() time.Time {
	z.mu.Lock()
	defer z.mu.Unlock()
	z.look()
	if z.zone == nil {
		return time.Now()
	}
	return time.Now().In(z.zone)
}

// look reads the file if it is another one than before. One that cannot be read
// changes nothing.
func (z *zoneFile) look() {
	info, err := os.Stat(z.path)
	if err != nil || z.seen != nil && os.SameFile(info, z.seen) && info.ModTime().Equal(z.seen.ModTime()) {
		return
	}
	first := z.seen == nil
	z.seen = info
	if first {
		return // the runtime has read it too
	}
	content, err := os.ReadFile(z.path)
	if err != nil {
		return
	}
	if zone, err := time.LoadLocationFromTZData("Local", content); err == nil {
		z.zone = zone
	}
}
