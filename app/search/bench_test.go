package search_test

import (
	"runtime"
	"strings"
	"testing"

	"keytray/app/search"
)

func BenchmarkIndexOf10000(b *testing.B) {
	keys := many(10_000)
	for b.Loop() {
		search.New(keys, now)
	}
}

// BenchmarkFind10000 is a whole query each time, with nothing known of one before.
func BenchmarkFind10000(b *testing.B) {
	x := search.New(many(10_000), now)
	for _, query := range []string{"a", "q", "gh", "open", "oaik", "chat deploy 99", "team handbook", "zzzz", "due:30d provider:git -tag:prod", "", "is:due"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				x.Find("is:pinned") // something else before, that finds nothing
				x.Find(query)
			}
		})
	}
}

// BenchmarkTyping10000 is a query letter by letter; the figure is for one letter.
func BenchmarkTyping10000(b *testing.B) {
	x := search.New(many(10_000), now)
	const query = "deploy openai 42"
	n := 0
	for b.Loop() {
		n = n%len(query) + 1
		x.Find(query[:n])
	}
}

func BenchmarkSuggest10000(b *testing.B) {
	x := search.New(many(10_000), now)
	for b.Loop() {
		x.Suggest("anthorpic")
	}
}

func BenchmarkComplete10000(b *testing.B) {
	x := search.New(many(10_000), now)
	for b.Loop() {
		x.Complete("provider:g")
	}
}

func BenchmarkMarks(b *testing.B) {
	hits := search.New(drawer(), now).Find("oaik").Hits
	for b.Loop() {
		hits[0].Marks()
	}
}

func BenchmarkMemory10000(b *testing.B) {
	keys := many(10_000)
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for b.Loop() {
		before := heap()
		x := search.New(keys, now)
		b.ReportMetric(float64(heap()-before)/float64(len(keys)), "B/key")
		runtime.KeepAlive(x)
	}
	runtime.KeepAlive(keys)
}

// BenchmarkLongNotes10000 has notes as long as they may be in every key.
func BenchmarkLongNotes10000(b *testing.B) {
	keys := many(10_000)
	for i := range keys {
		keys[i].Notes = strings.Repeat("The rotation of this one takes a while, ask first. ", 80)[:4000]
	}
	x := search.New(keys, now)
	for _, query := range []string{"t", "ask", "thx", "zebra"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				x.Find("is:pinned")
				x.Find(query)
			}
		})
	}
}
