package provider_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

func BenchmarkRecogniseExamples(b *testing.B) {
	c, r := provider.New(), random()
	kinds(func(p provider.Provider, k provider.Kind) {
		key := []byte(providertest.Key(k, r))
		b.Run(p.ID+"/"+k.ID, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Recognise(key)
			}
		})
	})
}

func BenchmarkRecogniseNothing(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, template := range []string{"<b62:16>", "<b62:64>", "<hex:64>", "<b64u:64>", "<b64u:40>", "sk-proj-<b64u:60>", "sk-<b62:30>"} {
		text := []byte(providertest.Example(template, r))
		b.Run(template, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				provider.New().Recognise(text)
			}
		})
	}
	for _, n := range []int{1 << 10, 1 << 14, 1 << 20, 5 << 20} {
		text := []byte(strings.Repeat("some words\n", n/11))
		b.Run(fmt.Sprint(n, " bytes"), func(b *testing.B) {
			for b.Loop() {
				provider.New().Recognise(text)
			}
		})
	}
}

func BenchmarkAll(b *testing.B) {
	for b.Loop() {
		provider.New().All()
	}
}

func BenchmarkSearch(b *testing.B) {
	for b.Loop() {
		provider.New().Search("opnai")
	}
}

// BenchmarkEveryPatternInTurn is what recognising would cost without an index.
func BenchmarkEveryPatternInTurn(b *testing.B) {
	var all []*regexp.Regexp
	var keys []string
	kinds(func(_ provider.Provider, k provider.Kind) {
		all = append(all, regexp.MustCompile(k.Regex))
		keys = append(keys, providertest.Key(k, random()))
	})
	i := 0
	for b.Loop() {
		for _, form := range all {
			form.MatchString(keys[i%len(keys)])
		}
		i++
	}
}
