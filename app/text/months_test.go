package text_test

import (
	"testing"
	"time"

	"keytray/app/text"
)

func TestAMonthIsFoundByTheNamesThatPeopleHaveForIt(t *testing.T) {
	for month, names := range map[time.Month][]string{
		time.January:   {"January", "JAN", "jan.", "Januar", "Jänner", "JÄNNER", "Jän."},
		time.February:  {"Feb", "Februar", "Feber"},
		time.March:     {"Mar", "März", "Mär", "mär.", "Mrz."},
		time.September: {"Sep", "Sept.", "September"},
		time.October:   {"Oct", "Okt.", "Oktober"},
	} {
		for _, name := range names {
			if got, found := text.MonthOf(name); !found || got != month {
				t.Errorf("%s is found to be %v, %v", name, got, found)
			}
		}
	}
	for _, name := range []string{"", ".", "Mon", "M", "13"} {
		if got, found := text.MonthOf(name); found {
			t.Errorf("%q is found to be %v", name, got)
		}
	}
}
