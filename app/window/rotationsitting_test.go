package window

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

func agesOf(ages ...int) []api.Key {
	var keys []api.Key
	for i, age := range ages {
		keys = append(keys, keyOf(fmt.Sprint("k", i), fmt.Sprint("key ", i), "openai", "", age))
	}
	return keys
}

func TestOneSittingIsTheFirstDayWithMostKeysInTheirWindow(t *testing.T) {
	ended := agesOf(100, 100, 100, 100, 100)
	ended[0].Expires = today.AddDate(0, 0, -1)
	leaked := agesOf(100, 100, 100, 100, 100)
	leaked[4].Phase = "exposed"
	for name, c := range map[string]struct {
		keys []api.Key
		n    int
		day  time.Time
	}{
		"none":                              {nil, 0, time.Time{}},
		"four are too few":                  {agesOf(100, 100, 100, 100), 0, time.Time{}},
		"five today":                        {agesOf(100, 101, 102, 103, 104), 5, today},
		"one that ended is not one of them": {ended, 0, time.Time{}},
		"nor one that leaked":               {leaked, 0, time.Time{}},
		"a sixth opens later":               {agesOf(100, 101, 102, 103, 104, 82), 6, keyOf("", "", "", "", 82).DueFrom},
		"a sixth opens too late":            {agesOf(170, 170, 170, 170, 170, 0), 5, today},
		"overdue keys do not wait":          {agesOf(300, 300, 300, 300, 300), 0, time.Time{}},
	} {
		got := sittingOf(c.keys, today)
		if len(got.keys) != c.n || c.n > 0 && !got.day.Equal(startOf(c.day)) {
			t.Errorf("%s: %d keys on %v", name, len(got.keys), got.day)
		}
	}
}

func TestASittingCanBeRemindedOf(t *testing.T) {
	st := someState()
	st.Keys = agesOf(100, 101, 102, 103, 104, 82, 81)
	st.Keys[0].Muted = true
	until := startOf(st.Keys[6].DueFrom)
	st.Keys[1].SnoozedUntil = until.AddDate(0, 0, 3)
	st.Keys[2].SnoozedUntil = today.Add(time.Hour)
	st.Keys[6].Case = &api.Case{Leaked: &api.Exposure{At: today}} // that is never silent
	r, _ := overviewOf(t, st)
	r.Sees("One sitting instead of many:", "7 keys are in their window at the same time.")
	r.Press(wordsRemindThen)
	r.UntilAsked("snooze k2", "snooze k3", "snooze k4", "snooze k5")
	r.Until("it is said", func() bool { return r.win.toast.box.Visible() })
	r.Sees("4 keys silent until", "Undo")
	for _, s := range r.Service.Snoozes {
		if got := today.Add(s.For); !got.Equal(until) {
			t.Errorf("%s is silent until %v, not %v", s.Name, got, until)
		}
	}
	r.Press("Undo")
	r.Until("they speak up again", func() bool { return len(r.Service.Asked()) == 8 })
	if first, other := r.Service.Snoozes[4], r.Service.Snoozes[5]; first.For != time.Hour || other.For != 0 {
		t.Errorf("undone with %v and %v", first.For, other.For)
	}
}

func TestWhereItIsLowTheKeysHaveTheRoomOfTheSitting(t *testing.T) {
	st := someState()
	st.Keys = agesOf(100, 101, 102, 103, 104, 105, 106, 107, 108, 109)
	r, _ := overviewOf(t, st)
	for _, c := range []struct {
		size fyne.Size
		says bool
	}{{fyne.NewSize(980, 640), true}, {fyne.NewSize(400, 480), false}, {fyne.NewSize(980, 540), false}, {fyne.NewSize(400, 640), true}} {
		r.Frame.Resize(c.size)
		if says := strings.Contains(r.Seen(), "One sitting instead of many:"); says != c.says {
			t.Errorf("%v: it proposes a sitting: %v", c.size, says)
		}
		if n := len(r.lives()); c.size.Height == 480 && n < 6 {
			t.Errorf("%v: %d keys are in sight", c.size, n)
		}
	}
}

func TestASittingTodayNeedsNoReminder(t *testing.T) {
	st := someState()
	st.Keys = agesOf(100, 101, 102, 103, 104)
	r, _ := overviewOf(t, st)
	r.Sees("today, 5 keys are in their window")
	r.Misses(wordsRemindThen)
}

// The sweep finds what counting the keys of each day finds.
func TestTheBusiestDayIsFoundAmongMany(t *testing.T) {
	chance := rand.New(rand.NewPCG(7, 7))
	for range 200 {
		from, until := startOf(today), startOf(today).AddDate(1, 0, 0)
		var stays []stay
		for range 5 + chance.IntN(40) {
			opens := from.AddDate(0, 0, chance.IntN(500)-100)
			stays = append(stays, stay{opens, opens.AddDate(0, 0, 101+chance.IntN(120))})
		}
		var best time.Time
		most := sittingMin - 1
		for day := from; day.Before(until); day = day.AddDate(0, 0, 1) {
			n := 0
			for _, s := range stays {
				if s.holds(day) {
					n++
				}
			}
			if n > most {
				best, most = day, n
			}
		}
		if got := busiest(stays, from, until); !got.Equal(best) {
			t.Fatalf("it is %v, want %v", got, best)
		}
	}
}

// Counting all keys for each of them would take minutes.
func TestASittingOfVeryManyKeysIsFoundAtOnce(t *testing.T) {
	keys := manyKeys(100_000)
	began := time.Now()
	sittingOf(keys, today)
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
}
