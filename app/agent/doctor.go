package agent

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"keytray/app/api"
	"keytray/app/clipboard"
	"keytray/app/desktop"
	"keytray/app/keychain"
	"keytray/app/text"
	"keytray/app/vault"
)

// Doctor implements api.Service. Its texts hold no value, hint or account.
func (s *Service) Doctor(ctx context.Context) ([]api.Finding, error) {
	chain := s.checkKeychain(ctx)
	all := append([]api.Finding{chain}, s.checkIndex(ctx, chain.Result == api.FindingOK)...)
	all = append(all, s.checkSettings(), s.checkClipboard(), s.checkTray(ctx), s.checkWindow())
	return all, nil
}

func (s *Service) checkKeychain(ctx context.Context) api.Finding {
	f := api.Finding{Check: "keychain", Result: api.FindingFailed}
	st := s.probe(ctx)
	switch st.State {
	case keychain.OK:
		return api.Finding{Check: "keychain", Result: api.FindingOK, Text: st.Name + " is running and unlocked."}
	case keychain.Locked:
		f.Result = api.FindingWarning
		f.Text, f.Cure = st.Name+" is locked.", "Unlock it, for example by logging in to your desktop."
	case keychain.NoCollection:
		f.Text, f.Cure = st.Name+" has no default collection yet.", "Create one in your keychain program (Passwords and Keys, KWalletManager), and set it as default."
	case keychain.Silent:
		f.Text, f.Cure = st.Name+" does not answer.", "Answer its prompt if there is one, or log out and in."
	default:
		f.Text, f.Cure = "No keychain is running. Keytray has nowhere safe to keep keys.", "Install and start GNOME Keyring, KWallet or KeePassXC (with its Secret Service switched on)."
	}
	return f
}

// checkIndex repairs what a crash cut off, and says so. It leaves that if the
// keychain would have to ask the person for it.
func (s *Service) checkIndex(ctx context.Context, repair bool) []api.Finding {
	var all []api.Finding
	add := func(result, sentence, cure string) {
		all = append(all, api.Finding{Check: "index", Result: result, Text: sentence, Cure: cure})
	}
	var repaired []vault.Repaired
	var repairErr error
	if repair {
		repaired, repairErr = s.vault.Repair(ctx)
	}
	x, err := s.vault.Index(ctx)
	if err != nil {
		kind := &api.Error{}
		errors.As(s.explain(err), &kind)
		add(api.FindingFailed, kind.Text, "")
		return all
	}
	for _, r := range repaired {
		add(api.FindingWarning, fmt.Sprintf("%s: %s", r.Name, r.What), "")
	}
	for _, k := range x.Unfinished() {
		cure := "Wait for it, or answer your keychain's prompt."
		if repairErr != nil || !repair {
			cure = "Make the keychain answer, then run keytray doctor again."
		}
		add(api.FindingWarning, k.Name+": an operation on it is not finished.", cure)
	}
	for _, file := range s.vault.Damaged() {
		add(api.FindingWarning, "A damaged list of keys was set aside as "+filepath.Base(file)+".", "Delete that file when nothing is missing.")
	}
	if err := s.vault.TryWrite(ctx); err != nil {
		var said *api.Error
		errors.As(s.explain(err), &said)
		add(api.FindingFailed, said.Text, "")
	}
	if len(all) == 0 {
		add(api.FindingOK, fmt.Sprintf("The list of keys is whole: %s.", text.Keys(len(x.Keys))), "")
	}
	return all
}

func (s *Service) checkSettings() api.Finding {
	if _, err := s.settings.Load(); err != nil {
		return api.Finding{Check: "settings", Result: api.FindingWarning, Text: upper(err.Error()) + ".", Cure: "Mend or delete it; defaults apply until then."}
	}
	return api.Finding{Check: "settings", Result: api.FindingOK, Text: "The settings can be read."}
}

func (s *Service) checkClipboard() api.Finding {
	switch err := clipboard.Usable(); {
	case errors.Is(err, clipboard.ErrNoDisplay):
		return api.Finding{Check: "clipboard", Result: api.FindingWarning, Text: "There is no display here, so no clipboard.", Cure: "Use keytray get in a terminal."}
	case err != nil:
		return api.Finding{Check: "clipboard", Result: api.FindingFailed, Text: "No clipboard tool was found.", Cure: "Install xclip (X11) or wl-clipboard (Wayland)."}
	}
	return api.Finding{Check: "clipboard", Result: api.FindingOK, Text: "Keys can be copied. Clipboard managers are not yet asked to leave them out."}
}

func (s *Service) checkTray(ctx context.Context) api.Finding {
	ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	if desktop.WaitTrayHost(ctx) != nil {
		return api.Finding{
			Check: "tray", Result: api.FindingWarning, Text: "No tray was found on this desktop.",
			Cure: "Use the window (keytray window), or add a tray: on GNOME the AppIndicator extension.",
		}
	}
	return api.Finding{Check: "tray", Result: api.FindingOK, Text: "The desktop has a tray."}
}

func (s *Service) checkWindow() api.Finding {
	if len(s.p.Window) == 0 {
		return api.Finding{Check: "window", Result: api.FindingWarning, Text: "This build has no window and keytray-window was not found.", Cure: "Put keytray-window into the same folder as keytray."}
	}
	return api.Finding{Check: "window", Result: api.FindingOK, Text: "The window is installed."}
}
