package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/api"
)

func (c *command) doctor() *cobra.Command {
	var d diagnosis
	cmd := &cobra.Command{Use: "doctor", Short: "Check keychain, files, clipboard and tray; finish what a crash cut off", Args: nothing}
	cmd.Flags().BoolVar(&d.asJSON, "json", false, "as JSON")
	cmd.Flags().BoolVar(&d.fix, "fix", false, "offer to mend what can be mended, one by one")
	cmd.Flags().BoolVar(&d.yes, "yes", false, "with --fix: do all of it without asking, but what cannot be taken back")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if d.yes && !d.fix || d.fix && d.asJSON {
			return usage("Use --yes only with --fix, and --fix without --json.")
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		d.command, d.service = c, s
		if _, err := c.open(cmd.Context(), s); err != nil { // what does not need it is told all the same
			c.say("%-8s %-10s %s", api.FindingFailed, "keychain", err)
			d.failed = true
		}
		all, err := s.Doctor(cmd.Context())
		if err != nil {
			return err
		}
		return d.tell(cmd.Context(), all)
	}
	return cmd
}

// diagnosis is one run of the doctor.
type diagnosis struct {
	*command
	service          api.Service
	asJSON, fix, yes bool
	failed           bool
}

func (d *diagnosis) tell(ctx context.Context, all []api.Finding) error {
	if d.asJSON {
		if err := d.json(all); err != nil {
			return err
		}
	}
	for _, f := range all {
		mended := false
		if !d.asJSON {
			var err error
			if mended, err = d.finding(ctx, f); err != nil {
				return err
			}
		}
		d.failed = d.failed || f.Result == api.FindingFailed && !mended
	}
	if d.failed {
		return errQuiet
	}
	return nil
}

// finding prints one and does what it offers, with the person's word.
func (d *diagnosis) finding(ctx context.Context, f api.Finding) (mended bool, err error) {
	d.say("%-8s %-10s %s", f.Result, f.Check, f.Text)
	if f.Cure != "" {
		d.more(f.Cure)
	}
	switch {
	case f.Fix == "":
		return false, nil
	case !d.fix:
		d.more(f.Does + ": keytray doctor --fix")
		return false, nil
	case d.yes && destroys(f):
		d.more(f.Does + ": not with --yes, for it cannot be taken back")
		return false, nil
	case !d.yes:
		if said, err := d.word(ctx, f.Does+"?"); err != nil || !said {
			return false, err
		}
	}
	done, err := d.service.Fix(ctx, f.Fix)
	if api.KindOf(err) == api.NotFound && err != nil { // by an earlier answer, or by somebody else
		d.more("Nothing to do any more.")
		return true, nil
	}
	if err != nil { // the others can be mended all the same
		d.say("%-8s %-10s %s", api.FindingFailed, f.Check, err)
		d.failed = true
		return false, nil
	}
	d.say("%-8s %-10s %s", done.Result, done.Check, done.Text)
	return true, nil
}

func (d *diagnosis) more(words string) { d.say("%-8s %-10s %s", "", "", words) }

// destroys tells whether what a finding offers cannot be taken back.
func destroys(f api.Finding) bool {
	for _, verb := range []string{"Remove", "Forget", "Destroy"} {
		if strings.HasPrefix(f.Does, verb) {
			return true
		}
	}
	return false
}

// word asks a person who is there; a script says --yes.
func (c *command) word(ctx context.Context, question string) (yes bool, err error) {
	if !c.atTerminal() {
		return false, usage("Nobody is there to ask. Use --fix --yes to do all that can be taken back.")
	}
	yes, err = c.yes(ctx, question, false)
	if errors.Is(err, errStopped) {
		err = errors.New("you stopped it")
	}
	return yes, err
}
