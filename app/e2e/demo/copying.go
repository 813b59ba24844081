package main

import (
	"context"
	"errors"
	"time"

	"keytray/app/secret"
)

// openMenu opens the terminal that will want the key, starts the agent, and opens the menu behind its icon.
func (s *story) openMenu(ctx context.Context) (err error) {
	if s.terminal, err = openTerminal(ctx, s.desk); err != nil {
		return err
	}
	before, err := s.desk.settled(ctx, panel)
	if err != nil {
		return err
	}
	if err := s.app.start(); err != nil {
		return err
	}
	if s.icon, err = s.desk.newIcon(ctx, before); err != nil {
		return err
	}
	if s.idle, err = s.desk.settled(ctx, s.icon); err != nil {
		return err
	}
	menu, err := s.desk.openMenu(ctx, s.icon)
	if err != nil {
		return err
	}
	opened, err := s.desk.settled(ctx, menu)
	if err != nil {
		return err
	}
	// The first line tells how the keys are; the pinned key comes next.
	if err := s.desk.press(ctx, "Down", "Down"); err != nil {
		return err
	}
	chosen, err := s.desk.changed(ctx, menu, opened)
	if err != nil {
		return err
	}
	return s.pictures.save(menuPicture, chosen)
}

// copyKey takes the line that openMenu chose.
func (s *story) copyKey(ctx context.Context) error {
	if err := s.desk.press(ctx, "Return"); err != nil {
		return err
	}
	return s.clipboardHolds(ctx, s.value, patience)
}

func (s *story) paste(ctx context.Context) error {
	before, err := s.terminal.focus(ctx)
	if err != nil {
		return err
	}
	if err := s.terminal.paste(ctx); err != nil {
		return err
	}
	pasted, err := s.desk.changed(ctx, s.terminal.place, before)
	if err != nil {
		return err
	}
	if same(s.idle, pasted, s.icon) {
		return errors.New("the tray icon does not tell that a key is on the clipboard")
	}
	if err := s.pictures.save(pastedPicture, pasted); err != nil {
		return err
	}
	given, err := s.terminal.enter(ctx, 1)
	if err == nil && !s.value.Equal(given) {
		err = errors.New("the program in the terminal was given something else than the key")
	}
	return err
}

func (s *story) waitCleared(ctx context.Context) error {
	if err := s.clipboardHolds(ctx, secret.Value{}, clearAfter+patience); err != nil {
		return err
	}
	if err := until(ctx, patience, "the tray icon is as before", func() (bool, error) {
		now, err := s.desk.look(ctx)
		return err == nil && same(s.idle, now, s.icon), err
	}); err != nil {
		return err
	}
	if err := s.terminal.paste(ctx); err != nil {
		return err
	}
	given, err := s.terminal.enter(ctx, 2)
	if err == nil && given.Len() > 0 {
		err = errors.New("the terminal could still paste something")
	}
	if err != nil {
		return err
	}
	shot, err := s.desk.settled(ctx, s.terminal.place)
	if err != nil {
		return err
	}
	return s.pictures.save(clearedPicture, shot)
}

// clipboardHolds waits until a paste would give value; an empty one means nothing.
func (s *story) clipboardHolds(ctx context.Context, value secret.Value, limit time.Duration) error {
	wanted := "the key is on the clipboard"
	if value.Len() == 0 {
		wanted = "the clipboard is empty"
	}
	return until(ctx, limit, wanted, func() (bool, error) {
		text, err := s.desk.Clipboard(ctx)
		return err == nil && value.Equal(secret.FromString(text)), err
	})
}
