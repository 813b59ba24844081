package cli

import (
	"context"
	"errors"
	"io/fs"
	"strconv"
	"syscall"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/calendar"
	"keytray/app/files"
	"keytray/app/secret"
	"keytray/app/text"
)

// calendarFile is where the calendar goes and what is in it.
type calendarFile struct {
	path    string // "-" is stdout
	noNames bool
	chosen  bool // the person said whether names are in it
}

// longestName is how much of a file's name a sentence repeats.
const longestName = 80

// writeCalendar writes the dates of all keys.
func (c *command) writeCalendar(ctx context.Context, s api.Service, st api.State, f calendarFile) error {
	known := agent.Catalogue(st.Providers)
	if agent.HoldsKey(known, f.path, secret.Value{}) {
		return usage("That is a key, not the name of a file. A value is never taken from the command line.")
	}
	if !f.chosen {
		shown, err := showNames(ctx, s)
		if err != nil {
			return err
		}
		f.noNames = !shown
	}
	entries := calendar.Entries(st.Keys)
	content := calendar.File(entries, !f.noNames, c.Now())
	if f.path == "-" {
		_, err := c.out.Write(content)
		return err
	}
	paths, err := files.Default()
	if err != nil {
		return err
	}
	if paths.Own(f.path) { // the list of keys is there
		return usage("That is one of Keytray's own folders. Choose another place, for example ~/keys.ics.")
	}
	if err := files.Export(f.path, content); err != nil {
		return notWritten(agent.QuotedFor(known, text.Cut(f.path, longestName)), err)
	}
	c.say("Wrote %s of %s to %s.", text.Dates(calendar.Count(entries)), text.Keys(len(entries)), text.Plain(f.path))
	return nil
}

// showNames is whether the person wants names of keys where others may see them.
func showNames(ctx context.Context, s api.Service) (bool, error) {
	all, err := s.Settings(ctx)
	if err != nil {
		return false, err
	}
	for _, set := range all {
		if set.Key == "reminders.show_names" {
			return strconv.ParseBool(set.Value)
		}
	}
	return false, nil
}

// notWritten says why a file was not written. path is as it may be repeated.
func notWritten(path string, err error) error {
	failed := func(sentence string) error { return &api.Error{Kind: api.Failed, Text: sentence, Err: err} }
	switch {
	case errors.Is(err, files.ErrNoFile):
		return usage("There is a folder or a device at %s. Give the name of a file, or - for stdout.", path)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return usage("There is no folder for %s. Make it first, or choose another.", path)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return failed(text.T("Keytray may not write to the folder of %s. Choose another one, or - for stdout.", path))
	case errors.Is(err, syscall.ENOSPC):
		return failed(text.T("The disk is full, so %s was not written. Make room, then try again.", path))
	}
	return failed(upper(text.T("%s could not be written: %s.", path, cause(err))))
}
