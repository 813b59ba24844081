package provider_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

// kinds calls f for every kind of the catalogue.
func kinds(f func(provider.Provider, provider.Kind)) {
	for _, p := range provider.New().All() {
		for _, k := range p.Kinds {
			f(p, k)
		}
	}
}

func random() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func example(template string) string { return providertest.Example(template, random()) }

func recognise(text string) provider.Finding { return provider.New().Recognise([]byte(text)) }

// lists tells whether a kind is among the matches.
func lists(f provider.Finding, id, kind string) bool {
	for _, m := range f.Matches {
		if m.Provider.ID == id && m.Kind.ID == kind {
			return true
		}
	}
	return false
}

// said is a finding in words, without any of the text.
func said(f provider.Finding) string {
	words := []string{string(f.Problem)}
	for _, m := range f.Matches {
		words = append(words, fmt.Sprintf("%s/%s=%d", m.Provider.ID, m.Kind.ID, m.Confidence))
	}
	return "[" + strings.Join(words, " ") + "]"
}

func TestEveryKindIsRecognised(t *testing.T) {
	c, r := provider.New(), random()
	kinds(func(p provider.Provider, k provider.Kind) {
		for range 20 {
			f := c.Recognise([]byte(providertest.Key(k, r)))
			if !lists(f, p.ID, k.ID) {
				t.Errorf("%s %s was taken for %s", p.ID, k.ID, said(f))
				return
			}
			if m, sure := f.Sure(); sure != (k.Strength == provider.Unique) || sure && m.Kind.ID != k.ID {
				t.Errorf("%s %s, which is %s, is %s", p.ID, k.ID, k.Strength, said(f))
				return
			}
			if f.Problem != "" || len(f.Peeled) != 0 || f.Env != "" || f.Matches[0].Mistyped {
				t.Errorf("%s %s: %s, peeled %v", p.ID, k.ID, said(f), f.Peeled)
				return
			}
		}
	})
}

// What looks alike is told apart as the providers' documentation allows.
func TestLookalikesAreToldApart(t *testing.T) {
	for _, c := range []struct {
		name, template string
		want           string // "" is nobody: at most a length and an alphabet fit
		sure           provider.Confidence
	}{
		{"an OpenAI project key", "sk-proj-<b64u:74>T3BlbkFJ<b64u:74>", "openai", provider.Sure},
		{"an OpenAI legacy key has the infix", "sk-<b62:20>T3BlbkFJ<b62:20>", "openai", provider.Sure},
		{"an Anthropic key", "sk-ant-api03-<b64u:93>AA", "anthropic", provider.Sure},
		{"an OpenRouter key", "sk-or-v1-<hex:64>", "openrouter", provider.Sure},
		{"a Langfuse key is not OpenAI's", "sk-lf-<uuid:1>", "langfuse", provider.Sure},
		{"a Helicone key is not OpenAI's", "sk-helicone-<lo36:7>-<lo36:7>-<lo36:7>-<lo36:7>", "", 0},
		{"a relay's sk- key is not OpenAI's", "sk-<b62:64>", "", 0},
		{"any Google key may be of Gemini", "AIza<b64u:35>", "google-gemini", provider.Likely},
		{"AQ without a dot is not Google's", "AQ<b62:50>", "", 0},
		{"a JWT is not guessed", "eyJ<b64u:60>.eyJ<b64u:120>.<b64u:43>", "", 0},
		{"a Twilio account is not its secret", "AC<hex:32>", "twilio", provider.Sure},
		{"ghp_ has 40 characters as Cloudflare's older keys have", "ghp_<b62:36>", "github", provider.Sure},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := recognise(example(c.template))
			best := provider.Match{Confidence: provider.Possible}
			if len(f.Matches) > 0 {
				best = f.Matches[0]
			}
			if c.want == "" && best.Confidence != provider.Possible || c.want != "" && (best.Provider.ID != c.want || best.Confidence != c.sure) || f.Problem != "" {
				t.Errorf("it is %s", said(f))
			}
		})
	}
}

func TestAFormThatOthersShareIsNeverSure(t *testing.T) {
	for template, id := range map[string]string{"sk-<hex:32>": "deepseek", "sk-<b62:48>": "stability", "sk_<hex:48>": "elevenlabs"} {
		f := recognise(example(template))
		if _, sure := f.Sure(); sure || len(f.Matches) == 0 || f.Matches[0].Confidence != provider.Likely || !lists(f, id, "key") {
			t.Errorf("%s is %s", template, said(f))
		}
	}
}

func TestAShapeAloneDecidesNothing(t *testing.T) {
	hash := example("<hex:32>")
	f := recognise(hash)
	if len(f.Matches) < 5 || f.Matches[0].Confidence != provider.Possible {
		t.Errorf("32 hexadecimal digits are %s", said(f))
	}
	again := recognise(hash)
	if said(f) != said(again) {
		t.Errorf("the order changes: %s, %s", said(f), said(again))
	}
}

func TestTheVariableOrAHintDecidesBetweenShapes(t *testing.T) {
	hash := example("<hex:32>")
	for name, f := range map[string]provider.Finding{
		"a variable":      recognise("DD_API_KEY=" + hash),
		"a provider's ID": provider.New().RecogniseFor([]byte(hash), "datadog"),
		"a hinted name":   provider.New().RecogniseFor([]byte(hash), "DD_API_KEY"),
	} {
		if len(f.Matches) < 5 || f.Matches[0].Provider.ID != "datadog" || f.Matches[0].Confidence != provider.Likely || f.Matches[1].Confidence != provider.Possible {
			t.Errorf("with %s it is %s", name, said(f))
		}
	}
	key := example("sk-ant-api03-<b64u:93>AA")
	if m, sure := recognise("OPENAI_API_KEY=" + key).Sure(); !sure || m.Provider.ID != "anthropic" {
		t.Error("the name of a variable outweighs a form that is one provider's alone")
	}
}

func TestAVariableAloneTellsTheProvider(t *testing.T) {
	f := recognise("OPENAI_API_KEY=" + example("<b62:57>"))
	if len(f.Matches) != 1 || f.Matches[0].Provider.ID != "openai" || f.Matches[0].Kind.ID != "" || f.Matches[0].Confidence != provider.Possible || f.Problem != "" {
		t.Errorf("it is %s", said(f))
	}
	f = recognise("GITHUB_TOKEN=" + example("<hex:40>"))
	if len(f.Matches) < 3 || f.Matches[0].Provider.ID != "github" || f.Matches[0].Kind.ID != "" {
		t.Errorf("a form that others have is %s", said(f))
	}
	if f := recognise("MY_OWN_KEY=" + example("<b62:57>")); len(f.Matches) != 0 || f.Env != "MY_OWN_KEY" {
		t.Errorf("an unknown variable is %s", said(f))
	}
}

// What is shown or logged of a finding must not hold any of the secret.
func TestNothingButTheValueAndTheVariableComesFromTheText(t *testing.T) {
	r := random()
	kinds(func(p provider.Provider, k provider.Kind) {
		if k.Example == "" || strings.HasPrefix(k.Example, "{") { // its body is mostly fixed words
			return
		}
		key := providertest.Key(k, r)
		body := strings.TrimPrefix(key, k.Prefix)
		for _, text := range []string{key, "SOME_NAME=" + key, key[:len(key)-3], key + "!", "x " + key} {
			f := recognise(text)
			f.Value, f.Env = nil, ""
			if shown := fmt.Sprintf("%+v", f); len(body) > 12 && (strings.Contains(shown, body[:12]) || strings.Contains(shown, body[len(body)-12:])) {
				t.Errorf("%s %s: a finding says a part of the key", p.ID, k.ID)
			}
		}
	})
}

func TestTheValueIsPartOfTheText(t *testing.T) {
	key := example("gsk_<b62:52>")
	text := []byte(`export GROQ_API_KEY="` + key + `"`)
	f := provider.New().Recognise(text)
	at := bytes.Index(text, []byte(key))
	text[at] ^= 1
	if string(f.Value) == key || len(f.Value) != len(key) {
		t.Error("the value is a copy, which nobody would wipe")
	}
}

func TestWhatIsTooLongIsNotLookedAt(t *testing.T) {
	text := bytes.Repeat([]byte("A"), 5<<20)
	quickest := time.Minute // of some tries: any one may have to wait for another program
	for range 10 {
		start := time.Now()
		if f := provider.New().Recognise(text); f.Problem != provider.TooLong {
			t.Fatalf("5 MiB are %s", said(f))
		}
		quickest = min(quickest, time.Since(start))
	}
	if quickest > 50*time.Millisecond {
		t.Errorf("it took %v", quickest)
	}
	if f := provider.New().Recognise(text[:1<<20]); f.Problem == provider.TooLong {
		t.Error("1 MiB is too long")
	}
}

func TestAZeroFindingIsSane(t *testing.T) {
	var f provider.Finding
	if _, sure := f.Sure(); sure || f.Problem != "" {
		t.Error("nothing is sure")
	}
}

func TestOwnPatternsAreTriedWithTheRest(t *testing.T) {
	own, err := provider.Custom("", "Acme", "ACME_API_KEY", "", "", "", "", "acme_[a-z0-9]{20}")
	if err != nil {
		t.Fatal(err)
	}
	c := provider.New(own)
	if m, sure := c.Recognise([]byte(example("acme_<lo36:20>"))).Sure(); !sure || m.Provider.ID != "acme" {
		t.Error("an own key was not recognised")
	}
	if f := c.Recognise([]byte(example("acme_<lo36:12>"))); f.Problem != provider.CutOff || !lists(f, "acme", "key") {
		t.Errorf("a cut-off own key is %s", said(f))
	}
	if m, sure := c.Recognise([]byte(example("gsk_<b62:52>"))).Sure(); !sure || m.Provider.ID != "groq" {
		t.Error("a built-in kind was not recognised any more")
	}
	if f := c.Recognise([]byte("ACME_API_KEY=" + example("<b62:57>"))); len(f.Matches) != 1 || f.Matches[0].Provider.ID != "acme" {
		t.Errorf("the variable of an own provider is %s", said(f))
	}
}

// An own pattern without a start of its own would else claim others' keys.
func TestAnOwnPatternOfAMereShapeIsNotSure(t *testing.T) {
	own, err := provider.Custom("", "Acme", "", "", "", "", "", "[a-f0-9]{32}")
	if err != nil {
		t.Fatal(err)
	}
	f := provider.New(own).Recognise([]byte(example("<hex:32>")))
	if _, sure := f.Sure(); sure || f.Matches[0].Provider.ID != "acme" || len(f.Matches) < 5 {
		t.Errorf("it is %s", said(f))
	}
	own.Kinds[0].Regex = "^([a-f0-9]{32}$" // such a file was edited by hand
	if f := provider.New(own).Recognise([]byte(example("<hex:32>"))); len(f.Matches) == 0 {
		t.Error("a broken pattern broke the rest")
	}
}

// Else every key of Anthropic would be asked about.
func TestAnOwnPatternDoesNotWeakenABuiltInForm(t *testing.T) {
	own, err := provider.Custom("", "Acme", "ACME_API_KEY", "", "", "", "", "sk-ant-[A-Za-z0-9_-]+")
	if err != nil {
		t.Fatal(err)
	}
	c, key := provider.New(own), []byte(example("sk-ant-api03-<b64u:93>AA"))
	for _, hint := range []string{"", "anthropic", "openai", "other"} {
		f := c.RecogniseFor(key, hint)
		if m, sure := f.Sure(); !sure || m.Provider.ID != "anthropic" || len(f.Matches) != 2 || f.Matches[1].Provider.ID != "acme" || f.Problem != "" {
			t.Errorf("with %q it is %s", hint, said(f))
		}
	}
	for _, hint := range []string{"acme", "ACME_API_KEY"} {
		f := c.RecogniseFor(key, hint)
		if _, sure := f.Sure(); sure || f.Matches[0].Provider.ID != "acme" {
			t.Errorf("with %q it is %s", hint, said(f))
		}
	}
	same, err := provider.Custom("", "Acme", "", "", "", "", "", "sk-ant-api03-[A-Za-z0-9_-]{200}")
	if err != nil {
		t.Fatal(err)
	}
	if f := provider.New(same).Recognise(key[:60]); f.Problem != provider.CutOff || f.Matches[0].Provider.ID != "anthropic" {
		t.Errorf("a cut-off key is %s", said(f))
	}
}
