package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"keytray/app/api"
)

func (c *command) doctor() *cobra.Command {
	var asJSON, fix, yes bool
	cmd := &cobra.Command{Use: "doctor", Short: "Check keychain, files, clipboard and tray; finish what a crash cut off", Args: nothing}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.Flags().BoolVar(&fix, "fix", false, "offer to mend what can be mended, one by one")
	cmd.Flags().BoolVar(&yes, "yes", false, "with --fix: do all of it without asking")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := c.service()
		if err != nil {
			return err
		}
		if yes && !fix || fix && asJSON {
			return usage("Use --yes only with --fix, and --fix without --json.")
		}
		if _, err := c.open(cmd.Context(), s); err != nil {
			return err
		}
		all, err := s.Doctor(cmd.Context())
		if err != nil {
			return err
		}
		var bad error
		for _, f := range all {
			if f.Result == api.FindingFailed {
				bad = errQuiet
			}
		}
		if asJSON {
			if err := c.json(all); err != nil {
				return err
			}
			return bad
		}
		for _, f := range all {
			c.say("%-8s %-10s %s", f.Result, f.Check, f.Text)
			if f.Cure != "" {
				c.say("%-8s %-10s %s", "", "", f.Cure)
			}
			if f.Fix == "" {
				continue
			}
			if !fix {
				c.say("%-8s %-10s %s: keytray doctor --fix", "", "", f.Does)
				continue
			}
			if err := c.fix(cmd.Context(), s, f, yes); err != nil {
				return err
			}
		}
		return bad
	}
	return cmd
}

// fix does what a finding offers, with the person's word.
func (c *command) fix(ctx context.Context, s api.Service, f api.Finding, yes bool) error {
	if !yes {
		answer, err := c.word(ctx, f.Does+"? [y/N] ")
		if err != nil || answer != "y" && answer != "yes" {
			return err
		}
	}
	done, err := s.Fix(ctx, f.Fix)
	if err != nil {
		return err
	}
	c.say("%-8s %-10s %s", done.Result, done.Check, done.Text)
	return nil
}

// word asks a person who is there; a script says --yes.
func (c *command) word(ctx context.Context, question string) (string, error) {
	f, ok := c.Stdin.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return "", usage("Nobody is there to ask. Use --fix --yes to do all that is offered.")
	}
	_, _ = fmt.Fprint(c.Stderr, question)
	raw, err := interruptible(ctx, func() ([]byte, error) {
		line, err := bufio.NewReaderSize(f, 16).ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return line, err
	})
	return strings.ToLower(strings.TrimSpace(string(raw))), err
}
