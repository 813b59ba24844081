package cli

import (
	"github.com/spf13/cobra"

	"keytray/app/api"
)

func (c *command) unlock() *cobra.Command {
	return &cobra.Command{
		Use: "unlock", Short: "Open the encrypted file until Keytray ends; starts the tray program if it is not running", Args: nothing,
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
				return &api.Error{Kind: api.Refused, Text: "Your keys are in the system keychain, which asks for its password by itself. There is nothing to unlock here."}
			case !st.Keychain.FileLocked && st.Agent.Running:
				c.say("The encrypted file is open already.")
				return nil
			}
			passphrase, err := c.passphrase(cmd.Context(), "Passphrase of the encrypted file (not shown): ")
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

func (c *command) changePassphrase() *cobra.Command {
	return &cobra.Command{
		Use: "passphrase", Short: "Change the passphrase of the encrypted file", Args: nothing,
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
				return &api.Error{Kind: api.Refused, Text: "There is no encrypted file. Your keys are in the system keychain."}
			}
			var r api.PassphraseRequest
			if r.Old, err = c.passphrase(cmd.Context(), "Present passphrase (not shown): "); err != nil {
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
