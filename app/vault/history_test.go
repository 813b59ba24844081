package vault_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/vault"
)

func TestTheHistoryTurnsOverAtASize(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	path := filepath.Join(f.dir, "history.jsonl")
	filler := strings.Repeat(`{"at":"2026-01-01T00:00:00Z","event":"copied","name":"`+strings.Repeat("n", 900)+`"}`+"\n", 1100)
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(old, filler+`{"at":"2026-01-0`...), 0o600); err != nil { // torn
		t.Fatal(err)
	}
	f.Log(vault.Event{What: "copied", ID: k.ID, Name: k.Name})
	info, err := os.Stat(path)
	if err != nil || info.Size() > 1000 {
		t.Errorf("the new file has %d bytes (%v)", info.Size(), err)
	}
	events, err := f.History(k.ID)
	if err != nil || len(events) != 2 || events[0].What != "added" || events[1].What != "copied" {
		t.Errorf("got %+v (%v)", events, err)
	}
}
