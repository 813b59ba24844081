// Package window is Keytray's window: what it shows and what its gestures ask
// for. It runs on any Fyne driver; package start opens the real one.
//
// State goes down: every view has a render function and keeps nothing that
// the state says. Gestures come up as callbacks. Only calls.go talks to the
// service, through package client: off the UI goroutine, with the answers on it.
// Whatever else may be slow, a disk or a browser, comes back the same way.
// The quick picker is a window of its own, in package picker.
package window
