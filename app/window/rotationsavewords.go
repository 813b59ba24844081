package window

import (
	"errors"
	"io/fs"

	"keytray/app/files"
)

// Sentences about the calendar file.
const (
	wordsSaveCalendarHead = "Save as calendar file"
	wordsCalendarHolds    = "It has the days on which windows open and close and providers end keys. Values are never in it."
	wordsWithNames        = "With the names of the keys"
	wordsThereIsAFile     = "There is a file of that name. What it holds is gone if you replace it."
	wordsReplaceFile      = "Replace"
)

// wordsNotSaved says why a file could not be written.
func wordsNotSaved(err error) string {
	switch {
	case errors.Is(err, errNoName):
		return "Type a name for the file."
	case errors.Is(err, files.ErrNoFile):
		return "That is a folder. Type the name of a file."
	case errors.Is(err, fs.ErrNotExist):
		return "There is no such folder."
	case errors.Is(err, fs.ErrPermission):
		return "You may not write there. Choose another folder."
	}
	return "The file could not be written: " + err.Error() + "."
}
