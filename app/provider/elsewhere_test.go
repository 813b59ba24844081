package provider_test

import (
	"slices"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

// damages are what happens to a key while it is copied.
var damages = []struct {
	name   string
	damage func(key string) string
}{
	{"intact", func(key string) string { return key }},
	{"in quotes", func(key string) string { return `"` + key + `"` }},
	{"one character more", func(key string) string { return key + "a" }},
	{"one character more inside", func(key string) string { return key[:len(key)/3] + key[len(key)/3-1:] }},
	{"without the last character", func(key string) string { return key[:len(key)-1] }},
	{"without the first character", func(key string) string { return key[1:] }},
	{"without a character inside", func(key string) string { return key[:len(key)-5] + key[len(key)-4:] }},
	{"a wrong character", func(key string) string { return key[:len(key)-5] + "!" + key[len(key)-4:] }},
	{"a space inside", func(key string) string { return key[:len(key)/2] + " " + key[len(key)/2:] }},
	{"a line end inside", func(key string) string { return key[:len(key)/2] + "\r\n" + key[len(key)/2:] }},
}

func TestAKeyIsNotSentToAnotherProvider(t *testing.T) {
	c, r := provider.New(), random()
	all := c.All()
	kinds(func(p provider.Provider, k provider.Kind) {
		if !ownStart(k) || k.Example[0] == '{' {
			return
		}
		for _, d := range damages {
			if d.name != "intact" && d.name != "a space inside" && len(k.Prefix) < 4 && (d.name == "without the first character" || k.Prefix == "") {
				continue // nothing is left to know it by
			}
			if d.name == "without the first character" && k.Prefix == "csk-" {
				continue // it looks like a whole one of sk-
			}
			text := []byte(d.damage(providertest.Key(k, r)))
			if who, elsewhere := c.BelongsElsewhere(text, p.ID); elsewhere {
				t.Errorf("%s %s, %s: it belongs to %s", p.ID, k.ID, d.name, who.ID)
			}
			for _, other := range all {
				owner, elsewhere := c.BelongsElsewhere(text, other.ID)
				if other.ID == p.ID || shares(other, k) {
					continue
				}
				if !elsewhere {
					t.Errorf("%s %s, %s: it may go to %s", p.ID, k.ID, d.name, other.ID)
					break
				}
				if k.Strength == provider.Unique && owner.ID != p.ID {
					t.Errorf("%s %s, %s: it belongs to %s", p.ID, k.ID, d.name, owner.ID)
					break
				}
			}
		}
	})
}

// shares tells whether a provider has keys of a kind that others have, too.
func shares(p provider.Provider, k provider.Kind) bool {
	return k.Strength == provider.Shared && slices.ContainsFunc(p.Kinds, func(own provider.Kind) bool {
		return own.Strength != provider.Shape && own.Prefix == k.Prefix
	})
}

func TestAKeyOfUnknownFormMayGoAnywhere(t *testing.T) {
	r := random()
	for _, template := range []string{"<b62:32>", "<hex:32>", "<hex:64>", "<b64u:40>", "<uuid:1>", "sk-<b62:22>", "eyJ<b64u:60>.eyJ<b64u:120>.<b64u:43>", "<b62:20>:<b62:40>", "key_<b62:20>"} {
		for range 200 {
			if p, elsewhere := provider.New().BelongsElsewhere([]byte(providertest.Example(template, r)), "mistral"); elsewhere {
				t.Errorf("%s belongs to %s", template, p.ID)
				break
			}
		}
	}
	for _, text := range []string{"", " \n", `""`, "x"} {
		if _, elsewhere := provider.New().BelongsElsewhere([]byte(text), "mistral"); elsewhere {
			t.Errorf("%q belongs to somebody", text)
		}
	}
}

func TestAKeyThatFitsAnOwnProviderBelongsToIt(t *testing.T) {
	own, err := provider.Custom("", "Acme", "", "", "", "", "", "sk-ant-[a-z0-9-]+[A-Za-z0-9_-]+")
	if err != nil {
		t.Fatal(err)
	}
	c, key := provider.New(own), []byte(example("sk-ant-api03-<b64u:93>AA"))
	if p, elsewhere := c.BelongsElsewhere(key, "acme"); elsewhere {
		t.Errorf("it belongs to %s", p.ID)
	}
	if p, _ := c.BelongsElsewhere(key, "openai"); p.ID != "anthropic" {
		t.Errorf("it belongs to %q", p.ID)
	}
	if p, elsewhere := c.BelongsElsewhere([]byte(example("acme_<b62:32>")), "openai"); elsewhere {
		t.Errorf("a key of no built-in form belongs to %s", p.ID)
	}
}
