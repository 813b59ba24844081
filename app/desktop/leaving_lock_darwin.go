package desktop

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/ebitengine/purego"
	"golang.org/x/sys/unix"
)

// The system says in two ways that the screen locks, neither of them documented:
// a post in notify(3), and a broadcast to programs. Programs that rely on either
// exist; posts are the younger way, and come without a run loop.
const (
	lockPost      = "com.apple.sessionagent.screenIsLocked"
	lockBroadcast = "com.apple.screenIsLocked"
)

// watchLockPosts reads posts from a file descriptor. They name no user: with two
// of them logged in, the other's lock counts too.
func watchLockPosts(ctx context.Context, to chan<- departure) error {
	var register func(name string, fd *int32, flags int32, token *int32) uint32
	var cancel func(token int32) uint32
	if _, err := bind("/usr/lib/libSystem.B.dylib", map[string]any{
		"notify_register_file_descriptor": &register, "notify_cancel": &cancel,
	}); err != nil {
		return err
	}
	var fd, token int32
	if status := register(lockPost, &fd, 0, &token); status != 0 {
		return fmt.Errorf("notify_register_file_descriptor: status %d", status)
	}
	defer cancel(token) // closes fd, so what is closed here is a copy
	own, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return err
	}
	if err := unix.SetNonblock(own, true); err != nil {
		_ = unix.Close(own)
		return err
	}
	f := os.NewFile(uintptr(own), lockPost) // waits in the runtime's poller, without a thread
	defer f.Close()
	stop := context.AfterFunc(ctx, func() { _ = f.Close() })
	defer stop()
	for post := make([]byte, 4); ; { // each is the token
		if _, err := f.Read(post); err != nil {
			return errors.Join(ctx.Err(), err)
		}
		announce(ctx, to, Locked)
	}
}

// watchLockBroadcasts is called by the main thread's run loop, which a program
// with a window or a tray icon has; elsewhere nothing comes.
func watchLockBroadcasts(ctx context.Context, to chan<- departure) error {
	var (
		center       func() uintptr
		add          func(center, observer, call, name, object uintptr, behaviour int)
		remove       func(center, observer uintptr)
		createString func(allocator uintptr, s string, encoding uint32) uintptr
		release      func(uintptr)
	)
	if _, err := bind(coreFoundation, map[string]any{
		"CFNotificationCenterGetDistributedCenter": &center, "CFNotificationCenterAddObserver": &add,
		"CFNotificationCenterRemoveEveryObserver": &remove, "CFStringCreateWithCString": &createString, "CFRelease": &release,
	}); err != nil {
		return err
	}
	const (
		utf8               = 0x08000100 // kCFStringEncodingUTF8
		deliverImmediately = 4          // CFNotificationSuspensionBehaviorDeliverImmediately
	)
	name := createString(0, lockBroadcast, utf8)
	if name == 0 || center() == 0 {
		return errors.New("there is no distributed notification center")
	}
	defer release(name)
	locked := make(chan struct{}, 1)
	call := purego.NewCallback(func(_, _, _, _, _ uintptr) { // never freed: there is room for 2,000
		select {
		case locked <- struct{}{}: // the main thread does not wait
		default:
		}
	})
	add(center(), call, call, name, 0, deliverImmediately)
	defer remove(center(), call)
	for {
		select {
		case <-locked:
			announce(ctx, to, Locked)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
