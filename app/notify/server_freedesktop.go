//go:build !windows && !darwin

package notify

import (
	"context"
	"errors"
	"slices"
)

// Look asks who shows notifications, on a connection of its own; one that the bus
// can start is started, as a note would do. Nobody is ErrUnavailable.
func Look(ctx context.Context, connect Connect) (Server, error) {
	ctx, cancel := context.WithTimeout(ctx, showLimit)
	defer cancel()
	conn, err := connect(ctx)
	if err != nil {
		return Server{}, errors.Join(ErrUnavailable, err)
	}
	defer conn.Close()
	object := conn.Object(server, path)
	var can []string
	if err := object.CallWithContext(ctx, server+".GetCapabilities", 0).Store(&can); err != nil {
		return Server{}, errors.Join(ErrUnavailable, err)
	}
	s := Server{Buttons: slices.Contains(can, "actions"), Body: slices.Contains(can, "body"), Quiet: quiet(ctx, object, can)}
	var vendor, spec string
	// A server that does not say its name shows notes all the same.
	_ = object.CallWithContext(ctx, server+".GetServerInformation", 0).Store(&s.Name, &vendor, &s.Version, &spec)
	s.Silent = silenced(ctx, conn, s.Name)
	return s, nil
}
