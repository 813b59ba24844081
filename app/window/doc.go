// Package window is Keytray's window: what it shows and what its gestures ask
// for. It runs on any Fyne driver; package start opens the real one.
//
// State goes down: every view has a render function and keeps nothing that
// the state says. Gestures come up as callbacks. Only calls.go talks to the
// service, off the UI goroutine, and hands the answers back through Post.
package window
