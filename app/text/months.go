package text

import (
	"strconv"
	"strings"
	"time"
)

// months are the whole names of the months.
var months = [12]string{
	Mark("January"), Mark("February"), Mark("March"), Mark("April"), Mark("May"), Mark("June"), Mark("July"),
	Mark("August"), Mark("September"), Mark("October"), Mark("November"), Mark("December"),
}

// otherMonths are names beside those that are written here: other short ones, and those of Austria.
var otherMonths = map[string]time.Month{
	"jän": time.January, "jänner": time.January, "feber": time.February, "mär": time.March, "mrz": time.March,
}

// MonthOfYear is a month of one year: February 2027. All languages spoken here write it so.
func MonthOfYear(t time.Time) string { return T(months[t.Month()-1]) + " " + strconv.Itoa(t.Year()) }

// MonthOf finds a month by its name, whole or in short, in any language that is spoken
// here: who copies a date has it in the language of where it stood.
func MonthOf(name string) (time.Month, bool) {
	name = strings.TrimRight(name, ".,")
	for i, long := range months {
		german, _ := deutsch.words.find("", long, 0)
		known := []string{long, german}
		for _, f := range []form{british, continental} {
			known = append(known, strings.TrimSuffix(f.months[i], "."))
		}
		for _, k := range known {
			if k != "" && strings.EqualFold(name, k) {
				return time.Month(i + 1), true
			}
		}
	}
	m, found := otherMonths[strings.ToLower(name)]
	return m, found
}
