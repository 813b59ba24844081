package agent

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"keytray/app/api"
	"keytray/app/text"
)

// Doctor implements api.Service. Its texts hold no value, hint or account.
func (s *Service) Doctor(ctx context.Context) ([]api.Finding, error) {
	s.tryTaken() // what comes of it is known by the time it is asked for
	chain := s.checkKeychain(ctx)
	all := append(findings{chain}, s.checkIndex(ctx, chain.Result != api.FindingFailed && s.keychainOpen())...)
	all = append(all, s.checkSettings())
	all = append(all, s.checkProviders()...)
	all = append(all, s.checkClipboard(ctx), s.checkTray(ctx), s.checkNotifications(ctx))
	all = append(all, s.checkReminders(ctx)...)
	all = append(all, s.checkLogin()...)
	all = append(all, s.checkShortcut()...)
	all = append(all, s.checkWindow(ctx))
	return all.finished(), nil
}

// findings collects what is found.
type findings []api.Finding

// finished is what failed first, then the warnings, then what is fine, each with
// its title.
func (f findings) finished() []api.Finding {
	worst := []string{api.FindingFailed, api.FindingWarning, api.FindingOK}
	slices.SortStableFunc(f, func(a, b api.Finding) int {
		return cmp.Compare(slices.Index(worst, a.Result), slices.Index(worst, b.Result))
	})
	for i := range f {
		f[i].Title = text.T(titles[f[i].Check])
		f[i].Destroys = strings.HasPrefix(f[i].Fix, fixForget) || strings.HasPrefix(f[i].Fix, fixDiscard)
		f[i].Shows = slices.Contains(showing, f[i].Fix)
	}
	return f
}

// showing are the fixes that a script may not do: they show something, or change what
// the person has chosen.
var showing = []string{fixUnlock, fixBoard, fixNote, fixShow}

// titles are what the person calls what is checked.
var titles = map[string]string{
	api.DoctorKeychain:      text.Mark("Keychain"),
	api.DoctorIndex:         text.Mark("List of keys"),
	api.DoctorSettings:      text.Mark("Settings"),
	api.DoctorProviders:     text.Mark("Your own providers"),
	api.DoctorClipboard:     text.Mark("Clipboard"),
	api.DoctorTray:          text.Mark("Tray"),
	api.DoctorNotifications: text.Mark("Notifications"),
	api.DoctorReminders:     text.Mark("Reminders"),
	api.DoctorLogin:         text.Mark("Start at login"),
	api.DoctorShortcut:      text.Mark("Shortcut"),
	api.DoctorWindow:        text.Mark("Window"),
}

func (s *Service) checkSettings() api.Finding {
	f := api.Finding{Check: api.DoctorSettings, Result: api.FindingOK, Text: text.T("The settings can be read.")}
	_, err := s.settings.Load()
	if err == nil {
		return f
	}
	f.Result, f.Text, f.Cure = api.FindingWarning, upper(err.Error())+".", text.T("Mend or delete it; defaults apply until then.")
	if s.target() == "" {
		f.Result = api.FindingFailed
		f.Cure = text.T("Mend it. Until then no key is added or rotated, for it may say that values go into the encrypted file.")
	}
	return f
}
