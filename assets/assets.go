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
