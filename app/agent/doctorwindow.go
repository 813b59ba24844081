package agent

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/text"
)

// windowLimit bounds a look at the window's program: it says its version at once.
const windowLimit = 5 * time.Second

// checkWindow asks the window's program for its version. A library that it needs
// and the system does not have shows there: nothing of it runs without.
func (s *Service) checkWindow(ctx context.Context) api.Finding {
	f := api.Finding{Check: api.DoctorWindow, Result: api.FindingWarning}
	if len(s.p.Window) == 0 {
		f.Text = text.T("This build has no window and keytray-window was not found.")
		f.Cure = text.T("Put keytray-window into the same folder as keytray.")
		return f
	}
	version, library, err := s.windowVersion(ctx)
	switch {
	case library != "":
		f.Text = text.T("The window cannot open, for the library %s is missing.", library)
		f.Cure = text.T("Install the package that has it.")
		return withCommand(f, libraryInstalls(library))
	case err != nil:
		f.Text = text.T("The window's program does not run.")
		f.Cure = text.T("Install Keytray again.")
	case version != s.p.Version:
		f.Text = text.T("The window has version %s and the rest of Keytray %s.", version, s.p.Version)
		f.Cure = text.T("Install both from the same package.")
	case s.windowBroken():
		f.Text = text.T("The window ended by itself the last time.")
		f.Fix, f.Does = fixShow, text.T("Open it again")
	default:
		f.Result, f.Text = api.FindingOK, text.T("The window is installed.")
	}
	return f
}

// windowVersion is what the window's program says, or the library without which it
// does not start.
func (s *Service) windowVersion(ctx context.Context) (version, library string, err error) {
	program := s.p.Window[0]
	if self, err := os.Executable(); err == nil && self == program {
		return s.p.Version, "", nil
	}
	ctx, cancel := context.WithTimeout(ctx, windowLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "version")
	var said bytes.Buffer
	cmd.Stderr = &said
	cmd.WaitDelay = time.Second // for what it has started, which may keep its output open
	out, err := cmd.Output()
	if found := missingLibrary.FindSubmatch(said.Bytes()); err != nil && found != nil {
		return "", string(found[1]), err
	}
	words := strings.Fields(string(out))
	if err == nil && len(words) < 2 {
		err = errors.New("it does not say its version")
	}
	if err != nil {
		return "", "", err
	}
	return words[1], "", nil
}

// missingLibrary is how the loaders of glibc and musl name the library.
var missingLibrary = regexp.MustCompile(`[Ll]oading shared librar(?:ies: |y )(lib[\w.+-]+)`)

// libraryInstalls is for the one that is missing most: a server, or a small desktop,
// has no OpenGL. Its package has the same name on the relatives of Debian only.
func libraryInstalls(library string) string {
	if command := installs("libgl1"); strings.HasPrefix(library, "libGL.") && strings.Contains(command, "apt ") {
		return command
	}
	return ""
}

// windowBroken tells whether the last window ended with an error.
func (s *Service) windowBroken() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.windowFailed && desktop.HasDisplay()
}
