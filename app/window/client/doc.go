// Package client is how a window is a client of the agent: Link asks its service off
// the UI goroutine, hands the answers back on it and follows its states; and what a
// state or an error means to a person is here in words, the same in every window. It
// shows nothing.
package client
