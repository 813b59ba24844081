package desktop

import (
	"context"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// SleepUntil waits for an instant of the wall clock, or less: it also returns
// when the clock is set, and the caller looks again. A zero time waits for ctx.
//
// Timers of the Go runtime stand still while the machine sleeps; a timerfd on
// CLOCK_REALTIME goes off at once on resume (timerfd_create(2)).
func SleepUntil(ctx context.Context, t time.Time) error {
	if t.IsZero() {
		<-ctx.Done()
		return ctx.Err()
	}
	fd, err := unix.TimerfdCreate(unix.CLOCK_REALTIME, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC)
	if err != nil {
		return sleep(ctx, t)
	}
	f := os.NewFile(uintptr(fd), "timerfd") // waits in the runtime's poller, without a thread
	defer f.Close()
	spec := unix.ItimerSpec{Value: unix.NsecToTimespec(max(t.UnixNano(), 1))}
	if err := unix.TimerfdSettime(fd, unix.TFD_TIMER_ABSTIME|unix.TFD_TIMER_CANCEL_ON_SET, &spec, nil); err != nil {
		return sleep(ctx, t)
	}
	stop := context.AfterFunc(ctx, func() { _ = f.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	_, _ = f.Read(make([]byte, 8)) // ECANCELED when the clock was set: a reason to look again
	return ctx.Err()
}
