package window

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/window/client"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// The benchmarks of the list are on the test driver, which draws nothing unless it is
// asked: what they measure is our work between a key or a turn of the wheel and the frame.
// `make bench` runs them, and reads what they report.
// The peer is the least that Fyne needs for such a list: its own list with two labels a
// row, and strings.Contains for the search.

// manyKeys are n keys as a company would have them.
func manyKeys(n int) []api.Key {
	words := []string{"chat", "deploy", "backup", "billing", "mirror", "notes", "launcher", "podcast", "crawler", "report", "Küche", "mobile", "staging"}
	issuers := []string{"openai", "anthropic", "github", "gitlab", "mistral", "groq", "huggingface", "stripe", "vercel", "deepseek"}
	keys := make([]api.Key, n)
	for i := range keys {
		name := fmt.Sprintf("%s %s %d", words[i%len(words)], words[i/7%len(words)], i)
		k := keyOf(fmt.Sprint("k", i), name, issuers[i/3%len(issuers)], fmt.Sprintf("team-%d@example.org", i%200), i%250)
		k.Env, k.Tags = strings.ToUpper(k.Provider)+"_API_KEY", []string{words[i/5%len(words)], fmt.Sprint("team", i%50)}
		k.UsedBy = []string{fmt.Sprintf("~/src/%s-%d/.env", words[i%len(words)], i)}
		keys[i] = k
	}
	return keys
}

// benchWindow is a window with n keys.
func benchWindow(b *testing.B, n int) (w *Window, posted chan func()) {
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(kit.Theme{})
	posted = make(chan func(), 1000)
	svc := windowtest.NewService()
	svc.Current = someState()
	svc.Current.Keys = manyKeys(n)
	now := func() time.Time { return today }
	w = opened(b.Context(), Params{
		Link: client.Link{
			Service: svc, Post: func(f func()) { posted <- f }, Now: now, After: func(time.Duration, func()) func() { return func() {} },
		},
		Window: test.NewWindow(nil), SetTheme: func(kit.Theme) {},
	})
	w.Render(svc.Current)
	return w, posted
}

// timed measures steps one by one: half of them take no longer than p50, and one of a
// hundred longer than p99.
func timed(b *testing.B, step func(i int), after func(i int)) {
	var all []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		step(i)
		all = append(all, time.Since(start))
		after(i)
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
}

const typedInBench = "deploy openai 42"

func BenchmarkKeystroke10000(b *testing.B) {
	b.Run("keytray", func(b *testing.B) {
		w, posted := benchWindow(b, 10_000)
		p := w.keys.list
		p.finder.index() // made while nobody types yet
		timed(b, func(i int) {
			p.search.TypedRune(rune(typedInBench[i%len(typedInBench)]))
			drain(posted)
		}, func(i int) {
			if i%len(typedInBench) == len(typedInBench)-1 {
				p.search.SetText("")
				drain(posted)
			}
		})
	})
	b.Run("peer", func(b *testing.B) {
		field, _ := benchPeer(b, 10_000)
		timed(b, func(i int) { field.TypedRune(rune(typedInBench[i%len(typedInBench)])) }, func(i int) {
			if i%len(typedInBench) == len(typedInBench)-1 {
				field.SetText("")
			}
		})
	})
}

// drain runs what has been posted.
func drain(posted <-chan func()) {
	for len(posted) > 0 {
		(<-posted)()
	}
}

func BenchmarkScroll10000(b *testing.B) {
	turn := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -120)}
	back := func(scroll *container.Scroll) func(int) {
		return func(int) {
			if scroll.Offset.Y >= scroll.Content.Size().Height-scroll.Size().Height {
				scroll.ScrollToTop()
			}
		}
	}
	b.Run("keytray", func(b *testing.B) {
		w, _ := benchWindow(b, 10_000)
		scroll := scrollIn(w.keys.list.list)
		timed(b, func(int) { scroll.Scrolled(turn) }, back(scroll))
	})
	b.Run("peer", func(b *testing.B) {
		_, list := benchPeer(b, 10_000)
		scroll := scrollIn(list)
		timed(b, func(int) { scroll.Scrolled(turn) }, back(scroll))
	})
}

// scrollIn is the scroll of a list.
func scrollIn(list fyne.Widget) (found *container.Scroll) {
	windowtest.Walk(list, func(o fyne.CanvasObject, _ bool) {
		if s, is := o.(*container.Scroll); is {
			found = s
		}
	})
	return found
}

func benchPeer(b *testing.B, n int) (*widget.Entry, *widget.List) {
	test.NewTempApp(b)
	keys := manyKeys(n)
	shown := make([]int, 0, n)
	list := widget.NewList(func() int { return len(shown) },
		func() fyne.CanvasObject { return container.NewVBox(widget.NewLabel(""), widget.NewLabel("")) },
		func(i int, o fyne.CanvasObject) {
			k, labels := &keys[shown[i]], o.(*fyne.Container).Objects
			labels[0].(*widget.Label).SetText(k.Name)
			labels[1].(*widget.Label).SetText(origin(*k))
		})
	field := widget.NewEntry()
	field.OnChanged = func(query string) {
		query = strings.ToLower(query)
		shown = shown[:0]
		for i := range keys {
			if k := &keys[i]; strings.Contains(strings.ToLower(k.Name+" "+k.ProviderName+" "+k.Account), query) {
				shown = append(shown, i)
			}
		}
		list.Refresh()
	}
	win := test.NewWindow(container.NewBorder(field, nil, nil, nil, list))
	win.Resize(fyne.NewSize(380, 640))
	field.OnChanged("")
	return field, list
}
