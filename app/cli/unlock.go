package cli

import (
	"context"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
)

func (c *command) unlock() *cobra.Command {
	return &cobra.Command{
		Use: "unlock", Short: text.T("Open the encrypted file until Keytray ends, and start the tray program if it is not running; or have the system keychain ask for its password"), Args: nothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := c.service()
			if err != nil {
				return err
			}
			st, err := s.State(cmd.Context())
			if err != nil {
				return err
			}
			switch {
			case st.Keychain.Store != api.StoreFile && !st.Keychain.NeedsPassphrase:
				return c.unlockKeychain(cmd.Context(), s, st.Keychain)
			case !st.Keychain.FileLocked && st.Agent.Running:
				c.say("The encrypted file is open already.")
				return nil
			}
			passphrase, err := c.passphrase(cmd.Context(), text.T("Passphrase of the encrypted file (not shown): "))
			if err != nil {
				return err
			}
			defer passphrase.Wipe()
			// A wrong one need not start anything.
			if err := s.Unlock(cmd.Context(), passphrase); err != nil {
				return err
			}
			if !st.Agent.Running {
				agent, err := c.started(cmd.Context())
				if err != nil {
					return err
				}
				if err := agent.Unlock(cmd.Context(), passphrase); err != nil {
					return err
				}
			}
			c.say("The encrypted file is open until Keytray ends.")
			return nil
		},
	}
}

// unlockKeychain has the system's keychain ask for its password, or make its first
// collection, or says why it cannot.
func (c *command) unlockKeychain(ctx context.Context, s api.Service, k api.Keychain) error {
	if k.Status == api.KeychainOK {
		return &api.Error{Kind: api.Refused, Text: text.T("Your keys are in the system keychain, which asks for its password by itself. There is nothing to unlock here.")}
	}
	if err := s.Unlock(ctx, secret.Value{}); err != nil {
		return err
	}
	c.say("%s is unlocked.", k.Name)
	return nil
}

func (c *command) changePassphrase() *cobra.Command {
	return &cobra.Command{
		Use: "passphrase", Short: text.T("Change the passphrase of the encrypted file"), Args: nothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := c.service()
			if err != nil {
				return err
			}
			st, err := s.State(cmd.Context())
			if err != nil {
				return err
			}
			if !st.Keychain.File {
				return &api.Error{Kind: api.Refused, Text: text.T("There is no encrypted file. Your keys are in the system keychain.")}
			}
			var r api.PassphraseRequest
			if r.Old, err = c.passphrase(cmd.Context(), text.T("Present passphrase (not shown): ")); err != nil {
				return err
			}
			defer r.Old.Wipe()
			if r.New, err = c.newPassphrase(cmd.Context()); err != nil {
				return err
			}
			defer r.New.Wipe()
			if err := s.ChangePassphrase(cmd.Context(), r); err != nil {
				return err
			}
			c.say("The passphrase is changed. Copies of the file made before still open with the old one.")
			return nil
		},
	}
}
