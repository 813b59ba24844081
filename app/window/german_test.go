package window

import (
	"maps"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// germanPages are the pages whose sentences a person reads most of.
func germanPages() map[string]func(*rig) {
	pages := maps.Clone(setupPages)
	maps.Copy(pages, rotatePages)
	maps.Copy(pages, lastSteps)
	for name, s := range overviewScreens() {
		if strings.HasPrefix(name, "overview") || strings.HasPrefix(name, "leaked") {
			pages[name] = s.do
		}
	}
	return pages
}

// German is a third longer than English.
func TestGermanFits(t *testing.T) {
	windowtest.InGerman(t)
	for name, open := range germanPages() {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(400, 1400)) // nothing scrolls
		open(r)
		for _, width := range []float32{400, 720} {
			r.Frame.Resize(fyne.NewSize(width, 1400))
			where := name + ", " + number(int(width)) + " wide"
			r.ButtonsFit(where)
			r.textFits(where)
			if seen := strings.ReplaceAll(r.Seen(), "...", ""); strings.Contains(seen, "**") || strings.Contains(seen, "%!") || strings.Contains(seen, "..") {
				t.Errorf("%s: what is in sight is badly put together: %s", where, seen)
			}
		}
	}
}

func TestThePagesSpeakGerman(t *testing.T) {
	windowtest.InGerman(t)
	for name, says := range map[string][]string{
		"setup-1":      {"Neuer Schlüssel", "Von welchem Dienst ist er?", "Etwas anderes", "Weiter", "Abbrechen"},
		"setup-2":      {"Schlüssel bei OpenAI erstellen", "Namen kopieren", "OpenAI zeigt den Schlüssel nur einmal."},
		"setup-4":      {"21. Nov. 2026", "3 Monate", "Fenster öffnet sich", "Schlüssel speichern"},
		"rotate-4":     {"Alten widerrufen", "OpenAI nimmt den alten Schlüssel noch an.", "1 Person weiß noch nichts davon.", "Zurück"},
		"rotate-5":     {"4 von 4 Einsatzorten aktualisiert", "Alter Schlüssel …Rw2A von OpenAI abgelehnt", "offengelegt"},
		"overview":     {"Austausch", "Alle 17", "Nach Dringlichkeit", "4 jetzt auszutauschen", "Schritt 2 von 5", "Sept.", "Am 12. Jan. 2027 sind 9 Schlüssel"},
		"leaked":       {"Erst den durchgesickerten Schlüssel stoppen", "Das kommt vor.", "Öffentliches Repository", "Eine nur lesende Anfrage von diesem Computer."},
		"setup-2-lost": {"Ihren Schlüssel von OpenAI finden", "Schritte zeigen"},
	} {
		r := newRig(t, someState())
		germanPages()[name](r)
		r.Sees(says...)
	}
}

// A date is read as it is shown.
func TestAGermanDateIsRead(t *testing.T) {
	windowtest.InGerman(t)
	d := kit.NewDateField(func() time.Time { return today }, nil)
	for month := time.January; month <= time.December; month++ {
		day := time.Date(2027, month, 9, 0, 0, 0, 0, time.Local)
		d.SetDay(day)
		if got, ok := d.Day(); !ok || !got.Equal(day) {
			t.Errorf("%q is %v, %v", d.Text, got, ok)
		}
	}
	for _, typed := range []string{"9. März 2027", "9.3.2027", "9 März 2027", "2027-03-09", "9 mar 2027", "9. March 2027"} {
		d.SetText(typed)
		if got, ok := d.Day(); !ok || got.Month() != time.March || got.Day() != 9 {
			t.Errorf("%q is %v, %v", typed, got, ok)
		}
	}
	if d.SetText("9. Märzen 2027"); d.Text != "" {
		if got, ok := d.Day(); ok {
			t.Errorf("%q is %v", d.Text, got)
		}
	}
}

// A point in a date ends no sentence.
func TestTheFirstSentenceIsWhole(t *testing.T) {
	windowtest.InGerman(t)
	for said, first := range map[string]string{
		"Groq beendet ihn am 19. Feb. 2027. Danach geht er nicht mehr.":   "Groq beendet ihn am 19. Feb. 2027.",
		"Das war am 9. Mai um 12:00. Sehen Sie wieder nach.":              "Das war am 9. Mai um 12:00.",
		"Gehen Sie zu Schritt 2. Fügen Sie ihn dort ein. Dann ist es gut": "Gehen Sie zu Schritt 2.",
		"Nur ein Satz, vom 19. Feb. 2027":                                 "",
	} {
		bold := ""
		for _, s := range sentences(said) {
			if s.Bold {
				bold += s.Text
			}
		}
		if bold != first || plain(sentences(said)) != said {
			t.Errorf("%q: %q is bold", said, bold)
		}
	}
}

// TestGermanLooksAsItDid compares pictures pixel by pixel.
func TestGermanLooksAsItDid(t *testing.T) {
	windowtest.InGerman(t)
	pages := germanPages()
	for name, size := range map[string]fyne.Size{
		"setup-1": setupSize, "setup-4": setupSize, "rotate-3": setupSize, "rotate-4": setupSize, "overview": usual, "leaked-400": fyne.NewSize(400, 640),
	} {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(size)
			pages[name](r)
			r.Clock.Forward(time.Second)
			r.LooksLike(name + "-de-" + variant)
		}
	}
}
