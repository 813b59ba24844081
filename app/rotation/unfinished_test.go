package rotation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestWhatIsSaidAgainGetsRarerUnlessItCanCostMoneyToday(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	day := func(s string) time.Time { return at(t, berlin, s) }
	everyDay := Choices{Enabled: true, NotBefore: 9 * time.Hour, Weekends: true}
	for _, c := range []struct {
		name string
		key  Subject
		days []int // from the first word to each of the next
	}{
		{"due", Subject{Life: Life{Created: day("2025-10-01"), Policy: Policy{3, 120}}}, []int{28, 56, 84}},
		{"overdue", Subject{Life: Life{Created: day("2025-06-01")}}, []int{7, 14, 28, 56, 84}},
		{"expired", Subject{Life: Life{Created: day("2025-12-01"), Expires: day("2026-01-01")}}, []int{7, 21, 49, 77}},
		{"exposed", Subject{Life: Life{Created: day("2025-12-01"), Exposed: day("2025-12-31")}}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
		{"leaked", Subject{Life: Life{Created: day("2025-12-30"), Begun: day("2025-12-30"), Leaked: day("2025-12-29")}}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
		{"unfinished", Subject{Life: Life{Created: day("2025-12-31"), Begun: day("2025-12-31 17:00")}}, []int{3, 10, 24, 52, 80}},
	} {
		a := agent{[]Subject{c.key}, Record{}, everyDay}
		var got []int
		end := day("2026-01-01").AddDate(0, 0, c.days[len(c.days)-1]+1)
		for _, said := range a.live(day("2026-01-01 09:00"), end) {
			when := at(t, berlin, said[:len(time.DateOnly)])
			got = append(got, days(day("2026-01-01"), when))
			if step := said[strings.LastIndex(said, ":")+1:]; step != c.name {
				t.Errorf("%s: it speaks of %s", c.name, step)
			}
		}
		if want := append([]int{0}, c.days...); !slices.Equal(got, want) {
			t.Errorf("%s is said on the days %v, want %v", c.name, got, want)
		}
	}
}

func TestARotationUnderWay(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	day := func(s string) time.Time { return at(t, berlin, s) }
	for _, c := range []struct {
		name     string
		life     Life
		reminded Reminded
		rec      Record
		from, to string
		want     string
	}{
		{
			"left on a Friday: on Monday, then after 3, 7 and 14 days",
			Life{Created: day("2026-06-05 15:00"), Begun: day("2026-06-05 15:00")},
			Reminded{},
			Record{},
			"2026-06-05 15:00", "2026-07-03",
			"2026-06-08 Mon 09:00 a:unfinished|2026-06-11 Thu 09:00 a:unfinished|2026-06-18 Thu 09:00 a:unfinished|2026-07-02 Thu 09:00 a:unfinished",
		},
		{
			"it is not also overdue, and not on the day on which it was begun",
			Life{Created: day("2025-06-01"), Begun: day("2026-06-01 08:00")},
			Reminded{At: day("2026-05-25 09:00"), Step: StepOverdue, Count: 2},
			Record{LastDigest: day("2026-05-25 09:00")},
			"2026-06-01 08:00", "2026-06-06",
			"2026-06-02 Tue 09:00 a:unfinished|2026-06-05 Fri 09:00 a:unfinished",
		},
		{
			"gone on with after the last word: a day later, and then from the beginning",
			Life{Created: day("2026-06-01 15:00"), Begun: day("2026-06-09 15:00")},
			Reminded{At: day("2026-06-09 09:00"), Step: StepUnfinished, Count: 3},
			Record{LastDigest: day("2026-06-09 09:00")},
			"2026-06-09 15:00", "2026-06-16",
			"2026-06-10 Wed 09:00 a:unfinished|2026-06-15 Mon 09:00 a:unfinished", // the 13th is a Saturday
		},
		{
			"given up the day after a word about it: the window waits its turn",
			Life{Created: day("2025-06-01")},
			Reminded{At: day("2026-06-01 09:00"), Step: StepUnfinished, Count: 1},
			Record{LastDigest: day("2026-06-01 09:00")},
			"2026-06-02 08:00", "2026-06-10",
			"2026-06-08 Mon 09:00 a:overdue",
		},
		{
			"snoozed: told when that ends, and counted on",
			Life{Created: day("2026-06-01 15:00"), Begun: day("2026-06-01 15:00"), SnoozedUntil: day("2026-06-09 09:30")},
			Reminded{At: day("2026-06-02 09:00"), Step: StepUnfinished, Count: 1},
			Record{LastDigest: day("2026-06-02 09:00")},
			"2026-06-02 10:00", "2026-07-01",
			"2026-06-09 Tue 09:30 a:unfinished|2026-06-16 Tue 09:00 a:unfinished|2026-06-30 Tue 09:00 a:unfinished",
		},
		{
			"gone on with during a snooze: counted from the beginning",
			Life{Created: day("2026-06-01 15:00"), Begun: day("2026-06-04 15:00"), SnoozedUntil: day("2026-06-09 09:30")},
			Reminded{At: day("2026-06-02 09:00"), Step: StepUnfinished, Count: 3},
			Record{LastDigest: day("2026-06-02 09:00")},
			"2026-06-02 10:00", "2026-06-16",
			"2026-06-09 Tue 09:30 a:unfinished|2026-06-12 Fri 09:00 a:unfinished",
		},
		{
			"begun this morning: that it has expired or ends in 20 days can wait until tomorrow",
			Life{Created: day("2026-01-01"), Expires: day("2026-06-21"), Begun: day("2026-06-01 08:00")},
			Reminded{},
			Record{},
			"2026-06-01 08:30", "2026-06-04",
			"2026-06-02 Tue 09:00 a:ends_30",
		},
		{
			"begun this morning, when it had ended",
			Life{Created: day("2026-01-01"), Expires: day("2026-06-01"), Begun: day("2026-06-01 08:00")},
			Reminded{},
			Record{},
			"2026-06-01 08:30", "2026-06-03",
			"2026-06-02 Tue 09:00 a:expired",
		},
		{
			"begun this morning: that it ends tomorrow cannot wait",
			Life{Created: day("2026-01-01"), Expires: day("2026-06-02"), Begun: day("2026-06-01 08:00")},
			Reminded{},
			Record{},
			"2026-06-01 08:30", "2026-06-02",
			"2026-06-01 Mon 09:00 a:ends_1",
		},
		{
			"muted, or paused for all: silent",
			Life{Created: day("2026-06-01"), Begun: day("2026-06-01"), Muted: true},
			Reminded{},
			Record{},
			"2026-06-01", "2026-12-01", "",
		},
		{
			"a key that stops working meanwhile is said to, once",
			Life{Created: day("2026-01-01"), Expires: day("2026-06-06"), Begun: day("2026-06-03 12:00")},
			Reminded{At: day("2026-05-30 09:00"), Step: StepEnds7, Count: 1},
			Record{LastDigest: day("2026-05-30 09:00")},
			"2026-06-03 12:00", "2026-06-20",
			"2026-06-04 Thu 09:00 a:unfinished|2026-06-05 Fri 09:00 a:ends_1|2026-06-06 Sat 09:00 a:expired|2026-06-09 Tue 09:00 a:unfinished|2026-06-12 Fri 09:00 a:unfinished|2026-06-19 Fri 09:00 a:unfinished",
		},
		{
			"leaked: every day, however muted, snoozed or paused, and more urgent than an end",
			Life{Created: day("2026-06-04"), Expires: day("2026-06-06"), Begun: day("2026-06-04 20:00"), Leaked: day("2026-06-03"), Muted: true, SnoozedUntil: day("2027-01-01")},
			Reminded{},
			Record{PausedUntil: day("2027-01-01")},
			"2026-06-05 08:00", "2026-06-08",
			"2026-06-05 Fri 09:00 a:leaked|2026-06-06 Sat 09:00 a:leaked|2026-06-07 Sun 09:00 a:leaked",
		},
		{
			"the new value has leaked too: that is worse",
			Life{Created: day("2026-06-04"), Begun: day("2026-06-04"), Leaked: day("2026-06-03"), Exposed: day("2026-06-04")},
			Reminded{},
			Record{},
			"2026-06-05 08:00", "2026-06-06",
			"2026-06-05 Fri 09:00 a:exposed",
		},
		{
			"begun by a clock that was years ahead: nothing waits for that date",
			Life{Created: day("2025-06-01"), Begun: day("2036-01-01")},
			Reminded{},
			Record{},
			"2026-06-01 10:00", "2026-06-09",
			"2026-06-01 Mon 10:00 a:unfinished|2026-06-04 Thu 09:00 a:unfinished",
		},
		{
			"words of a program that did not count them are one",
			Life{Created: day("2025-06-01")},
			Reminded{At: day("2026-06-01 09:00"), Step: StepOverdue},
			Record{LastDigest: day("2026-06-01 09:00")},
			"2026-06-01 10:00", "2026-06-16",
			"2026-06-08 Mon 09:00 a:overdue|2026-06-15 Mon 09:00 a:overdue",
		},
	} {
		a := agent{[]Subject{{ID: "a", Life: c.life, Reminded: c.reminded}}, c.rec, morning}
		if got := strings.Join(a.live(day(c.from), day(c.to)), "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestAClockSetBackADayMakesNoSecondDigestOfTheDay(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	exposed := Life{Created: at(t, berlin, "2026-01-01"), Exposed: at(t, berlin, "2026-06-01")}
	a := agent{c: morning, keys: []Subject{{ID: "a", Life: exposed}}}
	before := a.live(at(t, berlin, "2026-06-04 09:00"), at(t, berlin, "2026-06-04 12:00"))
	a.keys = append(a.keys, Subject{ID: "b", Life: exposed}) // which nobody has heard of
	after := a.live(at(t, berlin, "2026-06-03 12:01"), at(t, berlin, "2026-06-06 08:00"))
	got := strings.Join(append(before, after...), "|")
	if want := "2026-06-04 Thu 09:00 a:exposed|2026-06-05 Fri 09:00 a:exposed b:exposed"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
