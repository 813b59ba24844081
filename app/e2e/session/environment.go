package session

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Env is the complete environment for a program inside the session. From outside come only PATH and, when it is set,
// GOCOVERDIR.
func (s *Session) Env() []string {
	env := []string{
		"PATH=" + cmp.Or(os.Getenv("PATH"), "/usr/local/bin:/usr/bin:/bin"),
		"HOME=" + s.Home,
		"XDG_RUNTIME_DIR=" + s.Runtime,
		"XDG_CONFIG_HOME=" + filepath.Join(s.Home, ".config"),
		"XDG_DATA_HOME=" + filepath.Join(s.Home, ".local", "share"),
		"XDG_STATE_HOME=" + filepath.Join(s.Home, ".local", "state"),
		"XDG_CACHE_HOME=" + filepath.Join(s.Home, ".cache"),
		"LANG=C.UTF-8",
		"TZ=UTC",
		"LIBGL_ALWAYS_SOFTWARE=1", // no GPU needed
		"NO_AT_BRIDGE=1",          // GTK 3 looks for no accessibility bus
		"GTK_A11Y=none",           // nor does GTK 4
	}
	// The computer's own logind is none of a test's business.
	env = append(env, "DBUS_SYSTEM_BUS_ADDRESS=unix:path="+filepath.Join(s.Runtime, "system_bus_socket"))
	if s.BusAddress != "" {
		env = append(env, "DBUS_SESSION_BUS_ADDRESS="+s.BusAddress)
	}
	if s.Display != "" {
		env = append(env, "DISPLAY="+s.Display)
	}
	if s.WaylandDisplay != "" {
		env = append(env, "WAYLAND_DISPLAY="+s.WaylandDisplay)
	}
	if dir := os.Getenv("GOCOVERDIR"); dir != "" {
		env = append(env, "GOCOVERDIR="+dir)
	}
	return env
}

// Command prepares a program to run inside the session: its environment, started in Home, nothing on stdin. The
// program is killed when ctx ends. Close does not know about it.
func (s *Session) Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = s.Env()
	cmd.Dir = s.Home
	cmd.WaitDelay = time.Second // a grandchild that keeps our pipes open must not hold up Wait
	return cmd
}

// service is Command for a program that lives until the session stops it.
func (s *Session) service(name string, args ...string) *exec.Cmd {
	return s.Command(context.Background(), name, args...)
}

// output runs a helper program to its end and returns what it wrote to stdout and stderr.
func (s *Session) output(ctx context.Context, limit time.Duration, name string, args ...string) (stdout, stderr string, err error) {
	if err := installed(name); err != nil {
		return "", "", err
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := s.Command(ctx, name, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	if ctx.Err() != nil {
		err = fmt.Errorf("%s: %w", name, ctx.Err())
	} else if err != nil {
		err = fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(errs.String()))
	}
	return out.String(), errs.String(), err
}
