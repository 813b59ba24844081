// Package settings is the person's choices: one typed JSON file. What a choice
// means is known where it is used.
package settings

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"keytray/app/files"
	"keytray/app/shortcut"
	"keytray/app/text"
)

// Settings are the choices, with their defaults filled in.
type Settings struct {
	ClearAfter   Duration  `json:"clipboard.clear_after"`
	AfterPaste   bool      `json:"clipboard.clear_after_paste"`
	Board        string    `json:"clipboard.board"`
	Primary      bool      `json:"clipboard.primary"`
	OnScreenLock bool      `json:"security.clear_on_screen_lock"`
	Keychain     string    `json:"keychain"`
	DueAfter     int       `json:"rotation.due_after_months"`
	OverdueAfter int       `json:"rotation.overdue_after_months"`
	Reminders    bool      `json:"reminders.enabled"`
	NotBefore    TimeOfDay `json:"reminders.not_before"`
	Weekends     bool      `json:"reminders.weekends"`
	ShowNames    bool      `json:"reminders.show_names"`
	TrayKeys     int       `json:"tray.keys"`
	TrayIcon     string    `json:"tray.icon"`
	AtLogin      bool      `json:"start.at_login"`
	// Pick opens the quick picker.
	Pick     shortcut.Combination `json:"shortcut.pick"`
	Theme    string               `json:"appearance.theme"`
	TextSize int                  `json:"appearance.text_size"` // percent
	Language string               `json:"appearance.language"`
	// Windows are those that the person chose for single providers, by their IDs.
	Windows map[string]Window `json:"-"`
	// Chose are the entries that somebody has chosen, by their keys.
	Chose map[string]bool `json:"-"`
}

// lockLimit bounds the wait for another process that changes a setting.
const lockLimit = 10 * time.Second

// File is the settings file of one person.
type File struct{ Path string }

// Load reads the file. Without one, or without an entry in it, defaults apply;
// an entry that makes no sense is an error, for guessing would be worse.
func (f File) Load() (Settings, error) {
	s := Defaults()
	content, err := os.ReadFile(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(content, &s); err != nil {
		return Defaults(), &FileError{f.Path, err}
	}
	if err := s.readOthers(content); err != nil {
		return Defaults(), &FileError{f.Path, err}
	}
	if err := s.check(); err != nil {
		return Defaults(), &FileError{f.Path, err}
	}
	return s, nil
}

// readOthers finds the entries of single providers, and which entries there are.
func (s *Settings) readOthers(content []byte) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(content, &all); err != nil {
		return err
	}
	s.choose(all)
	for key, raw := range all {
		id, ok := strings.CutPrefix(key, WindowPrefix)
		if !ok || id == "" {
			continue
		}
		var value string
		if err := json.Unmarshal(raw, &value); err != nil {
			return text.Errorf("%s: use %s", key, windowEntry(id).Form)
		}
		if err := (windowOf{s, id}).set(value); err != nil {
			return text.Errorf("%s: use %s", key, windowEntry(id).Form)
		}
	}
	return nil
}

// Set changes one entry, keeps those that this version does not know, and
// returns the settings after it.
func (f File) Set(key, value string) (Settings, error) {
	if err := files.Private(filepath.Dir(f.Path)); err != nil {
		return Defaults(), err
	}
	ctx, cancel := context.WithTimeout(context.Background(), lockLimit)
	defer cancel()
	lock, err := files.Acquire(ctx, f.Path+".lock")
	if err != nil {
		return Defaults(), err
	}
	defer lock.Release()
	s, err := f.Load()
	if err != nil {
		return s, err
	}
	entry, ok := Find(key)
	if !ok {
		return s, &UnknownError{key}
	}
	if err := entry.set(&s, value); err != nil {
		return s, &ValueError{Key: key, Want: text.T(entry.Form), Err: err}
	}
	if err := s.check(); err != nil {
		return s, &ValueError{Key: key, Want: err.Error()}
	}
	var all map[string]json.RawMessage
	if content, err := os.ReadFile(f.Path); err == nil {
		if err := json.Unmarshal(content, &all); err != nil {
			return s, &FileError{f.Path, err}
		}
	}
	if all == nil { // no file, or null in it
		all = map[string]json.RawMessage{}
	}
	if err := entry.put(all, s); err != nil {
		return s, err
	}
	s.choose(all)
	content, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return s, err
	}
	return s, files.Replace(f.Path, append(content, '\n'), "")
}

// choose notes which entries there are.
func (s *Settings) choose(all map[string]json.RawMessage) {
	s.Chose = map[string]bool{}
	for key := range all {
		s.Chose[key] = true
	}
}

// UnknownError says that there is no such setting.
type UnknownError struct{ Key string }

func (e *UnknownError) Error() string { return text.T("there is no setting %q", e.Key) }

// ValueError says that a setting cannot have the value given. It does not repeat
// the value: it may be a key pasted in the wrong place.
type ValueError struct {
	Key, Want string
	Err       error // why, where that is known
}

func (e *ValueError) Error() string {
	return text.T("the setting %s cannot have this value: use %s", e.Key, e.Want)
}

// Unwrap returns the cause.
func (e *ValueError) Unwrap() error { return e.Err }

// FileError says that the file cannot be used as it is.
type FileError struct {
	Path string
	Err  error
}

func (e *FileError) Error() string { return text.T("%s cannot be used: %v", e.Path, e.Err) }

// English is the same for a log.
func (e *FileError) English() string {
	return text.English(text.Errorf("%s cannot be used: %v", e.Path, e.Err))
}

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }
