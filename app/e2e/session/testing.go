package session

import "context"

// TB is the part of testing.TB that New needs. The demo uses this package too, and has no use for package testing.
type TB interface {
	Helper()
	Fatal(args ...any)
	Cleanup(func())
}

// New starts a session for a test and closes it when the test ends. The test fails when the session cannot start, with
// the Debian packages to install where that is the reason.
func New(t TB, o Options) *Session {
	t.Helper()
	s, err := Start(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}
