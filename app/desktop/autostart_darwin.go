package desktop

import (
	"encoding/xml"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keytray/app/files"
)

// NewAutostart is the launch agent of a program, by the name of its application
// (launchd.plist(5)). launchd reads it at the next log-in: it is not loaded at
// once, for that would start the program a second time.
func NewAutostart(program string) Autostart {
	home, err := os.UserHomeDir()
	if err != nil || !filepath.IsAbs(home) {
		return Autostart{}
	}
	return Autostart{Program: program, Place: filepath.Join(home, "Library", "LaunchAgents", application+".plist")}
}

const application = "io.github.keytray"

// Look reads the launch agent.
func (a Autostart) Look() (AutostartEntry, error) {
	if err := a.usable(); err != nil {
		return AutostartEntry{}, err
	}
	content, err := os.ReadFile(a.Place)
	if errors.Is(err, fs.ErrNotExist) {
		return AutostartEntry{}, nil
	}
	return readAgent(content), err
}

// On has the program started at log-in. A command of the person's own stays.
func (a Autostart) On() error {
	e, err := a.Look()
	if err != nil || a.Starts(e) || e.Own() {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(a.Place), 0o755); err != nil { // as the system makes it
		return err
	}
	return files.Replace(a.Place, []byte(a.agent()), "")
}

func (a Autostart) agent() string {
	var program strings.Builder
	_ = xml.EscapeText(&program, []byte(a.Program)) // a Builder takes everything
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>` + application + `</string>
	<key>ProgramArguments</key>
	<array>
		<string>` + program.String() + `</string>
		<string>` + AtLogin + `</string>
	</array>
	<key>RunAtLoad</key>
	<true/>
	<key>ProcessType</key>
	<string>Interactive</string>
	<key>LimitLoadToSessionType</key>
	<string>Aqua</string>
</dict>
</plist>
`
}

// readAgent finds the first program argument, and whether the agent is disabled.
func readAgent(content []byte) (e AutostartEntry) {
	d := xml.NewDecoder(strings.NewReader(string(content)))
	key := ""
	for {
		token, err := d.Token()
		if err != nil {
			return e
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "key":
			_ = d.DecodeElement(&key, &start) // what cannot be read is no key of ours
		case "true":
			e.Off = e.Off || key == "Disabled"
		case "string":
			var s string
			if d.DecodeElement(&s, &start) == nil && (key == "Program" || key == "ProgramArguments") && e.Program == "" {
				e.Program = s
			}
		}
	}
}
