package tray

import (
	"context"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

const (
	panelLimit = 30 * time.Second // after a log-in on a slow computer
	panelAgain = 100 * time.Millisecond
)

var findWindow = windows.NewLazySystemDLL("user32.dll").NewProc("FindWindowW")

// awaitPanel waits for the task bar: systray tries once to put its icon there, and not again.
func awaitPanel(ctx context.Context) {
	class, err := windows.UTF16PtrFromString("Shell_TrayWnd")
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, panelLimit)
	defer cancel()
	for {
		if bar, _, _ := findWindow.Call(uintptr(unsafe.Pointer(class)), 0); bar != 0 {
			return
		}
		select {
		case <-time.After(panelAgain):
		case <-ctx.Done():
			return
		}
	}
}
