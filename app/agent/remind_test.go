package agent

import (
	"context"
	"log/slog"
	"os"
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
	mu        sync.Mutex
	notes     []notify.Note
	withdrawn int
	tries     int
	away      error
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

func (s *screen) Withdraw(string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.withdrawn++
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

// tell plays a digest that was shown.
func (r *reminding) tell(say ...rotation.Reminder) {
	r.Helper()
	x, err := r.vault.Index(r.Context())
	r.must(err)
	r.said = digested{serial: r.said.serial + 1, at: r.now, keys: toldOf(x, say)}
}

// press presses a button of the digest that was shown last.
func (r *reminding) press(action string) {
	r.mu.Lock()
	serial := r.said.serial
	r.mu.Unlock()
	r.pressed(notify.Press{Tag: digestTag, Serial: serial, Action: action})
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

// Who has just said so in the window is not told the same over it.
func TestWhatThePersonMarksInAnOpenWindowIsSaidTheNextDay(t *testing.T) {
	r := atDesk(t, friday)
	r.running = true
	id := r.add("chat-app", 10)
	ctx, closes := context.WithCancel(t.Context())
	defer closes()
	go func() { _ = r.Attach(ctx) }()
	r.soon("the window is open", r.hasWindow)
	_, err := r.Expose(t.Context(), api.ExposeRequest{Name: id, Where: api.LeakChat})
	r.must(err)
	if got := r.says(); got != "" {
		t.Errorf("over the window it says %q", got)
	}
	closes()
	r.soon("the window is closed", func() bool { return !r.hasWindow() })
	if got := r.says(); got != "" {
		t.Errorf("behind it, it says %q", got)
	}
	r.now = friday.AddDate(0, 0, 1)
	if got := r.says(); got != "chat-app was exposed" {
		t.Errorf("the next day it says %q", got)
	}

	other := r.add("launcher", 10)
	r.now = friday.AddDate(0, 0, 2)
	_, err = r.Expose(t.Context(), api.ExposeRequest{Name: other})
	r.must(err)
	if got := r.says(); !strings.Contains(got, "2 keys") {
		t.Errorf("marked without a window: it says %q", got)
	}
}

// Someone who brings in many old keys has one digest about all of them.
func TestKeysThatAreAddedTogetherAreNamedTogether(t *testing.T) {
	r := atDesk(t, friday)
	r.reminds = friday.Add(-time.Hour)
	for _, name := range []string{"first", "second", "third"} {
		r.add(name, 240)
		if got := r.says(); got != "" {
			t.Errorf("it says %q before the others are there", got)
		}
		r.now = r.now.Add(25 * time.Second)
	}
	if got := r.says(); got != "3 keys need rotating" {
		t.Errorf("it says %q", got)
	}
}

func TestAKeyThatWasJustAddedIsLookedAtAMinuteLater(t *testing.T) {
	r := atDesk(t, friday)
	r.reminds = friday.Add(-time.Hour)
	id := r.add("chat-app", 240)
	if next := r.sayDue(t.Context()).next; !next.Equal(friday.Add(time.Minute)) {
		t.Errorf("it looks again at %v", next)
	}
	_, err := r.vault.Expose(t.Context(), id, vault.Exposure{})
	r.must(err)
	if got := r.says(); got != "chat-app was exposed" {
		t.Errorf("it says %q", got)
	}
}

// The person may have switched reminders off, or names in them: nobody knows.
func TestWithoutReadableSettingsOnlyWhatCannotWaitIsSaid(t *testing.T) {
	for _, step := range allSteps {
		r := atDesk(t, friday)
		r.must(os.MkdirAll(filepath.Dir(r.settings.Path), 0o700))
		r.must(os.WriteFile(r.settings.Path, []byte(`{"reminders.enabled": false, "remin`), 0o600))
		r.needing(step)
		r.now = friday.AddDate(0, 0, 1) // a rotation is left alone on its first day
		if step == rotation.StepEnds1 {
			r.now = friday
		}
		want := map[rotation.Step]string{
			rotation.StepExposed: "A key was exposed", rotation.StepLeaked: "1 leaked key may still work",
			rotation.StepEnds7: "A key stops working in 6 days", rotation.StepEnds1: "A key stops working in 1 day",
		}[step]
		if got := r.says(); got != want {
			t.Errorf("%s: it says %q, want %q", step, got, want)
		}
	}
}

func TestADayBeginsForTheFacesThoughNobodyShowsNotifications(t *testing.T) {
	r := atDesk(t, friday)
	r.add("overdue", 240)
	r.add("due tomorrow", 91) // from the 21st on
	r.screen.set(notify.ErrUnavailable)
	midnight := rotation.Day(friday, time.UTC).AddDate(0, 0, 1)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var before, after uint64
	now := friday
	r.p.Now = func() time.Time { return now }
	looked := func() uint64 {
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.revision
	}
	r.alarm = func(_ context.Context, at time.Time) error {
		switch {
		case at.Before(midnight):
			before = looked()
		case at.Equal(midnight):
		default:
			after = looked()
			cancel()
		}
		now = at
		return ctx.Err()
	}
	r.remind(ctx)
	if before == 0 || after <= before {
		t.Errorf("the faces have revision %d before midnight, and %d after it", before, after)
	}
}

// Some systems wake the agent again and again before an instant comes.
func TestAnAlarmThatIsEarlyChangesNothing(t *testing.T) {
	r := atDesk(t, friday)
	r.add("chat-app", 10)
	r.sayDue(t.Context()) // tells the faces when the next reminder comes
	before := r.revision
	ctx, cancel := context.WithCancel(t.Context())
	early := 0
	r.alarm = func(ctx context.Context, _ time.Time) error {
		if early++; early > 5 {
			cancel()
		}
		return ctx.Err()
	}
	r.remind(ctx)
	if r.revision != before {
		t.Errorf("the faces were told %d times that something changed", r.revision-before)
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
