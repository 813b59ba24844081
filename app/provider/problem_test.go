package provider_test

import (
	"slices"
	"strings"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

func TestWhatIsNoKeyIsSaidToBeNone(t *testing.T) {
	groq, openai := example("gsk_<b62:52>"), example("sk-proj-<b64u:74>T3BlbkFJ<b64u:74>")
	for _, c := range []struct {
		name, text string
		want       provider.Problem
	}{
		{"nothing", "", provider.Empty},
		{"blanks", " \t\r\n\u200b\ufeff", provider.Empty},
		{"empty quotes", `""`, provider.Empty},
		{"an empty variable in quotes", `KEY=""`, provider.Empty},

		{"a short word", "a1b2c3", provider.TooShort},
		{"one character", "x", provider.TooShort},

		{"dots of documentation", "sk-...", provider.Placeholder},
		{"dots after a prefix", "sk-proj-...", provider.Placeholder},
		{"an ellipsis", "sk-proj-…", provider.Placeholder},
		{"what a console shows of a key", "sk-...a1B2", provider.Placeholder},
		{"your-api-key", "your-api-key", provider.Placeholder},
		{"YOUR_KEY", "YOUR_KEY", provider.Placeholder},
		{"a placeholder behind a variable", "OPENAI_API_KEY=your-api-key-here", provider.Placeholder},
		{"brackets", "<token>", provider.Placeholder},
		{"brackets with words", "<your api key>", provider.Placeholder},
		{"a variable", "$OPENAI_API_KEY", provider.Placeholder},
		{"a variable in braces", "${OPENAI_API_KEY}", provider.Placeholder},
		{"a template", "{{ api_key }}", provider.Placeholder},
		{"x", "xxxx", provider.Placeholder},
		{"x of full length", "ghp_" + strings.Repeat("x", 36), provider.Placeholder},
		{"x in a known form", "sk-ant-api03-" + strings.Repeat("x", 93) + "AA", provider.Placeholder},
		{"zeros", "00000000-0000-0000-0000-000000000000", provider.Placeholder},
		{"stars", "sk-proj-********", provider.Placeholder},
		{"bullets", "••••••••••••", provider.Placeholder},
		{"changeme", "changeme", provider.Placeholder},
		{"example", "example-key-for-docs", provider.Placeholder},
		{"the example of AWS's documentation", "AKIA" + "IOSFODNN7EXAMPLE", provider.Placeholder},
		{"digits in a row", "12345678", provider.Placeholder},

		{"a private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----", provider.PrivateKey},
		{"a private key behind a variable", `KEY="-----BEGIN PRIVATE KEY-----\nMIIE"`, provider.PrivateKey},

		{"JSON", `{"name": "value", "list": [1, 2]}`, provider.File},
		{"JSON of several lines", "{\n  \"name\": \"value\"\n}", provider.File},
		{"TOML", "[server]\nhost = \"localhost\"\nport = 80\n", provider.File},
		{"an .env file without keys", "# settings\nDEBUG=true\nPORT=3000\nHOST=localhost\n", provider.File},
		{"an .env file with one key", "DEBUG=true\nGROQ_API_KEY=" + groq + "\nPORT=3000\n", provider.File},
		{"HTML", "<!DOCTYPE html><html><body>Sign in</body></html>", provider.File},
		{"a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", provider.File},
		{"a page", strings.Repeat("Keys are made in the console of the provider. ", 12), provider.File},
		{"a link", "https://platform.openai.com/api-keys", provider.File},
		{"a command", "curl https://api.x.ai/v1/models -d '{}'", provider.File},
		{"a key and a remark", openai + "\nmy work key", provider.File},
		{"a sentence with a key in it", "Here is the key that you wanted: " + groq, provider.File},

		{"two known keys", groq + "\n" + openai, provider.SeveralKeys},
		{"two known keys with a comma", groq + "," + openai, provider.SeveralKeys},
		{"an .env file with two keys", "GROQ_API_KEY=" + groq + "\nOPENAI_API_KEY=\"" + openai + "\"\n", provider.SeveralKeys},
		{"two keys of unknown form", example("<b62:31>") + "\n" + example("<b62:33>"), provider.SeveralKeys},
		{"a pair of AWS", example("AKIA<up32:16>") + "\n" + example("<b62:40>"), provider.SeveralKeys},
		{"a pair of AWS, with a comma", example("AKIA<up32:16>") + "," + example("<b62:40>"), provider.SeveralKeys},
		{"a pair of AWS, with a colon", example("AKIA<up32:16>") + ":" + example("<b62:40>"), provider.SeveralKeys},
		{"a pair of AWS, named", "AWS_ACCESS_KEY_ID=" + example("AKIA<up32:16>") + "\nAWS_SECRET_ACCESS_KEY=" + example("<b62:40>"), provider.SeveralKeys},

		{"signs", "P@ssw0rd!", provider.Password},
		{"a word and a year", "Sommer2024", provider.Password},
		{"the usual one", "password1", provider.Password},
		{"a passphrase", "correct horse battery staple", provider.Password},
		{"what a generator of passwords makes", "k7$Fq!x2Lm@9", provider.Password},

		{"a terminal's colours", "\x1b[32m" + groq + "\x1b[0m", provider.Control},
		{"a zero byte", groq[:20] + "\x00" + groq[20:], provider.Control},
		{"what is no text", "\xff\xfe\x00", provider.Control},

		{"a key over two lines", groq[:30] + "\n" + groq[30:], provider.Spaces},
		{"a key over two lines of a shell", "OPENAI_API_KEY=" + openai[:80] + "\\\n" + openai[80:], provider.Spaces},
		{"a space inside", openai[:50] + " " + openai[50:], provider.Spaces},
		{"a blank that cannot be seen", groq[:30] + "\u200b" + groq[30:], provider.Spaces},
		{"an unknown key with a space", example("<b62:40>") + " ab", provider.Spaces},

		{"no end", groq[:len(groq)-1], provider.CutOff},
		{"little but the prefix", openai[:14], provider.CutOff},
		{"a prefix alone", "sk-ant-api03-", provider.CutOff},
		{"a wrong character", groq[:30] + "!" + groq[31:], provider.Malformed},
		{"one too many", groq + "a", provider.Malformed},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := recognise(c.text)
			if f.Problem != c.want {
				t.Errorf("it is %s", said(f))
			}
			if _, sure := f.Sure(); sure {
				t.Error("it is sure")
			}
		})
	}
}

func TestWhatMayBeAKeyHasNoProblem(t *testing.T) {
	r := random()
	for _, template := range []string{
		"<b62:16>", "<hex:16>", "<lo36:16>", "<b62:20>", "<b62:24>", "<hex:24>", "<b62:32>", "<b62:64>", "<b64u:64>", "<b64:44>=", "<up36:20>",
		"<hex:128>", "sk-<b62:64>", "key_<hex:64>", "nvapi-<b62:64>", "csk-<lo36:48>", "eyJ<b64u:60>.eyJ<b64u:120>.<b64u:43>",
		"<b62:20>.<b62:40>", "<hex:24>:<hex:64>", "<b62:300>",
		"DefaultEndpointsProtocol=https;AccountName=acme<lo36:12>;AccountKey=<b64:86>==;EndpointSuffix=core.windows.net",
	} {
		for range 500 {
			if f := recognise(providertest.Example(template, r)); f.Problem != "" {
				t.Errorf("%s is %s", template, said(f))
				break
			}
		}
	}
}

// Whatever of a key is lost at its end, it must not be stored without a word;
// forms of any length cannot tell.
func TestCutOffKeysSayWhoseTheyAre(t *testing.T) {
	groq := example("gsk_<b62:52>")
	f := recognise("GROQ_API_KEY=" + groq[:40])
	if f.Problem != provider.CutOff || !lists(f, "groq", "key") || f.Matches[0].Confidence != provider.Likely || !slices.Equal(f.Lengths, []int{56}) {
		t.Errorf("it is %s, of lengths %v", said(f), f.Lengths)
	}
	if f := recognise("sk-ant-ap"); f.Problem != provider.CutOff || f.Matches[0].Provider.ID != "anthropic" {
		t.Errorf("half a prefix is %s", said(f))
	}
	for _, word := range []string{"patrick2024x", "secretly", "keyboard", "paper-clip-holder"} {
		if f := recognise(word); f.Problem == provider.CutOff || f.Problem == provider.Malformed {
			t.Errorf("%s is %s", word, said(f))
		}
	}
}

func TestAWrappedKeyIsNotJoinedButNamed(t *testing.T) {
	groq := example("gsk_<b62:52>")
	text := groq[:30] + "\n" + groq[30:]
	f := recognise(text)
	if f.Problem != provider.Spaces || !lists(f, "groq", "key") || string(f.Value) != text {
		t.Errorf("it is %s", said(f))
	}
	hash := example("<hex:32>")
	if f := recognise(hash + "\n" + hash[1:] + hash[:1]); f.Problem != provider.SeveralKeys {
		t.Errorf("two hashes, which make a longer one, are %s", said(f))
	}
}

func TestAProblemWithSeveralThingsLeavesTheTextAlone(t *testing.T) {
	text := "DEBUG=true\nPORT=3000"
	if f := recognise(text); string(f.Value) != text || len(f.Peeled) != 0 || f.Env != "" {
		t.Errorf("it is %s, peeled %q", said(f), f.Peeled)
	}
}

// Relays and other issuers use the same starts: their keys are whole.
func TestKeysOfOtherIssuersAreNotCutOff(t *testing.T) {
	c, r := provider.New(), random()
	for _, template := range []string{
		"sk-<b62:22>", "sk-<b64u:22>", "sk-<b62:30>", "sk-<lo36:46>", "sk-<b62:47>", "sk_test_<b62:16>", "sk_live_<b62:18>-<b62:4>", "pk_test_<b62:12>", "key-<b62:24>", "key-<hex:30>", "key_<b62:30>",
		"key_<hex:60>", "pat_<b62:30>", "pat-<b62:40>", "pat<b62:40>", "ak_<b62:16>", "ak-<b62:18>", "as-<b62:20>", "secret_<b62:32>", "secret_<b62:40>", "AIza<b62:20>", "sk_<b62:32>", "rk_live_<b62:12>", "fw_<b62:18>",
	} {
		for range 500 {
			if f := c.Recognise([]byte(providertest.Example(template, r))); f.Problem != "" {
				t.Errorf("%s is %s", template, said(f))
				break
			}
		}
	}
	kinds(func(p provider.Provider, k provider.Kind) {
		if k.Strength != provider.Shared {
			return
		}
		key := providertest.Key(k, r)
		for n := 16; n < len(key); n++ {
			if f := c.Recognise([]byte(key[:n])); f.Problem != "" {
				t.Errorf("%d characters of %s %s are %s", n, p.ID, k.ID, said(f))
				return
			}
		}
	})
}

func TestAKeyOfAProviderThatThePersonNamedIsNotCutOffOfAnother(t *testing.T) {
	own, err := provider.Custom("", "Acme", "ACME_API_KEY", "", "", "", "", "")
	if err != nil {
		t.Fatal(err)
	}
	c, groq := provider.New(own), example("gsk_<b62:40>")
	for hint, want := range map[string]provider.Problem{
		"": provider.CutOff, "groq": provider.CutOff, "GROQ_API_KEY": provider.CutOff, "SOME_KEY": provider.CutOff,
		"other": "", "acme": "", "mistral": "", "ACME_API_KEY": "", "MISTRAL_API_KEY": "",
	} {
		if f := c.RecogniseFor([]byte(groq), hint); f.Problem != want {
			t.Errorf("with %q it is %s", hint, said(f))
		}
	}
	if f := c.Recognise([]byte("ACME_API_KEY=" + groq)); f.Problem != "" {
		t.Errorf("behind the variable of an own provider it is %s", said(f))
	}
	if f := c.Recognise([]byte("OPENAI_API_KEY=" + groq)); f.Problem != provider.CutOff {
		t.Errorf("behind the variable of another it is %s", said(f))
	}
}

func TestAKeyThatIsNamedLikeAPlaceholderIsNone(t *testing.T) {
	r := random()
	for _, template := range []string{
		"my-key-<b62:32>", "my_key_<hex:32>", "api-key-<b62:24>", "api-key-<uuid:1>", "example.<b62:40>", "apikey-v2-<hex:40>", "apikey_<lo36:24>", "insert-<b62:32>", "my-key-<b62:16>",
		"sample-<b64u:40>", "acme-example-<b62:32>", "dummy_<b62:32>",
	} {
		for range 500 {
			if f := recognise(providertest.Example(template, r)); f.Problem != "" {
				t.Errorf("%s is %s", template, said(f))
				break
			}
		}
	}
	for _, text := range []string{
		"your-api-key-goes-here", "my-key-for-the-website", "example-api-key-of-the-documentation", "sk-proj-your-key-here", "apikey-v2-placeholder", "insert_your_very_long_secret_here",
		"your-api-key-1234567890abcdef", "YOUR_OPENAI_API_KEY_GOES_HERE", "replace_me_with_the_key_of_the_console", "example.com.api.key", "<YOUR_API_KEY>", "my-key-xxxxxxxxxxxxxxxx",
	} {
		if f := recognise(text); f.Problem != provider.Placeholder {
			t.Errorf("%s is %s", text, said(f))
		}
	}
}
