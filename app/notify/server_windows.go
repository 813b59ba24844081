package notify

import "context"

// Look says what Windows can do. It tells nobody whether the person wants to be
// disturbed.
func Look(context.Context, Connect) (Server, error) {
	return Server{Name: "Windows", Buttons: true, Body: true}, nil
}
