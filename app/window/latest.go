package window

// latest makes one call at a time. Of what is wanted meanwhile it makes the last, after it:
// two calls at once could arrive in any order.
type latest struct {
	busy bool
	next func()
}

// do makes a call, now or after the one that is under way.
func (l *latest) do(call func()) {
	if l.busy {
		l.next = call
		return
	}
	l.busy = true
	call()
}

// ended is for the answer to a call, and tells whether another one follows.
func (l *latest) ended() bool {
	call := l.next
	l.next, l.busy = nil, call != nil
	if call != nil {
		call()
	}
	return call != nil
}
