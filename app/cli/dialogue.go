package cli

import (
	"context"
	"slices"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/secret"
	"keytray/app/text"
)

// dialogue is a rotation at a terminal: how to get the new key, its value, whether
// it works, what comes next. It can be stopped at any question, and goes on later.
type dialogue struct {
	*command
	ctx    context.Context
	s      api.Service
	known  *provider.Catalogue
	key    api.Key
	issuer provider.Provider
	anyway bool
}

func (d *dialogue) run(r api.RotateRequest) error {
	if err := d.takesValues(d.ctx, d.s); err != nil {
		return err
	}
	if again, err := d.again(); err != nil || !again {
		return err
	}
	if err := d.tellSteps(); err != nil {
		return err
	}
	found, err := d.store(r)
	defer found.value.Wipe()
	if err != nil {
		return d.later(err)
	}
	d.tellStored(d.key, found)
	d.askCheck()
	d.tellRest(d.key, d.issuer)
	return nil
}

// datesCanBe refuses, before a value is read, what no value could mend.
func (d *dialogue) datesCanBe(r api.RotateRequest) error {
	return agent.CheckAdd(d.known, api.AddRequest{Details: api.Details{Created: r.Created, Expires: r.Expires}}, rotation.Windows{}, d.Now())
}

// again asks before a rotation that has its new value gets another one.
func (d *dialogue) again() (bool, error) {
	if d.key.Case == nil || !d.key.Case.Stored {
		return true, nil
	}
	d.tellRotation(d.key, d.issuer)
	return d.yes(d.ctx, text.T("The new value is stored already. Give it another one all the same?"), false)
}

// tellSteps says how to get a new key. From here on the rotation is under way.
func (d *dialogue) tellSteps() error {
	if d.key.Case == nil {
		begun, err := d.s.Turn(d.ctx, api.TurnRequest{Name: d.key.ID, Step: api.StepCreate})
		if err != nil {
			return err
		}
		d.key = begun
	}
	w := page{d.onTerminal(), d.width()}
	p := d.issuer
	if d.key.Previous > 0 {
		d.tellKept()
	}
	if e := d.key.Exposure; e != nil {
		d.write("%s is marked as exposed. What to do in which order: %s", d.key.Name, line("exposed", d.key))
		w.line("", provider.AfterLeak(e.Where, len(d.key.Places)).Why)
	}
	w.steps(p, text.T("To make a new key at %s", at(d.key)), "create", said(p.Steps.Create))
	if p.Links.Console != "" {
		w.line(text.T("  Page: "), link(p, "console", p.Links.Console))
	}
	if slices.Contains(d.key.Calls, api.CallRotate) {
		d.write("%s can also make it by itself: %s", issuerOf(d.key), line("rotate", d.key, "--by-provider"))
	}
	d.write("The old key is kept, and works until you revoke it. You can stop here with Ctrl-C and go on later.")
	d.write("")
	return nil
}

// tellKept says that older values are kept beside the one that is replaced now, and
// how that ends.
func (d *dialogue) tellKept() {
	end := line("revoke", d.key)
	if d.issuer.Check(d.key.Kind) != nil {
		end = line("check", d.key, "--previous")
	}
	d.write("%s", text.Sentences(text.PreviousHeld(d.key.Previous),
		text.N(d.key.Previous, "When it is revoked at %s: %s", "When they are revoked at %s: %s", at(d.key), end)))
}

// later says how a rotation goes on that ended before it had a new value, or another one.
func (d *dialogue) later(err error) error {
	if d.key.Case != nil && d.key.Case.Stored {
		d.write("The new value that was stored before stays. What is left to do: %s", line("rotate", d.key, "--status"))
		return err
	}
	d.write("Go on with: %s. Or give it up: %s", line("rotate", d.key), line("rotate", d.key, "--abandon"))
	return err
}

func (d *dialogue) prompt() string {
	return text.T("New value of %s (not shown): ", text.Plain(d.key.Name))
}

// hint is who issues the key; nobody where nobody said.
func (d *dialogue) hint() string {
	if d.key.Provider == provider.Other {
		return ""
	}
	return d.key.Provider
}

// store asks for the value until there is one that can be stored, and stores it.
func (d *dialogue) store(r api.RotateRequest) (pasted, error) {
	for {
		found, err := d.paste(d.ctx, pasting{d.prompt(), line("rotate", d.key), d.hint(), d.known, d.anyway})
		if err != nil {
			return found, err
		}
		r.Name, r.Secret = d.key.ID, found.value
		if err := d.askAccount(&r); err != nil {
			found.value.Wipe()
			return pasted{}, err
		}
		k, err := d.keep(r, &found)
		if err == nil {
			d.key = k
			return found, nil
		}
		found.value.Wipe()
		if api.KindOf(err) != api.Refused {
			return pasted{}, err
		}
		d.write("%s", err) // as when it is the old one: another may do
	}
}

// askAccount asks for what the provider needs besides the key, where something is
// noted: it may belong to the old value alone.
func (d *dialogue) askAccount(r *api.RotateRequest) (err error) {
	v := d.issuer.Check(d.key.Kind)
	if v == nil || v.AccountLabel == "" || d.key.Account == "" || r.Account != "" {
		return nil
	}
	for {
		r.Account, err = d.answer(d.ctx, text.T("%s of the new key", text.Of(v.AccountLabel)), d.key.Account)
		if err != nil || !agent.HoldsKey(d.known, r.Account, r.Secret) {
			return err
		}
		d.write(askedOnce)
	}
}

// tellStored says what was stored, and what the person should know of it.
func (d *dialogue) tellStored(k api.Key, found pasted) {
	for _, sentence := range found.said {
		d.say("%s", sentence)
	}
	d.say("%s", text.Sentences(text.T("Rotated %s.", text.Plain(k.Name)), standing(k), text.T("The old value is kept.")))
	for _, sentence := range warnings(k, d.issuer, found.found) {
		if !slices.Contains(found.doubts, sentence) { // the person was asked about those
			d.say("Warning: %s", sentence)
		}
	}
}

// askCheck offers to ask the provider whether the new value works. That is stored,
// and what is left to do is told, whatever comes of it.
func (d *dialogue) askCheck() {
	v := d.issuer.Check(d.key.Kind)
	if v == nil {
		return
	}
	if yes, err := d.yes(d.ctx, sending(v), false); err != nil || !yes {
		return
	}
	r := api.CheckRequest{Name: d.key.ID, Confirmed: true}
	var err error
	if v.AccountLabel != "" && d.key.Account == "" {
		if r.Account, err = d.question(d.ctx, text.Of(v.AccountLabel)+": "); err != nil {
			return
		}
	}
	if agent.HoldsKey(d.known, r.Account, secret.Value{}) { // it goes into the address that is asked
		d.write("There is a key in that. Nothing was sent.")
		return
	}
	if r.Region, err = d.askRegion(d.ctx, v); err != nil {
		return
	}
	d.asking(v, r.Region, d.issuer)
	said, err := d.s.Check(d.ctx, r)
	if err != nil {
		d.write("%s", err)
		return
	}
	d.say("%s", answered(said))
	d.key.Verified = &said.Verified
}
