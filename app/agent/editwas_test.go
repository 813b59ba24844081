package agent_test

import (
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/keychain/keychaintest"
)

// Whoever began to change a field before somebody else did does not write over that
// unseen; other fields are not in the way.
func TestAnEditThatBeganBeforeAnotherOneIsRefused(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	now := f.key(t, "chat-app")
	day := func(s string) *time.Time {
		d, err := time.ParseInLocation(time.DateOnly, s, time.Local)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	months := func(n int) *int { return &n }
	word := func(s string) *string { return &s }
	id, none := now.ID, time.Time{}
	for name, c := range map[string]struct{ was, theirs, mine api.EditRequest }{
		"account": {api.EditRequest{Account: word("")}, api.EditRequest{Account: word("theirs")}, api.EditRequest{Account: word("mine")}},
		"note":    {api.EditRequest{Notes: word("")}, api.EditRequest{Notes: word("theirs")}, api.EditRequest{Notes: word("mine")}},
		"name":    {api.EditRequest{NewName: word("chat-app")}, api.EditRequest{NewName: word("theirs")}, api.EditRequest{NewName: word("mine")}},
		"end":     {api.EditRequest{Expires: &none}, api.EditRequest{Expires: day("2099-01-01")}, api.EditRequest{Expires: day("2098-01-01")}},
		"created": {api.EditRequest{Created: &now.Created}, api.EditRequest{Created: day("2020-01-01")}, api.EditRequest{Created: day("2020-01-02")}},
		"months":  {api.EditRequest{DueAfter: &now.DueAfter}, api.EditRequest{DueAfter: months(2)}, api.EditRequest{DueAfter: months(1)}},
	} {
		c.theirs.Name, c.theirs.Was = id, &c.was
		if _, err := f.Edit(t.Context(), c.theirs); err != nil {
			t.Errorf("%s: the first edit: %v", name, err)
		}
		c.mine.Name, c.mine.Was = id, &c.was
		before, err := f.Find(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Edit(t.Context(), c.mine); api.KindOf(err) != api.Changed {
			t.Errorf("%s: the second edit: %v", name, err)
		}
		if after, _ := f.Find(t.Context(), id); after.Name != before.Name || after.Notes != before.Notes || after.Account != before.Account ||
			!after.Created.Equal(before.Created) || !after.Expires.Equal(before.Expires) || after.DueAfter != before.DueAfter {
			t.Errorf("%s: it was changed all the same", name)
		}
		limit := "10 USD"
		if _, err := f.Edit(t.Context(), api.EditRequest{Name: id, Limit: &limit, Was: &c.was}); err != nil {
			t.Errorf("%s: another field: %v", name, err)
		}
		c.mine.Was = &c.theirs // now the person has seen it
		if _, err := f.Edit(t.Context(), c.mine); err != nil {
			t.Errorf("%s: once it was seen: %v", name, err)
		}
		if _, err := f.Edit(t.Context(), c.mine); err != nil {
			t.Errorf("%s: what is so already: %v", name, err)
		}
	}
}

// What was typed is stored without the spaces around it.
func TestAnEditCanBeTakenBackWhateverSpacesWereTyped(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	id := f.key(t, "chat-app").ID
	word := func(s string) *string { return &s }
	for name, c := range map[string]struct{ typed, before api.EditRequest }{
		"name":     {api.EditRequest{NewName: word(" other\u00a0name ")}, api.EditRequest{NewName: word("chat-app")}},
		"account":  {api.EditRequest{Account: word("work ")}, api.EditRequest{Account: word("")}},
		"variable": {api.EditRequest{Env: word(" CHAT_KEY")}, api.EditRequest{Env: word("")}},
		"scopes":   {api.EditRequest{Scopes: word("read\n")}, api.EditRequest{Scopes: word("")}},
		"limit":    {api.EditRequest{Limit: word(" 10 USD ")}, api.EditRequest{Limit: word("")}},
		"note":     {api.EditRequest{Notes: word(" a note\n")}, api.EditRequest{Notes: word("")}},
	} {
		typed, back := c.typed, c.before
		typed.Name, typed.Was, back.Name, back.Was = id, &c.before, id, &c.typed
		for _, r := range []api.EditRequest{typed, back} {
			if _, err := f.Edit(t.Context(), r); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
