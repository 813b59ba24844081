package online_test

import (
	"testing"

	"keytray/app/check"
	"keytray/app/provider"
)

// A false "accepted" makes people revoke the key that works.
func TestAStatusAloneConvincesNobody(t *testing.T) {
	i := newInternet(t)
	for _, p := range provider.New().All() {
		for kind, v := range ownChecks(p) {
			for _, body := range []string{``, `null`, `{}`, `[]`, `""`, `0`, `false`, `{"error":"no"}`, `{"error":{"message":"no"}}`, `{"errors":["no"]}`, `{"success":false}`, `{"ok":false}`} {
				if v.BodyOptional && (body == `` || body == `[]`) {
					continue
				}
				r := request(p.ID, kind, exampleKey(t, p.ID, kind))
				r.Account = "AC0123456789"
				i.says(200, nil, body)
				if said := i.client().Ask(t.Context(), r); said.Result == check.Accepted || len(i.requests()) != 1 {
					t.Errorf("%s %s: %q is %s: %s", p.ID, kind, body, said.Result, said.Why)
				}
			}
		}
	}
}

// The most used say what an accepted answer has.
func TestTheMostUsedNameTheirProof(t *testing.T) {
	for _, id := range []string{
		"openai", "anthropic", "google-gemini", "mistral", "groq", "xai", "deepseek", "fireworks", "openrouter", "huggingface", "replicate", "elevenlabs",
		"github", "gitlab", "stripe", "twilio", "sendgrid", "notion", "digitalocean", "discord", "vercel", "heroku", "figma", "pinecone",
	} {
		p, _ := provider.New().ByID(id)
		for kind, v := range ownChecks(p) {
			if len(v.Proof) == 0 {
				t.Errorf("%s %s: any answer would do", id, kind)
			}
		}
	}
}
