package main

import (
	"context"
	"fmt"
	"image"
	"strings"
	"time"

	"keytray/app/secret"
)

// clearAfter is how long the key stays on the clipboard: long enough to paste it on a busy machine.
const clearAfter = 10 * time.Second

// story is what one run knows from step to step.
type story struct {
	desk     *desktop
	app      *keytray
	pictures *album
	terminal *terminal

	value secret.Value    // of the key that is copied
	icon  image.Rectangle // the tray icon's place
	idle  *image.RGBA     // the screen with the icon as it is while no key is on the clipboard
}

// step is one thing that a person does, and what was checked when it went well.
type step struct {
	name    string
	play    func(context.Context) error
	checked string
}

func (s *story) steps() []step {
	return []step{
		{"store keys", s.store, "Stored keys with `keytray add`; secret-tool finds the value of each in the keychain."},
		{"open the tray menu", s.openMenu, "Clicked the tray icon in the panel; its menu opened."},
		{"copy a key", s.copyKey, "Chose " + copied + "; its value is on the clipboard."},
		{"paste it", s.paste, "Pasted it with Ctrl+Shift+V: the program in the terminal has it, and the tray icon tells that it can be pasted."},
		{"wait until it is cleared", s.waitCleared, fmt.Sprintf(
			"%v after the copy the clipboard is empty: the same paste gives nothing, and the tray icon is as before.", clearAfter)},
		{"be reminded", s.beReminded, "A notification tells that " + old + " needs rotating."},
		{"open the window", s.openWindow, "`keytray window` shows the key, which is on the clipboard again."},
		{"quit", s.quit, "`keytray quit` took it off the clipboard."},
	}
}

// store fills the keychain, and chooses settings that suit a demo at any hour of any day. Reminders are off until their
// step: at its start the agent would remind at once, where the menu opens.
func (s *story) store(ctx context.Context) error {
	for _, k := range keys(time.Now().UTC()) { // the session's time zone
		value, err := s.app.add(ctx, k)
		if err != nil {
			return err
		}
		if k.name == copied {
			s.value = value
		}
	}
	for _, set := range [][2]string{
		{"clipboard.clear_after", clearAfter.String()},
		{"reminders.weekends", "true"},
		{"reminders.not_before", "00:00"},
		{"reminders.enabled", "false"},
		{"appearance.theme", "light"},
	} {
		if err := s.app.do(ctx, "config", set[0], set[1]); err != nil {
			return err
		}
	}
	return nil
}

// notifications is the class of xfce4-notifyd's windows.
const notifications = "^Xfce4-notifyd$"

// beReminded turns reminders on: the agent has something to say at once.
func (s *story) beReminded(ctx context.Context) error {
	listening, stop := context.WithCancel(ctx)
	defer stop()
	titles, err := s.desk.notes(listening)
	if err != nil {
		return err
	}
	if err := s.app.do(ctx, "config", "reminders.enabled", "true"); err != nil {
		return err
	}
	title, err := next(ctx, titles)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(title, old) {
		return fmt.Errorf("the notification says %q, not that %s needs rotating", title, old)
	}
	note, err := s.desk.window(ctx, "a notification is on the screen", anywhere, "--class", notifications)
	if err != nil {
		return err
	}
	shot, err := s.desk.settled(ctx, note)
	if err != nil {
		return err
	}
	if err := s.pictures.save(reminderPicture, shot); err != nil {
		return err
	}
	if err := s.desk.click(ctx, image.Pt(middle(note).X, note.Min.Y+8)); err != nil { // it stays until somebody closes it
		return err
	}
	return s.desk.gone(ctx, "the notification is gone", "--class", notifications)
}

// windowTitle is that of Keytray's window.
const windowTitle = "Keytray"

// openWindow shows the window while it has something to count down.
func (s *story) openWindow(ctx context.Context) error {
	if err := s.app.do(ctx, "copy", copied, "--clear-after=60s"); err != nil {
		return err
	}
	if err := s.app.do(ctx, "window", "keys", copied); err != nil {
		return err
	}
	if err := s.desk.point(ctx, screen.Max); err != nil { // out of the way: what the mouse is over looks different
		return err
	}
	place, err := s.desk.framed(ctx, windowTitle)
	if err != nil {
		return err
	}
	shot, err := s.desk.settled(ctx, place)
	if err != nil {
		return err
	}
	return s.pictures.save(windowPicture, shot)
}

func (s *story) quit(ctx context.Context) error {
	if err := s.clipboardHolds(ctx, s.value, patience); err != nil {
		return err
	}
	if err := s.desk.press(ctx, "alt+F4"); err != nil {
		return err
	}
	if err := s.desk.gone(ctx, "the window is closed", "--name", "^"+windowTitle+"$"); err != nil {
		return err
	}
	if err := s.app.do(ctx, "quit"); err != nil {
		return err
	}
	return s.clipboardHolds(ctx, secret.Value{}, patience)
}
