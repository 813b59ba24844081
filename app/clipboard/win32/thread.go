//go:build windows

package win32

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"

	"keytray/app/clipboard"
)

// thread owns the clipboard: an OS thread with a window that nobody sees. Its
// fields but work are used on the thread alone.
type thread struct {
	window uintptr
	work   chan func() // at most one is waiting
	held   *held       // what of ours is on the clipboard; nil for nothing
}

// start starts a thread. It ends when nothing of ours is on the clipboard and
// leave, which it asks then, agrees.
func start(leave func(*thread) bool) (*thread, error) {
	t := &thread{work: make(chan func(), 1)}
	ready := make(chan error)
	go func() {
		// Windows and their messages belong to a thread. It is never unlocked, so
		// it ends with this goroutine and takes its message queue with it.
		runtime.LockOSThread()
		err := t.makeWindow()
		ready <- err
		if err == nil {
			t.loop(leave)
			_, _, _ = destroyWindow.Call(t.window) // ends the listening too
		}
	}()
	return t, <-ready
}

// makeWindow makes a message-only window. What we wait for is posted, not sent,
// so the loop sees it, and a ready-made class without a procedure of ours will do.
func (t *thread) makeWindow() error {
	class, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		return err
	}
	t.window, _, err = createWindow.Call(0, uintptr(unsafe.Pointer(class)), 0, 0, 0, 0, 0, 0, messageOnly, 0, 0, 0)
	if t.window == 0 {
		return fmt.Errorf("%w: CreateWindowEx: %w", clipboard.ErrNoDisplay, err)
	}
	if ok, _, err := addFormatListener.Call(t.window); ok == 0 {
		_, _, _ = destroyWindow.Call(t.window)
		return fmt.Errorf("%w: AddClipboardFormatListener: %w", clipboard.ErrTool, err)
	}
	return nil
}

func (t *thread) loop(leave func(*thread) bool) {
	for {
		var m message
		_, _, _ = getMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0)
		switch {
		case m.window == t.window && m.number == messageWork:
			select {
			case f := <-t.work:
				f()
			default: // somebody else posted that
			}
		case m.window == t.window && m.number == messageClipboardUpdate:
			t.update()
		default:
			_, _, _ = dispatchMessage.Call(uintptr(unsafe.Pointer(&m)))
		}
		if t.held == nil && leave(t) {
			return
		}
	}
}

// queue has f called on the thread.
func (t *thread) queue(f func()) error {
	t.work <- f
	if ok, _, err := postMessage.Call(t.window, messageWork, 0, 0); ok == 0 {
		<-t.work
		return fmt.Errorf("%w: PostMessage: %w", clipboard.ErrTool, err)
	}
	return nil
}
