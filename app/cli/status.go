package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) status() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{Use: "status", Short: "Show the state of tray program, keychain and clipboard, and the next reminder", Args: nothing}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := c.service()
		if err != nil {
			return err
		}
		st, err := s.State(cmd.Context())
		if err != nil {
			return err
		}
		if st.Broken != "" {
			return &api.Error{Kind: api.Failed, Text: st.Broken}
		}
		if asJSON {
			return c.json(statusJSON{st.Agent, st.Keychain, clipboardJSON{st.Clipboard.Key, st.Clipboard.Until}, st.NextReminder, len(unfinished(st.Keys))})
		}
		c.describeStatus(st)
		return nil
	}
	return cmd
}

type statusJSON struct {
	Agent        api.Agent     `json:"agent"`
	Keychain     api.Keychain  `json:"keychain"`
	Clipboard    clipboardJSON `json:"clipboard"`
	NextReminder time.Time     `json:"next_reminder,omitzero"`
	Unfinished   int           `json:"unfinished_rotations"`
}

type clipboardJSON struct {
	Key   string    `json:"key,omitempty"`
	Until time.Time `json:"until,omitzero"`
}

func (c *command) describeStatus(st api.State) {
	agent := "not running. Start it with: keytray"
	if st.Agent.Running {
		agent = fmt.Sprintf("running (process %d)", st.Agent.PID)
	}
	clipboard := "no key of ours"
	if st.Clipboard.Live() {
		clipboard = fmt.Sprintf("%s, clears in %s", st.Clipboard.Key, text.Seconds(st.Clipboard.Until.Sub(c.Now())))
	}
	reminder := "none"
	if !st.NextReminder.IsZero() {
		reminder = st.NextReminder.Format("Mon ") + text.Date(st.NextReminder) + st.NextReminder.Format(" 15:04")
	}
	c.say("Tray       %s", agent)
	c.say("Keychain   %s: %s", st.Keychain.Name, keychainWords[st.Keychain.Status])
	c.say("Keys       %d", len(st.Keys))
	if names := unfinished(st.Keys); len(names) > 0 {
		c.say("Rotations  %s: %s", text.Unfinished(len(names)), text.Names(names))
	}
	if names := holding(st.Keys); len(names) > 0 {
		c.say("Earlier    values kept of: %s", text.Names(names))
	}
	c.say("Clipboard  %s", clipboard)
	c.say("Reminder   %s", reminder)
	if !st.PausedUntil.IsZero() {
		c.say("           Reminders are snoozed until %s. End that with: keytray snooze --all 0s", text.Date(st.PausedUntil)+st.PausedUntil.Format(" 15:04"))
	}
	if st.Notice != "" {
		c.say("Notice     %s", st.Notice)
	}
}

var keychainWords = map[string]string{
	api.KeychainOK: "unlocked", api.KeychainLocked: "locked", api.KeychainMissing: "not running",
	api.KeychainNoCollection: "has no default collection", api.KeychainSilent: "does not answer", api.KeychainUnknown: "not asked yet",
}

// holding are the names of keys with earlier values that no rotation under way tells of.
func holding(keys []api.Key) (names []string) {
	for _, k := range keys {
		if kept(k) != "" {
			names = append(names, text.Plain(k.Name))
		}
	}
	return names
}

// unfinished are the names of keys whose rotation is under way.
func unfinished(keys []api.Key) (names []string) {
	for _, k := range keys {
		if k.Case != nil {
			names = append(names, text.Plain(k.Name))
		}
	}
	return names
}
