package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/text"
)

// A day that does not begin at midnight is itself all the same.
func TestADayIsRightWhereMidnightIsMissing(t *testing.T) {
	for zone, day := range map[string]string{"America/Santiago": "6 Sep 2026", "Africa/Cairo": "24 Apr 2026", "Asia/Beirut": "29 Mar 2026", "UTC": "6 Sep 2026"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Skip(err)
		}
		if got, ok := dayIn(day, loc); !ok || got.Format(dayFormats[0]) != day {
			t.Errorf("%s: %q is %v", zone, day, got)
		}
	}
}

// A date is read in every language, and written in one.
func TestADateIsReadInEachLanguageAndWrittenInTheirs(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(func() { text.Use("en") })
	for tag, want := range map[string]string{"en": "21 Dec 2027", "en-US": "Dec 21, 2027", "de": "21. Dez. 2027"} {
		text.Use(tag)
		for _, typed := range []string{
			"21 Dec 2027", "21. Dez. 2027", "21 Dezember 2027", "December 21, 2027", "dec 21 2027", "2027-12-21", "21.12.2027", " 21. dez 2027 ",
		} {
			d := NewDateField(time.Now, func() fyne.Canvas { return nil })
			d.SetText(typed)
			d.FocusLost()
			if d.Text != want {
				t.Errorf("%s: %q became %q", tag, typed, d.Text)
			}
		}
		d := NewDateField(time.Now, func() fyne.Canvas { return nil })
		for _, typed := range []string{"", "some day", "31.02.2027"} {
			d.SetText(typed)
			d.FocusLost()
			if d.Text != typed {
				t.Errorf("%s: %q became %q", tag, typed, d.Text)
			}
		}
	}
}
