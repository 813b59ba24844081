package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"
)

// prompterName is what gnome-keyring asks to show its password prompt.
const prompterName = "org.gnome.keyring.SystemPrompter"

// prompterService makes a service folder that holds just the prompter's own file, and returns the folder.
func (s *Session) prompterService() (string, error) {
	text, err := findService("/usr/share/dbus-1/services", prompterName)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(s.Dir, "services")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", err
	}
	return dir, os.WriteFile(filepath.Join(dir, prompterName+".service"), text, 0o600)
}

// findService returns the file in dir that says how the bus starts name. Its file name is the distribution's choice.
func findService(dir, name string) ([]byte, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.service"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(text)) {
			if strings.TrimSpace(line) == "Name="+name {
				return text, nil
			}
		}
	}
	return nil, &MissingError{Programs: []string{"gcr-prompter"}}
}

// endPrompter ends the prompter, which the bus may have started on the session's behalf.
func (s *Session) endPrompter() {
	if s.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), endLimit)
	defer cancel()
	pid, err := s.owner(ctx, prompterName)
	if err != nil || pid == 0 {
		return
	}
	p, err := os.FindProcess(int(pid))
	if err != nil {
		return
	}
	_ = p.Kill()
	_ = s.waitOwner(ctx, prompterName, 0, nil) // it is init's child by now, not ours to wait for
}
