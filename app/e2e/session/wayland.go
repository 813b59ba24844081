package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// waylandUser is nobody's number: sway does not run as root.
const waylandUser = 65534

// swayConfig has sway say when it is ready, and where.
const swayConfig = `xwayland %s
exec printf '%%s %%s\n' "$WAYLAND_DISPLAY" "$DISPLAY" >&3
`

// startWayland starts sway without a screen, and XWayland if asked to.
func (s *Session) startWayland(ctx context.Context, o Options) error {
	if !o.Wayland {
		if o.XWayland {
			return errors.New("XWayland without Wayland")
		}
		return nil
	}
	if o.XWayland && o.Display {
		return errors.New("two X servers in one session: leave out Display or XWayland")
	}
	if err := installed(waylandPrograms(o)...); err != nil {
		return err
	}
	dir, err := s.waylandFolder()
	if err != nil {
		return err
	}
	x := "disable"
	if o.XWayland {
		x = "enable"
	}
	config := filepath.Join(dir, "config")
	if err := os.WriteFile(config, fmt.Appendf(nil, swayConfig, x), 0o644); err != nil {
		return err
	}
	cmd := s.service("sway", "--config", config)
	if os.Getuid() == 0 {
		// setpriv has to be the one to tie sway's life to ours: the kernel
		// forgets that tie when the user changes, see prctl(2).
		user := fmt.Sprint(waylandUser)
		cmd = s.service("setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--pdeathsig", "TERM",
			"sway", "--config", config)
	}
	cmd.Dir = dir
	cmd.Env = append(cmd.Env, "XDG_RUNTIME_DIR="+dir, "XDG_CACHE_HOME="+dir, // the later one counts
		"WLR_BACKENDS=headless", "WLR_RENDERER=pixman", "WLR_LIBINPUT_NO_DEVICES=1")
	if o.XWayland {
		x, err := openX(dir)
		if err != nil {
			return err
		}
		cmd.Env = append(cmd.Env, "WLR_XWAYLAND="+x)
	}
	p, ready, err := s.answer(ctx, cmd)
	if err != nil {
		return err
	}
	name, display, _ := strings.Cut(ready, " ")
	s.wayland, s.WaylandDisplay = p, filepath.Join(dir, name)
	if o.XWayland {
		if display == "" {
			return p.failed(errors.New("it did not start XWayland"))
		}
		s.Display = display
	}
	return nil
}

func waylandPrograms(o Options) []string {
	list := []string{"sway"}
	if os.Getuid() == 0 {
		list = append(list, "setpriv")
	}
	if o.XWayland {
		list = append(list, "Xwayland")
	}
	return list
}

// waylandFolder makes sway's runtime folder. The session's own is of no use to
// it when we are root; root gets at everything in sway's.
func (s *Session) waylandFolder() (string, error) {
	dir := filepath.Join(s.Dir, "sway")
	if err := os.Mkdir(dir, 0o700); err != nil || os.Getuid() != 0 {
		return dir, err
	}
	if err := os.Chown(dir, waylandUser, waylandUser); err != nil {
		return "", err
	}
	// XWayland's socket goes here, and nobody may make the folder.
	if err := os.Mkdir("/tmp/.X11-unix", 0o700); err == nil {
		if err := os.Chmod("/tmp/.X11-unix", 0o777|os.ModeSticky); err != nil {
			return "", err
		}
	}
	return dir, os.Chmod(s.Dir, 0o711) // to pass through, not to look
}

// openX writes the program that sway starts as its X server. By itself that
// lets in nobody but sway's user, who is not always us.
func openX(dir string) (string, error) {
	path := filepath.Join(dir, "Xwayland")
	return path, os.WriteFile(path, []byte("#!/bin/sh\nexec Xwayland -ac \"$@\"\n"), 0o755)
}

// StopWayland kills sway, as a crash would. Nothing happens when there is none or it is gone already.
func (s *Session) StopWayland() error {
	if s.wayland == nil {
		return nil
	}
	s.wayland.kill()
	if !s.options.XWayland {
		return nil
	}
	// Unless the display's number has a new owner. Sway's lock ends with a zero byte.
	lock := "/tmp/.X" + strings.TrimPrefix(s.Display, ":") + "-lock"
	holder, err := os.ReadFile(lock)
	if err != nil || strings.Trim(string(holder), " \n\x00") != strconv.Itoa(s.wayland.pid) {
		return nil
	}
	_ = os.Remove(socketOf(s.Display)) // a server without a socket file is fine
	return os.Remove(lock)
}
