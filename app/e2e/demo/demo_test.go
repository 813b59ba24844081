package main

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
	"time"

	"keytray/app/provider"

	"github.com/godbus/dbus/v5"
)

func fill(shot *image.RGBA, part image.Rectangle, c color.Color) {
	draw.Draw(shot, part, image.NewUniform(c), image.Point{}, draw.Src)
}

func TestAWindowIsDrawnWhenItHidesTheBackgroundAndHasContent(t *testing.T) {
	window := image.Rect(10, 10, 30, 30)
	shot := image.NewRGBA(screen)
	fill(shot, screen, background)
	if drawn(shot, window) {
		t.Error("nothing is there")
	}
	fill(shot, window, color.White)
	if drawn(shot, window) {
		t.Error("it is empty")
	}
	for i := range 20 {
		shot.Set(10+i, 20, color.Gray{Y: uint8(i)})
	}
	if !drawn(shot, window) {
		t.Error("it has content")
	}
	shot.Set(29, 29, background)
	if drawn(shot, window) {
		t.Error("one can still see through it")
	}
}

func TestOnlyThePartCounts(t *testing.T) {
	a, b := image.NewRGBA(screen), image.NewRGBA(screen)
	b.Set(5, 5, color.White)
	for part, want := range map[image.Rectangle]bool{
		image.Rect(0, 0, 6, 6):           false,
		image.Rect(5, 5, 6, 6):           false,
		image.Rect(0, 0, 5, 5):           true,
		image.Rect(6, 0, 2000, 2000):     true, // reaches over the edge
		image.Rect(-10, -10, 2000, 2000): false,
	} {
		if same(a, b, part) != want {
			t.Errorf("same in %v is not %v", part, want)
		}
	}
}

func TestAKeyIsAsOldAsItSaysOnAnyDay(t *testing.T) {
	for day, want := range map[string]string{"2026-11-21": "2026-03-21", "2026-10-31": "2026-02-28", "2026-01-05": "2025-05-05"} {
		now, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := monthsAgo(now, 8); got != want {
			t.Errorf("8 months before %s is %s, want %s", day, got, want)
		}
	}
}

// The program refuses what does not look whole, so the demo's values must.
func TestEveryValueIsNewAndHasTheFormOfItsProvidersKeys(t *testing.T) {
	for _, k := range keys(time.Now()) {
		a, err := k.value()
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := k.value(); a.Equal(b) {
			t.Errorf("%s: the same value twice", k.name)
		}
		found := provider.New().Recognise(a.Reveal())
		if match, ok := provider.Guess(found); !ok || match.Provider.ID != k.issuer || found.Problem != "" {
			t.Errorf("%s: it is taken for %+v", k.name, found)
		}
	}
}

func TestATitleIsReadFromNotifyOnly(t *testing.T) {
	call := &dbus.Message{Type: dbus.TypeMethodCall, Body: []any{"Keytray", uint32(0), "", "A title", "", []string{}, map[string]dbus.Variant{}, int32(-1)}}
	if title, ok := titleOf(call); !ok || title != "A title" {
		t.Errorf("read %q, %v", title, ok)
	}
	for name, m := range map[string]*dbus.Message{
		"a signal":    {Type: dbus.TypeSignal, Body: []any{":1.5"}},
		"a short one": {Type: dbus.TypeMethodCall, Body: []any{"Keytray"}},
	} {
		if title, ok := titleOf(m); ok {
			t.Errorf("%s: read %q", name, title)
		}
	}
}
