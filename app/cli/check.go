package cli

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/text"
)

func (c *command) check() *cobra.Command {
	var r api.CheckRequest
	var asJSON bool
	cmd := &cobra.Command{
		Use: "check NAME", Short: text.T("Ask the provider whether a key works; this sends the key there"),
		Long: text.T("Ask the provider whether a key works. This sends the key to the provider, and to nobody else.\n\n" +
			"Exit status: 0 it works, 5 the provider refused it, 1 it could not be told.\n\n" +
			"With --previous it asks about the value before the present one. Once the provider refuses that, our copy of\n" +
			"it is destroyed and the rotation is done: 0 it is dead, 5 the provider still accepts it, 1 it could not be told."),
		Args: name,
	}
	f := cmd.Flags()
	f.StringVar(&r.Region, "region", "", text.T("another region of the provider: keytray providers ID lists them"))
	f.StringVar(&r.Account, "account", "", text.T("what the provider needs besides the key (taken from the key's account if left out)"))
	f.BoolVar(&r.Confirmed, "yes", false, text.T("the key is of the provider's own server, where it might be of another: do not ask"))
	f.BoolVar(&r.Previous, "previous", false, text.T("ask about the value before the present one: is it dead?"))
	f.BoolVar(&asJSON, "json", false, text.T("as JSON"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if agent.HoldsKey(provider.New(), r.Account, secret.Value{}) { // it goes into the address that is asked
			return &api.Error{Kind: api.Refused, Text: text.T("There is a key in what you gave as the account. Nothing was sent.")}
		}
		s, k, p, err := c.withIssuer(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		r.Name = k.ID
		nobody := r.Previous && k.Previous == 0 // is asked: the service says why
		if v := p.Check(k.Kind); v != nil && !nobody {
			if err := c.agree(cmd.Context(), p, v, &r); err != nil {
				return err
			}
		}
		checked, err := s.Check(cmd.Context(), r)
		if err != nil {
			return err
		}
		if asJSON {
			err = c.json(checked)
		} else {
			checked.Text = text.Sentences(checked.Text, closed(k, checked))
			c.say("%s", answered(checked))
			c.tellAfter(k, r, checked)
		}
		if err != nil {
			return err
		}
		if r.Previous {
			return outcomePrevious(checked)
		}
		return outcome(checked)
	}
	return cmd
}

// agree says which host will be asked, and asks where the key may be of another server.
func (c *command) agree(ctx context.Context, p provider.Provider, v *provider.Verify, r *api.CheckRequest) error {
	host := hostOf(v, r.Region)
	if v.SelfHosted && !r.Confirmed {
		if !c.atTerminal() {
			return usage("This key may be of a server other than %s, which would get to see it. If it is of %s, add --yes.", host, host)
		}
		yes, err := c.yes(ctx, text.T("The key may be of a server of somebody else. Is it of %s itself?", host), false)
		if errors.Is(err, errStopped) {
			return text.Error("You stopped it. Nothing was sent.")
		}
		if err != nil {
			return err
		}
		if !yes {
			return errors.New(text.T("not asked: Keytray can ask %s only, and the key is none of its. Nothing was sent", host))
		}
		r.Confirmed = true
	}
	c.asking(v, r.Region, p)
	return nil
}

// asking says who is asked, which can take a while.
func (c *command) asking(v *provider.Verify, region string, p provider.Provider) {
	c.tell(text.T("Asking %s (%s) …", hostOf(v, region), text.Plain(p.Name)))
}

// hostOf is the host that a check asks.
func hostOf(v *provider.Verify, region string) string {
	address := v.URL
	for _, other := range v.Regions {
		if strings.EqualFold(other.Name, region) {
			address = other.URL
		}
	}
	u, err := url.Parse(address)
	if err != nil {
		return text.T("the provider")
	}
	return u.Hostname()
}

// answered is what a provider said, in sentences.
func answered(a api.Checked) string {
	all := []string{a.Text}
	add := func(known bool, sentence string) {
		if known {
			all = append(all, text.Plain(sentence))
		}
	}
	add(a.Count > 0 && a.Counts != "", text.T("Can see %s.", text.Counted(a.Count, a.Counts)))
	add(a.Account != "", text.T("Account: %s.", a.Account))
	add(a.Scopes != "", text.T("May do: %s.", a.Scopes))
	ends := text.Date(a.Expires)
	add(!a.Expires.IsZero() && !strings.Contains(a.Text, ends), text.T("Ends on %s.", ends))
	add(a.Host != "", text.T("Keytray asked %s.", a.Host))
	return strings.Join(all, " ")
}

// outcome turns what was said already into the exit status.
func outcome(a api.Checked) error {
	switch {
	case slices.Contains([]string{api.CheckAccepted, api.CheckLimited}, a.Result):
		return nil
	case a.Result == api.CheckRejected:
		return printed(refused)
	}
	return errQuiet
}

// closed ends the answer about a previous value: with the last one that is dead the
// rotation is done.
func closed(k api.Key, a api.Checked) string {
	if !a.Closed || k.Case == nil {
		return ""
	}
	return text.T("The rotation of %s is done.", text.Plain(k.Name))
}

// tellAfter says what is to be done after an answer, if that is not the usual.
func (c *command) tellAfter(k api.Key, r api.CheckRequest, a api.Checked) {
	switch {
	case r.Previous && len(a.Behind) > 0:
		var left []string
		for _, location := range a.Behind {
			left = append(left, text.Plain(location))
		}
		c.tellUnticked(k, left)
	case !r.Previous && a.Result == api.CheckRejected && k.Previous > 0:
		c.say("%s", another(k))
	}
}

// outcomePrevious is outcome where dead is what one hopes for.
func outcomePrevious(a api.Checked) error {
	switch {
	case a.Closed:
		return nil
	case slices.Contains([]string{api.CheckAccepted, api.CheckLimited}, a.Result):
		return printed(refused)
	}
	return errQuiet
}
