package filevault

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"keytray/app/keychain"
	"keytray/app/text"
)

// state is how the vault is, and why if that is more than a person expects. Callers
// hold mu.
func (v *Vault) state() (keychain.State, error) {
	err := v.refresh()
	switch {
	case err == nil:
		return keychain.OK, nil
	case v.open == nil: // from the beginning, or since just now
		err = v.look()
	}
	err = v.mentionCopy(err)
	switch {
	case err == nil:
		return keychain.Locked, v.ended
	case errors.Is(err, fs.ErrNotExist) && !v.hasCopy():
		return keychain.Missing, nil
	}
	return keychain.Missing, err
}

// look finds what is wrong with a file as far as that can be told without the
// passphrase.
func (v *Vault) look() error {
	info, err := os.Stat(v.path)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", keychain.ErrUnavailable, err)
	case !info.Mode().IsRegular(): // to open a pipe could take for ever
		return text.Errorf("%w: something that is not a file is in its place", ErrDamaged)
	case info.Size() > maxFile:
		return errTooBig
	}
	f, err := os.Open(v.path)
	if err != nil {
		return fmt.Errorf("%w: %w", keychain.ErrUnavailable, err)
	}
	defer f.Close()
	start, err := io.ReadAll(io.LimitReader(f, int64(headerEnd)))
	if err != nil {
		return fmt.Errorf("%w: %w", keychain.ErrUnavailable, err)
	}
	_, err = parseHeader(start)
	return err
}

func (v *Vault) hasCopy() bool {
	_, err := os.Lstat(v.last())
	return err == nil
}

// mentionCopy says of a damaged or missing file that there is a copy, unless err
// says so already. Whether the copy is whole only the passphrase can tell.
func (v *Vault) mentionCopy(err error) error {
	var told *copyError
	if errors.As(err, &told) || !mendable(err) || !v.hasCopy() {
		return err
	}
	return &copyError{err, text.T("a copy from before the last change is %s, rename it to try it", v.last())}
}

// copyError is an error about the file with a hint at its copy.
type copyError struct {
	error
	hint string
}

func (e *copyError) Error() string { return e.error.Error() + "; " + e.hint }
func (e *copyError) Unwrap() error { return e.error }

// mendable tells whether the copy would help.
func mendable(err error) bool { return errors.Is(err, ErrDamaged) || errors.Is(err, fs.ErrNotExist) }
