//go:build windows || darwin

package notify

import "context"

type none struct{}

// New: notifications of this system are not built yet. The tray and the window
// still say what needs rotating.
func New(Connect, []byte, Pressed, func()) Notifier { return none{} }

func (none) Show(context.Context, Note) error { return ErrUnavailable }
func (none) Close()                           {}
