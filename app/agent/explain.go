package agent

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"syscall"
	"unicode"
	"unicode/utf8"

	"keytray/app/api"
	"keytray/app/clipboard"
	"keytray/app/keychain"
	"keytray/app/keychain/filevault"
	"keytray/app/settings"
	"keytray/app/text"
	"keytray/app/vault"
)

// explain turns any failure below into a kind and sentences: what happened, and
// what to do now. It is the one place where that is done.
func (s *Service) explain(err error) error {
	if err == nil {
		return nil
	}
	var done *api.Error
	if errors.As(err, &done) {
		return err
	}
	kind, sentence := s.words(err)
	told := &api.Error{Kind: kind, Text: sentence, Err: err}
	told.Reason, told.Key = reasonOf(err)
	return told
}

// reasonOf is what a face can make more of than a sentence.
func reasonOf(err error) (reason api.Reason, key string) {
	var (
		same *vault.SameValueError
		old  *vault.OldValueError
	)
	switch {
	case errors.As(err, &same) && !same.Binned:
		return api.SameValue, same.ID
	case errors.As(err, &old) && old.Before:
		return api.OldValue, old.ID
	}
	return "", ""
}

func (s *Service) words(err error) (api.Kind, string) {
	var (
		missing   *vault.NotFoundError
		ambiguous *vault.AmbiguousError
		duplicate *vault.DuplicateError
		same      *vault.SameValueError
		old       *vault.OldValueError
		invalid   *vault.InvalidError
		unknown   *settings.UnknownError
		badValue  *settings.ValueError
	)
	if kind, sentence := caseWords(err); sentence != "" {
		return kind, sentence
	}
	switch {
	case errors.As(err, &missing):
		return api.NotFound, text.T("No key is named %s. See them with: keytray list", s.quoted(missing.Given))
	case errors.As(err, &ambiguous):
		return api.Refused, text.T("%s fits %s: %s. Type more of the name, or its ID.", upper(s.quoted(ambiguous.Given)), text.Keys(len(ambiguous.Names)), text.Names(ambiguous.Names))
	case errors.As(err, &same) && same.Binned:
		return api.Refused, text.T("You have this value already, as %q in the bin. Bring it back with: %s", same.Name, text.Command("restore", same.Name))
	case errors.As(err, &same):
		return api.Refused, text.T("You have this value already, as %q. Use that key.", same.Name)
	case errors.As(err, &duplicate):
		return api.Refused, text.T("A key named %q exists. Choose another name, or rotate that key; to restore one from the bin, give the other a new name first.", duplicate.Name)
	case errors.As(err, &invalid):
		if invalid.Value {
			return api.Refused, invalid.Text
		}
		return api.Usage, invalid.Text
	case errors.As(err, &unknown) && LooksLikeValue(s.catalogue(), unknown.Key):
		return api.Usage, text.T("There is no such setting.")
	case shortcutRefused(err) != "":
		return api.Usage, shortcutRefused(err)
	case errors.As(err, &unknown), errors.As(err, &badValue):
		return api.Usage, upper(err.Error()) + "."
	case errors.Is(err, vault.ErrSameValue):
		return api.Refused, text.T("This is the value that the key has already. Make a new one at the provider and paste that.")
	case errors.As(err, &old):
		if old.Before {
			return api.Refused, text.T("This is the old key of %s. Paste the new one, or go back to it with: %s", text.Plain(old.Name), text.Command("rotate", old.Name, "--back"))
		}
		return api.Refused, text.T("This is the old key of %s. Paste the new one.", text.Plain(old.Name))
	case errors.Is(err, vault.ErrNoPrevious):
		return api.Refused, text.T("The key has no previous value. It has one from a rotation on, until the old key is revoked.")
	case errors.Is(err, vault.ErrNotInBin):
		return api.NotFound, text.T("The key is not in the bin.")
	case errors.Is(err, vault.ErrBusy):
		return api.Failed, text.T("Another program is changing this key. Answer your keychain's prompt if there is one, then try again.")
	case errors.Is(err, vault.ErrNewer):
		return api.Failed, text.T("The list of keys was written by a newer Keytray. Nothing was changed. Install that version again.")
	case errors.Is(err, vault.ErrDamaged):
		return api.Failed, text.T("%s. Nothing was changed. Put a backup of that file in its place, or let keytray doctor --fix make a new list of what is in the keychain.", upper(err.Error()))
	case errors.Is(err, vault.ErrUncommitted):
		return api.Failed, text.T("The value is in %s, but the list of keys could not be written: %s After that keytray doctor finishes it.", inPlace(s.choices().Keychain), s.why(err))
	case errors.Is(err, vault.ErrSealed):
		return api.Failed, text.T("%s. Put that file back from a backup, or give the key a new value with: keytray rotate NAME", upper(err.Error()))
	case errors.Is(err, vault.ErrNoTarget):
		return api.Failed, text.T("The settings cannot be read, so it is not known where new values go. Mend %s, or delete it and choose again with: keytray config keychain", s.settings.Path)
	case errors.Is(err, vault.ErrOccupied):
		return api.Failed, text.T("In %s another value is in the way that the list of keys does not know. Nothing was overwritten. Bring it back with: keytray doctor --fix", s.inStore(err))
	case errors.Is(err, vault.ErrPresent):
		return api.NotFound, errGone().Error()
	case errors.Is(err, vault.ErrUnconfirmed):
		return api.Silent, text.T("%s did not confirm that it stored the value. Keep your copy of the key; keytray doctor tells later whether it arrived.", s.storeName(err))
	}
	if kind, sentence := s.fileWords(err); sentence != "" {
		return kind, sentence
	}
	if placeOf(err) != vault.InFile {
		if kind, sentence := s.keychainWords(err); sentence != "" {
			return kind, sentence
		}
	}
	return s.otherWords(err)
}

func (s *Service) otherWords(err error) (api.Kind, string) {
	var badFile *settings.FileError
	switch {
	case errors.As(err, &badFile):
		return api.Failed, text.T("%s. Mend the file or delete it.", upper(badFile.Error()))
	case errors.Is(err, syscall.ENOSPC):
		return api.Failed, text.T("The disk is full. Make room, then try again.")
	case errors.Is(err, syscall.EROFS):
		return api.Failed, text.T("Keytray may not write its files, for the file system is read-only. Make it writable, then try again.")
	case errors.Is(err, fs.ErrPermission):
		return api.Failed, text.T("Keytray may not write its files: %v. Check who owns the folder.", err)
	case errors.Is(err, clipboard.ErrNoDisplay):
		return api.NoDisplay, text.T("There is no display here, so there is no clipboard. In a terminal use: keytray get NAME | your-program")
	case errors.Is(err, clipboard.ErrNoTool):
		return api.Failed, text.T("No clipboard tool was found. Install xclip (X11) or wl-clipboard (Wayland).")
	case errors.Is(err, clipboard.ErrRefused):
		return api.Failed, text.T("This desktop lets only the program with the focus copy. Hold Reveal in the window to see the key, or use: keytray get NAME | your-program")
	case errors.Is(err, clipboard.ErrUnfit):
		return api.Failed, text.T("That way onto the clipboard does not work on this desktop. Let Keytray choose: keytray config clipboard.board auto")
	case errors.Is(err, clipboard.ErrClosed):
		return api.Failed, text.T("Keytray is ending, so nothing was copied. Start it again with: keytray")
	case errors.Is(err, clipboard.ErrTool):
		return api.Failed, text.T("The clipboard cannot be reached. Is the display of this session still there?")
	case errors.Is(err, clipboard.ErrNoAnswer):
		return api.Failed, text.T("The clipboard does not answer, so nothing was copied. Try again in a moment.")
	case errors.Is(err, clipboard.ErrTimeout), errors.Is(err, clipboard.ErrNotCleared):
		return api.Failed, text.T("The clipboard does not answer. Copy something else to replace what is on it, then try again.")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return api.Failed, text.T("It took too long and was stopped. Try again.")
	}
	return api.Failed, upper(err.Error()) + "."
}

// why is the sentence for the cause of an error that is told otherwise.
func (s *Service) why(err error) string {
	_, sentence := s.otherWords(err)
	return sentence
}

// fileWords are about the encrypted file.
func (s *Service) fileWords(err error) (api.Kind, string) {
	switch {
	case errors.Is(err, filevault.ErrWrongPassphrase):
		return api.Refused, text.T("That is not the passphrase of the encrypted file. Try again.")
	case errors.Is(err, filevault.ErrWeak), errors.Is(err, filevault.ErrPassphrase):
		return api.Refused, upper(err.Error()) + "."
	case errors.Is(err, filevault.ErrExists):
		return api.Refused, upper(err.Error()) + "."
	case errors.Is(err, filevault.ErrDamaged):
		return api.Unavailable, text.T("%s. Nothing was changed; put a backup of it in its place.", upper(err.Error()))
	case errors.Is(err, filevault.ErrNewer):
		return api.Failed, text.T("The encrypted file was written by a newer Keytray. Nothing was changed. Install that version again.")
	case placeOf(err) != vault.InFile:
	case errors.Is(err, keychain.ErrNotFound):
		return api.NotFound, text.T("The value is not in the encrypted file any more. Give the key a new value with: keytray rotate NAME")
	case errors.Is(err, keychain.ErrUnavailable):
		if _, err := os.Lstat(s.filePath() + ".last"); err == nil {
			return api.Unavailable, text.T("The encrypted file is missing: %s. A copy from before its last change is beside it, as vault.keytray.last: give that the name, or put a backup in its place.", s.filePath())
		}
		return api.Unavailable, text.T("The encrypted file is missing: %s. Put a backup of it in its place.", s.filePath())
	case errors.Is(err, keychain.ErrLocked):
		return api.Locked, text.T(fileLockedWords)
	}
	return "", ""
}

const (
	fileLockedWords = "The encrypted file is locked. Enter its passphrase in the window, or with: keytray unlock"
	noKeychainWords = "No keychain is running, so Keytray has nowhere safe to keep keys. Start GNOME Keyring, KWallet or KeePassXC, then try again; keytray doctor tells more."
)

func noCollection(name string) string {
	return text.T("%s has no default collection yet. Create one in your keychain program (Passwords and Keys, KWalletManager) and make it the default.", name)
}

func (s *Service) keychainWords(err error) (api.Kind, string) {
	name := s.keychainName()
	switch {
	case errors.Is(err, keychain.ErrNotFound):
		return api.NotFound, text.T("The value is not in the keychain any more. It may have been deleted in another program. Give the key a new value with: keytray rotate NAME")
	case errors.Is(err, keychain.ErrLocked):
		return api.Locked, text.T("%s is locked. Unlock it, for example by logging in to your desktop, then try again.", name)
	case errors.Is(err, keychain.ErrDismissed):
		return api.Dismissed, text.T("%s stayed locked because its prompt was closed. Try again and enter your password.", name)
	case errors.Is(err, keychain.ErrNoDefault):
		return api.Unavailable, noCollection(name)
	case errors.Is(err, keychain.ErrUnavailable) && s.target() == vault.InFile:
		return api.Unavailable, text.T("No keychain is running, and nothing was changed. Start GNOME Keyring, KWallet or KeePassXC, then try again; keytray doctor tells more.")
	case errors.Is(err, keychain.ErrUnavailable):
		return api.Unavailable, text.T(noKeychainWords)
	case errors.Is(err, keychain.ErrTimeout) && errors.Is(err, context.Canceled):
		return api.Dismissed, text.T("You stopped waiting for %s. Try again when it is ready.", s.waitedFor(err))
	case errors.Is(err, keychain.ErrTimeout):
		return api.Silent, text.T("%s did not answer in time. Answer its prompt if there is one, then try again.", name)
	case errors.Is(err, keychain.ErrTooBig):
		return api.Refused, text.T("The keychain refused the value because it is too long.")
	case errors.Is(err, keychain.ErrUnsupported):
		return api.Failed, text.T("This keychain cannot tell what is in it. Nothing was changed.")
	}
	return "", ""
}

// keychainName is what the person calls the system's keychain.
func (s *Service) keychainName() string {
	if s.target() == vault.InFile { // then State is about that
		return text.T("The system keychain")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keychain.Name == "" {
		return text.T("The keychain")
	}
	return s.keychain.Name
}

// storeName is the store that an error is about, at the start of a sentence.
func (s *Service) storeName(err error) string {
	if placeOf(err) == vault.InFile {
		return text.T("The encrypted file")
	}
	return s.ownName(text.T("The system keychain"))
}

// inStore is the same behind "in", and waitedFor behind "waiting for".
func (s *Service) inStore(err error) string {
	if placeOf(err) == vault.InFile {
		return inPlace(settings.StoreFile)
	}
	return s.ownName(inPlace(settings.StoreSystem))
}

func (s *Service) waitedFor(err error) string {
	if placeOf(err) == vault.InFile {
		return text.C("waiting for", "the encrypted file")
	}
	return s.ownName(text.C("waiting for", "the system keychain"))
}

// ownName is the name of the system's keychain, or usual if it has none.
func (s *Service) ownName(usual string) string {
	if s.target() == vault.InFile {
		return usual
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return cmp.Or(s.keychain.Name, usual)
}

func upper(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	if size == 0 || first == utf8.RuneError {
		return sentence
	}
	return string(unicode.ToUpper(first)) + sentence[size:]
}
