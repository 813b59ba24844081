package window

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// sequence are the steps in their order.
func (p *leakedPage) sequence() []*leakStep {
	switch p.end {
	case leakDealt, leakUnmarked:
		return nil
	case leakDeleted:
		return []*leakStep{p.revoke}
	case leakHeld:
		return []*leakStep{p.revoke, p.check}
	}
	steps := []*leakStep{p.revoke, p.check}
	if webPage(p.provider.Links.Usage) != nil {
		steps = append(steps, p.usage)
	}
	if p.order().RevokeFirst {
		return append(steps, p.replace)
	}
	return append([]*leakStep{p.replace}, steps...)
}

// first is the step to begin with.
func (p *leakedPage) first() *leakStep {
	if steps := p.sequence(); len(steps) > 0 {
		return steps[0]
	}
	return nil
}

func (p *leakedPage) show() {
	says := map[*leakStep]doing{p.revoke: p.revoking(), p.check: p.checking(), p.usage: p.looking(), p.replace: p.replacing()}
	steps := p.sequence()
	var all []fyne.CanvasObject
	for i, s := range steps {
		d := says[s]
		d.look = kit.LookPlain
		switch {
		case s == p.revoke && i == 0 && !d.done:
			d.look = kit.LookAlarm // the only one in the app, but for what a question asks
		case s == p.revoke:
			d.look = kit.LookDanger
		case i == 0:
			d.look = kit.LookPrimary
		}
		s.place(i+1, i+1 == len(steps), d)
		all = append(all, s.box)
	}
	p.card.Objects = all
	p.card.Refresh()
}

// dead tells whether the provider has refused the leaked value since.
func (p *leakedPage) dead() bool {
	asked, leak := p.key.Verified, p.key.Exposure
	if p.replaced() {
		asked, leak = p.last.Case.Asked, p.last.Case.Leaked
	}
	return asked != nil && leak != nil && asked.Result == api.CheckRejected && !asked.At.Before(leak.At)
}

func (p *leakedPage) revoking() doing {
	d := doing{title: wordsRevokeAt(p.issuer()), text: wordsOnlyStep(p.place()), more: p.howToRevoke(), done: p.dead()}
	lost := p.key.Case != nil && p.key.Case.Call == api.CallRevoke
	if lost && !d.done {
		d.text = wordsAnswerLost(p.issuer())
	}
	u := webPage(p.provider.Links.Revoke)
	if u == nil {
		u = webPage(p.provider.Links.Console)
	}
	if u != nil {
		d.act, d.leads = kit.Act{Label: text.T(wordsOpenKeys), Do: func() { p.page.open(u) }}, true
	}
	if p.canCall() && !d.done && !lost {
		d.also = kit.Act{Label: wordsLetCall(p.issuer(), api.CallRevoke), Do: p.call.ask}
	}
	return d
}

// canCall tells whether the provider can revoke the value that leaked: an older one that
// is still held stands before the current one.
func (p *leakedPage) canCall() bool {
	offered := slices.Contains(p.key.Calls, api.CallRevoke) && (p.replaced() || p.key.Previous == 0)
	return offered && p.end != leakDeleted && !p.call.asking
}

// howToRevoke are the provider's own steps, and what it does by itself.
func (p *leakedPage) howToRevoke() string {
	var all []string
	if len(p.provider.Steps.Revoke) > 0 {
		all = append(all, inWords(p.provider.Steps.Revoke)...)
		if !confirmed(p.provider, "steps.revoke") {
			all = append(all, text.T(wordsUnconfirmed))
		}
	}
	if p.place() == api.LeakRepository && p.provider.Leak != "" && confirmed(p.provider, "leak") {
		all = append(all, text.Of(p.provider.Leak))
	}
	return strings.ReplaceAll(strings.Join(all, " "), "**", "")
}

func (p *leakedPage) checking() doing {
	d := doing{title: text.T(wordsLeakDead), text: text.T(wordsOneRequest), done: p.dead()}
	request := p.provider.Check(p.key.Kind)
	switch {
	case request == nil:
		d.text = wordsCannotAsk(p.issuer())
		return d
	case p.answer != "":
		d.text = p.answer
	case d.done:
		d.text = wordsRefuses(p.issuer())
	}
	label := text.C("button", "Check")
	if request.SelfHosted {
		label = text.T("Check at %s", hostOf(request.URL)) // it might be of another server
	}
	d.act = kit.Act{Label: label, Do: p.ask}
	if p.stop != nil {
		d.text, d.act = text.T("Asking %s…", p.provider.Name), kit.Act{Label: text.C("button", "Stop"), Do: p.stop}
	}
	return d
}

func (p *leakedPage) looking() doing {
	u := webPage(p.provider.Links.Usage)
	return doing{title: text.T(wordsLookUsage), text: text.T(wordsWatchUsage), act: kit.Act{Label: text.T(wordsOpenUsage), Do: func() { p.page.open(u) }}, leads: true}
}

func (p *leakedPage) replacing() doing {
	d := doing{title: text.T(wordsReplaceIt), text: wordsReplaceSteps(len(p.key.UsedBy)), done: p.replaced()}
	d.act = kit.Act{Label: text.T("Rotate…"), Do: p.rotate}
	if p.key.Case != nil {
		d.act.Label = text.T(wordsGoOn)
		d.text = wordsReplaceGoesOn(p.key.Case)
	}
	return d
}

// ask asks the provider whether the leaked value is dead.
func (p *leakedPage) ask() {
	p.answer = ""
	r := api.CheckRequest{Name: p.key.ID, Previous: p.replaced(), Confirmed: true} // the button says which host it asks
	given := false
	var stop func()
	p.stop = func() {
		given = true
		stop()
		p.stop = nil
		p.render(p.w.state)
	}
	stop = ask(p.w, func(ctx context.Context, svc api.Service) (api.Checked, error) {
		return svc.Check(ctx, r)
	}, func(a api.Checked, err error) {
		if given {
			return
		}
		p.stop, p.answer = nil, a.Text
		if err != nil {
			p.answer = client.Sentence(err)
		}
		p.render(p.w.state)
	})
	p.render(p.w.state)
}
