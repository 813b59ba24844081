package provider_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

func FuzzRecognise(f *testing.F) {
	r := random()
	kinds(func(_ provider.Provider, k provider.Kind) { f.Add([]byte(providertest.Key(k, r))) })
	for _, w := range wraps {
		f.Add([]byte(strings.Replace(w.form, "@", example("<b62:32>"), 1)))
	}
	f.Add([]byte("{\n\"a\": \"b\"\n}"))
	f.Add([]byte("-----BEGIN PRIVATE KEY-----"))
	f.Add([]byte("curl -H '"))
	own, err := provider.Custom("", "Acme", "", "", "", "", "", `(?i)k.[^a]+x?|é{2,}`)
	if err != nil {
		f.Fatal(err)
	}
	c := provider.New(own)
	f.Fuzz(func(t *testing.T, text []byte) {
		before := bytes.Clone(text)
		found := c.Recognise(text)
		if !bytes.Equal(text, before) {
			t.Error("the text was changed")
		}
		if !bytes.Contains(text, found.Value) || !strings.Contains(string(text), found.Env) {
			t.Error("the value or the variable is no part of the text")
		}
		if len(found.Value) == 0 && found.Problem == "" {
			t.Error("nothing has no problem")
		}
		if again := c.Recognise(text); said(again) != said(found) || !slices.Equal(again.Peeled, found.Peeled) {
			t.Errorf("it is %s, and then %s", said(found), said(again))
		}
		if _, sure := found.Sure(); sure && found.Problem != "" && found.Problem != provider.OddLength {
			t.Errorf("it is sure: %s", said(found))
		}
	})
}

func FuzzSearch(f *testing.F) {
	f.Add("opnai")
	f.Add("hugging face")
	f.Fuzz(func(t *testing.T, query string) {
		c := provider.New()
		if found := c.Search(query); len(found) > len(c.All()) {
			t.Errorf("%d providers were found", len(found))
		}
	})
}
