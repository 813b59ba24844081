//go:build accessibility

package start

import (
	"syscall"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// focusChild is the message that moves the focus which Fyne's bridge gives screen readers,
// WM_FYNE_FOCUS_CHILD in its accessibility_windows.c. By itself the bridge counts Tab keys
// and knows nothing of the toolkit's focus: what is heard would not be what Enter presses.
const focusChild = 0x8000 + 101

// tellReader tells the bridge which part of a window has the focus, whenever that or what
// is heard has changed. The message is posted after the bridge has taken over the change.
func tellReader(win fyne.Window, post func(func())) func(focus int) {
	postMessage := syscall.NewLazyDLL("user32.dll").NewProc("PostMessageW")
	return func(focus int) {
		native, is := win.(driver.NativeWindow)
		if !is || focus < 0 {
			return
		}
		post(func() {
			native.RunNative(func(context any) {
				if w, is := context.(driver.WindowsWindowContext); is && w.HWND != 0 {
					_, _, _ = postMessage.Call(w.HWND, focusChild, uintptr(focus), 0)
				}
			})
		})
	}
}
