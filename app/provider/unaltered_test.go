package provider_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

const manyValues = 20_000

// of makes random text of an alphabet.
func of(alphabet string, n int, r *rand.Rand) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

// secrets are what people store whose form nobody knows.
var secrets = []struct {
	name string
	make func(r *rand.Rand) string
}{
	{"SECRET_KEY of Django", func(r *rand.Rand) string {
		return of("abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)", 50, r)
	}},
	{"printable ASCII", func(r *rand.Rand) string { return of(ascii(), 64, r) }},
	{"printable ASCII of any length", func(r *rand.Rand) string { return of(ascii(), 8+r.IntN(120), r) }},
	{"base85", func(r *rand.Rand) string {
		return of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~", 40, r)
	}},
	{"Ascii85", func(r *rand.Rand) string { return of(ascii()[:85], 40, r) }},
	{"base64 with padding", func(r *rand.Rand) string {
		return providertest.Example([]string{"<b64:43>=", "<b64:86>==", "<b64:24>", "<b64:22>=="}[r.IntN(4)], r)
	}},
	{"hex", func(r *rand.Rand) string {
		return providertest.Example([]string{"<hex:32>", "<HEX:40>", "<hex:64>"}[r.IntN(3)], r)
	}},
	{"base62", func(r *rand.Rand) string { return providertest.Example("<b62:40>", r) }},
	{"user:password", func(r *rand.Rand) string {
		user := []string{"user_one", "my-client", "API_USER", "anna", "A_KEY", "api_key", "svc.backup", "token", "Authorization", "MY_TOKEN"}[r.IntN(10)]
		return user + ":" + []string{of(ascii(), 24, r), providertest.Example("<b62:32>", r), providertest.Example("<b64:43>=", r)}[r.IntN(3)]
	}},
	{"connection string", func(r *rand.Rand) string {
		return providertest.Example([]string{
			"DefaultEndpointsProtocol=https;AccountName=acme<lo36:12>;AccountKey=<b64:86>==;EndpointSuffix=core.windows.net",
			"Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=<b64:43>=",
			"AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=<b64:86>==;",
			"InstrumentationKey=<uuid:1>;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/;ApplicationId=<uuid:1>",
			"HostName=acme.azure-devices.net;DeviceId=pump-1;SharedAccessKey=<b64:43>=",
			"Server=tcp:acme.database.windows.net,1433;Initial Catalog=shop;User ID=anna;Password=<b62:24>;Encrypt=True;",
			"API_KEY=<b62:24>;API_SECRET=<b62:40>", "SECRET=<b62:30>&TOKEN=<b62:30>", "MY_API_KEY=user=<b62:8>,password=<b62:20>",
			"host=db.example.com port=5432 user=anna password=<b62:24>", "PASSWORD=a b=<b62:20>",
			"postgres://anna:<b62:24>@db.example.com:5432/shop?sslmode=require", "redis://:<b62:40>@cache.example.com:6379/0",
			`{"user":"anna","password":"<b62:20>;"}`, "amqps://anna:<b62:24>@mq.example.com/prod",
		}[r.IntN(15)], r)
	}},
	{"SAS token", func(r *rand.Rand) string {
		return []string{"", "?"}[r.IntN(2)] + providertest.Example("sv=2022-11-02&ss=b&srt=sco&sp=rwdl&se=2027-01-01T00:00:00Z&st=2026-01-01T00:00:00Z&spr=https&sig=<b62:20>%2B<b62:20>%3D", r)
	}},
	{"a sign at an end", func(r *rand.Rand) string {
		signs := "\"'`,;:.!?()<>[]{}*\\&=#|~"
		at, key := r.IntN(len(signs)), providertest.Example("<b62:44>", r)
		return []string{key + signs[at:at+1], signs[at:at+1] + key}[r.IntN(2)]
	}},
}

func ascii() string {
	var b []byte
	for c := byte('!'); c <= '~'; c++ {
		b = append(b, c)
	}
	return string(b)
}

// Losing a character of a value is the worst that there is.
func TestAValueOfUnknownFormIsNotAltered(t *testing.T) {
	c, r := provider.New(), random()
	for _, s := range secrets {
		t.Run(s.name, func(t *testing.T) {
			altered := 0
			for i := range manyValues {
				value := s.make(r)
				texts := []string{value}
				if i%20 == 0 {
					texts = append(texts, " "+value+"\r\n\r\n", "\ufeff"+value+"\u200b\n")
				}
				for _, text := range texts {
					if f := c.Recognise([]byte(text)); string(f.Value) != value && f.Problem != provider.File && f.Problem != provider.SeveralKeys || len(f.Peeled) > 0 {
						altered++
						if altered < 4 {
							t.Errorf("of %q %q is left, without %q", value, f.Value, f.Peeled)
						}
						break
					}
				}
			}
			if altered > 0 {
				t.Errorf("%d of %d are altered", altered, manyValues)
			}
		})
	}
}

// What is said to be taken away, and nothing else, is missing.
func TestOnlyUnmistakableThingsAroundAnUnknownValueAreTakenAway(t *testing.T) {
	r := random()
	for _, w := range []struct {
		form   string
		peeled []string
	}{
		{"MY_SECRET=@", []string{variable}},
		{`export DJANGO_SECRET="@"`, []string{variable, quoted}},
		{"export django_secret='@';", []string{variable, quoted, semi}},
		{"export SALT=@", []string{variable}},
		{"CREDENTIAL: @", []string{variable}},
		{"GH_TOKEN = @,", []string{variable, comma}},
		{`{@}`, nil},
		{"name=@", nil},
		{"my_key:@", nil},
		{"MY_KEY:@", nil},
		{"export name=@", nil},
		{"SALT=@", nil},
		{"user@example.com:@", nil},
		{`MY_KEY="@`, nil},
		{`MY_KEY=@"`, []string{variable}},
		{"@;", nil},
		{"@,", nil},
		{`"@'`, nil},
		{`MY_KEY="@'`, nil},
		{`MY_KEY="@" "@"`, nil},
		{"`@", nil},
		{"MY_KEY=a;b=@", nil},
		{"MY_KEY=a=@", nil},
		{"MY_KEY=@&", nil},
		{`"MY_KEY": "@",`, []string{variable, quoted, comma}},
		{`"MY_KEY": "@`, nil},
		{`"MY_KEY": "a\"@"`, nil},
	} {
		value := providertest.Example("<b62:40>", r)
		text := strings.ReplaceAll(w.form, "@", value)
		f := recognise(text)
		left := len(text) == len(f.Value)
		if !sameWords(f.Peeled, w.peeled) || left != (w.peeled == nil) || !strings.Contains(text, string(f.Value)) {
			t.Errorf("%s: %s is left, without %q", w.form, strings.ReplaceAll(string(f.Value), value, "@"), f.Peeled)
		}
	}
}

func TestAnEmptyAssignmentIsEmpty(t *testing.T) {
	for _, text := range []string{
		`""`, "''", "``", `"" `, `NAME=""`, "NAME=''", `name = ""`, `NAME="";`, "export X=", "export X=\n", `export X=""`, "export X=''; ", "set X=", `$env:X = ""`, `setx X ""`,
		"OPENAI_API_KEY=", "OPENAI_API_KEY= ", `"NAME": "",`, `"NAME": ""`, "const API_KEY = '';", `NAME: ""`, `X="" # not yet`,
	} {
		if f := recognise(text); f.Problem != provider.Empty || len(f.Value) != 0 {
			t.Errorf("of %s %d characters are left: %s", text, len(f.Value), said(f))
		}
	}
	for _, text := range []string{"abcdEFGH1234567=", "abcdEFGH123456==", "AB1234KEY+SECRET=", "ABCDEFGHIJKLMNOPQRSTUVWX==", "MFRGKEY2LTMV3GQ2LKNNWG23Q="} {
		if f := recognise(text); string(f.Value) != text {
			t.Errorf("of %s %q is left", text, f.Value)
		}
	}
}

func TestLineEndsAndBlanksAroundAKeyAreNoneOfIt(t *testing.T) {
	for _, key := range []string{example("gsk_<b62:52>"), example("<b62:40>"), example("<b64:43>=")} {
		for _, form := range []string{"%s\r\n\r\n", "\r\n%s", "\t%s \n", "\ufeff%s\u200b", "  \u00a0%s\u2028\n\n\n"} {
			if f := recognise(fmt.Sprintf(form, key)); string(f.Value) != key || f.Problem != "" || len(f.Peeled) > 0 {
				t.Errorf("%q: %d characters of %d are left, %s", form, len(f.Value), len(key), said(f))
			}
		}
	}
}
