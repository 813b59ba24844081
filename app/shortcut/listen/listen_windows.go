package listen

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"

	"keytray/app/shortcut"
)

var (
	user32 = windows.NewLazySystemDLL("user32.dll")

	registerHotKey    = user32.NewProc("RegisterHotKey")
	unregisterHotKey  = user32.NewProc("UnregisterHotKey")
	getMessage        = user32.NewProc("GetMessageW")
	peekMessage       = user32.NewProc("PeekMessageW")
	postThreadMessage = user32.NewProc("PostThreadMessageW")
	letTakeTheFront   = user32.NewProc("AllowSetForegroundWindow")
)

const (
	anyProcess = 1<<32 - 1 // ASFW_ANY

	messageHotKey = 0x0312 // WM_HOTKEY
	messageQuit   = 0x0012 // WM_QUIT

	noRepeat = 0x4000 // MOD_NOREPEAT: holding the keys counts once

	hotKeyID = 1 // ours alone: numbers belong to a thread
)

// For is a shortcut.Listener.
func For(ctx context.Context, w shortcut.Wanted) {
	if err := listen(ctx, w); err != nil {
		s := shortcut.Standing{State: shortcut.None, Err: err}
		if errors.Is(err, windows.ERROR_HOTKEY_ALREADY_REGISTERED) {
			s.State = shortcut.Taken
		}
		w.Tell(s)
		<-ctx.Done()
	}
}

// listen returns nil when ctx has ended.
func listen(ctx context.Context, w shortcut.Wanted) error {
	runtime.LockOSThread() // hot keys and their messages belong to a thread
	defer runtime.UnlockOSThread()
	var m struct { // MSG
		window         uintptr
		number         uint32
		wParam, lParam uintptr
		time           uint32
		x, y           int32
		private        uint32
	}
	// A thread has a queue from its first look on; before that nothing can be posted.
	_, _, _ = peekMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0, 0)
	keys := held(w.Combination.Mods) | noRepeat
	if ok, _, err := registerHotKey.Call(0, hotKeyID, keys, virtualKey(w.Combination.Key)); ok == 0 {
		return fmt.Errorf("RegisterHotKey: %w", err)
	}
	defer unregisterHotKey.Call(0, hotKeyID)
	w.Tell(shortcut.Standing{State: shortcut.Works})
	thread := uintptr(windows.GetCurrentThreadId())
	stop := context.AfterFunc(ctx, func() { _, _, _ = postThreadMessage.Call(thread, messageQuit, 0, 0) })
	defer stop()
	for ctx.Err() == nil {
		got, _, err := getMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0)
		if int32(got) < 0 {
			return fmt.Errorf("GetMessage: %w", err)
		}
		if m.number == messageHotKey && m.wParam == hotKeyID {
			// Who gets the hot key may come to the front, and passes that on to
			// the window.
			_, _, _ = letTakeTheFront.Call(anyProcess)
			w.Pressed()
		}
	}
	return nil
}

// held are the modifiers of RegisterHotKey.
func held(m shortcut.Modifier) (flags uintptr) {
	for _, each := range []struct {
		is   shortcut.Modifier
		flag uintptr
	}{{shortcut.Alt, 1}, {shortcut.Ctrl, 2}, {shortcut.Shift, 4}, {shortcut.Super, 8}} {
		if m&each.is != 0 {
			flags |= each.flag
		}
	}
	return flags
}

// virtualKeys are those with a name
// (https://learn.microsoft.com/windows/win32/inputdev/virtual-key-codes).
var virtualKeys = map[shortcut.Key]uintptr{
	shortcut.Tab: 0x09, shortcut.Enter: 0x0D, shortcut.Pause: 0x13, shortcut.Space: 0x20, shortcut.PageUp: 0x21, shortcut.PageDown: 0x22,
	shortcut.End: 0x23, shortcut.Home: 0x24, shortcut.Left: 0x25, shortcut.Up: 0x26, shortcut.Right: 0x27, shortcut.Down: 0x28,
	shortcut.Insert: 0x2D, shortcut.Delete: 0x2E,
}

const virtualF1 = 0x70

func virtualKey(k shortcut.Key) uintptr {
	if c := k.Character(); c != 0 {
		return uintptr(c) // letters and digits are their own numbers
	}
	if n := k.Function(); n > 0 {
		return virtualF1 + uintptr(n-1)
	}
	return virtualKeys[k]
}
