package agent

import (
	"os/exec"

	"keytray/app/api"
	"keytray/app/text"
)

// installers are the commands of the package managers that we know, in the order in
// which they are looked for.
var installers = []struct{ program, command string }{
	{"apt", "sudo apt install "}, {"dnf", "sudo dnf install "}, {"pacman", "sudo pacman -S "}, {"zypper", "sudo zypper install "}, {"apk", "sudo apk add "},
}

// installs is the command that installs a package which has the same name
// everywhere; "" where there is no package manager that we know.
func installs(name string) string {
	for _, i := range installers {
		if _, err := exec.LookPath(i.program); err == nil {
			return i.command + name
		}
	}
	return ""
}

// withCommand adds a command to copy.
func withCommand(f api.Finding, command string) api.Finding {
	if command != "" {
		f.Command, f.Does = command, text.T("Copy command")
	}
	return f
}
