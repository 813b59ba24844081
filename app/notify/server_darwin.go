package notify

import "context"

// Look says what macOS can do with the notes of a program without a bundle. It
// tells nobody whether the person wants to be disturbed.
func Look(context.Context, Connect) (Server, error) {
	return Server{Name: "macOS", Body: true}, nil
}
