package cli

import (
	"unicode/utf8"

	"keytray/app/api"
	"keytray/app/text"
)

// checks are all that the doctor checks.
var checks = []string{
	api.DoctorKeychain, api.DoctorIndex, api.DoctorSettings, api.DoctorProviders, api.DoctorClipboard, api.DoctorTray, api.DoctorNotifications,
	api.DoctorReminders, api.DoctorLogin, api.DoctorShortcut, api.DoctorWindow,
}

// checkWidth is the width of a column with all of them.
func checkWidth() (width int) {
	for _, check := range checks {
		width = max(width, utf8.RuneCountInString(checkWord(check)))
	}
	return width
}

// checkWord is the name of a check; in English it is that of the JSON.
func checkWord(check string) string {
	switch check {
	case api.DoctorKeychain:
		return text.C("doctor", "keychain")
	case api.DoctorIndex:
		return text.C("doctor", "index")
	case api.DoctorSettings:
		return text.C("doctor", "settings")
	case api.DoctorProviders:
		return text.C("doctor", "providers")
	case api.DoctorClipboard:
		return text.C("doctor", "clipboard")
	case api.DoctorTray:
		return text.C("doctor", "tray")
	case api.DoctorNotifications:
		return text.C("doctor", "notifications")
	case api.DoctorReminders:
		return text.C("doctor", "reminders")
	case api.DoctorLogin:
		return text.C("doctor", "login")
	case api.DoctorShortcut:
		return text.C("doctor", "shortcut")
	case api.DoctorWindow:
		return text.C("doctor", "window")
	}
	return check
}

// resultWord is how a check ended.
func resultWord(result string) string {
	switch result {
	case api.FindingFailed:
		return text.C("doctor", "failed")
	case api.FindingWarning:
		return text.C("doctor", "warning")
	case api.FindingOK:
		return text.C("doctor", "ok")
	}
	return result
}
