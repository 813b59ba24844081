package listen

import (
	"context"
	"errors"
	"fmt"

	"keytray/app/shortcut"
)

var errNoCode = errors.New("no Mac keyboard has such a key")

// For is a shortcut.Listener. Other programs may have the same hot key: macOS
// then calls each.
func For(ctx context.Context, w shortcut.Wanted) {
	end, err := start(w)
	switch {
	case err == nil:
		defer end()
		w.Tell(shortcut.Standing{State: shortcut.Works})
	case errors.Is(err, errNoCode):
		w.Tell(shortcut.Standing{State: shortcut.NoKey, Err: err})
	case errors.Is(err, errTaken):
		w.Tell(shortcut.Standing{State: shortcut.Taken, Err: err})
	default:
		w.Tell(shortcut.Standing{State: shortcut.None, Err: err})
	}
	for {
		select {
		case <-pressed:
			w.Pressed()
		case <-ctx.Done():
			return
		}
	}
}

// start registers the hot key; end takes it back.
func start(w shortcut.Wanted) (end func(), err error) {
	code, ok := keyCode(w.Combination.Key)
	if !ok {
		return nil, errNoCode
	}
	c, err := loadCarbon()
	if err != nil {
		return nil, fmt.Errorf("no hot keys: %w", err)
	}
	return c.register(code, held(w.Combination.Mods))
}

// held are the modifiers of Carbon (HIToolbox/Events.h).
func held(m shortcut.Modifier) (flags uint32) {
	for _, each := range []struct {
		is   shortcut.Modifier
		flag uint32
	}{{shortcut.Super, 1 << 8}, {shortcut.Shift, 1 << 9}, {shortcut.Alt, 1 << 11}, {shortcut.Ctrl, 1 << 12}} {
		if m&each.is != 0 {
			flags |= each.flag
		}
	}
	return flags
}
