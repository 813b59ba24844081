package window

import (
	"errors"
	"io/fs"
	"syscall"

	"keytray/app/files"
	"keytray/app/text"
)

// Sentences about the calendar file.
const (
	wordsSaveCalendarHead = "Save as calendar file"
	wordsCalendarHolds    = "It has the days on which windows open and close and providers end keys. Values are never in it."
	wordsWithNames        = "With the names of the keys"
	wordsThereIsAFile     = "There is a file of that name. What it holds is gone if you replace it."
	wordsReplaceFile      = "Replace"
	wordsKeyIsNoFile      = "That is a key, not the name of a file."
)

// wordsSaved says where the file is, in the one line of a toast.
func wordsSaved(path string) string {
	const longest = 40
	return text.T("Saved %s", middleCut(inHome(path), longest))
}

// wordsNotSaved says why a file could not be written.
func wordsNotSaved(err error) string {
	switch {
	case errors.Is(err, errNoName):
		return text.T("Type a name for the file.")
	case errors.Is(err, fs.ErrExist):
		return text.T("There is a file of that name. It was left as it is.")
	case errors.Is(err, files.ErrNoFile):
		return text.T("That is a folder. Type the name of a file.")
	case errors.Is(err, errOwnFolder):
		return text.T("Keytray keeps its own files there. Choose another folder.")
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return text.T("There is no such folder.")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return text.T("You may not write there. Choose another folder.")
	}
	if at := new(fs.PathError); errors.As(err, &at) {
		err = at.Err // the name is in sight already
	}
	return text.T("The file could not be written: %s.", err.Error())
}
