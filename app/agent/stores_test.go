package agent_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/api"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

func (f *fixture) assertValue(t *testing.T, name string, want secret.Value) {
	t.Helper()
	got, err := f.Get(t.Context(), api.GetRequest{Name: name})
	if err != nil || !got.Equal(want) {
		t.Errorf("the value of %s is not what was stored (%v)", name, err)
	}
}

func (f *fixture) move(t *testing.T, to string, passphrase secret.Value, want int) {
	t.Helper()
	moved, err := f.Move(t.Context(), api.MoveRequest{To: to, Passphrase: passphrase})
	if err != nil || moved.Values != want {
		t.Fatalf("to %s: %d moved (%v), want %d", to, moved.Values, err, want)
	}
}

func TestAllKeysMoveIntoTheEncryptedFileAndBack(t *testing.T) {
	f := start(t)
	value, passphrase := keychaintest.Random(), keychaintest.Random()
	f.add(t, "chat-app", value)
	f.move(t, api.StoreFile, passphrase, 1)
	f.assertValue(t, "chat-app", value)
	if left := f.store.Accounts(); len(left) != 0 {
		t.Errorf("left in the keychain: %v", left)
	}
	st, err := f.State(t.Context())
	if err != nil || st.Keychain.Store != api.StoreFile || !st.Keychain.File || st.Keychain.Status != api.KeychainOK || st.Notice != "" {
		t.Errorf("state: %+v %q (%v)", st.Keychain, st.Notice, err)
	}
	f.move(t, api.StoreSystem, secret.Value{}, 1)
	f.assertValue(t, "chat-app", value)
	f.move(t, api.StoreGoKeyring, secret.Value{}, 0) // the same keychain
	f.assertValue(t, "chat-app", value)
}

func TestTheEncryptedFileIsNeverChosenSilently(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	for name, run := range map[string]func() error{
		"without a passphrase": func() error { _, err := f.Move(t.Context(), api.MoveRequest{To: api.StoreFile}); return err },
		"as a mere setting":    func() error { _, err := f.SetSetting(t.Context(), "keychain", api.StoreFile); return err },
		"with a short passphrase": func() error {
			_, err := f.Move(t.Context(), api.MoveRequest{To: api.StoreFile, Passphrase: secret.FromString("short")})
			return err
		},
	} {
		if err := run(); api.KindOf(err) != api.Refused {
			t.Errorf("%s: %v", name, err)
		}
	}
	if st, err := f.State(t.Context()); err != nil || st.Keychain.Store != api.StoreSystem || st.Keychain.File {
		t.Errorf("state: %+v (%v)", st.Keychain, err)
	}
}

func TestALockedFileIsUnlockedWithItsPassphraseOnly(t *testing.T) {
	f := start(t)
	value, passphrase := keychaintest.Random(), keychaintest.Random()
	f.add(t, "chat-app", value)
	f.move(t, api.StoreFile, passphrase, 1)
	f = f.again(t) // the passphrase is forgotten with the process
	if _, err := f.Get(t.Context(), api.GetRequest{Name: "chat-app"}); api.KindOf(err) != api.Locked || !strings.Contains(err.Error(), "keytray unlock") {
		t.Errorf("locked: %v", err)
	}
	if err := f.Unlock(t.Context(), keychaintest.Random()); api.KindOf(err) != api.Refused {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if _, err := f.Move(t.Context(), api.MoveRequest{To: api.StoreSystem}); api.KindOf(err) != api.Locked {
		t.Errorf("moving out of a locked file: %v", err)
	}
	if err := f.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, "chat-app", value)
	next := keychaintest.Random()
	if err := f.ChangePassphrase(t.Context(), api.PassphraseRequest{Old: next, New: next}); api.KindOf(err) != api.Refused {
		t.Errorf("changing with a wrong passphrase: %v", err)
	}
	if err := f.ChangePassphrase(t.Context(), api.PassphraseRequest{Old: passphrase, New: next}); err != nil {
		t.Fatal(err)
	}
	f = f.again(t)
	f.move(t, api.StoreSystem, next, 1)
	f.assertValue(t, "chat-app", value)
}

func TestAMoveThatStoppedSaysSoAndGoesOn(t *testing.T) {
	f := start(t)
	values := map[string]secret.Value{"a": keychaintest.Random(), "b": keychaintest.Random()}
	for name, v := range values {
		f.add(t, name, v)
	}
	f.move(t, api.StoreFile, keychaintest.Random(), 2)
	sets := 0
	f.store.Fail(func(op, _ string) error {
		if op == "set" {
			if sets++; sets == 3 { // the key for fingerprints, one value, this one
				return keychain.ErrDismissed
			}
		}
		return nil
	})
	_, err := f.Move(t.Context(), api.MoveRequest{To: api.StoreSystem})
	if api.KindOf(err) != api.Dismissed || !strings.Contains(err.Error(), "still readable") {
		t.Errorf("got %v", err)
	}
	f.store.Fail(nil)
	for name, v := range values {
		f.assertValue(t, name, v)
	}
	st, err := f.State(t.Context())
	if err != nil || !strings.Contains(st.Notice, "1 value is not yet in the system keychain") {
		t.Errorf("notice: %q (%v)", st.Notice, err)
	}
	if st.Unmoved != 1 {
		t.Errorf("%d values are to be moved", st.Unmoved)
	}
	f.fix(t, "Move them there", "Moved 1 value.")
	if st, err := f.State(t.Context()); err != nil || st.Notice != "" || st.Unmoved != 0 {
		t.Errorf("notice: %q, %d values are to be moved (%v)", st.Notice, st.Unmoved, err)
	}
	for name, v := range values {
		f.assertValue(t, name, v)
	}
}

// fix presses the button of the doctor's finding that does this.
func (f *fixture) fix(t *testing.T, does, want string) {
	t.Helper()
	all, err := f.Doctor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range all {
		if finding.Does != does {
			continue
		}
		done, err := f.Fix(t.Context(), finding.Fix)
		if err != nil || done.Text != want {
			t.Errorf("%s: %q (%v), want %q", does, done.Text, err, want)
		}
		if _, err := f.Fix(t.Context(), finding.Fix); err != nil && api.KindOf(err) != api.NotFound {
			t.Errorf("%s a second time: %v", does, err)
		}
		return
	}
	t.Errorf("nothing offers to %q: %+v", does, all)
}

func TestTheDoctorOffersACureForEachDifference(t *testing.T) {
	f := start(t)
	value := openAI()
	f.add(t, "lost-value", keychaintest.Random())
	f.add(t, "chat-app", value)
	st, err := f.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range st.Keys {
		if k.Name == "lost-value" {
			if err := f.store.Delete(t.Context(), k.Versions[0].Item); err != nil {
				t.Fatal(err)
			}
		}
	}
	f.fix(t, "Remove the entry", "lost-value: the missing value is forgotten.")
	for _, file := range []string{"index.json", "index.last.json"} {
		if err := os.WriteFile(filepath.Join(f.paths.Data, file), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f = f.again(t)
	f.fix(t, "Make a new list from the keychain", "The new list has 1 key. Notes, tags and places were only in the old one.")
	f.assertValue(t, "chat-app", value)
	for _, file := range []string{"index.json", "index.last.json"} {
		if err := os.Remove(filepath.Join(f.paths.Data, file)); err != nil {
			t.Fatal(err)
		}
	}
	f = f.again(t)
	f.fix(t, "Bring it back", "chat-app is back.")
	f.assertValue(t, "chat-app", value)
	if k, err := f.Find(t.Context(), "chat-app"); err != nil || k.Provider != "openai" || k.Hint == "" {
		t.Errorf("got %+v (%v)", k, err)
	}
	if err := f.store.Delete(t.Context(), "_fingerprint"); err != nil {
		t.Fatal(err)
	}
	f.fix(t, "Read each value once to mend that", "Read 1; duplicates are recognised again.")
	if _, err := f.Add(t.Context(), api.AddRequest{Name: "again", Secret: value}); api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "“chat-app”") {
		t.Errorf("a duplicate: %v", err)
	}
}

func TestACallThatWaitsCanBeCancelledByAnyFace(t *testing.T) {
	f := start(t)
	f.add(t, "chat-app", keychaintest.Random())
	asked := f.store.Ask("get")
	got := make(chan error, 1)
	go func() { _, err := f.Get(t.Context(), api.GetRequest{Name: "chat-app"}); got <- err }()
	<-asked
	wait(t, f, func(s api.State) bool { return s.Keychain.Waiting })
	if err := f.Cancel(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-got; api.KindOf(err) != api.Dismissed || strings.Contains(err.Error(), " The ") {
		t.Errorf("got %v", err)
	}
	wait(t, f, func(s api.State) bool { return !s.Keychain.Waiting })
}

func TestTheDoctorTellsOfAKeychainWithoutEncryption(t *testing.T) {
	f := start(t)
	f.store.Play(keychain.Status{Name: "KWallet", State: keychain.OK, Plain: true})
	assertFinding(t, f, "KWallet is running and unlocked, but takes values only unencrypted over the session bus.")
}

func TestTheDoctorTellsOfAMissingCollection(t *testing.T) {
	f := start(t)
	f.store.Play(keychain.Status{Name: "GNOME Keyring", State: keychain.NoCollection})
	assertFinding(t, f, "GNOME Keyring has no default collection yet.")
	if _, err := f.Add(t.Context(), api.AddRequest{Name: "chat-app", Secret: keychaintest.Random()}); api.KindOf(err) != api.Unavailable {
		t.Errorf("add where none can be made: %v", err)
	}
	f.store.Play(keychain.Status{Name: "GNOME Keyring", State: keychain.NoCollection, CanMake: true})
	f.add(t, "chat-app", keychaintest.Random()) // Set has it made
}
