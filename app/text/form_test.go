package text_test

import (
	"testing"
	"time"

	"keytray/app/text"
)

func TestDatesAndNumbersAreWrittenAsInThePersonsCountry(t *testing.T) {
	evening := time.Date(2027, 2, 19, 20, 15, 4, 0, time.UTC)
	march := time.Date(2027, 3, 5, 0, 5, 0, 0, time.UTC)
	for tag, want := range map[string][]string{
		"en":    {"19 Feb 2027", "19 Feb", "20:15:04", "20:15", "19 Feb 2027, 20:15", "Fri", "5 Mar 2027", "00:05", "10,000", "1.5", "-1,234,567", "999"},
		"en-US": {"Feb 19, 2027", "Feb 19", "8:15:04 PM", "8:15 PM", "Feb 19, 2027, 8:15 PM", "Fri", "Mar 5, 2027", "12:05 AM", "10,000", "1.5", "-1,234,567", "999"},
		"de":    {"19. Feb. 2027", "19. Feb.", "20:15:04", "20:15", "19. Feb. 2027, 20:15", "Fr.", "5. März 2027", "00:05", "10.000", "1,5", "-1.234.567", "999"},
	} {
		text.SpeakTag(t, tag)
		got := []string{
			text.Date(evening), text.Day(evening), text.Clock(evening), text.Time(evening), text.Moment(evening), text.Weekday(evening),
			text.Date(march), text.Time(march), text.Number(10_000), text.Decimal(1.5, 1), text.Number(-1_234_567), text.Number(999),
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: got %q, want %q", tag, got[i], want[i])
			}
		}
	}
}
