package cli

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/text"
)

func (c *command) doctor() *cobra.Command {
	var d diagnosis
	cmd := &cobra.Command{Use: "doctor", Short: text.T("Check keychain, files, clipboard, tray and the rest; finish what a crash cut off"), Args: nothing}
	cmd.Flags().BoolVar(&d.asJSON, "json", false, text.T("as JSON"))
	cmd.Flags().BoolVar(&d.fix, "fix", false, text.T("offer to mend what can be mended, one by one"))
	cmd.Flags().BoolVar(&d.yes, "yes", false, text.T("with --fix: do without asking what shows nothing on the screen, changes no setting and can be taken back"))
	cmd.Flags().BoolVar(&d.report, "report", false, text.T("write a text for a report of a bug, without keys, names and paths"))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		switch {
		case d.report && (d.asJSON || d.fix):
			return usage("Use --report alone.")
		case d.yes && !d.fix || d.fix && d.asJSON:
			return usage("Use --yes only with --fix, and --fix without --json.")
		}
		s, err := c.service()
		if err != nil {
			return err
		}
		if d.report {
			return c.report(cmd.Context(), s)
		}
		d.command, d.service = c, s
		if _, err := c.open(cmd.Context(), s); err != nil { // what does not need it is told all the same
			d.row(api.FindingFailed, api.DoctorKeychain, err.Error())
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

// report writes the report as it is: it is to be pasted somewhere.
func (c *command) report(ctx context.Context, s api.Service) error {
	report, err := s.Report(ctx)
	if err == nil {
		_, err = io.WriteString(c.Stdout, report)
	}
	return err
}

// diagnosis is one run of the doctor.
type diagnosis struct {
	*command
	service                  api.Service
	asJSON, fix, yes, report bool
	failed                   bool
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

// finding prints one and does what it offers, with the person's word. Where nothing
// is wrong nothing is mended: what is offered there is for the window.
func (d *diagnosis) finding(ctx context.Context, f api.Finding) (mended bool, err error) {
	d.row(f.Result, f.Check, f.Text)
	if f.Cure != "" {
		d.more(f.Cure)
	}
	if f.Command != "" {
		d.more(f.Command)
	}
	switch {
	case f.Fix == "" || f.Result == api.FindingOK:
		return false, nil
	case !d.fix, d.yes && f.Shows:
		d.more(text.T("%s: keytray doctor --fix", f.Does))
		return false, nil
	case d.yes && f.Destroys:
		d.more(text.T("%s: not with --yes, for it cannot be taken back", f.Does))
		return false, nil
	case !d.yes:
		if said, err := d.word(ctx, text.T("%s?", f.Does)); err != nil || !said {
			return false, err
		}
	}
	return d.mend(ctx, f), nil
}

// mend does what a finding offers. A failure is told, and the others can be mended
// all the same.
func (d *diagnosis) mend(ctx context.Context, f api.Finding) (mended bool) {
	done, err := d.service.Fix(ctx, f.Fix)
	switch {
	case err == nil:
		d.row(done.Result, done.Check, done.Text)
		return true
	case api.KindOf(err) == api.NotFound: // by an earlier answer, or by somebody else
		d.more(text.T("Nothing to do any more."))
		return true
	}
	d.row(api.FindingFailed, f.Check, err.Error())
	d.failed = true
	return false
}

func (d *diagnosis) row(result, check, words string) {
	d.say("%-8s %-*s  %s", resultWord(result), checkWidth(), checkWord(check), words)
}

func (d *diagnosis) more(words string) { d.row("", "", words) }

// word asks a person who is there; a script says --yes.
func (c *command) word(ctx context.Context, question string) (yes bool, err error) {
	if !c.atTerminal() {
		return false, usage("Nobody is there to ask. Use --fix --yes to do what needs no answer.")
	}
	yes, err = c.yes(ctx, question, false)
	if errors.Is(err, errStopped) {
		err = errors.New(text.T("you stopped it"))
	}
	return yes, err
}
