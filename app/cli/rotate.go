package cli

import (
	"context"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// rotating are the flags of rotate. Without one of the modes it stores a new value.
type rotating struct {
	created, expires string
	account          string
	anyway           bool

	updated, not    []string // places
	tell            string   // a place
	status, abandon bool
	back            bool
	byProvider      bool
	confirm         string
}

func (c *command) rotate() *cobra.Command {
	var f rotating
	cmd := &cobra.Command{
		Use:   "rotate NAME",
		Short: text.T("Give a key a new value, from stdin or a hidden prompt; the old one is kept as previous"),
		Long: paragraphs(text.T("Give a key a new value. It comes from stdin or a hidden prompt, never from an argument; a terminal is\n"+
			"told first how to get it. The old value is kept until it is proven dead (keytray check NAME --previous)\n"+
			"or you say so (keytray revoke NAME). Until then the rotation is under way, and can go on at any time."), wordsWhole()),
		Example: text.T("  keytray rotate chat-app                           the steps, then the value\n" +
			"  keytray rotate chat-app --updated ~/notes/.env    this place has the new value\n" +
			"  keytray rotate chat-app --status                  what is left to do\n" +
			"  keytray rotate chat-app --back                    the old value again, after a wrong paste"),
		Args: name,
	}
	f.define(c, cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := f.request(c, cmd)
		if err != nil {
			return err
		}
		find := c.wholeWithIssuer
		if f.status || isGiven(cmd, "tell") {
			find = c.withIssuer // that only tells
		}
		s, k, p, err := find(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		switch {
		case f.status:
			c.tellRotation(k, p)
			return nil
		case f.abandon:
			return c.abandon(cmd.Context(), s, k)
		case f.back:
			return c.goBack(cmd.Context(), s, k)
		case isGiven(cmd, "tell"):
			return c.tellPlace(cmd.Context(), s, k, f.tell)
		case isGiven(cmd, "updated"), isGiven(cmd, "not-updated"):
			return c.tick(cmd.Context(), s, k, p, f.updated, f.not)
		case f.byProvider:
			call := api.CallRequest{Name: k.ID, What: api.CallRotate, Expires: r.Expires, Confirmed: f.confirm}
			return c.byProvider(cmd.Context(), s, k, p, call)
		}
		r.Name = k.ID
		return c.newValue(cmd.Context(), s, k, p, r, f.anyway)
	}
	return cmd
}

func (f *rotating) define(c *command, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.created, "created", "", text.T("day on which the new value was created, YYYY-MM-DD (default today)"))
	flags.StringVar(&f.expires, "expires", "", text.T("day on which the provider ends it, YYYY-MM-DD"))
	flags.StringVar(&f.account, "account", "", text.T("what belongs to the new value where each has its own, as an account SID (default: as noted)"))
	flags.BoolVar(&f.anyway, "anyway", false, text.T("store the value exactly as it comes, whatever it looks like"))
	flags.BoolVar(&f.status, "status", false, text.T("what is done of the rotation, and what is left to do"))
	flags.StringArrayVar(&f.updated, "updated", nil, text.T("a place that has the new value now; may be given several times"))
	flags.StringArrayVar(&f.not, "not-updated", nil, text.T("a place that still has the old one; may be given several times"))
	flags.StringVar(&f.tell, "tell", "", text.T("a place or person: print a message that the key changed, without the value"))
	flags.BoolVar(&f.abandon, "abandon", false, text.T("end the rotation where it is; no value is destroyed"))
	flags.BoolVar(&f.back, "back", false, text.T("a wrong value was pasted: the one before it becomes the current one again"))
	flags.BoolVar(&f.byProvider, "by-provider", false, text.T("let the provider make the new value, where it can; cannot be undone"))
	flags.StringVar(&f.confirm, "confirm", "", text.T("the key's name, to confirm --by-provider where nobody can be asked"))
	for _, flag := range []string{"updated", "not-updated", "tell"} {
		_ = cmd.RegisterFlagCompletionFunc(flag, c.completePlace) // the flag exists
	}
}

// request refuses flags that do not go together, and is what they say of a new value.
func (f *rotating) request(c *command, cmd *cobra.Command) (r api.RotateRequest, err error) {
	if err = f.check(cmd); err != nil {
		return r, err
	}
	if r.Created, err = c.date("created", f.created); err != nil {
		return r, err
	}
	r.Account = f.account
	r.Expires, err = c.date("expires", f.expires)
	return r, err
}

func (f *rotating) check(cmd *cobra.Command) error {
	mode := ""
	for _, flag := range []string{"status", "abandon", "back", "tell", "updated", "not-updated", "by-provider"} {
		if !isGiven(cmd, flag) || flag == "not-updated" && mode == "updated" {
			continue
		}
		if mode != "" {
			return usage("--%s and --%s do not go together. Give one of them.", mode, flag)
		}
		mode = flag
	}
	if isGiven(cmd, "confirm") && !f.byProvider {
		return usage("--confirm goes with --by-provider only.")
	}
	for _, flag := range []string{"created", "expires", "account", "anyway"} {
		if mode != "" && isGiven(cmd, flag) && !(f.byProvider && flag == "expires") {
			return usage("--%s is about a value that you give, so it does not go with --%s.", flag, mode)
		}
	}
	return nil
}

// isGiven tells whether a flag says something: --status=false does not.
func isGiven(cmd *cobra.Command, flag string) bool {
	f := cmd.Flags().Lookup(flag)
	return f.Changed && (f.Value.Type() != "bool" || f.Value.String() == "true")
}

// newValue stores a new value: from a pipe at once, at a terminal step by step.
func (c *command) newValue(ctx context.Context, s api.Service, k api.Key, p provider.Provider, r api.RotateRequest, anyway bool) error {
	known, err := c.catalogue(ctx, s)
	if err != nil {
		return err
	}
	d := dialogue{command: c, ctx: ctx, s: s, known: known, key: k, issuer: p, anyway: anyway}
	if err := d.datesCanBe(r); err != nil {
		return err
	}
	if c.atTerminal() {
		return d.run(r)
	}
	value, err := c.value(ctx, d.prompt(), line("rotate", k))
	if err != nil {
		return err
	}
	defer value.Wipe()
	pasted, err := recognise(known, value, d.hint(), anyway)
	if err != nil {
		return err
	}
	defer pasted.value.Wipe()
	r.Secret = pasted.value
	if err := d.refuseDoubts(pasted); err != nil {
		return err
	}
	if k, err = s.Rotate(ctx, r); err != nil {
		return err
	}
	d.tellStored(k, pasted)
	c.tellRest(k, p)
	return nil
}
