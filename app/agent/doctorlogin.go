package agent

import (
	"context"
	"errors"
	"strconv"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/text"
)

// startAtLogin is the name of its setting.
const startAtLogin = "start.at_login"

// checkLogin compares the setting with what the desktop will do.
func (s *Service) checkLogin() []api.Finding {
	entry, err := s.p.Autostart.Look()
	if errors.Is(err, desktop.ErrNoAutostart) {
		return nil
	}
	f := api.Finding{Check: api.DoctorLogin, Result: api.FindingWarning, Fix: fixLogin, Does: text.T("Start it at login")}
	wanted := s.choices().AtLogin
	switch starts := entry.Program != "" && !entry.Off; {
	case err != nil:
		f.Text, f.Fix, f.Does = text.T("It cannot be seen whether Keytray starts when you log in."), "", ""
	case wanted && starts && s.p.Autostart.Starts(entry):
		f.Result, f.Text = api.FindingOK, text.T("Keytray starts when you log in.")
		f.Fix, f.Does = fixNoLogin, text.T("Do not start it") // whoever has pressed the button finds one in its place
	case entry.Own():
		f.Result, f.Fix, f.Does = api.FindingOK, "", ""
		f.Text = text.T("At login your desktop runs a command of your own, which stays as it is.")
	case wanted && starts && !entry.There():
		f.Text = text.T("The Keytray that starts when you log in is gone.")
		f.Does = text.T("Start this one")
	case wanted && starts:
		f.Text = text.T("Another Keytray than this one starts when you log in.")
		f.Does = text.T("Start this one")
	case wanted && entry.Off:
		f.Text = text.T("It is switched off in the settings of your desktop.")
	case wanted:
		f.Text = text.T("It is switched on, but your desktop does not know of it.")
	case starts:
		f.Text = text.T("It is switched off, but your desktop starts Keytray all the same.")
		f.Fix, f.Does = fixNoLogin, text.T("Do not start it")
	default:
		f.Result, f.Text = api.FindingOK, text.T("Keytray does not start when you log in.")
	}
	return []api.Finding{f}
}

// login does what the setting is to say, and then has it say so.
func (s *Service) login(ctx context.Context, on bool) (string, error) {
	if _, err := s.SetSetting(ctx, startAtLogin, strconv.FormatBool(on)); err != nil {
		return "", err
	}
	if on {
		return text.T("Keytray starts when you log in."), nil
	}
	return text.T("Keytray does not start when you log in."), nil
}

// applyLogin makes the desktop do what the setting says.
func (s *Service) applyLogin(on bool) error {
	do := s.p.Autostart.Off
	if on {
		do = s.p.Autostart.On
	}
	err := do()
	if errors.Is(err, desktop.ErrNoAutostart) {
		if !on {
			return nil // as it is
		}
		return &api.Error{Kind: api.Failed, Text: text.T("Nothing can be started at login here."), Err: err}
	}
	return err
}
