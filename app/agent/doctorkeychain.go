package agent

import (
	"context"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/keychain"
	"keytray/app/text"
	"keytray/app/vault"
)

func (s *Service) checkKeychain(ctx context.Context) api.Finding {
	st := s.probe(ctx)
	if s.target() == vault.InFile || st.Cause != nil {
		return s.checkFile(st)
	}
	f := api.Finding{Check: api.DoctorKeychain, Result: api.FindingFailed}
	switch st.State {
	case keychain.OK:
		return openKeychain(st)
	case keychain.Locked:
		f.Result = api.FindingWarning
		f.Text = text.T("%s is locked.", st.Name)
		f.Cure = text.T("Unlock it, for example by logging in to your desktop.")
		if desktop.HasDisplay() { // where its prompt can be seen
			f.Fix, f.Does = fixUnlock, text.T("Unlock")
		}
	case keychain.NoCollection:
		f.Text = text.T("%s has no default collection yet.", st.Name)
		f.Cure = text.T("Create one in your keychain program (Passwords and Keys, KWalletManager), and set it as default.")
		if st.CanMake {
			f.Result, f.Fix, f.Does = api.FindingWarning, fixUnlock, text.T("Create it")
			f.Cure = text.T("%s asks for its password when it makes one.", st.Name)
		}
	case keychain.Silent:
		f.Text = text.T("%s does not answer.", st.Name)
		f.Cure = text.T("Answer its prompt if there is one, or log out and in.")
	default:
		f.Text = text.T("No keychain is running. Keytray has nowhere safe to keep keys.")
		f.Cure = text.T("Install and start GNOME Keyring, KWallet or KeePassXC (with its Secret Service switched on); or keep keys in an encrypted file under a passphrase: keytray config keychain file")
		f.View, f.Does = api.ViewSettings, text.T("Open settings")
	}
	return f
}

func openKeychain(st keychain.Status) api.Finding {
	if st.Plain {
		return api.Finding{
			Check: api.DoctorKeychain, Result: api.FindingWarning,
			Text: text.T("%s is running and unlocked, but takes values only unencrypted over the session bus.", st.Name),
			Cure: text.T("Other programs of yours can read along. Use a keychain with encrypted sessions, as GNOME Keyring, KWallet and KeePassXC have."),
		}
	}
	return api.Finding{Check: api.DoctorKeychain, Result: api.FindingOK, Text: text.T("%s is running and unlocked.", st.Name)}
}

// checkFile is about the encrypted file.
func (s *Service) checkFile(st keychain.Status) api.Finding {
	f := api.Finding{Check: api.DoctorKeychain, Result: api.FindingFailed}
	if st.State == keychain.Locked {
		f.Result, f.Text = api.FindingWarning, text.T("The encrypted file is locked.")
		f.Cure = text.T("Enter its passphrase with: keytray unlock")
		f.View, f.Does = api.ViewUnlock, text.T("Unlock…")
	}
	switch {
	case st.Cause != nil:
		f.Text = s.sentence(ofFile(st.Cause))
	case st.State == keychain.OK:
		f.Result, f.Text = api.FindingOK, s.fileOpen()
	case st.State != keychain.Locked:
		f.Text = text.T("The encrypted file is missing or damaged.")
		f.Cure = text.T("Put a backup of it in its place, or choose another place with: keytray config keychain system")
	}
	return f
}

func (s *Service) fileOpen() string {
	if !s.running {
		return text.T("The passphrase opens the encrypted file.")
	}
	return text.T("The encrypted file is open until Keytray ends.")
}

func (s *Service) keychainOpen() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keychain.Status == api.KeychainOK
}
