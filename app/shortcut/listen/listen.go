// Package listen hears a combination of keys wherever the person is: by a grab
// on X11, the GlobalShortcuts portal on Wayland, RegisterHotKey on Windows and
// Carbon's hot keys on macOS. What a press does is decided in agent.
package listen
