package desktop

import (
	"context"
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// WatchLeaving tells when the screen locks or the computer goes to sleep, until
// ctx ends, and then returns ctx.Err(). Sleep waits until tell has returned, for
// 2 seconds at most (https://learn.microsoft.com/windows/win32/power/pbt-apmsuspend).
// So does the end of the session, which counts as locked, for 5 seconds.
//
// tell is called on the caller's goroutine and may come twice for one reason.
func WatchLeaving(ctx context.Context, tell func(Leaving)) error {
	runtime.LockOSThread() // a window belongs to its thread
	defer runtime.UnlockOSThread()
	window, end, err := makeListener(tell)
	if err != nil {
		return fmt.Errorf("cannot tell when the screen locks or the computer sleeps: %w", err)
	}
	defer end()
	stop := context.AfterFunc(ctx, func() { _, _, _ = postMessage.Call(window, messageNothing, 0, 0) })
	defer stop()
	for ctx.Err() == nil {
		var m struct { // MSG
			window         uintptr
			number         uint32
			wParam, lParam uintptr
			time           uint32
			x, y           int32
			private        uint32
		}
		_, _, _ = getMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0)
		_, _, _ = dispatchMessage.Call(uintptr(unsafe.Pointer(&m)))
	}
	return ctx.Err()
}

var (
	user32   = windows.NewLazySystemDLL("user32.dll")
	wtsapi32 = windows.NewLazySystemDLL("wtsapi32.dll")

	createWindow      = user32.NewProc("CreateWindowExW")
	destroyWindow     = user32.NewProc("DestroyWindow")
	setWindowLong     = user32.NewProc("SetWindowLongPtrW")
	defaultProcedure  = user32.NewProc("DefWindowProcW")
	getMessage        = user32.NewProc("GetMessageW")
	dispatchMessage   = user32.NewProc("DispatchMessageW")
	postMessage       = user32.NewProc("PostMessageW")
	registerSleep     = user32.NewProc("RegisterSuspendResumeNotification")
	unregisterSleep   = user32.NewProc("UnregisterSuspendResumeNotification")
	registerSession   = wtsapi32.NewProc("WTSRegisterSessionNotification")
	unregisterSession = wtsapi32.NewProc("WTSUnRegisterSessionNotification")
)

const (
	messageNothing    = 0x0000 // WM_NULL
	messageClose      = 0x0010 // WM_CLOSE
	messageEndSession = 0x0016 // WM_ENDSESSION
	messagePower      = 0x0218 // WM_POWERBROADCAST
	messageSession    = 0x02B1 // WM_WTSSESSION_CHANGE

	powerSuspend = 0x4 // PBT_APMSUSPEND

	sessionConsoleDisconnect = 0x2 // WTS_CONSOLE_DISCONNECT: another user took the screen over
	sessionRemoteDisconnect  = 0x4 // WTS_REMOTE_DISCONNECT
	sessionLogoff            = 0x6 // WTS_SESSION_LOGOFF
	sessionLock              = 0x7 // WTS_SESSION_LOCK
)

// listenerName is the title of the window, which nobody sees.
const listenerName = "Keytray: lock and sleep"

// makeListener makes a window that hears what the system tells. It is a top-level
// one, because broadcasts do not reach message-only windows.
func makeListener(tell func(Leaving)) (window uintptr, end func(), err error) {
	class, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		return 0, nil, err
	}
	title, err := windows.UTF16PtrFromString(listenerName)
	if err != nil {
		return 0, nil, err
	}
	window, _, err = createWindow.Call(0, uintptr(unsafe.Pointer(class)), uintptr(unsafe.Pointer(title)), 0, 0, 0, 0, 0, 0, 0, 0, 0)
	if window == 0 {
		return 0, nil, fmt.Errorf("CreateWindowEx: %w", err)
	}
	// A callback is never freed; Go has room for 2,000, and this needs one for each watch.
	procedure := windows.NewCallback(func(window, message, wParam, lParam uintptr) uintptr {
		if why, ok := leaving(message, wParam); ok {
			tell(why)
		}
		switch message {
		case messageClose:
			return 0 // taskkill asks every window; this one stays until ctx ends
		case messagePower:
			return 1
		}
		r, _, _ := defaultProcedure.Call(window, message, wParam, lParam)
		return r
	})
	const itsProcedure = ^uintptr(3) // GWLP_WNDPROC, which is -4
	if old, _, err := setWindowLong.Call(window, itsProcedure, procedure); old == 0 {
		_, _, _ = destroyWindow.Call(window)
		return 0, nil, fmt.Errorf("SetWindowLongPtr: %w", err)
	}
	if ok, _, err := registerSession.Call(window, 0); ok == 0 { // NOTIFY_FOR_THIS_SESSION
		_, _, _ = destroyWindow.Call(window)
		return 0, nil, fmt.Errorf("WTSRegisterSessionNotification: %w", err)
	}
	sleep := hearModernStandby(window)
	return window, func() {
		if sleep != 0 {
			_, _, _ = unregisterSleep.Call(sleep)
		}
		_, _, _ = unregisterSession.Call(window)
		_, _, _ = destroyWindow.Call(window)
	}, nil
}

// hearModernStandby asks for PBT_APMSUSPEND where it is not broadcast: computers
// with Modern Standby tell only who asks (https://github.com/MicrosoftDocs/win32/pull/1760).
// It returns 0 where that is not possible: before Windows 8 it is broadcast.
func hearModernStandby(window uintptr) uintptr {
	if registerSleep.Find() != nil || unregisterSleep.Find() != nil {
		return 0
	}
	handle, _, _ := registerSleep.Call(window, 0) // DEVICE_NOTIFY_WINDOW_HANDLE
	return handle
}

// leaving tells what a message means.
func leaving(message, wParam uintptr) (Leaving, bool) {
	switch message {
	case messagePower:
		return Asleep, wParam == powerSuspend
	case messageEndSession:
		return Locked, wParam != 0
	case messageSession:
		switch wParam {
		case sessionLock, sessionLogoff, sessionConsoleDisconnect, sessionRemoteDisconnect:
			return Locked, true
		}
	}
	return "", false
}
