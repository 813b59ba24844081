package windowtest

import "fyne.io/fyne/v2"

// Frame is a test window that a person can close.
type Frame struct {
	fyne.Window
	Closed    bool
	intercept func()
}

// SetCloseIntercept takes what is done at the window's X.
func (f *Frame) SetCloseIntercept(do func()) { f.intercept = do }

// Close closes the window.
func (f *Frame) Close() { f.Closed = true; f.Window.Close() }

// Closes presses the window's X, and tells whether the window is gone.
func (r *Rig) Closes() bool {
	if r.Frame.intercept != nil {
		r.Frame.intercept()
	} else {
		r.Frame.Close()
	}
	return r.Frame.Closed
}
