package windowtest

import (
	"math/rand/v2"
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

// Today is when the tests are.
var Today = time.Date(2026, 11, 21, 12, 0, 0, 0, time.Local)

// Key is a key that was made so many days ago, with default windows.
func Key(id, name, issuer, account string, age int) api.Key {
	created := Today.AddDate(0, 0, -age)
	k := api.Key{
		ID: id, Name: name, Provider: issuer, ProviderName: provider.New().Name(issuer), Account: account, Created: created, AddedAt: created, Age: age,
		DueFrom: created.AddDate(0, 3, 0), OverdueFrom: created.AddDate(0, 6, 0), Hint: "sk-…kT4Q", Phase: "fresh",
	}
	switch {
	case !Today.Before(k.OverdueFrom):
		k.Phase = "overdue"
	case !Today.Before(k.DueFrom):
		k.Phase = "due"
	}
	return k
}

// Keys are ten keys, of every phase.
func Keys() []api.Key {
	keys := []api.Key{
		Key("whisper", "whisper-cli", "groq", "personal", 30), Key("mirror", "mirror bot", "gitlab", "mara-k", 200),
		Key("home", "Home Assistant", "google-gemini", "home", 224), Key("chat", "chat-app", "openai", "acme-labs", 203),
		Key("dotfiles", "dotfiles CI", "github", "mara-k", 150), Key("podcast", "podcast intro", "elevenlabs", "personal", 141),
		Key("laptop", "laptop", "huggingface", "mara-k", 116), Key("launcher", "launcher", "perplexity", "personal", 108),
		Key("obsidian", "Obsidian notes", "openai", "personal", 94), Key("vercel", "vercel deploy", "vercel", "", 12),
	}
	keys[0].Phase = "exposed"
	keys[1].Phase, keys[1].Expires = "expired", Today.AddDate(0, 0, -3)
	keys[3].Pinned, keys[8].Pinned = true, true
	keys[4].EndsSoon, keys[4].DaysLeft, keys[4].Expires = true, 18, Today.AddDate(0, 0, 18)
	keys[8].Expires = Today.AddDate(0, 5, 9)
	keys[8].Env, keys[8].Notes = "OPENAI_API_KEY", "Spending limit 10 USD a month. Restricted key: models and chat only."
	keys[8].UsedBy = []string{"Obsidian, Text Generator", "~/notes/scripts/.env", "n8n on home server"}
	return keys
}

// State is one with Keys.
func State() api.State {
	return api.State{
		Revision: 1, Agent: api.Agent{Running: true}, Keys: Keys(),
		Keychain:     api.Keychain{Name: "GNOME Keyring", Status: api.KeychainOK},
		NextReminder: time.Date(2026, 11, 27, 9, 0, 0, 0, time.Local),
	}
}

// MadeUp is a key of a kind as nobody has one.
func MadeUp(id, kind string) string {
	p, _ := provider.New().ByID(id)
	k, ok := p.Kind(kind)
	if kind == "" {
		k, ok = p.Kinds[0], true
	}
	if !ok {
		panic("no kind " + kind + " of " + id)
	}
	return providertest.Example(k.Example, rand.New(rand.NewPCG(1, 8)))
}
