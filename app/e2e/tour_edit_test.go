//go:build linux

package e2e_test

import (
	"slices"
	"strings"
	"testing"
)

func TestTourEdit(t *testing.T) {
	v, _ := onTour(t, "edit")
	v.types("dot")
	v.sees("found")
	v.press("ctrl+e")
	v.sees("name")
	v.types("servers") // the name is selected
	v.press("Tab")
	v.until("the name is not saved", "servers", func(listed) bool { return true })
	v.types("work")
	v.press("Tab")
	v.replaces("SERVERS_TOKEN")
	v.press("Tab")
	v.types("speech")
	v.press("Return", "Tab", "Tab", "Tab") // past the chip of the tag, and where the next is typed
	v.until("the tag is not saved", "servers", func(k listed) bool { return slices.Equal(k.Tags, []string{"speech"}) })
	v.sees("tags")
	v.until("account and variable are not saved", "servers", func(k listed) bool {
		return k.Account == "work" && k.Env == "SERVERS_TOKEN"
	})
	v.press("Escape")
	v.sees("done")
	v.press("ctrl+f", "F2")
	v.sees("name again")
	v.types("CI of the dotfiles")
	v.press("Return")
	v.until("F2 does not rename", "CI of the dotfiles", func(listed) bool { return true })
	v.sees("renamed")
	v.press("ctrl+z")
	v.until("Ctrl Z does not take the name back", "servers", func(listed) bool { return true })
}

func TestTourNoteAndEnd(t *testing.T) {
	v, _ := onTour(t, "note")
	v.press("End", "Home", "ctrl+e") // chat-app, which has one place and no tag
	v.sees("name")
	v.press(times("Tab", 4)...) // account, variable, tags, notes
	v.types("first line")
	v.press("Return")
	v.types("second line")
	v.press("Tab", "Tab", "Tab") // created, its calendar
	v.types("2031-03-01")
	v.press("Tab")
	v.until("the end is not saved", "chat-app", func(k listed) bool { return k.Expires.Format("2006-01-02") == "2031-03-01" })
	if said := v.do("", "show", "chat-app"); !strings.Contains(said, "first line") || !strings.Contains(said, "second line") {
		t.Errorf("the note is not saved:\n%s", said)
	}
	v.press("Escape")
	v.sees("saved")
}

func TestTourPlaces(t *testing.T) {
	v, _ := onTour(t, "places")
	v.press(times("Tab", 14)...) // Add a place
	v.sees("add a place")
	v.press("Return")
	v.types("~/bot/.env")
	v.sees("typed")
	v.press("Return")
	v.until("the place is not saved", "chat-app", func(k listed) bool { return slices.Equal(k.UsedBy, []string{"Vercel", "~/bot/.env"}) })
	v.sees("added")
	v.press("Escape", "ctrl+f", "ctrl+z")
	v.until("Ctrl Z does not take the place back", "chat-app", func(k listed) bool { return slices.Equal(k.UsedBy, []string{"Vercel"}) })
}

func TestTourPinMuteSnooze(t *testing.T) {
	v, _ := onTour(t, "pin")
	v.press("Home", "ctrl+p")
	v.until("Ctrl P does not pin", "chat-app", func(k listed) bool { return k.Pinned })
	v.sees("pinned")
	v.press("ctrl+p")
	v.until("Ctrl P does not take the pin off", "chat-app", func(k listed) bool { return !k.Pinned })
	v.press(times("Tab", 12)...)
	v.sees("snooze")
	v.press("space")
	v.until("it is not snoozed", "chat-app", func(k listed) bool { return !k.SnoozedUntil.IsZero() })
	v.sees("snoozed")
}

func TestTourDelete(t *testing.T) {
	v, _ := onTour(t, "delete")
	v.types("dot")
	v.press("Menu")
	v.sees("menu")
	v.press("Up", "Return") // the last line
	v.sees("asks")
	v.press("Return") // Cancel has the focus
	v.sees("kept")
	if !v.lists("dotfiles CI") {
		t.Fatal("Cancel deletes")
	}
	v.press("Menu", "Up", "Return")
	v.sees("asks again")
	v.press("Tab", "Tab", "Return") // past "Revoke first"
	poll(t, "the key is not deleted", func() bool { return !v.lists("dotfiles CI") })
	poll(t, "Ctrl Z does not bring it back", func() bool { // it can be taken back once the window says so
		v.press("ctrl+z")
		return v.lists("dotfiles CI")
	})
	v.screen.settle(v.picture("there again"))

	v.press("ctrl+f", "ctrl+a")
	v.types("dot")
	v.press("Menu", "Up", "Return")
	v.sees("asks a third time")
	v.press("Tab", "Tab", "Return") // past "Revoke first"
	poll(t, "the key is not deleted", func() bool { return !v.lists("dotfiles CI") })
	v.screen.settle(v.picture("deleted"))
	v.press("ctrl+comma")
	v.sees("settings")
	v.press("ctrl+shift+Tab", "ctrl+shift+Tab", "Tab", "Tab", "Tab", "Return") // Security: search, keychain, bin
	v.sees("bin")
	v.press("Tab", "Return")
	poll(t, "the bin does not give it back", func() bool { return v.lists("dotfiles CI") })
	v.sees("restored")
}
