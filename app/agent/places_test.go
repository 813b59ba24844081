package agent_test

import (
	"os"
	"strings"
	"testing"

	"keytray/app/api"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

// settle writes the settings file as it is given.
func (f *fixture) settle(t *testing.T, content string) {
	t.Helper()
	if err := os.MkdirAll(f.paths.Config, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.paths.Settings(), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, f *fixture, name string) error {
	t.Helper()
	_, err := f.Get(t.Context(), api.GetRequest{Name: name})
	return err
}

// The settings may have said that values go into the encrypted file.
func TestDamagedSettingsChooseNoPlace(t *testing.T) {
	f := start(t)
	value, passphrase := keychaintest.Random(), keychaintest.Random()
	f.add(t, "chat-app", value)
	f.move(t, api.StoreFile, passphrase, 1)
	good, err := os.ReadFile(f.paths.Settings())
	if err != nil {
		t.Fatal(err)
	}
	f.settle(t, `{"keychain": "fi`)
	f = f.again(t)
	if err := f.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, "chat-app", value)
	for what, run := range map[string]func() error{
		"add": func() error {
			_, err := f.Add(t.Context(), api.AddRequest{Name: "new", Secret: keychaintest.Random()})
			return err
		},
		"rotate": func() error {
			_, err := f.Rotate(t.Context(), api.RotateRequest{Name: "chat-app", Secret: keychaintest.Random()})
			return err
		},
		"move": func() error { _, err := f.Move(t.Context(), api.MoveRequest{To: api.StoreSystem}); return err },
	} {
		if err := run(); err == nil || api.KindOf(err) != api.Failed || !strings.Contains(err.Error(), f.paths.Settings()) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if left := f.store.Accounts(); len(left) != 0 {
		t.Errorf("stored in the keychain: %v", left)
	}
	st, err := f.State(t.Context())
	if err != nil || !strings.Contains(st.Notice, f.paths.Settings()) || strings.Contains(st.Notice, "Finish the move") {
		t.Errorf("notice: %q (%v)", st.Notice, err)
	}
	f.settle(t, string(good))
	f.add(t, "new", keychaintest.Random())
	if left := f.store.Accounts(); len(left) != 0 {
		t.Errorf("stored in the keychain: %v", left)
	}
}

// Without an encrypted file there is one place only.
func TestDamagedSettingsDoNotStopWhoHasNoEncryptedFile(t *testing.T) {
	f := start(t)
	f.settle(t, "{")
	value := keychaintest.Random()
	f.add(t, "chat-app", value)
	f.assertValue(t, "chat-app", value)
	if _, err := f.Move(t.Context(), api.MoveRequest{To: api.StoreFile, Passphrase: keychaintest.Random()}); api.KindOf(err) != api.Failed {
		t.Errorf("got %v", err)
	}
	if st, err := f.State(t.Context()); err != nil || st.Keychain.File {
		t.Errorf("a file was made that the settings cannot name (%v)", err)
	}
}

// half has a value in each place, and its settings say to.
func half(t *testing.T, to string) (f *fixture, passphrase secret.Value) {
	t.Helper()
	f, passphrase = start(t), keychaintest.Random()
	f.add(t, "in-the-file", keychaintest.Random())
	f.move(t, api.StoreFile, passphrase, 1)
	f.settle(t, `{"keychain": "system"}`)
	f.add(t, "in-the-keychain", keychaintest.Random())
	f.settle(t, `{"keychain": "`+to+`"}`)
	return f.again(t), passphrase
}

func TestALockedPlaceIsCalledByItsName(t *testing.T) {
	for _, to := range []string{api.StoreSystem, api.StoreFile} {
		f, passphrase := half(t, to)
		if _, err := f.State(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := get(t, f, "in-the-file"); api.KindOf(err) != api.Locked || !strings.Contains(err.Error(), "The encrypted file is locked") {
			t.Errorf("to %s: the file: %v", to, err)
		}
		if err := f.Unlock(t.Context(), passphrase); err != nil {
			t.Fatal(err)
		}
		for cause, want := range map[error]api.Kind{keychain.ErrLocked: api.Locked, keychain.ErrDismissed: api.Dismissed, keychain.ErrTimeout: api.Silent, keychain.ErrUnavailable: api.Unavailable, keychain.ErrNotFound: api.NotFound} {
			f.store.Fail(func(op, _ string) error {
				if op == "status" {
					return nil
				}
				return cause
			})
			err := get(t, f, "in-the-keychain")
			if api.KindOf(err) != want || strings.Contains(strings.ToLower(err.Error()), "encrypted file") {
				t.Errorf("to %s: the keychain, %v: %v", to, cause, err)
			}
		}
		f.store.Fail(nil)
		if err := os.Remove(f.paths.Data + "/vault.keytray"); err != nil {
			t.Fatal(err)
		}
		if err := get(t, f, "in-the-file"); api.KindOf(err) != api.Unavailable || !strings.Contains(err.Error(), "The encrypted file is missing") {
			t.Errorf("to %s: without the file: %v", to, err)
		}
		// Values that are gone must not be called readable.
		_, err := f.Move(t.Context(), api.MoveRequest{To: api.StoreSystem})
		if api.KindOf(err) != api.Unavailable || strings.Contains(err.Error(), "readable") {
			t.Errorf("to %s: moving out of a missing file: %v", to, err)
		}
	}
}

// What is offered is about the place where it is.
func TestTheDoctorNamesThePlace(t *testing.T) {
	f, passphrase := half(t, api.StoreFile)
	if err := f.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	st, err := f.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range st.Keys {
		if k.Name == "in-the-keychain" {
			if err := f.store.Delete(t.Context(), k.Versions[0].Item); err != nil {
				t.Fatal(err)
			}
		}
	}
	index := f.paths.Data + "/index.json"
	content, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(content), "\n")
	for i, line := range lines {
		if strings.Contains(line, `"in-the-file"`) { // the list has no entry for it any more
			lines = append(lines[:i:i], lines[i+1:]...)
			break
		}
	}
	fixed := strings.Replace(strings.Join(lines, "\n"), "[\n,", "[\n", 1)
	if err := os.WriteFile(index, []byte(fixed), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := f.Doctor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	texts := ""
	for _, finding := range all {
		texts += finding.Text + "\n"
	}
	for _, want := range []string{"in-the-file: 1 value is in the encrypted file, but", "in-the-keychain: its value is not in the keychain any more"} {
		if !strings.Contains(texts, want) {
			t.Errorf("%q is not said:\n%s", want, texts)
		}
	}
}
