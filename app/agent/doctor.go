package agent

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/keychain"
	"keytray/app/vault"
)

// Doctor implements api.Service. Its texts hold no value, hint or account.
func (s *Service) Doctor(ctx context.Context) ([]api.Finding, error) {
	chain := s.checkKeychain(ctx)
	all := append([]api.Finding{chain}, s.checkIndex(ctx, chain.Result != api.FindingFailed && s.keychainOpen())...)
	all = append(all, s.checkSettings())
	all = append(all, s.checkProviders()...)
	all = append(all, s.checkClipboard(ctx), s.checkTray(ctx), s.checkWindow())
	return all, nil
}

func (s *Service) checkKeychain(ctx context.Context) api.Finding {
	f := api.Finding{Check: "keychain", Result: api.FindingFailed}
	st := s.probe(ctx)
	if st.Cause != nil {
		f.Text = s.sentence(ofFile(st.Cause))
		if st.State == keychain.Locked {
			f.Result, f.Cure = api.FindingWarning, "Enter its passphrase with: keytray unlock"
		}
		return f
	}
	switch st.State {
	case keychain.OK:
		return s.openKeychain(st)
	case keychain.Locked:
		if s.target() == vault.InFile {
			return api.Finding{Check: "keychain", Result: api.FindingWarning, Text: "The encrypted file is locked.", Cure: "Enter its passphrase with: keytray unlock"}
		}
		f.Result = api.FindingWarning
		f.Text, f.Cure = st.Name+" is locked.", "Unlock it, for example by logging in to your desktop."
	case keychain.NoCollection:
		if st.CanMake {
			f.Result = api.FindingWarning
			f.Text, f.Cure = st.Name+" has no default collection yet.", "Add a key: "+st.Name+" then offers to make one."
			break
		}
		f.Text, f.Cure = st.Name+" has no default collection yet.", "Create one in your keychain program (Passwords and Keys, KWalletManager), and set it as default."
	case keychain.Missing:
		if s.target() == vault.InFile {
			f.Text, f.Cure = "The encrypted file is missing or damaged.", "Put a backup of it in its place, or choose another place with: keytray config keychain system"
			break
		}
		f.Text = "No keychain is running. Keytray has nowhere safe to keep keys."
		f.Cure = "Install and start GNOME Keyring, KWallet or KeePassXC (with its Secret Service switched on); or keep keys in an encrypted file under a passphrase: keytray config keychain file"
	case keychain.Silent:
		f.Text, f.Cure = st.Name+" does not answer.", "Answer its prompt if there is one, or log out and in."
	}
	return f
}

func (s *Service) openKeychain(st keychain.Status) api.Finding {
	if s.target() == vault.InFile {
		return api.Finding{Check: "keychain", Result: api.FindingOK, Text: s.fileOpen()}
	}
	if st.Plain {
		return api.Finding{
			Check: "keychain", Result: api.FindingWarning,
			Text: st.Name + " is running and unlocked, but takes values only unencrypted over the session bus.",
			Cure: "Other programs of yours can read along. Use a keychain with encrypted sessions, as GNOME Keyring, KWallet and KeePassXC have.",
		}
	}
	return api.Finding{Check: "keychain", Result: api.FindingOK, Text: st.Name + " is running and unlocked."}
}

func (s *Service) fileOpen() string {
	if !s.running {
		return "The passphrase opens the encrypted file."
	}
	return "The encrypted file is open until Keytray ends."
}

func (s *Service) keychainOpen() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keychain.Status == api.KeychainOK
}

func (s *Service) checkSettings() api.Finding {
	if _, err := s.settings.Load(); err != nil && s.target() == "" {
		return api.Finding{Check: "settings", Result: api.FindingFailed, Text: upper(err.Error()) + ".", Cure: "Mend it. Until then no key is added or rotated, for it may say that values go into the encrypted file."}
	} else if err != nil {
		return api.Finding{Check: "settings", Result: api.FindingWarning, Text: upper(err.Error()) + ".", Cure: "Mend or delete it; defaults apply until then."}
	}
	return api.Finding{Check: "settings", Result: api.FindingOK, Text: "The settings can be read."}
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
