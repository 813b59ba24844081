package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/notify"
	"keytray/app/text"
)

// trayLimit is how long the doctor waits for a tray: one that is there says so at
// once.
const trayLimit = 200 * time.Millisecond

func (s *Service) checkTray(ctx context.Context) api.Finding {
	if s.hasTray(ctx) {
		return api.Finding{Check: api.DoctorTray, Result: api.FindingOK, Text: text.T("The desktop has a tray.")}
	}
	return api.Finding{
		Check: api.DoctorTray, Result: api.FindingWarning, Text: text.T("No tray was found on this desktop."),
		Cure: text.T("Use the window (keytray window), or add a tray: on GNOME the AppIndicator extension."),
	}
}

func (s *Service) hasTray(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, trayLimit)
	defer cancel()
	return desktop.WaitTrayHost(ctx) == nil
}

func (s *Service) checkNotifications(ctx context.Context) api.Finding {
	f := api.Finding{Check: api.DoctorNotifications, Result: api.FindingWarning}
	server, err := notify.Look(ctx, desktop.Bus)
	switch {
	case err != nil && !desktop.HasDisplay():
		f.Text = text.T("There is no display here, so no notifications.")
		f.Cure = text.T("See what needs rotating with: keytray due")
		return f
	case err != nil:
		if s.choices().Reminders {
			f.Result = api.FindingFailed
		}
		f.Text = text.T("Nothing shows them, so no reminder arrives.")
		f.Cure = text.T("Install a notification service, for example dunst.")
		return withCommand(f, installs("dunst"))
	case server.Quiet:
		f.Text = text.T("Your desktop keeps them back, as you asked it to.")
		f.Cure = text.T("Reminders wait until you switch off its Do Not Disturb.")
		return f
	case server.Silent:
		f.Text = text.T("Your desktop keeps them back, as you asked it to.")
		f.Cure = text.T("Reminders come without being shown. Switch off its Do Not Disturb to see them.")
		return f
	}
	f.Result, f.Fix, f.Does = api.FindingOK, fixNote, text.T("Send a test")
	switch name := server.Name; {
	case name == "":
		f.Text = text.T("Your desktop shows them.")
	case !server.Buttons:
		f.Text = text.T("%s shows them, without buttons.", name)
	default:
		f.Text = text.T("%s shows them.", name)
	}
	return f
}

// testNote shows a notification, so that the person sees whether they arrive.
func (s *Service) testNote(ctx context.Context) (string, error) {
	notifier := s.notifier
	if notifier == nil { // in a command
		notifier = notify.New(desktop.Bus, s.p.Icon, func(notify.Press) {}, func() {})
		defer notifier.Close()
	}
	err := notifier.Show(ctx, notify.Note{
		Tag: "test", Title: text.T("This is a test"),
		Body: text.T("Reminders of keys that need rotating look like this."),
	})
	switch {
	case errors.Is(err, notify.ErrQuiet):
		return "", &api.Error{Kind: api.Refused, Text: text.T("Your desktop keeps notifications back, as you asked it to. The test was not shown."), Err: err}
	case err != nil:
		return "", &api.Error{Kind: api.Failed, Text: text.T("Nothing shows notifications here."), Err: err}
	}
	return text.T("A test was sent. If you do not see it, look into the notification settings of your desktop."), nil
}

// checkReminders says when the next one comes.
func (s *Service) checkReminders(ctx context.Context) []api.Finding {
	x, err := s.vault.Index(ctx)
	if err != nil {
		return nil // said of the list of keys
	}
	f := api.Finding{Check: api.DoctorReminders, Result: api.FindingOK}
	w, now := s.wishes(), s.p.Now()
	next := s.plan(x, w, now).Next
	switch {
	case !w.Reminders:
		f.Text = text.T("You have switched them off.")
		f.View, f.Does = api.ViewSettings, text.T("Open settings")
	case !s.running:
		f.Result = api.FindingWarning
		f.Text = text.T("Keytray is not running, so none comes.")
		f.Cure = text.T("Start it with: keytray")
	case x.PausedUntil.After(now):
		f.Text = text.T("They are snoozed until %s.", text.Date(x.PausedUntil.In(now.Location())))
	case next.IsZero():
		f.Text = text.T("There is nothing to remind of.")
	default:
		f.Text = text.T("The next one comes on %s at %s.", text.Date(next), text.Time(next))
	}
	return []api.Finding{f}
}
