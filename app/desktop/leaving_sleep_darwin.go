package desktop

import (
	"context"
	"errors"
	"runtime"
	"time"
	"unsafe"

	"github.com/ebitengine/purego"
)

// What IOKit calls back with (IOKit/IOMessage.h).
const (
	canSystemSleep  = 0xE0000270 // asks whether an idle computer may
	systemWillSleep = 0xE0000280 // and waits until we allow it
)

// watchSleep asks IOKit and not AppKit, whose NSWorkspaceWillSleepNotification
// needs the main thread and does not wait.
func watchSleep(ctx context.Context, to chan<- departure) error {
	k, err := loadPower()
	if err != nil {
		return err
	}
	runtime.LockOSThread() // a run loop belongs to its thread
	defer runtime.UnlockOSThread()
	var (
		port     uintptr
		notifier uint32
		root     uint32
	)
	call := purego.NewCallback(func(_, _, message, change uintptr) { // never freed: there is room for 2,000
		switch uint32(message) {
		case systemWillSleep:
			announce(ctx, to, Asleep)
			k.allow(root, change)
		case canSystemSleep:
			k.allow(root, change)
		}
	})
	if root = k.register(0, &port, call, &notifier); root == 0 {
		return errors.New("IORegisterForSystemPower failed")
	}
	defer func() {
		k.deregister(&notifier)
		k.closeService(root)
		k.destroyPort(port)
	}()
	loop := k.currentLoop()
	k.addSource(loop, k.portSource(port), k.defaultMode)
	defer k.removeSource(loop, k.portSource(port), k.defaultMode)

	ended := make(chan struct{})
	defer close(ended)
	go k.stopWith(ctx, loop, ended)
	for ctx.Err() == nil {
		k.runLoop()
	}
	return ctx.Err()
}

// stopWith ends the run loop with ctx. It stops it again and again, because a
// loop that has not begun yet does not hear the first time.
func (k *power) stopWith(ctx context.Context, loop uintptr, ended <-chan struct{}) {
	<-ctx.Done()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		k.stopLoop(loop)
		select {
		case <-again.C:
		case <-ended:
			return
		}
	}
}

// power has the functions of IOKit and CoreFoundation that are needed.
type power struct {
	register     func(context uintptr, port *uintptr, call uintptr, notifier *uint32) (root uint32)
	deregister   func(notifier *uint32) int32
	allow        func(root uint32, change uintptr) int32
	portSource   func(port uintptr) uintptr
	destroyPort  func(port uintptr)
	closeService func(root uint32) int32

	currentLoop  func() uintptr
	addSource    func(loop, source, mode uintptr)
	removeSource func(loop, source, mode uintptr)
	runLoop      func()
	stopLoop     func(loop uintptr)
	defaultMode  uintptr
}

func loadPower() (*power, error) {
	k := &power{}
	if _, err := bind("/System/Library/Frameworks/IOKit.framework/IOKit", map[string]any{
		"IORegisterForSystemPower": &k.register, "IODeregisterForSystemPower": &k.deregister, "IOAllowPowerChange": &k.allow,
		"IONotificationPortGetRunLoopSource": &k.portSource, "IONotificationPortDestroy": &k.destroyPort, "IOServiceClose": &k.closeService,
	}); err != nil {
		return nil, err
	}
	foundation, err := bind(coreFoundation, map[string]any{
		"CFRunLoopGetCurrent": &k.currentLoop, "CFRunLoopAddSource": &k.addSource, "CFRunLoopRemoveSource": &k.removeSource,
		"CFRunLoopRun": &k.runLoop, "CFRunLoopStop": &k.stopLoop,
	})
	if err != nil {
		return nil, err
	}
	mode, err := purego.Dlsym(foundation, "kCFRunLoopDefaultMode") // the address of a pointer
	if err != nil {
		return nil, err
	}
	k.defaultMode = **(**uintptr)(unsafe.Pointer(&mode))
	return k, nil
}
