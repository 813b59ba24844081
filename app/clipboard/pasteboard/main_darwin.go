package pasteboard

import (
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/ebitengine/purego"
)

// patience is how long the main thread has to begin what it is asked for.
const patience = 500 * time.Millisecond

// mainThread runs functions on the main thread of a program with windows.
//
// Pasteboard objects crash when two threads use them at a time, and the toolkit
// uses them on the main thread, for each Cmd+V in a field
// (https://github.com/1Password/arboard/issues/218).
type mainThread struct {
	waiting chan func()
	ask     func(queue, context, call uintptr) // dispatch_async_f
	queue   uintptr
	call    uintptr
	app     **uintptr // NSApp: nil without windows
}

var loadMain = sync.OnceValues(func() (*mainThread, error) {
	m := &mainThread{waiting: make(chan func(), 16)}
	ask, err := purego.Dlsym(purego.RTLD_DEFAULT, "dispatch_async_f")
	if err != nil {
		return nil, err
	}
	purego.RegisterFunc(&m.ask, ask)
	if m.queue, err = purego.Dlsym(purego.RTLD_DEFAULT, "_dispatch_main_q"); err != nil {
		return nil, err
	}
	app, err := purego.Dlsym(purego.RTLD_DEFAULT, "NSApp")
	if err != nil {
		return nil, err
	}
	m.app = *(***uintptr)(unsafe.Pointer(&app))
	m.call = purego.NewCallback(func(uintptr) {
		select {
		case f := <-m.waiting:
			f()
		default:
		}
	})
	return m, nil
})

// onMain runs f on the main thread, if the program has windows: nobody else uses
// pasteboards otherwise. A main thread that does not begin in time is ending or
// waits for us; it is not in a pasteboard then, and f runs here.
func onMain(f func()) {
	m, err := loadMain()
	if err != nil || *m.app == nil {
		f()
		return
	}
	var begun atomic.Bool
	done := make(chan struct{})
	job := func() {
		if begun.CompareAndSwap(false, true) {
			defer close(done)
			f()
		}
	}
	select {
	case m.waiting <- job:
		m.ask(m.queue, 0, m.call)
	default: // it has not begun for a long time
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case <-done:
	case <-late.C:
		job()
		<-done
	}
}
