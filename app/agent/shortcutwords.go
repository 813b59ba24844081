package agent

import (
	"errors"

	"keytray/app/api"
	"keytray/app/shortcut"
	"keytray/app/text"
)

// pickCommand opens the picker where the desktop has to bind the keys.
const pickCommand = "keytray pick"

// shortcutNote is one sentence or two beside the setting; "" where it just works.
func shortcutNote(st shortcut.Standing) string {
	switch st.State {
	case shortcut.Works:
		if st.Keys != "" {
			return text.T("Your desktop chose the keys: %s. Change them in its settings.", st.Keys)
		}
	case shortcut.Taken:
		return text.T("Another program has these keys. Choose others.")
	case shortcut.NoKey:
		return text.T("This keyboard does not have that key. Choose another one.")
	case shortcut.Gone:
		return text.T("Your desktop does not answer. Keytray tries again.")
	case shortcut.None:
		return text.T("Not available on this desktop. Bind this command yourself: %s", pickCommand)
	}
	return ""
}

// shortcutRefused says why a text is no combination; "" for other errors.
func shortcutRefused(err error) string {
	switch {
	case errors.Is(err, shortcut.ErrNoKey):
		return text.T("A key is missing. Use a combination like Ctrl+Alt+K, or off.")
	case errors.Is(err, shortcut.ErrUnknown):
		return text.T("There is no such key. Use Ctrl, Alt, Shift or Super with a letter, a digit, Space or F1 to F24, like Ctrl+Alt+K, or off.")
	case errors.Is(err, shortcut.ErrSeveral):
		return text.T("That is more than one key. Use one with Ctrl, Alt, Shift or Super, like Ctrl+Alt+K, or off.")
	case errors.Is(err, shortcut.ErrNoModifier):
		return text.T("That key could not be typed any more. Use it with Ctrl, Alt or Super, like Ctrl+Alt+K, or off.")
	case errors.Is(err, shortcut.ErrNeededByAll):
		return text.T("Every program needs these keys. Use others, like Ctrl+Alt+K, or off.")
	}
	return ""
}

// checkShortcut is what the doctor says of it: nothing in a command, which does
// not listen.
func (s *Service) checkShortcut() []api.Finding {
	if s.p.Shortcut == nil || !s.running {
		return nil
	}
	f := api.Finding{Check: api.DoctorShortcut, Result: api.FindingOK}
	chosen, st, back := s.choices().Pick.String(), s.shortcutStanding(), s.cameBack()
	keys := text.Shortcut(chosen)
	switch {
	case chosen == shortcut.Off:
		f.Text = text.T("No keys are set for the quick picker.")
	case st.State == shortcut.Works && st.Keys != "":
		f.Text = text.T("The quick picker opens with the keys that your desktop chose: %s", st.Keys)
	case st.State == shortcut.Works && !back.IsZero():
		f.Text = text.T("%[1]s opens the quick picker again. Another program had these keys until %[2]s, %[3]s.", keys, text.Date(back), text.Time(back))
	case st.State == shortcut.Works:
		f.Text = text.T("%s opens the quick picker.", keys)
	case st.State == "": // it may be asking the person
		f.Text = text.T("Your desktop has not said yet whether %s can open the quick picker.", keys)
	case st.State == shortcut.Taken:
		f = chooseKeys(f, text.T("Another program has %s, so it does not open the quick picker.", keys))
		f.Cure = text.T("Choose other keys in the settings, or end that program: Keytray takes the keys when they are free.")
	case st.State == shortcut.NoKey:
		f = chooseKeys(f, text.T("This keyboard has no key for %s.", keys))
	case st.State == shortcut.Gone:
		f.Result, f.Text = api.FindingWarning, text.T("Your desktop does not answer, so %s does not open the quick picker.", keys)
	default:
		f.Result, f.Text = api.FindingWarning, text.T("This desktop lets no program listen for keys.")
		f.Cure, f.Command, f.Does = text.T("Bind this command yourself: %s", pickCommand), pickCommand, text.T("Copy command")
	}
	return []api.Finding{f}
}

func chooseKeys(f api.Finding, words string) api.Finding {
	f.Result, f.Text = api.FindingWarning, words
	f.Cure, f.View, f.Does = text.T("Choose other keys in the settings."), api.ViewSettings, text.T("Open settings")
	return f
}
