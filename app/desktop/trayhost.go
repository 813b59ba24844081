package desktop

import "context"

// WaitTrayHost returns nil as soon as there is a place for a tray icon, and an
// error when ctx ends before that or there is no bus.
func WaitTrayHost(ctx context.Context) error {
	watching, found := context.WithCancel(ctx)
	defer found()
	seen := false
	err := WatchTrayHost(watching, func(there bool) {
		if there {
			seen = true
			found()
		}
	})
	if seen {
		return nil
	}
	return err
}
