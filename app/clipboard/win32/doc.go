// Package win32 is the clipboard of Windows.
//
// What it puts there is marked, so that the clipboard's history, its copy in
// the cloud and clipboard managers leave it alone. A window that nobody sees
// owns it: by that window the board knows its own value, and hears when somebody
// else copies. The window has a thread of its own, both only while a value is on
// the clipboard.
package win32
