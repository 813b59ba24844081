package window

import (
	"context"
	"slices"

	"keytray/app/api"
	"keytray/app/secret"
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
	p.stop = ask(s.w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Add(ctx, r)
	}, func(k api.Key, err error) {
		defer value.Wipe()
		p.stop = nil
		if err == nil {
			s.storedAs(k, value)
			return
		}
		p.refused(err)
	})
	s.refresh()
}

// storedAs goes on once the key is stored: first of all nothing of its value
// stays where it came from.
func (s *setup) storedAs(k api.Key, value secret.Value) {
	cleared := s.clearClipboard(value)
	s.w.await(k.ID)
	there := s.paste.field.secret()
	another := !there.Equal(value)
	there.Wipe()
	if another || s.w.page != page(s) && !slices.Contains(s.w.under, page(s)) {
		s.w.toasting(message{text: wordsStored(s.w.state.Keychain)}) // the person went on meanwhile
		s.refresh()
		return
	}
	s.paste.wipe()
	s.draft.stored, s.draft.cleared = k, cleared
	s.turn(setupDone)
	s.from = nil // it is stored: there is no way back
	s.refresh()
}

// clearClipboard takes the value off the clipboard, if that still holds it, and
// nothing else.
func (s *setup) clearClipboard(value secret.Value) bool {
	there := []byte(s.w.clipboardText())
	defer clear(there)
	found := s.paste.recognise(there)
	for _, candidate := range [][]byte{there, found.Value} {
		held := secret.New(candidate)
		same := held.Len() > 0 && held.Equal(value)
		held.Wipe()
		if same {
			s.w.p.Clipboard.SetContent("")
			return true
		}
	}
	return false
}

// refused says why it is not stored, with everything kept.
func (p *nameStep) refused(err error) {
	s, text := p.s, sentence(err)
	said := saying{tone: "overdue", icon: "warn", text: words(text)}
	same, kept := sameAs(text, s.w.state.Keys)
	switch {
	case p.stopped:
		said = saying{tone: "due", icon: "info", text: words(wordsStopped)}
	case s.w.needsPassphrase(err):
		said.acts = []act{{"Unlock…", func() { p.note.render(saying{}); s.refresh(); s.w.openUnlock("") }}}
	case kept:
		said = saying{tone: "due", icon: "key", text: words("You already keep this key as ", same.Name, "."), acts: []act{
			{"Show it", func() { s.w.openKeys(filterAll, same.ID) }},
		}}
	}
	p.say(said)
}
