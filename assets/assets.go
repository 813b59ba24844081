// Package assets holds the files that are built into the program.
package assets

import "embed"

// Providers is the provider catalogue, one JSON file each (package provider
// reads them).
//
//go:embed providers/*.json
var Providers embed.FS

// App is the program's own icon, a PNG of 256 x 256 pixels.
//
//go:embed icons/app.png
var App []byte

// Note is the same for notifications, 64 x 64 pixels.
//
//go:embed icons/app-64.png
var Note []byte
