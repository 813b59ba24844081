package kit

// Latest makes one call at a time. Of what is wanted meanwhile it makes the last, after it:
// two calls at once could arrive in any order.
type Latest struct {
	Busy bool
	next func()
}

// Do makes a call, now or after the one that is under way.
func (l *Latest) Do(call func()) {
	if l.Busy {
		l.next = call
		return
	}
	l.Busy = true
	call()
}

// Ended is for the answer to a call, and tells whether another one follows.
func (l *Latest) Ended() bool {
	call := l.next
	l.next, l.Busy = nil, call != nil
	if call != nil {
		call()
	}
	return call != nil
}
