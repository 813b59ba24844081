package search_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"keytray/app/api"
)

// now is a Saturday; dates below are given from it.
var now = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

func inDays(n int) time.Time { return now.AddDate(0, 0, n) }

// drawer is a person's keys.
func drawer() []api.Key {
	rejected := &api.Verified{At: inDays(-1), Result: api.CheckRejected}
	accepted := &api.Verified{At: inDays(-1), Result: api.CheckAccepted}
	keys := []api.Key{
		{Name: "Obsidian notes", Provider: "openai", ProviderName: "OpenAI", Env: "OPENAI_API_KEY", Account: "acme-labs", Tags: []string{"work"}, Pinned: true, Phase: "due"},
		{Name: "chat-app", Provider: "openai", ProviderName: "OpenAI", Env: "OPENAI_API_KEY", Account: "acme-labs", Tags: []string{"work", "prod"}, UsedBy: []string{"~/src/chat-app/.env", "Anna"}, Phase: "overdue", CopiedAt: inDays(-1)},
		{Name: "chatter bot", Provider: "anthropic", ProviderName: "Anthropic", Env: "ANTHROPIC_API_KEY", Tags: []string{"home server"}, Phase: "fresh"},
		{Name: "dotfiles CI", Provider: "github", ProviderName: "GitHub", Env: "GH_TOKEN", Account: "jdoe", Tags: []string{"ci"}, Phase: "due", Verified: accepted},
		{Name: "mirror bot", Provider: "gitlab", ProviderName: "GitLab", Env: "GITLAB_TOKEN", Phase: "expired", Verified: rejected},
		{Name: "walk through", Provider: "mistral", ProviderName: "Mistral", Env: "MISTRAL_API_KEY", Notes: "Only for the demo at the conference. Ask Bertha before it is renewed.", Phase: "fresh", Muted: true},
		{Name: "reopen", Provider: "groq", ProviderName: "Groq", Env: "GROQ_API_KEY", Phase: "fresh"},
		{Name: "Küche Österreich", Provider: "acme", ProviderName: "Größe AG", Env: "GROESSE_KEY", Tags: []string{"zuhause"}, Phase: "fresh", SnoozedUntil: inDays(3)},
		{Name: "Café résumé", Provider: "mistral", ProviderName: "Mistral", Env: "MISTRAL_API_KEY", Phase: "fresh"},
		{Name: "vercel deploy", Provider: "vercel", ProviderName: "Vercel", Env: "VERCEL_TOKEN", Tags: []string{"work", "workshop"}, UsedBy: []string{"build server"}, Phase: "exposed"},
		{Name: "maps 2026", Provider: "google-maps", ProviderName: "Google Maps", Env: "GOOGLE_MAPS_KEY", Tags: []string{"old"}, Phase: "fresh", Case: &api.Case{Step: api.StepPlaces}},
		{Name: "gemini test", Provider: "google", ProviderName: "Google", Env: "GEMINI_API_KEY", Tags: []string{"old", "test"}, Phase: "fresh", EndsSoon: true},
		{Name: "S3 backups", Provider: "aws", ProviderName: "Amazon AWS", Env: "AWS_ACCESS_KEY_ID", Account: "ops@example.org", UsedBy: []string{"C:\\Tools\\backup.cmd"}, Phase: "fresh"},
		{Name: "Testschlüssel", Provider: "stripe", ProviderName: "Stripe", Env: "STRIPE_SECRET_KEY", Phase: "fresh"},
		{Name: "我的密钥", Provider: "deepseek", ProviderName: "DeepSeek", Env: "DEEPSEEK_API_KEY", Phase: "fresh"},
		{Name: "HTTPServer-probe", Provider: "hf", ProviderName: "Hugging Face", Env: "HF_TOKEN", Phase: "fresh"},
	}
	for i := range keys {
		k := &keys[i]
		k.ID = fmt.Sprint("id", i)
		k.DueFrom, k.OverdueFrom = inDays(40), inDays(130)
		switch k.Phase {
		case "due":
			k.DueFrom, k.OverdueFrom = inDays(-10), inDays(80)
		case "overdue", "expired", "exposed":
			k.DueFrom, k.OverdueFrom = inDays(-100), inDays(-10)
		}
		if k.Phase == "expired" {
			k.Expires = inDays(-2)
		}
		if k.EndsSoon {
			k.Expires = inDays(12)
		}
	}
	return keys
}

var (
	madeOf    = []string{"chat", "deploy", "backup", "billing", "mirror", "notes", "launcher", "podcast", "search", "mail", "crawler", "report", "Küche", "mobile", "staging", "prod", "laptop", "home", "assistant", "bot"}
	providers = []string{"OpenAI", "Anthropic", "GitHub", "GitLab", "Mistral", "Groq", "Google", "Hugging Face", "Stripe", "Vercel", "DeepSeek", "Cloudflare", "npm", "PyPI", "Twilio", "SendGrid", "Datadog", "Sentry", "Perplexity", "Cohere"}
)

// many are n keys as a company with many machines would have them.
func many(n int) []api.Key {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	keys := make([]api.Key, n)
	for i := range keys {
		p := pick(providers)
		keys[i] = api.Key{
			ID: fmt.Sprint("id", i), Name: fmt.Sprintf("%s %s %d", pick(madeOf), pick(madeOf), i), Provider: p, ProviderName: p,
			Env: p + "_API_KEY", Account: fmt.Sprintf("team-%d@example.org", r.IntN(200)), Tags: []string{pick(madeOf), fmt.Sprint("team", r.IntN(50))},
			UsedBy: []string{fmt.Sprintf("~/src/%s-%d/.env", pick(madeOf), i), pick(madeOf) + " server"}, Phase: "fresh", DueFrom: inDays(r.IntN(200) - 50),
			OverdueFrom: inDays(r.IntN(200)),
		}
		if i%3 == 0 {
			keys[i].Notes = fmt.Sprintf("Made for the %s of team %d. Ask %s before it is renewed, it is quoted in the handbook.", pick(madeOf), i, pick(madeOf))
		}
		if i%7 == 0 {
			keys[i].CopiedAt = inDays(-r.IntN(100))
		}
	}
	return keys
}
