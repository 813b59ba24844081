// Package assets holds the files that are built into the program.
package assets

import _ "embed"

// Providers is the provider catalogue, as JSON (package provider reads it).
//
//go:embed providers.json
var Providers []byte

// App is the program's own icon, a PNG of 256 x 256 pixels.
//
//go:embed icons/app.png
var App []byte

// Note is the same for notifications, 64 x 64 pixels.
//
//go:embed icons/app-64.png
var Note []byte
