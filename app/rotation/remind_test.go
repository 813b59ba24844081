package rotation

import (
	"strings"
	"testing"
	"time"
)

func TestTheLadder(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	day := func(s string) time.Time { return at(t, berlin, s) }
	for _, c := range []struct {
		name     string
		keys     []Subject
		rec      Record
		c        Choices
		from, to string
		want     string
	}{
		{
			"the open window every 28 days, the closed one every 7, on weekdays",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-06-05 15:00"), Policy: Policy{3, 5}}}},
			Record{},
			morning, "2026-08-01 10:00", "2026-11-23",
			// 5 September and 3 October are Saturdays
			"2026-09-07 Mon 09:00 a:due|2026-10-05 Mon 09:00 a:due|2026-11-02 Mon 09:00 a:due|" +
				"2026-11-05 Thu 09:00 a:overdue|2026-11-12 Thu 09:00 a:overdue|2026-11-19 Thu 09:00 a:overdue",
		},
		{
			"overdue speaks the day after due did",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-05-05")}, Reminded: Reminded{At: day("2026-11-04 09:00"), Step: StepDue}}},
			Record{LastDigest: day("2026-11-04 09:00")},
			morning, "2026-11-04 10:00", "2026-11-06",
			"2026-11-05 Thu 09:00 a:overdue",
		},
		{
			"30, 7 and 1 days before the provider's date, then every week, weekend or not",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-06-01"), Expires: day("2026-08-02")}}},
			Record{},
			morning, "2026-06-01", "2026-08-10",
			"2026-07-03 Fri 09:00 a:ends_30|2026-07-26 Sun 09:00 a:ends_7|2026-08-01 Sat 09:00 a:ends_1|" +
				"2026-08-02 Sun 09:00 a:expired|2026-08-09 Sun 09:00 a:expired",
		},
		{
			"no step before a short key's creation or on its first day",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-06-01 12:00"), Expires: day("2026-06-08")}}},
			Record{},
			morning, "2026-06-01 12:00", "2026-06-09",
			"2026-06-07 Sun 09:00 a:ends_1|2026-06-08 Mon 09:00 a:expired",
		},
		{
			"of the steps slept through, the nearest",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-01-01"), Expires: day("2026-08-02"), Policy: Policy{60, 120}}}},
			Record{},
			morning, "2026-07-28 22:00", "2026-08-02",
			"2026-07-28 Tue 22:00 a:ends_7|2026-08-01 Sat 09:00 a:ends_1",
		},
		{
			"a word about the end is a word about the window too",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-06-01"), Expires: day("2026-10-03")}}},
			Record{},
			morning, "2026-08-31 10:00", "2026-09-29",
			"2026-09-01 Tue 09:00 a:due|2026-09-03 Thu 09:00 a:ends_30|2026-09-26 Sat 09:00 a:ends_7",
		},
		{
			"exposed every day, however muted, snoozed or paused",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-06-01"), Exposed: day("2026-06-05 08:00"), Muted: true, SnoozedUntil: day("2027-01-01")}}},
			Record{PausedUntil: day("2027-01-01")},
			morning, "2026-06-05 08:00", "2026-06-09",
			"2026-06-05 Fri 09:00 a:exposed|2026-06-06 Sat 09:00 a:exposed|2026-06-07 Sun 09:00 a:exposed|2026-06-08 Mon 09:00 a:exposed",
		},
		{
			"one digest a day, the worst first; what comes later waits, even exposed",
			[]Subject{
				{ID: "old", Life: Life{Created: day("2025-06-01")}},
				{ID: "open", Life: Life{Created: day("2026-02-01")}},
				{ID: "older", Life: Life{Created: day("2025-01-01")}},
				{ID: "new", Life: Life{Created: day("2026-05-20")}},
				{ID: "leaked", Life: Life{Created: day("2026-05-20"), Exposed: day("2026-06-01")}},
				{ID: "dead", Life: Life{Created: day("2026-05-20"), Expires: day("2026-06-01")}},
				{ID: "sick", Life: Life{Created: day("2026-05-20"), Expires: day("2026-06-09")}},
				{ID: "dying", Life: Life{Created: day("2026-05-20"), Expires: day("2026-06-02")}},
			},
			Record{LastDigest: day("2026-06-01 00:30")},
			morning, "2026-06-01 12:00", "2026-06-03",
			"2026-06-02 Tue 09:00 leaked:exposed dead:expired dying:expired sick:ends_7 older:overdue old:overdue open:due",
		},
		{
			"a pause ends at its instant, in the middle of a day",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-01-05")}}},
			Record{PausedUntil: day("2026-04-08 16:30")},
			morning, "2026-04-01", "2026-04-30",
			"2026-04-08 Wed 16:30 a:due",
		},
		{
			"a snoozed key comes back when the snooze ends, then keeps its step",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-01-05"), SnoozedUntil: day("2026-04-13 09:05")}, Reminded: Reminded{At: day("2026-04-06 09:00"), Step: StepDue}}},
			Record{LastDigest: day("2026-04-06 09:00")},
			morning, "2026-04-06 09:05", "2026-05-30",
			"2026-04-13 Mon 09:05 a:due|2026-05-11 Mon 09:00 a:due",
		},
		{
			"weekends and midnights for those who want them",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-06-05")}}},
			Record{},
			Choices{Enabled: true, Weekends: true},
			"2026-08-01", "2026-10-04",
			"2026-09-05 Sat 00:00 a:due|2026-10-03 Sat 00:00 a:due",
		},
		{
			"open windows wait a week for company, or join what cannot wait",
			[]Subject{
				{ID: "a", Life: Life{Created: day("2026-01-05")}},
				{ID: "b", Life: Life{Created: day("2026-01-07")}},
				{ID: "c", Life: Life{Created: day("2026-01-08")}},
				{ID: "d", Life: Life{Created: day("2026-01-16")}},
				{ID: "e", Life: Life{Created: day("2025-10-17")}, Reminded: Reminded{At: day("2026-04-04"), Step: StepDue}},
			},
			Record{},
			Choices{Enabled: true, NotBefore: 9 * time.Hour, Gather: 7},
			"2026-04-04", "2026-04-24",
			"2026-04-06 Mon 09:00 a:due|2026-04-13 Mon 09:00 b:due c:due|2026-04-17 Fri 09:00 e:overdue d:due",
		},
		{
			"what speaks on a Sunday does not keep the open windows waiting",
			[]Subject{
				{ID: "sunday", Life: Life{Created: day("2026-01-05"), Expires: day("2026-03-29")}},
				{ID: "a", Life: Life{Created: day("2026-01-08")}},
			},
			Record{},
			Choices{Enabled: true, NotBefore: 9 * time.Hour, Gather: 7},
			"2026-03-29", "2026-04-14",
			"2026-03-29 Sun 09:00 sunday:expired|2026-04-05 Sun 09:00 sunday:expired|2026-04-08 Wed 09:00 a:due",
		},
		{
			"nine o'clock is nine on the wall when summer time starts",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-01-01"), Expires: day("2026-03-29")}, Reminded: Reminded{At: day("2026-03-28 09:00"), Step: StepEnds1}}},
			Record{},
			morning, "2026-03-29", "2026-03-30",
			"2026-03-29 Sun 09:00 a:expired",
		},
		{
			"a clock that was years ahead silences nothing",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-01-05")}, Reminded: Reminded{At: day("2036-01-01"), Step: StepDue}}},
			Record{LastDigest: day("2036-01-01")},
			morning, "2026-04-06 10:00", "2026-05-05",
			"2026-04-06 Mon 10:00 a:due|2026-05-04 Mon 09:00 a:due",
		},
		{
			"a digest dated ahead costs its own day only",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-01-04"), Policy: Policy{1, 3}}, Reminded: Reminded{At: day("2026-03-20"), Step: StepDue}}},
			Record{LastDigest: day("2026-04-06 09:00")},
			Choices{Enabled: true, NotBefore: 9 * time.Hour, Gather: 7},
			"2026-04-03 12:00", "2026-04-08",
			"2026-04-07 Tue 09:00 a:overdue", // the 4th is a Saturday
		},
		{
			"what was said about the value before does not count",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-06-02 10:00"), Expires: day("2026-06-03")}, Reminded: Reminded{At: day("2026-06-02 09:00"), Step: StepExpired}}},
			Record{LastDigest: day("2026-06-02 09:00")},
			morning, "2026-06-02 10:00", "2026-06-11",
			"2026-06-03 Wed 09:00 a:expired|2026-06-10 Wed 09:00 a:expired",
		},
		{
			"an hour out of range counts as the last minute of the day",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-01-05")}}},
			Record{},
			Choices{Enabled: true, NotBefore: 30 * time.Hour},
			"2026-04-06", "2026-04-08",
			"2026-04-06 Mon 23:59 a:due",
		},
		{
			"fresh, muted and paused for good: nothing",
			[]Subject{{ID: "a", Life: Life{Created: day("2026-06-01"), Policy: Policy{60, 120}}}, {ID: "b", Life: Life{Created: day("2020-01-01"), Muted: true}}},
			Record{},
			morning, "2026-06-01", "2030-01-01", "",
		},
		{
			"switched off: nothing, not even exposed",
			[]Subject{{ID: "a", Life: Life{Created: day("2020-01-01"), Exposed: day("2020-02-01")}}},
			Record{},
			Choices{},
			"2026-06-01", "2030-01-01", "",
		},
	} {
		a := agent{c.keys, c.rec, c.c}
		if got := strings.Join(a.live(day(c.from), day(c.to)), "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
