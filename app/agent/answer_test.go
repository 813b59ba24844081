package agent

import (
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/keychain/keychaintest"
	"keytray/app/notify"
	"keytray/app/rotation"
	"keytray/app/vault"
)

// needing makes what a step says true of a key.
func (r *reminding) needing(step rotation.Step) (id string) {
	r.Helper()
	age := map[rotation.Step]int{rotation.StepDue: 100, rotation.StepOverdue: 240}[step]
	id = r.add("chat-app", max(age, 10))
	var err error
	switch step {
	case rotation.StepExposed:
		_, err = r.vault.Expose(r.Context(), id, vault.Exposure{})
	case rotation.StepLeaked:
		if _, err = r.vault.Expose(r.Context(), id, vault.Exposure{}); err == nil {
			r.rotate(id)
		}
	case rotation.StepUnfinished:
		r.rotate(id)
	case rotation.StepDue, rotation.StepOverdue:
	default:
		r.expires(id, reminder(id, step).Standing.DaysLeft)
	}
	r.must(err)
	return id
}

func (r *reminding) rotate(id string) {
	r.Helper()
	_, err := r.vault.Rotate(r.Context(), id, vault.Version{Created: r.now}, keychaintest.Random())
	r.must(err)
}

// expires sets the provider's date, so many days from now.
func (r *reminding) expires(id string, days int) {
	r.Helper()
	_, err := r.vault.Edit(r.Context(), id, func(_ *vault.Key, v *vault.Version) error {
		v.Expires = rotation.Day(r.now, time.UTC).AddDate(0, 0, days)
		return nil
	})
	r.must(err)
}

func (r *reminding) wantView(what, action string, want api.View) {
	r.Helper()
	r.press(action)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.shown.View != want {
		r.Errorf("%s opens %+v, want %+v", what, r.shown.View, want)
	}
}

func TestAClickOpensTheRightViewOfTheRightKey(t *testing.T) {
	for _, step := range allSteps {
		r := atDesk(t, friday)
		r.add("another", 1)
		id := r.needing(step)
		one := reminder(id, step)
		r.tell(one)
		n := digest(vault.Index{Keys: []vault.Key{r.key(id)}}, []rotation.Reminder{one}, 1, r.catalogue().Name, true)
		button := api.View{Name: api.ViewRotate, Key: id}
		if step == rotation.StepExposed {
			button.Name = api.ViewLeaked
		}
		r.wantView(string(step)+", the button", n.Buttons[0].Action, button)
		r.wantView(string(step)+", the body", notify.Default, api.View{Name: api.ViewKeys, Key: id})
		r.tell(one, one)
		several := digest(vault.Index{Keys: []vault.Key{r.key(id)}}, []rotation.Reminder{one, one}, 2, r.catalogue().Name, true)
		r.wantView("several, the button", several.Buttons[0].Action, api.View{Name: api.ViewRotation})
		r.wantView("several, the body", notify.Default, api.View{Name: api.ViewRotation})
	}
}

// A notification may be days old when its button is pressed.
func TestRotateBeginsNothingForAKeyThatIsFreshAgain(t *testing.T) {
	for what, c := range map[string]struct {
		do   func(r *reminding, id string)
		want func(id string) api.View
	}{
		"rotated and done": {
			func(r *reminding, id string) { r.rotate(id); _, err := r.vault.Revoke(r.Context(), id); r.must(err) },
			func(id string) api.View { return api.View{Name: api.ViewKeys, Key: id} },
		},
		"rotated, the old one not dead": {
			func(r *reminding, id string) { r.rotate(id) },
			func(id string) api.View { return api.View{Name: api.ViewRotate, Key: id} },
		},
		"snoozed": {
			func(r *reminding, id string) { r.must(r.vault.Snooze(r.Context(), id, r.now.AddDate(0, 0, 7))) },
			func(id string) api.View { return api.View{Name: api.ViewRotate, Key: id} },
		},
		"deleted": {
			func(r *reminding, id string) { _, err := r.vault.Bin(r.Context(), id); r.must(err) },
			func(string) api.View { return api.View{Name: api.ViewRotation} },
		},
	} {
		r := atDesk(t, friday)
		id := r.needing(rotation.StepOverdue)
		r.tell(reminder(id, rotation.StepOverdue))
		r.now = friday.AddDate(0, 0, 2)
		c.do(r, id)
		r.wantView(what, actionRotate, c.want(id))
	}
}

// Where the system keeps earlier notes, one may be about another key than the last.
func TestAnEarlierNoteDoesNothingToTheKeysOfTheLast(t *testing.T) {
	r := atDesk(t, friday)
	r.add("first", 240)
	r.says()
	old := r.screen.notes[0].Serial
	second := r.add("second", 240)
	r.now = friday.AddDate(0, 0, 3)
	if got := r.says(); got != "second is overdue" {
		t.Fatalf("it says %q", got)
	}
	for _, serial := range []uint64{old, 0, 1} {
		for _, action := range []string{actionSnooze, actionRotate, notify.Default} {
			r.pressed(notify.Press{Tag: digestTag, Serial: serial, Action: action})
			if want := (api.View{Name: api.ViewRotation}); r.shown.View != want || !r.key(second).SnoozedUntil.IsZero() {
				t.Errorf("%s on note %d opens %+v; the last key is silent until %v", action, serial, r.shown.View, r.key(second).SnoozedUntil)
			}
			r.shown.View = api.View{}
		}
	}
}

// A click on a notification that is still there opens its key, though the next one
// could not be shown.
func TestAClickIsAboutWhatWasShown(t *testing.T) {
	r := atDesk(t, friday)
	first := r.add("first", 240)
	r.says()
	r.add("second", 240)
	r.screen.set(notify.ErrUnavailable)
	r.now = friday.AddDate(0, 0, 3)
	r.says()
	r.wantView("the first note", notify.Default, api.View{Name: api.ViewKeys, Key: first})
}

func TestAClickThatCannotBeAnsweredIsSaidTo(t *testing.T) {
	r := atDesk(t, friday)
	r.p.Window = nil
	r.add("chat-app", 240)
	r.says()
	r.press(actionRotate)
	if got := r.screen.notes[len(r.screen.notes)-1]; got.Title != "Keytray could not do that" || got.Body == "" {
		t.Errorf("it says %q, %q", got.Title, got.Body)
	}
}

func TestASnoozeEndsBeforeTheKeyDoes(t *testing.T) {
	day := func(n int) time.Time { return rotation.Day(friday, time.UTC).AddDate(0, 0, n) }
	for _, c := range []struct {
		name    string
		left    int // days to the provider's date, when it was said
		pressed int // days later
		want    time.Time
	}{
		{"a month before", 30, 0, friday.AddDate(0, 0, 7)},
		{"8 days before", 8, 0, friday.AddDate(0, 0, 7)},
		{"7 days before", 7, 0, friday.AddDate(0, 0, 2)},
		{"2 days before", 2, 0, friday.AddDate(0, 0, 1)},
		{"the day before", 1, 0, time.Time{}},
		{"pressed late", 7, 6, day(7)},
		{"pressed when it has ended", 7, 8, time.Time{}},
	} {
		r := atDesk(t, friday)
		id := r.add("chat-app", 60)
		r.expires(id, c.left)
		r.tell(rotation.Reminder{ID: id, Step: rotation.StepEnds30, Standing: rotation.Standing{DaysLeft: c.left, Expires: day(c.left)}})
		r.now = friday.AddDate(0, 0, c.pressed)
		r.press(actionSnooze)
		if got := r.key(id).SnoozedUntil; !got.Equal(c.want) {
			t.Errorf("%s: silent until %v, want %v", c.name, got, c.want)
		}
	}
}

func TestASnoozeOfADigestIsAboutTheKeysThatItSilences(t *testing.T) {
	r := atDesk(t, friday)
	over, leaked, rotated := r.add("over", 240), r.add("leaked", 10), r.add("rotated", 240)
	_, err := r.vault.Expose(t.Context(), leaked, vault.Exposure{})
	r.must(err)
	if got := r.says(); got != "1 key was exposed" {
		t.Fatalf("it says %q", got)
	}
	r.rotate(rotated)
	r.press(actionSnooze)
	if r.key(over).SnoozedUntil.IsZero() || !r.key(leaked).SnoozedUntil.IsZero() || !r.key(rotated).SnoozedUntil.IsZero() {
		t.Errorf("silent until %v, %v and %v", r.key(over).SnoozedUntil, r.key(leaked).SnoozedUntil, r.key(rotated).SnoozedUntil)
	}
}

// It stays on the screen until somebody closes it, so it must not outlive its reason.
func TestADigestGoesWhenEachOfItsKeysHasBeenDealtWith(t *testing.T) {
	for what, do := range map[string]func(r *reminding, id string) error{
		"rotated": func(r *reminding, id string) error { r.rotate(id); return nil },
		"begun": func(r *reminding, id string) error {
			_, err := r.vault.Turn(r.Context(), id, vault.StepCreate)
			return err
		},
		"deleted": func(r *reminding, id string) error { _, err := r.vault.Bin(r.Context(), id); return err },
		"muted": func(r *reminding, id string) error {
			_, err := r.vault.Edit(r.Context(), id, func(k *vault.Key, _ *vault.Version) error { k.Muted = true; return nil })
			return err
		},
		"snoozed":     func(r *reminding, id string) error { return r.vault.Snooze(r.Context(), id, r.now.AddDate(0, 0, 7)) },
		"all snoozed": func(r *reminding, _ string) error { return r.vault.Pause(r.Context(), r.now.AddDate(0, 0, 7)) },
	} {
		r := atDesk(t, friday)
		first, second := r.add("first", 240), r.add("second", 240)
		if got := r.says(); got != "2 keys need rotating" {
			t.Fatalf("it says %q", got)
		}
		_, err := r.vault.Bin(t.Context(), second)
		r.must(err)
		r.now = r.now.Add(time.Minute)
		r.says()
		if r.screen.withdrawn != 0 {
			t.Errorf("%s: it goes while one key is left", what)
		}
		r.must(do(r, first))
		for range 2 {
			r.now = r.now.Add(time.Minute)
			r.says()
		}
		if r.screen.withdrawn != 1 {
			t.Errorf("%s: withdrawn %d times", what, r.screen.withdrawn)
		}
		r.wantView(what+", a click that comes too late", actionSnooze, api.View{Name: api.ViewRotation})
	}
}

func TestADigestOfAnExposedKeyOutlivesASnooze(t *testing.T) {
	r := atDesk(t, friday)
	id := r.needing(rotation.StepExposed)
	if got := r.says(); got != "chat-app was exposed" {
		t.Fatalf("it says %q", got)
	}
	r.must(r.vault.Snooze(t.Context(), id, friday.AddDate(0, 1, 0)))
	r.says()
	if r.screen.withdrawn != 0 {
		t.Error("it goes with a snooze")
	}
	_, err := r.vault.Unexpose(t.Context(), id)
	r.must(err)
	r.says()
	if r.screen.withdrawn != 1 {
		t.Error("it stays when nothing was exposed after all")
	}
}
