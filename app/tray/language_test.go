package tray

import (
	"slices"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

func TestTheMenuIsInThePersonsLanguage(t *testing.T) {
	text.Use("de")
	t.Cleanup(func() { text.Use("en") })
	k := ending(key(1, "dotfiles CI", "due"))
	got := titles(Items(state(k, key(2, "chat-app", "overdue"), rotating(3, "a_b", "fresh"))))
	want := []string{
		"1 Schlüssel ist auszutauschen…", "",
		"a_b   (im Austausch, Schritt 3 von 5)", "chat-app   (überfällig)", "dotfiles CI   (läuft in 18 T. ab)", "",
		"Keytray öffnen", "Schlüssel suchen…", "Schlüssel hinzufügen…", "Austausch…", "Ein Schlüssel ist durchgesickert…", "", "Einstellungen…", "Beenden",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	live := state(key(1, "chat-app", "fresh"))
	live.Clipboard = api.Clipboard{ID: "id-chat-app", Until: time.Date(2026, 11, 21, 20, 15, 4, 0, time.UTC)}
	for _, c := range []struct{ got, want string }{
		{Items(live)[0].Title, "Jetzt leeren · wird um 20:15:04 geleert"},
		{Tooltip(live), "Keytray: Ein Schlüssel ist in der Zwischenablage"},
		{Broken()[0].Title, "Die Schlüsselliste ist nicht lesbar…"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
