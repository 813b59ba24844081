package agent_test

import (
	"slices"
	"testing"
)

func TestTheLanguageFollowsTheSetting(t *testing.T) {
	var spoken []string
	f := start(t)
	f.speak = func(language string) { spoken = append(spoken, language) }
	f = f.again(t)
	if _, err := f.SetSetting(t.Context(), "appearance.language", "de"); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(spoken, "de") {
		t.Errorf("spoken are %v", spoken)
	}
	spoken = nil
	if _, err := f.State(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(spoken, "de") { // the tray is drawn from the state
		t.Errorf("spoken before the state are %v", spoken)
	}
}
