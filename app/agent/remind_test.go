package agent

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/notify"
	"keytray/app/rotation"
	"keytray/app/vault"
)

// screen shows notifications, if somebody is there to show them.
type screen struct {
	mu    sync.Mutex
	notes []notify.Note
	tries int
	away  error
}

func (s *screen) Show(_ context.Context, n notify.Note) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tries++
	if s.away == nil {
		s.notes = append(s.notes, n)
	}
	return s.away
}

func (s *screen) Close() {}

func (s *screen) set(away error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = away
}

// titles are those of all notes, a line each.
func (s *screen) titles() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for _, n := range s.notes {
		all = append(all, n.Title)
	}
	return strings.Join(all, "\n")
}

func (s *screen) tried() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tries
}

// reminding is an agent without its socket and tray, at a time of the test's choice.
type reminding struct {
	*Service
	*testing.T
	screen *screen
	store  *keychaintest.Memory
	now    time.Time
}

func atDesk(t *testing.T, now time.Time) *reminding {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("DISPLAY", ":7")
	r := &reminding{T: t, screen: &screen{}, store: keychaintest.New(), now: now}
	r.Service = New(Params{
		Paths: files.Paths{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state")},
		Store: r.store, Now: func() time.Time { return r.now }, Window: []string{"true"}, Log: slog.New(slog.DiscardHandler),
	})
	r.notifier = r.screen
	t.Cleanup(r.Close)
	return r
}

// add stores a key of an age in days.
func (r *reminding) add(name string, days int) string {
	r.Helper()
	k, err := r.vault.Add(r.Context(), vault.Key{Name: name, Provider: "openai"}, vault.Version{Created: r.now.AddDate(0, 0, -days)}, keychaintest.Random())
	if err != nil {
		r.Fatal(err)
	}
	return k.ID
}

// says lets the agent look once, and returns the titles of what it shows then.
func (r *reminding) says() string {
	r.Helper()
	before := r.screen.titles()
	r.sayDue(r.Context())
	return strings.TrimPrefix(strings.TrimPrefix(r.screen.titles(), before), "\n")
}

func (r *reminding) key(id string) vault.Key {
	r.Helper()
	x, err := r.vault.Index(r.Context())
	if err != nil {
		r.Fatal(err)
	}
	return keyOf(x, id)
}

func (r *reminding) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

// friday is one, at noon.
var friday = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func TestRemindersNeedTheListOfKeysAloneAndNoKeychain(t *testing.T) {
	r := atDesk(t, friday)
	id := r.add("chat-app", 240)
	r.store.Fail(func(string, string) error { return keychain.ErrLocked })
	if got := r.says(); got != "chat-app is overdue" {
		t.Errorf("it says %q", got)
	}
	if said := r.key(id).Reminded; said.Step != rotation.StepOverdue || said.Count != 1 || !said.At.Equal(friday) {
		t.Errorf("recorded is %+v", said)
	}
	if got := r.says(); got != "" {
		t.Errorf("it says %q again", got)
	}
	r.now = friday.AddDate(0, 0, 7)
	if got := r.says(); got != "chat-app is overdue" || r.key(id).Reminded.Count != 2 {
		t.Errorf("a week later it says %q, word %d", got, r.key(id).Reminded.Count)
	}
}

func TestOpenWindowsWaitForOneAnother(t *testing.T) {
	r := atDesk(t, friday)
	r.add("first", 93)
	r.add("second", 90) // in its window from the 22nd on
	if got := r.says(); got != "first: rotation window open" {
		t.Fatalf("it says %q", got)
	}
	for range 6 {
		r.now = r.now.AddDate(0, 0, 1)
		if got := r.says(); got != "" {
			t.Errorf("on %s it says %q", r.now.Format("2 Jan"), got)
		}
	}
	r.now = r.now.AddDate(0, 0, 1)
	if got := r.says(); got != "second: rotation window open" {
		t.Errorf("a week after the first it says %q", got)
	}
}

func TestNothingIsSaidOfAKeyThatWasDealtWith(t *testing.T) {
	for what, do := range map[string]func(r *reminding, id string) error{
		"rotated": func(r *reminding, id string) error {
			if _, err := r.vault.Rotate(r.Context(), id, vault.Version{Created: r.now}, keychaintest.Random()); err != nil {
				return err
			}
			_, err := r.vault.Revoke(r.Context(), id)
			return err
		},
		"deleted":   func(r *reminding, id string) error { _, err := r.vault.Bin(r.Context(), id); return err },
		"destroyed": func(r *reminding, id string) error { _, err := r.vault.Destroy(r.Context(), id); return err },
		"muted": func(r *reminding, id string) error {
			_, err := r.vault.Edit(r.Context(), id, func(k *vault.Key, _ *vault.Version) error { k.Muted = true; return nil })
			return err
		},
		"snoozed": func(r *reminding, id string) error { return r.vault.Snooze(r.Context(), id, r.now.AddDate(0, 2, 0)) },
		"being rotated, today": func(r *reminding, id string) error {
			_, err := r.vault.Turn(r.Context(), id, vault.StepCreate)
			return err
		},
	} {
		r := atDesk(t, friday)
		id := r.add("chat-app", 100)
		r.must(do(r, id))
		if got := r.says(); got != "" {
			t.Errorf("%s: it says %q", what, got)
		}
	}
}

func TestARotationThatWasLeftIsSpokenOfOnTheNextWorkday(t *testing.T) {
	r := atDesk(t, friday)
	id := r.add("chat-app", 240)
	_, err := r.vault.Rotate(t.Context(), id, vault.Version{Created: friday}, keychaintest.Random())
	r.must(err)
	for _, c := range []struct {
		days int
		want string
	}{{0, ""}, {1, ""}, {2, ""}, {3, "chat-app: rotation not finished"}, {4, ""}, {6, "chat-app: rotation not finished"}} {
		r.now = friday.AddDate(0, 0, c.days)
		if got := r.says(); got != c.want {
			t.Errorf("after %d days it says %q, want %q", c.days, got, c.want)
		}
	}
	_, err = r.vault.Revoke(t.Context(), id)
	r.must(err)
	r.now = friday.AddDate(0, 0, 20)
	if got := r.says(); got != "" {
		t.Errorf("it is done, and it says %q", got)
	}
}

func TestALeakedValueIsSpokenOfEveryDayUntilItIsDead(t *testing.T) {
	r := atDesk(t, friday)
	id := r.add("chat-app", 10)
	_, err := r.vault.Expose(t.Context(), id, vault.Exposure{Where: "repository"})
	r.must(err)
	if got := r.says(); got != "chat-app was exposed" {
		t.Fatalf("it says %q", got)
	}
	_, err = r.vault.Rotate(t.Context(), id, vault.Version{Created: friday}, keychaintest.Random())
	r.must(err)
	r.must(r.vault.Snooze(t.Context(), id, friday.AddDate(1, 0, 0)))
	for range 4 { // a weekend too
		r.now = r.now.AddDate(0, 0, 1)
		if got := r.says(); got != "chat-app: old key may still work" {
			t.Errorf("%s: it says %q", r.now.Format("Mon"), got)
		}
	}
	_, err = r.vault.Revoke(t.Context(), id)
	r.must(err)
	r.now = r.now.AddDate(0, 0, 1)
	if got := r.says(); got != "" {
		t.Errorf("it is dead, and it says %q", got)
	}
}

func TestAClickOpensTheRightViewOfTheRightKey(t *testing.T) {
	for _, step := range allSteps {
		r := atDesk(t, friday)
		r.add("another", 1)
		id := r.add("chat-app", 10)
		r.said = []rotation.Reminder{reminder(id, step)}
		n := digest(vault.Index{Keys: []vault.Key{r.key(id)}}, r.said, r.catalogue().Name, true)
		button := api.View{Name: api.ViewRotate, Key: id}
		if step == rotation.StepExposed {
			button.Name = api.ViewLeaked
		}
		r.wantView(string(step)+", the button", n.Buttons[0].Action, button)
		r.wantView(string(step)+", the body", notify.Default, api.View{Name: api.ViewKeys, Key: id})
		r.said = append(r.said, r.said[0])
		several := digest(vault.Index{Keys: []vault.Key{r.key(id)}}, r.said, r.catalogue().Name, true)
		r.wantView("several, the button", several.Buttons[0].Action, api.View{Name: api.ViewRotation})
		r.wantView("several, the body", notify.Default, api.View{Name: api.ViewRotation})
	}
}

func (r *reminding) wantView(what, action string, want api.View) {
	r.Helper()
	r.pressed(digestTag, action)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.shown.View != want {
		r.Errorf("%s opens %+v, want %+v", what, r.shown.View, want)
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
		r.said = []rotation.Reminder{{ID: id, Step: rotation.StepEnds30, Standing: rotation.Standing{DaysLeft: c.left, Expires: day(c.left)}}}
		r.now = friday.AddDate(0, 0, c.pressed)
		r.pressed(digestTag, actionSnooze)
		if got := r.key(id).SnoozedUntil; !got.Equal(c.want) {
			t.Errorf("%s: silent until %v, want %v", c.name, got, c.want)
		}
	}
}

func TestASnoozeOfADigestIsAboutTheKeysThatItSilences(t *testing.T) {
	r := atDesk(t, friday)
	over, leaked := r.add("over", 240), r.add("leaked", 10)
	_, err := r.vault.Expose(t.Context(), leaked, vault.Exposure{})
	r.must(err)
	if got := r.says(); got != "2 keys need rotating" {
		t.Fatalf("it says %q", got)
	}
	r.pressed(digestTag, actionSnooze)
	if r.key(over).SnoozedUntil.IsZero() || !r.key(leaked).SnoozedUntil.IsZero() {
		t.Errorf("silent until %v and %v", r.key(over).SnoozedUntil, r.key(leaked).SnoozedUntil)
	}
}

// running is an agent's loop on the real clock, on any day and at any hour.
func running(t *testing.T, away error) *reminding {
	t.Helper()
	r := atDesk(t, time.Now())
	r.p.Now = time.Now
	for key, value := range map[string]string{"reminders.not_before": "00:00", "reminders.weekends": "true"} {
		_, err := r.settings.Set(key, value)
		r.must(err)
	}
	r.screen.set(away)
	r.add("chat-app", 240)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.remind(ctx)
	}()
	t.Cleanup(func() { cancel(); <-done })
	return r
}

// soon fails unless it holds within 4 seconds: the first retry comes after 5.
func (r *reminding) soon(what string, holds func() bool) {
	r.Helper()
	for end := time.Now().Add(4 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			r.Fatal(what)
		}
	}
}

func TestADigestThatNobodyShowedComesWhenSomebodyDoes(t *testing.T) {
	for _, away := range []error{notify.ErrUnavailable, notify.ErrQuiet} {
		r := running(t, away)
		r.soon("nothing was tried", func() bool { return r.screen.tried() > 0 })
		r.screen.set(nil)
		r.bump() // the notification server is there
		r.soon("it waits for its retry", func() bool { return r.screen.titles() == "chat-app is overdue" })
	}
}

func TestASettingChangesThePlanAtOnce(t *testing.T) {
	r := running(t, notify.ErrUnavailable)
	r.soon("nothing was tried", func() bool { return r.screen.tried() > 0 })
	set := func(value string) {
		t.Helper()
		_, err := r.SetSetting(t.Context(), "reminders.enabled", value)
		r.must(err)
	}
	next := func() time.Time {
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.next
	}
	set("false")
	r.soon("a reminder is still planned", func() bool { return next().IsZero() })
	r.screen.set(nil)
	set("true")
	r.soon("no reminder is planned", func() bool { return r.screen.titles() == "chat-app is overdue" && !next().IsZero() })
}
