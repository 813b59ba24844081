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
	cmd := &cobra.Command{Use: "status", Short: text.T("Show the state of tray program, keychain and clipboard, and the next reminder"), Args: nothing}
	cmd.Flags().BoolVar(&asJSON, "json", false, text.T("as JSON"))
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
	agent := text.T("not running. Start it with: keytray")
	if st.Agent.Running {
		agent = text.T("running (process %d)", st.Agent.PID)
	}
	clipboard := text.T("no key of ours")
	if st.Clipboard.Live() {
		clipboard = text.T("%s, clears in %s", st.Clipboard.Key, text.Seconds(st.Clipboard.Until.Sub(c.Now())))
	}
	c.rows([][2]string{
		{text.T("Tray"), agent},
		{text.T("Keychain"), fmt.Sprintf("%s: %s", st.Keychain.Name, text.T(keychainWords[st.Keychain.Status]))},
		{text.T("Keys"), text.Number(len(st.Keys))},
		{text.T("Rotations"), counted(unfinished(st.Keys))},
		{text.T("Earlier"), heldOf(holding(st.Keys))},
		{text.T("Clipboard"), clipboard},
		{text.T("Reminder"), reminder(st.NextReminder)},
		{"", snoozedUntil(st.PausedUntil)},
		{text.T("Notice"), st.Notice},
	}, 2)
}

func counted(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return text.Unfinished(len(names)) + ": " + text.Names(names)
}

func heldOf(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return text.T("values kept of: %s", text.Names(names))
}

func reminder(t time.Time) string {
	if t.IsZero() {
		return text.T("none")
	}
	return text.Weekday(t) + " " + text.Date(t) + " " + text.Time(t)
}

func snoozedUntil(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return text.T("Reminders are snoozed until %s. End that with: keytray snooze --all 0s", text.Date(t)+" "+text.Time(t))
}

var keychainWords = map[string]string{
	api.KeychainOK: text.Mark("unlocked"), api.KeychainLocked: text.Mark("locked"), api.KeychainMissing: text.Mark("not running"),
	api.KeychainNoCollection: text.Mark("has no default collection"), api.KeychainSilent: text.Mark("does not answer"),
	api.KeychainUnknown: text.Mark("not asked yet"),
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
