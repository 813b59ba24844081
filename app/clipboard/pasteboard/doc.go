// Package pasteboard is the clipboard of macOS, the general pasteboard.
//
// What it puts there is marked, so that clipboard managers leave it alone, and
// stays on this computer. The pasteboard counts its changes: by the count the
// board knows whether its value is still there. Nothing tells of a change, and
// the board does not ask all the time, so somebody else's copy comes to light
// at the deadline.
//
// Objective-C is called without cgo, so that it builds on any system.
package pasteboard
