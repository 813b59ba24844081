package listen

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ebitengine/purego"
)

// errTaken is eventHotKeyExistsErr: this program or one that wants the key for
// itself alone has it.
var errTaken = errors.New("the hot key is taken")

const (
	statusTaken = -9878 // eventHotKeyExistsErr

	classKeyboard = 'k'<<24 | 'e'<<16 | 'y'<<8 | 'b' // kEventClassKeyboard
	kindPressed   = 5                                // kEventHotKeyPressed

	signature = 'K'<<24 | 'T'<<16 | 'r'<<8 | 'y' // of our hot keys
)

// mainLimit is for the main thread to begin: it runs the program's event loop,
// but for a moment at the start.
const mainLimit = 10 * time.Second

var errNoLoop = errors.New("no event loop runs on the main thread")

// pressed has one press that waits to be told, at most.
var pressed = make(chan struct{}, 1)

// carbon has the functions of Carbon, which is not safe for threads: they are
// called on the main thread.
type carbon struct {
	target  func() uintptr
	install func(target, handler, count uintptr, kinds *eventKind, data uintptr, ref *uintptr) int32
	add     func(code, modifiers uint32, id uint64, target uintptr, options uint32, ref *uintptr) int32
	remove  func(ref uintptr) int32

	ask     func(queue, context, call uintptr) // dispatch_async_f
	queue   uintptr
	call    uintptr
	waiting chan func()
}

// eventKind is EventTypeSpec.
type eventKind struct{ class, kind uint32 }

var loadCarbon = sync.OnceValues(func() (*carbon, error) {
	c := &carbon{waiting: make(chan func(), 4)}
	handle, err := purego.Dlopen("/System/Library/Frameworks/Carbon.framework/Carbon", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return nil, err
	}
	for name, f := range map[string]any{
		"GetApplicationEventTarget": &c.target, "InstallEventHandler": &c.install,
		"RegisterEventHotKey": &c.add, "UnregisterEventHotKey": &c.remove,
	} {
		address, err := purego.Dlsym(handle, name)
		if err != nil {
			return nil, err
		}
		purego.RegisterFunc(f, address)
	}
	ask, err := purego.Dlsym(purego.RTLD_DEFAULT, "dispatch_async_f")
	if err != nil {
		return nil, err
	}
	purego.RegisterFunc(&c.ask, ask)
	if c.queue, err = purego.Dlsym(purego.RTLD_DEFAULT, "_dispatch_main_q"); err != nil {
		return nil, err
	}
	c.call = purego.NewCallback(func(uintptr) { (<-c.waiting)() })
	return c, c.onMain(c.hear)
})

// hear has presses told for the life of the program; callbacks are never freed.
func (c *carbon) hear() error {
	handler := purego.NewCallback(func(_, _, _ uintptr) uintptr {
		select {
		case pressed <- struct{}{}: // the main thread does not wait
		default:
		}
		return 0
	})
	kind := eventKind{classKeyboard, kindPressed}
	var ref uintptr
	if status := c.install(c.target(), handler, 1, &kind, 0, &ref); status != 0 {
		return fmt.Errorf("InstallEventHandler: status %d", status)
	}
	return nil
}

func (c *carbon) register(code, modifiers uint32) (end func(), err error) {
	const id = 1<<32 | signature // EventHotKeyID, a struct of two, goes by value in one register
	var ref uintptr
	err = c.onMain(func() error {
		switch status := c.add(code, modifiers, id, c.target(), 0, &ref); status {
		case 0:
			return nil
		case statusTaken:
			return errTaken
		default:
			return fmt.Errorf("RegisterEventHotKey: status %d", status)
		}
	})
	return func() {
		_ = c.onMain(func() error { c.remove(ref); return nil })
	}, err
}

// onMain runs f on the main thread, unless that does not begin in time.
func (c *carbon) onMain(f func() error) error {
	var begun atomic.Bool
	done := make(chan error, 1)
	c.waiting <- func() {
		if begun.CompareAndSwap(false, true) {
			done <- f()
		}
	}
	c.ask(c.queue, 0, c.call)
	late := time.NewTimer(mainLimit)
	defer late.Stop()
	select {
	case err := <-done:
		return err
	case <-late.C:
		if begun.CompareAndSwap(false, true) {
			return errNoLoop
		}
		return <-done
	}
}
