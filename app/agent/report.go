package agent

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/notify"
	"keytray/app/settings"
	"keytray/app/text"
)

// report collects lines of a name and what is to be said of it. Whoever reads it
// mends Keytray and may not know the person's language: it is English.
type report struct{ strings.Builder }

// line adds one. What comes from outside is plain first.
func (r *report) line(name string, parts ...string) {
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	fmt.Fprintf(r, "%-14s %s\n", name, strings.Join(parts, ", "))
}

// Report implements api.Service. It is made of facts alone: a finding's own sentence
// may name a key or a folder, so none of them is in it.
func (s *Service) Report(ctx context.Context) (string, error) {
	found, err := s.Doctor(ctx)
	if err != nil {
		return "", err
	}
	var r report
	r.line("keytray", s.p.Version, runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH, either(s.running, "agent", "command"))
	r.line("system", plainWord(strings.ReplaceAll(desktop.System(), "/", " ")), plainWord(desktop.Kernel()))
	r.line("desktop", plainWord(desktop.Environment()), desktop.DisplayKind())
	r.line("language", text.Language())
	s.reportKeychain(ctx, &r)
	s.reportKeys(ctx, &r)
	s.reportSettings(&r)
	s.reportDesktop(ctx, &r)
	reportFindings(&r, found)
	return r.String(), nil
}

func (s *Service) reportKeychain(ctx context.Context, r *report) {
	st := s.p.Store.Status(ctx)
	r.line("keychain", knownKeychain(st.Name), string(st.State), either(st.Plain, "unencrypted", ""), either(st.CanMake, "can-make", ""))
	file := "none"
	if s.file.Exists() {
		file = string(s.file.Status(ctx).State)
	}
	r.line("file", file)
}

func (s *Service) reportKeys(ctx context.Context, r *report) {
	x, err := s.vault.Index(ctx)
	if err != nil {
		r.line("keys", "unreadable")
		return
	}
	binned, versions, rotating := 0, 0, 0
	for _, k := range x.Keys {
		versions += len(k.Versions)
		if !k.Deleted.IsZero() {
			binned++
		}
		if k.Case.Open() {
			rotating++
		}
	}
	r.line("keys", count("all", len(x.Keys)), count("bin", binned), count("versions", versions), count("rotating", rotating), count("unfinished", len(x.Unfinished())))
	own := s.own.load()
	r.line("providers", count("own", len(own.entries)), either(own.err != nil, "unreadable", ""))
}

// reportSettings names those that are not as they come. A provider's is only
// counted: its name may be the person's own.
func (s *Service) reportSettings(r *report) {
	choices, err := s.settings.Load()
	if err != nil {
		r.line("settings", "unreadable")
		return
	}
	changed := []string{count("providers", len(settings.Chosen(choices)))}
	for _, e := range settings.Entries {
		if value := e.Text(choices); value != e.Text(settings.Defaults()) {
			changed = append(changed, e.Key+"="+plainWord(value))
		}
	}
	r.line("settings", changed...)
}

func (s *Service) reportDesktop(ctx context.Context, r *report) {
	t, err := s.board(ctx)
	r.line("clipboard", either(err == nil, plainWord(t.Name), "none"), either(t.Conceals, "conceals", ""), either(t.SeesPastes, "sees-pastes", ""))
	r.line("tray", either(s.hasTray(ctx), "yes", "no"))
	notes := []string{"none"}
	if server, err := notify.Look(ctx, desktop.Bus); err == nil {
		notes = []string{
			plainWord(server.Name), "version=" + plainWord(server.Version), fmt.Sprintf("buttons=%t", server.Buttons),
			fmt.Sprintf("body=%t", server.Body), fmt.Sprintf("quiet=%t", server.Quiet || server.Silent),
		}
	}
	r.line("notifications", notes...)
	entry, err := s.p.Autostart.Look()
	other := entry.Program != "" && !entry.Off && !entry.Own() && !s.p.Autostart.Starts(entry)
	r.line("login", either(entry.Program != "", "entry", "none"), either(entry.Off, "switched-off", ""),
		either(entry.Own(), "own-command", ""), either(other, "other-program", ""), either(err != nil, "unreadable", ""))
	r.line("shortcut", cmp.Or(string(s.shortcutStanding().State), "not-listening")) // a command never does
	r.line("window", s.reportWindow(ctx))
}

func (s *Service) reportWindow(ctx context.Context) string {
	if len(s.p.Window) == 0 {
		return "none"
	}
	version, library, err := s.windowVersion(ctx)
	switch {
	case library != "":
		return "missing=" + plainWord(library)
	case err != nil:
		return "broken"
	}
	return plainWord(version) + either(s.windowBroken(), ", ended-with-error", "")
}

// reportFindings counts what was found of each check that is not fine.
func reportFindings(r *report, found []api.Finding) {
	for i, f := range found {
		same := func(g api.Finding) bool { return g.Check == f.Check && g.Result == f.Result }
		if f.Result == api.FindingOK || slices.IndexFunc(found, same) < i {
			continue
		}
		n := 0
		for _, g := range found {
			if same(g) {
				n++
			}
		}
		r.line(f.Result, f.Check, either(n > 1, count("times", n), ""))
	}
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

func count(of string, n int) string { return fmt.Sprintf("%s=%d", of, n) }

// mostWord bounds what another program says of itself.
const mostWord = 60

// plainWord keeps of what another program says of itself what a name or a version
// needs. Nothing in it leads to a folder or to another computer.
func plainWord(s string) string {
	s = strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.ContainsRune(" .+-_:()", c):
			return c
		}
		return -1
	}, s)
	return strings.TrimSpace(s[:min(len(s), mostWord)])
}

// keychainNames are those of keychains that are known. Of another one the name is
// that of its process, which may be anything.
var keychainNames = []string{"GNOME Keyring", "KeePassXC", "KWallet", "oo7", "Windows Credential Manager", "macOS Keychain"}

func knownKeychain(name string) string {
	if slices.Contains(keychainNames, name) {
		return name
	}
	return "another"
}
