package window

import (
	"context"
	"crypto/sha256"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
	"keytray/app/window/unlock"
)

// store sends the new key. Its value is forgotten once it is stored, and the
// copy that was sent is wiped either way.
func (s *setup) store(p *nameStep) {
	d, value := s.draft, s.paste.field.secret()
	r := api.AddRequest{
		Name: d.name, Secret: value, Verified: d.checked.Verified,
		Details: api.Details{
			Provider: d.provider.ID, Kind: d.kind.ID, Env: d.env, Account: d.account, Tags: d.tags, UsedBy: d.usedBy, Notes: d.notes,
			Scopes: d.scopes, Limit: d.limit, Created: d.created, Expires: d.expires, DueAfter: d.dueAfter, OverdueAfter: d.overdueAfter,
		},
	}
	p.stopped = false
	p.stop = write(s.w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Add(ctx, r)
	}, func(k api.Key, err error) {
		defer value.Wipe()
		p.stop = nil
		if err == nil {
			s.storedAs(k, value)
			return
		}
		p.refused(err, value)
	})
	s.refresh()
}

// storedAs goes on once the key is stored. Its value is taken off the clipboard as
// soon as the page says so: another program may own the clipboard, and hang.
func (s *setup) storedAs(k api.Key, value secret.Value) {
	s.clearLater(secret.New(value.Reveal()))
	s.w.await(k.ID)
	there := s.paste.field.secret()
	another := !there.Equal(value)
	there.Wipe()
	if another || !s.w.inReach(s) {
		s.w.toasting(message{good: true, text: wordsStored(s.w.state.Keychain)}) // the person went on meanwhile
		s.refresh()
		return
	}
	s.paste.wipe()
	s.draft.stored = k
	s.turn(setupDone)
	s.from = nil // it is stored: there is no way back
	s.refresh()
}

// clearLater takes a stored value off the clipboard, and says so on the last page.
func (s *setup) clearLater(value secret.Value) {
	s.w.clearLater(value, s.paste.recognise, func(cleared bool) {
		s.draft.cleared = cleared
		if s.at == setupDone {
			s.steps[setupDone].enter()
		}
	})
}

// refused says why a value is not stored, with everything kept. Who has left hears
// of it all the same.
func (p *nameStep) refused(err error, value secret.Value) {
	s, why := p.s, client.Sentence(err)
	if !s.w.inReach(s) {
		if !p.stopped {
			s.w.toasting(message{text: wordsNotStored(why), bad: true})
		}
		return
	}
	of := sha256.Sum256(value.Reveal())
	said := kit.Saying{Tone: "overdue", Icon: "warn", Text: kit.Words(why)}
	reason, holder := api.ReasonOf(err)
	same, kept := s.w.key(holder)
	kept = kept && reason == api.SameValue
	switch {
	case p.stopped:
		said = kit.Saying{Tone: "due", Icon: "info", Text: kit.Words(text.T(wordsStopped))}
	case s.w.needsPassphrase(err):
		said.Acts = []kit.Act{{Label: text.T("Unlock…"), Do: func() { p.note.Render(kit.Saying{}); s.refresh(); s.w.openUnlock("") }}}
	case kept:
		said = keptAlready(api.Holding{ID: same.ID, Name: same.Name}).Saying
		said.Acts = []kit.Act{{Label: text.T("Show it"), Do: func() { p.showKept(same.ID, of) }}}
	}
	p.say(said)
	if api.KindOf(err) == api.Refused {
		s.paste.same.ask() // the keychain may have been locked when it was pasted
	}
	switch {
	case api.KindOf(err) == api.NoAgent:
		p.past = passes(func() bool { return s.w.ended })
	case s.w.needsPassphrase(err):
		p.past = passes(func() bool { return unlock.Needed(s.w.state.Keychain) })
	}
}

// saysKept says that the value that was pasted is kept already.
func (p *nameStep) saysKept(by api.Holding) {
	said := keptAlready(by).Saying
	said.Acts = []kit.Act{p.s.w.shows(by, p.s.askFirst)}
	p.say(said)
}

// showKept shows the key that has the value already. Another value than the one
// that was refused is not thrown away for it without asking.
func (p *nameStep) showKept(id string, refused [sha256.Size]byte) {
	show := func() { p.s.w.openKeys(filterAll, id) }
	if sha256.Sum256(p.s.paste.field.part) == refused {
		show()
		return
	}
	p.s.askFirst(show)
}

// busy tells whether it is being stored: there is no way back meanwhile.
func (p *nameStep) busy() bool { return p.stop != nil }
